"""Sending JSON to one address, through the same guard as every fetch: inside addresses, schemes and ports are checked.

In: an address, a value, headers. Out: nothing. Raises Refused, Unavailable or Unreadable, naming the address without
what is secret in it. Redirects are not followed: what is sent was meant for that address.
"""

import json
import time
from collections.abc import Mapping

import httpcore
import httpx

from tasks.acquire.fetch import explained, shown
from tasks.acquire.guard import GuardedTransport, check_target
from tasks.settings import Limits
from tasks.trouble import Unavailable, Unreadable


def post_json(url: str, value: object, limits: Limits, headers: Mapping[str, str]) -> None:
    """Send it; returns when the other side said that it has it (2xx)."""
    asked = shown(url)
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    deadline = time.monotonic() + limits.deadline_s
    try:
        target = httpx.URL(url.strip())
        check_target(target.scheme, target.host, target.port or (443 if target.scheme == "https" else 80), limits)
        sent = {"user-agent": limits.user_agent, "content-type": "application/json", **headers}
        with (
            httpx.Client(
                transport=GuardedTransport(limits, deadline), timeout=limits.deadline_s, trust_env=False
            ) as client,
            client.stream("POST", target, content=body, headers=sent) as response,
        ):
            status = response.status_code
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.TimeoutException, ValueError) as error:
        raise explained(error, asked, limits) from error
    if httpx.codes.is_success(status):
        return
    said = f"the server answered {status} ({httpx.codes.get_reason_phrase(status) or 'an unknown status'})"
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS:
        raise Unavailable(asked, said, "Send it again later with `tracewire digest --send`")
    raise Unreadable(asked, said, "Check the address and its secret header")
