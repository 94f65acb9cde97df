"""Fetching a page as a program that was not asked by a person: by leave of robots.txt, in turn, at every host.

In: the address of a page. Out: what fetch gives, with all hops. A redirect to another host is another visit there: its
robots.txt is asked and its turn waited for. One turn is given back before the next is taken, so that two visits that
cross never wait for each other. Raises what fetch raises, Refused by robots.txt, Unavailable where it cannot be had.
"""

from dataclasses import replace

from tasks.acquire import robots
from tasks.acquire.fetch import REDIRECTS, fetch, shown
from tasks.acquire.polite import turn
from tasks.model import Fetched, Hop
from tasks.settings import Limits
from tasks.trouble import Refused


def visit(
    url: str,
    limits: Limits,
    *,
    max_bytes: int,
    etag: str | None = None,
    last_modified: str | None = None,
    is_verified: bool = True,
) -> Fetched:
    """Fetch a page with the manners of a crawler; validators of an earlier answer may bring 304 and no body."""
    hops: tuple[Hop, ...] = ()
    target = url
    while True:
        robots.check(target, limits, is_verified=is_verified)
        with turn(target, robots.delay_s(target, limits, is_verified=is_verified)):
            fetched = fetch(
                target,
                limits,
                max_bytes=max_bytes,
                etag=etag,
                last_modified=last_modified,
                across_hosts=False,
                is_verified=is_verified,
            )
        hops += fetched.hops
        if fetched.status not in REDIRECTS:
            return replace(fetched, url=shown(url), hops=hops)
        if len(hops) > limits.max_redirects:
            raise Refused(shown(url), f"redirects more than {limits.max_redirects} times", "Give its last address")
        target = fetched.final_url
