"""Who a verb speaks of: the subject before it, the objects after it, and the lists that either is part of.

In: the phrases of a sentence and the place of a verb or predicate. Out: places of noun phrases. The rules are those of
English clauses: a phrase after a preposition is no subject, nor is the object of a relative or -ing clause; "and"
joins noun phrases into one subject, or two verbs to one subject; "who" stands for the noun before it.
"""

from tasks.claims.casualty_phrase import Phrase

_SPEECH = frozenset(
    """said say says saying told reported reports report confirmed confirms announced announces believed
        believe believes feared fears fear thought thinks think known knew estimated estimates
        showed shows shown suggested claimed claims added adds warned stated noted denied denies
        insisted revealed acknowledged alleged indicated learned heard""".split()
)
_COLLECTIVES = frozenset("group total family crowd team party series handful number pair majority remains".split())
_SINGULAR = frozenset({"was", "is", "has", "wasn't", "isn't", "hasn't"})
_COMPLEMENT_VERBS = frozenset({"left", "leaves", "leaving", "leave", "found"})
MOST_LISTED = 20  # members of a list that are added up
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_WHEN = frozenset({"when", "as", "while"})
MIN_WHEN = 3  # phrases before the verb of such a clause: who, what befell him, "when", its subject
_MOST_SKIPPED = 40  # phrases between a verb and its subject; longer ones are accidents


def subjects(row: list[Phrase], place: int) -> list[int]:
    """The noun phrases that are the subject of the predicate at `place`, in order; [] where none is found."""
    found = _subject(row, place)
    if found is None:
        return []
    places = conjuncts_before(row, found)
    return places[:1] if len(places) > 1 and _is_one(row, places, place) else places


def _is_one(row: list[Phrase], places: list[int], verb: int) -> bool:
    """Whether a list is one person and what he is: "Fred Leal, an aide and a friend, was found dead"."""
    if any(row[place].number is not None for place in places):
        return False
    if row[verb].aux in _SINGULAR:
        return True
    set_off = row[verb - 1].kind == "," and row[places[0] + 1].kind == ","
    return set_off and row[places[0]].is_named and not row[places[1]].is_named


def adjacent_subject(row: list[Phrase], place: int) -> list[int]:
    """The subject of a bare participle or adjective: the noun phrase it follows, even one after a preposition."""
    before = place - 1
    while before >= 0 and row[before].kind == "Q":
        before -= 1
    if before >= 1 and row[before].kind == "C" and not follows_passive(row, before):
        return []  # "walked to the school and shot": a second verb of the same subject
    if _says_which(row, before, place):
        return []
    if before > 1 and row[before].kind == "N" and row[before - 1].word in _RELATIVES and row[before - 2].kind == "N":
        # "the men that the militia abducted": active, and done to whom the clause is about
        return conjuncts_before(row, before - 2) if row[before - 2].counts else []
    if before >= 0 and row[before].kind == "N" and row[before].counts:
        if row[before].governor == "of" and _has_number_left(row, before):
            if row[before].number is not None and _predicate_after(row, place):
                return [before]
            return conjuncts_before(row, before - 2)
        return conjuncts_before(row, before)
    return subjects(row, place)


def _says_which(row: list[Phrase], before: int, place: int) -> bool:
    """As in "200 of the troops sent were killed": the participle only tells which troops are meant."""
    if before < 0 or row[before].kind != "N" or row[before].counts or row[before].governor != "of":
        return False
    return _has_number_left(row, before) and _predicate_after(row, place)


def follows_passive(row: list[Phrase], place: int) -> bool:
    """Whether the verbs that this "and" continues are passive: "were beaten, robbed and killed"."""
    while place >= 0 and row[place].kind in {"C", ","}:
        place -= 1
        while place > 1 and row[place].kind == "N" and row[place - 1].kind == "P":
            place -= 2
        if place < 0 or row[place].kind not in {"V", "R"}:
            return False
        if row[place].passive or (row[place].kind == "R" and place and row[place - 1].kind == "V"):
            return True
        place -= 1
    return False


