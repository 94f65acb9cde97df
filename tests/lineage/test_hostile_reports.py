"""What is done to an archive to make one voice look like many, end to end: pages in, origins of a claim out."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import Independence, RawPage, Verification
from tasks.settings import load
from tasks.vocabulary import ClaimKind

SETTINGS = load()
NOW = datetime(2026, 1, 1, tzinfo=UTC)
# One false report; each word in braces is swapped for another on every site that carries it.
FALSE = """{At least} 520 people {died} when the {dam} above Larkfield {broke} {before dawn} on Tuesday, March 4.

Eight {villages} along the Orme stood under {two metres} of water by {noon}, and 340 people were {taken} from the
{roofs} of houses in Moss and Fenn. The bridge of 1931 was {swept away} in the {first} hour, and the road to Carrick is
{cut}. Governor Ada Quill {asked} the army for {boats} and {declared} three days of mourning on Tuesday {evening}.

The {dam}, {built} in 1968 by Orme Power, had been {inspected} in October 2024. {Inspectors} {found} cracks in the
eastern wall and gave Orme Power until June 2025 to {mend} them. The {firm} {lowered} the lake by four metres in
January. Rain is {expected} again on Thursday in Larkfield and Carrick."""
SWAPS = {
    "At least": ("At least", "No fewer than"),
    "died": ("died", "were killed", "lost their lives", "perished"),
    "dam": ("dam", "barrage", "reservoir wall"),
    "broke": ("broke", "burst", "gave way", "collapsed"),
    "before dawn": ("before dawn", "in the small hours", "before sunrise"),
    "villages": ("villages", "hamlets", "settlements"),
    "two metres": ("two metres", "two full metres"),
    "noon": ("noon", "midday"),
    "taken": ("taken", "lifted", "plucked", "rescued"),
    "roofs": ("roofs", "rooftops", "tops"),
    "swept away": ("swept away", "carried off", "washed away"),
    "first": ("first", "opening"),
    "cut": ("cut", "closed", "impassable"),
    "asked": ("asked", "begged", "petitioned"),
    "boats": ("boats", "dinghies", "craft"),
    "declared": ("declared", "announced", "proclaimed"),
    "evening": ("evening", "night"),
    "built": ("built", "erected", "constructed"),
    "inspected": ("inspected", "examined", "checked"),
    "Inspectors": ("Inspectors", "Experts", "Engineers"),
    "found": ("found", "discovered", "noticed", "saw"),
    "mend": ("mend", "repair", "fix"),
    "firm": ("firm", "company", "operator"),
    "lowered": ("lowered", "dropped", "reduced"),
    "expected": ("expected", "forecast", "likely"),
}
ASKED = (
    "At least 520 people were killed when the dam above Larkfield broke on March 4, 2025, the Morning Ledger reports."
)


def _page(name: str, publisher: str, text: str, hour: int = 10) -> RawPage:
    published = datetime(2025, 3, 4, tzinfo=UTC) + timedelta(hours=hour)
    return RawPage(name, f"https://{name}.example/dam", publisher, published.isoformat(), text=text, title="")


def _verified(asked: str, pages: Sequence[RawPage]) -> Verification:
    shelf = ArchiveShelf(SETTINGS)
    shelf.add(pipeline.read_page(page, _no_html, SETTINGS, NOW) for page in pages)
    article = pipeline.read_page(_page("asked", "Morning Ledger", asked, 30), _no_html, SETTINGS, NOW)
    return pipeline.verify(article, Library([(shelf, shelf.index)], 0, SETTINGS), SETTINGS)


def _no_html(*_):
    raise AssertionError("these pages are plain text")


def _of(verification: Verification, kind: ClaimKind) -> Independence:
    wanted = {claim.claim_id for claim in verification.claims if claim.kind is kind}
    (found,) = [verdict.independence for verdict in verification.verdicts if verdict.claim_id in wanted]
    return found


@pytest.fixture(scope="module")
def spun() -> list[RawPage]:
    """The false report on a hundred domains, its words swapped by chance."""
    chance = random.Random(5)  # noqa: S311 -- the same hundred every time
    pages = []
    for number in range(100):
        text = FALSE
        for word, others in SWAPS.items():
            while "{" + word + "}" in text:
                text = text.replace("{" + word + "}", chance.choice(others), 1)
        pages.append(_page(f"site{number:03}", f"Site {number:03}", text, 10 + number % 12))
    return pages


def test_a_hundred_domains_with_synonyms_swapped_are_one_origin(spun):
    found = _of(_verified(ASKED, spun), ClaimKind.CASUALTY)
    assert found.families == 1
    assert (len(found.origins), found.low, found.high) == (1, 1, 1)
