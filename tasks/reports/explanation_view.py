"""The trace of one verdict for a person at a terminal, in the order in which it was made.

In: an `Explanation`. Out: rich renderables; text from outside is shown as text, never as markup.
"""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tasks.model import Claim, Document, Verdict
from tasks.reports.explanation import ROWS, Comparison, Explanation, Removal, row_number
from tasks.reports.safe import line
from tasks.reports.terminal import STYLES
from tasks.verdicts.moments import shown
from tasks.verdicts.side import printed_by
from tasks.verdicts.wording import number_words, source_words, value_words
from tasks.vocabulary import Relation

MAX_CANDIDATES = 12  # documents; --json has every passage
MAX_SILENT = 6  # pages where nothing was the same
MAX_NAMED_FAMILIES = 2
MAX_REFUSED = 4  # claims of a page that one test shut out
MAX_SENTENCE_CHARS = 400
TELLING_FIRST = {relation: place for place, relation in enumerate(Relation)}


def explanation_view(explanation: Explanation) -> RenderableType:
    """Claim, reading, search, comparison, families, rule, and what would flip it."""
    claim, verdict = explanation.claim, explanation.verdict
    head = Text(line(value_words(claim)), style="bold")
    head.append(line(source_words(claim)), style="not bold")
    head.append("  →  ", style="not bold")
    head.append(line(verdict.shown_as), style=STYLES[verdict.label])
    parts: list[RenderableType] = [head, Text(line(claim.sentence, MAX_SENTENCE_CHARS), style="italic")]
    parts.append(Text(f"{line(printed_by(explanation.document))} {line(explanation.document.url or '')}", style="dim"))
    for title, rows in (
        ("Read", list(_read(claim))),
        ("Searched", list(_searched(explanation))),
        ("Compared", list(_compared(explanation))),
        ("Families and origins", list(_families(explanation))),
        ("Decided", list(_decided(explanation))),
        ("What would flip it", list(_flips(explanation))),
        ("Record", list(_record(explanation))),
    ):
        parts += [Text(), Text(title, style="bold underline")]
        parts += [Padding(row, (0, 0, 0, 2)) for row in rows]
    return Group(*parts)


def _read(claim: Claim) -> Iterator[Text]:
    figure = claim.figure
    yield Text(f"{claim.kind.value}: “{line(claim.text)}”")
    if figure:
        low = "no lower end" if figure.low is None else number_words(figure.low)
        high = "no upper end" if figure.high is None else number_words(figure.high)
        yield Text(f"{number_words(figure.value)} ({figure.hedge.value.replace('_', ' ')}): {low} to {high}")
        counted = [f"role {figure.role.replace('_', ' ')}", f"party {figure.party.value}"]
        counted += [f"{name} {line(value)}" for name, value in _marks(claim)]
        yield Text(", ".join(counted))
        if figure.as_of:
            yield Text(f"as of {shown(figure.as_of)}, resting on {figure.as_of.basis.value}")
    yield Text("said by " + " quoting ".join(map(line, claim.attribution)) if claim.attribution else "in its own voice")
    names = sorted(claim.anchors.names | claim.anchors.places)
    if names:
        yield Text(f"tied to {', '.join(map(line, names))}")


def _marks(claim: Claim) -> Iterator[tuple[str, str]]:
    figure = claim.figure
    if figure is None:
        return
    for name, value in (
        ("who", figure.population),
        ("where", figure.place),
        ("unit", figure.unit),
        ("of", None if figure.base is None else number_words(figure.base)),
    ):
        if value:
            yield name, value
    if figure.is_part:
        yield "a part", "of a total printed beside it"
    if figure.is_increment:
        yield "new ones", "only"