def _predicate_after(row: list[Phrase], place: int) -> bool:
    """Whether the clause goes on to a verb of its own, so that the participle only says which people are meant."""
    for at in range(place + 1, min(place + _MOST_SKIPPED, len(row))):
        phrase = row[at]
        if ends_clause(phrase) or phrase.kind in {"L", "C", ","}:
            return False
        if phrase.kind == "V" and (phrase.finite or phrase.passive or phrase.copula or phrase.frame == "i"):
            return True
    return False


def _has_number_left(row: list[Phrase], place: int) -> bool:
    """As in "12 of the 67 people killed" is read as "12"; "relatives of the 67 people killed" is not."""
    return place > 1 and row[place - 2].kind == "N" and (row[place - 2].is_bare or row[place - 2].implied == 0)


def objects(row: list[Phrase], place: int) -> list[int]:
    """The noun phrases after a verb that are its object, in order."""
    first = place + 1
    while first < len(row) and (row[first].kind == "Q" or _is_particle(row, first, place)):
        first += 1
    if first < len(row) and row[first].kind == "C" and first + 1 < len(row) and row[first + 1].kind == "V":
        return objects(row, first + 1) if not row[first + 1].finite or row[first + 1].form in {"both", "past"} else []
    if first >= len(row) or row[first].kind != "N":
        return []
    found = [first]
    at = first
    while len(found) < MOST_LISTED and (following := _next_conjunct(row, at)) is not None:
        found.append(following)
        at = following
    return found


def _is_particle(row: list[Phrase], at: int, place: int) -> bool:
    """As in "gunned down four guards", "shot dead two clerks", "shot to death his partner"."""
    if row[at].word == "death" and row[at - 1].word == "to" and at == place + 2:
        return at + 1 < len(row) and row[at + 1].kind == "N"
    if row[at].word == "to" and at == place + 1 and at + 2 < len(row) and row[at + 1].word == "death":
        return row[at + 2].kind == "N"
    is_part = row[at].word in {"down", "dead"} and row[at].kind in {"P", "R"}
    return is_part and at == place + 1 and at + 1 < len(row) and row[at + 1].kind == "N"


def whole(row: list[Phrase], place: int) -> tuple[int, int | None]:
    """The phrase that carries the number in "X of Y", and the place of the base Y where X is a part of it."""
    of = place + 1
    if of + 2 < len(row) and row[of].word == "out" and row[of + 1].word == "of":
        of += 1  # "14 out of 90"
    if of + 1 >= len(row) or row[of].kind != "P" or row[of].word not in {"of", "among"} or row[of + 1].kind != "N":
        return place, None
    part, base = row[place], row[of + 1]
    if (
        part.number is None
        and part.implied is None
        and (part.word in _COLLECTIVES or (part.det in {"all", "both", "half", "most", "each"} and not part.words))
    ):
        return (of + 1, None) if base.number is not None else (place, None)
    return place, of + 1


def ends_clause(phrase: Phrase) -> bool:
    """Whether the clause cannot reach across this phrase."""
    return phrase.kind in {";", ".", "S"}


def _subject(row: list[Phrase], place: int) -> int | None:
    at = place - 1
    is_shared = at >= 0 and row[at].kind == "C"  # "posed a threat and were killed": past the object to the subject
    is_relative = at >= 0 and row[at].kind == "L"
    shares = not row[place].finite
    if at >= 0 and row[at].kind in {"S", "B", "P"} and shares:
        return _controller(row, at)
    if at >= 1 and (opening := _relative_opening(row, at) or _before_when(row, at)) is not None:
        at = opening - 1
    elif at >= 1 and row[at].kind == "," and (named := _before_apposition(row, at)) is not None:
        return named
    for _ in range(_MOST_SKIPPED):
        if at < 0:
            return None
        phrase = row[at]
        if phrase.kind == "N":
            if is_relative and phrase.counts:
                return at
            is_object = is_shared and _is_object(row, at)
            step = 2 if is_object else _passed_over(row, at, place)
            if step == 0:
                return at
            at -= step
        elif phrase.kind == "V":
            if not (_is_reduced(row, at) or row[at + 1].kind in {"C", ",", "S", "B", "P", "R"} or at + 1 == place):
                return None
            at -= 1
        elif phrase.kind == ")":
            while at >= 0 and row[at].kind != "(":
                at -= 1
            at -= 1
        elif phrase.kind in {";", ".", "("} or (phrase.kind == "S" and at != place - 1):
            return None
        else:
            at -= 1
    return None


