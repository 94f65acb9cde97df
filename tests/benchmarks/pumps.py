"""Strings made to wear a pattern out: for each repetition in it, what it repeats, over and over, and then no match.

In: a compiled pattern. Out: makers of strings of any length. A pattern that backtracks shows it on one of these: what
stands before the repetition once, then the repeated part until the length is reached, then a character that ends it.
The patterns of a package are all compiled patterns that its modules hold, also those in tuples, dicts and records.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

parser: Any = importlib.import_module("re._parser")  # how a pattern is built; private to Python, and untyped
ENDINGS = ("\x00", "\n", "x")  # after the pump: nothing that most patterns could go on with
PLAIN = (
    " ",
    "a",
    "1",
    "A",
    "a ",
    "A ",
    "1,",
    "1 ",
    "the ",
    "and ",
    "Mr. ",
    "“",
    '"',
    "'",
    ", ",
    "- ",
    "\n",
    "A. ",
    "on ",
)
MAX_DEPTH = 4  # of containers within containers in a module
SPACE, LETTER, DIGIT = " ", "a", "1"


@dataclass(frozen=True, slots=True)
class Pump:
    """A family of strings: `before`, `again` as often as it takes, `after`."""

    before: str
    again: str
    after: str

    def of(self, chars: int) -> str:
        """The member of about this many characters."""
        return self.before + self.again * max(1, (chars - len(self.before)) // len(self.again)) + self.after


def patterns(package: str) -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of a package by where it stands."""
    found: dict[str, re.Pattern[str]] = {}
    home = importlib.import_module(package)
    for module in pkgutil.iter_modules(home.__path__, f"{package}."):
        for name, pattern in _held(vars(importlib.import_module(module.name)), module.name, 0):
            if pattern not in found.values():
                found[name] = pattern
    return found


def pumps(pattern: re.Pattern[str]) -> list[Pump]:
    """What could wear this pattern out, and what wears out many."""
    made = {Pump("", plain, ending) for plain in PLAIN for ending in ENDINGS[:1]}
    for before, again in _repeated(parser.parse(pattern.pattern, pattern.flags), ""):
        made |= {Pump(before, again, ending) for ending in ENDINGS if again}
    return sorted(made, key=lambda pump: (pump.before, pump.again, pump.after))


def _held(value: Any, name: str, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    if depth > MAX_DEPTH or isinstance(value, ModuleType | type):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _held(inner, f"{name}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _held(inner, f"{name}[{place}]", depth + 1)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _held(getattr(value, field.name, None), f"{name}.{field.name}", depth + 1)


def _repeated(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """(what stands before, what is repeated) for every repetition in a parsed pattern."""
    for kind, value in tree:
        if kind in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
            _, high, inner = value
            if high > 1:
                yield before, _sample(inner)
                yield before, _sample(inner, optional=0)
            yield from _repeated(inner, before)
        elif kind is parser.SUBPATTERN:
            yield from _repeated(value[3], before)
        elif kind is parser.ATOMIC_GROUP:
            yield from _repeated(value, before)
        elif kind is parser.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        elif kind in (parser.ASSERT, parser.ASSERT_NOT):
            yield from _repeated(value[1], before)
        before += _sample([(kind, value)])


def _sample(tree: Any, optional: int = 1) -> str:
    """A string that the parsed pattern matches, with or without what it may lack; lookarounds left aside."""
    return "".join(_one(kind, value, optional) for kind, value in tree)


def _one(kind: Any, value: Any, optional: int) -> str:
    if kind is parser.LITERAL:
        return chr(value)
    if kind is parser.NOT_LITERAL:
        return LETTER if value != ord(LETTER) else "b"
    if kind is parser.ANY:
        return LETTER
    if kind is parser.IN:
        return _of_class(value)
    if kind in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
        low, _, inner = value
        return _sample(inner, optional) * (low or optional)
    if kind is parser.SUBPATTERN:
        return _sample(value[3], optional)
    if kind is parser.ATOMIC_GROUP:
        return _sample(value, optional)
    if kind is parser.BRANCH:
        return _sample(value[1][0], optional)
    return ""


def _of_class(members: Any) -> str:
    if members[0][0] is parser.NEGATE:
        excluded = {chr(value) for kind, value in members[1:] if kind is parser.LITERAL}
        return next((char for char in (LETTER, SPACE, DIGIT) if char not in excluded), LETTER)
    kind, value = members[0]
    if kind is parser.LITERAL:
        return chr(value)
    if kind is parser.RANGE:
        return chr(value[0])
    return {parser.CATEGORY_SPACE: SPACE, parser.CATEGORY_DIGIT: DIGIT}.get(value, LETTER)
