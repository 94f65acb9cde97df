"""`tracewire explain` and `tracewire replay`: the trace of a verdict, and the same one again whatever came since."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.desk import Desk
from tasks.model import RawPage
from tasks.settings import load
from tasks.store.store import Store

NOW = datetime(2025, 3, 20, tzinfo=UTC)
BRIDGE = "A road bridge collapsed in Port Halden on Monday morning during the rush hour, throwing cars into the river. "
STORY = (
    BRIDGE + "The collapse of the bridge in Port Halden killed 48 people, the city's fire service said on Tuesday.\n"
)
PAGES = {
    "harbour": ("Harbour Wire", BRIDGE + "The bridge collapse in Port Halden killed 48 people, the fire service said."),
    "beacon": ("Beacon Radio", BRIDGE + "At least 48 people were killed when the bridge collapsed in Port Halden."),
}
LATE = BRIDGE + "The bridge collapse in Port Halden killed 61 people, the fire service said on Wednesday."


@pytest.fixture
def archive(tmp_path):
    return written(tmp_path / "pages.jsonl", PAGES)


def written(path, pages):
    lines = [
        {"id": key, "url": f"https://{key}.example/1", "publisher": name, "published": "2025-03-04", "text": text}
        for key, (name, text) in pages.items()
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def judged(run, archive, tmp_path):
    """The record of the story's toll as `verify --json` prints it, kept in the store."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    ended = run("verify", path, "--published", "2025-03-04T18:00:00+00:00", "--archive", archive, "--json")
    claims = json.loads(ended.out)["claims"]
    return next(claim for claim in claims if claim["figure"] and claim["figure"]["role"] == "killed")


def test_explains_from_the_beginning_of_an_id(run, judged):
    """Everything from the reading to the rule, in one page of text."""
    ended = run("explain", judged["claim_id"][:8])
    assert ended.status == 0
    words = " ".join(ended.out.split())
    for part in (
        "2 families support it, 2 origins",
        "48 killed", "Read", "48 (exact): 48 to 48", "role killed", "2 passages of 2 pages found", "Harbour Wire",
        "corroborates [figures agree]", "row 4 of 7, supported", "What would flip it", judged["claim_id"],
    ):  # fmt: skip
        assert part in words, part


def test_what_would_flip_it_is_found_by_judging_again(run, judged):
    """Two families support: neither alone decides, both together do; nothing is guessed."""
    trace = json.loads(run("explain", judged["claim_id"], "--json").out)
    assert trace["verdict"] == judged["verdict"] == "supported"
    assert trace["same_now"]
    alone = [removal for removal in trace["removals"] if len(removal["families"]) == 1]
    assert len(alone) == 2
    assert not any(removal["flips"] for removal in alone)
    (flip,) = trace["smallest_flips"]
    assert len(flip["documents"]) == 2
    assert flip["verdict"] == "unverified"


def test_every_candidate_says_why_it_was_found(run, judged):
    trace = json.loads(run("explain", judged["claim_id"], "--json").out)
    assert {candidate["publisher"] for candidate in trace["candidates"]} == {"Harbour Wire", "Beacon Radio"}
    for candidate in trace["candidates"]:
        assert candidate["search_score"] > 0
        assert 0 < candidate["coverage"] <= candidate["document_coverage"] <= 1


