"""The flow `review`: a person's word on a verdict from a form, kept on the record as `tracewire review` keeps it.

In: a claim's id, a word, a name; why, and what should have been. Out: what came of it, in sentences. What is missing or
cannot be is said in a sentence and ends the run; then nothing is kept.
"""

from pathlib import Path
from typing import Literal

from prefect import flow
from prefect.runtime import flow_run
from pydantic import BaseModel, ConfigDict, Field

from flows.named import NAME_CHARS
from flows.untracked import untracked
from tasks import steps
from tasks.desk import Desk
from tasks.reports.safe import line
from tasks.reviewing import Typed, said_of
from tasks.setting_right import Fix
from tasks.settings import load

FLOW_TIMEOUT_S = 900

Word = Literal["confirm", "overrule", "take back what I set right"]
# The closed sets of tasks/vocabulary.py with a word for "nothing"; a test holds them together.
WhyOverruled = Literal[
    "(it is confirmed)",
    "number misread",
    "wrong event",
    "source not trusted",
    "wrong copy link",
    "claim missed",
    "other",
]
Label = Literal[
    "(not said)", "supported", "refuted", "disputed", "misframed", "consistent", "unverified", "not_checkable"
]
Kind = Literal["(nothing missed)", "casualty", "date", "count", "quantity", "quote"]
Tier = Literal["(as it is)", "1", "2", "3", "4"]


class Why(BaseModel):
    """Why it is overruled."""

    model_config = ConfigDict(title="Why", extra="forbid")

    reason: WhyOverruled = Field(
        default="(it is confirmed)", title="Reason", description="What is wrong; needed to overrule"
    )
    note: str = Field(default="", title="Note", description="In your own words; needed where the reason is “other”")
    label: Label = Field(default="(not said)", title="It is", description="What the verdict should have been")


class ShouldBe(BaseModel):
    """What should have been, by reason; the claim is judged again with it, and it is remembered."""

    model_config = ConfigDict(title="What should have been", extra="forbid")

    as_figure: str = Field(
        default="", title="Figure or day", description="Number misread: as it is printed, or 2025-09-03 for a date"
    )
    page: str = Field(
        default="", title="Page of another event", description="Wrong event: its address, or the beginning of its id"
    )
    source: str = Field(
        default="", title="Page of the source", description="Source not trusted: a page of that source; with a tier"
    )
    tier: Tier = Field(
        default="(as it is)",
        title="Tier of the source",
        description="How far it is to be trusted: 1 record, 2 agency, 3 outlet, 4 supports nothing",
    )
    not_same: list[str] = Field(
        default=[], title="Not the same", description="Wrong copy link: a page that is no copy of the article, or two"
    )
    span: str = Field(
        default="", title="Words missed", description="Claim missed: the words of the article, as they are printed"
    )
    kind: Kind = Field(
        default="(nothing missed)", title="Kind of claim", description="Claim missed: what these words claim"
    )
    role: str = Field(
        default="", title="What is counted", description="Claim missed: killed, injured, or a noun; of a date its verb"
    )


class ReviewPlace(BaseModel):
    """Where the store is."""

    store: str = Field(default="", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", description="Configuration folder; empty for the usual one")


CONFIRMED = Why()
NOTHING_WRONG = ShouldBe()
USUAL = ReviewPlace()


def review_run_name() -> str:
    """Who says what of which claim: "Ada Quill: overrule 3f2a91c0"."""
    asked = flow_run.parameters
    return line(f"{asked.get('by', '')}: {asked.get('word', '')} {str(asked.get('claim', ''))[:8]}", NAME_CHARS)


@flow(name="review", flow_run_name=review_run_name, timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def review(
    claim: str,
    by: str,
    word: Word = "confirm",
    why: Why = CONFIRMED,
    should_be: ShouldBe = NOTHING_WRONG,
    place: ReviewPlace = USUAL,
) -> list[str]:
    """Confirm or overrule a verdict by name, on the record; what is set right is judged again and remembered.

    Args:
        claim: Id of the claim, as report page and digest show it; with words missed, the address of the article will do
        by: Your name, as it is to stand on the record
        word: Whether the newest verdict of the claim is right
        why: Why it is overruled
        should_be: What should have been; nothing of it is needed
        place: Where the store is
    """
    said = said_of(typed_of(claim, by, word, why, should_be))
    with Desk(load(Path(place.config) if place.config else None), place.store or None, flow="review") as desk:
        return list(await steps.take_review(said, untracked(desk)))


def typed_of(claim: str, by: str, word: Word, why: Why, should_be: ShouldBe) -> Typed:
    """The form as a command's options are: the words in brackets are nothing."""
    return Typed(
        claim=claim,
        is_confirmed={"confirm": True, "overrule": False}.get(word),
        person=by,
        reason=_said(why.reason),
        note=why.note,
        label=_said(why.label),
        fix=Fix(
            as_figure=should_be.as_figure,
            page=should_be.page,
            source=should_be.source,
            tier=_said(should_be.tier),
            not_same=tuple(should_be.not_same),
            span=should_be.span,
            kind=_said(should_be.kind),
            role=should_be.role,
        ),
        is_taken_back=word == "take back what I set right",
    )


def _said(choice: str) -> str:
    return "" if choice.startswith("(") else choice
