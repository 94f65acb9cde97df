"""A memory of what was worked out once and is asked again: bounded, and never wrong.

In: a key, what the answer rests on (its ground), and how to work it out. Out: the answer, remembered where key and
ground are the same. A night's articles meet the same reference pages again and again. The ground is compared, not
hashed: of the very same objects that costs nothing, and hashing a page with its claims costs as much as reading it.
"""

from collections.abc import Callable, Hashable
from itertools import islice
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
G = TypeVar("G")
V = TypeVar("V")


class Memory(Generic[K, G, V]):
    """At most `most` answers; when it is full, the older half is forgotten.

    Several threads may share one: each step is one operation of a dict, and at worst an answer is worked out twice.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[K, tuple[G, V]] = {}

    def get(self, key: K, ground: G, work_out: Callable[[], V]) -> V:
        """The answer for this key on this ground."""
        known = self._held.get(key)
        if known is not None and known[0] == ground:
            return known[1]
        value = work_out()
        if len(self._held) >= self._most:
            for old in list(islice(self._held, self._most // 2 + 1)):
                self._held.pop(old, None)
        self._held[key] = ground, value
        return value