def test_verify_prints_the_letters_to_ask_with(run, archive, tmp_path):
    """Where the verdict is kept, each claim stands with the beginning of its id; where not, there is nothing to ask."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    asked = ("verify", path, "--published", "2025-03-04T18:00:00+00:00", "--archive", archive)
    kept = run(*asked)
    (listed, *_) = [one["claim_id"][:8] for one in json.loads(run("explain", "--json").out)]
    assert listed in kept.out
    assert "tracewire explain" in kept.err
    thrown_away = run(*asked, "--store", ":memory:")
    assert listed not in thrown_away.out
    assert "tracewire explain" not in thrown_away.err


def test_without_an_id_lists_what_was_judged(run, judged):
    listed = run("explain")
    assert listed.status == 0
    assert judged["claim_id"][:8] in listed.out
    assert judged["claim_id"] in {one["claim_id"] for one in json.loads(run("explain", "--json").out)}


def test_replay_says_same(run, judged):
    """The record comes out the same, field by field."""
    verdict_id = json.loads(run("explain", judged["claim_id"], "--json").out)["verdict_id"]
    ended = run("replay", verdict_id[:10])
    assert ended.status == 0
    assert ended.out.startswith("same")
    record = json.loads(run("replay", verdict_id, "--json").out)
    assert record["same"]
    assert record["differences"] == []


def test_replay_is_the_same_whatever_was_added_since(run, judged):
    """A page that would have contradicted came in later, and other words became rarer: the old verdict stays."""
    verdict_id = json.loads(run("explain", judged["claim_id"], "--json").out)["verdict_id"]
    settings = load()
    with Desk(settings, now=NOW) as desk:
        assert desk.path is not None
        for number in range(5):
            page = RawPage(
                f"late-{number}", url=f"https://late.example/{number}", text=LATE, publisher=f"Late {number}",
                published_raw="2025-03-04",
            )  # fmt: skip
            document = pipeline.read_page(page, desk.extract, settings, NOW)
            with Store.open(desk.path) as store, store.unit("later") as unit:
                unit.put_reference(document, pipeline.extract_claims(document, settings).claims)
    assert run("replay", verdict_id).out.startswith("same")


def test_replay_after_the_rules_changed_uses_those_of_the_day(run, judged, config):
    """It says that the configuration is another, and still gets the same record."""
    verdict_id = json.loads(run("explain", judged["claim_id"], "--json").out)["verdict_id"]
    (config / "rules.toml").write_text("about_share = 0.5\n", encoding="utf-8")
    ended = run("replay", verdict_id, "--config", config)
    assert ended.status == 0
    assert ended.out.startswith("same")
    assert "configuration has changed since" in ended.out


def test_replay_shows_what_differs(run, judged, home):
    """A record that somebody altered does not come out again; the field is named with both values."""
    verdict_id = json.loads(run("explain", judged["claim_id"], "--json").out)["verdict_id"]
    with Store.open(home / "tracewire.duckdb") as store:
        verification = store.verification_with(verdict_id)
        assert verification is not None
        forged = tuple(
            replace(one, verdict_id=f"f0{one.verdict_id[2:]}", confidence=0.123) for one in verification.verdicts
        )
        with store.unit("forged") as unit:
            unit.put(replace(verification, verdicts=forged))
    ended = run("replay", f"f0{verdict_id[2:]}")
    assert ended.status == 1
    assert ended.out.startswith("differs")
    assert "confidence" in ended.out
    assert "was 0.123" in ended.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("explain", "0123456789"), 1, "none whose id begins like that"),
        (("replay", "0123456789"), 1, "begins like that. `tracewire explain CLAIM` ends with the verdict's id"),
        (("explain", "2,000 killed"), 2, "is no id"),
        (("replay", "xyz"), 2, "0-9 and a-f). `tracewire explain CLAIM` ends with the verdict's id"),
        (("replay",), 2, "verdict"),
        (("explain", "ab", "--store", ":memory:"), 2, "nothing in it"),
    ],
)
@pytest.mark.usefixtures("judged")
def test_a_wrong_id_is_one_clear_line(run, arguments, status, said):
    """Not found is 1, wrong usage is 2, and the next step stands beside it."""
    ended = run(*arguments)
    assert ended.status == status
    assert said in ended.err
    assert ended.out == ""


def test_several_that_begin_alike_are_listed(run, judged, home):
    with Store.open(home / "tracewire.duckdb") as store:
        verification = store.verification_with(store.verdicts_of(judged["claim_id"])[0])
        assert verification is not None
        (verdict, *_) = verification.verdicts
        for tail in ("1", "2"):
            with store.unit("forged") as unit:
                forged = replace(verdict, verdict_id=f"f0f0f0{tail}{verdict.verdict_id[7:]}")
                unit.put(replace(verification, verdicts=(forged,)))
    ended = run("replay", "f0f0f0")
    assert ended.status == 1
    assert "f0f0f01" in ended.err
    assert "Give more of the id" in ended.err


def test_no_store_yet(run):
    """A question makes no store."""
    ended = run("explain", "ab12")
    assert ended.status == 1
    assert "there is no store yet" in ended.err
    assert "tracewire verify" in ended.err
    assert not run.home.exists() or not list(run.home.iterdir())


def test_an_empty_store_says_what_to_do(run, home):
    Store.open(home / "tracewire.duckdb").close()
    ended = run("explain")
    assert ended.status == 1
    assert "tracewire verify" in ended.err
