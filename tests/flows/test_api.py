"""The calls for other programs give what the command prints."""

import json

import pytest

from tasks.api import check, verify
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
