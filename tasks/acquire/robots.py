"""robots.txt: whether a site lets us read a page by ourselves, and how much rest it asks for.

In: the URL of a page. Out: yes or no, with the site's crawl delay. As RFC 9309 section 2.3.1 has it: 4xx means that
there are no rules, 5xx and silence that everything is closed for now. Rules are kept for a day.
"""

import threading
import time
from dataclasses import dataclass

from protego import Protego

from tasks.acquire.fetch import fetch
from tasks.acquire.fetched import Answered
from tasks.acquire.polite import host_of, turn
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unavailable

MAX_BYTES = 512_000  # RFC 9309 section 2.5: at least 500 KiB must be read
KEEP_S = 24 * 3600.0
KEEP_CLOSED_S = 60.0  # a hiccup of the network must not close a site for the night
MAX_DELAY_S = 10.0  # a longer crawl delay would make a night of one feed
MAX_SITES = 5_000


@dataclass(frozen=True, slots=True)
class _Rules:
    robots: Protego | None  # None: everything is closed
    until: float
    refused: str | None = None  # why it is closed for good: our own guard will not go there


_known: dict[tuple[str, bool], _Rules] = {}
_lock = threading.Lock()


def allowed(url: str, limits: Limits) -> bool:
    """Whether the site's robots.txt lets our user agent fetch this page."""
    robots = _rules(url, limits).robots
    return robots is not None and bool(robots.can_fetch(url, _product(limits)))


def check(url: str, limits: Limits, *, is_verified: bool = True) -> None:
    """Raise Refused where the rules exclude this page, Unavailable where the site's rules cannot be had now."""
    rules = _rules(url, limits, is_verified=is_verified)
    robots = rules.robots
    if rules.refused:
        raise Refused(url, f"its robots.txt may not be fetched: {rules.refused}", "Only public addresses are read")
    if robots is None:
        raise Unavailable(url, "the site's robots.txt cannot be read now", "It is asked again at the next poll")
    if not robots.can_fetch(url, _product(limits)):
        raise Refused(url, "its robots.txt asks programs not to read it", "Read it in a browser")


def delay_s(url: str, limits: Limits, *, is_verified: bool = True) -> float:
    """The pause to keep on this site: ours, or the longer one that it asks for."""
    robots = _rules(url, limits, is_verified=is_verified).robots
    asked = robots.crawl_delay(_product(limits)) if robots is not None else None
    return max(limits.pause_s, min(float(asked or 0.0), MAX_DELAY_S))


def forget() -> None:
    """Drop what is known, so that the next question asks the site again."""
    with _lock:
        _known.clear()


def _rules(url: str, limits: Limits, *, is_verified: bool = True) -> _Rules:
    site = f"{url.partition('://')[0].lower()}://{host_of(url)}"
    key = (site, is_verified)
    with _lock:
        known = _known.get(key)
    if known is None or known.until < time.monotonic():
        known = _asked(site, limits, is_verified=is_verified)
        with _lock:
            if len(_known) >= MAX_SITES:
                _known.clear()
            _known[key] = known
    return known


def _asked(site: str, limits: Limits, *, is_verified: bool) -> _Rules:
    url = f"{site}/robots.txt"
    now = time.monotonic()
    try:
        with turn(url, limits.pause_s):
            body = fetch(url, limits, max_bytes=MAX_BYTES, is_verified=is_verified).body
    except Answered:
        body = b""
    except Refused as refused:
        return _Rules(None, now + KEEP_CLOSED_S, refused.cause)
    except Trouble:
        return _Rules(None, now + KEEP_CLOSED_S)
    return _Rules(Protego.parse(body.decode("utf-8-sig", "replace")), now + KEEP_S)


def _product(limits: Limits) -> str:
    return limits.user_agent.partition("/")[0].strip()
