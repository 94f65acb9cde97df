"""The report page: everything in it, nothing loaded, and whatever a page says is shown as words."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from tasks.lineage.trace import trace
from tasks.model import Finding, SelfCheck
from tasks.reports.index_page import Group, Row, by_need, index_page, row_of
from tasks.reports.links import web_link
from tasks.reports.page import report_page
from tasks.reports.safe import line
from tasks.reports.templating import rendered
from tasks.settings import Rules, Sources
from tasks.vocabulary import Relation, VerdictLabel
from tests.support_html import read_html
from tests.support_trace import traced

WRITTEN = datetime(2025, 3, 5, 6, 30, tzinfo=UTC)
TAGS = set(
    "html head meta title style body a div header p b span h1 h2 h3 ul ol li nav main section blockquote mark details "
    "summary dl dt dd code br figure figcaption table thead tbody tr th td footer script "
    "svg desc defs marker path rect text g circle".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class href rel id role aria-label aria-hidden aria-labelledby tabindex open "
    "scope xmlns viewbox width height x y rx d refx refy markerwidth markerheight orient marker-end cx cy r "
    "text-anchor font-family font-size".split()
)
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff")
PAYLOADS = (
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \x00\x1b[31m",
    "--><base href=//evil.example>",
    "&lt;script&gt;&#60;b&#62;",
)
hostile = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(max_size=60),
    st.tuples(st.text(max_size=12), st.sampled_from(PAYLOADS)).map("".join),
)
addresses = st.one_of(
    st.sampled_from(
        (
            "javascript:alert(1)", "data:text/html,<script>", "https://ok.example/a?b=<c>", "//evil.example",
            "https://bank.example@evil.example/", "http://a.example/\n\rx", "https://a.example/' onclick='x",
            "vbscript:x", "file:///etc/passwd", "https://аpple.example/", "HTTPS://A.example:99999/", "http://[::1",
        )
    ),
    st.text(max_size=60),
    st.text(max_size=30).map("https://a.example/".__add__),
)  # fmt: skip


def shown(one=None, *, is_kept=True):
    return report_page(one or traced(), Sources(), Rules(), written=WRITTEN, is_kept=is_kept)


def poisoned(words, address):
    """The same trace with every piece of outside text replaced: title, text, findings, names, addresses."""
    one = traced(title=words, publisher=words or "x")
    held = one.verification
    text = f"{words} Nine people died. {words}"
    claim = replace(
        held.claims[0], text=words, sentence=text, sentence_end=len(text), end=len(words) + 5, attribution=(words,)
    )
    match = held.verdicts[0].matches[0]
    assert match.their_claim is not None
    theirs = replace(match.their_claim, end=len(words))
    match = replace(match, passage=words + match.passage, their_claim=theirs,
                    finding=Finding(Relation.CONTRADICTS, words, "figures differ"))  # fmt: skip
    verdict = replace(
        held.verdicts[0],
        label=VerdictLabel.REFUTED,
        shown_as=words,
        flags=(words,),
        needs_person=True,
        matches=(match,),
    )
    document = replace(held.document, text=text, byline=words, url=address, title=words)
    poisoned = replace(
        held,
        document=document,
        claims=(claim,),
        verdicts=(verdict,),
        cited=tuple(replace(one, url=address, publisher=words or None, title=words) for one in held.cited),
        self_check=(SelfCheck(words, ((0, 4),)),),
        notes=(words,),
        lineage=replace(
            held.lineage, chain=tuple(replace(one, url=address, evidence=words) for one in held.lineage.chain)
        ),
    )
    return trace(poisoned, Sources(), one.revisions)


def test_everything_that_was_found_stands_on_the_page():
    page = read_html(shown())
    for words in (
        "Tram leaves rails in Port Halden", "Also reported by 2 newsrooms", "both say nine", "Selwyn Wire", "Lantern",
        "How its origins were counted",
        "Halden police", "2 newsrooms, 1-2 origins", "some of them rest on each other", "Needs a person (0)",
        "tracewire explain claim-ar", "SHA-256", "5 March 2025, 06:30 UTC", "Changed since it was first held (1)",
    ):  # fmt: skip
        assert words in page.text
    assert page.all("h1")[0].words == "Tram leaves rails in Port Halden"
    assert [one.words for one in page.all("mark")][:1] == ["Nine peo"]


def test_a_claim_that_needs_a_person_comes_first_and_is_open():
    page = read_html(shown(poisoned("Twelve", "https://a.example/")))
    assert "Needs a person (1)" in page.text
    assert page.text.index("All evidence: claim 1") < page.text.index("The article, claim by claim")
    assert "open" in page.all("details")[0].attributes
    assert next(one for one in page.all("a") if "ref" in one.attributes.get("class", "")).words == "1\u200a✕"


def test_verdict_is_told_by_sign_and_word_beside_its_colour():
    text = shown()
    assert re.search(r'class="chip v-supported"><span aria-hidden="true">✓</span> <b>1</b> Also reported', text)
    assert 'aria-label="1: Also reported"' in text


def test_policy_allows_the_style_and_the_script_that_stand_there_and_nothing_else():
    page = read_html(shown())
    policy = next(one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (only,) = page.all(tag)
        assert f"{tag}-src 'sha256-{b64encode(sha256(only.words.encode()).digest()).decode()}'" in policy
        assert not only.attributes
        assert not re.search(r"url\(|@import|fetch|XMLHttp|eval|innerHTML", only.words)


def test_ids_are_given_once_and_every_inner_link_leads_somewhere():
    page = read_html(shown(poisoned("Twelve", "https://a.example/")))
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    inner = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#")]
    assert {href[1:] for href in inner} <= set(ids)


@given(hostile, addresses)
def test_hostile_text_stays_text(words, address):
    """No tag, attribute, script, scheme or bidirectional trick comes out of what a page says."""
    text = shown(poisoned(words, address))
    page = read_html(text)
    assert {one.tag for one in page.elements} <= TAGS
    assert {name for one in page.elements for name in one.attributes} <= ATTRIBUTES
    assert len(page.all("script")) == len(page.all("style")) == 1
    for link in page.all("a"):
        href = link.attributes["href"]
        assert re.fullmatch(r"#[a-z0-9-]+|https?://[\x21-\x7e]+", href)
        assert href.startswith("#") or link.attributes["rel"] == "noopener noreferrer"
    assert not BIDI & set(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
    assert line(words).strip() in " ".join(page.text.split()) or not line(words).strip()


@given(hostile, addresses)
def test_an_index_of_hostile_articles_is_harmless(words, address):
    row = replace(row_of(poisoned(words, address).verification, address), lines=(words,))
    page = read_html(index_page(words, [Group(words, (row,))], written=WRITTEN, lede=words))
    assert {one.tag for one in page.elements} <= TAGS
    for link in page.all("a"):
        assert re.fullmatch(r"#[a-z0-9-]+|(?:https?://)?[A-Za-z0-9._~/:\[\]#-]+", link.attributes["href"])
        assert not link.attributes["href"].startswith(("javascript:", "data:", "//"))


def test_index_puts_first_what_needs_a_person():
    calm, urgent = traced().verification, poisoned("Twelve", "https://a.example/").verification
    rows = [(calm, row_of(calm, "calm.html")), (urgent, row_of(urgent, "urgent.html"))]
    page = read_html(index_page("The night of 4 March", by_need(rows), written=WRITTEN))
    assert [one.attributes["href"] for one in page.all("a")] == ["#main", "urgent.html", "calm.html"]
    assert "Needs a person (1)" in page.text
    assert "No article was verified" in index_page("Empty", (), written=WRITTEN)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "../../etc/passwd", "//evil.example", "a b.html", "x' onclick='y", '"><b>', "/root.html",
        "..", "data:x",
    ],
)  # fmt: skip
def test_index_links_to_reports_only(href):
    page = read_html(index_page("Night", [Group("All", (Row("An article", "Echo", href),))], written=WRITTEN))
    assert [one.attributes["href"] for one in page.all("a")] == ["#main"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"),
        ("https://a.example/ein weg", None),
        ("https://a.example/ä", "https://a.example/%C3%A4"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),
        ("https://bank.example@evil.example/", None),
        ("javascript:alert(1)", None),
        ("HTTPS://A.Example:8443/x", "https://a.example:8443/x"),
        ("https://a.example:99999/", None),
        ("https://", None),
        ("ftp://a.example/", None),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        (None, None),
    ],
)
def test_links_are_what_they_look_like(url, link):
    assert web_link(url) == link


def test_a_name_that_a_template_misspells_is_an_error():
    with pytest.raises(UndefinedError):
        rendered("article.html", program="1", written="now", title="x")


def test_the_same_trace_gives_the_same_page():
    assert shown() == shown()


def test_what_was_not_kept_is_not_said_to_be_replayable():
    text = shown(is_kept=False)
    assert "tracewire explain" not in text
    assert "This verification was not kept" in text
