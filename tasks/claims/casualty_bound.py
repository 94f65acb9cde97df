"""Numbers of people bound to what befell them, by the verbs, adjectives and nouns of one sentence.

In: the phrases of a sentence. Out: `Bound`s: a noun phrase, the role that it has, the base it is a part of. Refuses
forecasts and hypotheses ("could kill hundreds", "if ten died"), negations, and whatever is not people.
"""

from dataclasses import dataclass

from tasks.claims.casualty_clauses import adjacent_subject, follows_passive, objects, subjects, whole
from tasks.claims.casualty_phrases import Phrase
from tasks.claims.casualty_words import (
    BULLETS,
    INJURING_ALONE,
    LIFE_TAKERS,
    NOT_BY_NUMBER,
    NOT_PEOPLE,
    NOUNS_OF_OTHERS,
    PEOPLE,
    TIMES,
    VIOLENCE,
    is_plural,
)
from tasks.vocabulary import Party

_FORECAST = frozenset("will would could can should shall won't wouldn't couldn't can't cannot might may".split())
_KEEPS_INFINITIVE = frozenset("managed went able proceeded continued continue continues helped".split())
_PERSON_ONLY = frozenset(
    """rescued evacuated deployed identified missing detained displaced trapped hospitalised attended survived aboard
    abducted infected affected""".split()
)
_NUMBER_ONLY = frozenset({"identified", "deployed", "attended", "evacuated", "displaced"})
_HOSPITAL = frozenset("hospital hospitals clinic clinics centre center infirmary medical care er icu".split())
# What only people are, so that their object is a person even if the noun is not known.
_SURE_VERBS = frozenset("kill murder assassinate wound injure shoot stab massacre kidnap abduct arrest detain".split())
_SUFFER = frozenset("suffers sustains suffered sustained suffering sustaining suffer have has had received".split())
_BESIDE = frozenset({"in", "on", "at", "near", "during"})
_FIGURATIVE = frozenset(
    "hurt hurts hurting survived survive survives surviving buried burying trapped stranded marooned".split()
)
_FALLING = frozenset("fell fallen fall plunged plunges jumped leapt leaped plummeted falls tumbled".split())
_FATES = frozenset("murder death assassination killing execution kidnapping abduction arrest".split())
_FOUND = frozenset(
    """found recovered discovered identified pulled retrieved buried dumped washed lay lying located recovering finding
    find seen uncovered taken removed dug""".split()
)
_LIFELESS = frozenset("dead lifeless charred decomposed decomposing bullet-riddled burned mutilated".split())
_PULLED = frozenset("pulled pulling brought dug plucked freed".split())
_TO_SAFETY = frozenset({"safety", "alive", "rubble"})
_REFLEXIVE = frozenset({"himself", "herself"})


@dataclass(slots=True)
class Bound:
    """A noun phrase with the role that a cue gives it."""

    place: int  # in the row
    role: str
    cue: int
    base: int | None = None  # place of the phrase whose number it is a part of
    is_part: bool = False
    party: Party | None = None
    value: float | None = None  # where it is not the number of the phrase: derived, or of the base
    derived_from: str | None = None
    base_value: float | None = None
    place_name: str | None = None
    is_increment: bool = False
    is_retrospective: bool = False
    is_topped: bool = False  # "tops 100": more than the number
    end: int | None = None  # where the claim's words end, if not with the phrase


def bind(row: list[Phrase], lowers: frozenset[str]) -> list[Bound]:
    """Read every number of people that a cue of the sentence speaks of."""
    found: list[Bound] = []
    for place, phrase in enumerate(row):
        if phrase.kind == "V":
            found += _by_verb(row, place, lowers)
        elif phrase.kind == "R":
            found += _by_adjective(row, place)
        elif phrase.kind == "N" and (phrase.role is not None or phrase.word == "wounds"):
            found += _by_noun(row, place)
    return _settled(row, found)


# --------------------------------------------------------------------------------------------- by a verb


def _by_verb(row: list[Phrase], place: int, lowers: frozenset[str]) -> list[Bound]:
    verb = row[place]
    if verb.negated and verb.word in {"located", "contacted", "found", "reached", "traced"}:
        return _bound(row, subjects(row, place), "missing", place)
    if _is_doubtful(row, place):
        return []
    role = _verb_role(row, place, lowers)
    if verb.word in _FIGURATIVE and not _is_bodily(row, place, lowers):
        return []
    if role == "deployed" and lowers & _HOSPITAL:
        role = "hospitalised"  # "sent four people to hospital"
    if role is None:
        return _by_idiom(row, place)
    return _bound(row, _arguments(row, place) + _companions(row, place), role, place)


