"""The words of time: each token of a sentence becomes one letter, so that a grammar of phrases is a short regex.

In: the text of a sentence. Out: tokens with their places, their letter and what they mean (a month is 1-12, a
weekday Monday 0, a unit an ISO 8601 letter), and the string of those letters. A word that has nothing to do with
time is "x". Number words are put together ("twenty-four", "nineteen ninety-six" is a year).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_WORD_CHARS = 24  # longer "words" are addresses or markup

# letter -> words with their meaning. Capitals that matter (May, March, Sun) are asked for in `_letter`.
MONTHS: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
# Short forms that are English words or names of their own: only before a full stop or a number are they dates.
DOUBTFUL_SHORT: Final = frozenset({"mar", "jun", "sun", "sat", "wed", "thu", "fri", "mon", "dec", "jan", "tue", "may"})
UNITS: Final = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "NI", "week": "W", "fortnight": "FN",
    "weekend": "WE", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML", "hr": "H",
}  # fmt: skip
SMALL_NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    )
}  # fmt: skip
TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
PARTS: Final = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "DA", "daybreak": "DA",
    "sunrise": "DA", "dusk": "EV", "sunset": "EV", "nightfall": "NI", "noon": "12:00", "midday": "MI",
    "midnight": "24:00", "lunchtime": "MI", "daytime": "DT", "midmorning": "MO", "midafternoon": "AF",
}  # fmt: skip
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_WORDS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
PRESENT: Final = frozenset({"now", "currently", "nowadays", "current", "presently"})
PAST: Final = frozenset({"recently", "previously", "formerly", "lately"})
FUTURE: Final = frozenset({"someday"})
SET_WORDS: Final = {
    "daily": "P1D", "hourly": "PT1H", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "annually": "P1Y", "yearly": "P1Y", "nightly": "P1D",
}  # fmt: skip
ZONES: Final = {
    "gmt": "UTC", "utc": "UTC", "z": "UTC", "bst": "Europe/London", "est": "America/New_York",
    "edt": "America/New_York", "et": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "ct": "America/Chicago", "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles", "cet": "Europe/Paris", "cest": "Europe/Paris",
    "eet": "Europe/Athens", "eest": "Europe/Athens", "msk": "Europe/Moscow", "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong", "ist": "Asia/Kolkata", "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
}  # fmt: skip

_PLAIN: Final[dict[str, tuple[str, object]]] = {}
for _letter_of, _words in (
    ("T", ("the",)), ("a", ("a", "an")), ("l", ("last",)), ("N", ("next", "coming", "upcoming")),
    ("t", ("this", "current")), ("P", ("past", "previous", "preceding", "prior")),
    ("f", ("following", "ensuing", "subsequent")), ("S", ("same", "that", "those", "these")),
    ("L", ("latest", "recent")), ("g", ("ago",)), ("b", ("before", "earlier", "previously")),
    ("A", ("after", "later")), ("i", ("in", "on", "at", "during", "over", "for", "by", "within", "through")),
    ("O", ("of",)), ("B", ("between",)), ("F", ("from",)), ("I", ("since",)), ("~", ("to", "till", "until")),
    ("&", ("and",)), ("/", ("or",)), ("V", ("every", "each", "per")), ("Y", ("fiscal",)), ("G", ("old",)),
    ("X", ("half",)), ("R", ("period",)), ("j", ("few", "several", "many", "some", "numerous")),
    ("Z", ("about", "around", "nearly", "almost", "roughly", "approximately", "over", "circa", "exactly")),
    ("J", ("more", "another", "additional", "straight", "consecutive", "long", "full", "whole", "extra", "trading", "working", "entire")),
    ("=", ("its", "their", "his", "her", "our")), ("K", ("now",)), ("W", ("time",)),
):  # fmt: skip
    for _word in _words:
        _PLAIN.setdefault(_word, (_letter_of, _word))
_PLAIN |= {word: ("i", word) for word in ("over", "through")}
_PLAIN |= {word: ("e", word) for word in ("early", "late", "mid")}
_PLAIN |= {
    word: ("E", mod)
    for words, mod in (
        (("beginning", "start", "outset", "opening"), "START"),
        (("middle",), "MID"),
        (("end", "close"), "END"),
    )
    for word in words
}
_PLAIN |= {word: ("$", word) for word in ("bc", "bce")}
_PLAIN |= {word: ("d", day) for word, day in WEEKDAYS.items()}
_PLAIN |= {f"{word}s": ("w", day) for word, day in WEEKDAYS.items() if len(word) > 5}
_PLAIN |= {word: ("m", month) for word, month in MONTHS.items()}
_PLAIN |= {word: ("u", (unit, 1)) for word, unit in UNITS.items()}
_PLAIN |= {
    {"century": "centuries", "millennium": "millennia"}.get(word, f"{word}s"): ("u", (unit, 2))
    for word, unit in UNITS.items()
}
_PLAIN |= {"quarter": ("q", 1), "quarters": ("q", 2), "season": ("x", None)}
_PLAIN |= {word: ("o", number) for word, number in ORDINALS.items()}
_PLAIN |= {word: ("p", part) for word, part in PARTS.items()}
_PLAIN |= {"mornings": ("Q", "MO"), "afternoons": ("Q", "AF"), "evenings": ("Q", "EV"), "nights": ("Q", "NI")}
_PLAIN |= {word: ("s", season) for word, season in SEASONS.items()}
_PLAIN |= {f"{word}s": ("U", season) for word, season in SEASONS.items() if word not in {"fall", "spring"}}
_PLAIN |= {word: ("k", days) for word, days in DAY_WORDS.items()}
_PLAIN |= {word: ("v", "PRESENT_REF") for word in PRESENT - {"current"}}
_PLAIN |= {word: ("v", "PAST_REF") for word in PAST - {"previously"}}
_PLAIN |= {word: ("v", "FUTURE_REF") for word in FUTURE}
_PLAIN |= {"future": ("r", "FUTURE_REF")}
_PLAIN |= {word: ("D", value) for word, value in (("decades-long", 0),)}
_PLAIN |= {word: ("V", value) for word, value in (("every", 1), ("each", 1))}
_PLAIN |= {word: ("@", value) for word, value in SET_WORDS.items()}
_PLAIN |= {"o'clock": ("c", "o'clock"), "noon": ("p", "12:00")}
_PLAIN |= {"am": ("M", 0), "pm": ("M", 12), "a.m": ("M", 0), "p.m": ("M", 12), "a.m.": ("M", 0), "p.m.": ("M", 12)}

# Feasts and days that a nation keeps, each as the words behind its first: fixed days as (month, day), the others
# as the name of a rule in when_reckoning.
HOLIDAYS: Final[dict[str, dict[str, object]]] = {
    "new": {"year's day": (1, 1), "year’s day": (1, 1), "year's eve": (12, 31), "year’s eve": (12, 31), "year's": (1, 1),
            "years day": (1, 1), "years eve": (12, 31), "year": (1, 1)},
    "christmas": {"day": (12, 25), "eve": (12, 24), "": (12, 25)},
    "xmas": {"": (12, 25)}, "boxing": {"day": (12, 26)}, "halloween": {"": (10, 31)},
    "thanksgiving": {"day": "thanksgiving", "": "thanksgiving"},
    "easter": {"sunday": "easter", "monday": "easter+1", "": "easter"},
    "good": {"friday": "easter-2"}, "palm": {"sunday": "easter-7"}, "ash": {"wednesday": "easter-46"},
    "valentine's": {"day": (2, 14)}, "valentine’s": {"day": (2, 14)}, "labor": {"day": "labor"},
    "labour": {"day": (5, 1)}, "memorial": {"day": "memorial"}, "independence": {"day": (7, 4)},
    "veterans": {"day": (11, 11)}, "veterans'": {"day": (11, 11)}, "armistice": {"day": (11, 11)},
    "election": {"day": "election"}, "presidents": {"day": "presidents"}, "columbus": {"day": "columbus"},
    "bastille": {"day": (7, 14)}, "epiphany": {"": (1, 6)}, "pentecost": {"": "easter+49"},
}  # fmt: skip

_TOKEN = re.compile(
    r"(?P<iso>(?:1\d|20)\d\d-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<clock>\d{1,2}[:.][0-5]\d(?::[0-5]\d)?(?=\s?[ap]\.?m\b)|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<decade>(?:(?:1\d|20)\d0|(?<![\w])['’`]?\d0)(?:['’])?s\b)"
    r"|(?P<short>(?<![\w])['’`]\d\d(?![\w]))"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,9}(?:,\d{3})*(?:\.\d+)?(?:[ -]\d/\d)?)"
    r"|(?P<meridiem>[AaPp]\.?[Mm]\b\.?)"
    r"|(?P<word>[A-Za-zÀ-ɏ]+(?:[-’'](?=[A-Za-z]{3})[A-Za-z]+)?)"
    r"|(?P<genitive>['’]s?\b|['’](?=\s))"
    r"|(?P<mark>[^\s\w])"
)
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its place in the sentence, its letter and its meaning."""

    text: str
    start: int
    end: int
    letter: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a sentence and the string of their letters, of equal length."""

    tokens: tuple[Token, ...]
    letters: str


@lru_cache(maxsize=1_024)  # an article is lexed once, though times and dated events both read it
def lex(text: str) -> Lexed:
    """Cut a sentence into tokens and give each its letter."""
    tokens: list[Token] = []
    for hit in _TOKEN.finditer(text):
        group = hit.lastgroup or "mark"
        start, end = hit.span()
        if group == "word":
            tokens.extend(_words(hit.group(), start))
            continue
        letter, value = _letter_of_figure(group, hit.group(), text[start - 1] if start else "", text[end : end + 1])
        tokens.append(Token(hit.group(), start, end, letter, value))
    merged = _merge_holidays(_merge_numbers(_abbreviations(tokens, text)), text)
    return Lexed(tuple(merged), "".join(token.letter for token in merged))


def _words(word: str, start: int) -> list[Token]:
    """A word, or the parts of a hyphenated one where one of them speaks of time ("two-week", "year-end")."""
    lower = word.lower()
    if lower in _PLAIN or len(word) > MAX_WORD_CHARS:
        return [_word_token(word, start)]
    cut = lower.find("-")
    if cut > 0:
        head, tail = word[:cut], word[cut + 1 :]
        return [
            _word_token(head, start),
            Token("-", start + cut, start + cut + 1, "-"),
            _word_token(tail, start + cut + 1),
        ]
    for mark in "'’":
        cut = lower.find(mark)
        if cut > 0 and lower[:cut] in _PLAIN:
            return [_word_token(word[:cut], start), Token(word[cut:], start + cut, start + len(word), "'")]
    return [_word_token(word, start)]


def _word_token(word: str, start: int) -> Token:
    lower = word.lower()
    end = start + len(word)
    if lower in SMALL_NUMBERS:
        return Token(word, start, end, "n", float(SMALL_NUMBERS[lower]))
    if lower in TENS:
        return Token(word, start, end, "n", float(TENS[lower]))
    if lower in {"hundred", "thousand", "dozen", "couple", "million"}:
        return Token(word, start, end, "h", lower)
    if lower in ZONES and word.isupper() and len(word) > 1:
        return Token(word, start, end, "z", ZONES[lower])
    letter, value = _PLAIN.get(lower, ("x", None))
    if letter == "$" and not word.isupper():
        return Token(word, start, end, "x")
    if letter in "mdw" and not word[0].isupper():
        letter, value = "x", None
    return Token(word, start, end, letter, value)


def _letter_of_figure(group: str, text: str, before: str, after: str) -> tuple[str, object]:
    """The letter and meaning of a token that is not a word."""
    if group == "iso":
        return "C", text
    if group == "slashed":
        return "C", text
    if group == "clock":
        return "c", text.replace(".", ":")
    if group == "decade":
        digits = re.sub(r"\D", "", text)
        return "D", int(digits) if len(digits) == 4 else 1900 + int(digits)
    if group == "short":
        return "y", 1900 + int(text[1:]) if int(text[1:]) > 30 else 2000 + int(text[1:])
    if group == "ordinal":
        return "o", int(re.sub(r"\D", "", text))
    if group == "meridiem":
        return ("M", 12 if text[0] in "pP" else 0) if len(text) > 2 or before in " 0123456789" else ("x", None)
    if group == "number":
        return _number(text, before, after)
    if group == "genitive":
        return "'", None
    if text in _DASHES:
        return "-", None
    return (",", None) if text == "," else ("_", None)


def _number(text: str, before: str, after: str) -> tuple[str, object]:
    if before in "$£€¥#/.:" and before:
        return "x", None
    if after == "%" or (after == "/" and before != "-"):
        return "x", None
    plain = text.replace(",", "")
    if " " in plain or "/" in plain:
        whole, _, part = plain.replace("-", " ").partition(" ")
        above, _, below = part.partition("/")
        return "n", float(whole) + float(above) / max(1.0, float(below))
    if len(text) == 4 and text.isdigit() and 1000 <= int(text) < 2100:
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
        if token.letter not in "md" or len(lower) > 5 or (lower in MONTHS and len(lower) > 4):
            out.append(token)
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        dotted = (
            after is not None and after.text == "." and after.start == token.end and len(lower) < 6 and lower != "may"
        )
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


def _merge_numbers(tokens: list[Token]) -> list[Token]:
    """Put number words together: "twenty-four" is 24, "a couple of" is a vague few, "nineteen ninety-six" a year."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.letter == "n" and token.text[0].isalpha():
            index = _merge_from(tokens, index, out)
        elif token.letter == "h":
            index = _merge_multiple(tokens, index, out)
        else:
            out.append(token)
            index += 1
    return out