def _relative_opening(row: list[Phrase], comma: int) -> int | None:
    """The comma before a relative clause that this comma ends: "52 people, 14 of whom were children, have died"."""
    if row[comma].kind != ",":
        return None
    has_relative = False
    for at in range(comma - 1, max(-1, comma - _MOST_SKIPPED), -1):
        if row[at].kind == "L":
            has_relative = True
        elif row[at].kind == ",":
            return at if has_relative and at else None
        elif row[at].kind in {";", ".", "S"}:
            return None
    return None


def _before_when(row: list[Phrase], last: int) -> int | None:
    """The "when" before a clause with its own verb that ends here: "a boy who was scalded when the quake struck died".

    It tells when that befell him which the relative clause or the participle before it tells.
    """
    at = last
    while at > 1 and row[at].kind == "N" and row[at - 1].kind == "P":
        at -= 2
    if row[at].kind != "V" or row[at].form == "ing" or row[at].infinitive or at < MIN_WHEN:
        return None
    opening = next((back for back in range(at - 1, 0, -1) if row[back].kind != "N" and row[back].kind != "P"), 0)
    if not opening or row[opening].word not in _WHEN or opening == at - 1:
        return None
    verb = row[opening - 1]
    while verb.kind in {"N", "P"} and opening > 1:  # "who was hurt by glass when"
        opening -= 1
        verb = row[opening - 1]
    befell = verb.kind in {"V", "R"} and opening > 1 and (row[opening - 2].kind == "L" or not verb.finite)
    return opening if befell else None


def _before_apposition(row: list[Phrase], comma: int) -> int | None:
    """As in "Two people, one passenger and one crew member, were pulled out": the first is the subject."""
    found: int | None = None
    has_comma = False
    last = row[comma - 1]
    is_name_wanted = last.number is None and not last.is_named and row[comma + 1].aux != "were"
    at = comma - 1
    while at >= max(0, comma - _MOST_SKIPPED) and row[at].kind in {"N", "P", "C", ","}:
        phrase = row[at]
        has_comma = has_comma or phrase.kind == ","
        is_counted = phrase.number is not None and phrase.is_person
        is_named = is_name_wanted and phrase.is_named and phrase.implied == 1 and row[at + 1].kind == ","
        if phrase.kind == "N" and has_comma and not phrase.governor and (is_counted or is_named):
            found = at
        at -= 1
    return found


def _controller(row: list[Phrase], place: int) -> int | None:
    """Who "died after being shot" or "killed two before being arrested" is about: the subject of the main verb."""
    for at in range(place - 1, -1, -1):
        phrase = row[at]
        if phrase.kind in {";", ".", "L"}:
            return None
        if phrase.kind == "V" and (phrase.finite or phrase.perfect):
            return _subject(row, at)
    return None


