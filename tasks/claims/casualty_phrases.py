"""A sentence as a row of phrases: noun phrases with their number and people, verb groups with voice and doubt.

In: the units of casualty_tags.py. Out: `Phrase`s, of which the kinds are N noun phrase, V verb group, R role adjective
("dead", "on board"), P preposition, C and/or, L relative, S subordinator, comma, ; and . breaks, ( and ), Q quotation
mark. Adverbs, days and bare digits are dropped. Not a parser: it finds where a phrase begins and ends, no more.
"""

from dataclasses import dataclass, field

from tasks.claims.casualty_tags import Unit
from tasks.claims.casualty_words import (
    FATALLY,
    HARM_VERBS,
    MANNERS,
    NOT_PEOPLE,
    PEOPLE,
    ROLE_ADJECTIVES,
    ROLE_NOUNS,
    ROLE_PHRASES,
    VERBS,
    is_agent,
    is_people_name,
    is_plural,
)
from tasks.model import Number
from tasks.vocabulary import Party

_TITLES = frozenset(
    "mr mrs ms dr sgt lt col gen maj capt cpl pfc pvt st rev hon sen rep gov jr sr prof adm cmdr".split()
)
_SINGULAR_PRONOUNS = frozenset("he she him her himself herself someone somebody".split())
_NOBODY = frozenset({"nobody", "none"})
_GROUPS = frozenset(
    "police crew staff personnel family taliban militia forces others one ones troops other member parents".split()
)
_NOT_ONE = frozenset(
    {"all", "these", "those", "any", "both", "every", "each", "some", "such", "half", "no", "its", "our"}
)
_BODIES = frozenset("force team unit patrol group army government network company council threat battalion".split())
_TIME_STARTS = frozenset({"last", "next", "early", "late", "earlier", "later"})
_LONG_DASHES = frozenset({"—", "–", "--", "-"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ure", "age", "ence", "ance", "ing", "omy")
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})
# Words that may stand between a determiner and its number: "the other 30 deaths", "the first 216 victims".
_BEFORE_NUMBERS = frozenset(
    """other others remaining first last next new more another further additional past latest confirmed estimated known
    total final initial previous same entire only whole""".split()
)
_ADDING = frozenset({"more", "another", "further", "additional", "other", "others", "new"})
_AGE_ENDS = ("-old", "-olds")


@dataclass(slots=True)
class Phrase:
    """One phrase; `start`/`end` are document offsets, `first`/`last` the units it covers (last exclusive)."""

    kind: str
    first: int
    last: int
    start: int
    end: int
    word: str = ""  # the deciding word: a noun phrase's head, a verb, a preposition
    # noun phrases
    number: Number | None = None
    implied: int | None = None  # people meant without a numeral: 1, 2 ("both"), 0 ("no one")
    words: list[str] = field(default_factory=list)
    det: str = ""
    is_person: bool | None = None  # None: nothing says so or denies it
    is_named: bool = False
    is_pronoun: bool = False
    is_owner_named: bool = False  # "Ana Leal's murder"
    party: Party | None = None
    role: str | None = None  # of a noun that counts by itself, or an adjective inside the phrase
    governor: str = ""  # the preposition before it
    all_but: bool = False
    # verb groups
    lemma: str = ""
    form: str = ""
    frame: str = ""
    passive: bool = False
    finite: bool = False
    copula: bool = False
    modal: str = ""
    negated: bool = False
    infinitive: bool = False
    perfect: bool = False
    aux: str = ""  # its last auxiliary: "was" has a subject of one
    is_guess: bool = False  # one of an unknown noun: "the local postmaster"; a person only if he is killed
    fatal: bool = False  # "fatally", "mortally" stands with it

    @property
    def counts(self) -> bool:
        """Whether a number of people may be read from it."""
        return (
            self.kind == "N" and (self.number is not None or self.implied is not None) and self.is_person is not False
        )

    @property
    def is_bare(self) -> bool:
        """A number with no noun: "seven", "12 others", "another 30", "dozens more"."""
        if self.det == "another" and not self.words:
            return True
        return self.number is not None and all(word in _ADDING or word == "than" for word in self.words)


