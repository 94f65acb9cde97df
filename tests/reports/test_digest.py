"""The digest says each thing once, ours first, and what a person put away stays away until there is something new."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import ReviewWord
from tasks.reports.digest import digest
from tasks.reports.digest_model import Decision, Quiet, Reviewed, ShownBefore
from tasks.reports.digest_text import digest_json, digest_markdown, digest_page, digest_text
from tasks.settings import Sources
from tests.support import cases, named
from tests.support_digest import NOW, lead

AGENCY = {"page": "Peninsula Press", "source": "National Agency", "value": 2000, "day": "2025-03-04"}
LEDGER = lead("Morning Ledger", 600, [AGENCY], names=("kim", "seoul"))
YESTERDAY = NOW - timedelta(days=1)


def made(*leads, **more):
    return digest(leads, now=more.pop("now", NOW), sources=Sources(), **more)


@pytest.mark.parametrize("case", cases("digest.toml"), ids=named)
def test_says_what_a_person_must_look_at(case):
    leads = []
    for place, one in enumerate(case["prints"]):
        against = [page for page in case["against"] if page.get("id") == one.get("page")]
        leads.append(lead(one["outlet"], one["value"], against, key=str(place), names=one["names"]))
    found = made(*leads, own_outlets=case.get("own", ()))
    said = [("OURS " if item.is_own else "") + item.sentence for item in found.items]
    if "own" not in case:  # of two that weigh the same, the order is that of their ids
        said, expected = sorted(said), sorted(case["expect"])
    else:
        expected = case["expect"]
    assert said == expected, case["why"]


def dismissed(item, **more):
    return Decision(item.kept, "dismissed", "Ana Reed", "the agency counts others", YESTERDAY, **more)


def test_the_fortieth_copy_does_not_bring_an_item_back():
    """More outlets print it, and more copies of the agency's words are found: nothing that was not known."""
    (item,) = made(LEDGER).items
    copy = {**AGENCY, "page": "Scoop Barn", "family": "Peninsula Press"}
    more = [lead(f"Paper {n}", 600, [AGENCY, copy], names=("kim", "seoul")) for n in range(40)]
    found = made(LEDGER, *more, decisions=[dismissed(item)])
    assert (found.items, found.away) == ((), 1)


@pytest.mark.parametrize(
    ("fresh", "said"),
    [
        ({**AGENCY, "value": 2500, "day": "2025-03-06"}, "a new figure since Ana Reed dismissed it: 2,500 killed"),
        ({**AGENCY, "page": "Hill News", "source": "Red Cross"}, "a new origin since Ana Reed dismissed it: red cross"),
    ],
)
def test_a_new_figure_or_origin_brings_it_back_and_says_so(fresh, said):
    (item,) = made(LEDGER).items
    again = lead("Morning Ledger", 600, [AGENCY, fresh], names=("kim", "seoul"))
    (back,) = made(again, decisions=[dismissed(item)]).items
    assert back.item_id == item.item_id
    assert back.back_because == said


def test_what_is_put_off_comes_back_when_its_time_is_up():
    (item,) = made(LEDGER).items
    word = replace(dismissed(item), decision="snoozed", until=NOW + timedelta(days=2), reason="Kim is on it")
    assert made(LEDGER, decisions=[word]).items == ()
    (back,) = made(LEDGER, decisions=[word], now=NOW + timedelta(days=2)).items
    assert back.back_because == "put off until now by Ana Reed: Kim is on it"


def test_the_last_word_of_two_people_holds_and_what_either_knew_is_known():
    (item,) = made(LEDGER).items
    later = Decision(item.kept, "snoozed", "Ben", "wait", NOW, NOW + timedelta(days=3))
    assert made(LEDGER, decisions=[dismissed(item), later]).away == 1


def test_what_was_shown_yesterday_is_not_new_and_keeps_its_id_as_articles_join():
    """Two digests of one morning leave it new; the id stays though an article with a smaller id joins."""
    (item,) = made(LEDGER).items
    assert item.is_new
    others = [lead(f"Paper {n}", 600, [AGENCY], names=("kim", "seoul")) for n in range(12)]
    (again,) = made(LEDGER, *others, before=[ShownBefore(item.kept, YESTERDAY)]).items
    assert (again.item_id, again.is_new) == (item.item_id, False)
    (same_morning,) = made(LEDGER, before=[ShownBefore(item.kept, NOW - timedelta(hours=2))]).items
    assert same_morning.is_new


