"""In what language a text is written, so that what we cannot read is said to be so and never judged.

In: a text. Out: an ISO 639-1 code. English is recognised by its function words, which costs microseconds; only a text
that has few of them goes to py3langid (whose model takes 50 MB and half a second, once). Texts too short to tell count
as English.
"""

import re
from typing import Final

MIN_WORDS: Final = 20  # fewer words are names and figures in any language
SAMPLE_CHARS: Final = 4_000  # the head of an article tells
ENGLISH_SHARE: Final = 0.15  # English prose has 0.35-0.5 of these; other languages, citing it, below 0.05
MIN_OTHER_LETTERS: Final = 15  # of another script, which needs no blanks between words and tells sooner

_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]{1,200}")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_FUNCTION_WORDS: Final = frozenset(
    """the of and to in that was for is on with as at by he it his from had were are this which have has be been an
    said who but not they their would will after before about more than when she her its or could""".split()
)


def language_of(text: str) -> str:
    """Name the language of a text ("en", "fr", ...)."""
    sample = text[:SAMPLE_CHARS]
    words = [word.lower() for word in _WORD.findall(sample)]
    other_script = sum(map(len, _NOT_LATIN.findall(sample)))
    is_latin = other_script < MIN_OTHER_LETTERS or other_script < sum(map(len, words)) / 2
    english = sum(word in _FUNCTION_WORDS for word in words)
    if is_latin and (len(words) < MIN_WORDS or english >= ENGLISH_SHARE * len(words)):
        return "en"
    from py3langid import classify  # noqa: PLC0415 -- numpy and the model cost what English need not pay

    return str(classify(sample)[0])
