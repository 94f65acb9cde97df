"""Which way a date looks: the tense and the cue words of the clause that it stands in.

In: the tokens of a sentence and the place of a date among them. Out: -1 past, +1 future, 0 not said. The nearest
verb before the date decides, else the first one after it; a report is past unless something says otherwise. A
participle behind "be" has the tense of what governs it ("must be returned by", "to be completed in").
"""

from typing import Final

from tasks.claims.when_numbers import Token

LEFT_TOKENS = 16  # a clause of news seldom puts more between a verb and its date
RIGHT_TOKENS = 20
OPENING_TOKENS = 3  # "But on Tuesday, ..."
UNTIL_TOKENS = 8  # between a verb and its "until"
SHORT_PAST = 4  # letters of the shortest past in -ed: "died"

_FUTURE: Final = frozenset(
    """will 'll ’ll shall would won't won’t due scheduled expected slated planned upcoming expire expires
    begins starts opens reconvenes convenes resumes deadline tomorrow expects hopes intends aims must ahead
    leaves arrives ends travels hosts faces becomes might may should going until looms anticipated
    predicts tentatively pending matures maturing redeemable payable effective expiring""".split()
)  # fmt: skip
_PAST: Final = frozenset(
    """was were had did been said told has have went came saw took made gave got became began left met held won lost
    fell rose hit struck led fought brought bought sold sent spent kept found thought felt ran spoke wrote broke chose
    drove flew grew knew threw showed shot stood understood taught caught cut put read let paid meant heard built shut
    sank sang swore wore tore rang drew ate forgot forgave hid rode woke bore lay sat swept quit burst dealt bled fed
    fled slid spread split stole stuck swam swung dug died beat bound since ago says say reports shows""".split()
)  # fmt: skip
_NOT_VERBS: Final = frozenset(
    {"united", "red", "need", "speed", "seed", "bed", "hundred", "indeed", "led", "feed", "shed"}
)
# What lets an infinitive look ahead: "plans to", "is set to", "a decision to". Other words in -ed do so too, except
# those after which the deed is done ("managed to").
_GOVERNORS: Final = frozenset(
    """plan plans planning hope hopes hoping want wants intend intends expect expects aim aims seek seeks try trying
    agree agrees promise promises vow vows pledge pledges refuse refuses ready set likely unlikely due is are going need
    needs decision decisions effort efforts bid proposal pledge promise deadline permission order orders offer offers
    right chance attempt attempts deal agreement preparing prepares prepare able about have has continue continues
    him them her us you me it chose sworn vowing agreeing threatening threatens""".split()
)  # fmt: skip
_LOOKING_AHEAD: Final = frozenset(
    """agreed decided vowed pledged promised planned expected scheduled supposed wanted hoped intended refused
    threatened ordered asked told urged invited prepared offered aimed required needed allowed authorized
    authorised poised slated projected tipped determined obliged entitled summoned subpoenaed called warned
    proposed voted opted arranged permitted instructed advised encouraged persuaded obligated asked designed""".split()
)  # fmt: skip
_PLANNED_NOUNS: Final = frozenset(
    """vote votes election elections meeting meetings summit game games match matches debate hearing talks funeral
    parade deadline session sessions conference trial visit event events announcement show concert final finals race
    briefing rally march inauguration speech referendum ballot poll polls opening ceremony release launch decision
    auction festival strike protest demonstration interview appearance performance broadcast primary caucuses
    contest celebration celebrations service gala premiere test tests operation flight departure arrival storm
    forecast ruling verdict sentencing report""".split()
)  # fmt: skip
_BOUNDARY: Final = frozenset({";", ":", "—", "“", "”", '"', "where", "when", "while", "but", "although", "because"})
# The bare present is for what is on the calendar: "they meet Monday", "talks begin Tuesday".
_CALENDAR_VERBS: Final = frozenset(
    {"meet", "leave", "arrive", "begin", "start", "open", "reopen", "resume", "convene", "expire"}
)
# These are nouns as well: verbs only behind who does it, "talks end on Monday", "which close on Friday".
_CALENDAR_WORDS: Final = frozenset({"end", "close", "return", "depart", "vote", "finish", "conclude", "travel"})
_NOT: Final = frozenset({"not", "never", "didn't", "didn’t", "wasn't", "hadn't"})
_MAY: Final = frozenset({"may", "might", "should", "would", "must", "until", "going", "expected"})
_NOW: Final = frozenset({"is", "are"})  # a present says neither: "is calling for a vote on Dec. 7"
_BE: Final = frozenset({"be", "being", "get"})