def phrases(tagged: list[Unit], *, is_shouted: bool) -> list[Phrase]:
    """Cut a row of units into phrases. `is_shouted`: the text is all capitals, so that capitals mean nothing."""
    row: list[Phrase] = []
    place = 0
    while place < len(tagged):
        phrase = _at(tagged, place, is_shouted=is_shouted)
        if phrase is None:
            if tagged[place].tag in "TK" and row and row[-1].kind in {"P", "B"} and row[-1].last == place:
                row.pop()  # "on Saturday", "in 2013": the preposition governs nothing that is left
            place += 1
            continue
        if phrase.kind == "N" and row and row[-1].kind in {"P", "B"}:
            phrase.governor = row[-1].word
        if phrase.kind == "V":
            phrase.fatal = any(unit.lower in FATALLY for unit in tagged[max(phrase.first - 1, 0) : phrase.last + 1])
        row.append(phrase)
        place = phrase.last
    _pair_dashes(row)
    return row


def _pair_dashes(row: list[Phrase]) -> None:
    """Two dashes set off what stands between them as two commas would: "Four people — one a child — were hurt"."""
    dashes = [phrase for phrase in row if phrase.kind == ";" and phrase.word in _LONG_DASHES]
    for left, right in zip(dashes[::2], dashes[1::2], strict=False):
        left.kind = right.kind = ","


def _at(tagged: list[Unit], place: int, *, is_shouted: bool) -> Phrase | None:
    unit = tagged[place]
    if (role_phrase := _role_phrase(tagged, place)) is not None:
        return role_phrase
    if unit.lower in MANNERS and _stands_alone(tagged, place):
        return Phrase("R", place, place + 1, unit.start, unit.end, word=unit.lower, role=MANNERS[unit.lower])
    if unit.tag in "DX#RMI'":
        return _noun_phrase(tagged, place, is_shouted=is_shouted)
    if unit.tag in "UONVEG" or (unit.lower == "to" and _is_infinitive(tagged, place)):
        return _verb_group(tagged, place)
    if unit.tag in "PBCLS,.();:Q":
        kind = ";" if unit.tag in ";:" else unit.tag
        return Phrase(kind, place, place + 1, unit.start, unit.end, word=unit.lower)
    return None


def _stands_alone(tagged: list[Unit], place: int) -> bool:
    """As in "one fatally", "three of them seriously": the verb is understood."""
    before = tagged[place - 1] if place else None
    after = tagged[place + 1] if place + 1 < len(tagged) else None
    return (
        before is not None
        and (before.tag in "#X" or before.lower in {"them", "whom"})
        and (after is None or after.tag in ",.;:C)")
    )


def _is_infinitive(tagged: list[Unit], place: int) -> bool:
    after = tagged[place + 1] if place + 1 < len(tagged) else None
    if after is None or after.tag not in "EVUG":
        return False
    verb = VERBS.get(after.lower)
    return (verb is not None and verb.form == "base") or after.tag in "VU"


def _role_phrase(tagged: list[Unit], place: int) -> Phrase | None:
    for words, role in ROLE_PHRASES.get(tagged[place].lower, ()):
        if all(place + step < len(tagged) and tagged[place + step].lower == word for step, word in enumerate(words)):
            last = place + len(words)
            return Phrase("R", place, last, tagged[place].start, tagged[last - 1].end, word=" ".join(words), role=role)
    return None


# ------------------------------------------------------------------------------------------ noun phrases


