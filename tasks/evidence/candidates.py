"""Passages worth comparing with a claim, found by words; numbers weigh no more than other words.

In: the claims of one article, the article, an index (or several as one `Searcher`), thresholds. Out: for each claim its
candidates, best first, each with the scores that found it. Refuses nothing; nothing to search gives no candidates.

Two questions are put to the index. Once an article: which documents are about the same event (headline and the most
telling words)? Once a sentence: which windows hold its words? The windows of a document are judged together, because
the half that one sentence leaves out stands in the next.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from rapidfuzz import fuzz

from tasks.evidence.crowd import thinned, wider
from tasks.evidence.index import Hit
from tasks.evidence.showing import Found, shown
from tasks.evidence.stems import stems
from tasks.model import Candidate, Claim, Document
from tasks.settings import Engine, Rules

HEADLINE_WEIGHT = 0.5  # in a claim's query, where a word of the sentence weighs 1
SUBJECT_WEIGHT = 0.3
ANCHOR_WEIGHT = 0.5  # names and places that the sentence itself leaves to a pronoun
SUBJECT_TERMS = 40  # most telling words of the article; 25 to 60 find the same event equally often
QUERY_SUBJECT_TERMS = 12
QUERY_TERMS = 24
SENTENCE_CHARS = 2_000  # longer "sentences" are markup accidents, and each term costs a look-up
AROUND_CHARS = 250  # then only so much on either side of the claim's own words is asked for
HEADLINE_CHARS = 500
WINDOW_CHARS = 2_000  # against a long text everything looks alike
SUBJECT_CHARS = 4_000  # the head of a news story says what it is about
EVENT_WINDOWS = 200
EVENT_DOCUMENTS = 25
EVENT_LIMIT = 100  # windows looked at within them
EVENT_TITLE_WEIGHT = 0.5  # of a word in the other document's headline
WINDOWS_JUDGED = 4  # of a document, together, for its share of the claim; more, and any long text holds everything
WINDOWS_PER_DOCUMENT = 16
PAGE_LIMIT = 150  # windows of the nearest document
SLACK_DAYS = 31  # before the day that a claim speaks of: pages that announce it
# Ten pages tell little about how rare a word is; so much is assumed to have been read before them.
PRIOR_PASSAGES, PRIOR_FREQUENCY = 1_000, 5
BM25_CEILING = 2.2  # k1 + 1: what a term's idf is multiplied with at most


class Passages(Protocol):
    """An index or several."""

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        ...

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        ...

    def idf(self, term: str) -> float:
        """How telling a term is."""
        ...

    def search(
        self,
        query_terms: dict[str, float],
        limit: int,
        start: date | None = None,
        end: date | None = None,
        excluded: Collection[str] = (),
        within: Collection[str] = (),
        title_weight: float = 0.0,
    ) -> list[Hit]:
        """The best passages for weighted terms."""
        ...


def candidates(
    claim: Claim,
    document: Document,
    index: Passages,
    rules: Rules,
    engine: Engine,
    excluded: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """The passages worth comparing with one claim, best first."""
    return candidates_by_claim((claim,), document, index, rules, engine, excluded)[claim.claim_id]


def candidates_by_claim(
    claims: Iterable[Claim],
    document: Document,
    index: Passages,
    rules: Rules,
    engine: Engine,
    excluded: Collection[str] = (),
) -> dict[str, tuple[Candidate, ...]]:
    """The same for all claims of an article at once: what they share is looked up once."""
    search = _Search(document, index, rules, engine, frozenset(excluded) | {document.document_id})
    found: dict[tuple[str, frozenset[str], date | None], tuple[Candidate, ...]] = {}
    by_claim: dict[str, tuple[Candidate, ...]] = {}
    for claim in claims:
        key = (_sentence_around(claim), claim.anchors.names | claim.anchors.places, _day_spoken_of(claim))
        if key not in found:
            found[key] = search.of_sentence(*key)
        by_claim[claim.claim_id] = found[key]
    return by_claim


class _Search:
    """One article's search: its subject, its event, and a memory of the windows already seen."""

    def __init__(
        self, document: Document, index: Passages, rules: Rules, engine: Engine, excluded: frozenset[str]
    ) -> None:
        self.index, self.rules, self.engine, self.excluded = index, rules, engine, excluded
        self.start, self.end = _window(document.civil_day, rules)
        self.headline = tuple(dict.fromkeys(stems((document.title or "")[:HEADLINE_CHARS])))
        self.subject = self._subject(document)
        self.event = self._event_documents()

    def of_sentence(self, sentence: str, anchors: frozenset[str], spoken_of: date | None) -> tuple[Candidate, ...]:
        """The candidates of the claims in one sentence; what it says of the past is looked for in the past too."""
        start = self.start
        if start is not None and spoken_of is not None:
            start = min(start, _days_before(spoken_of, SLACK_DAYS))
        own = tuple(dict.fromkeys(stems(sentence)))
        query = self._query(own, anchors)
        if not own or not self.index.passages:
            return ()
        limit = self.engine.windows_per_claim
        hits = self._look(query, limit, start)
        more = wider(hits)
        if more:
            hits = self._look(query, more, start)
        nearest = sorted(self.event, key=lambda known: (-self.event[known], known))[:EVENT_DOCUMENTS]
        if nearest:
            inside = self.index.search(dict.fromkeys(own, 1.0), EVENT_LIMIT, within=nearest)
            held = {(hit.document_id, hit.passage_index) for hit in hits}
            hits += [hit for hit in inside if (hit.document_id, hit.passage_index) not in held]
        return self._candidates(own, hits, self._ceiling(query), nearest, crowded=more > 0)

    def _query(self, own: Sequence[str], anchors: frozenset[str]) -> dict[str, float]:
        query = dict.fromkeys(own, 1.0)
        for term in stems(" ".join(sorted(anchors))):
            query.setdefault(term, ANCHOR_WEIGHT)
        for term in self.headline:
            query.setdefault(term, HEADLINE_WEIGHT)
        for term in self.subject[:QUERY_SUBJECT_TERMS]:
            query.setdefault(term, SUBJECT_WEIGHT)
        # What stands in every other passage costs most to look up and tells least.
        telling = sorted(query, key=lambda term: (-query[term] * self.index.idf(term), term))
        return {term: query[term] for term in telling[:QUERY_TERMS]}

    def _look(self, query: dict[str, float], limit: int, start: date | None, title_weight: float = 0.0) -> list[Hit]:
        """Search all documents of these days but the excluded; within documents found so, nothing needs ruling out."""
        return self.index.search(query, limit, start, self.end, self.excluded, title_weight=title_weight)

    def _candidates(
        self,
        own: Sequence[str],
        hits: Sequence[Hit],
        ceiling: float,
        nearest: Collection[str],
        *,
        crowded: bool,
    ) -> tuple[Candidate, ...]:
        weights = self._coverage_weights(own)
        ranked = self._near(self._by_document(hits, ceiling), weights, frozenset(nearest))
        most = self.engine.documents_per_claim
        kept = thinned(ranked, lambda known: known.hits[0].terms, most) if crowded else list(islice(ranked, most))
        chosen = shown(kept, self._page(own, kept), self._telling(own), self.engine.windows_per_claim)
        claim_words, total = " ".join(own), sum(weights.values())
        return tuple([self._candidate(hit, known, weights, total, claim_words) for hit, known in chosen])

    def _by_document(self, hits: Sequence[Hit], ceiling: float) -> list[Found]:
        """The documents of these hits, the likeliest first."""
        documents: dict[str, Found] = defaultdict(Found)
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.document_id, hit.passage_index)):
            known = documents[hit.document_id]
            if len(known.hits) < WINDOWS_PER_DOCUMENT:
                known.hits.append(hit)
        for document_id, known in documents.items():
            known.event = self.event.get(document_id, 0.0)
            known.own = known.hits[0].score / ceiling if ceiling else 0.0
        return sorted(documents.values(), key=lambda known: (-known.rank, known.hits[0].document_id))

    def _near(self, ranked: Sequence[Found], weights: dict[str, float], nearest: frozenset[str]) -> Iterator[Found]:
        """Those that hold enough of the claim, or are about its event; each is measured when its turn comes."""
        total = sum(weights.values())
        for known in ranked:
            held = frozenset().union(*(hit.terms for hit in known.hits[:WINDOWS_JUDGED]))
            known.coverage = _share(weights, total, held)
            if known.coverage >= self.rules.min_coverage or known.hits[0].document_id in nearest:
                yield known

    def _page(self, own: Sequence[str], kept: Sequence[Found]) -> list[Hit]:
        """The windows of the nearest document, best first; of a long one the best only."""
        if not kept:
            return []
        return self.index.search(dict.fromkeys(own, 1.0), PAGE_LIMIT, within=[kept[0].best.document_id])

    def _telling(self, own: Sequence[str]) -> dict[str, int]:
        """How telling each word and number of the sentence is, in thousandths."""
        return {term: round(1_000 * self.index.idf(term)) for term in own}

    @staticmethod
    def _candidate(hit: Hit, known: Found, weights: dict[str, float], total: float, claim_words: str) -> Candidate:
        return Candidate(
            passage=hit.passage,
            search_score=hit.score,
            coverage=round(_share(weights, total, hit.terms), 4),
            token_set=round(fuzz.token_set_ratio(claim_words, hit.words[:WINDOW_CHARS]), 2),
            document_coverage=round(known.coverage, 4),
            event_share=round(known.event, 4),
        )

    def _coverage_weights(self, own: Sequence[str]) -> dict[str, float]:
        """Numbers are left out: a passage that gives another figure speaks to the claim no less."""
        words = [term for term in own if not term[0].isdigit()] or list(own)
        seen = self.index.passages + PRIOR_PASSAGES
        return {term: math.log1p(seen / (self.index.frequency(term) + PRIOR_FREQUENCY)) for term in words}

    def _ceiling(self, query: dict[str, float]) -> float:
        return sum(weight * self.index.idf(term) * BM25_CEILING for term, weight in query.items())

    def _subject(self, document: Document) -> tuple[str, ...]:
        counts = Counter(stems(f"{(document.title or '')[:HEADLINE_CHARS]} {document.text[:SUBJECT_CHARS]}"))
        telling = {
            term: (1 + math.log(count)) * self.index.idf(term)
            for term, count in counts.items()
            if self.index.frequency(term)
        }
        return tuple(sorted(telling, key=lambda term: (-telling[term], term))[:SUBJECT_TERMS])

    def _event_documents(self) -> dict[str, float]:
        """How near each document is to the article's event: its best window as a share of what could be reached."""
        query = dict.fromkeys((*self.subject, *self.headline), 1.0)
        ceiling = self._ceiling(query)
        near: dict[str, float] = {}
        if ceiling:
            for hit in self._look(query, EVENT_WINDOWS, self.start, title_weight=EVENT_TITLE_WEIGHT):
                near.setdefault(hit.document_id, hit.score / ceiling)
        return near


