"""One phrase of a sentence, as the casualty readers see it.

Kinds: N noun phrase, V verb group, R role adjective ("dead", "on board"), P preposition, B after/before with a noun,
C and/or, L relative, S subordinator, comma, ; and . breaks, ( and ), Q quotation mark.
"""

from dataclasses import dataclass, field

from tasks.model import Number
from tasks.vocabulary import Party

# Words that add to a count and name nobody: "12 others", "another 30".
ADDING = frozenset({"more", "another", "further", "additional", "other", "others", "new"})


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
    nearly: bool = False  # "almost killed"
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
        return self.number is not None and all(word in ADDING or word == "than" for word in self.words)
