"""`tracewire ledger`: every figure of one quantity, a line a counter, from an archive or the store."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.support import SAMPLES

ARCHIVE = SAMPLES / "beijing-2025.jsonl"
SVG = "{http://www.w3.org/2000/svg}"
QUAKE = "An earthquake of magnitude 6.1 struck the valley of Nangarhal on Monday night, and houses of clay fell. "
PAGES = [
    ("a1", "Harbour Wire", "2025-09-01T10:00:00Z", "killed 250 people, the health ministry said."),
    ("b1", "Beacon Radio", "2025-09-01T18:00:00Z", "killed 812 people, the health ministry said."),
    ("c1", "Harbour Wire", "2025-09-02T09:00:00Z", "killed at least 1,124 people, the Red Crescent said."),
    ("d1", "Lakeside Post", "2025-09-03T09:00:00Z", "killed 790 people, the health ministry said."),
    ("e1", "Hill Gazette", "2025-09-04T09:00:00Z", "killed 250 people, the health ministry said."),
    ("f1", "Hill Gazette", "2025-09-04T10:00:00Z", "injured 2,500 people, the health ministry said."),
    ("g1", "Coast Times", "2025-09-04T11:00:00Z", "killed 37 children, the health ministry said."),
]


@pytest.fixture
def quake(tmp_path):
    """A toll by two counters, with a jump, a revision downward, an old figure again and a part."""
    return written(tmp_path / "quake.jsonl", PAGES)


def written(path, pages):
    lines = [
        {
            "id": key,
            "url": f"https://{key}.example/",
            "publisher": name,
            "published": day,
            "text": f"{QUAKE}The quake in Nangarhal {text}",
        }
        for key, name, day, text in pages
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def asked(run, phrase, archive, *more):
    ended = run("ledger", phrase, "--archive", archive, "--store", ":memory:", "--json", *more)
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def line_of(ledger, counter, of_what=None):
    (found,) = [line for line in ledger["lines"] if (line["counter"], line["of_what"]) == (counter, of_what)]
    return found["entries"]


def test_each_counter_has_its_own_line(run, quake):
    """The ministry's 790 after the other body's 1,124 is no fall of one staircase."""
    ledger = asked(run, "killed, Nangarhal", quake)
    (crescent,) = [line for line in ledger["lines"] if "Red Crescent" in line["counter"]]
    assert [entry["figure"]["value"] for entry in crescent["entries"]] == [1124]
    assert crescent["entries"][0]["figure"]["hedge"] == "at_least"
    assert crescent["entries"][0]["marks"] == []


def test_jumps_falls_and_old_figures_are_marked(run, quake):
    """In the order of as-of; what was printed again without a day of its own is no revision."""
    ledger = asked(run, "killed, Nangarhal", quake)
    (entries,) = [
        line["entries"] for line in ledger["lines"] if "ministry" in line["counter"] and line["of_what"] is None
    ]
    assert [entry["figure"]["value"] for entry in entries] == [250, 812, 790, 250]
    assert entries[0]["marks"] == []
    assert entries[1]["marks"] == ["jump: 3.2 times 250"]
    assert entries[2]["marks"] == ["revised down from 812"]
    assert entries[3]["marks"] == ["older figure again"]
    assert not entries[3]["step"]
    assert [entry["moment"] for entry in entries] == sorted(entry["moment"] for entry in entries)


def test_other_people_are_another_line_or_none(run, quake):
    """The 37 children never stand among all the dead; asked for, they stand alone; the injured are not asked for."""
    ledger = asked(run, "killed, Nangarhal", quake)
    (children,) = [line for line in ledger["lines"] if line["of_what"]]
    assert (children["of_what"], [entry["figure"]["value"] for entry in children["entries"]]) == ("children", [37])
    asked_for = asked(run, "children killed, Nangarhal", quake)
    assert [entry["figure"]["value"] for line in asked_for["lines"] for entry in line["entries"]] == [37]
    assert 2500 not in [entry["figure"]["value"] for line in ledger["lines"] for entry in line["entries"]]
    assert asked_for["matched"]["left_out"]


def test_it_says_what_the_phrase_matched(run):
    ledger = asked(run, "killed, North Korean troops", ARCHIVE)
    assert ledger["matched"]["roles"] == ["killed"]
    assert ledger["matched"]["terms"] == [
        {"text": "North Korean", "kind": "nation"},
        {"text": "troops", "kind": "people"},
    ]
    assert ledger["matched"]["fields"]["troops"]["population"] > 0
    shown = run("ledger", "killed, North Korean troops", "--archive", ARCHIVE, "--store", ":memory:").out
    assert "role: killed (from “killed”)" in shown
    assert "“troops” (people): found in population" in shown


def test_copies_are_one_entry_and_what_was_withdrawn_is_crossed_out(run):
    """The sample event: a copied wire counts once, the Ledger's 3,000 fell with its notice."""
    ledger = asked(run, "killed, North Korean troops", ARCHIVE)
    entries = line_of(ledger, "National Intelligence Service")
    assert any(entry["copies"] for entry in entries)
    printed = [(entry["publisher"], entry["figure"]["value"]) for entry in entries]
    assert len(printed) == len(set(printed)) or all(entry["figure"]["as_of"] for entry in entries), (
        "one print stands twice"
    )
    withdrawn = [entry for entry in entries if entry["withdrawn"]]
    assert withdrawn
    for entry in withdrawn:
        assert entry["figure"]["value"] == 3000
        assert not entry["step"]
        assert entry["marks"][0].startswith("withdrawn: Morning Ledger")


