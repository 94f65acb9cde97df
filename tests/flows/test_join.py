"""`tracewire join`: a person's word on two pages is kept, used from then on, and shown with its name."""

import json

import pytest

from tasks.store.store import Store

WHY = ("--why", "both print the coast guard's list")
TEXTS = {
    "Lantern": "The coast guard said on Tuesday that 44 people were killed when the Aurelia, a ferry, sank off Port "
    "Halden. Families waited at the quay through the night, wrapped in blankets that a school had brought. Our "
    "reporter saw nine ambulances. The mayor, Ada Brandt, came at dawn and spoke with all of them in turn.",
    "Herald": "Divers have found the wreck of the ferry Aurelia off Port Halden. At least 44 people were killed. The "
    "harbour master keeps the bay closed, and a tug stands by. Schools in the town stay shut for the week, and a "
    "service is planned for Sunday in the old church above the harbour, the town hall wrote.",
}


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "ferry.jsonl"
    rows = [
        {"id": name.lower(), "publisher": name, "url": f"https://{name.lower()}.example/1", "text": text,
         "published": f"2025-03-04T{10 + hour}:00:00Z"}
        for hour, (name, text) in enumerate(TEXTS.items())
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(
        "Forty-four people were killed when the ferry Aurelia sank off Port Halden on Monday.\n\nThe search goes on, "
        "and the town has asked for lamps and for boats, which two neighbours have sent.\n",
        encoding="utf-8",
    )
    return path


def _toll(record):
    return next(claim for claim in record["claims"] if "44" in claim["says"])


def test_a_word_is_kept_and_used_and_shown(run, home, story, archive):
    """Two newsrooms before; one family after, with name and reason; two again when another person says otherwise."""
    trace = ("trace", story, "--archive", archive, "--published", "2025-03-05", "--publisher", "Post", "--json")
    first = _toll(json.loads(run(*trace).out))
    assert first["independence"]["families"] == 2
    ended = run("join", "lantern", "https://herald.example/1/", "--same", "--by", "Ada Quill", *WHY)
    assert (ended.status, ended.out) == (0, "")
    assert "says Ada Quill. It counts in every trace and verdict from now on." in ended.err
    record = json.loads(run(*trace).out)
    assert _toll(record)["independence"]["families"] == 1
    assert any("Ada Quill says the same" in reason["for"] for reason in _toll(record)["reasons"])
    tree = " ".join(run(*trace[:-1]).out.split())
    assert "a person says: Herald and Lantern: Ada Quill says the same" in tree
    run("join", "lantern", "herald", "--not-same", "--by", "Bo Lind", "--why", "the Herald had divers of its own")
    span = _toll(json.loads(run(*trace).out))["independence"]
    assert (span["families"], span["low"], span["high"]) == (2, 1, 2)
    with Store.open(home / "tracewire.duckdb") as store:
        assert [word.person for word in store.joinings()] == ["Ada Quill", "Bo Lind"]


def test_a_verdict_from_before_replays_as_it_was(run, home, story, archive):
    """The word came later: the verdict of that day is judged without it."""
    options = (story, "--archive", archive, "--published", "2025-03-05", "--publisher", "Post", "--json")
    run("verify", *options)
    with Store.open(home / "tracewire.duckdb") as store:
        verdict = next(one for one in store.newest_verdicts() if "killed" in (one.sentence or "")).verdict_id
    run("join", "lantern", "herald", "--same", "--by", "Ada Quill", *WHY)
    assert run("replay", verdict).status == 0
    run("verify", *options)
    with Store.open(home / "tracewire.duckdb") as store:
        newer = next(one for one in store.newest_verdicts() if "killed" in (one.sentence or "")).verdict_id
    assert newer != verdict
    assert run("replay", newer).status == 0


def test_the_words_are_listed_with_what_counts(run, story, archive):
    run("verify", story, "--archive", archive, "--published", "2025-03-05")
    assert "nobody has said anything yet" in run("join").err
    for how in ("--same", "--not-same"):
        run("join", "lantern", "herald", how, "--by", "Ada Quill", *WHY)
    listed = json.loads(run("join", "--json").out)
    assert [(word["same"], word["standing"]) for word in listed] == [
        (True, "Replaced by a later word."),
        (False, "It counts in every trace and verdict from now on."),
    ]
    ended = run("join")
    assert "not the same, says Ada Quill on" in " ".join(ended.out.split())
    assert "where people differ" in ended.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("a", "--same", "--by", "Ada", *WHY), 2, "takes two pages, and 1 were given"),
        (("a", "b", "--by", "Ada", *WHY), 2, "are they --same or --not-same? Write"),
        (("a", "b", "--same", *WHY), 2, "Give --by"),
        (("a", "b", "--same", "--by", "Ada"), 2, "Give --why"),
        (("lantern", "nowhere", "--same", "--by", "Ada", *WHY), 1, "the store holds none of that name"),
        (("lantern", "https://lantern.example/1", "--same", "--by", "Ada", *WHY), 2, "both names mean one page"),
    ],
)
def test_wrong_usage_is_named(run, story, archive, arguments, status, said):
    if status == 1 or "lantern" in arguments:
        run("verify", story, "--archive", archive, "--published", "2025-03-05")
    ended = run("join", *arguments)
    assert ended.status == status
    assert said in ended.err