def _is_bodily(row: list[Phrase], place: int, lowers: frozenset[str]) -> bool:
    """Whether "hurt" or "survived" is about bodies: a campaign hurts a candidate, too."""
    verb = row[place]
    if verb.role == "trapped":
        return verb.passive or verb.form != "past"
    if verb.passive or (verb.role == "survived" and any(phrase.number is not None for phrase in row[:place])):
        return True
    return bool(lowers & VIOLENCE - {verb.word})


def _arguments(row: list[Phrase], place: int) -> list[int]:
    """Whom the verb counts, by its frame and voice."""
    verb = row[place]
    if verb.passive:
        return subjects(row, place)
    after = [at for at in objects(row, place) if _may_count(row, at)]
    if verb.frame == "i":
        return adjacent_subject(row, place) if not verb.finite else subjects(row, place)
    if verb.frame == "b" and not after:
        return subjects(row, place)
    is_bare = verb.form in {"both", "pp"} and not verb.perfect and not verb.infinitive and not verb.modal
    if is_bare and not after and place and _is_doubtful_one(row[place - 1]):
        return []  # "an economic booster shot"
    if is_bare and not after and not _has_object(row, place):
        return adjacent_subject(row, place)
    return after


def _companions(row: list[Phrase], place: int) -> list[int]:
    """As in "she perished along with ten others", "he was killed together with his wife"."""
    for at in range(place + 1, min(place + 4, len(row) - 1)):
        if row[at].word == "with" and row[at + 1].kind == "N" and (row[at + 1].is_person or row[at + 1].is_bare):
            return [at + 1] if not row[place].finite or row[place].passive else []
        if row[at].kind != "P":
            return []
    return []


def _is_doubtful_one(phrase: Phrase) -> bool:
    """One of a noun that only looks like a person's, before a bare participle."""
    return (
        phrase.kind == "N"
        and phrase.number is None
        and phrase.word not in PEOPLE
        and not (phrase.is_named or phrase.word.endswith("-old"))
    )


def _may_count(row: list[Phrase], at: int) -> bool:
    phrase = row[whole(row, at)[0]]
    return phrase.counts or (phrase.is_person is True) or phrase.is_pronoun or phrase.is_guess


def _has_object(row: list[Phrase], place: int) -> bool:
    following = row[place + 1] if place + 1 < len(row) else None
    if following is not None and following.word in {"down", "dead"} and place + 2 < len(row):
        following = row[place + 2]
    if following is None or following.kind != "N" or following.number is not None or following.word in TIMES:
        return False
    return following.det != "" or following.is_person is True or following.is_named


def _verb_role(row: list[Phrase], place: int, lowers: frozenset[str]) -> str | None:
    verb = row[place]
    if not verb.lemma:
        return None
    if verb.lemma == "shoot" and not verb.passive and _shoots_at(row, place):
        return None  # shot at is not hit; "five shot at party" are
    if _is_either(row, place):
        return "killed_or_injured"
    nearby = {phrase.word for phrase in row[place + 1 : place + 4] if phrase.kind == "R"}
    if "dead" in nearby and (verb.lemma == "shoot" or verb.word == "gunned") and row[place + 1].word == "dead":
        return "killed"
    if verb.role in {"shot", "stabbed", "injured"} or verb.role is None:
        return _harm_role(row, place, lowers)
    return verb.role


def _shoots_at(row: list[Phrase], place: int) -> bool:
    target = row[place + 2] if place + 2 < len(row) else None
    return target is not None and row[place + 1].word == "at" and bool(target.is_person or target.is_pronoun)


def _harm_role(row: list[Phrase], place: int, lowers: frozenset[str]) -> str | None:
    """Shot, stabbed, beaten: killed where the words say so, else hurt."""
    verb = row[place]
    after = row[place + 1 : place + 5]
    to_death = any(phrase.kind == "P" and phrase.word == "to" and step + 1 < len(after)
                   and after[step + 1].kind == "N" and after[step + 1].word == "death"
                   for step, phrase in enumerate(after))  # fmt: skip
    if to_death or verb.fatal:
        return "killed"
    if verb.word in {"gunned", "gunning"}:
        return "killed"
    if verb.role is not None:
        return verb.role
    if verb.word in {"struck", "hit", "grazed"}:
        return "injured" if lowers & BULLETS else None
    return "injured" if verb.word in INJURING_ALONE and verb.passive else None


