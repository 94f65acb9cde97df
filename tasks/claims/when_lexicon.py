"""Each token of a sentence becomes one letter, so that a grammar of phrases of time is a short regex.

In: the text of a sentence. Out: tokens with their places, their letter and what they mean, and the string of those
letters. A word that has nothing to do with time is "x", a mark "_". The letters are those of when_words, and
C numeric date, c clock time, D decade, y year, n number, o ordinal, M a.m. or p.m., ' genitive, - dash.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tasks.claims.when_numbers import FIRST_YEAR, LAST_YEAR, Token, merge_numbers
from tasks.claims.when_spoken import CUES, merge_clocks
from tasks.claims.when_words import DOUBTFUL_SHORT, HOLIDAYS, PLAIN, SHORT_FORMS, SMALL_NUMBERS, TENS, ZONES

YEAR_DIGITS = 4
CENTURY_TURN = 30  # "'97" is 1997, "'24" is 2024
MAX_WORD_CHARS = 24  # longer "words" are addresses or markup
WORDS_KEPT = 50_000  # distinct words remembered with their letter
SENTENCES_KEPT = 1_024  # an article is lexed once, though times, dated events and self-check all read it

_TOKEN = re.compile(
    r"(?P<quarter>\b(?:Q[1-4]|[1-4]Q)(?![\w]))"
    r"|(?P<word>(?![AaPp]\.?[Mm]\b)[A-Za-zÀ-ɏ]{1,60}(?:[-’'](?=[A-Za-z]{3})[A-Za-z]{3,40})?)"
    r"|(?P<iso>(?:1\d|20)\d\d-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?=\s?[ap]\.?m\b)|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?:(?:1\d|20)\d0|(?<![\w])['’`]?\d0)(?:['’])?s\b)"
    r"|(?P<short>(?<![\w])['’`]\d\d(?![\w]))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,9}(?:,\d{3}){0,6}(?:\.\d{1,9})?(?:[ -]\d/\d)?)"
    r"|(?P<meridiem>[AaPp]\.?[Mm]\b\.?)"
    r"|(?P<genitive>['’]s?\b|['’](?=\s))"
    r"|(?P<mark>[^\s\w])"
)
_MARKS: Final = {"-": "-", "–": "-", "—": "-", ",": ","}
_MULTIPLES: Final = frozenset({"hundred", "thousand", "dozen", "couple", "million"})


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a sentence and the string of their letters, of equal length."""

    tokens: tuple[Token, ...]
    letters: str


@lru_cache(maxsize=SENTENCES_KEPT)
def lex(text: str) -> Lexed:
    """Cut a sentence into tokens and give each its letter."""
    tokens: list[Token] = []
    make, add = tuple.__new__, tokens.append  # an article has a thousand words, and Token(...) takes twice the time
    for hit in _TOKEN.finditer(text):
        group, piece = hit.lastgroup, hit.group()
        start, end = hit.span()
        if group == "word":
            parts = _meanings(piece)
            if len(parts) == 1:
                part = parts[0]
                add(make(Token, (piece, start, end, part[2], part[3])))
            else:
                tokens.extend(Token(piece[a:b], start + a, start + b, letter, value) for a, b, letter, value in parts)
        elif group == "mark":
            add(make(Token, (piece, start, end, _MARKS.get(piece, "_"), None)))
        else:
            before, after = text[max(0, start - 2) : start], text[end : end + 1]
            tokens.append(Token(piece, start, end, *_letter_of_figure(group or "", piece, before, after)))
    letters = "".join([token.letter for token in tokens])
    if _MONTH_OR_DAY.search(letters):
        tokens = _abbreviations(tokens, text)
    if any(cue in text for cue in CUES):
        tokens = merge_clocks(tokens, text)
    if _JOINED_NUMBER.search(letters):
        tokens = merge_numbers(tokens)
    if _FEAST.search(text):
        tokens = _merge_holidays(tokens, text)
    return Lexed(tuple(tokens), "".join([token.letter for token in tokens]))


_MONTH_OR_DAY = re.compile(r"[md]")
_JOINED_NUMBER = re.compile(r"h|n[-&n]")
_FEAST = re.compile("|".join(rf"\b{head.capitalize()}" for head in sorted(HOLIDAYS)))


_Part = tuple[int, int, str, object]  # first and last character in the word, letter, meaning


@lru_cache(maxsize=WORDS_KEPT)
def _meanings(word: str) -> tuple[_Part, ...]:
    """A word, or the parts of a hyphenated one ("two-week", "year-end"), each with its letter and meaning."""
    lower = word.lower()
    if lower in PLAIN or len(word) > MAX_WORD_CHARS:
        return ((0, len(word), *_meaning(word)),)
    cut = lower.find("-")
    if cut > 0:
        return (
            (0, cut, *_meaning(word[:cut])),
            (cut, cut + 1, "-", None),
            (cut + 1, len(word), *_meaning(word[cut + 1 :])),
        )
    for mark in "'’":
        cut = lower.find(mark)
        if cut > 0 and lower[:cut] in PLAIN:
            return (0, cut, *_meaning(word[:cut])), (cut, len(word), "'", None)
    return ((0, len(word), *_meaning(word)),)


