"""What a duration is of: "The talks lasted two hours", "a two-hour meeting", "four hours of talks".

In: the words of a sentence and the places of the number and its unit among them. Out: the noun, lower-cased, or None.
"""

from tasks.claims.words import Word

_LASTING = frozenset("last lasts lasted lasting took takes take taken taking ran runs spanned spans".split())
_BETWEEN = frozenset(
    """for about some around nearly almost over more than at least up to another only just roughly approximately a an
    the less well under not have has had would will could may might been also expected is was""".split()
)
_NO_NOUN = frozenset("it they that this which who he she we you i and or but them".split())
_SMALL = frozenset("of a an the that which in on at and or but to for from".split())
_REACH = 6  # words from the number back to "lasted", and from there to its subject
_LONGEST = 3  # words of the noun phrase after "two-hour" or "hours of"


def lasting(words: list[Word], first: int, after: int, *, is_joined: bool) -> str | None:
    """Name what lasts. `first` is the number's first word, `after` the word after the unit; joined: "two-hour"."""
    if is_joined:
        return _noun_from(words, after)
    if after + 1 < len(words) and words[after].lower == "of":
        return _noun_from(words, after + 1)
    place = first - 1
    floor = max(0, first - _REACH)
    while place >= floor and words[place].lower in _BETWEEN:
        place -= 1
    if place < floor or words[place].lower not in _LASTING:
        return None
    place -= 1
    while place >= 0 and words[place].lower in _BETWEEN:
        place -= 1
    noun = words[place].lower if place >= 0 else ""
    return noun if noun.isalpha() and noun not in _NO_NOUN else None


def _noun_from(words: list[Word], place: int) -> str | None:
    """The last word of the short noun phrase that begins here: "talks" of "closed-door talks with"."""
    noun: str | None = None
    for word in words[place : place + _LONGEST]:
        if word.lower in _SMALL and noun is not None:
            break
        if not word.lower.replace("-", "").isalpha() or word.lower in _NO_NOUN:
            break
        if word.lower not in _SMALL:
            noun = word.lower
    return noun
