"""Noun phrases with their number and their people.

In: tagged units and the place where a noun phrase may begin. Out: the phrase, with its number, its head, whether it
is people and whose side they are on, and how many are meant without a numeral; None where none begins.
"""

from tasks.claims.casualty_phrase import ADDING, Phrase
from tasks.claims.casualty_resolve import Unit
from tasks.claims.casualty_words import ROLE_ADJECTIVES, ROLE_NOUNS, VERBS
from tasks.claims.people_words import NOT_PEOPLE, PEOPLE, is_agent, is_people_name, is_plural
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
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ure", "age", "ence", "ance", "ing", "omy")
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})
# Words that may stand between a determiner and its number: "the other 30 deaths", "the first 216 victims".
_BEFORE_NUMBERS = frozenset(
    """other others remaining first last next new more another further additional past latest confirmed estimated known
    total final initial previous same entire only whole""".split()
)
_LONGEST_NAME = 5  # units of a name after "of"
_AGE_ENDS = ("-old", "-olds")


def noun_phrase(tagged: list[Unit], place: int, *, is_shouted: bool) -> Phrase | None:
    """Read the noun phrase that begins here, or the role adjective that stands alone here."""
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
    if unit.tag == "D":
        return _determiner(tagged, at, phrase)
    if unit.tag == "#":
        return _numeral(tagged, at, phrase)
    if unit.tag in "XM'":
        if phrase.words and phrase.number is not None and unit.lower == "than":
            return at
        phrase.words.append(unit.lower)
        capitals.append(unit.tag == "'" or unit.text[:1].isupper())
        return at + 1
    if unit.tag == "T" and phrase.words and phrase.words[-1] in {"'s", "last", "this", "next"}:
        return at + 1
    started = bool(phrase.det or phrase.number is not None or phrase.words)
    if unit.tag == "R" and started:
        return _role_word(tagged, at, phrase, capitals)
    if unit.tag in "EVG" and started:
        return _participle(tagged, at, phrase, capitals)
    return _manner(tagged, at, phrase) if unit.tag == "A" else _joined(tagged, at, phrase)


def _determiner(tagged: list[Unit], at: int, phrase: Phrase) -> int:
    unit = tagged[at]
    follows = phrase.det and phrase.det not in {"all", "both", "half", "such"}
    if phrase.words or phrase.number is not None or follows:
        return at
    phrase.det = unit.lower
    if unit.lower == "all" and at + 1 < len(tagged) and tagged[at + 1].lower == "but":
        phrase.all_but = True
        return at + 2
    return at + 1


def _numeral(tagged: list[Unit], at: int, phrase: Phrase) -> int:
    is_owned = bool(phrase.words) and phrase.words[-1] == "'s"
    if phrase.number is not None or (not is_owned and any(word not in _BEFORE_NUMBERS for word in phrase.words)):
        return at
    phrase.number = tagged[at].number
    return at + 1


def _manner(tagged: list[Unit], at: int, phrase: Phrase) -> int:
    """An adverb between number and noun: "12 badly injured people"."""
    after = tagged[at + 1] if at + 1 < len(tagged) else None
    if phrase.words or not (phrase.det or phrase.number is not None) or after is None or after.tag not in "#XREVG":
        return at
    return at + 1 if after.tag in "#X" or _modifies(tagged, at + 1) else at


def _joined(tagged: list[Unit], at: int, phrase: Phrase) -> int:
    """A point after a title or an initial does not end a name."""
    after = tagged[at + 1] if at + 1 < len(tagged) else None
    if after is None or not phrase.words:
        return at
    last = phrase.words[-1]
    if tagged[at].lower == "of" and _is_of_a_body(tagged, at, phrase):
        return at + 1
    if tagged[at].text == "." and last in {"jr", "sr"}:
        return at + 1
    if not after.text[:1].isupper():
        return at
    if tagged[at].text == "." and (last in _TITLES or len(last) == 1):
        return at + 1
    return at


def _is_of_a_body(tagged: list[Unit], at: int, phrase: Phrase) -> bool:
    """As in "a Ministry of Health official", "two Bank of Lira clerks": a name with "of" before a person."""
    is_indefinite = phrase.det in {"a", "an", "another"} or phrase.number is not None
    if not is_indefinite or not tagged[at - 1].text[:1].isupper() or tagged[at - 1].text.isupper():
        return False
    place = at + 1
    while (
        place < min(at + _LONGEST_NAME, len(tagged)) and tagged[place].tag == "X" and tagged[place].text[:1].isupper()
    ):
        place += 1
    is_person = at + 1 < place < len(tagged) and tagged[place].tag == "X" and tagged[place].text.islower()
    return is_person and (tagged[place].lower in PEOPLE or is_agent(tagged[place].lower))


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
    if phrase.words[-1:] == ["others"]:
        return at  # "six others suffered wounds": a verb
    if _has_person(phrase) or (phrase.words and verb is not None and phrase.words[-1] not in ROLE_ADJECTIVES):
        return at
    if verb is not None and verb.form not in {"both", "pp"}:
        return at
    if verb is None and unit.tag == "V" and not unit.lower.endswith(("ed", "en", "ing")):
        return at  # "216 held passports": a verb, no participle
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
    return after.tag == "X" and after.lower not in ADDING and after.lower not in _TIME_STARTS


def _has_person(phrase: Phrase) -> bool:
    return any((word in PEOPLE and word not in ADDING) or word.endswith(_AGE_ENDS) for word in phrase.words)


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
    elif phrase.role is None and "post-mortem" in words and head in {"examination", "examinations"}:
        phrase.role = "autopsied"
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
        return None if phrase.words[:1] and phrase.words[0] in ADDING else 0  # "no more bodies": beyond those found
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
