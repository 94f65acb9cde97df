"""Furniture: what a page wraps around its prose."""

import re

from tasks.model import Furniture
from tasks.vocabulary import FurnitureKind

_LINES = (
    (FurnitureKind.HASHTAGS, re.compile(r"(?:#\w{1,60}[\s,]{0,3}){1,30}")),
    (FurnitureKind.COUNTER, re.compile(r"\d{1,6}(?: comments?| shares?)?")),
    (FurnitureKind.SOURCE_TRAILER, re.compile(r"(?:full article on )?source:? .{1,80}|via .{1,60}", re.IGNORECASE)),
    (FurnitureKind.READ_MORE, re.compile(r"read (?:more|also|next):? .{1,200}", re.IGNORECASE)),
)


def find_furniture(text: str, title: str | None) -> tuple[Furniture, ...]:
    """Mark the stretches of a text that are not prose."""
    found, at, seen_title = [], 0, False
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = at + line.find(bare)
        at += len(line)
        if title and bare == title:
            if seen_title:
                found.append(Furniture(start, start + len(bare), FurnitureKind.HEADLINE_COPY))
            seen_title = True
            continue
        for kind, shape in _LINES:
            if bare and shape.fullmatch(bare):
                found.append(Furniture(start, start + len(bare), kind))
                break
    return tuple(found)


def find_headline(text: str) -> str | None:
    """The headline of a text that came without one."""
    return None
