"""Fetching: a good answer is kept with its way, a hostile one ends in time, in size and with a sentence."""

import datetime as dt
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.acquire.fetch import fetch, retry_after, shown
from tasks.acquire.fetched import Answered
from tasks.model import Fetched, Hop
from tasks.settings import Limits
from tasks.trouble import Misconfigured, Refused, Trouble, Unavailable, Unreadable
from tests.hostile.server import Hostile, bomb, hostile
from tests.hostile.site import Answer, serve
from tests.support_tls import self_signed

MAX_BYTES = 1_000_000
DEADLINE_S = 1.0


@pytest.fixture(scope="module")
def server():
    for levels in (1, 2):
        bomb(levels)  # built before anybody waits for them
    with hostile() as running:
        yield running


def limits_for(server: Hostile) -> Limits:
    return Limits(allow_hosts=(server.host,), deadline_s=DEADLINE_S)


def get(server: Hostile, path: str) -> Fetched:
    began = time.monotonic()
    try:
        return fetch(server.url + path, limits_for(server), max_bytes=MAX_BYTES)
    finally:
        assert time.monotonic() - began < DEADLINE_S + 1


@pytest.mark.parametrize(
    ("path", "kind", "cause"),
    [
        ("/drip", Unavailable, "did not answer within 1 s"),
        ("/drip-head", Unavailable, "did not answer within 1 s"),
        ("/stall", Unavailable, "did not answer within 1 s"),
        ("/stall-body", Unavailable, "did not answer within 1 s"),
        ("/continues", Unavailable, "did not answer within 1 s"),
        ("/endless", Refused, "larger than 1,000,000 bytes"),
        ("/endless-chunks", Trouble, ""),  # whichever comes first: one byte a chunk is slow to unpack
        ("/giant-length", Refused, "larger than 1,000,000 bytes"),
        ("/gzip", Refused, "larger than 1,000,000 bytes"),
        ("/gzip2", Refused, "packed it as 'gzip, gzip'"),
        ("/gzip200", Refused, "packed it as 'gzip, gzip"),
        ("/br", Refused, "packed it as 'br'"),
        ("/zstd", Refused, "packed it as 'zstd'"),
        ("/deflate", Refused, "packed it as 'deflate'"),
        ("/odd-encoding", Refused, "packed it as 'aes128gcm'"),
        ("/gzip-members", Refused, "larger than 1,000,000 bytes"),
        ("/gzip-broken", Unreadable, "packed answer is broken"),
        ("/gzip-short", Unreadable, "packed answer broke off"),
        ("/loop", Refused, "redirects more than 5 times"),
        ("/cookie", Refused, "redirects more than 5 times"),
        ("/to-meta", Refused, "10.255.255.1 lies inside a network"),
        ("/to-link-local", Refused, "169.254.169.254 lies inside a network"),
        ("/to-file", Refused, "only http and https"),
        ("/to-gopher", Refused, "only http and https"),
        ("/to-ftp", Refused, "only http and https"),
        ("/to-script", Refused, "is not a web address"),
        ("/to-port", Refused, "port 6379 is not one of the web's"),
        ("/to-nowhere", Refused, ""),
        ("/to-garbage", Refused, "no web address"),
        ("/huge-head", Unavailable, "did not speak HTTP"),
        ("/404", Answered, "answered 404 (Not Found)"),
        ("/410", Answered, "answered 410 (Gone)"),
        ("/403", Answered, "answered 403 (Forbidden)"),
        ("/204", Answered, "answered 204 (No Content) and no page"),
        ("/206", Answered, "answered 206"),
        ("/302-nowhere", Answered, "answered 302"),
        ("/304", Answered, "answered 304"),
        ("/429", Unavailable, "answered 429"),
        ("/429-date", Unavailable, "answered 429"),
        ("/429-odd", Unavailable, "answered 429"),
        ("/500", Unavailable, "answered 500"),
        ("/503", Unavailable, "answered 503"),
        ("/999", Unavailable, "answered 999 (an unknown status)"),
        ("/not-http", Unavailable, "did not speak HTTP"),
        ("/silence", Unavailable, "did not speak HTTP"),
        ("/two-lengths", Unavailable, "did not speak HTTP"),
        ("/minus-length", Unavailable, "did not speak HTTP"),
        ("/short-body", Unavailable, "broke off"),
        ("/bad-chunks", Unavailable, "did not speak HTTP"),
        ("/split-head", Unavailable, "did not speak HTTP"),
    ],
)
def test_an_attack_ends_in_time_with_a_sentence(server: Hostile, path: str, kind: type[Trouble], cause: str):
    with pytest.raises(kind) as caught:
        get(server, path)
    line = str(caught.value)
    assert cause in line
    assert line.startswith(server.url + path)
    assert "\n" not in line
    assert len(line) < 400
    assert caught.value.next_step


