"""One side of a comparison: a claim with the article that it stands in.

In: a claim, its document, the sources' aliases. Out: a `Side`, which knows its counter (who is behind the figure), its
frame (the words around it), the past years that it speaks of, and how to be quoted in a finding. A side is made once
and compared many times, so all that a comparison needs is read here, each thing when it is first asked for.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from tasks.claims.answers import answers_title, asked_for, is_answered_no
from tasks.claims.incidents import Scope, named_scope
from tasks.model import Claim, Document, Figure
from tasks.reading.stems import stems
from tasks.settings import Sources
from tasks.verdicts.capacity import as_capacity
from tasks.verdicts.likeness import Clause, beside, clause, frame, in_one_word
from tasks.verdicts.measures import Measure, measure_of
from tasks.verdicts.past import past_years
from tasks.verdicts.populations import Population, population_of
from tasks.vocabulary import COUNT_ROLES, ClaimKind

_REJECTED = re.compile(
    r"^[^.;]{0,80}?\b(?:(?:proved|turned out|was|were|is) (?:to be )?"
    r"(?:false|wrong|untrue|unfounded|mistaken|a rumou?r)|(?:not adopted|not confirmed|rejected|denied|dismissed))\b"
)
# "Corrected from 6.8 to 6.6 per cent": the first is what the page takes back.
_SET_RIGHT = re.compile(
    r"\b(?:corrected|amended|restated|revised)(?: (?:down|up|downwards?|upwards?|slightly|sharply)){0,2} from $",
    re.IGNORECASE,
)
_ELAPSED = re.compile(r"\W{0,3}(?:after|since|later|ago|before|on|into|from)\b")
_DAY = re.compile(
    r"\b(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)"
    r"|Nov(?:ember|\.)|Dec(?:ember|\.)) \d{1,2}\b"
)
SHORT_CHARS = 400
NOTICE_CHARS = 300  # a correction says so in its first words
_CORRECTING = re.compile(r"\b(?:correct(?:ion|s|ed)|clarif\w+|withdr\w+|retract\w*|amend(?:ed|ment))\b", re.IGNORECASE)
_ERROR_TOLD = re.compile(
    r"\b(?:our|an?|the|that|this) (?:earlier |previous |original |first )?(?:reports?|articles?|stor(?:y|ies)|items?|"
    r"version|headline|broadcast|bulletin)\b[^.]{0,60}\b(?:said|stated|gave|put|described|misstated|called|spoke)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:in|from|at) [^,]{2,40} alone\b|\balone\b[^,]{0,20}$", re.IGNORECASE)
_ALL_OF = re.compile(
    r"\ball (?:\d{1,3}|[a-z-]{3,12}) of the (?:injured|wounded|hurt|dead|killed|victims|people shot)\b", re.IGNORECASE
)
_GRADED = re.compile(
    r"\b(?:seriously|critically|badly|gravely|severely|slightly|lightly|critical|serious|stable|fair|good) "
    r"(?:\w+ )?(?:injur\w+|wound\w+|hurt|condition)\b|\b(?:non-?)?life-threatening\b|\bminor injur\w+",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True)  # without slots: what its words say is kept in the record when it is first asked for
class Side:
    """A claim as the comparison sees it: most gates shut by measure or event, and never ask for its words.

    `counter` is the canonical name of the innermost named source. `frame` holds the stems of the clause, `beside` those
    right next to the figure, `words` those of the sentence; `years` the past years that the clause speaks of;
    `numerals` the other numbers of the sentence in digits.
    """

    claim: Claim
    document: Document
    sources: Sources = field(repr=False, compare=False)
    family: str  # "figure" | "count" | "date" | "quote": only sides of one family meet
    names: frozenset[str]
    day: date | None  # of the publication of its page, as its readers would name it
    is_only: bool = False  # of a reference page: the one number that the page gives in its role
    is_later: bool = False  # the same: another number comes first there

    @property
    def speaker(self) -> str:
        """Who prints it, for a finding."""
        return printed_by(self.document)

    @property
    def figure(self) -> Figure:
        """The figure of its claim; a TypeError where it has none, for only figures are compared as figures."""
        if (figure := self.claim.figure) is None:
            raise TypeError("a claim without a figure cannot be compared as a figure")
        return figure

    @cached_property
    def clause(self) -> Clause:
        """The words before it in its clause, its own, and those after."""
        return clause(self.claim)

    @cached_property
    def frame(self) -> frozenset[str]:
        """The stems of the clause: what the figure is said to count."""
        return self._told(frame(self.clause) | _asked(self.claim, self.document))

    @cached_property
    def beside(self) -> frozenset[str]:
        """The stems right next to the figure."""
        return self._told(beside(self.clause))

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the sentence."""
        return self._told(_words(self.claim, self.document))

    @cached_property
    def counter(self) -> str | None:
        """Who is responsible for it."""
        return counter(self.claim.attribution, self.sources)

    @cached_property
    def years(self) -> frozenset[int]:
        """The past years that the clause speaks of."""
        return past_years(self.claim, self.document, self.clause)

    @cached_property
    def measure(self) -> Measure | None:
        """What a figure measures."""
        return _measure(self.claim, self.document, self.clause, self.sources)

    @cached_property
    def population(self) -> Population:
        """Whom a figure counts."""
        return _population(self.claim, self.sources)

    @cached_property
    def numerals(self) -> frozenset[str]:
        """The other numbers of the sentence in digits."""
        return _numerals(self.claim)

    @cached_property
    def is_part(self) -> bool:
        """A part of a total: marked so where it was read, or "in Wajima alone"."""
        marked = bool(self.claim.figure and self.claim.figure.is_part) and not _is_all_of_them(self.clause)
        return marked or _is_alone(" ".join(self.clause))

    @cached_property
    def is_elapsed(self) -> bool:
        """As in "three days after", "a week since"."""
        return _ELAPSED.match(self.clause[2]) is not None

    @cached_property
    def is_rejected(self) -> bool:
        """As in "a number the authorities rejected": printed, and not believed, by its own page."""
        return _is_rejected(self.claim, self.document)

    @cached_property
    def days(self) -> frozenset[str]:
        """Days of the calendar that the sentence names beside the figure: "february 10"."""
        return frozenset(hit.group().lower().replace(".", "") for hit in _DAY.finditer(" ".join(self.clause)))

    @cached_property
    def is_graded(self) -> bool:
        """Whether only those badly, or lightly, hurt are counted: "two are in critical condition"."""
        return _GRADED.search(" ".join(self.clause)) is not None

    @cached_property
    def scope(self) -> Scope:
        """Whether its clause speaks of several happenings, or of a separate one."""
        return named_scope(self.claim) if self.claim.figure else Scope.OWN

    def _told(self, found: frozenset[str]) -> frozenset[str]:
        return in_one_word(found, self.sources.things_in_lines) if self.claim.figure else found


