"""`tracewire export`: what a person confirmed, in the shape that schema.org gives a ClaimReview."""

import json

import jsonschema
import pytest

from tasks.api import open_store
from tasks.reports.markdown import slug

ARTICLE = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"
ORGANISATION = {"type": "object", "required": ["@type", "name"], "properties": {"@type": {"const": "Organization"}}}
# https://schema.org/author: a Person or an Organization, of which NewsMediaOrganization is one.
AUTHOR = {
    "type": "object",
    "required": ["@type", "name"],
    "properties": {
        "@type": {"enum": ["Organization", "NewsMediaOrganization", "Person"]},
        "name": {"type": "string", "minLength": 1},
        "url": {"type": "string", "pattern": "^https?://"},
    },
    "additionalProperties": False,
}
# Required and recommended properties of https://schema.org/ClaimReview, as the guidelines of search engines list them.
SHAPE = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "author", "datePublished", "itemReviewed", "reviewRating"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "author": AUTHOR,
        "url": {"type": "string", "pattern": "^https?://"},
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


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ((), {"@type": "NewsMediaOrganization", "name": "Harbour Wire", "url": "https://harbour.example/"}),
        (("--author", "Ada Quill", "--author-type", "Person"), {"@type": "Person", "name": "Ada Quill"}),
        (("--author", "North Desk"), {"@type": "Organization", "name": "North Desk"}),
    ],
)
def test_the_publisher_of_the_settings_answers_unless_another_is_named(run, claim, config, given, author):
    """The address belongs to the publisher of the settings, and is not given to anybody else."""
    lines = [
        "[publisher]",
        'name = "Harbour Wire"',
        'url = "https://harbour.example/"',
        'type = "NewsMediaOrganization"',
    ]
    (config / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    run("review", claim, "--confirm", "--by", "Ada Quill")
    review = json.loads(run("export", "--config", config, *given).out)
    jsonschema.validate(review, SHAPE)
    assert review["author"] == author


def test_the_review_leads_to_the_report_where_it_is_served(run, claim, config, home):
    base = "https://reports.harbour.example/checks"
    (config / "settings.toml").write_text(f'[reports]\nbase_url = "{base}"\n', encoding="utf-8")
    run("review", claim, "--confirm", "--by", "Ada Quill")
    assert "url" not in json.loads(run("export", "--config", config, "--author", "Harbour Wire").out)
    with open_store(home / "tracewire.duckdb") as store:
        (one, *_) = store.newest_verdicts()
        article = store.verification_with(one.verdict_id).document
    (home / "reports").mkdir()
    name = f"{slug(article)}.html"
    (home / "reports" / name).write_text("", encoding="utf-8")
    review = json.loads(run("export", "--config", config, "--author", "Harbour Wire").out)
    jsonschema.validate(review, SHAPE)
    assert review["url"] == f"{base}/{name}"
