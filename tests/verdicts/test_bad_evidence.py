"""Evidence that is undated, misdated, foreign, endless, the article itself, or one false report a thousand times over.

Each test states the outcome: what such a page may do to a verdict, and what it may not.
"""

from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import RawPage
from tasks.settings import load
from tasks.vocabulary import Temporal, VerdictLabel
from tests.support import CASES

SETTINGS = load(CASES.parents[1] / "config")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = (
    "HALDEN — A landslide in the Varga valley killed {} people on Monday evening, the Halden rescue service said on"
    " Tuesday. The slope above the village of Oster gave way after a week of rain, and the road to the pass was buried"
    " for two kilometres. Rescue crews with dogs searched the mud through the night. The school hall was opened for"
    " those who had lost their houses, and the bridge at Oster stayed closed to all but the crews and their lorries."
)
OTHER = (
    "Rescuers in the Varga valley counted {} killed by Monday's landslide, the Halden rescue service said on Tuesday."
    " Houses at Oster lay under mud as high as a man, and helicopters brought water to the cut-off farms beyond it."
)
AGAINST = {VerdictLabel.REFUTED, VerdictLabel.DISPUTED, VerdictLabel.MISFRAMED}


def _page(name, text, published="2025-03-04T18:00:00+01:00", url=None):
    raw = RawPage(source_id=name, publisher=name, published_raw=published, text=text, url=url)
    return pipeline.read_page(raw, _no_html, SETTINGS, NOW)


def _no_html(*_):
    raise AssertionError("these pages are plain text")


def _verdict(pages, value=26, article=None):
    shelf = ArchiveShelf(SETTINGS)
    shelf.add(pages)
    article = article or _page("Morning Ledger", LEAD.format(value), "2025-03-04T20:00:00+01:00")
    verification = pipeline.verify(article, Library([(shelf, shelf.index)], 0, SETTINGS), SETTINGS)
    told = {claim.claim_id: claim.figure for claim in verification.claims}
    return next(
        verdict
        for verdict in verification.verdicts
        if (figure := told[verdict.claim_id]) and figure.role == "killed" and figure.value == value
    )


def test_evidence_with_no_date_may_support_and_never_refutes_a_toll():
    """Nobody knows for when an undated toll holds: the same number bears ours out, another is no contradiction."""
    assert _verdict([_page("Harbour Wire", OTHER.format(26), None)]).label is VerdictLabel.SUPPORTED
    assert _verdict([_page("Harbour Wire", OTHER.format(31), None)]).label not in AGAINST


@pytest.mark.parametrize("published", ["2025-02-31", "yesterday", "1970-01-01", "0000-00-00"])
def test_evidence_with_a_wrong_date_never_refutes(published):
    """A date that cannot be is no date, and a page from before the event cannot refute it."""
    assert _verdict([_page("Harbour Wire", OTHER.format(31), published)]).label not in AGAINST


def test_evidence_with_a_future_date_neither_refutes_nor_overtakes():
    """A page of 2099 is misdated: it makes our toll neither wrong nor out of date when it was printed."""
    verdict = _verdict([_page("Harbour Wire", OTHER.format(31), "2099-03-04T18:00:00+01:00")])
    assert verdict.label not in AGAINST
    assert verdict.temporal in {Temporal.CURRENT, Temporal.UPDATED_SINCE}
    assert verdict.temporal is not Temporal.STALE_WHEN_PUBLISHED


def test_evidence_in_another_language_says_nothing():
    """A French page is recognised and not read, though its number is ours, or is not."""
    french = (
        "Le glissement de terrain de lundi dans la vallée de Varga a fait {} morts, ont annoncé mardi les secours de"
        " Halden. Les maisons du village sont ensevelies sous la boue et la route du col reste coupée à la circulation."
    )
    for number in (26, 31):
        verdict = _verdict([_page("Le Courrier", french.format(number))])
        assert verdict.label is VerdictLabel.UNVERIFIED, verdict.explanation


def test_a_passage_of_one_enormous_sentence_is_read_in_pieces():
    """Thirty thousand characters without a full stop are markup gone wrong: what they say counts once, as one page."""
    endless = (
        "and the mud came down the valley of Varga near Oster with {} killed people said the rescue service " * 300
    )
    held = _page("Harbour Wire", OTHER.format(26))
    verdict = _verdict([_page("Endless", endless.replace("{}", "26")), held])
    assert verdict.label is VerdictLabel.SUPPORTED
    assert verdict.independence.families <= 2
    contrary = _verdict([_page("Endless", endless.replace("{}", "31")), held])
    assert contrary.label is not VerdictLabel.REFUTED
    assert max(len(match.passage) for match in contrary.matches) < 5_000


def test_the_article_under_another_id_supports_nothing():
    """The archive holds the very article, under another id and address: the same source only."""
    verdict = _verdict([_page("a mirror", LEAD.format(26), url="https://mirror.example/oster")])
    assert verdict.label is VerdictLabel.CONSISTENT
    assert verdict.independence.families == 0


def test_the_article_under_its_own_address_is_left_out():
    """The same page with another id and an older text is the article, and not evidence."""
    article = _page("Morning Ledger", LEAD.format(26), "2025-03-04T20:00:00+01:00", url="https://ledger.example/a")
    older = _page("ledger feed", LEAD.format(24), "2025-03-04T12:00:00+01:00", url="https://ledger.example/a/")
    assert _verdict([older], article=article).label is VerdictLabel.UNVERIFIED


def test_a_thousand_copies_of_one_false_report_are_one_voice():
    """They are one family and one origin, and the single page that says otherwise is still heard."""
    copies = [_page(f"site {number}", LEAD.format(62)) for number in range(1_000)]
    article = _page("Valley Tribune", OTHER.format(62), "2025-03-04T20:00:00+01:00")
    verdict = _verdict([*copies, _page("Harbour Wire", OTHER.format(26))], value=62, article=article)
    assert verdict.independence.families == 1
    assert verdict.independence.high == 1
    assert verdict.label in AGAINST
