"""Tolls that move: "the death toll rose from 10 to 52", "put the number of people killed at 202", "now 14".

In: the phrases of a sentence, and the role that the sentences before it counted. Out: `Bound`s; an earlier figure
("from 10", "against 158") is marked as retrospective, "22 more than that morning" as an increase.
"""

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_clauses import ends_clause
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import COUNT_NOUNS, ROLE_NOUNS, TOLL_NOUNS, TOLL_RISERS, TOPPING

_REACH = 24  # phrases from the word "toll" to its number
_KIND_WORDS = {
    "injury": "injured", "injuries": "injured", "casualty": "killed_or_injured", "injured": "injured",
    "death": "killed", "body": "killed", "fatality": "killed", "dead": "killed", "missing": "missing",
}  # fmt: skip
_NOW = frozenset({"to", "at", "of", "past", "above", "over"})
_THEN = frozenset({"from", "against"})
_ABOVE = frozenset({"past", "above", "over"})
_TOLD_BY_NUMBER = frozenset("deaths dead fatalities casualties injured injuries wounded missing arrests".split())
_PUTTING = frozenset("put puts putting brings brought bringing takes took taking raised raising raises".split())
_FALLS = frozenset("down drop drops dropped fall falls fell fallen cut cuts lower lowered".split())
_RISES = frozenset("increase rise jump".split())
_STATING = frozenset({"spoken", "spoke", "speaks", "talked", "told"})
_TELLING = TOLL_NOUNS | COUNT_NOUNS | _TOLD_BY_NUMBER | _STATING | frozenset(ROLE_NOUNS) | {"it"}
_PEOPLE_WHO = 3  # phrases after "number of people" within which the verb says what befell them


def tolls(row: list[Phrase], bounds: list[Bound], role_before: str | None) -> list[Bound]:
    """Read the figures of every toll or count in a sentence; a bare "count" counts what the text before it did."""
    if _TELLING.isdisjoint([phrase.word for phrase in row]):
        return []
    found: list[Bound] = []
    taken: set[int] = set()
    for place, phrase in enumerate(row):
        if phrase.kind == "V" and phrase.word in _STATING:
            found += _stated(row, place, bounds, role_before)
        is_count = phrase.word in COUNT_NOUNS or phrase.word == "it"
        here = [b.role for b in bounds if is_count and b.place < place and row[b.place].counts]
        if is_count and phrase.word != "it" and _counts_unharmed(row, place, bounds):
            continue
        if here and row[place - 1].word == "and" and phrase.det == "the":
            here = []  # "three were missing and the count was 176": of what the page has been counting
        if phrase.kind != "N" or (role := _role(row, place, here[-1] if here else role_before)) is None:
            continue
        for bound in _figures(row, place, role):
            if bound.place not in taken:
                taken.add(bound.place)
                found.append(bound)
    return found


def _stated(row: list[Phrase], place: int, bounds: list[Bound], role_before: str | None) -> list[Bound]:
    """As in "on December 23 he had spoken of more than 3,000": another figure for what was just counted."""
    if place + 2 >= len(row) or row[place + 1].word != "of" or not row[place + 2].is_bare:
        return []
    here = [bound.role for bound in bounds if bound.place < place]
    role = here[-1] if here else role_before
    return [Bound(place + 2, role, place + 2)] if role else []


def _role(row: list[Phrase], place: int, role_before: str | None) -> str | None:
    """What a toll or a count counts; None where the phrase is neither."""
    phrase = row[place]
    if phrase.number is not None:
        return None
    named = next((_KIND_WORDS[word] for word in phrase.words if word in _KIND_WORDS), None)
    if phrase.word in TOLL_NOUNS:
        return named or "killed"
    if phrase.word in COUNT_NOUNS and _counts_aloud(row, place):
        return None
    if phrase.word in COUNT_NOUNS:
        is_told = _rises(row, place) or (_is_of_a_number(row, place) and not _counts_things(row, place))
        return named or _complement(row, place) or (role_before if is_told else None)
    if phrase.word in ROLE_NOUNS and phrase.det == "the" and "number" in phrase.words:
        return ROLE_NOUNS[phrase.word]
    if phrase.word in _TOLD_BY_NUMBER and phrase.det in {"", "the"} and not phrase.governor and _moves_to(row, place):
        return ROLE_NOUNS[phrase.word]
    if phrase.is_pronoun and phrase.word == "it" and role_before and _rises(row, place):
        return role_before
    return None


