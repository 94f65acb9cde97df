"""The phrase of a ledger, read: which quantity is meant, of whom, where, and what a figure must say to be one of it.

In: "killed, North Korean troops". Out: a `Wanted`: roles (or the noun that is counted), the people with their nation
and kind, places and plain words, each with all its other names. A figure that names other people, or another place, is
not one of it, however alike the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.claims.casualty_words import COUNT_NOUNS, ROLE_ADJECTIVES, ROLE_NOUNS, TOLL_NOUNS, VERBS
from tasks.model import Figure
from tasks.reading.stems import stems
from tasks.settings import Sources
from tasks.verdicts.populations import GROUPS, Population, population_of
from tasks.vocabulary import COUNT_ROLES, PEOPLE_ROLES, Hedge

MAX_PHRASE_CHARS = 300
MAX_NAME_WORDS = 4
MIN_PREFIX_CHARS = 4  # a stem is cut to find its words in a text; shorter ones find everything
_WORD = re.compile(r"[^\s,;]{1,60}")
_PARTS = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word or name of the phrase. `kind` is nation (of people), people, place or word.

    `names` are its lower-cased spellings, `stems` those of a plain word or of all words for such people.
    """

    text: str
    kind: str
    names: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    place: str | None = None

    @property
    def pattern(self) -> str:
        """A regular expression (RE2, lower-case text) that every text which can match holds."""
        heads = self.names or tuple(sorted({_prefix(stem) for stem in self.stems}))
        return r"\b(?:" + "|".join(re.escape(head) for head in heads) + ")"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the phrase asks for. Without a role, `nouns` (stems) say what is counted."""

    phrase: str
    roles: tuple[str, ...]
    role_words: tuple[str, ...]
    nouns: frozenset[str]
    population: Population
    terms: tuple[Term, ...]

    @property
    def stored_roles(self) -> tuple[str, ...]:
        """The roles as a store may hold them: "killed", and the nouns that mean it ("dead", "deaths")."""
        words = (word for word in (*ROLE_NOUNS, *ROLE_ADJECTIVES) if role_of(word) in self.roles)
        return tuple(sorted({*self.roles, *words}))

    @property
    def noun_prefixes(self) -> tuple[str, ...]:
        """How the nouns begin, for a store that is asked by text."""
        return tuple(sorted({_prefix(noun) for noun in self.nouns}))


def read_phrase(phrase: str, sources: Sources) -> Wanted:
    """Read a phrase; its words may come in any order, what is counted first where it is no role."""
    parts = [_WORD.findall(part) for part in _PARTS.split(phrase[:MAX_PHRASE_CHARS])]
    words = [word for part in parts for word in part]
    lowered = [word.lower() for word in words]
    roles = tuple(dict.fromkeys(role for word in lowered if (role := role_of(word))))
    is_role = {word for word in lowered if role_of(word)}
    skipped = (is_role | TOLL_NOUNS | COUNT_NOUNS) if roles else set()
    rest = [[word for word in part if word.lower() not in skipped] for part in parts]
    population = population_of(_figure(" ".join(" ".join(part) for part in rest)), sources) if roles else Population()
    nouns: frozenset[str] = frozenset()
    if not roles:
        counted = next((part for part in rest if part), [])
        nouns = frozenset(stems(" ".join(counted)))
        rest = [part for part in rest if part is not counted]
    return Wanted(
        phrase=" ".join(phrase.split()),
        roles=roles,
        role_words=tuple(sorted(is_role)),
        nouns=nouns,
        population=population if population.groups else Population(),
        terms=tuple(term for part in rest for term in _terms(part, sources, is_of_people=bool(population.groups))),
    )


def role_of(word: str) -> str | None:
    """The role that a word tells: "dead" killed, "wounded" injured, "drones" none."""
    lower = word.lower()
    if lower in PEOPLE_ROLES or lower in COUNT_ROLES:
        return lower
    known = ROLE_ADJECTIVES.get(lower) or ROLE_NOUNS.get(lower)
    if known:
        return known
    verb = VERBS.get(lower)
    return verb.role if verb and verb.role in PEOPLE_ROLES else None


def _terms(words: Sequence[str], sources: Sources, *, is_of_people: bool) -> Iterator[Term]:
    """Names first, the longest; then kinds of people; then plain words."""
    position = 0
    while position < len(words):
        for size in range(min(MAX_NAME_WORDS, len(words) - position), 0, -1):
            text = " ".join(words[position : position + size])
            if term := _name(text, sources, is_of_people=is_of_people):
                yield term
                position += size
                break
        else:
            size = _name_length(words[position:])
            text = " ".join(words[position : position + size])
            position += size
            if term := _people(text) or (_unknown_name(text) if size > 1 else _plain(text)):
                yield term


def _name_length(words: Sequence[str]) -> int:
    """How many words from here on are one name that nobody listed: "Port Halden", but not "Halden Children"."""
    length = 0
    while length < min(len(words), MAX_NAME_WORDS) and words[length][0].isupper() and not _people(words[length]):
        length += 1
    return max(1, length)


def _unknown_name(text: str) -> Term:
    return Term(text, "place", names=(text.lower(),))


def _name(text: str, sources: Sources, *, is_of_people: bool) -> Term | None:
    lower = text.lower()
    place = sources.places_by_alias.get(lower)
    if place:
        kind = "nation" if is_of_people else "place"
        return Term(text, kind, _spellings(place.name, place.aliases), place=place.name)
    source = sources.by_alias.get(lower)
    return Term(text, "word", _spellings(source.name, source.aliases)) if source else None


def _spellings(name: str, aliases: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({name.lower(), *(alias.lower() for alias in aliases)}))


def _people(word: str) -> Term | None:
    own = set(stems(word))
    for line in GROUPS:
        group = frozenset(stems(line))
        if own & group:
            return Term(word, "people", stems=group)
    return None


def _plain(word: str) -> Term | None:
    own = frozenset(stems(word))
    return Term(word, "place" if word[0].isupper() else "word", stems=own) if own else None


def _prefix(stem: str) -> str:
    """The head that a stem shares with its words: "collaps" and "collapse", "happi" and "happy"."""
    return stem if len(stem) <= MIN_PREFIX_CHARS else stem[: max(MIN_PREFIX_CHARS, len(stem) - 1)]


def _figure(who: str) -> Figure:
    return Figure(value=0, low=0, high=0, hedge=Hedge.EXACT, role="killed", population=who)