def test_the_store_answers_like_the_archive(run, quake, home):
    """A checked article's figures are in the ledger, from the view `figures`."""
    (page, *_) = quake.read_text(encoding="utf-8").splitlines()
    one = quake.with_name("one.json")
    one.write_text(page, encoding="utf-8")
    assert run("verify", one).status == 0
    assert (home / "tracewire.duckdb").exists()
    ended = run("ledger", "killed, Nangarhal", "--json")
    ledger = json.loads(ended.out)
    (line,) = ledger["lines"]
    assert [entry["figure"]["value"] for entry in line["entries"]] == [250]
    assert line["entries"][0]["publisher"] == "Harbour Wire"
    both = json.loads(run("ledger", "killed, Nangarhal", "--json", "--archive", quake).out)
    assert both["figures"] == asked(run, "killed, Nangarhal", quake)["figures"]


def test_the_chart_is_an_svg_of_its_own(run, quake, tmp_path):
    """Well-formed, light and dark, no other file named, every figure in words on its point."""
    path = tmp_path / "toll.svg"
    ended = run("ledger", "killed, Nangarhal", "--archive", quake, "--store", ":memory:", "--svg", path)
    assert ended.status == 0
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 -- written a moment ago by the code under test
    assert root.tag == f"{SVG}svg"
    assert "prefers-color-scheme:dark" in text
    for forbidden in ("href", "url(", "<script", "<image", "@import"):
        assert forbidden not in text
    titles = " ".join(title.text or "" for title in root.iter(f"{SVG}title"))
    assert "1,124" in titles
    assert "revised down from 812" in titles


def test_a_counted_thing_without_a_role(run):
    assert run("ledger", "drones", "--archive", ARCHIVE, "--store", ":memory:").out.startswith(
        "1 figure in 1 document,"
    )
    ledger = asked(run, "drones", ARCHIVE)
    assert {entry["figure"]["value"] for line in ledger["lines"] for entry in line["entries"]} == {2000}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("ledger", "killed, Atlantis", "--archive", ARCHIVE, "--store", ":memory:"), 1, "“Atlantis”"),
        (("ledger", "abducted", "--archive", ARCHIVE, "--store", ":memory:"), 1, "no figure of “abducted”"),
        (("ledger", "the of", "--archive", ARCHIVE, "--store", ":memory:"), 2, "nothing that is counted"),
        (("ledger", "killed, Nangarhal"), 1, "there is no store yet"),
        (("ledger", "killed, Nangarhal", "--store", ":memory:"), 1, "--archive PAGES"),
        (("ledger",), 2, "phrase"),
    ],
)
def test_nothing_found_is_one_clear_line(run, arguments, status, said):
    ended = run(*arguments)
    assert ended.status == status
    assert said in ended.err
    assert ended.out == ""


def test_a_store_without_figures_says_what_to_do(run, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(
        "The council met in the old hall and spoke of the harbour, its walls and its lamps.", encoding="utf-8"
    )
    run("verify", story, "--published", "2025-03-04")
    ended = run("ledger", "killed, Nangarhal")
    assert ended.status == 1
    assert "tracewire refresh" in ended.err


def test_a_fall_far_below_is_asked_about_not_drawn(run, tmp_path):
    """The same counter's 40 after 812 is more likely a part than a revision."""
    pages = [*PAGES[:2], ("h1", "Coast Times", "2025-09-05T09:00:00Z", "killed 40 people, the health ministry said.")]
    ledger = asked(run, "killed, Nangarhal", written(tmp_path / "far.jsonl", pages))
    (line,) = ledger["lines"]
    assert line["entries"][-1]["marks"] == ["far below 812: a part, or another count?"]
    assert not line["entries"][-1]["step"]


def test_the_notice_of_another_event_takes_nothing_back(run, tmp_path):
    """A publisher that withdraws a figure about a ferry still stands by the same number about the quake."""
    notice = {
        "id": "n1", "publisher": "Harbour Wire", "published": "2025-09-05", "url": "https://n1.example/",
        "text": "Correction: an earlier version of our report on the ferry Aurelia misstated the dead as 250.",
    }  # fmt: skip
    path = written(tmp_path / "with-notice.jsonl", PAGES[:2])
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(notice) + "\n", encoding="utf-8")
    ledger = asked(run, "killed, Nangarhal", path)
    assert not [entry for line in ledger["lines"] for entry in line["entries"] if entry["withdrawn"]]


def test_a_correction_at_the_foot_of_a_page_takes_the_figure_back(run, tmp_path):
    """It is no prose of the article, and its number is the one that falls, there and in every copy."""
    path = written(tmp_path / "foot.jsonl", PAGES[:2])
    corrected = {
        "id": "n2", "publisher": "Harbour Wire", "published": "2025-09-02", "url": "https://n2.example/",
        "text": f"{QUAKE}The quake in Nangarhal killed 205 people, the health ministry said.\n\n"
        "Correction: An earlier version of this article misstated the number of dead as 250.",
    }  # fmt: skip
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(corrected) + "\n", encoding="utf-8")
    ledger = asked(run, "killed, Nangarhal", path)
    by_value = {entry["figure"]["value"]: entry for line in ledger["lines"] for entry in line["entries"]}
    assert by_value[250]["withdrawn"]
    assert not by_value[205]["withdrawn"]
    assert not by_value[812]["withdrawn"]
