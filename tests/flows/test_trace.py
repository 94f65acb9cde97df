"""`tracewire trace` without a server: the road of `verify`, shown as chain, families, origins and earlier prints."""

import io
import json
import sys
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from flows.cli import main
from tasks.store.store import Store
from tests.support import SAMPLES

ARCHIVE = str(SAMPLES / "beijing-2025.jsonl")
COPY = str(SAMPLES / "summit-copy.html")
URL = "https://post.example/tram"
BEFORE = """Forty-four people were killed when the ferry Aurelia sank off Port Halden on Monday, the coast guard said.

The ferry had left Selwyn at noon with 120 passengers on board, the harbour office said. The search for survivors goes
on, and the coast guard has sent its boats and a helicopter, a spokesman told reporters. Divers reached the lower deck
early on Tuesday. The company that runs the ferry did not answer when it was asked about the life vests on board.
"""


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys, home):  # noqa: ARG001 -- a home of its own, whatever the test asks
    """Run the command in this process, with a home of its own."""

    def go(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["tracewire", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    return go


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(BEFORE, encoding="utf-8")
    return path


@pytest.fixture
def ferry(tmp_path):
    """An archive: a wire, its copy that credits it, and a paper that quotes the same coast guard."""
    wire = {"id": "wire", "publisher": "Selwyn Wire", "url": "https://wire.example/1", "text": BEFORE}
    copy = {
        "id": "copy",
        "publisher": "Halden Echo",
        "url": "https://echo.example/1",
        "text": f"{BEFORE}\nSource: Selwyn Wire\n",
    }
    own = {
        "id": "own",
        "publisher": "Lantern",
        "url": "https://lantern.example/1",
        "text": "The coast guard said on Tuesday that 44 people were killed when the Aurelia, a ferry, sank off Port "
        "Halden. Families waited at the quay through the night, wrapped in blankets that a school had brought. Our "
        "reporter saw nine ambulances. The mayor, Ada Brandt, came at dawn and spoke with all of them in turn.",
    }
    path = tmp_path / "ferry.jsonl"
    rows = [{**row, "published": f"2025-03-0{4 + n // 2}T{10 + n}:00:00Z"} for n, row in enumerate((wire, copy, own))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_shows_chain_families_and_origins(run):
    """The chain comes first, each link with its evidence; then families; then origins with their reasons."""
    ended = run("trace", COPY, "--archive", ARCHIVE, "--store", ":memory:")
    assert ended.status == 0
    assert ended.out.startswith("SCOOP BARN <- TELLY <- unknown (byline Marguerite Teller)\n")
    for words in (
        "Chain of publication",
        "taken from TELLY",
        "because: Source:",
        "Families (",
        "Origins of the claims (",
    ):
        assert words in ended.out
    assert "earliest we hold: " in ended.out
    assert "date claimed by the archive" in ended.out


def test_the_record_is_that_of_verify(run, story, ferry):
    """No second road: chain, edges and independence are what `verify` finds."""
    options = (story, "--archive", ferry, "--published", "2025-03-06", "--store", ":memory:", "--json")
    traced, verified = json.loads(run("trace", *options).out), json.loads(run("verify", *options).out)
    keys = ("name", "url", "document_id", "evidence")
    assert [{key: link[key] for key in keys} for link in traced["lineage"]["chain"]] == verified["lineage"]["chain"]
    assert traced["lineage"]["edges"] == verified["lineage"]["edges"]
    assert [c["independence"] for c in traced["claims"]] == [c["independence"] for c in verified["claims"]]


def test_the_record_is_valid_against_the_printed_schema(run, story, ferry, tmp_path):
    """With copies, reasons, a change of the page and what a person said; no key more and none less."""
    options = ("--archive", ferry, "--url", URL, "--publisher", "Halden Post", "--published", "2025-03-06")
    run("trace", story, *options)
    run("join", "own", "wire", "--not-same", "--by", "Ada Quill", "--why", "our reporter was there")
    newer = tmp_path / "newer.txt"
    newer.write_text(BEFORE.replace("Forty-four", "Forty-seven"), encoding="utf-8")
    schema = json.loads(run("schema", "trace").out)
    for article in (story, newer):
        record = json.loads(run("trace", article, *options, "--json").out)
        jsonschema.validate(record, schema)
    assert record["versions"]
    assert len(record["lineage"]["families"]) > 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record, "more": 1}, schema)


def test_a_copy_stands_in_the_family_of_its_source_with_kind_and_date(run, story, ferry):
    """The article is a print of the wire: they are one family, and the paper that quotes the coast guard is not."""
    ended = run("trace", story, "--archive", ferry, "--published", "2025-03-06", "--publisher", "Late Post", "--json",
                "--store", ":memory:")  # fmt: skip
    (own,) = [family for family in json.loads(ended.out)["lineage"]["families"] if family["own"]]
    members = {member["publisher"]: member for member in own["members"]}
    assert set(members) == {"Selwyn Wire", "Halden Echo", "Late Post"}
    assert members["Selwyn Wire"]["from"] is None
    assert members["Halden Echo"]["from"] == members["Selwyn Wire"]["id"]
    assert members["Halden Echo"]["kind"] in {"copy", "copy with additions"}
    assert "credits Selwyn Wire" in members["Halden Echo"]["evidence"]
    assert own["earliest"] == members["Selwyn Wire"]["id"]


def test_a_page_held_against_it_ends_the_chain(run, story, tmp_path):
    """Once the page that the text came from is held, the chain ends there."""
    wire = tmp_path / "wire.json"
    page = {
        "text": BEFORE,
        "publisher": "Selwyn Wire",
        "url": "https://wire.example/1",
        "published": "2025-03-04T10:00Z",
    }
    wire.write_text(json.dumps(page), encoding="utf-8")
    options = ("--published", "2025-03-06", "--publisher", "Late Post", "--store", ":memory:")
    assert run("trace", story, *options).out.startswith("Late Post\n")
    assert run("trace", story, *options, "--against", wire).out.startswith("Late Post <- Selwyn Wire\n")


def test_a_page_that_changed_says_what_it_said_before(run, tmp_path):
    """The older print is in the store; the swapped figure is told and flagged, in the tree and in the record."""
    older, newer = tmp_path / "older.txt", tmp_path / "newer.txt"
    older.write_text(BEFORE, encoding="utf-8")
    newer.write_text(BEFORE.replace("Forty-four", "Forty-seven"), encoding="utf-8")
    options = ("--url", URL, "--publisher", "Halden Post", "--published", "2025-03-04")
    assert "said before" not in run("trace", older, *options).out
    ended = run("trace", newer, *options)
    told = " ".join(ended.out.split())
    assert "What this page said before (1 earlier print)" in told
    assert "this page said 44 killed according to coast guard; now says 47 killed" in told.replace("the coast", "coast")
    assert "no note on the page says so" in told
    (revision,) = json.loads(run("trace", newer, *options, "--json").out)["versions"]
    assert revision["silent"]
    assert [(change["kind"], change["silent"]) for change in revision["changes"]] == [("figure", True)]


def test_traced_articles_are_kept_like_verified_ones(run, home, story):
    run("trace", story)
    with Store.open(home / "tracewire.duckdb") as store:
        assert store.counts()["verifications"] == 1


def test_mermaid_has_the_chain_and_nothing_else(run, story, ferry):
    ended = run("trace", story, "--archive", ferry, "--published", "2025-03-06", "--store", ":memory:", "--mermaid")
    assert ended.out.startswith("flowchart LR\n")
    assert '-->|"taken from 85 %"|' in ended.out
    assert "Selwyn Wire 4 Mar 2025" in ended.out


def test_drawing_and_provenance_are_written_and_the_same_each_time(run, story, ferry, tmp_path):
    """Both are files; standard output stays the tree."""
    for name in ("a", "b"):
        ended = run("trace", story, "--archive", ferry, "--published", "2025-03-06", "--store", ":memory:",
                    "--svg", tmp_path / f"{name}.svg", "--prov", tmp_path / f"{name}.json")  # fmt: skip
        assert ended.status == 0
        assert f"{name}.svg" in ended.err
        assert ended.out.startswith("story.txt <- Selwyn Wire\n")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 -- ours
    assert {"entity", "agent", "wasDerivedFrom"} <= set(json.loads((tmp_path / "a.json").read_text(encoding="utf-8")))
    assert svg == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_second_article_gets_a_file_of_its_own(run, ferry, tmp_path):
    run("trace", "--articles", ferry, "--store", ":memory:", "--svg", tmp_path / "chain.svg")
    assert {path.name for path in tmp_path.glob("*.svg")} == {"chain.svg", "chain-2.svg", "chain-3.svg"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no article was given"),
        (("x.txt", "--json", "--mermaid"), "Give one of them"),
        (("x.txt", "--svg", "no-such-folder/x.svg"), "its folder does not exist"),
        (("x.txt", "--prov", "."), "is a folder"),
        (("x.txt", "--published", "someday"), "not a date"),
        (("x.txt", "--config", "no-such-folder"), "no such configuration folder"),
    ],
)
def test_wrong_usage_is_one_line_and_status_two(run, arguments, said):
    """Said before any work is done, with the next step."""
    ended = run("trace", *arguments)
    assert ended.status == 2
    (line,) = ended.err.splitlines()
    assert said in line


def test_an_article_that_cannot_be_read_costs_itself_only(run, story):
    ended = run("trace", "no-such-file.txt", story, "--store", ":memory:", "--json")
    assert ended.status == 1
    assert "no-such-file.txt" in ended.err
    assert len(ended.out.splitlines()) == 1


def test_help_does_not_wait_for_the_parsers(run, monkeypatch):
    """Nothing that reads pages or draws is imported for help."""
    for name in [name for name in sys.modules if name.startswith(("flows.commands", "tasks.reports", "prov"))]:
        monkeypatch.delitem(sys.modules, name)
    assert "--mermaid" in run("trace", "--help").out
    assert not [name for name in sys.modules if name.startswith(("flows.commands", "tasks.reports", "prov."))]
