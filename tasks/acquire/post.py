"""Sending to one address, through the same guard as every fetch: inside addresses, schemes and ports are checked.

In: an address, a value or bytes, headers. Out: what the other side answered. Raises Refused, Unavailable or Unreadable,
naming the address without what is secret in it. Redirects are not followed: what is sent was meant for that address.
"""

import json
import time
from collections.abc import Mapping

import httpcore
import httpx

from tasks.acquire.fetch import explained, shown
from tasks.acquire.guard import GuardedTransport, check_target
from tasks.settings import Limits
from tasks.trouble import Refused, Unavailable, Unreadable

MAX_ANSWER_BYTES = 1_000_000  # a time stamp with its certificates is some 6 KB


def post_json(url: str, value: object, limits: Limits, headers: Mapping[str, str]) -> None:
    """Send it; returns when the other side said that it has it (2xx)."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    post_bytes(url, body, limits, {"content-type": "application/json", **headers})


def post_bytes(
    url: str,
    body: bytes,
    limits: Limits,
    headers: Mapping[str, str],
    again: str = "Send it again later with `tracewire digest --send`",
) -> bytes:
    """Send it; returns the body of the answer (2xx). `again` is what to do where the server is busy."""
    asked = shown(url)
    deadline = time.monotonic() + limits.deadline_s
    try:
        target = httpx.URL(url.strip())
        check_target(target.scheme, target.host, target.port or (443 if target.scheme == "https" else 80), limits)
        sent = {"user-agent": limits.user_agent, **headers}
        with (
            httpx.Client(
                transport=GuardedTransport(limits, deadline), timeout=limits.deadline_s, trust_env=False
            ) as client,
            client.stream("POST", target, content=body, headers=sent) as response,
        ):
            status = response.status_code
            answer = _answer(response, asked) if httpx.codes.is_success(status) else b""
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.TimeoutException, ValueError) as error:
        raise explained(error, asked, limits) from error
    if httpx.codes.is_success(status):
        return answer
    said = f"the server answered {status} ({httpx.codes.get_reason_phrase(status) or 'an unknown status'})"
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS:
        raise Unavailable(asked, said, again)
    raise Unreadable(asked, said, "Check the address and its secret header")


def _answer(response: httpx.Response, asked: str) -> bytes:
    """The body as it was sent, unpacked nowhere; nothing of ours is answered with more than a megabyte."""
    pieces, size = [], 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > MAX_ANSWER_BYTES:
            raise Refused(asked, f"the answer is larger than {MAX_ANSWER_BYTES:,} bytes", "Check the address")
        pieces.append(piece)
    return b"".join(pieces)
