"""Anchors: the names, places and topic words that tie a sentence to its event.

In: a sentence, the few before it, the document and the configured names. Out: `Anchors`, lower-cased and canonical, so
that "South Korea's spy agency", "NIS" and "National Intelligence Service" are one name, "Seoul" and "South Korean" one
place where sources.toml says so, and "Kim" is "kim jong un" where the document names him so. A pronoun that opens or
governs a sentence without names stands for the person last named before it. Lists are read by whole words only.
"""

from tasks.claims.name_words import CALENDAR, PERSON_TITLES
from tasks.claims.names import Cast, Name, cast
from tasks.claims.words import Word, words_between
from tasks.model import Anchors, Document, Sentence
from tasks.reading.stems import stems
from tasks.settings import Sources

_Span = tuple[int, int]
_PERSONAL = frozenset({"he", "she", "his", "him"})
_MIN_TERM_CHARS = 3
_INITIALS_CHARS = 3  # an alias this short must be all capitals


def anchors(sentence: Sentence, previous: tuple[Sentence, ...], document: Document, sources: Sources) -> Anchors:
    """Read what ties this sentence to its event."""
    line = words_between(document, sentence.start, sentence.end)
    people = cast(document)
    names: set[str] = set()
    places: set[str] = set()
    taken = _configured(line, sources, names, places)
    for name in people.between(sentence.start, sentence.end):
        rest = _untaken(name, taken, people)
        if rest is not None:
            taken.append((rest.start, rest.end))
            _place_or_name(rest, people, sources, names, places)
    if not names and any(word.lower in _PERSONAL for word in line):
        names.update(_last_person(previous, people, sources))
    plain = [word.text for word in line if _is_term(word) and not _is_taken(taken, word.start, word.end)]
    terms = frozenset(stems(" ".join(plain)))
    return Anchors(frozenset(names), frozenset(places), terms)


def _untaken(name: Name, taken: list[_Span], people: Cast) -> Name | None:
    """The name, or what a configured place at its head leaves of it ("Beijing Kim"); None where nothing is left."""
    for start, end in taken:
        if start <= name.start < end < name.end:
            rest = name.text[end - name.start :].strip()
            known = rest.lower() in people.by_part or " " in rest
            if name.kind == "body" or not known:
                return name  # "American Airlines"
            return Name(name.end - len(rest), name.end, rest, "name") if rest[:1].isupper() else None
    return None if _is_taken(taken, name.start, name.end) else name


def _is_taken(taken: list[_Span], start: int, end: int) -> bool:
    for taken_start, taken_end in taken:  # noqa: SIM110 -- asked of every word, and a generator costs twice the time
        if start < taken_end and taken_start < end:
            return True
    return False


def canonical(name: str, place: int, document: Document, sources: Sources) -> str:
    """One lower-cased form for a name printed at `place`: the configured one, else the document's fullest."""
    full = cast(document).fullest(name, place)
    for form in (full, name):
        if source := sources.by_alias.get(_bare(form)):
            return source.name.lower()
        if ground := sources.places_by_alias.get(_bare(form)):
            return ground.name.lower()
    return _bare(full)


def _configured(line: list[Word], sources: Sources, names: set[str], places: set[str]) -> list[_Span]:
    """Add the configured names and places that stand in the sentence, longest first; give the stretches they take."""
    taken: list[_Span] = []
    index = sources.aliases_by_first_word
    if not index:
        return taken
    lower = tuple([word.lower for word in line])
    position = 0
    while position < len(line):
        for alias, name, is_place in index.get(lower[position], ()):
            after = position + len(alias)
            if lower[position:after] != alias or not _written_as_name(line[position:after]):
                continue
            (places if is_place else names).add(name)
            taken.append((line[position].start, line[after - 1].end))
            position = after - 1
            break
        position += 1
    return taken


def _written_as_name(found: list[Word]) -> bool:
    """A one-word alias must be printed with a capital: "who" is no health body; "spy agency" may be lower case."""
    if len(found) > 1:
        return True
    text = found[0].text
    return text.isupper() if len(text) <= _INITIALS_CHARS else text[0].isupper()


def _place_or_name(name: Name, people: Cast, sources: Sources, names: set[str], places: set[str]) -> None:
    full = _bare(people.fullest(name.text, name.start))
    if source := sources.by_alias.get(full):
        names.add(source.name.lower())
    elif ground := sources.places_by_alias.get(full):
        places.add(ground.name.lower())
    elif name.kind == "place" and people.kind_of(name.text) != "person":
        places.add(full)
    else:
        names.add(full)


def _last_person(previous: tuple[Sentence, ...], people: Cast, sources: Sources) -> set[str]:
    for sentence in reversed(previous):
        persons = [name for name in people.between(sentence.start, sentence.end) if _may_be_person(name, people)]
        if persons:
            full = _bare(people.fullest(persons[0].text, persons[0].start))
            if full in sources.places_by_alias:
                return set()
            source = sources.by_alias.get(full)
            return {source.name.lower() if source else full}
    return set()


def _may_be_person(name: Name, people: Cast) -> bool:
    return name.kind == "person" or (name.kind == "name" and people.kind_of(name.text) == "person")


def _bare(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").removeprefix("the ").split())


def _is_term(word: Word) -> bool:
    lower = word.lower
    return len(lower) >= _MIN_TERM_CHARS and lower[0].isalpha() and lower not in CALENDAR and lower not in PERSON_TITLES
