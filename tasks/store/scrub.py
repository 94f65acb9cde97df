"""Words of a removed page found again in what was written about it, and taken out.

In: the texts that are removed. Out: for any other text whether it repeats them, and a JSON value with every text in it
that does replaced. A text repeats a page if five of its words in a row stand there in a row, or if it is a headline or
byline of it; figures, names and dates alone are facts, which nobody is asked to forget.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

RUN_WORDS: Final = 5
_WORD = re.compile(r"\w+")


class Scrub:
    """The removed texts, ready to be looked for. `titles` are short texts that count as a whole."""

    def __init__(self, texts: Iterable[str], titles: Iterable[str], notice: str) -> None:
        self.notice = notice
        self._runs = {run for text in (*texts, *titles) for run in _runs(_words(text))}
        self._titles = {tuple(words) for title in titles if len(words := _words(title)) > 1}

    def repeats(self, text: str) -> bool:
        """Whether this text says what the page said in its words."""
        words = _words(text)
        return tuple(words) in self._titles or any(run in self._runs for run in _runs(words))

    def text(self, text: str) -> str:
        """The text, or the notice in its place."""
        return self.notice if self.repeats(text) else text

    def value(self, value: Any) -> Any:
        """A JSON value with every text in it gone through."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(part) for part in value]
        if isinstance(value, dict):
            return {key: self.value(part) for key, part in value.items()}
        return value


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(RUN_WORDS)), strict=False)
