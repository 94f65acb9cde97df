"""Standing claims: new evidence finds what it touches, verdicts turn once, and all of it can be asked for."""

import json
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from tasks.desk import Desk
from tasks.following import begin, look
from tasks.night.morning import make_digest
from tasks.night.overtaken import overtaken
from tasks.reports.digest_text import digest_json, digest_markdown, digest_page, digest_text
from tasks.review_queue import review_queue
from tasks.settings import load
from tasks.standing import has_more, reverify, rows, told
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.vocabulary import VerdictLabel
from tests.flows.test_rejudge import ARTICLE, LIKE, NOW, arrive, judged, page

__all__ = ["judged"]  # the fixture

ELSEWHERE = (
    "Growers near Tarn Head picked 12 tonnes of apples this autumn, the orchard board wrote in its yearly review. "
    "Cider makers paid more than ever."
)
LATER = NOW + timedelta(days=1)


def arrived(path, *pages):
    with Desk(load(), str(path), flow="refresh", now=NOW) as desk:
        arrive(desk, *pages)


def again(path, since=None):
    with Desk(load(), str(path), flow="reverify", now=LATER) as desk:
        return reverify(desk, since)


def against():
    other = LIKE.format(n=29, rest="The list of names is complete, it said.")
    return (
        page("herald", "City Herald", other, 4),
        page("post", "Valley Post", other.replace("list", "roll"), 4),
    )


def test_what_speaks_of_something_else_touches_nothing(judged):
    path, _ = judged
    again(path)
    arrived(path, replace(page("orchard", "City Herald", ELSEWHERE, 5), title="A good year for apples"))
    assert again(path).touched == 0


def test_a_verdict_turns_once_and_says_why(judged):
    path, _ = judged
    arrived(path, *against())
    done = again(path)
    assert done.touched == 1
    assert done.verdicts >= 1
    row = next(row for row in rows(done) if "41 people" in row["what changed"])
    assert (row["was"], row["publisher"]) == ("supported", "Morning Ledger")
    assert "29 people" in row["what changed"]
    assert row["correction"].startswith("Correction (draft)")
    assert told(done).startswith("1 article touched by new evidence, ")
    twice = again(path)
    assert (twice.touched, twice.verdicts) == (0, 0)


def test_since_goes_back_and_finds_nothing_more(judged):
    path, _ = judged
    arrived(path, *against())
    again(path)
    back = again(path, since=NOW - timedelta(days=10))
    assert back.touched == 1
    assert back.verdicts == 0


def test_who_begins_later_leaves_the_rest_for_the_next_time(judged):
    """A look at the newest evidence alone is no word on what came in before it."""
    path, _ = judged
    again(path)
    arrived(path, *against())
    with Store.open(path) as store:
        newest = store.last_unit
    assert again(path, since=newest).touched == 0
    assert again(path).touched == 1
    assert again(path).touched == 0


def test_an_answer_as_of_a_day_is_no_version(judged, run):
    """What was out twenty days before would have borne nothing out; the verdict stands, and people speak on that."""
    path, _ = judged
    with Store.open(path) as store:
        claim_id = store.newest_verdicts(limit=1)[0].claim_id
        (stands,) = store.verdicts_of(claim_id)
    with Desk(load(), str(path), now=LATER) as desk:
        desk.open_library(lambda _: None)
        desk.record(desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4), NOW - timedelta(days=20)))
    with Store.open(path) as store:
        assert len(store.verdicts_of(claim_id)) > 1
    versions = json.loads(run("history", claim_id, "--store", path, "--json").out)["verdicts"]
    assert [one["verdict"] for one in versions] == [stands]
    ended = run("review", claim_id, "--confirm", "--by", "Ada Quill", "--store", path, "--json")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["verdict_id"] == stands


def test_a_page_that_comes_in_again_touches_who_cited_it(judged):
    """Its new text may hold no claim any more: that the address came in again is enough to look."""
    path, _ = judged
    again(path)
    arrived(
        path, page("wire", "Harbour Wire", "The captain of a ferry was questioned by the coast guard for hours.", 5)
    )
    assert again(path).touched == 1