def _window(day: date | None, rules: Rules) -> tuple[date | None, date | None]:
    if day is None:
        return None, None
    return _days_before(day, rules.window_days_before), _days_before(day, -rules.window_days_after)


def _days_before(day: date, days: int) -> date:
    """A day so many days earlier, within the calendar that dates have."""
    return date.fromordinal(min(max(day.toordinal() - days, date.min.toordinal()), date.max.toordinal()))


def _sentence_around(claim: Claim) -> str:
    """The claim's sentence, or the stretch of it around the claim where it is enormous."""
    if len(claim.sentence) <= SENTENCE_CHARS:
        return claim.sentence
    start = max(0, claim.start - claim.sentence_start - AROUND_CHARS)
    return claim.sentence[start : claim.end - claim.sentence_start + AROUND_CHARS][:SENTENCE_CHARS]


def _day_spoken_of(claim: Claim) -> date | None:
    """The first day of what the claim is about, where it says one."""
    days = [when.start for when in (claim.when, claim.event_when) if when is not None]
    return min(days, default=None)


def _share(weights: dict[str, float], total: float, held: frozenset[str]) -> float:
    """The part of the claim's weight, of which `total` is the sum, that these terms hold."""
    return sum([weight for term, weight in weights.items() if term in held]) / total if total else 0.0
