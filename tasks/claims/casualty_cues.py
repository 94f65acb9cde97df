"""The verbs of a sentence that say what befell people, with whom each of them counts.

In: the phrases of a sentence. Out: `Bound`s, those of its adjectives, nouns and idioms included. Refuses forecasts and
hypotheses ("could kill hundreds", "if ten died") and negations.
"""

from tasks.claims.casualty_bodies import is_recovery
from tasks.claims.casualty_bound import Bound, bound, settled
from tasks.claims.casualty_clauses import adjacent_subject, objects, subjects, whole
from tasks.claims.casualty_doubt import is_doubtful
from tasks.claims.casualty_idioms import by_idiom
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_states import by_adjective, by_noun, dead_and_hurt
from tasks.claims.casualty_words import BULLETS, INJURING_ALONE, VIOLENCE, WOUNDS
from tasks.claims.people_words import PEOPLE, TIMES

_HOSPITAL = frozenset("hospital hospitals clinic clinics centre center infirmary medical care er icu".split())
_FIGURATIVE = frozenset(
    "hurt hurts hurting survived survive survives surviving buried burying trapped stranded marooned".split()
)


def bind(row: list[Phrase], lowers: frozenset[str]) -> list[Bound]:
    """Read every number of people that a cue of the sentence speaks of."""
    found: list[Bound] = []
    for place, phrase in enumerate(row):
        if phrase.kind == "V":
            found += by_verb(row, place, lowers)
        elif phrase.kind == "R":
            found += by_adjective(row, place)
        elif phrase.kind == "N" and (phrase.role is not None or phrase.word in WOUNDS):
            found += by_noun(row, place)
    return settled(found)


def by_verb(row: list[Phrase], place: int, lowers: frozenset[str]) -> list[Bound]:
    """Bind whom this verb counts to what it says befell them."""
    verb = row[place]
    if verb.negated and verb.word in {"located", "contacted", "found", "reached", "traced"}:
        return bound(row, subjects(row, place), "missing", place)
    if is_doubtful(row, place):
        return []
    role = _verb_role(row, place, lowers)
    after = row[place + 1].word if place + 1 < len(row) else ""
    if (role == "deployed" and after == "off") or (role == "displaced" and _is_meanwhile(row, place)):
        return []  # "two players were sent off", "nine were hurt while fleeing"
    if verb.word in _FIGURATIVE and not _is_bodily(row, place, lowers):
        return []
    if role == "deployed" and lowers & _HOSPITAL:
        role = "hospitalised"  # "sent four people to hospital"
    if role is None and verb.passive and is_recovery(verb):
        # Who was recovered may be well again; the victims were brought up.
        dead = [at for at in subjects(row, place) if row[whole(row, at)[0]].word in {"victim", "victims"}]
        return bound(row, dead, "recovered", place) or by_idiom(row, place)
    if role is None:
        return by_idiom(row, place)
    return bound(row, _arguments(row, place) + _companions(row, place), role, place)


def _is_meanwhile(row: list[Phrase], place: int) -> bool:
    return row[place].form == "ing" and place > 0 and row[place - 1].word in {"while", "when", "as"}


def _is_bodily(row: list[Phrase], place: int, lowers: frozenset[str]) -> bool:
    """Whether "hurt" or "survived" is about bodies: a campaign hurts a candidate, too."""
    verb = row[place]
    if verb.role == "trapped":
        return verb.passive or verb.form != "past"
    if verb.passive or (verb.role == "survived" and any(_counts_people(phrase) for phrase in row[:place])):
        return True
    return bool(lowers & VIOLENCE - {verb.word})


def _counts_people(phrase: Phrase) -> bool:
    """A number, or none of them: "nobody aboard survived"."""
    return phrase.number is not None or phrase.implied == 0


def _arguments(row: list[Phrase], place: int) -> list[int]:
    """Whom the verb counts, by its frame and voice."""
    verb = row[place]
    if verb.passive:
        return subjects(row, place)
    after = [at for at in objects(row, place) if _may_count(row, at)]
    if verb.frame == "i":
        # "The women pulled from the tower on Hemp Street died": what hangs on a preposition does not die.
        hangs = place > 0 and row[place - 1].kind == "N" and row[place - 1].governor and verb.form != "ing"
        return subjects(row, place) if verb.finite or hangs else adjacent_subject(row, place)
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
    if phrase.is_bare:
        return False
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
    if _is_either(row, place) or dead_and_hurt(row, place) is not None:
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
