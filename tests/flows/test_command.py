"""The `tracewire` command without a server: what it prints, what it refuses, how it ends."""

import json

import jsonschema
import pytest

from tasks.reports.schema import schema
from tasks.store.store import Store
from tests.hostile.site import Answer, serve
from tests.support import SAMPLES

ARCHIVE = str(SAMPLES / "beijing-2025.jsonl")
COPY = str(SAMPLES / "summit-copy.html")
STORY = """Two people were killed and nine injured when a tram left its rails in Port Halden on Monday, police said.

The driver was unhurt and is being questioned, a spokesman told reporters on Tuesday morning. The line stays closed.
"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_prints_the_summary_first(run):
    """The first line has the chain, how much was checked and how new the evidence is."""
    ended = run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:")
    assert ended.status == 0
    first = ended.out.split("\n\n")[0].replace("\n", " ")
    assert first.startswith("SCOOP BARN <- TELLY <- unknown (byline Marguerite Teller). ")
    assert "sentences checked" in first
    assert "Newest evidence 6 September 2025" in " ".join(first.split())


def test_json_is_one_valid_object_an_article(run):
    """Real output is valid against the printed schema, and its offsets point at what they name."""
    ended = run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json")
    assert ended.status == 0
    (line,) = ended.out.splitlines()
    record = json.loads(line)
    jsonschema.validate(record, schema())
    text = record["article"]["text"]
    assert record["claims"]
    for claim in record["claims"]:
        assert 0 <= claim["start"] < claim["end"] <= len(text)
        assert text[claim["start"] : claim["end"]] in claim["sentence"] or claim["kind"] == "quote"


def test_schema_command_prints_the_schema(run):
    assert json.loads(run("schema").out) == schema()


def test_the_toll_is_bound_to_the_dead_and_not_to_the_deployed(run):
    """Of “2,000 of the 15,000 had been killed” each figure has its own role."""
    record = json.loads(run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json").out)
    figures = {
        (claim["figure"]["value"], claim["figure"]["role"]): claim for claim in record["claims"] if claim["figure"]
    }
    assert figures[2000, "killed"]["verdict"] == "supported"
    assert figures[2000, "killed"]["figure"]["base"] == 15000
    assert (15000, "killed") not in figures


def test_same_input_same_records(run):
    """Verdict for verdict and byte for byte."""
    first = run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json")
    assert run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json").out == first.out


def test_running_twice_changes_nothing_in_the_store(run):
    """A second run writes no claim, match, verdict or document again."""
    run("verify", COPY, "--archive", ARCHIVE)
    with Store.open(run.home / "tracewire.duckdb") as store:
        once = store.counts()
    run("verify", COPY, "--archive", ARCHIVE)
    with Store.open(run.home / "tracewire.duckdb") as store:
        twice = store.counts()
    once.pop("runs"), twice.pop("runs")
    assert twice == once
    assert once["verdicts"] > 0


def test_a_verified_article_never_becomes_evidence(run, tmp_path):
    """Checking a story twice under two names does not make the second check find the first."""
    other = tmp_path / "other.txt"
    other.write_text(STORY, encoding="utf-8")
    run("verify", other, "--publisher", "Halden Post", "--published", "2025-03-04")
    record = json.loads(run("verify", other, "--publisher", "Other Post", "--published", "2025-03-04", "--json").out)
    assert {claim["verdict"] for claim in record["claims"]} == {"unverified"}
    assert record["claims"][0]["searched"]["passages"] == 0


def test_nothing_to_search_says_what_to_do(run, story):
    ended = run("verify", story, "--published", "2025-03-04")
    assert ended.status == 0
    assert "tracewire refresh" in ended.out


def test_no_date_anywhere_is_said(run, story):
    """Relative dates stay unresolved, and the reader is told."""
    ended = run("verify", story, "--store", ":memory:", "--json")
    record = json.loads(ended.out)
    assert record["article"]["published"] is None
    assert not [claim for claim in record["claims"] if claim["kind"] == "date"]
    assert "give --published" in run("verify", story, "--store", ":memory:").out


def test_standard_input(run):
    ended = run("verify", "-", "--published", "2025-03-04", "--store", ":memory:", "--json", stdin=STORY.encode())
    assert ended.status == 0
    assert json.loads(ended.out)["article"]["text"] == STORY


def test_articles_of_a_file_are_json_lines_and_a_bad_one_costs_itself(run, tmp_path):
    path = tmp_path / "pages.jsonl"
    good = {"id": "a", "text": STORY, "published": "2025-03-04", "publisher": "Halden Post"}
    path.write_text(f"{json.dumps(good)}\n{{broken\n{json.dumps({**good, 'id': 'b'})}\n", encoding="utf-8")
    ended = run("verify", "--articles", path, "--store", ":memory:", "--json")
    assert [json.loads(line)["article"]["source_id"] for line in ended.out.splitlines()] == ["a", "b"]
    assert ended.status == 1
    assert "pages.jsonl" in ended.err
    assert "2" in ended.err


def test_as_of_looks_only_at_what_was_out(run):
    """On 1 September nobody had reported the 2,000."""
    later = json.loads(run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json").out)
    then = json.loads(
        run("verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json", "--as-of", "2025-09-01").out
    )

    def verdict(record):
        return next(
            claim["verdict"]
            for claim in record["claims"]
            if claim["figure"] and (claim["figure"]["value"], claim["figure"]["role"]) == (2000, "killed")
        )

    assert (verdict(later), verdict(then)) == ("supported", "unverified")
    for claim in then["claims"]:
        assert all(evidence["published"][:10] <= "2025-09-01" for evidence in claim["evidence"])


FRENCH = """Deux personnes ont été tuées et neuf blessées lundi lorsqu'un tramway a déraillé dans le centre de la ville,
a annoncé la police dans un communiqué. Le conducteur est indemne et sera entendu mardi par les enquêteurs, selon un
porte-parole de la mairie, qui a exprimé sa solidarité avec les familles des victimes et promis une enquête complète."""


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        ("empty.txt", b"  \n", "empty"),
        ("french.txt", FRENCH.encode(), "French"),
        ("links.html", b"<html><body><nav><a href='/a'>A</a><a href='/b'>B</a></nav></body></html>", "article"),
        ("strange.xyz", b"text", "no article that can be read"),
    ],
)
def test_bad_file_is_one_clear_line(run, tmp_path, name, body, said):
    """The line names the file and the cause; nothing is printed or kept."""
    path = tmp_path / name
    path.write_bytes(body)
    ended = run("verify", path)
    assert ended.status == 1
    assert ended.out == ""
    (line,) = [line for line in ended.err.splitlines() if "without a Prefect server" not in line]
    assert name in line
    assert said.lower() in line.lower() or (name == "empty.txt" and "no article" in line)
    if (run.home / "tracewire.duckdb").exists():
        with Store.open(run.home / "tracewire.duckdb") as store:
            assert store.counts()["documents"] == 0


def test_missing_file(run):
    ended = run("verify", "no-such-file.txt")
    assert ended.status == 1
    assert "no-such-file.txt" in ended.err


def test_unreachable_url_and_404(run, config, tmp_path):
    """Both name the address and the cause, and neither ends the other articles."""
    (tmp_path / "www").mkdir()
    with serve(tmp_path / "www") as site:
        site.answers["/gone"] = Answer(404)
        gone = f"{site.url}/gone"
        ended = run("verify", gone, "--config", config)
    assert ended.status == 1
    assert gone in ended.err
    assert "404" in ended.err
    ended = run("verify", gone, "--config", config)
    assert ended.status == 1
    assert gone in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify",),
        ("verify", "x.txt", "--published", "someday"),
        ("verify", "x.txt", "--as-of", "2199-01-01"),
        ("verify", "x.txt", "--config", "no-such-folder"),
        ("verify", "x.txt", "--colour"),
        ("refresh", "--feed", "no such feed"),
    ],
)
def test_wrong_usage_is_status_two(run, arguments):
    ended = run(*arguments)
    assert ended.status == 2
    assert ended.err


def test_unknown_key_in_a_toml_is_named(run, config, story):
    (config / "rules.toml").write_text("about_shares = 0.2\n", encoding="utf-8")
    ended = run("verify", story, "--config", config)
    assert ended.status == 2
    assert "rules.toml" in ended.err
    assert "about_shares" in ended.err


def test_annotate_prints_every_layer(run, tmp_path):
    path = tmp_path / "docs.jsonl"
    path.write_text(json.dumps({"id": "d1", "text": STORY, "published": "2025-03-04"}) + "\n", encoding="utf-8")
    ended = run("annotate", "--input", path)
    assert ended.status == 0
    layers = json.loads(ended.out)
    assert layers["id"] == "d1"
    assert {STORY[time["start"] : time["end"]]: time["value"] for time in layers["times"]}["Monday"] == "2025-03-03"
    assert {(2, "killed"), (9, "injured")} <= {(figure["value"], figure["role"]) for figure in layers["figures"]}
    assert "police" in [STORY[slice(*a["source"])] for a in layers["attributions"] if a["source"]]
    for name in ("sentences", "numbers", "furniture", "credits", "claims"):
        assert name in layers


def test_copies_names_the_pair(run, tmp_path):
    text = (SAMPLES / "beijing-2025.jsonl").read_text(encoding="utf-8").splitlines()[1]
    page = json.loads(text)
    other = {**page, "id": "copy", "publisher": "Copy Post", "url": "https://copy.example/1"}
    path = tmp_path / "docs.jsonl"
    path.write_text(f"{json.dumps(page)}\n{json.dumps(other)}\n", encoding="utf-8")
    (pair,) = [json.loads(line) for line in run("copies", "--input", path).out.splitlines()]
    assert {pair["a"], pair["b"]} == {page["id"], "copy"}
    assert pair["kind"] == "copy"
    assert pair["contains_ab"] == pair["contains_ba"] == 1
