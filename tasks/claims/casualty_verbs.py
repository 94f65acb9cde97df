"""Verb groups with voice, time and doubt.

In: tagged units and the place where a verb group begins. Out: the phrase, with its main verb, whether it is passive,
finite, perfect, negated, an infinitive, and under which modal.
"""

from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_resolve import Unit
from tasks.claims.casualty_words import HARM_VERBS, VERBS

_HAVE_AND_DO = frozenset("has have had having do does did don't doesn't didn't hasn't haven't hadn't they've".split())


def verb_group(tagged: list[Unit], place: int) -> Phrase:
    """Read the verb group that begins here."""
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
    is_be = bool(auxiliary) and auxiliary not in _HAVE_AND_DO
    group.passive = is_be and form in {"both", "pp", "past"}
    if not auxiliary and not group.modal and not group.infinitive:
        group.finite = form in {"past", "s", "base"}
    return group


def _form_by_ending(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    return "both" if word.endswith(("ed", "n", "t")) else "past"
