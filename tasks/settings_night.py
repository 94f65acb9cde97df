"""Sections of settings.toml that speak of the night and of what is sent in the morning.

In: the tables `[night]` and `[digest]`. Out: frozen records; a key that is not known is refused. Secrets never stand
there: a header whose value is `$NAME` is read from the environment when it is sent.
"""

from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator

FROZEN = ConfigDict(frozen=True, extra="forbid")


class Night(BaseModel):
    """How a night's articles are gone through."""

    model_config = FROZEN

    chunk_articles: int = Field(default=40, ge=1, le=500)  # a task run and a transaction each; lost work if killed
    max_failed_share: float = Field(default=0.25, ge=0, le=1)  # above it the fault is ours, not the articles'
    cron: str = "30 4 * * *"
    refresh_cron: str = "5 * * * *"
    digest_cron: str = "0 7 * * *"
    reverify_cron: str = "30 6 * * *"  # the safety net; it also runs when evidence arrives
    standing_days: float = Field(default=30, gt=0)  # how long a verdict is judged again when evidence touches it
    zone: str = "UTC"  # IANA; in which the four are read

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"{zone!r} is no time zone of the IANA list (Europe/Berlin is one)")
        return zone

    @field_validator("cron", "refresh_cron", "digest_cron", "reverify_cron")
    @classmethod
    def _five_fields(cls, cron: str) -> str:
        if len(cron.split()) != 5:  # noqa: PLR2004 -- minute, hour, day of month, month, day of week
            raise ValueError(f"{cron!r} is no cron line of five fields (30 4 * * * is 04:30 every day)")
        return cron


class DigestSettings(BaseModel):
    """What an editor is told in the morning, and by which road."""

    model_config = FROZEN

    items: int = Field(default=15, ge=1, le=100)  # what one person can look into over a coffee
    days: float = Field(default=3, gt=0)  # an item that nobody decided comes back so long
    quiet_hours: float = Field(default=24, gt=0)  # a feed that brought nothing for longer is named
    # A supported claim less sure than that waits for a person too: half that looked like it were right.
    review_below: float = Field(default=0.6, ge=0, le=1)
    own_outlets: tuple[str, ...] = ()  # publishers, owners or domains that are ours: what they print comes first
    webhook: str = ""  # address that gets the digest as JSON by POST
    webhook_headers: dict[str, str] = {}
    mail_to: tuple[str, ...] = ()
    mail_from: str = ""
    smtp_host: str = "localhost"
    smtp_port: int = Field(default=25, gt=0, le=65_535)
    smtp_starttls: bool = False
    smtp_user: str = ""  # its password is read from TRACEWIRE_SMTP_PASSWORD
