"""The article held against itself, before any search.

In: all layers of one article. Out: findings, each a finished sentence with both values and the spans it speaks of.
"""

from tasks.claims.context import Reading
from tasks.model import SelfCheck


def self_check(reading: Reading) -> tuple[SelfCheck, ...]:
    """Everything in the article that does not agree with the rest of it."""
    del reading
    return ()