def _merge_from(tokens: list[Token], index: int, out: list[Token]) -> int:
    """Read a run of number words that starts at `index`; append one token; return the index after it."""
    values, position, last = [], index, index
    while position < len(tokens):
        token = tokens[position]
        if token.letter in "nh" and token.text[0].isalpha():
            values.append(token.value)
            last = position
            position += 1
        elif (
            position > index and token.text in {"-", "and"} and position + 1 < len(tokens) and _joins(tokens, position)
        ):
            position += 1
        else:
            break
    head, tail = tokens[index], tokens[last]
    if "dozen" in values or "couple" in values:
        dozens = values[0] * 12 if isinstance(values[0], float) and values[-1] == "dozen" else None
        out.append(Token(head.text, head.start, tail.end, "n" if dozens else "j", dozens))
        return last + 1
    if len(values) == 1 and last + 2 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 2].letter == "o":
        value = float(str(values[0])) + float(str(tokens[last + 2].value))
        if values[0] in TENS.values():  # "twenty-first"
            out.append(Token(head.text, head.start, tokens[last + 2].end, "o", int(value)))
            return last + 3
    value = _value_of(values)
    year = 1000 <= value < 2100 and len(values) > 1 and values[-1] != "hundred"
    letter = "y" if year else "n"
    out.append(Token(head.text, head.start, tail.end, letter, int(value) if year else value))
    return last + 1


