"""The calls for other programs give what the command prints."""

import json

import pytest

from tasks.api import check, open_store, trace, verify
from tasks.trouble import Trouble

ARTICLE = "tests/samples/summit-copy.html"
ARCHIVE = "tests/samples/beijing-2025"


def test_verify_gives_what_the_command_prints(run):
    ended = run("verify", ARTICLE, "--archive", ARCHIVE, "--store", ":memory:", "--json")
    (article,) = verify(ARTICLE, archives=[ARCHIVE])
    assert json.loads(json.dumps(article)) == json.loads(ended.out)


def test_what_is_kept_is_named(tmp_path):
    store = tmp_path / "kept.duckdb"
    page = tmp_path / "ferry.txt"
    page.write_text("At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n" * 3)
    assert list(verify(page, published="2025-03-04", store=store))
    assert store.exists()


def test_check_judges_one_sentence():
    found = check(
        "The coast guard said on March 14 that 97 people had died when the ferry Marisol Star sank off Port Halden.",
        published="2025-03-15",
        archives=["tests/samples/desk/pages.jsonl"],
    )
    assert "refuted" in {claim["verdict"] for claim in found["claims"]}


def test_errors_name_the_thing():
    with pytest.raises(Trouble, match=r"missing\.html"):
        list(verify("missing.html"))


def test_trace_gives_what_the_command_prints(run):
    ended = run("trace", ARTICLE, "--archive", ARCHIVE, "--store", ":memory:", "--json")
    (found,) = trace(ARTICLE, archives=[ARCHIVE])
    assert json.loads(json.dumps(found)) == json.loads(ended.out)


def test_the_store_is_opened_for_reading_only(tmp_path):
    kept = tmp_path / "kept.duckdb"
    page = tmp_path / "ferry.txt"
    page.write_text("At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n" * 3)
    (article,) = verify(page, published="2025-03-04", store=kept)
    with open_store(kept) as store:
        found = store.verification(article["article"]["id"])
        assert {one.claim_id for one in found.claims} == {one["claim_id"] for one in article["claims"]}
        with pytest.raises(Trouble, match="open for reading only"), store.unit("run") as unit:
            unit.put_trouble(Trouble("ferry", "sank"))


@pytest.mark.usefixtures("home")
def test_no_store_yet_is_said():
    with pytest.raises(Trouble, match="there is no store yet"):
        open_store()
