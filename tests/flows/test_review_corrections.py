"""What a reviewer sets right is judged again, stands beside the old verdict, and is kept by every later judgement."""

import json
import shutil
import sys
from contextlib import redirect_stdout
from io import StringIO

import pytest

from flows.cli import main

FERRY = "At least 12 people died when a ferry sank off Port Halden on Monday, the Port Halden police said."
WRECK = "Divers searched the wreck off Port Halden on Tuesday. Twenty coffins stood on the quay by evening."
ARTICLE = f"{FERRY}\n\n{WRECK}\n"
OTHERS = {
    "wire": ("Coast Wire", "At least 14 people died when a ferry sank off Port Halden on Monday, police said."),
    "bay": ("Bay Times", "Exactly 14 people died when the ferry sank off Port Halden on Monday, the coast guard said."),
}


PUBLISHED = ("--url", "https://gazette.example/ferry", "--published", "2025-03-04", "--json")


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """An article and two pages that speak to it, verified once: the folder, and the claims as they came out."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    rows = [
        {"id": key, "text": text, "publisher": publisher, "published": "2025-03-04", "url": f"https://{key}.example/1"}
        for key, (publisher, text) in OTHERS.items()
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out:
        patch.setenv("TRACEWIRE_HOME", str(folder / "home"))
        patch.setattr(sys, "argv", ["tracewire", "verify", *_asked(folder)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code
    return folder, json.loads(out.getvalue())["claims"]


def _asked(folder):
    return [str(folder / "ferry.txt"), "--archive", str(folder / "pages.jsonl"), *PUBLISHED]


@pytest.fixture
def pages(judged, tmp_path, run):
    """A copy of what that left."""
    shutil.copytree(judged[0], tmp_path / "ferry")
    shutil.copytree(judged[0] / "home", run.home)
    return tmp_path / "ferry" / "ferry.txt", tmp_path / "ferry" / "pages.jsonl"


@pytest.fixture
def first(judged, pages):
    """The claims as they came out first."""
    del pages
    return judged[1]


@pytest.fixture
def verify(run, pages):
    """Verify the article again; returns its claims."""

    def verified():
        ended = run("verify", *_asked(pages[0].parent))
        assert ended.status == 0, ended.err
        return json.loads(ended.out)["claims"]

    return verified


def toll(claims):
    return next(claim for claim in claims if claim["figure"] and claim["figure"]["role"] == "killed")


def overrule(run, claim, reason, *options, by="Ada Quill"):
    ended = run("review", claim, "--overrule", "--by", by, "--reason", reason, *options, "--json")
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def test_a_misread_figure_is_read_as_told_and_stays_so(run, first, verify):
    before = toll(first)
    assert before["figure"]["value"] == 12
    said = overrule(run, before["claim_id"], "misread", "--as-figure", "14")
    assert said["reason"] == "number misread"
    assert said["verdict_id"] != said["now"]["verdict_id"]
    assert said["now"]["verdict"] == "supported"
    after = toll(verify())
    assert (after["claim_id"], after["figure"]["value"], after["figure"]["low"]) == (before["claim_id"], 14, 14)
    assert "a reviewer set the figure read here to 14" in after["explanation"]
    assert [(one["by"], one["why"], one["value"]) for one in after["corrections"]] == [
        ("Ada Quill", "number misread", "14")
    ]
    assert [word["reviewer"] for word in after["reviews"]] == ["Ada Quill"]
    assert run("replay", said["now"]["verdict_id"]).status == 0
    assert "Ada Quill set the figure or day to 14 on" in run("explain", before["claim_id"]).out


def test_it_holds_for_a_later_print_of_the_page(run, first, verify, pages):
    overrule(run, toll(first)["claim_id"], "misread", "--as-figure", "14")
    pages[0].write_text(f"{ARTICLE}\nThe search goes on.\n", encoding="utf-8")
    assert toll(verify())["figure"]["value"] == 14


def test_people_who_differ_leave_the_machine_its_reading(run, first, verify):
    claim = toll(first)["claim_id"]
    overrule(run, claim, "misread", "--as-figure", "14")
    overrule(run, claim, "misread", "--as-figure", "15", by="Ivo Brandt")
    after = toll(verify())
    assert after["figure"]["value"] == 12
    assert "reviewers differ on what is read here (14, 15)" in after["explanation"]
    overrule(run, claim, "misread", "--as-figure", "14", by="ivo  brandt")
    assert toll(verify())["figure"]["value"] == 14


def test_what_was_set_right_can_be_taken_back(run, first, verify):
    claim = toll(first)["claim_id"]
    overrule(run, claim, "misread", "--as-figure", "14")
    assert run("review", claim, "--take-back", "--by", "Somebody Else").status == 1
    ended = run("review", claim, "--take-back", "--by", "ada quill")
    assert ended.status == 0, ended.err
    assert toll(verify())["figure"]["value"] == 12
    assert [one["taken_back"] for one in json.loads(run("review", "--json").out)["corrections"]] == [False, True]


def test_a_page_of_another_event_speaks_no_more(run, first, verify):
    claim = toll(first)
    assert {one["source_id"] for one in claim["evidence"]} == {"wire", "bay"}
    said = overrule(run, claim["claim_id"], "wrong event", "--page", "https://wire.example/1")
    assert said["corrections"][0]["page_url"] == "https://wire.example/1"
    after = toll(verify())
    assert {one["source_id"] for one in after["evidence"]} == {"bay"}
    assert "by a reviewer's word: https://wire.example/1" in after["explanation"]


def test_a_source_that_is_not_trusted_supports_nothing(run, first, verify):
    claim = toll(first)["claim_id"]
    overrule(run, claim, "misread", "--as-figure", "14")
    for page in ("https://wire.example/1", "https://bay.example/1"):
        overrule(run, claim, "not trusted", "--source", page, "--tier", "4")
    after = toll(verify())
    assert after["verdict"] == "consistent"
    assert "coast wire counts as tier 4 here, by a reviewer's word" in after["explanation"]


def test_a_wrong_copy_link_is_kept_as_a_word_on_two_pages(run, first):
    claim = toll(first)["claim_id"]
    said = overrule(run, claim, "copy", "--not-same", "https://wire.example/1", "--not-same", "https://bay.example/1")
    assert len(said["not_same"]) == 1
    (word,) = json.loads(run("join", "--json").out)
    assert (word["same"], word["by"], word["why"]) == (False, "Ada Quill", "wrong copy link")


def test_words_that_were_missed_are_a_claim_from_then_on(run, first, verify):
    known = {claim["claim_id"] for claim in first}
    said = overrule(
        run, "https://gazette.example/ferry", "claim missed", "--span", "Twenty coffins",
        "--kind", "casualty", "--role", "killed",
    )  # fmt: skip
    assert "verdict_id" not in said  # no verdict was overruled
    assert said["now"]["claim_id"] not in known
    again = {claim["claim_id"]: claim for claim in verify()}
    assert again[said["now"]["claim_id"]]["figure"]["value"] == 20
    assert "a reviewer named these words as a claim" in again[said["now"]["claim_id"]]["explanation"]
    rows = [json.loads(row) for row in run("review", "--agreement", "--json").out.splitlines()]
    assert [(row["label"], row["overruled"]) for row in rows] == [("not read", {"claim missed": 1})]


@pytest.mark.parametrize(
    ("reason", "options", "said"),
    [
        ("misread", ("--as-figure", "fourteen people and 12"), "is not one number"),
        ("misread", ("--as-figure", "12.5"), "no whole number"),
        ("misread", ("--as-figure", "14 %"), "is a share"),
        ("misread", ("--as-figure", "$14"), "is money"),
        ("misread", ("--as-figure", "at least 12"), "is what was read"),
        ("misread", ("--page", "wire"), "belongs to --reason “wrong event”"),
        ("wrong event", ("--page", "harbour"), "no page that lay before the judge is called so"),
        ("not trusted", ("--source", "wire"), "go together"),
        ("not trusted", ("--source", "wire", "--tier", "7"), "is one of 1, 2, 3, 4"),
        ("copy", ("--not-same", "wire", "--not-same", "wire"), "one page"),
        ("missed", ("--span", "no such words", "--kind", "date", "--role", "sink"), "stand nowhere in the article"),
        ("missed", ("--span", "Port Halden", "--kind", "date", "--role", "sink"), "stand there 3 times"),
        ("missed", ("--span", "searched the wreck", "--kind", "casualty", "--role", "killed"), "no number is read"),
        ("missed", ("--span", "searched the wreck", "--kind", "casualty", "--role", "lost"), "is no role of people"),
        ("missed", ("--span", "searched the wreck", "--kind", "rumour"), "--kind rumour"),
        ("missed", ("--span", "searched the wreck"), "which --kind"),
        ("missed", ("--kind", "date"), "--span"),
        ("missed", ("--span", "Monday", "--kind", "date", "--role", "sink"), "is read as a claim already"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_kept(run, first, reason, options, said):
    claim = toll(first)["claim_id"]
    ended = run("review", claim, "--overrule", "--by", "Ada", "--reason", reason, *options)
    assert ended.status in {1, 2}
    assert said in ended.err
    assert "Traceback" not in ended.err
    kept = json.loads(run("review", "--json").out)
    assert (kept["words"], kept["corrections"], kept["agreement"]) == ([], [], [])
