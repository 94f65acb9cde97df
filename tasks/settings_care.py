"""Sections of settings.toml about what is given to others: where reports are served, who answers for exports.

In: the tables `[reports]` and `[publisher]`. Out: frozen records; a key that is not known is refused. They change no
verdict.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ADDRESS = r"^(https?://[^\s\"'<>`|()\[\]]+)?$"
FROZEN = ConfigDict(frozen=True, extra="forbid")


class Reports(BaseModel):
    """How people reach the report pages; `base_url` is where the folder of reports is served, empty for file://."""

    model_config = FROZEN

    base_url: str = Field(default="", pattern=ADDRESS)


class Publisher(BaseModel):
    """The author of ClaimReview exports: a newsroom, or a person who reviews in their own name."""

    model_config = FROZEN

    name: str = ""  # empty: `tracewire export` must be given --author
    url: str = Field(default="", pattern=ADDRESS)  # its home page, or the page about it
    type: Literal["Organization", "NewsMediaOrganization", "Person"] = "Organization"  # schema.org's names