def _searched(explanation: Explanation) -> Iterator[RenderableType]:
    searched = explanation.verdict.searched
    found = len(explanation.candidates)
    pages = len({candidate.passage.document_id for candidate in explanation.candidates})
    limit = f", nothing later than {searched.cut_off:%Y-%m-%d %H:%M} UTC" if searched.cut_off else ""
    yield Text(
        f"{searched.passages:,} passages, {searched.feeds} feeds{limit}: {found} passages of {pages} pages found"
    )
    if not found:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    for name in ("score", "words", "page", "alike", "event", "found in"):
        table.add_column(name, justify="left" if name == "found in" else "right", style="dim", overflow="fold")
    seen: set[str] = set()
    for candidate in explanation.candidates:
        document_id = candidate.passage.document_id
        if document_id in seen or len(seen) >= MAX_CANDIDATES:
            continue
        seen.add(document_id)
        table.add_row(
            f"{candidate.search_score:.1f}",
            f"{candidate.coverage:.2f}",
            f"{candidate.document_coverage:.2f}",
            f"{candidate.token_set:.0f}",
            f"{candidate.event_share:.2f}",
            Text(f"{_named(explanation, document_id)}: {line(candidate.passage.text, 90)}"),
        )
    yield table
    yield Text(
        "score: BM25 of the query; words: share of the claim's words in the passage; page: in its best four together; "
        "alike: 0 to 100, fuzzy; event: how near the page is to the article's subject",
        style="dim",
    )


