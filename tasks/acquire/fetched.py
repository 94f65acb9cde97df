"""What a fetch brings back: the answer of a server with the way that led to it."""

from dataclasses import dataclass, field

from tasks.trouble import Unreadable


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: the address asked and the status that came. Redirects are evidence of lineage."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A server's answer. `headers` has lower-cased names and only those that are used; `body` is decoded.

    `status` is 200, 304 (then `body` is empty) or a redirect that was not to be followed. `charset` is what the HTTP
    header says; `hops` begins with the address asked and ends with `final_url`.
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    charset: str | None = None
    hops: tuple[Hop, ...] = ()


class Answered(Unreadable):
    """The server answered with a status that brings no page and will not by asking again (404, 410, 403...)."""

    def __init__(self, thing: str, cause: str, next_step: str = "", status: int = 404) -> None:
        super().__init__(thing, cause, next_step)
        self.status = status