def test_a_notice_of_its_publisher_touches_it(judged):
    path, _ = judged
    again(path)
    notice = page(
        "notes", "Harbour Wire", "An earlier version of a report misstated a number. It has been withdrawn.", 5
    )
    arrived(path, notice)
    assert again(path).touched == 1


def test_only_what_stands_is_looked_at(judged):
    """A verdict of last year is history."""
    path, _ = judged
    arrived(path, *against())
    with Desk(load(), str(path), flow="reverify", now=NOW + timedelta(days=400)) as desk:
        assert reverify(desk, NOW - timedelta(days=10)).touched == 0


def test_bad_input_is_one_sentence(judged, tmp_path):
    path, _ = judged
    with pytest.raises(Misconfigured, match="is still to come"):
        again(path, since=LATER + timedelta(days=1))
    with pytest.raises(Trouble, match="there is no store yet"):
        again(tmp_path / "none.duckdb")


def test_the_commands_tell_it(judged, run, config):
    path, _ = judged
    (config / "settings.toml").write_text("[night]\nstanding_days = 20000\n", encoding="utf-8")
    arrived(path, *against())
    ended = run("reverify", "--store", path, "--since", "2025-03-01", "--json", "--config", config)
    assert ended.status == 0, ended.err
    found = json.loads(ended.out)
    changed = next(row for row in found if "41 people" in row["what changed"])
    ended = run("history", changed["claim"][:10], "--store", path, "--json")
    versions = json.loads(ended.out)["verdicts"]
    assert [one["label"] for one in versions] == [changed["is"], "supported"]
    assert "29 people" in versions[0]["what changed"]
    then = json.loads(run("history", changed["claim"], "--as-of", "2025-03-06", "--store", path, "--json").out)
    assert [one["label"] for one in then["verdicts"]] == ["supported"]
    plain = run("history", changed["claim"][:10], "--store", path)
    assert plain.out.index("29 people") < plain.out.index("2025-03-06T09:00")
    compared = run("rejudge", "--since", "2025-03-01", "--dry-run", "--store", path, "--json")
    assert compared.status == 0, compared.err
    told_so = json.loads(compared.out)
    assert told_so["articles"] == 1
    assert told_so["changed"] == []
    assert sum(row["verdicts"] for row in told_so["labels"]) >= 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rejudge"], "--since is missing"),
        (["rejudge", "--since", "next year"], "is no date that can be read"),
        (["reverify", "--since", "2999-01-01"], "is still to come"),
        (["history", "zz"], "is no id"),
        (["history", "CLAIM", "--as-of", "2999-01-01"], "it lies in the future"),
        (["history", "CLAIM", "--as-of", "someday"], "not a date that can be read"),
        (["history", "CLAIM", "--as-of", "2024-01-01"], "no verdict of it stood by 2024-01-01T23:59"),
        (["history", "ffffffff"], "holds none whose id begins like that"),
    ],
)
def test_commands_refuse_in_one_sentence(judged, run, arguments, said):
    path, _ = judged
    with Store.open(path) as store:
        claim = store.newest_verdicts(limit=1)[0].claim_id
    ended = run(*(claim if word == "CLAIM" else word for word in arguments), "--store", path)
    assert ended.status != 0
    assert said in ended.err
    assert "Traceback" not in ended.err
    with Store.open(path) as store:
        assert store.last_unit > 0


def test_a_unit_number_says_since_when(judged, run):
    """As the event of new evidence gives it; a unit that is the last one leaves nothing to look at."""
    path, _ = judged
    with Store.open(path) as store:
        before = store.last_unit
    arrived(path, *against())
    with Store.open(path) as store:
        last = store.last_unit
    assert again(path, since=last).touched == 0
    assert again(path, since=before).touched == 1
    ended = run("reverify", "--since", f"unit:{last}", "--store", path)
    assert "no standing claim is touched" in ended.err