def _meaning(word: str) -> tuple[str, object]:
    lower = word.lower()
    if lower in SMALL_NUMBERS:
        return "n", float(SMALL_NUMBERS[lower])
    if lower in TENS:
        return "n", float(TENS[lower])
    if lower in _MULTIPLES:
        return "h", lower
    if lower in ZONES and word.isupper() and len(word) > 1:
        return "z", ZONES[lower]
    letter, value = PLAIN.get(lower, ("x", None))
    if (letter == "$" and not word.isupper()) or (letter in "mdw" and not word[0].isupper()):
        return "x", None
    return letter, value


def _letter_of_figure(group: str, text: str, before: str, after: str) -> tuple[str, object]:
    """The letter and meaning of a token that is not a word."""
    if group == "quarter":
        return "H", int(text.strip("Q"))
    if group == "iso":
        return "C", text
    if group == "slashed":
        return "C", text
    if group == "clock":
        return "c", text.replace(".", ":")
    if group == "decade":
        digits = re.sub(r"\D", "", text)
        return "D", int(digits) if len(digits) == YEAR_DIGITS else 1900 + int(digits)
    if group == "short":
        return "y", 1900 + int(text[1:]) if int(text[1:]) > CENTURY_TURN else 2000 + int(text[1:])
    if group == "ordinal":
        return "o", int(re.sub(r"\D", "", text))
    if group == "meridiem":
        return ("M", 12 if text[0] in "pP" else 0) if "." in text or before[-1:] in " 0123456789" else ("x", None)
    if group == "number":
        return _number(text, before, after)
    return "'", None


def _number(text: str, before: str, after: str) -> tuple[str, object]:
    if before[-1:] == "." and before[:1].isalpha():
        before = ""  # "Nov.28"
    before = before[-1:]
    if before in "$£€¥#/.:" and before:
        return "x", None
    if after == "%" or (after == "/" and before != "-"):
        return "x", None
    plain = text.replace(",", "")
    if " " in plain or "/" in plain:
        whole, _, part = plain.replace("-", " ").partition(" ")
        above, _, below = part.partition("/")
        return "n", float(whole) + float(above) / max(1.0, float(below))
    if len(text) == YEAR_DIGITS and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return "y", int(text)
    return "n", float(plain)


def _abbreviations(tokens: list[Token], text: str) -> list[Token]:
    """Let "Jan." and "Tues." keep their full stop, and take doubtful short forms for dates only where they look it."""
    out: list[Token] = []
    skip = False
    for index, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        lower = token.text.lower()
        if token.letter not in "md" or lower not in SHORT_FORMS:
            out.append(token)
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        dotted = after is not None and after.text == "." and after.start == token.end and lower != "may"
        number = tokens[index + 1 + dotted] if index + 1 + dotted < len(tokens) else None
        dated = number is not None and number.letter in "noy"
        if lower in {"june", "july"}:
            out.append(token)
            continue
        if lower in DOUBTFUL_SHORT - {"may"} and not dotted and not dated:
            out.append(Token(token.text, token.start, token.end, "x"))
            continue
        if dotted and after is not None and (dated or after.end < len(text)):
            out.append(Token(text[token.start : after.end], token.start, after.end, token.letter, token.value))
            skip = True
            continue
        out.append(token)
    return out


def _merge_holidays(tokens: list[Token], text: str) -> list[Token]:
    """Let "New Year's Day" and its like be one token; the longest name wins."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        tails = HOLIDAYS.get(token.text.lower()) if token.text[:1].isupper() else None
        found = None
        for tail in sorted(tails or (), key=len, reverse=True):
            last = _tail_end(tokens, index, tail)
            if last is not None:
                found = last, (tails or {})[tail]
                break
        if found is None or (
            token.text.lower() == "new" and found[0] == index + 1 and tokens[index + 1].text == "Year"
        ):
            out.append(token)
            index += 1
            continue
        last, rule = found
        out.append(Token(text[token.start : tokens[last].end], token.start, tokens[last].end, "!", rule))
        index = last + 1
    return out


def _tail_end(tokens: list[Token], index: int, tail: str) -> int | None:
    """The index of the token at which the words of `tail` end behind `index`, or None."""
    position, words = index, tail
    while words:
        position += 1
        if position >= len(tokens):
            return None
        piece = tokens[position].text.lower()
        if not words.startswith(piece):
            return None
        words = words[len(piece) :].lstrip()
    return position