def _noun_phrase(tagged: list[Unit], place: int, *, is_shouted: bool) -> Phrase | None:
    first = tagged[place]
    if first.tag == "I":
        return _pronoun(tagged, place)
    if first.tag == "R" and not _modifies(tagged, place):
        role = ROLE_ADJECTIVES[first.lower]
        return Phrase("R", place, place + 1, first.start, first.end, word=first.lower, role=role)
    phrase = Phrase("N", place, place, first.start, first.end)
    capitals: list[bool] = []
    at = place
    while at < len(tagged) and (after := _taken(tagged, at, phrase, capitals)) > at:
        at = after
    phrase.last = at
    phrase.end = tagged[at - 1].end
    if not phrase.words and phrase.number is None and not phrase.det:
        return None
    opens = place == 0 and phrase.number is None and not phrase.det
    _settle(phrase, capitals, is_first=opens, is_shouted=is_shouted)
    return phrase


def _pronoun(tagged: list[Unit], place: int) -> Phrase:
    unit = tagged[place]
    phrase = Phrase("N", place, place + 1, unit.start, unit.end, word=unit.lower, is_pronoun=True, is_person=True)
    if unit.lower in _SINGULAR_PRONOUNS:
        phrase.implied = 1
    elif unit.lower in _NOBODY:
        phrase.implied = 0
    return phrase


def _taken(tagged: list[Unit], at: int, phrase: Phrase, capitals: list[bool]) -> int:
    """The unit after the one at `at` if that belongs to the noun phrase, else `at`."""
    unit = tagged[at]
    tag = unit.tag
    after = tagged[at + 1] if at + 1 < len(tagged) else None
    if tag == "D":
        if (
            phrase.words
            or phrase.number is not None
            or (phrase.det and phrase.det not in {"all", "both", "half", "such"})
        ):
            return at
        phrase.det = unit.lower
        if unit.lower == "all" and after is not None and after.lower == "but":
            phrase.all_but = True
            return at + 2
        return at + 1
    if tag == "#":
        is_owned = bool(phrase.words) and phrase.words[-1] == "'s"
        if phrase.number is not None or (not is_owned and any(word not in _BEFORE_NUMBERS for word in phrase.words)):
            return at
        phrase.number = unit.number
        return at + 1
    if tag in "XM":
        if phrase.words and phrase.number is not None and unit.lower in {"than"}:
            return at
        phrase.words.append(unit.lower)
        capitals.append(unit.text[:1].isupper())
        return at + 1
    if tag == "'":
        phrase.words.append("'s")
        capitals.append(True)
        return at + 1
    if tag == "T" and phrase.words and phrase.words[-1] in {"'s", "last", "this", "next"}:
        return at + 1
    started = bool(phrase.det or phrase.number is not None or phrase.words)
    if tag == "R" and started:
        return _role_word(tagged, at, phrase, capitals)
    if tag in "EVG" and started:
        return _participle(tagged, at, phrase, capitals)
    if (
        tag == "A"
        and (phrase.det or phrase.number is not None)
        and not phrase.words
        and after
        and after.tag in "#XREVG"
    ):
        return at + 1 if after.tag in "#X" or _modifies(tagged, at + 1) else at
    return _joined(tagged, at, phrase, after)


def _joined(tagged: list[Unit], at: int, phrase: Phrase, after: Unit | None) -> int:
    """A point after a title or an initial, and the "&" of a name, do not end it."""
    if after is None or not after.text[:1].isupper() or not phrase.words:
        return at
    last = phrase.words[-1]
    if tagged[at].text == "." and (last in _TITLES or len(last) == 1):
        return at + 1
    return at


def _role_word(tagged: list[Unit], at: int, phrase: Phrase, capitals: list[bool]) -> int:
    """As in "12 missing people", "the dead", "the wounded"; in "12 dead" the adjective stands alone."""
    lower = tagged[at].lower
    if _modifies(tagged, at) and not _has_person(phrase):
        phrase.role = ROLE_ADJECTIVES.get(lower)
        phrase.words.append(lower)
        capitals.append(False)
        return at + 1
    if phrase.det in {"the", "these", "those"} and not phrase.words:
        phrase.words.append(lower)
        capitals.append(False)
        return at + 1
    return at


