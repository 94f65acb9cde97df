"""Runs of five words, hashed: what a copy keeps, whatever stands around it.

In: text. Out: sets of 61-bit numbers, the same on every machine, and an inverted list of them in which one more
document costs the same however many are held. Numbers are left in: an altered copy is still a copy, since one figure
changes five runs of several hundred.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

RUN_WORDS = 5
SAMPLE = 4  # one run in four is kept for finding; containment of what is found is then measured over all runs
HASH_BITS = 61
PRIME = (1 << HASH_BITS) - 1
BASE = 0x1F3D5B79A2C4E687 % PRIME
DROPPED = pow(BASE, RUN_WORDS, PRIME)  # what the word that leaves the window was multiplied with
POSTINGS_KEPT = 64  # of one run; a phrase in more documents than that tells nothing about any of them
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in lower case; marks and line breaks, which copies change first, are no words."""
    return _WORD.findall(text.replace("’", "").replace("'", "").lower())


def runs(text: str) -> list[int]:
    """The hash of every run of five words, in order; empty under five words."""
    return runs_of(words(text))


def runs_of(spoken: Sequence[str]) -> list[int]:
    """The same of words already told apart. A rolling hash: linear in length."""
    hashes = [_word_hash(word) for word in spoken]
    value = 0
    found: list[int] = []
    for position, entering in enumerate(hashes):
        leaving = hashes[position - RUN_WORDS] if position >= RUN_WORDS else 0
        value = (value * BASE + entering - leaving * DROPPED) % PRIME
        if position >= RUN_WORDS - 1:
            found.append(value)
    return found


def shingles(text: str) -> frozenset[int]:
    """The sampled runs of a text: those whose hash is divisible by four, so that every text samples the same ones."""
    return frozenset(run for run in runs(text) if run % SAMPLE == 0)


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % PRIME


class CopyIndex:
    """Which documents hold a sampled run: an inverted list, in memory."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self._sizes: list[int] = []
        self._first: dict[int, int] = {}  # most runs stand in one document only: a number is smaller than a list
        self._more: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """How many documents are held."""
        return len(self._ids)

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._numbers

    def add(self, document_id: str, sampled: Iterable[int]) -> None:
        """Take in a document's sampled runs; one that is held already is left as it is."""
        if document_id in self._numbers:
            return
        number = self._numbers[document_id] = len(self._ids)
        self._ids.append(document_id)
        size = 0
        for run in sampled:
            size += 1
            if self._first.setdefault(run, number) == number:
                continue
            postings = self._more.setdefault(run, [])
            if len(postings) < POSTINGS_KEPT:
                postings.append(number)
        self._sizes.append(size)

    def size(self, document_id: str) -> int:
        """How many sampled runs a held document has."""
        return self._sizes[self._numbers[document_id]]

    def overlaps(self, sampled: Iterable[int]) -> dict[str, int]:
        """How many of these runs each held document has; a run in very many is counted for the first of them only."""
        counts: Counter[int] = Counter()
        for run in sampled:
            first = self._first.get(run)
            if first is None:
                continue
            counts[first] += 1
            counts.update(self._more.get(run, ()))
        return {self._ids[number]: counts[number] for number in sorted(counts)}
