"""What is done to an archive to make one voice look like many, end to end: pages in, origins of a claim out."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.lineage.origins import families, independence
from tasks.model import Finding, Independence, Lineage, Match, RawPage, Verification
from tasks.settings import load
from tasks.vocabulary import ClaimKind, Relation

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
PLAIN = FALSE.replace("{", "").replace("}", "")
ONE = "At least 52 people were killed when the dam above Larkfield broke on Tuesday."
OTHER = "The dam above Larkfield broke on Tuesday and killed at least 52 people."
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


def test_two_reports_that_quote_one_official_sentence_are_two_origins_for_the_event():
    """Each reporter counted for themselves; that both print the minister's sentence makes no copies."""
    quoted = "“We will rebuild the wall of the reservoir before the snow melts”"
    event = "At least 52 people were killed when the dam above Larkfield broke on Tuesday"
    pages = [
        _page(
            "echo",
            "Halden Echo",
            f"{event}, and our reporter saw forty coffins in the school of Moss. The road to Carrick is closed to all "
            f"but lorries. {quoted}, the energy minister, Bo Lind, said in Carrick. Children sleep in the sports hall.",
        ),
        _page(
            "lantern",
            "Lantern",
            f"Bakers in Fenn gave away their bread on Wednesday, and the post came by boat. {event}, by the count of "
            f"this paper's two reporters in the valley. The energy minister, Bo Lind, said: {quoted}.",
        ),
    ]
    verification = _verified(f"{event}, March 4, 2025. The energy minister, Bo Lind, said: {quoted}.", pages)
    toll = _of(verification, ClaimKind.CASUALTY)
    assert (toll.families, len(toll.origins), toll.low, toll.high) == (2, 2, 2, 2)
    assert _of(verification, ClaimKind.QUOTE).families == 2
    assert verification.lineage.edges == ()


def test_what_every_page_of_an_outlet_carries_joins_nothing():
    """Three stories of one outlet under one long notice: no edges, each its own report."""
    notice = " ".join(
        f"Notice {number}: your settings for letters, cookies and comments are kept for {number} days on this device."
        for number in range(3, 6)
    )
    stories = [
        "At least 52 people were killed when the dam above Larkfield broke on Tuesday. Boats came from Carrick, and a",
        "The orchestra of Dunmore has a new conductor, who plays the bassoon and comes from the north. She",
        "Parking in the old town will cost two crowns more from May, the council decided after midnight. It",
    ]
    rests = [
        "school in Moss took in those who had climbed to their roofs. The governor asked the army for help.",
        "wants to play in shipyards and stations. Her first evening is in May, with a symphony of the valley.",
        "had been warned of empty streets by the shopkeepers. A year from now the price is to be looked at again.",
    ]
    stories = [f"{story} {rest}" for story, rest in zip(stories, rests, strict=True)]
    pages = [_page(f"p{n}", "Halden Echo", f"{story}\n\n{notice}") for n, story in enumerate(stories)]
    asked = "At least 52 people were killed when the dam above Larkfield broke on March 4, 2025."
    verification = _verified(asked, pages)
    assert verification.lineage.edges == ()


def test_a_forged_date_is_not_earlier_than_our_own_first_sight():
    """A page first seen on the 9th that dates itself to the 1st was not out before what we held on the 4th."""
    forged = RawPage(
        "forged", "https://forged.example/dam", "Old News", "2025-03-01T08:00:00+00:00", title="", text=ONE
    )
    honest = _page("honest", "Lantern", OTHER)
    read = [pipeline.read_page(page, _no_html, SETTINGS, NOW) for page in (forged, honest)]
    documents = {document.source_id: document for document in read}
    days = {"forged": datetime(2025, 3, 9, tzinfo=UTC), "honest": datetime(2025, 3, 4, 11, tzinfo=UTC)}
    seen = {document.document_id: days[name] for name, document in documents.items()}
    matches = [
        Match("c", document.document_id, Relation.CORROBORATES, Finding(Relation.CORROBORATES, "", ""), 0, 1, "", 1.0)
        for document in documents.values()
    ]
    by_id = {document.document_id: document for document in documents.values()}
    lineage = Lineage(families=families(sorted(by_id), ()))
    for known, first in (({}, "forged"), (seen, "honest")):
        earliest = independence(matches, lineage, by_id, SETTINGS.sources, "own", known).earliest
        assert earliest is not None
        assert earliest.source_id == first


def test_cycles_of_credits_and_a_page_that_credits_itself_end():
    """Each credits the other; the chain ends where it began, and what is left is one family."""
    pages = [
        _page("echo", "Halden Echo", f"{PLAIN}\n\nSource: Lantern"),
        _page("lantern", "Lantern", f"{PLAIN}\n\nSource: Halden Echo", 11),
        _page("post", "Late Post", f"{PLAIN}\n\nSource: Late Post", 12),
    ]
    verification = _verified(f"{PLAIN}\n\nSource: Halden Echo", pages)
    names = [link.name for link in verification.lineage.chain]
    assert len(names) == len(set(names))
    assert len(verification.lineage.families) == 1
    assert "Late Post" not in {credit.name for page in verification.cited for credit in page.credits}