def printed_by(document: Document) -> str:
    """Publisher and day, as a finding names them: "Harbour Wire (2 September 2025)"."""
    name = document.publisher or document.url or "an unnamed page"
    day = document.civil_day
    return f"{name} ({day.day} {day:%B %Y})" if day else f"{name} (no date)"


def side(claim: Claim, document: Document, sources: Sources) -> Side:
    """Make one side."""
    names = claim.anchors.names | claim.anchors.places
    return Side(claim, document, sources, _family(claim), names, document.civil_day)


def _measure(claim: Claim, document: Document, words: Clause, sources: Sources) -> Measure | None:
    if claim.figure is None:
        return None
    return as_capacity(measure_of(claim.figure, _counted(claim, document), sources.things_by_word), words)


def _is_all_of_them(words: Clause) -> bool:
    """As in "all four of the injured", which is the whole, where "four of the injured" are some."""
    return _ALL_OF.search(f"{words[0][-6:]}{words[1]}{words[2][:24]}") is not None


def _is_alone(around: str) -> bool:
    """Whether the clause says "in Wajima alone"; the word is looked for first, for it is rare and the pattern slow."""
    return "alone" in around.lower() and _ALONE.search(around) is not None


def _population(claim: Claim, sources: Sources) -> Population:
    """Whom a figure counts; of a part its own words say it too: "13 children were among the dead"."""
    if claim.figure is None:
        return Population()
    return population_of(claim.figure, sources, claim.text if claim.figure.is_part else "")


def _asked(claim: Claim, document: Document) -> frozenset[str]:
    """Where a title asks, its words belong to what the answer's first sentence says."""
    return _sentence_stems(document.title or "") if answers_title(claim, document) else frozenset()


def _counted(claim: Claim, document: Document) -> str:
    """What the title asks the number of is counted by the answer's first sentence."""
    return asked_for(document) if claim.sentence_index <= 1 else ""


def _is_rejected(claim: Claim, document: Document) -> bool:
    """Whether the page disowns what it prints: a rumour it calls false, the error that it corrects, an answer "no"."""
    if claim.sentence_index <= 1 and is_answered_no(document):
        return True
    if _REJECTED.search(claim.sentence[claim.end - claim.sentence_start :]):
        return True
    if _SET_RIGHT.search(claim.sentence[: claim.start - claim.sentence_start]):
        return True
    if not _is_correcting(document.title or "", document.text[:NOTICE_CHARS]):
        return False
    return _ERROR_TOLD.search(claim.sentence[: claim.start - claim.sentence_start]) is not None


@lru_cache(maxsize=512)
def _is_correcting(title: str, beginning: str) -> bool:
    """Whether a page calls itself a correction; asked for each of its claims."""
    return _CORRECTING.search(title) is not None or _CORRECTING.search(beginning) is not None


def _family(claim: Claim) -> str:
    if claim.kind is ClaimKind.COUNT and claim.figure and claim.figure.role in COUNT_ROLES:
        return "count"
    return "figure" if claim.figure else claim.kind.value


def _words(claim: Claim, document: Document) -> frozenset[str]:
    """The stems of the sentence; a page of a sentence or two is told about by its title as well."""
    own = _sentence_stems(claim.sentence)
    return own | _sentence_stems(document.title) if document.title and len(document.text) < SHORT_CHARS else own


@lru_cache(maxsize=8192)
def _sentence_stems(sentence: str) -> frozenset[str]:
    return frozenset(stems(sentence))


def _numerals(claim: Claim) -> frozenset[str]:
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return frozenset(
        hit.group().replace(",", "")
        for hit in _NUMERAL.finditer(claim.sentence)
        if hit.end() <= start or hit.start() >= end
    )


def counter(chain: tuple[str, ...], sources: Sources) -> str | None:
    """The one who is responsible for a figure: the innermost of the chain, under its canonical name."""
    return canonical(chain[-1], sources) if chain else None


def canonical(name: str, sources: Sources) -> str:
    """One name for one body: through the aliases of sources.toml, else lower-cased without an article."""
    plain = _plain(name)
    known = sources.by_alias.get(plain)
    return known.name.lower() if known else plain


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    words = name.lower().replace("’", "'").split()
    while words and words[0] in {"the", "a", "an", "its", "his", "her", "their"}:
        words = words[1:]
    plain = " ".join(words)
    return plain.removesuffix("'s")
