"""Which way a date looks: the tense and the cue words of the clause that it stands in.

In: the tokens of a sentence and the place of a date among them. Out: -1 past, +1 future, 0 not said. The nearest
verb before the date decides, else the first one after it; a report is past unless something says otherwise.
"""

from typing import Final

from tasks.claims.when_lexicon import Token

LEFT_TOKENS = 16  # a clause of news seldom puts more between a verb and its date
RIGHT_TOKENS = 12

_FUTURE: Final = frozenset(
    """will 'll ’ll shall won't won’t due scheduled expected slated planned plans plan planning upcoming expire expires
    begins starts opens reconvenes convenes resumes deadline tomorrow expects hopes intends aims wants must ahead
    leaves arrives ends travels visits hosts holds faces votes heads returns becomes could might may
    can should going until looms anticipated forecast predicted predicts tentatively pending effective matures
    maturing redeemable payable proposed proposes seeks""".split()
)  # fmt: skip
_PAST: Final = frozenset(
    """was were had did been said told has have went came saw took made gave got became began left met held won lost
    fell rose hit struck led fought brought bought sold sent spent kept found thought felt ran spoke wrote broke chose
    drove flew grew knew threw showed shot stood understood taught caught cut put read let paid meant heard built shut
    sank sang swore wore tore rang drew ate forgot forgave hid rode woke bore lay sat swept quit burst dealt bled fed
    fled slid spread split stole stuck swam swung dug died beat bound stuck since ago says say reports shows""".split()
)  # fmt: skip
_NOT_VERBS: Final = frozenset(
    {"united", "red", "need", "speed", "seed", "bed", "hundred", "indeed", "led", "feed", "shed"}
)
# "expected to", "agreed to", "plans to" look ahead; after these the deed is done.
_DONE_BEFORE_TO: Final = frozenset(
    """able failed came went continued had used began managed forced appeared seemed enough rose fell compared
    according close led back returned travelled traveled down up due helped dropped climbed amounted responded
    seems appears thanks""".split()
)  # fmt: skip
_NOT_BASE_FORMS: Final = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "this", "that", "at", "more", "about", "him", "them", "be"}
)
_BOUNDARY: Final = frozenset({";", ":", "—", "“", "”", '"', "where", "when", "while", "but", "although", "because"})


def direction(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Which way the date at tokens `first` to `last` (included) looks: -1, 0 or +1."""
    found = _scan_left(tokens, first)
    return found or _scan_right(tokens, last)


def _scan_left(tokens: tuple[Token, ...], first: int) -> int:
    for index in range(first - 1, max(-1, first - 1 - LEFT_TOKENS), -1):
        token = tokens[index]
        word = token.text.lower()
        if word in _BOUNDARY:
            return 0
        if word == "to" and index + 1 < first and _is_infinitive(tokens, index):
            return 1
        sign = _sign(token, word)
        if sign:
            return sign
    return 0


def _scan_right(tokens: tuple[Token, ...], last: int) -> int:
    for index in range(last + 1, min(len(tokens), last + 1 + RIGHT_TOKENS)):
        word = tokens[index].text.lower()
        if word in _BOUNDARY:
            return 0
        sign = _sign(tokens[index], word)
        if sign:
            return sign
    return 0


def _is_infinitive(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether "to" opens an infinitive that looks ahead, by the words on both its sides."""
    after = tokens[index + 1]
    before = tokens[index - 1].text.lower() if index else ""
    if before == "due" or (before in {"is", "are"} and after.text == "be"):
        return True
    if after.letter not in "x" or not after.text[0].islower() or after.text in _NOT_BASE_FORMS - {"be"}:
        return False
    return before not in _DONE_BEFORE_TO and not after.text.endswith(("ed", "ing", "s"))


def _sign(token: Token, word: str) -> int:
    if word in _FUTURE and token.text[0].islower():
        return 1
    if word in _PAST or (word.endswith("ed") and len(word) > 3 and token.text[0].islower() and word not in _NOT_VERBS):
        return -1
    return 0
