"""`tracewire export`: what a person confirmed, in the shape that schema.org gives a ClaimReview."""

import json

import jsonschema
import pytest

ARTICLE = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"
ORGANISATION = {"type": "object", "required": ["@type", "name"], "properties": {"@type": {"const": "Organization"}}}
# Required and recommended properties of https://schema.org/ClaimReview, as the guidelines of search engines list them.
SHAPE = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "author", "datePublished", "itemReviewed", "reviewRating"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "author": ORGANISATION,
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "appearance"],
            "properties": {"@type": {"const": "Claim"}, "author": ORGANISATION},
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {"ratingValue": {"minimum": 1, "maximum": 5}},
        },
    },
}


@pytest.fixture
def claim(run, tmp_path):
    """The id of a claim that another page bears out."""
    article = tmp_path / "ferry.txt"
    article.write_text(ARTICLE * 2, encoding="utf-8")
    page = tmp_path / "page.jsonl"
    other = "Police said at least 12 people were killed on Monday in the sinking of a ferry off Port Halden."
    page.write_text(json.dumps({"id": "a", "text": other, "publisher": "Morning Ledger"}), encoding="utf-8")
    ended = run("verify", article, "--published", "2025-03-04", "--archive", page, "--json")
    claims = json.loads(ended.out)["claims"]
    return next(one["claim_id"] for one in claims if one["kind"] == "casualty")


def test_only_what_a_person_confirmed(run, claim):
    assert run("export", "--author", "Harbour Wire").out == ""
    assert run("review", claim, "--confirm", "--by", "Ada Quill").status == 0
    ended = run("export", "--author", "Harbour Wire")
    (review,) = map(json.loads, ended.out.splitlines())
    jsonschema.validate(review, SHAPE)
    assert "12 people died" in review["claimReviewed"]
    assert review["author"]["name"] == "Harbour Wire"
    assert review["itemReviewed"]["author"]["name"] == "police"


def test_what_anybody_overrules_is_not_published(run, claim):
    run("review", claim, "--confirm", "--by", "Ada Quill")
    run("review", claim, "--overrule", "--by", "Ivo Brandt", "--reason", "wrong event")
    assert run("export", "--author", "Harbour Wire").out == ""


@pytest.mark.usefixtures("claim")
def test_all_says_that_they_are_leads(run):
    ended = run("export", "--author", "Harbour Wire", "--all")
    assert ended.out
    for row in ended.out.splitlines():
        jsonschema.validate(json.loads(row), SHAPE)
    assert "lead of a machine" in ended.err


def test_somebody_must_answer_for_it(run):
    ended = run("export")
    assert (ended.status, "--author" in ended.err) == (2, True)
