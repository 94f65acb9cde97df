"""Fetching from the open web: one address, one answer, within a size and a time.

In: a URL, the limits, the largest body wanted and what is known of an earlier answer. Out: a Fetched with every hop.
Raises Refused (policy: inside address, scheme, port, size, encoding, redirects, bad certificate), Unreadable (Answered
for 4xx, broken bytes) or Unavailable (time, connection, 429, 5xx; with `retry_at`). Figures: HARDENING.md section 3.
"""

import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import httpx

from tasks.acquire.fetched import Answered
from tasks.acquire.guard import GuardedTransport, check_target
from tasks.acquire.inflate import STEP_BYTES, counted, inflated
from tasks.acquire.pages import charset_of
from tasks.model import Fetched, Hop
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unavailable

KEPT_HEADERS = (
    "content-type", "content-language", "etag", "last-modified", "date", "cache-control", "expires", "age",
    "retry-after", "link",
)  # fmt: skip
HEADER_MAX_CHARS = 1_000  # a longer validator is dropped, for it must be sent back verbatim or not at all
REDIRECTS = frozenset({301, 302, 303, 307, 308})
WHOLE = frozenset({200, 203})
TRY_LATER = frozenset({408, 425, 429})
RETRY_MAX = timedelta(hours=24)
UNVERIFIED = {"transport": "unverified"}  # among the headers of an answer that came without a valid certificate
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json,"
    " application/xml;q=0.9, */*;q=0.5"
)

_SECRET = re.compile(
    r"(?i)([?&](?:[a-z_-]{0,20}(?:token|secret|password|passwd|signature)|api[_-]?key|sig)=|[?&]key=(?=[\w-]{16}))[^&#]{1,4000}"
)
_USERINFO = re.compile(r"(?<=//)[^/?#@]{0,400}@")


def fetch(
    url: str,
    limits: Limits,
    *,
    max_bytes: int,
    etag: str | None = None,
    last_modified: str | None = None,
    across_hosts: bool = True,
    is_verified: bool = True,
) -> Fetched:
    """Fetch one address, following at most `limits.max_redirects` redirects, all within `limits.deadline_s`.

    With `across_hosts` false, a redirect to another host is not followed but returned: its status is the server's
    (3xx) and its `final_url` the address that it leads to. With `is_verified` false any certificate will do, and the
    answer's headers say so under `transport`.
    """
    asked = shown(url)
    headers = {
        "user-agent": limits.user_agent,
        "accept": ACCEPT,
        "accept-language": "en, *;q=0.3",
        "accept-encoding": "gzip",
        **({"if-none-match": etag} if etag else {}),
        **({"if-modified-since": last_modified} if last_modified else {}),
    }
    deadline = time.monotonic() + limits.deadline_s
    try:
        with httpx.Client(
            transport=GuardedTransport(limits, deadline, is_verified=is_verified),
            headers=headers,
            timeout=limits.deadline_s,
            trust_env=False,
        ) as client:  # a client a fetch: its cookies live no longer
            fetched = _follow(client, url, limits, max_bytes, across_hosts=across_hosts)
            return fetched if is_verified else replace(fetched, headers={**fetched.headers, **UNVERIFIED})
    except Refused as refused:
        if refused.thing == asked:
            raise
        cause = f"leads to {refused.thing}, and {refused.cause}"
        raise Refused(asked, cause, refused.next_step) from refused
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.TimeoutException, ValueError) as error:
        raise explained(error, asked, limits) from error


def shown(url: str) -> str:
    """The address without what is secret in it: user and password, keys and tokens of its query."""
    return _SECRET.sub(r"\1...", _USERINFO.sub("", url))