def _is_either(row: list[Phrase], place: int) -> bool:
    """As in "killed or wounded", "killing and wounding 40": one number for both."""
    pair = {"killed", "injured"}
    for left in (place, place - 2):
        if left < 0 or left + 2 >= len(row) or row[left + 1].word not in {"or", "and"}:
            continue
        first, second = row[left], row[left + 2]
        if first.kind == "V" and second.kind == "V" and {first.role, second.role} == pair:
            return True
    return False


def _is_doubtful(row: list[Phrase], place: int) -> bool:
    verb = row[place]
    if verb.negated:
        return True
    if verb.modal in {"may", "might"} and (verb.perfect or verb.copula):
        return False
    if verb.modal in _FORECAST:
        return True
    if verb.infinitive and not verb.perfect:
        before = row[place - 1] if place else None
        return before is None or before.word not in _KEEPS_INFINITIVE
    return _in_condition(row, place)


def _in_condition(row: list[Phrase], place: int) -> bool:
    """Whether the clause begins with "if", "unless", "whether", "without", "not since"."""
    commas = [at for at, phrase in enumerate(row) if phrase.kind == ","]
    if row[0].kind == "V" and row[0].word == "had" and row[0].copula and (not commas or place < commas[0]):
        return True  # "Had ten been killed, ..."
    if row[0].kind == "V" and row[0].negated and not row[0].word and (not commas or commas[0] < place):
        return True
    for at in range(place - 1, -1, -1):
        phrase = row[at]
        if phrase.kind == "S":
            return phrase.word in {"if", "unless", "whether", "lest"}
        if phrase.kind in {";", "."}:
            return False
        if phrase.kind == "P" and phrase.word == "without" and at == place - 1:
            return True
    return False


# ------------------------------------------------------------------------------------- by other means


def _by_idiom(row: list[Phrase], place: int) -> list[Bound]:
    """As in "lost their lives", "claimed 12 lives", "was taken to hospital", "suffered burns", "carrying 60 passengers"."""
    verb = row[place]
    after = row[place + 1] if place + 1 < len(row) else None
    rest = row[place + 1 : place + 8]
    if verb.word in {"lost", "lose", "loses", "losing"} and after is not None and after.kind == "N":
        if after.word in {"life", "lives"} and after.number is None and after.det:
            return _bound(row, subjects(row, place), "killed", place)
        if after.word in {"life", "lives"} or (after.is_person and after.number is not None):
            return _bound(row, objects(row, place), "killed", place)
    if (
        after is not None
        and after.kind == "N"
        and (
            (after.word == "suicide" and verb.word.startswith("commit"))
            or (after.word == "life" and "own" in after.words and verb.word in {"took", "taking", "take", "taken"})
        )
    ):
        return _bound(row, subjects(row, place) or _controlled(row, place), "killed", place)
    if (
        verb.word in _FALLING
        and after is not None
        and after.word == "to"
        and len(rest) > 1
        and rest[1].word in {"death", "deaths"}
    ):
        return _bound(row, subjects(row, place), "killed", place)
    if verb.word in LIFE_TAKERS and after is not None and after.kind == "N" and after.word in {"lives", "life"}:
        return _bound(row, _lives(row, place + 1), "killed", place)
    if (
        verb.word in _SUFFER
        and after is not None
        and (
            after.kind == "N"
            and after.number is None
            and {"injuries", "injury", "wounds", "wound", "burns"} & set(after.words)
        )
    ):
        return _bound(row, subjects(row, place), "injured", place)
    if verb.word in {"carrying", "carried", "carries", "carry"}:
        people = [at for at in objects(row, place) if row[at].is_person and row[at].number is not None]
        return _bound(row, people, "aboard", place)
    return _by_rescue(row, place, rest)


def _controlled(row: list[Phrase], place: int) -> list[int]:
    """The subject of the main verb, for "before committing suicide"."""
    for at in range(place - 1, -1, -1):
        if row[at].kind == "V" and row[at].finite:
            return subjects(row, at)
    return []


