"""The flow `digest`: what needs a person, as an artifact and a page, and to those whom the settings name.

In: nothing, or where the store is. Out: where it went. A night leaves the same artifact; this sends it in the morning.
"""

from pathlib import Path

from prefect import flow
from pydantic import BaseModel, Field

from flows.untracked import untracked
from tasks import steps
from tasks.desk import Desk
from tasks.settings import load

FLOW_TIMEOUT_S = 1_800


class DigestOptions(BaseModel):
    """Where the store is, and whether anybody gets it."""

    send: bool = Field(default=True, description="Send it by the roads that settings.toml names")
    store: str = Field(default="", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", description="Configuration folder; empty for the usual one")


USUAL = DigestOptions()


@flow(name="digest", timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def digest(options: DigestOptions = USUAL) -> list[str]:
    """Put together what needs a person and send it.

    Args:
        options: Where the store is, and whether anybody gets it
    """
    settings = load(Path(options.config) if options.config else None)
    with Desk(settings, options.store or None, flow="digest") as desk:
        made, page = await steps.make_digest(untracked(desk))
        has_road = settings.digest.webhook or settings.digest.mail_to
        return await steps.send_digest(untracked(made), page, untracked(desk)) if options.send and has_road else []
