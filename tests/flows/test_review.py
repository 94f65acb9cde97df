"""`tracewire review`: people's words on verdicts are kept, both sides stand, and bad input leaves no broken state."""

import json

import pytest

ARTICLE = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"


@pytest.fixture
def claim(run, tmp_path):
    """The id of a claim that was judged."""
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE * 2, encoding="utf-8")
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"id": "a", "text": ARTICLE}), encoding="utf-8")
    ended = run("verify", article, "--published", "2025-03-04", "--archive", page, "--json")
    return json.loads(ended.out)["claims"][0]["claim_id"]


def test_two_reviewers_may_differ_and_both_stand(run, claim):
    assert run("review", claim[:8], "--confirm", "--by", "Ada Quill").status == 0
    ended = run("review", claim, "--overrule", "--by", "Ivo Brandt", "--reason", "wrong event", "--note", "the tug")
    assert ended.status == 0, ended.err
    assert "Ada Quill said otherwise; both words stand" in ended.err
    listed = json.loads(run("review", "--json").out)
    assert [(word["reviewer"], word["review"], word["reason"]) for word in listed["words"]] == [
        ("Ada Quill", "confirmed", ""),
        ("Ivo Brandt", "overruled", "wrong event: the tug"),
    ]
    assert [(row["words"], row["confirmed"]) for row in listed["agreement"]] == [(2, 1)]


def test_who_changes_their_mind_counts_once(run, claim):
    run("review", claim, "--confirm", "--by", "Ada Quill")
    run("review", claim, "--overrule", "--by", " ada  QUILL ", "--reason", "number misread")
    listed = json.loads(run("review", "--json").out)
    assert len(listed["words"]) == 2
    assert [(row["words"], row["confirmed"]) for row in listed["agreement"]] == [(1, 0)]


def test_explain_shows_the_words(run, claim):
    run("review", claim, "--overrule", "--by", "Ada [bold]Quill", "--reason", "wrong event")
    assert "Ada [bold]Quill overruled it on" in run("explain", claim).out
    kept = json.loads(run("review", "--json").out)["words"]
    assert json.loads(run("explain", claim, "--json").out)["reviews"] == kept
    assert kept[0]["reviewed_at"].endswith("Z")


def test_the_report_and_the_record_say_who_and_why(run, claim, tmp_path):
    run("review", claim, "--confirm", "--by", "Ada Quill")
    run("review", claim, "--overrule", "--by", "Ivo <b>Brandt", "--reason", "wrong event", "--note", "the tug")
    run("explain", claim, "--html", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Ada Quill confirmed it on" in page
    assert "Ivo &lt;b&gt;Brandt overruled it on" in page
    assert "Reviewers differ, and both words stand." in page


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--by", "Ada"), 2, "--confirm or --overrule"),
        (("--confirm",), 2, "who says so"),
        (("--overrule", "--by", "Ada"), 2, "--reason"),
        (("--overrule", "--by", "Ada", "--reason", "dunno"), 2, "--reason is one of"),
        (("--overrule", "--by", "Ada", "--reason", "other"), 2, "--note"),
        (("--overrule", "--by", "Ada", "--reason", "wrong event", "--label", "false"), 2, "--label is one of"),
        (("--confirm", "--by", "Ada", "--reason", "wrong event"), 2, "only who overrules"),
        (("--confirm", "--by", "Ada", "--label", "refuted"), 2, "only who overrules"),
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(run, claim, options, status, said):
    ended = run("review", claim, *options)
    assert (ended.status, said in ended.err) == (status, True), ended.err
    assert json.loads(run("review", "--json").out)["words"] == []


@pytest.mark.parametrize("words", [("--confirm", "--by", "Ada"), ("--take-back",), ("", "--confirm", "--by", "Ada")])
@pytest.mark.usefixtures("claim")
def test_a_word_without_a_claim_is_no_list(run, words):
    ended = run("review", *words)
    assert (ended.status, ended.out) == (2, "")
    assert "of which claim? `tracewire review --list`" in ended.err
    assert run("review", "--list", "--by", "Ada").status == 0


@pytest.mark.usefixtures("claim")
def test_a_claim_that_does_not_exist(run):
    ended = run("review", "ffffffff", "--confirm", "--by", "Ada")
    assert ended.status == 1
    assert "ffffffff" in ended.err


def test_agreement_is_counted_by_month_rule_and_reason(run, claim):
    run("review", claim, "--confirm", "--by", "Ada Quill")
    run("review", claim, "--overrule", "--by", "Ivo", "--reason", "wrong event", "--note", "the tug")
    (row,) = map(json.loads, run("review", "--agreement", "--json").out.splitlines())
    assert (row["label"], row["kind"], row["confirmed"], row["overruled"]) == (
        "supported", "casualty", 1, {"wrong event": 1},
    )  # fmt: skip
    assert row["rule"]
    assert "1 wrong event" in run("review", "--agreement").out


@pytest.fixture
def unsure(tmp_path, run):
    """A configuration under which every supported claim is too shaky to stand alone."""
    folder = tmp_path / "unsure"
    folder.mkdir()
    (folder / "settings.toml").write_text("[digest]\nreview_below = 1.0\n", encoding="utf-8")

    def listed():
        ended = run("review", "--list", "--json", "--config", folder)
        assert ended.status == 0, ended.err
        return [json.loads(row) for row in ended.out.splitlines()]

    return listed


def test_shaky_support_waits_for_a_person_until_somebody_spoke(run, claim, unsure):
    (row,) = [row for row in unsure() if row["claim_id"] == claim]
    assert row["why"].startswith("supported, and not surely")
    assert run("review", "--list").status == 0
    run("review", claim, "--confirm", "--by", "Ada Quill")
    assert claim not in {row["claim_id"] for row in unsure()}


def test_the_queue_is_about_all_claims(run, claim):
    assert run("review", claim, "--list").status == 2