def _participle(tagged: list[Unit], at: int, phrase: Phrase, capitals: list[bool]) -> int:
    """A participle inside a noun phrase: "an injured man", "three armed men"; never after its noun."""
    unit = tagged[at]
    verb = VERBS.get(unit.lower)
    if _has_person(phrase) or (phrase.words and verb is not None and phrase.words[-1] not in ROLE_ADJECTIVES):
        return at
    if verb is not None and verb.form not in {"both", "pp"}:
        return at
    if _modifies(tagged, at) and (phrase.det or phrase.number is not None):
        if verb is not None:
            phrase.role = ROLE_ADJECTIVES.get(unit.lower, verb.role)
        phrase.words.append(unit.lower)
        capitals.append(False)
        return at + 1
    if verb is not None and phrase.det == "the" and phrase.number is None and unit.lower in ROLE_NOUNS:
        phrase.words.append(unit.lower)
        capitals.append(False)
        return at + 1
    return at


def _modifies(tagged: list[Unit], at: int) -> bool:
    """Whether a noun follows directly: "dead soldiers", not "dead on arrival" and not "killed Tuesday"."""
    after = tagged[at + 1] if at + 1 < len(tagged) else None
    if after is None:
        return False
    if after.tag == "R" or (after.tag == "E" and tagged[at].tag in "RA"):
        return _modifies(tagged, at + 1)
    return after.tag == "X" and after.lower not in _ADDING and after.lower not in _TIME_STARTS


def _has_person(phrase: Phrase) -> bool:
    return any((word in PEOPLE and word not in _ADDING) or word.endswith(_AGE_ENDS) for word in phrase.words)


def _settle(phrase: Phrase, capitals: list[bool], *, is_first: bool, is_shouted: bool) -> None:
    """Find the head, whether it is people and whose side they are on, and how many are meant without a numeral."""
    words = phrase.words
    head = words[-1] if words else phrase.det if phrase.number is None else ""
    if head == "'s" and len(words) > 1:
        head = words[-2]
    phrase.word = head
    nouns = [word for word in words if word in PEOPLE]
    phrase.is_owner_named = "'s" in words[1:] and capitals[words.index("'s", 1) - 1]
    if phrase.role is None and head in ROLE_NOUNS:
        phrase.role = ROLE_NOUNS[head]
    is_aged = any(word.endswith(_AGE_ENDS) for word in words)
    own = words[len(words) - 1 - words[::-1].index("'s") :] if "'s" in words[:-1] else words
    if head in PEOPLE or (is_aged and head.endswith(_AGE_ENDS)):
        phrase.is_person = True
        phrase.party = PEOPLE.get(head, Party.VICTIM)
        if head in {"members", "member", "others", "people", "men", "man", "leader", "leaders", "officials", "bodies"}:
            phrase.party = next((PEOPLE[word] for word in own[:-1] if PEOPLE.get(word, Party.VICTIM) != Party.VICTIM),
                                phrase.party)  # fmt: skip
        elif head in {"officer", "officers"} and "army" in words:
            phrase.party = Party.COMBATANT
    elif is_agent(head) and (phrase.det or phrase.number is not None):
        phrase.is_person, phrase.party = True, Party.VICTIM
    elif head in NOT_PEOPLE or (words and words[-1] in NOT_PEOPLE):
        phrase.is_person = False
    elif nouns and capitals and capitals[-1] and not (is_shouted and is_plural(nouns[-1])):  # "police Sgt. Ann Lee"
        phrase.is_person, phrase.party = True, PEOPLE[nouns[-1]]
    phrase.is_named = bool(
        capitals and capitals[-1] and not is_shouted and phrase.is_person is not False
        and head not in PEOPLE and not (is_first and len(words) == 1) and head not in ROLE_NOUNS
    )  # fmt: skip
    if is_shouted and phrase.is_person is None and not phrase.det and phrase.number is None and phrase.role is None:
        phrase.is_named = not (head.endswith("s") and len(words) == 1)  # in capitals a name is a noun without "the"
    phrase.implied = None if phrase.number is not None else _implied(phrase, head, is_aged=is_aged)