def test_evidence_that_came_in_meanwhile_is_seen(judged):
    path, _ = judged
    with Desk(load(), str(path), flow="reverify", now=LATER) as desk:
        reverify(desk)
        assert has_more(desk) is False
        arrived(path, *against())
        assert has_more(desk) is True
        assert reverify(desk).touched == 1
        assert has_more(desk) is False


def test_pages_of_its_own_run_still_speak_to_it(tmp_path):
    """What an archive bore out is no less borne out because the archive is not given again."""
    path = tmp_path / "tracewire.duckdb"
    archive = tmp_path / "wires.jsonl"
    archive.write_text(
        json.dumps(
            {"id": "wire", "url": "https://wire.example/ferry", "publisher": "Harbour Wire",
             "published": "2025-03-04T09:00:00Z", "title": "Ferry sinks off Port Halden",
             "text": LIKE.format(n=41, rest="The captain was questioned.")}
        ),
        encoding="utf-8",
    )  # fmt: skip
    with Desk(load(), str(path), archives=(archive,), now=NOW) as desk:
        desk.open_library(lambda _: None)
        first = desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4))
        desk.record(first)
    assert any(verdict.label is VerdictLabel.SUPPORTED for verdict in first.verdicts)
    arrived(path, page("echo", "City Herald", LIKE.format(n=41, rest="A choir sang."), 5))
    done = again(path, since=0)
    assert done.touched == 1
    assert all(row["is"] == "supported" for row in rows(done) if "41 people" in row["what changed"])
    with Store.open(path) as store:
        newest = store.standing.newest(first.document.document_id)
    assert newest is not None
    assert "https://wire.example/ferry" in {document.url for document in newest.cited}


def test_an_answer_about_an_earlier_day_stands_for_nothing_later(judged):
    path, document_id = judged
    with Desk(load(), str(path), now=LATER) as desk:
        desk.open_library(lambda _: None)
        early = desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4), NOW - timedelta(days=300))
        assert early.document.document_id == document_id
        assert all(verdict.searched.cut_off for verdict in early.verdicts)
        desk.record(early)
    with Store.open(path) as store:
        newest = store.standing.newest(document_id)
    assert newest is not None
    assert any(verdict.label is VerdictLabel.SUPPORTED for verdict in newest.verdicts)
    assert again(path, since=0).verdicts == 0


RISEN = (
    "The death toll of the ferry Aurelia, which sank off Port Halden on Monday, has risen to {n}, the coast guard of "
    "Port Halden said on {day}. {rest}"
)


def test_a_figure_that_moves_on_is_news_again(judged):
    """Overtaken at 60 is overtaken anew at 75, with an update drafted each time: both figures, days and sources."""
    path, _ = judged
    for n, day, publisher, rest in (
        (60, "Wednesday", "City Herald", "Divers found more of the passengers in the hold."),
        (75, "Thursday", "Valley Post", "Families were told by the mayor before noon in the old school hall."),
    ):
        text = RISEN.format(n=n, day=day, rest=rest)
        arrived(path, page(publisher.split()[0].lower(), publisher, text, 5 if n == 60 else 6))
        row = next(row for row in rows(again(path)) if "41 people" in row["what changed"])
        assert f"risen to {n}" in row["what changed"]
        update = row["correction"]
        assert update.startswith("Update (draft): On 4 March 2025 we wrote 41 killed, citing ")
        assert f"as {publisher} reports, says {n} killed" in update
        assert f"since {5 if n == 60 else 6} March 2025" in update


