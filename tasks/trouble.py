"""What can go wrong, as a small tree: each error names the thing, the cause and the next step.

Nothing outside this tree may end a night; one `Trouble` costs one article or one feed.
"""

import traceback
from datetime import datetime
from pathlib import Path


class Trouble(Exception):
    """Something named `thing` could not be used, because of `cause`; `next_step` tells the reader what to do."""

    def __init__(self, thing: str, cause: str, next_step: str = "") -> None:
        super().__init__(thing, cause, next_step)
        self.thing, self.cause, self.next_step = thing, cause, next_step

    def __str__(self) -> str:
        """One line, safe to print: control characters never reach the terminal or the log."""
        end = "" if self.cause.endswith("?") else "."  # a cause that asks has its mark already
        sentence = f"{self.thing}: {self.cause}" + (f"{end} {self.next_step}" if self.next_step else "")
        return "".join(char if char.isprintable() else " " for char in sentence)


def our_fault(thing: str, error: Exception) -> Trouble:
    """A fault of the program itself, told like any other trouble, with the place where it happened."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return Trouble(
        thing,
        f"the program failed on it ({type(error).__name__}: {error}; {Path(where.filename).name}:{where.lineno})",
        "Please report it with the article",
    )


class Refused(Trouble):
    """Our own policy says no (an address inside the network, a scheme, robots.txt, a size)."""


class Unreadable(Trouble):
    """The bytes are there and are not what they should be."""


class Unavailable(Trouble):
    """It is not there now; `retry_at` (aware UTC) tells when to ask again, where the server said so."""

    def __init__(self, thing: str, cause: str, next_step: str = "", retry_at: datetime | None = None) -> None:
        super().__init__(thing, cause, next_step)
        self.retry_at = retry_at


class Misconfigured(Trouble):
    """A configuration file or an option is wrong; the command ends with status 2."""