def _follow(client: httpx.Client, url: str, limits: Limits, max_bytes: int, *, across_hosts: bool) -> Fetched:
    asked = shown(url)
    hops: list[Hop] = []
    target = httpx.URL(url.strip())
    if not target.scheme:
        raise httpx.InvalidURL("no scheme")
    while True:
        target = target.copy_with(fragment=None)
        port = target.port or (443 if target.scheme == "https" else 80)
        check_target(target.scheme, target.host, port, limits)
        with client.stream("GET", target) as response:
            hops.append(Hop(shown(str(target)), response.status_code))
            location = response.headers.get("location")
            if response.status_code not in REDIRECTS or not location:
                return _answer(response, asked, tuple(hops), max_bytes)
        if len(hops) > limits.max_redirects:
            raise Refused(asked, f"redirects more than {limits.max_redirects} times", "Give its last address")
        came_from, target = target, target.join(location)
        if not across_hosts and target.netloc != came_from.netloc:
            return Fetched(asked, str(target), hops[-1].status, hops=tuple(hops))


def _answer(response: httpx.Response, asked: str, hops: tuple[Hop, ...], max_bytes: int) -> Fetched:
    """The record of the last answer; raises for every status that brings no page."""
    status = response.status_code
    sent = response.request.headers
    is_unchanged = status == HTTPStatus.NOT_MODIFIED and ("if-none-match" in sent or "if-modified-since" in sent)
    if status not in WHOLE and not is_unchanged:
        raise _refusal(status, response.headers, asked)
    headers = {
        name: value
        for name in KEPT_HEADERS
        if (value := response.headers.get(name))
        and len(value) <= HEADER_MAX_CHARS
        and value.isascii()
        and value.isprintable()
    }
    body = b"" if is_unchanged else b"".join(_unpacked(response, asked, max_bytes))
    final_url = str(response.request.url)
    return Fetched(
        url=asked,
        final_url=shown(final_url),
        status=status,
        headers=headers,
        body=body,
        charset=charset_of(headers.get("content-type", "")),
        hops=hops,
    )


def _unpacked(response: httpx.Response, asked: str, max_bytes: int) -> Iterator[bytes]:
    """Yield the body, unpacked in small steps and counted as it comes out; raises Refused above `max_bytes`."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise Refused(
            asked, f"the server packed it as {encoding[:40]!r}, and we asked for gzip", "Save the page yourself"
        )
    raw = response.iter_raw(STEP_BYTES)
    yield from (counted if encoding in {"", "identity"} else inflated)(raw, asked, max_bytes)


def _refusal(status: int, headers: httpx.Headers, asked: str) -> Trouble:
    said = f"the server answered {status} ({httpx.codes.get_reason_phrase(status) or 'an unknown status'})"
    if status in TRY_LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        retry_at = retry_after(headers.get("retry-after"), datetime.now(UTC))
        when = f"Try again after {retry_at:%Y-%m-%d %H:%M} UTC" if retry_at else "Try again later"
        return Unavailable(asked, said, when, retry_at)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Answered(asked, said, "Check the address, or look for the page in a web archive", status)
    if status < HTTPStatus.BAD_REQUEST:
        return Answered(asked, f"{said} and no page", "Check the address", status)
    return Answered(asked, said, "Open it in a browser and save the page", status)


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """When a server asks us to come back: seconds or an HTTP date (RFC 9110 section 10.2.3), at most a day from now."""
    if not value or len(value) > 40:  # noqa: PLR2004 -- an HTTP date has 29 characters
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return now + min(timedelta(seconds=int(text[:9])), RETRY_MAX)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment.astimezone(UTC), now), now + RETRY_MAX)


def explained(error: Exception, asked: str, limits: Limits) -> Trouble:
    """A sentence for what httpx reports."""
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return Unavailable(asked, f"did not answer within {limits.deadline_s:g} s", "Try again later")
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)):
        return Refused(asked, "is not a web address", "Check the address")
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return Refused(asked, "leads to what is no web address", "Check the address")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            said = f"its certificate is not valid ({cause.verify_message})"
            return Refused(asked, said, "Open it in a browser and judge for yourself")
        cause = cause.__cause__ or cause.__context__
    what = "cannot be reached" if isinstance(error, httpx.ConnectError) else "broke off or did not speak HTTP"
    return Unavailable(asked, f"{what} ({str(error)[:120] or type(error).__name__})", "Check the address, or try later")
