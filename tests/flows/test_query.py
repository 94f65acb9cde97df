"""`tracewire query`: one question that reads, and nothing else."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.store.connection import connect
from tasks.store.spreadsheet import EVALUATED, add_cell_macro

ARTICLE = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"


@pytest.fixture
def kept(run, tmp_path):
    """A store in which one article was verified."""
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE * 2, encoding="utf-8")
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"id": "a", "text": ARTICLE, "title": "=1+1"}), encoding="utf-8")
    assert run("verify", article, "--published", "2025-03-04", "--archive", page).status == 0
    return run


def test_csv_in_a_pipe(kept):
    ended = kept("query", "select role, value from claims_latest where role = 'killed' limit 1")
    assert ended.status == 0, ended.err
    assert list(csv.reader(io.StringIO(ended.out))) == [["role", "value"], ["killed", "12.0"]]


def test_json_rows(kept):
    ended = kept("query", "select role, 'a\"b' as q from claims_latest where role = 'killed' limit 1", "--json")
    assert json.loads(ended.out) == {"role": "killed", "q": 'a"b'}


def test_views_are_listed(kept):
    ended = kept("query", "--tables", "--json")
    assert {"figures", "verdicts_latest", "claims_latest"} <= {row["view"] for row in json.loads(ended.out)}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("delete from claims", "would do more than read"),
        ("select 1; select 2", "2 statements"),
        ("", "empty"),
        ("select nothing_there from figures", "nothing_there"),
        ("select * from read_csv('/etc/passwd')", "disabled"),
        ("attach 'other.duckdb'", "would do more than read"),
        ("copy figures to 'out.csv'", "would do more than read"),
        ("set enable_external_access = true", "would do more than read"),
    ],
)
def test_what_is_not_one_question_is_refused(kept, sql, said):
    ended = kept("query", sql)
    assert (ended.status, said in ended.err) == (2, True), ended.err


def test_a_limit_says_that_there_is_more(kept):
    ended = kept("query", "select * from range(10)", "--limit", "3")
    assert len(ended.out.splitlines()) == 4
    assert "only the first 3 rows" in ended.err


def test_before_there_is_a_store(run):
    ended = run("query", "from figures")
    assert ended.status == 1
    assert "no store yet" in ended.err


@given(st.text(max_size=40))
def test_no_cell_starts_a_formula(words):
    words = words.replace("\0", "")
    connection = connect(None)
    add_cell_macro(connection)
    try:
        ((cell,),) = connection.execute("select cell(?)", [words]).fetchall()
    finally:
        connection.close()
    assert not EVALUATED.search(cell)
