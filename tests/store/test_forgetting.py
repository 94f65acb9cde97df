"""The words of a page leave every row that repeats them, in later tables too; the file is written anew."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.model import ReviewWord
from tasks.store import ledger
from tasks.store.care_reads import documents_of, story_stems
from tasks.store.care_records import Hold, Tombstone, page_key
from tasks.store.forgetting import OWN, mentions, page_at
from tasks.store.records import DigestItem
from tasks.store.rewriting import rewrite
from tasks.store.scrub import Scrub
from tasks.store.store import Store
from tests.store.store_records import NOW, article, judged

WORDS = "the captain wept beside the broken gangway"


def stone_of(page, **changes):
    fields = {"address": "https://harbour.example/d1", "addresses": page.addresses, "documents": page.documents}
    fields |= {"hashes": page.hashes, "despite": (), "person": "Ada Quill", "reason": "order", "forgotten_at": NOW}
    return Tombstone(**(fields | changes))


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("He said THE captain wept, beside the broken gangway.", True),
        ("captain wept beside the quay", False),
        ("Nine die", True),
        ("nine", False),
        ("9 killed; 12 say the police", False),
        ("", False),
    ],
)
def test_five_words_in_a_row_or_the_headline_are_the_pages(text, repeats):
    scrub = Scrub([WORDS, ""], ["Nine die", "Reed"], "[gone]")
    assert scrub.repeats(text) is repeats
    assert scrub.value({"a": [text, 7, None]}) == {"a": ["[gone]" if repeats else text, 7, None]}


def test_what_people_and_digests_repeated_goes_too(tmp_path: Path):
    """Rows that speak of another page stay as they are, whatever their words."""
    path = tmp_path / "store.duckdb"
    found = judged()
    verdict = found.verdicts[0]
    found = replace(found, document=replace(found.document, text=f"{found.document.text} {WORDS}."))
    word = ReviewWord(verdict.verdict_id, verdict.claim_id, "overruled", "Ivo Brandt", f"it says {WORDS}", NOW)
    other = ReviewWord("f" * 32, "e" * 32, "overruled", "Ivo Brandt", f"it says {WORDS}", NOW)
    shown = DigestItem("i1", NOW, json.dumps({"claim": verdict.claim_id, "url": found.document.url, "said": [WORDS]}))
    with Store.open(path) as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put(found)
            unit.put_review(word)
            unit.put_review(other)
            unit.put_digest_item(shown)
        page = store.ask(page_at, f"http://{page_key(found.document.url or '')}/#top")
        assert page.documents == ("d1",)
        with store.unit("run-2", now=NOW) as unit:
            unit.forget(page, stone_of(page))
        assert {one.reason for one in store.review_words([verdict.claim_id])} == {
            "[text removed on 5 September 2025: order]"
        }
        assert {one.reason for one in store.review_words(["e" * 32])} == {other.reason}
        (item,) = store.digest_items(since=NOW)
        assert json.loads(item.item)["said"] == ["[text removed on 5 September 2025: order]"]
        assert json.loads(item.item)["claim"] == verdict.claim_id
        kept = store.verification("d1")
        assert kept.document.text == ""
        assert kept.verdicts[0].label == verdict.label
        facts = [replace(claim.figure, derived_from=None) for claim in found.claims if claim.figure]
        assert [claim.figure for claim in kept.claims] == facts
    with Store.open(path) as store:
        store.read_through()


def test_every_table_is_gone_through():
    """A new table is either handled by name or has a key of its own, by which its rows can be changed."""
    with Store.in_memory() as store:
        for table in sorted(set(ledger.TABLES) - OWN):
            found = store._connection.execute(
                "select constraint_column_names from duckdb_constraints() "
                "where table_name = ? and constraint_type = 'PRIMARY KEY'",
                [table],
            ).fetchall()
            assert len(found) == 1, table
            assert len(found[0][0]) == 1, table


@pytest.mark.parametrize(
    ("body", "is_named"),
    [
        (b"<link>https://harbour.example/a?x=1&amp;y=2</link>", True),
        (b'{"url": "http:\\/\\/harbour.example\\/a?x=1&y=2"}', True),
        (b"<link>https://harbour.example/b</link>", False),
    ],
)
def test_an_answer_that_lists_the_page_is_known(body, is_named):
    assert mentions(body, ["https://harbour.example/a?x=1&y=2"]) is is_named


@pytest.mark.parametrize(
    ("what", "held"),
    [
        ("https://harbour.example/d1#x", {"d1"}),
        ("killing Dunmoor", {"d2", "d3"}),
        ("Dunmoor CAFÉ", {"d3"}),
        ("dunmoor volcano", set()),
    ],
)
def test_a_story_is_every_page_with_all_its_words(what, held):
    """In any inflection, with or without accents; the headline counts."""
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put_reference(article("d1", "Nobody died."), ())
            unit.put_reference(article("d2", "Nine were killed at Dunmoor."), ())
            unit.put_reference(article("d3", "A cafe killed the mood.", title="Dunmoor's cafés"), ())
        assert store.ask(documents_of, Hold(what, "Ada", "why", NOW), None) == held
    assert story_stems("the of") == ()


@pytest.mark.slow
def test_nothing_that_others_write_meanwhile_is_lost(tmp_path: Path):
    """A writer in another process goes on and on while the file is replaced under it."""
    path = tmp_path / "store.duckdb"
    with Store.open(path) as store, store.unit("run-0", now=NOW) as unit:
        for number in range(300):
            unit.put_reference(article(f"a{number}", f"{WORDS} {number} times"), ())
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "begun\n"
    for _ in range(6):
        rewrite(path)
    said, _ = writer.communicate(timeout=100)
    assert writer.returncode == 0
    with Store.open(path) as store:
        assert store.counts()["documents"] == 300 + int(said.split()[-1])
        store.read_through()


_WRITER = """
import sys
from tasks.store.store import Store
from tests.store.store_records import NOW, article
for number in range(120):
    with Store.open(sys.argv[1]) as store, store.unit(f"run-{number}", now=NOW) as unit:
        unit.put_reference(article(f"b{number}", f"Number {number} sank."), ())
    if number == 0:
        print("begun", flush=True)
print("written", number + 1)
"""


@pytest.mark.slow
def test_killed_while_the_file_is_written_anew_it_is_as_it_was(tmp_path: Path):
    path = tmp_path / "store.duckdb"
    with Store.open(path) as store, store.unit("run-0", now=NOW) as unit:
        for number in range(2_000):
            unit.put_reference(article(f"a{number}", f"{WORDS} {number} times. " * 40), ())
    for wait_s in (0.05, 0.2, 0.4, 0.8):
        child = subprocess.Popen([sys.executable, "-c", _REWRITER, str(path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()
        try:
            child.wait(timeout=wait_s)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()
        with Store.open(path) as store:
            assert store.counts()["documents"] == 2_000
    rewrite(path)
    assert not list(tmp_path.glob("*.rewritten*"))


_REWRITER = """
import sys
from pathlib import Path
from tasks.store.rewriting import rewrite
print("begun", flush=True)
rewrite(Path(sys.argv[1]))
"""
