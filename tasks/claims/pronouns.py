"""Whom "he" and "she" stand for: singular persons who have spoken, else who was named last.

In: a pronoun with its sentence and what is said there. Out: the fullest name of the person, None where nobody fits. A
person mentioned in what somebody says has not spoken; nobody names himself in what he says. Where a title or a given
name tells, "he" and "she" are told apart.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from tasks.claims.given_names import FEMALE, MALE
from tasks.claims.names import Cast, Name
from tasks.claims.phrases import Node
from tasks.claims.tags import tag
from tasks.claims.words import words
from tasks.model import Document, Sentence
from tasks.settings import Sources

REACH_SENTENCES = 6  # how far back a pronoun looks
REACH_SPEECH = 20  # how far back in two paragraphs it looks for who spoke
_MASCULINE = frozenset({"he", "him", "his", "himself", "mr", "sir", "king", "prince", "lord"})
_FEMININE = frozenset({"she", "her", "herself", "mrs", "ms", "miss", "queen", "princess", "lady", "dame"})


class Said(NamedTuple):
    """What a source says: spans of the document; `goes_on` where the verb itself goes on ("she added")."""

    spans: tuple[tuple[int, int], ...] = ()
    goes_on: bool = False
    nested: bool = False  # told by another: the other has the floor


NOT_SAID = Said()


@dataclass(slots=True)
class Floor:
    """The persons who have had the floor in one article."""

    document: Document
    sources: Sources
    cast: Cast
    persons: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # sentence -> who spoke in it
    genders: dict[str, str] = field(default_factory=dict)

    def take(self, full: str, sentence: int, *, nested: bool) -> None:
        """Remember who speaks; whoever is told by another stands behind him."""
        spoken = self.persons[sentence]
        spoken.insert(0 if nested else len(spoken), full)

    def learn_gender(self, full: str, beside: set[str]) -> None:
        """Remember what the words beside a name tell."""
        for word in sorted(beside & (_MASCULINE | _FEMININE)):
            self.genders[full] = "f" if word in _FEMININE else "m"

    def person(self, pronoun: Node, sentence: int, sentences: tuple[Sentence, ...], said: Said) -> str | None:
        """Whom "he" or "she" stands for: after what was said, who spoke last; else who was named last."""
        wanted = {"he": "m", "she": "f"}.get(pronoun.lower)
        follows = said.goes_on or any(end <= pronoun.start for _, end in said.spans)
        found = self._who_spoke(sentence, sentences, wanted, goes_on=said.goes_on) if follows else None
        for index in range(sentence, max(-1, sentence - REACH_SENTENCES), -1):
            if found is not None:
                break
            span = sentences[index]
            end = pronoun.start if index == sentence else span.end
            names = [name for name in self.cast.between(span.start, end) if self._human(name)]
            if index == sentence and names and not self._leads(span.start, names[0].start):
                names = []
            named = [
                self.cast.fullest(name.text, name.start)
                for name in names
                if not any(start <= name.start < end for start, end in said.spans)
            ]
            spoken = self.persons.get(index, [])
            order = [*spoken[::-1], *named] if index != sentence else [*named, *spoken[::-1]]
            found = next((full for full in order if self._fits(full, wanted)), None)
        if found is not None:
            self.genders.setdefault(found, wanted or "?")
            self.persons[sentence].append(found)
        return found

    def _who_spoke(
        self, sentence: int, sentences: tuple[Sentence, ...], wanted: str | None, *, goes_on: bool
    ) -> str | None:
        """The last person who spoke in this paragraph or the one before, or whom the sentence before is about."""
        paragraph = sentences[sentence].paragraph
        for index in range(sentence, max(-1, sentence - REACH_SPEECH), -1):
            if sentences[index].paragraph < paragraph - 1:
                break
            spoken = self.persons.get(index, [])[::-1]
            if not spoken and index == sentence - 1 and sentences[index].paragraph == paragraph and not goes_on:
                spoken = self._subject(sentences[index])
            for full in spoken:
                if self._fits(full, wanted):
                    return full
        return None

    def _subject(self, sentence: Sentence) -> list[str]:
        """The person with whose name a sentence begins, alone: "Lim Eul-chul, a professor, disagreed"."""
        names = self.cast.between(sentence.start, sentence.end)[:1]
        together = names and self.document.text[names[0].end : names[0].end + 5] == " and "
        alone = names and not together and self._human(names[0]) and self._leads(sentence.start, names[0].start)
        return [self.cast.fullest(names[0].text, names[0].start)] if alone else []

    def _fits(self, full: str, wanted: str | None) -> bool:
        return wanted is None or self._gender(full) in {None, wanted}

    def _leads(self, start: int, place: int) -> bool:
        """Whether the name at `place` is the first phrase of its sentence: "Asked about Xi, he" is not Xi."""
        return all(letter not in "PEVG" for letter in tag(words(self.document.text[start:place])))

    def _human(self, name: Name) -> bool:
        if name.text.lower() in self.sources.places_by_alias or name.text.lower() in self.sources.by_alias:
            return False
        return name.kind == "person" or (name.kind == "name" and self.cast.kind_of(name.text) == "person")

    def _gender(self, full: str) -> str | None:
        known = self.genders.get(full)
        if known in {"m", "f"}:
            return known
        given = full.split(maxsplit=1)[0].lower()
        return "f" if given in FEMALE else "m" if given in MALE else None