def test_a_server_that_was_not_allowed_sees_no_connection(server: Hostile):
    with hostile() as other:
        site_of_other = Limits(allow_hosts=(other.host,), deadline_s=DEADLINE_S)
        before = server.connections
        with pytest.raises(Refused, match=r"lies inside a network|not one of the web's"):
            fetch(server.url + "/good", site_of_other, max_bytes=MAX_BYTES)
        assert server.connections == before


def test_a_redirect_into_the_network_makes_no_connection(tmp_path: Path):
    with hostile() as inside, serve(tmp_path) as site:
        site.answers["/news"] = Answer(302, {"Location": inside.url + "/good"})
        with pytest.raises(Refused, match=r"leads to 127\.0\.0\.1"):
            fetch(site.url + "/news", Limits(allow_hosts=(site.host,)), max_bytes=MAX_BYTES)
        assert inside.connections == 0


def test_a_good_page_comes_whole(server: Hostile):
    fetched = get(server, "/good")
    assert fetched == Fetched(
        url=server.url + "/good",
        final_url=server.url + "/good",
        status=200,
        headers={"content-type": "text/html; charset=ISO-8859-1", "etag": 'W/"a b"'},
        body=b"<p>caf\xe9</p>",
        charset="iso8859-1",
        hops=(Hop(server.url + "/good", 200),),
    )
    assert get(server, "/good-gzip").body == b"<p>one</p><p>two</p>"
    assert get(server, "/odd-charset").charset is None
    for path in ("/long-etag", "/odd-etag"):  # neither could be sent back as it came
        assert "etag" not in get(server, path).headers


def test_every_hop_is_recorded_and_honest_headers_are_sent(tmp_path: Path):
    (tmp_path / "story.html").write_text("<p>words</p>", encoding="utf-8")
    with serve(tmp_path) as site:
        site.answers["/a"] = Answer(301, {"Location": "/b?x=1#part"})
        site.answers["/b?x=1"] = Answer(307, {"Location": "story.html"})
        limits = Limits(allow_hosts=(site.host,), user_agent="Tracewire-test/1 (+https://quay.example)")
        fetched = fetch(site.url + "/a", limits, max_bytes=MAX_BYTES)
        assert fetched.hops == (
            Hop(site.url + "/a", 301),
            Hop(site.url + "/b?x=1", 307),
            Hop(site.url + "/story.html", 200),
        )
        assert fetched.final_url == site.url + "/story.html"
        sent = site.asked[-1].headers
        assert sent["user-agent"] == "Tracewire-test/1 (+https://quay.example)"
        assert sent["accept-encoding"] == "gzip"
        assert "cookie" not in sent


def test_validators_are_sent_verbatim_and_304_is_a_status(tmp_path: Path):
    (tmp_path / "feed.xml").write_text("<rss/>", encoding="utf-8")
    with serve(tmp_path) as site:
        limits = Limits(allow_hosts=(site.host,))
        first = fetch(site.url + "/feed.xml", limits, max_bytes=MAX_BYTES)
        etag, modified = first.headers["etag"], first.headers["last-modified"]
        second = fetch(site.url + "/feed.xml", limits, max_bytes=MAX_BYTES, etag=etag, last_modified=modified)
        assert (second.status, second.body) == (304, b"")
        assert site.asked[-1].headers["if-none-match"] == etag
        assert site.asked[-1].headers["if-modified-since"] == modified


def test_cookies_live_within_one_fetch_only(tmp_path: Path):
    (tmp_path / "in.html").write_text("words", encoding="utf-8")
    with serve(tmp_path) as site:
        site.answers["/"] = Answer(302, {"Location": "/in.html", "Set-Cookie": "seen=1"})
        for _ in range(2):
            fetch(site.url + "/", Limits(allow_hosts=(site.host,)), max_bytes=MAX_BYTES)
        assert [asked.headers.get("cookie") for asked in site.asked] == [None, "seen=1", None, "seen=1"]


