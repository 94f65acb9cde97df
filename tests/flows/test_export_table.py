"""`tracewire export --format csv|parquet`: tables that start no formula, and clear words where it cannot be."""

import csv
import io
import json

import duckdb
import pytest

from tasks.settings import Paths
from tasks.store.export_table import OUTWARD
from tasks.store.spreadsheet import EVALUATED
from tasks.vocabulary import VerdictLabel
from tests.readme import ROOT

FERRY = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"
EVIL = "=HYPERLINK(1);+2,@3\t-4 ferry"


@pytest.fixture
def kept(run, tmp_path):
    """A store in which one article with a hostile title was verified against one page."""
    article = tmp_path / "ferry.json"
    story = {"id": "f", "url": "https://ours.example/f", "publisher": "Harbour Mail", "title": EVIL, "text": FERRY * 2}
    article.write_text(json.dumps(story), encoding="utf-8")
    page = tmp_path / "page.jsonl"
    there = {"id": "a", "url": "https://wire.example/a", "publisher": "Wire", "published": "2025-03-03", "text": FERRY}
    page.write_text(json.dumps(there), encoding="utf-8")
    ended = run("verify", article, "--published", "2025-03-04", "--archive", page, "--json")
    assert ended.status == 0, ended.err
    run.toll = next(one for one in json.loads(ended.out)["claims"] if one["figure"])
    return run


def rows_of(ended):
    assert ended.status == 0, ended.err
    return list(csv.DictReader(io.StringIO(ended.out)))


def test_csv_holds_the_verdict_with_figure_origins_and_dates(kept):
    [row] = [
        one for one in rows_of(kept("export", "--format", "csv", "-o", "-")) if one["claim_id"] == kept.toll["claim_id"]
    ]
    assert (row["role"], float(row["value"]), row["hedge"]) == ("killed", 12, "at_least")
    assert row["verdict"] == kept.toll["verdict"]
    assert row["shown_as"] == kept.toll["shown_as"]
    assert row["article_published"].startswith("2025-03-04")
    assert row["review"] == "machine"


def test_no_cell_of_csv_is_evaluated(kept):
    rows = rows_of(kept("export", "--format", "csv", "-o", "-"))
    assert rows
    assert rows[0]["article_title"].startswith("'=HYPERLINK")
    assert not [cell for row in rows for cell in row.values() if EVALUATED.search(cell)]


def test_parquet_holds_the_words_as_they_are(kept, tmp_path):
    file = tmp_path / "it's.parquet"
    assert kept("export", "--format", "parquet", "-o", file).status == 0
    rows = duckdb.sql("select distinct article_title from read_parquet(?)", params=[str(file)]).fetchall()
    assert rows == [(EVIL.replace("\t", " "),)] or rows == [(EVIL,)]
    assert [path.name for path in tmp_path.iterdir() if "draft" in path.name] == []


def test_the_same_store_gives_the_same_bytes(kept, tmp_path):
    for name in ("a.csv", "b.csv"):
        kept("export", "--format", "csv", "-o", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_every_column_is_documented(kept):
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    header = kept("export", "--format", "csv", "-o", "-").out.splitlines()[0].replace('"', "").split(",")
    listed = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert listed[1:] == header


def test_every_verdict_has_its_outward_labels():
    assert set(OUTWARD) == set(VerdictLabel)


def test_only_these_articles_and_only_since(kept):
    assert rows_of(kept("export", "--format", "csv", "-o", "-", "--article", "https://ours.example/f"))
    assert rows_of(kept("export", "--format", "csv", "-o", "-", "--since", "2020-01-01"))
    assert not rows_of(kept("export", "--format", "csv", "-o", "-", "--reviewed-only"))
    assert kept("export", "--format", "csv", "-o", "-", "--article", "https://other.example/").status == 1


def test_people_count_and_may_differ(kept):
    """Overruled, a claim has the label that the person gave, or none; where two differ, that is said."""
    overrule = ("review", kept.toll["claim_id"], "--overrule", "--reason", "wrong event")
    kept(*overrule, "--by", "Ada", "--note", "the tug")
    ended = kept("export", "--format", "csv", "--reviewed-only")
    [row] = rows_of(ended)
    assert (row["review"], row["averitec"], row["fever"]) == ("overruled", "", "")
    assert row["review_reasons"] == "wrong event"
    assert "the tug" not in ended.out
    kept(*overrule, "--by", "Ada", "--label", "refuted")
    [row] = rows_of(kept("export", "--format", "csv", "--reviewed-only"))
    assert (row["review"], row["review_verdict"], row["averitec"]) == ("overruled", "refuted", "Refuted")
    kept("review", kept.toll["claim_id"], "--confirm", "--by", "Ivo")
    [row] = rows_of(kept("export", "--format", "csv", "--reviewed-only"))
    assert (row["review"], row["reviewers"]) == ("reviewers differ", "Ada | Ivo")


def test_an_existing_file_is_left_alone(kept, tmp_path):
    file = tmp_path / "claims.csv"
    file.write_text("mine", encoding="utf-8")
    ended = kept("export", "--format", "csv", "-o", file)
    assert (ended.status, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in ended.err
    assert kept("export", "--format", "csv", "-o", file, "--force").status == 0
    assert file.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--format", "claimreview", "-o", "x.json"), 2, "are for --format csv"),
        (("-o", "no/such/folder/x.csv"), 2, "its folder does not exist"),
        (("-o", "-", "--since", "soon"), 2, "not a date"),
        (("-o", "-", "--store", ":memory:"), 2, "nothing in it"),
        (("-o", "-", "--format", "xlsx"), 2, "xlsx"),
    ],
)
def test_bad_input_is_one_clear_line(kept, arguments, status, said):
    ended = kept("export", "--format", "csv", *arguments)
    assert ended.status == status
    assert said in ended.err


def test_no_store_yet(run):
    ended = run("export", "--format", "csv")
    assert (ended.status, ended.out) == (1, "")
    assert "there is no store yet" in ended.err
    assert not (Paths().folder / "tracewire.duckdb").exists()