def direction(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Which way the date at tokens `first` to `last` (included) looks: -1, 0 or +1."""
    if first > 1 and tokens[first - 1].text == "as" and tokens[first - 2].text in {"early", "soon"}:
        return 1  # "could come as early as Tuesday"
    attributive = _is_attributive(tokens, first, last)
    if attributive and tokens[last + 1].letter == "'" and not _may_be_planned(tokens, last + 2):
        return -1  # nobody plans "Tuesday's shooting"
    found = _scan_left(tokens, first, attributive=attributive)
    return found or (0 if attributive or not _opens_clause(tokens, first) else _scan_right(tokens, last))


def _is_attributive(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the date only describes a noun: "Wednesday's ruling", "a June agreement"."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None:
        return False
    if after.letter == "'":
        return True
    before = tokens[first - 1].letter if first else "_"
    return before in "Ta" and after.letter == "x" and after.text[0].islower()


def _may_be_planned(tokens: tuple[Token, ...], position: int) -> bool:
    """Whether one of the next nouns is something that is put on a calendar."""
    return any(token.text.lower() in _PLANNED_NOUNS for token in tokens[position : position + 4])


def _opens_clause(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a date stands at the beginning of its clause, so that the verb behind it is its own."""
    for index in range(first - 1, max(-1, first - 1 - OPENING_TOKENS), -1):
        if tokens[index].text.lower() in _BOUNDARY or tokens[index].letter == ",":
            return True
    return first <= OPENING_TOKENS


def _scan_left(tokens: tuple[Token, ...], first: int, *, attributive: bool) -> int:
    for index in range(first - 1, max(-1, first - 1 - LEFT_TOKENS), -1):
        token = tokens[index]
        word = token.text.lower()
        if word in _BOUNDARY:
            if word in {"while", "when"} and tokens[index + 1].text.endswith("ing"):
                continue  # "was shot while sitting in a car Tuesday"
            return 0
        if word == "to" and index + 1 < first:
            if not attributive and _is_infinitive(tokens, index):
                return 1
            continue
        if (
            word in _CALENDAR_VERBS
            and index
            and tokens[index - 1].text.lower() not in {"did", "not", "n't", "a", "the"}
        ):
            return 1
        if word in _CALENDAR_WORDS and index and _is_subject(tokens[index - 1].text.lower()):
            return 1
        if word == "until" and any(tokens[place].text in _NOT for place in range(max(0, index - 8), index)):
            return -1  # "did not admit it until Friday": on Friday it did
        if word == "until" and _was_so(tokens, index):
            return 0  # "was leaking until 11 February", "was closed until Monday": the nearest
        if attributive and word in _MAY:
            continue  # "may be missing after Tuesday's floods" says nothing of Tuesday
        sign = _sign(token, word)
        if word == "set":
            sign = 1 if tokens[index + 1].text.lower() in {"to", "for"} else -1
        if sign < 0 and index and (_behind_be(tokens, index) or _describes(tokens, index)):
            continue
        if word in _NOW:
            return 0
        if sign:
            return sign
    return 0


def _was_so(tokens: tuple[Token, ...], until: int) -> bool:
    """Whether only a past stands before "until": what had gone on by then, or was to go on."""
    signs = [_sign(token, token.text.lower()) for token in tokens[max(0, until - UNTIL_TOKENS) : until]]
    return any(sign < 0 for sign in signs) and not any(sign > 0 for sign in signs)


def _is_subject(word: str) -> bool:
    """Whether the word before a bare present is who does it: a plural, "they", or "which" behind one."""
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word in {"which", "who", "that", "they", "we"} or plural


def _describes(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form stands before a noun: "a still unspecified date"."""
    if not tokens[index].text.endswith("ed") or tokens[index + 1].letter != "x":
        return False
    return tokens[index - 1].text in {"a", "an", "the", "its", "still"} or tokens[index].text.startswith("un")


def _behind_be(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a participle stands behind "be", with at most an adverb between."""
    if tokens[index - 1].text.lower() in _BE:
        return True
    return index > 1 and tokens[index - 1].text.endswith("ly") and tokens[index - 2].text.lower() in _BE


def _scan_right(tokens: tuple[Token, ...], last: int) -> int:
    for index in range(last + 1, min(len(tokens), last + 1 + RIGHT_TOKENS)):
        word = tokens[index].text.lower()
        if word in _BOUNDARY:
            return 0
        if word == "to" and index + 1 < len(tokens) and _is_infinitive(tokens, index):
            return 1
        sign = _sign(tokens[index], word)
        if sign:
            return sign
    return 0


def _is_infinitive(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether "to" opens an infinitive that looks ahead, by the words on both its sides."""
    after = tokens[index + 1]
    before = tokens[index - 1].text.lower() if index else ""
    if not after.text[0].islower() or after.letter not in "xEs":
        return False
    if before in _GOVERNORS:
        return True
    return before in _LOOKING_AHEAD


def _sign(token: Token, word: str) -> int:
    if word in _FUTURE and token.text[0].islower():
        return 1
    if word in _PAST or (
        word.endswith("ed") and len(word) >= SHORT_PAST and token.text[0].islower() and word not in _NOT_VERBS
    ):
        return -1
    return 0