def test_the_digest_tells_what_the_news_overtook(judged):
    """With both figures, the drafted update and the outlet; one more newsroom that bears it out overtakes none."""
    path, _ = judged

    def made(days):
        with Desk(load(), str(path), flow="digest", now=NOW + timedelta(days=days)) as desk:
            begin(desk, "killed, Port Halden", "Ana", 41)
            return make_digest(desk, is_kept=False)

    arrived(path, page("echo", "Hill Gazette", LIKE.format(n=41, rest="A choir sang on the quay."), 4))
    again(path)
    assert (made(1).overtaken, made(1).moved) == ((), ())
    text = RISEN.format(n=60, day="Wednesday", rest="Divers found more of the passengers in the hold.")
    arrived(path, page("city", "City Herald", text, 5))
    with Desk(load(), str(path), flow="reverify", now=LATER) as desk:
        assert reverify(desk).verdicts >= 1
        assert len(look(desk)) == 1
    found = made(1.5)
    (told_so,) = [one for one in found.overtaken if "41 people" in one.sentence]
    assert told_so.about.startswith("Morning Ledger: ")
    assert told_so.draft.startswith("Update (draft): On 4 March 2025 we wrote 41 killed")
    (figure,) = found.moved
    assert "went from 41 killed" in figure.sentence
    assert figure.about == "followed for Ana"
    for shown in (digest_text(found), digest_markdown(found), digest_page(found)):
        assert "Verdicts that the news overtook" in shown
        assert "Followed figures that moved (1)" in shown.replace("\\", "").replace("&#40;", "(").replace("&#41;", ")")
        assert "Morning Ledger" in shown
    assert digest_json(found)["overtaken"] == [asdict(one) for one in found.overtaken]
    assert (made(9).overtaken, made(9).moved) == ((), ())


def test_what_a_reviewer_sets_right_is_no_news(judged, run):
    """The same page speaks against the figure that should have been read: nothing came in that overtook it."""
    path, _ = judged
    with Store.open(path) as store:
        verification = store.standing.newest(judged[1])
        toll = next(claim.claim_id for claim in verification.claims if claim.figure)
    ended = run(
        "review", toll, "--overrule", "--reason", "number misread", "--as-figure", "52", "--by", "Ada Quill",
        "--store", path, "--json",
    )  # fmt: skip
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["now"]["verdict"] in {"refuted", "disputed"}
    with Store.open(path) as store:
        (turned,) = [one for one in store.standing.turned(NOW) if one.claim.claim_id == toll]
        assert overtaken(store, load(), NOW) == ()
    assert turned.was != turned.now


def test_what_was_confirmed_and_is_overtaken_is_published_no_more(judged, run):
    path, _ = judged
    with Store.open(path) as store:
        verification = store.standing.newest(judged[1])
    toll = next(claim.claim_id for claim in verification.claims if claim.figure)
    assert run("review", toll, "--confirm", "--by", "Ada Quill", "--store", path).status == 0
    assert "41 people" in run("export", "--author", "Harbour Wire", "--store", path).out
    arrived(path, *against())
    assert again(path).verdicts >= 1
    assert run("export", "--author", "Harbour Wire", "--store", path).out == ""


def test_what_a_later_reader_reads_no_more_waits_for_nobody(judged):
    path, _ = judged
    arrived(path, *against())
    again(path)
    with Desk(load(), str(path), now=LATER) as desk:
        (waits,) = review_queue(desk)
        desk.open_library(lambda _: None)
        found = desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4))
        gone = waits.claim.claim_id
        claims = tuple(claim for claim in found.claims if claim.claim_id != gone)
        verdicts = tuple(verdict for verdict in found.verdicts if verdict.claim_id != gone)
        desk.record(replace(found, claims=claims, verdicts=verdicts))
        assert review_queue(desk) == ()


def test_an_answer_as_of_a_day_is_no_newest_verdict(judged):
    """Tables, digest and exports go on with what was judged with all that was held."""
    path, document_id = judged
    with Desk(load(), str(path), now=LATER) as desk:
        desk.open_library(lambda _: None)
        desk.record(desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4), NOW - timedelta(days=5)))
    with Store.open(path) as store:
        latest = store._connection.execute(
            "select cut_off, label from verdicts_latest where document_id = ? and label = 'supported'", [document_id]
        ).fetchall()
        answered = store._connection.execute("select count(*) from verdicts where cut_off is not null").fetchall()
    assert answered[0][0] > 0
    assert latest
    assert {cut_off for cut_off, _ in latest} == {None}
