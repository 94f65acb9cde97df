"""Credits: who a page says its words came from."""

from collections.abc import Sequence

from tasks.model import Credit, Furniture
from tasks.settings import Sources


def read_credits(
    text: str,
    furniture: Sequence[Furniture],
    publisher: str | None,
    byline: str | None,
    sources: Sources,
) -> tuple[tuple[Credit, ...], str | None, str | None]:
    """The credits of a text, the byline found in it and the place of its dateline."""
    return (), byline, None