def _by_rescue(row: list[Phrase], place: int, rest: list[Phrase]) -> list[Bound]:
    verb = row[place]
    nouns = {word for phrase in rest if phrase.kind == "N" for word in phrase.words}
    is_passive = verb.passive or follows_passive(row, place - 1)
    people = subjects(row, place) if is_passive else [at for at in objects(row, place) if row[at].is_person]
    if verb.word in {"taken", "took", "taking"} and {"custody", "hostage", "captive", "prisoner"} & nouns:
        return _bound(row, people, "detained" if nouns & {"custody", "prisoner"} else "abducted", place)
    if verb.word in {"taken", "rushed", "transported", "airlifted", "flown", "admitted", "brought", "treated", "took"}:
        return _bound(row, people, "hospitalised", place) if nouns & _HOSPITAL or verb.word == "treated" else []
    if verb.word in {"taken", "took", "taking"} and {"custody", "hostage", "captive", "prisoner"} & nouns:
        return _bound(row, people, "detained" if nouns & {"custody", "prisoner"} else "abducted", place)
    nouns |= {phrase.word for phrase in rest if phrase.kind == "R"}
    if verb.word in _PULLED and nouns & _TO_SAFETY:
        return _bound(row, people, "rescued", place)
    if verb.word in {"went", "going"} and nouns & {"hospital", "hospitals"}:
        return _bound(row, subjects(row, place), "hospitalised", place)
    if verb.word in {"forced", "driven"} and nouns & {"homes", "home", "houses"}:
        return _bound(row, people, "displaced", place)
    if verb.word == "tested" and "positive" in nouns:
        return _bound(row, subjects(row, place), "infected", place)
    return []


def _lives(row: list[Phrase], place: int) -> list[int]:
    if row[place].number is not None:
        return [place]
    of = place + 1
    if of + 1 < len(row) and row[of].word == "of" and row[of + 1].kind == "N":
        return [of + 1, *[at for at in objects(row, of) if at != of + 1]]
    return []


def _by_adjective(row: list[Phrase], place: int) -> list[Bound]:
    """As in "12 dead", "three are missing", "left two people dead", "175 people on board"."""
    role = row[place].role
    if role is None or place == 0:
        return []
    before = row[place - 1]
    if before.kind == "V":
        if _is_doubtful(row, place - 1):
            return []
        return _bound(row, subjects(row, place - 1), role, place)
    if before.kind == "N":
        if row[place].word == "alive" and before.number is None:
            return []
        if role in {"killed", "missing"} and before.det == "the" and before.number is None and not before.is_person:
            return []
        return _bound(row, adjacent_subject(row, place), role, place)
    if before.kind in {"C", ","}:  # "dead or missing", "dead and wounded": the same people
        return _by_adjective_pair(row, place)
    return []


def _by_adjective_pair(row: list[Phrase], place: int) -> list[Bound]:
    return [] if place < 2 or row[place - 2].kind != "R" else _bound(row, [], "", place)  # noqa: PLR2004


def _by_noun(row: list[Phrase], place: int) -> list[Bound]:
    """As in "12 deaths", "the bodies of 12 people", "the murder of two men", "no injuries"."""
    phrase = row[place]
    if phrase.role is None and phrase.word != "wounds":
        return []
    of = place + 1
    if phrase.word in NOUNS_OF_OTHERS and of + 3 < len(row) and row[of].word in _BESIDE and row[of + 2].word == "of":
        of += 2  # "the murder in Lima of two guides"
    if phrase.number is None and _is_somebodys(phrase):
        return [Bound(place, phrase.role, place, value=1)]
    if (
        phrase.word in NOUNS_OF_OTHERS
        and of + 1 < len(row)
        and row[of].word in {"of", "to"}
        and row[of + 1].kind == "N"
    ):
        target = whole(row, of + 1)[0]
        if row[target].counts and phrase.number is None and not (row[of].word == "to" and "injur" not in phrase.word):
            return _bound(row, [of + 1, *_and_more(row, of + 1)], phrase.role, place)
    if phrase.word in NOT_BY_NUMBER:
        return []
    if phrase.governor == "with" and phrase.number is None and phrase.word in {"injuries", "wounds"} and place > 1:
        return _bound(row, [place - 2], "injured", place)  # "three other victims with gunshot wounds"
    if phrase.number is None and phrase.implied == 1 and not _is_harmed_one(row, place):
        return []
    if phrase.number is not None or phrase.implied is not None:
        is_noun = phrase.is_person is not False or phrase.word in NOUNS_OF_OTHERS
        return [Bound(place, phrase.role, place, whole(row, place)[1])] if is_noun else []
    return []


