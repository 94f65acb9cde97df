"""What a name is said to be beside it: "fire chief John Donnelly", "Lim Eul-chul, a professor at".

In: the words of a line and the place of a name. Out: the lower-case words of the description, up to its first
preposition, if one of them is a word for a person; else "". Later phrases ("the professor") are resolved by these.
"""

from tasks.claims.cues import CUES
from tasks.claims.name_words import PERSON_TITLES
from tasks.claims.speaker_words import PERSONS
from tasks.claims.words import Word

REACH = 8  # words on either side of a name
_DETERMINERS = frozenset("the a an its his her their our 's ’s".split())
_PREPOSITIONS = frozenset("of for at in from with on to by who which".split())
_GENERIC = frozenset("he she they it we i you who one those both all some many most others half none".split())


def described_as(line: list[Word], start: int, end: int) -> str:
    """The description of the name that takes the words from `start` to `end`."""
    words = _beside(line, start) or _after(line, end) or _before_comma(line, start)
    if any(word in CUES and CUES[word].form in {"ed", "s"} for word in words):
        return ""  # "In Paris, the interior ministry said": a clause of its own
    kept = [word for word in words if word not in _GENERIC]
    return " ".join(kept) if any(word in PERSONS or word in PERSON_TITLES for word in kept) else ""


def _beside(line: list[Word], start: int) -> list[str]:
    """Read "Kremlin spokesman Dmitry Peskov"."""
    words: list[str] = []
    for word in reversed(line[max(0, start - REACH // 2) : start]):
        if not word.text[0].isalpha() or word.lower in _DETERMINERS or word.lower in _PREPOSITIONS:
            break
        words.insert(0, word.lower)
    return words if words and words[-1] in PERSONS and line[start - 1].text.islower() else []


def _after(line: list[Word], end: int) -> list[str]:
    """Read "Lim Eul-chul, a professor at"."""
    if end + 2 >= len(line) or line[end].text != "," or line[end + 1].lower not in _DETERMINERS:
        return []
    return _until_preposition(line[end + 2 : end + 2 + REACH])


def _before_comma(line: list[Word], start: int) -> list[str]:
    """Read "The mayor of Utiel, Ricardo Gabaldón"."""
    if start == 0 or line[start - 1].text != ",":
        return []
    for back in range(start - 2, max(-1, start - 2 - REACH), -1):
        if line[back].lower in _DETERMINERS:
            return _until_preposition(line[back + 1 : start - 1])
        if not line[back].text[0].isalpha():
            return []
    return []


def _until_preposition(found: list[Word]) -> list[str]:
    words: list[str] = []
    for word in found:
        if not word.text[0].isalpha() or word.lower in _PREPOSITIONS:
            break
        words.append(word.lower)
    return words