def _is_singular(phrase: Phrase) -> bool:
    return bool(phrase.words) and not phrase.word.endswith("s") and phrase.role is None and phrase.word.isalpha()


def _implied(phrase: Phrase, head: str, *, is_aged: bool) -> int | None:
    if phrase.det == "no":
        return 0
    if phrase.det == "another" and not phrase.words:
        return 1
    if phrase.det == "both" and (is_plural(head) or head == "both"):
        return 2
    if head == "couple" and phrase.det in {"a", "the"}:
        return 2
    if phrase.is_person and head not in _GROUPS and not is_plural(head) and phrase.det not in {"all", "these", "any"}:
        return 1
    if is_aged and not head.endswith("s"):
        return 1
    if phrase.is_named and phrase.det in {"", *_OWNERS} and not is_people_name(head):
        return 1
    if (
        phrase.is_person is None
        and phrase.det
        and phrase.det not in _NOT_ONE
        and _is_singular(phrase)
        and not (head.endswith(_ABSTRACT) or head in _BODIES)
    ):
        phrase.is_guess = True
    if phrase.role and head in {"body", "corpse"} and phrase.det in {"a", "the", "one", "his", "her", "another", ""}:
        return 1
    return None


# ------------------------------------------------------------------------------------------- verb groups


def _verb_group(tagged: list[Unit], place: int) -> Phrase:
    first = tagged[place]
    group = Phrase("V", place, place, first.start, first.end)
    auxiliary = ""
    at = place
    if first.lower == "to":
        group.infinitive, at = True, at + 1
    while at < len(tagged):
        unit = tagged[at]
        if unit.tag == "U":
            auxiliary = unit.lower
            group.perfect = group.perfect or unit.lower in {"has", "have", "had", "having"}
            group.finite = group.finite or unit.lower not in {"being", "having", "been", "be", "getting", "gotten"}
            group.negated = group.negated or unit.lower.endswith("n't")
        elif unit.tag == "O":
            group.modal, group.finite = unit.lower, True
            group.negated = group.negated or unit.lower.endswith("n't") or unit.lower == "cannot"
        elif unit.tag == "N":
            group.negated = True
        elif unit.tag == "A" and at > place:
            pass
        elif unit.tag in "EVG" and (unit.tag != "G" or auxiliary or at == place or group.infinitive):
            return _with_main(tagged, at, group, auxiliary)
        else:
            break
        at += 1
    group.copula = bool(auxiliary) or group.perfect
    group.word = auxiliary
    group.last = max(at, place + 1)
    group.end = tagged[group.last - 1].end
    return group


def _with_main(tagged: list[Unit], at: int, group: Phrase, auxiliary: str) -> Phrase:
    unit = tagged[at]
    group.aux = next((u.lower for u in tagged[group.first : at] if u.tag == "U"), "")
    group.word, group.last, group.end = unit.lower, at + 1, unit.end
    verb = VERBS.get(unit.lower)
    form = verb.form if verb else HARM_VERBS.get(unit.lower) or _form_by_ending(unit.lower)
    group.form = form
    if verb:
        group.lemma, group.role, group.frame = verb.lemma, verb.role, verb.frame
    elif unit.lower in HARM_VERBS:
        group.lemma, group.frame = unit.lower, "t"
    is_be = bool(auxiliary) and auxiliary not in {"has", "have", "had", "having", "do", "does", "did", "don't", "doesn't",
                                                  "didn't", "hasn't", "haven't", "hadn't", "they've"}  # fmt: skip
    group.passive = is_be and form in {"both", "pp", "past"}
    if not auxiliary and not group.modal and not group.infinitive:
        group.finite = form in {"past", "s", "base"}
    return group


def _form_by_ending(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    return "both" if word.endswith(("ed", "n", "t")) else "past"