def _is_harmed_one(row: list[Phrase], place: int) -> bool:
    """One person's body or fate named by a noun: only where it is found, or the word for it is death or harm."""
    phrase = row[place]
    if phrase.word in {"body", "corpse"}:
        around = {other.word for other in row[max(place - 3, 0) : place + 4] if other.kind == "V"}
        return bool(around & _FOUND) or not set(phrase.words).isdisjoint(_LIFELESS)
    return phrase.role in {"killed", "injured", "missing", "abducted", "survived", "killed_or_injured"}


def _is_somebodys(phrase: Phrase) -> bool:
    """As in "Ana Leal's murder", "the bishop's death"; a body is read by itself."""
    if "'s" not in phrase.words[:-1] or phrase.word not in _FATES:
        return False
    owner = phrase.words[phrase.words.index("'s") - 1]
    return (owner in PEOPLE and not is_plural(owner)) or (phrase.is_owner_named and owner not in NOT_PEOPLE)


def _and_more(row: list[Phrase], place: int) -> list[int]:
    return [at for at in objects(row, place - 1) if at != place]


def _bound(row: list[Phrase], places: list[int], role: str, cue: int) -> list[Bound]:
    found: list[Bound] = []
    for place in places:
        at, base = whole(row, place)
        phrase = row[at]
        if phrase.is_guess and row[cue].lemma in _SURE_VERBS:
            found.append(Bound(at, role, cue, base, value=1))
            continue
        if phrase.number is not None and phrase.number.is_percent and (base is None or row[base].number is None):
            continue
        if not phrase.counts or not _are_people(row, at, base, role):
            continue
        party = Party.PERPETRATOR if phrase.word in _REFLEXIVE and _has_attacker(row, at) else None
        found.append(Bound(at, role, cue, base, party=party))
    return found


def _has_attacker(row: list[Phrase], place: int) -> bool:
    """Whether the one who dies by his own hand has harmed others: "killed two before shooting himself"."""
    for phrase in row[:place]:
        if phrase.kind == "N" and phrase.party is Party.PERPETRATOR:
            return True
        if phrase.kind in {"S", "B"} and phrase.word == "before":
            return True
    harm = [
        phrase
        for phrase in row[:place]
        if phrase.kind == "V" and phrase.role in {"killed", "injured", "shot", "stabbed"}
    ]
    return len(harm) > 1


def _are_people(row: list[Phrase], place: int, base: int | None, role: str) -> bool:
    phrase = row[place]
    of = row[base] if base is not None else None
    if of is not None and of.is_person is False and phrase.is_person is not True:
        return False
    if phrase.number is None and role in _NUMBER_ONLY:
        return False
    if phrase.is_person or phrase.is_bare or (of is not None and of.is_person):
        return True
    if phrase.number is None:
        return phrase.implied is not None
    return role not in _PERSON_ONLY or phrase.is_named


def _settled(row: list[Phrase], found: list[Bound]) -> list[Bound]:
    """One number has one fate: the worst where one includes the other ("shot and killed", "injured, later died")."""
    by_place: dict[int, list[Bound]] = {}
    for bound in found:
        if bound.role:
            by_place.setdefault(bound.place, []).append(bound)
    kept: list[Bound] = []
    for place in sorted(by_place):
        roles = {bound.role for bound in by_place[place]}
        hidden: set[str] = set()
        if "rescued" in roles:
            hidden |= {"survived"}
        if "killed" in roles:
            hidden |= {"shot", "stabbed", "injured", "hospitalised"}
        if "killed_or_injured" in roles:
            hidden |= {"killed", "injured"}
        if "injured" in roles:
            hidden |= {"shot", "stabbed"}
        if roles & {"shot", "stabbed"}:
            hidden |= {"hospitalised"}
        seen: set[str] = set()
        for bound in by_place[place]:
            if bound.role not in hidden and bound.role not in seen:
                seen.add(bound.role)
                kept.append(bound)
    return kept
