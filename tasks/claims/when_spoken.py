"""Clock times told in words: "eight minutes to seven", "half past nine", "a quarter to six", "ten past noon".

In: the tokens of a sentence. Out: the same with one token a clock time, letter "c", whose meaning is "6:52". Refuses
ranges ("ten to twelve people", "10 minutes to six hours"): only a word for minutes, "past", or "at" before it and the
end of the phrase behind it make a clock of two numbers.
"""

import re
from typing import Final

from tasks.claims.when_numbers import Token
from tasks.claims.when_words import SMALL_NUMBERS, TENS

_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_MINUTE: Final = rf"(?:twenty(?:-(?:{_UNITS}))?|{'|'.join(SMALL_NUMBERS)}|[1-5]?\d)"
_HOUR: Final = rf"(?:{_UNITS}|ten|eleven|twelve|1[0-2]|[1-9]|noon|midday|midnight)"
SPOKEN: Final = re.compile(
    rf"\b(?:(?P<minutes>{_MINUTE})\s(?:minutes?\s(?P<way>to|before|past|after)|(?P<past>past))"
    rf"|(?P<part>(?:an?\s)?quarter|half)\s(?P<side>to|past|before|after)"
    rf"|(?:(?<=\bat\s)|(?<=\bat\sabout\s))(?P<five>five|ten|twenty|twenty-five)\sto)\s(?P<hour>{_HOUR})"
    r"(?=\s{0,2}(?:[.,;:)!?”\"’—–]|$)|\s(?:in|on|at|when|as|and|but|while|local|that|this|the|after|before|with|for"
    r"|o[’']clock|yesterday|today|tomorrow|[ap]\.?m|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)",
    re.IGNORECASE,
)
CUES: Final = (" to ", " past ", " after ", " before ")  # cheap words, asked before the pattern
_PARTS: Final = {"half": 30}  # else a quarter
_HOURS: Final = {"noon": 12, "midday": 12, "midnight": 0}
_HOUR_MINUTES, _DAY_HOURS = 60, 24


def merge_clocks(tokens: list[Token], text: str) -> list[Token]:
    """Put the words of a clock time together."""
    spans = [(hit.start(), hit.end(), value) for hit in SPOKEN.finditer(text) if (value := _clock(hit)) is not None]
    out: list[Token] = []
    for token in tokens:
        span = next((span for span in spans if span[0] <= token.start and token.end <= span[1]), None)
        if span is None:
            out.append(token)
        elif token.start == span[0]:
            out.append(Token(text[span[0] : span[1]], span[0], span[1], "c", span[2]))
    return out


def _clock(hit: re.Match[str]) -> str | None:
    hour = _HOURS.get(hit["hour"].lower(), None)
    if hour is None:
        hour = _number(hit["hour"])
    if hit["part"]:
        minutes, back = _PARTS.get(hit["part"].lower(), 15), hit["side"].lower() in {"to", "before"}
        if minutes == _PARTS["half"] and hit["side"].lower() != "past":
            return None  # "half to two"
    else:
        minutes = _number(hit["minutes"] or hit["five"])
        back = hit["past"] is None and (hit["way"] or "to").lower() in {"to", "before"}
    total = hour * _HOUR_MINUTES + (-minutes if back else minutes)
    if not 0 < minutes < _HOUR_MINUTES:
        return None
    told, past = divmod(total % (_DAY_HOURS * _HOUR_MINUTES), _HOUR_MINUTES)
    return f"{told}:{past:02d}"


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return sum(int(SMALL_NUMBERS.get(word, TENS.get(word, 0))) for word in words.lower().split("-"))