def _passed_over(row: list[Phrase], at: int, place: int) -> int:
    """How many phrases to go left because this noun phrase is no subject; 0 where it is one."""
    before = row[at - 1] if at else None
    if before is None:
        return 0
    if at == place - 1 and not row[place].finite and row[place].passive and row[at].counts:
        return 0  # "resulted in six men being killed"
    if before.kind == "P" and not (before.word == "with" and at == place - 1 and not row[place].finite):
        return 2
    if before.kind == "V" and before.word not in _SPEECH:
        if at > 1 and row[at - 2].kind == "L":
            return 3
        if before.form == "ing" and not before.finite and not before.copula:
            return 2
        if before.infinitive:
            return 2
    if before.kind == "," and not row[at].counts and at > 1 and row[at - 2].kind == "N":
        return 1  # an apposition: "Twelve people, members of one family, were killed"
    return 0


def _is_reduced(row: list[Phrase], at: int) -> bool:
    """A participle after its noun ("12 soldiers sent to the front"), or the verb of a relative clause."""
    verb = row[at]
    if at and row[at - 1].kind == "L":
        return True
    bare = not verb.finite and not verb.modal
    return verb.infinitive or (bare and verb.form in {"both", "pp", "ing"})


def conjuncts_before(row: list[Phrase], place: int) -> list[int]:
    """The list that ends in this noun phrase: "31 villagers, two guides and seven soldiers"."""
    found = [place]
    at = place
    joined = False
    while at > 0 and len(found) < MOST_LISTED:
        left = at - 1
        marks = set()
        while left >= 0 and row[left].kind in {",", "C"}:
            marks.add(row[left].word)
            left -= 1
        if not marks or (marks == {","} and not joined):
            break
        joined = joined or "and" in marks or "or" in marks
        if left >= 0 and row[left].is_bare and row[at].is_bare:  # "with 81 and 71 dead"
            found.insert(0, left)
            at = left
            continue
        while left > 1 and row[left].kind == "N" and row[left - 1].kind == "P":
            left -= 2
        if left < 0 or row[left].kind != "N" or not row[left].counts or _is_object(row, left):
            break
        found.insert(0, left)
        at = left
    return found


def _is_object(row: list[Phrase], place: int) -> bool:
    before = row[place - 1] if place else None
    return before is not None and before.kind == "V" and before.word not in _SPEECH | _COMPLEMENT_VERBS


def next_in_list(row: list[Phrase], place: int) -> int | None:
    """The noun phrase that a list of people goes on with after this one."""
    at = place + 1
    while at + 1 < len(row) and row[at].kind == "P" and row[at + 1].kind == "N":
        at += 2
    first = at
    while at < len(row) and row[at].kind in {",", "C"}:
        at += 1
    return at if first < at < len(row) and row[at].kind == "N" and row[at].counts else None


def _next_conjunct(row: list[Phrase], at: int) -> int | None:
    following = at + 1
    while following + 1 < len(row) and row[following].kind == "P" and row[following + 1].kind == "N":
        if row[following].word in {"including", "with", "like"}:
            return None
        following += 2
    marks = set()
    while following < len(row) and row[following].kind in {",", "C"}:
        marks.add(row[following].word)
        following += 1
    if not marks or following >= len(row) or row[following].kind != "N" or not row[following].counts:
        return None
    if marks == {","} and not _list_goes_on(row, following):
        return None
    if marks == {","} and row[at].is_named and row[following].number is None and not row[following].is_named:
        return _next_conjunct(row, following)  # an apposition: "Ana Cano, director of the paper, and Luis Leal"
    if row[following].number is None and following + 1 < len(row) and row[following + 1].is_bare:
        return None  # "lost 91 people and Wajima 81"
    return following if not _has_own_predicate(row, following) else None


def _list_goes_on(row: list[Phrase], place: int) -> bool:
    for at in range(place + 1, min(place + 6, len(row))):
        if row[at].kind == "C":
            return True
        if row[at].kind not in {"N", ",", "P"}:
            return False
    return False


def _has_own_predicate(row: list[Phrase], place: int) -> bool:
    """Whether a verb or role adjective follows that this noun phrase is the subject of."""
    at = place + 1
    while at + 1 < len(row) and row[at].kind == "P" and row[at + 1].kind == "N":
        at += 2
    return at < len(row) and row[at].kind in {"V", "R"}