def _counts_aloud(row: list[Phrase], place: int) -> bool:
    """As in "a total of 15,000 troops went": just 15,000 troops, and no total of what was counted before."""
    after = row[place + 1 : place + 3]
    is_of = len(after) > 1 and after[0].word == "of" and after[1].number is not None and not after[1].is_bare
    return is_of and row[place].det == "a"


def _complement(row: list[Phrase], place: int) -> str | None:
    """As in "number of dead", "number of people killed", "list of people still out of contact"."""
    if place + 2 >= len(row) or row[place + 1].kind != "P" or row[place + 2].kind not in {"N", "R", "V"}:
        return None
    counted = row[place + 2]
    if row[place + 1].word not in {"of", "for", "on"}:
        return None
    if counted.kind != "N":
        return counted.role if row[place + 1].word == "of" else None
    if counted.number is None and counted.role is not None and not _has_fate(row, place + 3):
        return counted.role
    if counted.number is None and (counted.is_person or counted.is_named or counted.word in {"those", "people"}):
        for phrase in row[place + 3 : place + 3 + _PEOPLE_WHO]:
            if phrase.kind in {"V", "R"} and phrase.role is not None:
                return {"shot": "injured", "stabbed": "injured"}.get(phrase.role, phrase.role)
    return None


def _has_fate(row: list[Phrase], place: int) -> bool:
    """As in "the number of hostages rescued": the participle says what is counted."""
    return place < len(row) and row[place].kind in {"V", "R"} and row[place].role is not None


def _rises(row: list[Phrase], place: int) -> bool:
    """Whether the count itself moves to, stands at, or compares with a number."""
    for at in range(place + 1, min(place + 6, len(row))):
        phrase = row[at]
        if phrase.kind == "V" and (phrase.word in TOLL_RISERS or phrase.word in {"compare", "compares", "compared"}):
            return True
        if ends_clause(phrase) or phrase.kind in {"L", "V"}:
            break
    before = row[place - 1] if place else None
    return before is not None and before.kind == "V" and before.word in TOLL_RISERS


def counted_again(row: list[Phrase]) -> float | None:
    """The number of "the count of 89", told before."""
    for place, phrase in enumerate(row[:-2]):
        number = row[place + 2].number
        if phrase.kind == "N" and phrase.det == "the" and number is not None and _is_of_a_number(row, place):
            return number.value
    return None


def _is_of_a_number(row: list[Phrase], place: int) -> bool:
    """As in "a provisional count of 51", "the figure of 120 given at nine"."""
    is_told = row[place].word in {"count", "tally", "figure", "estimate"}
    return is_told and place + 2 < len(row) and row[place + 1].word == "of" and row[place + 2].is_bare


def _counts_things(row: list[Phrase], place: int) -> bool:
    """As in "410 beds, against the government's figure of 640": the last that was counted is no people."""
    counted = next((phrase for phrase in reversed(row[:place]) if phrase.number is not None and phrase.words), None)
    if counted is None or counted.is_bare or counted.is_person or counted.role:
        return False
    return counted.word.endswith("s") and counted.word not in COUNT_NOUNS


def _counts_unharmed(row: list[Phrase], place: int, bounds: list[Bound]) -> bool:
    """As in "had 14,000 inhabitants; he puts the present number at 3,500": nothing is said to have befallen them."""
    bound_here = {bound.place for bound in bounds}
    counted = [at for at in range(place) if row[at].number is not None and row[at].is_person and not row[at].is_bare]
    return bool(counted) and counted[-1] not in bound_here and row[counted[-1]].role is None


