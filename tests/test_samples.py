"""The sample event is whole: every page once, feeds that lead to pages, and the archive file saying the same."""

import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
import pytest

from tasks.acquire.articles import read_argument
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.archive import archive_pages
from tasks.acquire.feeds.syndication import poll
from tasks.desk import Desk
from tasks.model import RawPage
from tasks.reading.published import parse_published
from tasks.settings import Limits, load
from tasks.vocabulary import Relation
from tests.samples.site import EVENT, FEEDS, SAMPLES, serving

NOW = datetime(2025, 9, 7, tzinfo=UTC)
RECORDS = [json.loads(line) for line in (SAMPLES / "beijing-2025.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def base():
    with serving() as address:
        yield address


def _get(url, headers=None):
    request = urllib.request.Request(url, headers=headers or {})  # noqa: S310 -- loopback
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 -- loopback
        return answer.read(), dict(answer.headers)


def _canonical(page):
    found = re.search(rb'rel="canonical" href="([^"]+)"', page.html or b"")
    return found.group(1).decode() if found else ""


def test_the_folder_gives_each_article_once():
    """`--archive tests/samples/beijing-2025/` reads as many pages as the archive file holds, each under its own url."""
    assert sorted(_canonical(page) for page in archive_pages(EVENT, Limits())) == sorted(
        record["url"] for record in RECORDS
    )


def test_the_archive_file_says_what_the_pages_say():
    """A correction made in one place only would make two sets of evidence."""
    by_url = {_canonical(page): (page.html or b"").decode() for page in archive_pages(EVENT, Limits())}
    for record in RECORDS:
        for paragraph in record["text"].split("\n\n"):
            assert f"<p>{paragraph}</p>" in by_url[record["url"]]


@pytest.mark.parametrize("name", FEEDS)
def test_each_feed_leads_to_its_pages(base, name):
    """Every item of a feed has a date, and its link is served."""
    body, _ = _get(f"{base}/feeds/{name}")
    feed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    assert len(feed.entries) >= 5
    for entry in feed.entries:
        assert entry.get("published") or entry.get("updated")
        page, headers = _get(entry.link)
        assert headers["Content-Type"].startswith("text/html")
        assert entry.title.encode() in page.replace(b"&#x27;", b"'")


def test_all_but_the_page_of_april_are_in_a_feed(base):
    """The old page is in the archive only: feeds do not reach back that far."""
    linked = set()
    for name in FEEDS:
        feed = feedparser.parse(_get(f"{base}/feeds/{name}")[0])
        linked |= {urlsplit(entry.link).path.lstrip("/") for entry in feed.entries}
    pages = {path.relative_to(EVENT / "pages").as_posix() for path in (EVENT / "pages").rglob("*.html")}
    assert pages - linked == {"peninsula/2025/04/30/spy-agency-600-dead.html"}


def test_a_second_look_is_answered_unchanged(base):
    """The site knows conditional requests, so that polling can be tested."""
    _, headers = _get(f"{base}/feeds/northern.xml")
    with pytest.raises(urllib.error.HTTPError, match="304") as unchanged:
        _get(f"{base}/feeds/northern.xml", {"If-None-Match": headers["ETag"]})
    unchanged.value.close()


def test_the_configured_sample_feeds_can_be_polled(base):
    """What config/feeds.toml says of the sample is true: every item comes with its page, its outlet and a date."""
    host = base.removeprefix("http://")
    limits = Limits(allow_hosts=(host,), pause_s=0)
    feeds = [feed for feed in load(SAMPLES.parents[1] / "config").feeds if feed.name.startswith("Sample: ")]
    pages: list[RawPage] = []
    with Worker(limits) as worker:
        for feed in feeds:
            here = feed.model_copy(update={"url": feed.url.replace("127.0.0.1:8765", host)})
            polled = poll(here, None, limits, datetime(2025, 9, 7, tzinfo=UTC), worker)
            assert (polled.status, polled.trouble) == ("new", None)
            assert len(polled.items) >= feed.min_items
            pages += polled.items
    assert len(pages) == len(RECORDS) - 1
    assert {page.publisher for page in pages} == {record["publisher"] for record in RECORDS}
    assert all(parse_published(page.published_raw or "", "feed") for page in pages)


def test_an_unknown_page_is_not_served(base):
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        _get(f"{base}/continental/../../site.py")
    missing.value.close()


def test_no_sample_text_is_thin():
    """Every article is long enough to be compared with its copies."""
    assert all(120 <= len(record["text"].split()) <= 350 for record in RECORDS)


def test_a_correction_takes_back_what_it_names_and_nothing_else():
    """The notice says "two wrong figures" and "the first time in four years": no two and no fourth of others fall."""
    with Desk(load(), ":memory:", [EVENT], now=NOW) as desk:
        desk.open_library(lambda _: None)
        for path in sorted((EVENT / "pages").rglob("*.html")):
            (raw,) = read_argument(str(path), desk.settings.limits)
            found = desk.verify(raw)
            texts = {claim.claim_id: claim.text for claim in found.claims}
            for verdict in found.verdicts:
                if any(match.relation is Relation.RETRACTED for match in verdict.matches):
                    text = texts[verdict.claim_id]
                    assert re.search(r"000|in (?:four|six) years|2019", text), (path.name, text)
