"""What is shut out unseen says nothing: the cheap tests against all gates held one by one, however near the events."""

from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.model import RawPage
from tasks.settings import load
from tasks.verdicts.compare import compare
from tasks.verdicts.matching import sides_of
from tasks.verdicts.page import figures_of
from tasks.verdicts.setting import Setting
from tasks.verdicts.shut_out import PageSides, dates_that_may_speak, may_speak
from tests.support import CASES, cases

SETTINGS = load(CASES.parents[1] / "config")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = ("verdicts_few.toml", "verdicts_figures.toml", "verdicts_dates.toml", "verdicts_counts.toml")
EVENTS = (0.0, 0.1, 0.19, 0.6)  # none, perhaps, nearly, surely one
ODDS = (-6.0, 0.0, 3.0)  # the same where few are counted


def _no_html(*_):
    raise AssertionError("a case is plain text")


def _sides(page, name):
    raw = RawPage(
        source_id=name, publisher=page["publisher"], published_raw=page["published"], text=page["text"].strip()
    )
    document = pipeline.read_page(raw, _no_html, SETTINGS, NOW)
    return sides_of(document, pipeline.extract_claims(document, SETTINGS).claims, SETTINGS.sources)


@pytest.fixture(scope="module")
def pairs():
    """Articles and pages, each with that of its own case and that of the case before."""
    read = [
        (_sides(case["article"], f"article-{number}"), _sides(case["pages"][0], f"page-{number}"))
        for number, case in enumerate(case for name in FILES for case in cases(name))
    ]
    articles, pages = zip(*read, strict=True)
    return [*zip(articles, pages, strict=True), *zip(articles[1:], pages, strict=False)]


def _settings(page):
    key = page[0].document.document_id
    for event in EVENTS:
        for odds in ODDS:
            yield Setting(lambda _: 4.0, {key: event}, SETTINGS.rules, SETTINGS.sources, one_event={key: odds})


def test_a_page_that_is_shut_out_says_nothing(pairs):
    """Whatever is not looked at gate by gate would have been refused there."""
    shut_out, spoke = 0, 0
    for article, page in pairs:
        theirs = page.get("figure", PageSides())
        for setting in _settings(theirs) if theirs else ():
            for ours in article.get("figure", ()):
                said = [finding for _, finding in figures_of(ours, theirs, setting) if finding.relation != "unrelated"]
                if may_speak(ours, theirs, setting):
                    spoke += bool(said)
                else:
                    shut_out += 1
                    assert said == [], (ours.claim.text, said)
    assert shut_out > 500  # or the test tests nothing
    assert spoke > 50


def test_dates_that_are_left_out_say_nothing(pairs):
    """The same for dates, and what is left stays in the order of the page."""
    for article, page in pairs:
        theirs = page.get("date", PageSides())
        for setting in _settings(theirs) if theirs else ():
            for ours in article.get("date", ()):
                left = dates_that_may_speak(ours, theirs, setting)
                assert [place for place in theirs if place in left] == list(left)
                for one in theirs:
                    if one not in left:
                        assert compare(ours, one, setting).relation == "unrelated", (ours.claim.text, one.claim.text)