@pytest.mark.parametrize("url", ["http://", "https:///x", "http://[::1", "://x", "ftp://a.example/"])
def test_what_is_no_web_address_is_refused(url: str):
    with pytest.raises(Refused):
        fetch(url, Limits(), max_bytes=MAX_BYTES)


def test_an_unknown_host_is_unavailable():
    with pytest.raises(Unavailable, match="there is no host"):
        fetch("http://nowhere.invalid/", Limits(deadline_s=5), max_bytes=MAX_BYTES)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path):
    with hostile(tls=self_signed(tmp_path)) as server:
        with pytest.raises(Refused, match="certificate is not valid"):
            get(server, "/good")
        assert server.connections == 1


def test_a_certificate_of_an_authority_we_trust_is_accepted(tmp_path: Path):
    pem = self_signed(tmp_path)
    with hostile(tls=pem) as server:
        trusting = Limits(allow_hosts=("127.0.0.1", "localhost"), deadline_s=DEADLINE_S, ca_file=str(pem))
        assert fetch(server.url + "/good", trusting, max_bytes=MAX_BYTES).body == b"<p>caf\xe9</p>"
        other_name = server.url.replace("127.0.0.1", "localhost")
        with pytest.raises(Refused, match="certificate is not valid"):
            fetch(other_name + "/good", trusting, max_bytes=MAX_BYTES)


def test_an_authority_that_cannot_be_read_is_named(tmp_path: Path):
    (tmp_path / "ca.pem").write_text("not a certificate", encoding="utf-8")
    for name in ("ca.pem", "missing.pem"):
        limits = Limits(allow_hosts=("127.0.0.1",), ca_file=str(tmp_path / name))
        with pytest.raises(Misconfigured, match="ca_file"):
            fetch("https://127.0.0.1:9/", limits, max_bytes=MAX_BYTES)


def test_a_feed_may_give_up_on_certificates_and_its_answers_say_so(tmp_path: Path):
    with hostile(tls=self_signed(tmp_path)) as server:
        fetched = fetch(server.url + "/good", limits_for(server), max_bytes=MAX_BYTES, is_verified=False)
    assert fetched.body == b"<p>caf\xe9</p>"
    assert fetched.headers["transport"] == "unverified"


def test_tls_that_never_comes_ends_at_the_deadline(server: Hostile):
    began = time.monotonic()
    with pytest.raises(Unavailable):
        fetch(server.url.replace("http:", "https:"), limits_for(server), max_bytes=MAX_BYTES)
    assert time.monotonic() - began < DEADLINE_S + 1


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        ("120", NOW + dt.timedelta(seconds=120)),
        ("0", NOW),
        ("999999999999", NOW + dt.timedelta(hours=24)),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Sun, 01 Mar 2026 12:10:00 GMT", NOW + dt.timedelta(minutes=10)),
        ("Sun, 01 Mar 2026 13:00:00 +0100", NOW),
        ("Sun, 01 Mar 2026 11:00:00 GMT", NOW),
        ("Fri, 31 Dec 2999 23:59:59 GMT", NOW + dt.timedelta(hours=24)),
        ("Fri, 99 Dec 2026 23:59:59 GMT", None),
        ("x" * 100_000, None),
        ("１２０", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(value: str | None, expected: datetime | None):
    assert retry_after(value, NOW) == expected


def test_secrets_of_an_address_are_not_shown():
    assert shown("https://me:pw@quay.example/f?a=1&api_key=S3&b=2#x") == "https://quay.example/f?a=1&api_key=...&b=2#x"
    assert shown("https://quay.example/?key=AIzaSyA-0123456789abc&q=x") == "https://quay.example/?key=...&q=x"
    assert shown("https://quay.example/?key=story-7") == "https://quay.example/?key=story-7"
    assert shown("https://quay.example/@me/post") == "https://quay.example/@me/post"


def test_retry_at_comes_with_the_trouble(server: Hostile):
    for path, most in (("/429", dt.timedelta(seconds=121)), ("/429-date", dt.timedelta(hours=25))):
        with pytest.raises(Unavailable) as caught:
            get(server, path)
        assert caught.value.retry_at is not None
        assert dt.timedelta() < caught.value.retry_at - datetime.now(UTC) < most
    with pytest.raises(Unavailable) as caught:
        get(server, "/429-odd")
    assert caught.value.retry_at is None
