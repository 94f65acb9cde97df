"""Kept articles judged again: a later count, nothing new, an article that nobody judged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks import pipeline
from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.model import RawPage
from tasks.rejudge import rejudge
from tasks.reports.changes import correction_of, sentence_of
from tasks.settings import load
from tasks.standing import turns_of
from tasks.store.store import Store
from tasks.trouble import Trouble
from tasks.vocabulary import VerdictLabel

NOW = datetime(2025, 3, 6, 9, tzinfo=UTC)
ARTICLE = (
    "PORT HALDEN — The ferry Aurelia sank off Port Halden on Monday and 41 people were killed, the coast guard said on "
    "Tuesday. Divers worked until dark."
)
LIKE = (
    "The ferry Aurelia sank off Port Halden on Monday and {n} people were killed, the Port Halden coast guard said on "
    "Tuesday. {rest}"
)


def page(name, publisher, text, day):
    return RawPage(
        source_id=name, url=f"https://{name}.example/ferry", publisher=publisher, title="Ferry sinks off Port Halden",
        published_raw=f"2025-03-{day:02}T09:00:00Z", published_basis="given", text=text,
    )  # fmt: skip


def arrive(desk, *pages):
    with Store.open(desk.path) as store, store.unit(desk.run_id, now=desk.now) as unit:
        for one in pages:
            document = pipeline.read_page(one, desk.extract, desk.settings, desk.now)
            claims = read_claims(document, desk.settings.sources, desk.settings.rules).claims
            unit.put_reference(document, claims, reader_of(desk.settings))


@pytest.fixture
def judged(tmp_path):
    """A store with one wire and one article that repeats it; the path and the article's id."""
    path = tmp_path / "tracewire.duckdb"
    with Desk(load(), str(path), now=NOW) as desk:
        arrive(desk, page("wire", "Harbour Wire", LIKE.format(n=41, rest="The captain was questioned."), 4))
        desk.open_library(lambda _: None)
        verification = desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4))
        desk.record(verification)
    return path, verification.document.document_id


def again(path, document_id, *, is_kept=True):
    with Desk(load(), str(path), flow="rejudge", now=NOW + timedelta(days=1)) as desk:
        desk.open_library(lambda _: None)
        return list(rejudge(desk, [document_id], raised, is_kept=is_kept))


def raised(trouble):
    raise trouble


def verdicts(path):
    with Store.open(path) as store:
        return store.counts()["verdicts"]


def test_nothing_new_changes_nothing(judged):
    before = verdicts(judged[0])
    (found,) = again(*judged)
    assert found.changes == ()
    assert verdicts(judged[0]) == before


def test_evidence_that_speaks_against_it_turns_the_verdict_once(judged):
    """The new verdict stands behind the old one, says why in a sentence, and is not written twice."""
    path, document_id = judged
    with Desk(load(), str(path), flow="refresh", now=NOW) as desk:
        other = LIKE.format(n=29, rest="The list of names is complete, it said.")
        arrive(
            desk, page("herald", "City Herald", other, 4), page("post", "Valley Post", other.replace("list", "roll"), 4)
        )
    before = verdicts(path)
    (dry,) = again(path, document_id, is_kept=False)
    assert dry.changes
    assert verdicts(path) == before
    (found,) = again(path, document_id)
    change = next(one for one in found.changes if one.claim.figure and one.claim.figure.value == 41)
    assert change.was.label is VerdictLabel.SUPPORTED
    assert change.now.label is not VerdictLabel.SUPPORTED
    documents = {document.document_id: document for document in found.now.cited}
    told = sentence_of(change, documents)
    assert "41 people" in told
    assert "29 people" in told
    assert "4 March 2025" in told
    assert correction_of(change, documents, found.now.document).startswith(
        "Correction (draft): an article of 4 March 2025"
    )
    kept = verdicts(path)
    assert kept > before
    (twice,) = again(path, document_id)
    assert twice.changes == ()
    assert verdicts(path) == kept
    with Store.open(path) as store:
        newest = store.verdicts_of(change.claim.claim_id)
    assert newest[0] == change.now.verdict_id
    assert change.was.verdict_id in newest


def test_what_a_later_reader_reads_is_recorded_once(tmp_path):
    """A claim that the reader of that day did not take for one stands with a verdict from then on."""
    path = tmp_path / "tracewire.duckdb"
    with Desk(load(), str(path), now=NOW) as desk:
        arrive(desk, page("wire", "Harbour Wire", LIKE.format(n=41, rest="The captain was questioned."), 4))
        desk.open_library(lambda _: None)
        whole = desk.verify(page("ledger", "Morning Ledger", ARTICLE, 4))
        late = next(claim.claim_id for claim in whole.claims if claim.figure)
        claims = tuple(claim for claim in whole.claims if claim.claim_id != late)
        others = tuple(verdict for verdict in whole.verdicts if verdict.claim_id != late)
        desk.record(replace(whole, claims=claims, verdicts=others))
    document_id = whole.document.document_id
    (found,) = again(path, document_id)
    assert found.changes == ()
    assert turns_of(found)["not read", "supported"] == 1
    with Store.open(path) as store:
        newest = store.standing.newest(document_id)
    assert late in {verdict.claim_id for verdict in newest.verdicts}
    kept = verdicts(path)
    (twice,) = again(path, document_id)
    assert not twice.is_otherwise
    assert verdicts(path) == kept


def test_an_article_that_nobody_judged_costs_only_itself(judged):
    path, document_id = judged
    told: list[Trouble] = []
    with Desk(load(), str(path), now=NOW) as desk:
        desk.open_library(lambda _: None)
        found = list(rejudge(desk, ["f" * 32, document_id], told.append))
    assert [one.was.document.document_id for one in found] == [document_id]
    assert "no judgement of it is kept" in str(told[0])