def _moves_to(row: list[Phrase], place: int) -> bool:
    """As in "Deaths climb to 94", "put the dead at 217"."""
    after = row[place + 1] if place + 1 < len(row) else None
    at = place + 2 if after is not None and after.kind == "V" and after.word in TOLL_RISERS else place + 1
    before = row[place - 1] if place else None
    is_put = before is not None and before.kind == "V" and before.word in _PUTTING
    if not is_put and (at == place + 1 or after is None or after.copula or after.passive):
        return False
    is_bare = at + 1 < len(row) and row[at].kind == "P" and row[at].word in _NOW - {"of"} and row[at + 1].is_bare
    return is_bare or (not is_put and at < len(row) and row[at].is_bare)


def _figures(row: list[Phrase], place: int, role: str) -> list[Bound]:
    found: list[Bound] = []
    mover = _mover_before(row, place)
    closed = False  # after a colon come the parts; only "against 158" still speaks of the toll
    aside = False  # inside ", which stood at 40 on Monday,": an earlier figure
    for at in range(place + 1, min(place + _REACH, len(row))):
        phrase = row[at]
        if phrase.kind == "L" and row[at - 1].kind == ",":
            aside = True
        elif phrase.kind == ",":
            aside = False
        if phrase.kind in {".", "S"} or (phrase.kind == ";" and phrase.word != ":"):
            break
        if phrase.kind == ";" and found:
            closed = True
        if found and phrase.word == "of" and row[at - 1].kind == "C":
            break  # "put the number of deaths at 53 and of cases at 2,214"
        if phrase.kind == "V":
            if not _moves(phrase):
                if found:
                    break
                continue
            mover = phrase
        if phrase.kind != "N" or phrase.number is None or not _may_be_toll(phrase, role):
            if found and phrase.kind == "N" and phrase.word in TOLL_NOUNS | COUNT_NOUNS and phrase.number is None:
                break
            continue
        bound = _figure(row, at, role, mover, is_first=all(other.is_retrospective for other in found))
        if bound is not None and aside:
            bound.is_retrospective = True
        if bound is None or (closed and not bound.is_retrospective):
            continue
        found.append(bound)
    return found


def _moves(verb: Phrase) -> bool:
    return verb.word in TOLL_RISERS or verb.copula or verb.word in {"compare", "compares", "compared"}


def _mover_before(row: list[Phrase], place: int) -> Phrase | None:
    before = row[place - 1] if place else None
    return before if before is not None and before.kind == "V" and before.word in TOLL_RISERS else None


def _may_be_toll(phrase: Phrase, role: str) -> bool:
    if phrase.is_bare or phrase.role == role:
        return True
    return bool(phrase.is_person) and phrase.is_person is not False


def _is_rise(row: list[Phrase], at: int) -> bool:
    """As in "233, an increase of four on Saturday's tally", "a rise of 12 from the day before"."""
    return row[at].governor == "of" and at > 1 and row[at - 2].word in _RISES


def _figure(row: list[Phrase], at: int, role: str, mover: Phrase | None, *, is_first: bool) -> Bound | None:
    phrase, before = row[at], row[at - 1]
    after = row[at + 1] if at + 1 < len(row) else None
    if _is_rise(row, at):
        return Bound(at, role, at, is_increment=True)
    if "more" in phrase.words and after is not None and after.word == "than":
        return Bound(at, role, at, is_increment=True)
    if after is not None and after.kind in {"V", "R"} and after.role is not None and not after.finite:
        return None  # "a toll of one person wounded" says itself what it counts
    governor = phrase.governor
    if governor in _THEN or (governor in {"with", "to"} and mover is not None and mover.word.startswith("compare")):
        return Bound(at, role, at, is_retrospective=True)
    if governor == "by":
        if mover is None or mover.word in _FALLS or row[at - 2].word in _FALLS:
            return None  # "went down by one to 13" counts nobody new
        return Bound(at, role, at, is_increment=True)
    if governor in _NOW:
        return Bound(at, role, at, is_topped=governor in _ABOVE)
    if governor or not is_first:
        return None
    if before.kind == "V" and mover is before:
        return Bound(at, role, at, is_topped=before.word in TOPPING)
    is_own = phrase.is_bare or phrase.role == role
    is_told = before.word == ":" and phrase.is_person and phrase.role is None  # "a count of the missing: 89 people"
    return Bound(at, role, at) if is_told or (is_own and before.kind in {"N", ";"}) else None