def _joins(tokens: list[Token], position: int) -> bool:
    """Whether "-" or "and" at `position` stands inside one number ("twenty-four", "a hundred and four")."""
    before, mark, after = tokens[position - 1], tokens[position], tokens[position + 1]
    if after.letter != "n" or not after.text[0].isalpha():
        return False
    return before.value in TENS.values() if mark.text == "-" else before.value in {"hundred", "thousand"}


def _value_of(values: list[object]) -> float:
    total, group = 0.0, 0.0
    numbers = [value for value in values if isinstance(value, float)]
    if len(numbers) == len(values) >= 2 and values[0] in {18.0, 19.0, 20.0} and numbers[1] >= 10:
        return numbers[0] * 100 + sum(numbers[1:])
    for value in values:
        if value == "hundred":
            group = (group or 1) * 100
        elif value == "thousand":
            total += (group or 1) * 1000
            group = 0
        elif value == "million":
            total += (group or 1) * 1_000_000
            group = 0
        elif isinstance(value, float):
            group += value
    return total + group


def _merge_multiple(tokens: list[Token], index: int, out: list[Token]) -> int:
    """ "a hundred years", "a couple of weeks", "a dozen years": the multiple without a number before it."""
    token = tokens[index]
    if token.text.lower() in {"couple", "dozen"}:
        last = index + 1 if index + 1 < len(tokens) and tokens[index + 1].letter == "O" else index
        out.append(
            Token(token.text, token.start, tokens[last].end, "j", 12.0 if token.text.lower() == "dozen" else 2.0)
        )
        return last + 1
    return _merge_from([*tokens[:index], token, *tokens[index + 1 :]], index, out)


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
