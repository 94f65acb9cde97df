"""Visits keep their manners at every host on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.acquire import robots
from tasks.acquire.fetch import fetch
from tasks.acquire.visit import visit
from tasks.model import Hop
from tasks.settings import Limits
from tasks.trouble import Refused, Unavailable
from tests.hostile.site import Answer, Site, serve


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    robots.forget()
    yield
    robots.forget()


@pytest.fixture
def sites(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.html").write_text(f"<p>{name}</p>", encoding="utf-8")
    with serve(tmp_path / "one") as one, serve(tmp_path / "two") as two:
        yield one, two, Limits(allow_hosts=(one.host, two.host), pause_s=0, deadline_s=2)


def test_a_redirect_to_another_host_asks_its_robots_and_keeps_all_hops(sites: tuple[Site, Site, Limits]):
    one, two, limits = sites
    one.answers["/go"] = Answer(301, {"Location": "/further"})
    one.answers["/further"] = Answer(302, {"Location": two.url + "/story.html"})
    fetched = visit(one.url + "/go", limits, max_bytes=10_000)
    assert (fetched.url, fetched.final_url) == (one.url + "/go", two.url + "/story.html")
    assert (fetched.status, fetched.body) == (200, b"<p>two</p>")
    assert fetched.hops == (
        Hop(one.url + "/go", 301),
        Hop(one.url + "/further", 302),
        Hop(two.url + "/story.html", 200),
    )
    assert two.paths() == ["/robots.txt", "/story.html"]


def test_the_other_hosts_refusal_is_obeyed(sites: tuple[Site, Site, Limits]):
    one, two, limits = sites
    one.answers["/go"] = Answer(301, {"Location": two.url + "/story.html"})
    two.answers["/robots.txt"] = Answer(200, {}, b"User-agent: *\nDisallow: /")
    with pytest.raises(Refused, match=r"robots\.txt asks"):
        visit(one.url + "/go", limits, max_bytes=10_000)
    robots.forget()
    two.answers["/robots.txt"] = Answer(503)
    with pytest.raises(Unavailable, match=r"robots\.txt cannot be read now"):
        visit(one.url + "/go", limits, max_bytes=10_000)
    assert two.paths() == ["/robots.txt", "/robots.txt"]


def test_two_hosts_cannot_send_us_in_circles(sites: tuple[Site, Site, Limits]):
    one, two, limits = sites
    one.answers["/loop"] = Answer(302, {"Location": two.url + "/loop"})
    two.answers["/loop"] = Answer(302, {"Location": one.url + "/loop"})
    with pytest.raises(Refused, match="redirects more than 5 times"):
        visit(one.url + "/loop", limits, max_bytes=10_000)
    assert one.paths().count("/loop") + two.paths().count("/loop") == 6


def test_a_redirect_that_was_not_to_be_followed_is_returned(sites: tuple[Site, Site, Limits]):
    one, two, limits = sites
    one.answers["/go"] = Answer(301, {"Location": two.url + "/story.html"})
    fetched = fetch(one.url + "/go", limits, max_bytes=10_000, across_hosts=False)
    assert (fetched.status, fetched.final_url, fetched.body) == (301, two.url + "/story.html", b"")
    assert two.asked == []
