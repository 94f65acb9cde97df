"""robots.txt is obeyed as RFC 9309 says, asked once a site, and hosts get one request at a time with a pause."""

import itertools
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.acquire import polite, robots
from tasks.settings import Limits
from tests.hostile.server import hostile
from tests.hostile.site import Answer, serve

RULES = """
User-agent: *
Disallow: /private/
Disallow: /x*y

User-agent: Tracewire
Disallow: /drafts/
Allow: /drafts/public/
Crawl-delay: 0.5
"""


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    robots.forget()
    yield
    robots.forget()


def test_rules_for_us_are_obeyed_and_asked_once(tmp_path: Path):
    (tmp_path / "robots.txt").write_text(RULES, encoding="utf-8")
    with serve(tmp_path) as site:
        limits = Limits(allow_hosts=(site.host,), pause_s=0)
        assert robots.allowed(site.url + "/news/1", limits)
        assert robots.allowed(site.url + "/private/1", limits)  # our own group has replaced the general one
        assert not robots.allowed(site.url + "/drafts/1", limits)
        assert robots.allowed(site.url + "/drafts/public/1", limits)
        assert robots.delay_s(site.url + "/news/1", limits) == 0.5
        others = Limits(allow_hosts=(site.host,), pause_s=0, user_agent="Someone/1")
        assert not robots.allowed(site.url + "/private/1", others)
        assert not robots.allowed(site.url + "/xaay", others)
        assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(404), True),
        (Answer(403), True),
        (Answer(410), True),
        (Answer(500), False),
        (Answer(503), False),
        (Answer(429), False),
        (Answer(200, {}, b""), True),
        (Answer(200, {"Content-Type": "text/html"}, b"<html>not rules</html>"), True),
        (Answer(200, {}, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"), False),
        (Answer(200, {}, b"\xff\xfe\0\0" * 100), True),
        (Answer(200, {}, b"User-agent: *\nDisallow: /" + b"*a" * 10_000 + b"\n"), True),
        (Answer(200, {}, b"#" * 600_000), False),
    ],
)
def test_the_status_decides_where_there_are_no_rules(tmp_path: Path, answer: Answer, expected: bool):  # noqa: FBT001 -- a case
    with serve(tmp_path) as site:
        site.answers["/robots.txt"] = answer
        assert robots.allowed(site.url + "/news/1", Limits(allow_hosts=(site.host,), pause_s=0)) is expected


def test_a_site_that_does_not_answer_is_closed():
    with hostile() as server:
        limits = Limits(allow_hosts=(server.host,), pause_s=0, deadline_s=1)
    assert not robots.allowed(server.url + "/news/1", limits)
    assert not robots.allowed("http://10.0.0.1/news/1", limits)


def test_a_host_has_one_guest_at_a_time_and_rests_between():
    spans: list[tuple[float, float]] = []

    def visit() -> None:
        with polite.turn("http://quay.example/a", 0.05):
            began = time.monotonic()
            time.sleep(0.02)
            spans.append((began, time.monotonic()))

    threads = [threading.Thread(target=visit) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spans.sort()
    assert all(second[0] - first[1] >= 0.049 for first, second in itertools.pairwise(spans))


def test_hosts_do_not_wait_for_each_other():
    with polite.turn("http://busy.example/a", 60), polite.turn("http://harbour.example/a", 60):
        pass
    assert polite.host_of("http://me:pw@Quay.example:8080/a") == "quay.example:8080"
    assert polite.host_of("http://[::1") == "http://[::1"
