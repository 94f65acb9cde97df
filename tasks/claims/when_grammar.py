"""The phrases of time, as short regexes over the letters of when_lexicon, longest match first.

Each rule is a pattern and the function that reads what it matched. A rule may decline (None), and then the next
longest is asked; so "May" as a verb or "2,000" as a year never becomes a date. Quantifiers are bounded by the
shape of a phrase, so reading is linear in the length of the sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from tasks.claims.when_cues import direction
from tasks.claims.when_lexicon import Lexed
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read, Reckoner

MAX_SPACE_CHARS = 2  # between two words of a phrase: a line break and an indent


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a rule: which tokens, and which of them each named part took."""

    lexed: Lexed
    match: re.Match[str]
    reckoner: Reckoner

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start()

    @property
    def after(self) -> int:
        """Index of the token behind the last."""
        return self.match.end()

    def part(self, name: str) -> Token | None:
        """The first token of a named part, or None where that part was not there."""
        position = self.match.start(name)
        return self.lexed.tokens[position] if position >= 0 and self.match.end(name) > position else None

    def letters(self, name: str) -> str:
        """The letters that a named part took; empty where it was not there."""
        return self.match.group(name) or ""

    def before(self, distance: int = 1) -> str:
        """The word so many tokens before the phrase, lower-cased; empty at the beginning."""
        position = self.first - distance
        return self.lexed.tokens[position].text.lower() if position >= 0 else ""

    def following(self, distance: int = 0) -> str:
        """The word so many tokens behind the phrase, lower-cased; empty at the end."""
        position = self.after + distance
        return self.lexed.tokens[position].text.lower() if position < len(self.lexed.tokens) else ""

    def following_is_name(self) -> bool:
        """Whether the next token begins with a capital."""
        return self.after < len(self.lexed.tokens) and self.lexed.tokens[self.after].text[:1].isupper()

    def letter_after(self) -> str:
        """The letter behind the phrase; empty at the end."""
        return self.lexed.letters[self.after : self.after + 1]

    def way(self) -> int:
        """Whether tense and cues look back (-1), ahead (+1) or say nothing (0)."""
        return direction(self.lexed.tokens, self.first, self.after - 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase of time: the letters it may begin with, its pattern, and how it is read."""

    name: str
    heads: str
    pattern: re.Pattern[str]
    read: Callable[[Hit], Read | None]


def rule(name: str, heads: str, pattern: str, read: Callable[[Hit], Read | None]) -> Rule:
    """Compile a rule."""
    return Rule(name, heads, re.compile(pattern), read)


@dataclass(frozen=True, slots=True)
class Heads:
    """The rules by the letter that they begin with, and for each letter one pattern that any of them may match."""

    rules: dict[str, tuple[Rule, ...]]
    any_of: dict[str, re.Pattern[str]]


def by_head(rules: tuple[Rule, ...]) -> Heads:
    """Sort rules by the letters that they may begin with, keeping their order."""
    heads = sorted({letter for entry in rules for letter in entry.heads})
    sorted_rules = {letter: tuple(entry for entry in rules if letter in entry.heads) for letter in heads}
    unnamed = {
        letter: "|".join(f"(?:{re.sub(r'[?]P<[a-zA-Z0-9]+>', '?:', entry.pattern.pattern)})" for entry in entries)
        for letter, entries in sorted_rules.items()
    }
    return Heads(sorted_rules, {letter: re.compile(pattern) for letter, pattern in unnamed.items()})


def read_at(lexed: Lexed, position: int, reckoner: Reckoner, table: Heads) -> tuple[int, Read] | None:
    """The longest phrase of time that begins at a token: the index behind it, and its reading."""
    letter = lexed.letters[position : position + 1]
    quick = table.any_of.get(letter)
    if quick is None or quick.match(lexed.letters, position) is None:
        return None
    hits = [
        (match.end(), -order, match, entry)
        for order, entry in enumerate(table.rules[letter])
        if (match := entry.pattern.match(lexed.letters, position))
    ]
    for end, _, match, entry in sorted(hits, key=lambda hit: hit[:2], reverse=True):
        read = _attempt(entry, Hit(lexed, match, reckoner))
        if read is not None:
            return end, read
    return None


def _attempt(entry: Rule, hit: Hit) -> Read | None:
    """Read a hit; a date that the calendar does not have (30 February) is no date."""
    if any(_far_apart(before, after) for before, after in pairwise(hit.lexed.tokens[hit.first : hit.after])):
        return None
    try:
        return entry.read(hit)
    except (ValueError, OverflowError):
        return None


def _far_apart(before: Token, after: Token) -> bool:
    """Whether so much white space lies between two tokens that they are no phrase."""
    return after.start - before.end > MAX_SPACE_CHARS
