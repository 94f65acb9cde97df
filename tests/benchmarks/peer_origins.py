"""Stories on three sites for tests/benchmarks/peers.py: one wire printed three times, or three sources of their own.

All words are our own and all outlets fictional. `told` gives the origins that Tracewire tells for a claim.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import RawPage
from tasks.reading.page import PageText
from tasks.settings import Settings
from tests.benchmarks.contrast import NOW

PLACES = ("Port Halden", "Marlow Bay", "Quellby", "Osterwick", "Tarn Head", "Brennan Bay")
COUNTS = (14, 37, 52, 118)
SITES = ("Morning Ledger", "Valley Post", "City Herald")
_WIRE = """{PLACE} (Harbour Wire) — At least {n} people were killed when a ferry sank off {place} on Monday, the coast \
guard said. Divers brought up the last of the passengers before noon, and the captain told investigators that water \
came in through the bow door in a heavy swell. The line has run between the islands since 1931 without a death."""
_HOSPITAL = """{n} people died in the sinking of the ferry off {place} on Monday, the director of the hospital of \
{place} told us in the hall where families had waited through the night for news of their own."""
_MAYOR = """The sinking of a ferry off {place} on Monday killed {n} people, said the mayor, who had counted the names \
with the shipping line and read them out on the steps of the town hall in the rain."""
_PROSECUTOR = """Prosecutors in {place} have opened an inquiry into the loss of the ferry on Monday, in which {n} \
people were killed; a list of them is part of the file, the chief prosecutor said."""


class Page(NamedTuple):
    """One site's page."""

    site: str
    text: str


class Story(NamedTuple):
    """A claim, the pages of three sites, and how many origins they have."""

    claim: str
    pages: tuple[Page, ...]
    origins: int


def stories() -> Iterator[Story]:
    """Every place and count once as a wire and once with three sources."""
    for place in PLACES:
        for n in COUNTS:
            claim = f"At least {n} people were killed when a ferry sank off {place} on Monday."
            wire = _WIRE.format(PLACE=place.upper(), place=place, n=n)
            yield Story(claim, tuple(Page(site, wire) for site in SITES), 1)
            own = (text.format(place=place, n=n) for text in (_HOSPITAL, _MAYOR, _PROSECUTOR))
            yield Story(claim, tuple(Page(site, text) for site, text in zip(SITES, own, strict=True)), 3)


def told(story: Story, settings: Settings) -> tuple[int, int]:
    """Origins told for the claim's figure, low and high; (0, 0) where it is not supported."""
    shelf = ArchiveShelf(settings)
    shelf.add(
        pipeline.read_page(_raw(page.site, page.text, f"{place:02}:30"), _no_html, settings, NOW)
        for place, page in enumerate(story.pages, start=9)
    )
    article = pipeline.read_page(_raw("Evening Star", story.claim, "15:00"), _no_html, settings, NOW)
    verification = pipeline.verify(article, Library([(shelf, shelf.index)], 0, settings), settings)
    figures = {claim.claim_id for claim in verification.claims if claim.figure is not None}
    spans = [verdict.independence for verdict in verification.verdicts if verdict.claim_id in figures]
    return (spans[0].low, spans[0].high) if spans else (0, 0)


def _raw(site: str, text: str, hour: str) -> RawPage:
    host = site.lower().replace(" ", "-")
    return RawPage(
        source_id=site,
        url=f"https://{host}.example/ferry",
        publisher=site,
        published_raw=f"2025-06-03T{hour}:00Z",
        text=text,
    )


def _no_html(*_: object) -> PageText:
    raise AssertionError("a story is plain text")