def _compared(explanation: Explanation) -> Iterator[RenderableType]:
    """Page by page, what tells first; of what was shut out, the test that was not passed."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in explanation.comparisons:
        groups.setdefault(comparison.document_id, []).append(comparison)
    if not groups:  # quotations, or a page from which nothing of this kind was read
        for match in explanation.verdict.matches:
            yield _finding(match.relation, match.finding.detail, match.finding.rule, match.finding.gate)
        if not explanation.verdict.matches:
            yield Text("nothing to compare with")
        return
    ranked = sorted(groups.items(), key=lambda pair: (min(map(_rank, pair[1])), pair[0]))
    telling = [pair for pair in ranked if _tells(pair[1])]
    silent = [pair for pair in ranked if not _tells(pair[1])]
    for document_id, comparisons in (*telling, *silent[:MAX_SILENT]):
        yield Text(_named(explanation, document_id), style="bold")
        yield from (Padding(row, (0, 0, 0, 2)) for row in _compared_with(comparisons))
    if (more := len(silent) - MAX_SILENT) > 0:
        yield Text(f"and {more} more pages, where nothing was the same; --json has all", style="dim")


def _compared_with(comparisons: Sequence[Comparison]) -> Iterator[Text]:
    """What tells in full; what was shut out by the test that shut it out, with the reason of the first."""
    shut: dict[tuple[str, str | None], list[Comparison]] = {}
    for comparison in sorted(comparisons, key=_rank):
        finding = comparison.finding
        if finding.relation is Relation.UNRELATED:
            shut.setdefault((finding.rule, finding.gate), []).append(comparison)
        else:
            yield _finding(finding.relation, finding.detail, finding.rule, finding.gate)
    for (rule, gate), refused in shut.items():
        named = ", ".join(f"“{line(one.claim.text, 40)}”" for one in refused[:MAX_REFUSED])
        more = f" and {len(refused) - MAX_REFUSED} more" if len(refused) > MAX_REFUSED else ""
        row = _finding(Relation.UNRELATED, refused[0].finding.detail, rule, gate)
        row.append(f" {named}{more}", style="dim")
        yield row


def _tells(comparisons: Sequence[Comparison]) -> bool:
    return any(one.finding.relation is not Relation.UNRELATED for one in comparisons)


def _finding(relation: Relation, detail: str, rule: str, gate: str | None) -> Text:
    """The relation, the rule that fired and the test that shut the gate, or left it half open."""
    shut = relation is Relation.UNRELATED
    text = Text(relation.value.replace("_", " "), style="dim" if shut else "bold")
    doubt = "" if gate is None else f"; shut by: {gate}" if shut else f"; not sure: {gate}"
    text.append(f" [{rule}{doubt}] ", style="not bold cyan")
    text.append(line(detail), style="" if shut else "not bold")
    return text


def _families(explanation: Explanation) -> Iterator[Text]:
    own = explanation.lineage.family_of(explanation.document.document_id)
    spoken = {match.document_id for match in explanation.verdict.matches}
    for family in explanation.lineage.families:
        members = [key for key in family.documents if key in spoken or key == explanation.document.document_id]
        if len(members) > 1:
            mark = " (the article's own)" if family.family_id == own else ""
            yield Text(f"one family{mark}: {', '.join(_named(explanation, key) for key in members)}")
    independence = explanation.verdict.independence
    span = f"{independence.low}" if independence.low == independence.high else f"{independence.low}-{independence.high}"
    voices = "1 family supports it" if independence.families == 1 else f"{independence.families} families support it"
    origins = f"{span} origin{'' if span == '1' else 's'}"
    yield Text(f"{voices}, {origins}" + (", circular" * independence.circular))
    for origin in independence.origins:
        heard = ", ".join(_named(explanation, key) for key in origin.documents)
        yield Text(f"{origin.kind}: {line(origin.name)} (in {heard})")


def _decided(explanation: Explanation) -> Iterator[Text]:
    verdict = explanation.verdict
    support, against = explanation.sides()
    yield Text(f"supporting families: {len(support)}; contradicting: {len(against)}")
    yield Text(f"row {row_number(verdict.label)} of {len(ROWS)}, {verdict.label.value}: {ROWS[verdict.label]}")
    yield Text(f"time: {verdict.temporal.value.replace('_', ' ')}; cited source: {verdict.cited_source.value}")
    yield from (Text(f"note: {line(flag)}", style="yellow") for flag in verdict.flags)


def _flips(explanation: Explanation) -> Iterator[Text]:
    flipping = explanation.flipping()
    alone = [removal for removal in explanation.removals if len(removal.families) == 1]
    for removal in flipping:
        text = Text(f"without {_gone(removal, explanation)}: ")
        text.append(f"{removal.label.value}", style=STYLES[removal.label])
        text.append(f", {line(removal.shown_as)}")
        yield text
    if not explanation.removals:
        yield Text("no evidence to take away: only a page that gives this figure could change it")
    elif not flipping:
        yield Text(f"no family alone, no two and no whole side: it stays {explanation.verdict.label.value}")
    elif min(len(removal.families) for removal in flipping) > 1:
        yield Text(f"taking away any one of {len(alone)} families changes nothing", style="dim")


def _gone(removal: Removal, explanation: Explanation) -> str:
    """A whole side by its number, a family or two by name."""
    for families, word in zip(explanation.sides(), ("supporting", "contradicting"), strict=True):
        if len(families) > MAX_NAMED_FAMILIES and set(removal.families) >= set(families):
            return f"all {len(families)} {word} families ({len(removal.documents)} pages)"
    return line(", ".join(_named(explanation, key) for key in removal.documents), 300)


def _record(explanation: Explanation) -> Iterator[Text]:
    verdict: Verdict = explanation.verdict
    yield Text(f"claim {explanation.claim.claim_id}")
    yield Text(f"verdict {verdict.verdict_id}, rules {verdict.rules_hash}, Tracewire {verdict.program}")
    if not explanation.is_same_now:
        yield Text("judged again now it comes out otherwise", style="yellow")
    yield Text(f"judge it again: tracewire replay {verdict.verdict_id[:8]}", style="dim")


def _named(explanation: Explanation, document_id: str) -> str:
    document: Document | None = explanation.documents.get(document_id)
    if document is None:
        is_own = document_id == explanation.document.document_id
        return "this article" if is_own else document_id[:8]
    return line(printed_by(document))


def _rank(comparison: Comparison) -> tuple[int, bool, str]:
    finding = comparison.finding
    return TELLING_FIRST[finding.relation], finding.gate is not None, comparison.claim.claim_id