def test_never_more_than_the_limit_and_says_how_many_more():
    leads = [
        lead(f"Paper {n}", 100 + n, [{**AGENCY, "page": f"Wire {n}", "source": ""}], names=(f"n{n}",))
        for n in range(20)
    ]
    found = made(*leads, most=15)
    assert (len(found.items), found.more) == (15, 5)


def test_figures_of_one_story_stand_together():
    """Two figures of one article are told under one headline, though another story would come between them."""
    other = {**AGENCY, "page": "Hill News", "source": "", "value": 9}
    leads = [LEDGER, lead("Gazette", 7, [other], names=("x",)), lead("Morning Ledger", 15, [{**AGENCY, "value": 2000}])]
    stories = [item.story_id for item in made(*leads).items]
    assert len(set(stories)) == 2
    assert stories in ([stories[0], stories[0], stories[2]], [stories[0], stories[2], stories[2]])


@given(st.permutations(range(5)))
def test_the_order_in_which_leads_come_changes_nothing(order):
    leads = [lead(f"Paper {n}", 600 + n // 2, [AGENCY], names=("kim", "seoul")) for n in range(5)]
    assert made(*(leads[n] for n in order)) == made(*leads)


HOSTILE = "<img src=x onerror=alert(1)>[x](javascript:alert(1)) | `code` ![](https://evil.example/p.png)"


def test_words_from_outside_stay_words():
    """In the UI and on the page: no picture, no link, no table cell that the article planted."""
    bad = lead(HOSTILE, 600, [{**AGENCY, "source": HOSTILE}], names=("kim", "seoul"))
    bad = replace(bad, page="javascript:alert(1)")
    found = made(bad, failures=[(HOSTILE, HOSTILE)], quiet=[Quiet(HOSTILE, HOSTILE)])
    text = digest_markdown(found, "javascript:alert(1)")
    assert "<img" not in text
    assert "](javascript" not in text
    assert "](https://evil" not in text
    page = digest_page(found)
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_an_empty_digest_speaks_for_watched_articles_alone():
    """What was verified by hand waits in `review --list`, so nobody may read that nothing at all waits."""
    assert "No watched article needs a person." in digest_text(made())


def test_every_form_tells_the_same_items():
    found = made(LEDGER, failures=[("a", "could not be read")], quiet=[Quiet("Hill", "never polled")])
    sentence = found.items[0].sentence
    assert sentence in digest_text(found, "https://news.example/night.html")
    assert sentence in json.dumps(digest_json(found), ensure_ascii=False)
    assert "National Agency says 2,000 killed since Tuesday" in digest_page(found)
    for form in (digest_text(found), digest_markdown(found), digest_page(found)):
        assert "could not be read" in form
        assert "never polled" in form


def reviewed(now_is, then_was, review="overruled"):
    word = ReviewWord(then_was.verdict.verdict_id, now_is.claim.claim_id, review, "Ana Reed", "wrong event", YESTERDAY)
    return replace(now_is, reviewed=(Reviewed(then_was, word),))


@pytest.mark.parametrize("review", ["overruled", "confirmed"])
def test_a_reviewed_claim_stays_away_though_more_was_searched(review):
    """Its verdict has another id each time that more passages are held; that is nothing new about it."""
    again = replace(LEDGER, verdict=replace(LEDGER.verdict, verdict_id="another"))
    assert made(reviewed(again, LEDGER, review)).items == ()


def test_a_reviewed_claim_comes_back_with_a_new_figure_or_origin():
    fresh = lead("Morning Ledger", 600, [AGENCY, {**AGENCY, "value": 2500, "day": "2025-03-06"}], names=("kim",))
    (item,) = made(reviewed(fresh, LEDGER)).items
    assert item.back_because == "a new figure since Ana Reed overruled it: 2,500 killed"


def test_other_articles_with_the_figure_still_ask():
    """An overruling is of one claim: what another paper prints may be another matter."""
    other = lead("Evening Post", 600, [AGENCY], key="2", names=("kim", "seoul"))
    (item,) = made(reviewed(LEDGER, LEDGER), other).items
    assert [one.publisher for one in item.articles] == ["Evening Post"]
