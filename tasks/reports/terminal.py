"""What a person with ten minutes reads: one line that says it all, the claims that need a person, then the rest.

In: a `Verification`. Out: rich renderables; text from outside is shown as text, control characters taken out, never as
markup. The first line is the summary of DESIGN.md.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tasks.model import Claim, Document, Match, Verdict, Verification
from tasks.reports.dates import moment_claimed
from tasks.reports.safe import line
from tasks.verdicts.wording import source_words, value_words
from tasks.vocabulary import ClaimKind, FurnitureKind, Relation, VerdictLabel

STYLES = {
    VerdictLabel.REFUTED: "bold red",
    VerdictLabel.DISPUTED: "bold yellow",
    VerdictLabel.MISFRAMED: "bold red",
    VerdictLabel.SUPPORTED: "green",
    VerdictLabel.CONSISTENT: "cyan",
    VerdictLabel.UNVERIFIED: "dim",
    VerdictLabel.NOT_CHECKABLE: "dim",
}
# Figures first: a date of a statement is seldom what a reader came for.
KINDS = (ClaimKind.CASUALTY, ClaimKind.COUNT, ClaimKind.QUANTITY, ClaimKind.QUOTE, ClaimKind.DATE)
MAX_SENTENCE_CHARS = 300
MAX_CALM_CHARS = 110  # a line; the whole sentence is in the article
TELLING = (
    Relation.CONTRADICTS,
    Relation.SAME_NUMBER_OTHER_MEASURE,
    Relation.RETRACTED,
    Relation.LATER_FIGURE,
    Relation.CORROBORATES,
    Relation.DENIES,
    Relation.EARLIER_FIGURE,
)
MAX_EVIDENCE = 4
BARE_CAUSES = frozenset({"nothing found", "nothing to search"})
ID_CHARS = 8  # enough to name a claim to `tracewire explain`


def terminal(
    verification: Verification, *, with_ids: bool = False, feeds: tuple[int, int] | None = None
) -> RenderableType:
    """Everything about one article, most urgent first; `with_ids`: each claim with the beginning of its id.

    `feeds`: how many feeds are current, of how many that are polled; None where none was searched.
    """
    id_chars = ID_CHARS if with_ids else 0
    documents = {document.document_id: document for document in verification.cited}
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    pairs = [(claim, verdicts[claim.claim_id]) for claim in verification.claims if claim.claim_id in verdicts]
    urgent = sorted((pair for pair in pairs if pair[1].needs_person), key=lambda pair: -pair[1].confidence)
    calm = sorted((pair for pair in pairs if not pair[1].needs_person), key=lambda pair: KINDS.index(pair[0].kind))
    parts: list[RenderableType] = [Text(summary(verification, feeds), style="bold")]
    if title := verification.document.title:
        parts.append(Text(line(title), style="italic"))
    parts += _section("Needs you", (_urgent(*pair, documents, id_chars) for pair in urgent))
    parts += _section("In the article itself", (Text(line(check.finding)) for check in verification.self_check))
    parts += _section("Checked", (_calm(*pair, documents, id_chars) for pair in calm if _was_checked(pair[1])))
    parts += _section("Open", (_calm(*pair, documents, id_chars) for pair in calm if _is_open(pair[1])))
    parts += _section(
        f"Nothing found ({_searched(verification)})",
        (_bare(*pair, id_chars) for pair in calm if pair[1].cause in BARE_CAUSES),
    )
    parts += _section("Chain of publication", _chain(verification))
    parts += _section("Not checked", (Text(line(note)) for note in not_checked(verification)))
    return Group(*parts)


def summary(verification: Verification, feeds: tuple[int, int] | None = None) -> str:
    """Chain, how much was checked, how many claims need a person, how new the evidence is: one line."""
    chain = chain_line(verification)
    urgent = sum(verdict.needs_person for verdict in verification.verdicts)
    if not any(verdict.searched.passages for verdict in verification.verdicts) and verification.verdicts:
        # A reader who skims must not take a search of nothing for a clean bill of health.
        waiting = (
            f"Nothing was checked: {verification.sentences_checked} of {verification.sentences} sentences could be"
        )
        return f"{chain}. {waiting}. {_evidence(verification, feeds)}"
    checked = f"{verification.sentences_checked} of {verification.sentences} sentences checked"
    return f"{chain}. {checked}, {urgent} need{'s' if urgent == 1 else ''} you. {_evidence(verification, feeds)}"


def chain_line(verification: Verification) -> str:
    """Publishers from the outermost to the root, as far as they are known."""
    names = [
        f"{line(link.name)} ({line(link.evidence)})" if link.name == "unknown" and link.evidence else line(link.name)
        for link in verification.lineage.chain
    ]
    return " <- ".join(names) or line(verification.document.publisher or "unknown publisher")


def _evidence(verification: Verification, current: tuple[int, int] | None) -> str:
    searched = next((verdict.searched for verdict in verification.verdicts), None)
    if searched is None:
        return "No claims to search for."
    if not searched.passages:
        return "Nothing to search yet: run `tracewire refresh` or give --archive."
    feeds = f", {searched.feeds} feed{'' if searched.feeds == 1 else 's'}" if searched.feeds else ""
    if current is not None:
        feeds = f", {current[0]} of {current[1]} feeds current"
    newest = f"Newest evidence {_moment(searched.end)}" if searched.end else "Evidence undated"
    return f"{newest}, {searched.passages:,} passages{feeds}."


def _moment(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y %H:%M} UTC"


def _section(name: str, parts: Iterable[RenderableType]) -> list[RenderableType]:
    rows = list(parts)
    if not rows:
        return []
    return [
        Text(),
        Text(f"{name} ({len(rows)})", style="bold underline"),
        *(Padding(row, (0, 0, 0, 2)) for row in rows),
    ]


def _urgent(claim: Claim, verdict: Verdict, documents: Mapping[str, Document], id_chars: int) -> RenderableType:
    rows: list[RenderableType] = [
        _headline(claim, verdict, id_chars),
        _indented(_sentence(claim)),
        *(_indented(_evidence_line(match, documents)) for match in _telling(verdict.matches)),
        *(_indented(Text(f"note: {line(flag)}", style="yellow")) for flag in verdict.flags),
        Text(),
    ]
    return Group(*rows)


def _indented(row: RenderableType) -> Padding:
    return Padding(row, (0, 0, 0, 2))


def _calm(claim: Claim, verdict: Verdict, documents: Mapping[str, Document], id_chars: int) -> RenderableType:
    rows: list[RenderableType] = [_headline(claim, verdict, id_chars)]
    if claim.figure:  # a date or a quotation is shown with its words already
        rows.append(_indented(_sentence(claim, MAX_CALM_CHARS)))
    if earliest := verdict.independence.earliest:
        name = documents[earliest.document_id].publisher if earliest.document_id in documents else earliest.source_id
        when = moment_claimed(earliest.published)
        told = f"earliest we hold: {line(name or earliest.source_id)}, {when} ({line(earliest.basis)})"
        rows.append(_indented(Text(f"{told} {line(earliest.url)}" if earliest.url else told, style="dim")))
    rows += [_indented(Text(f"note: {line(flag)}", style="yellow")) for flag in verdict.flags]
    return Group(*rows)


def _was_checked(verdict: Verdict) -> bool:
    return verdict.label not in {VerdictLabel.UNVERIFIED, VerdictLabel.NOT_CHECKABLE}


def _is_open(verdict: Verdict) -> bool:
    return not _was_checked(verdict) and verdict.cause not in BARE_CAUSES


def _bare(claim: Claim, verdict: Verdict, id_chars: int) -> Text:
    """A claim about which nothing was found: what was searched stands above all of them."""
    del verdict
    text = Text(f"{claim.claim_id[:id_chars]} " if id_chars else "", style="dim")
    text.append(f"{line(value_words(claim))}{line(source_words(claim))}", style="dim")
    return text


def _searched(verification: Verification) -> str:
    searched = next((verdict.searched for verdict in verification.verdicts), None)
    if searched is None or not searched.passages:
        return "nothing to search"
    feeds = f"{searched.feeds} feed{'' if searched.feeds == 1 else 's'}, " if searched.feeds else ""
    newest = f", to {_moment(searched.end)}" if searched.end else ""
    return f"{feeds}{searched.passages:,} passages{newest}"


def _headline(claim: Claim, verdict: Verdict, id_chars: int) -> Text:
    text = Text(f"{claim.claim_id[:id_chars]} " if id_chars else "", style="dim")
    text.append(line(value_words(claim)), style="bold not dim")
    text.append(f"{line(source_words(claim))}  →  ", style="not dim")
    text.append(line(verdict.shown_as), style=STYLES[verdict.label])
    return text


def _sentence(claim: Claim, limit: int = MAX_SENTENCE_CHARS) -> Text:
    """The claim in its sentence, its own words marked; cut around them where the sentence is long."""
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    first = 0 if len(claim.sentence) <= limit else max(0, min(start - limit // 4, len(claim.sentence) - limit))
    last = min(len(claim.sentence), first + limit)
    text = Text("…" if first else "")
    text.append(line(claim.sentence[first:start]))
    text.append(line(claim.sentence[start : min(end, last)]), style="reverse")
    text.append(line(claim.sentence[end:last]) if end < last else "")
    text.append("…" if last < len(claim.sentence) else "")
    return text


def _telling(matches: Iterable[Match]) -> list[Match]:
    order = {relation: place for place, relation in enumerate(TELLING)}
    telling = [match for match in matches if match.relation in order]
    return sorted(telling, key=lambda match: (order[match.relation], -match.coverage))[:MAX_EVIDENCE]


def _evidence_line(match: Match, documents: Mapping[str, Document]) -> Text:
    document = documents.get(match.document_id)
    text = Text(f"{match.relation.value.replace('_', ' ')}: ", style="bold")
    text.append(line(match.finding.detail), style="not bold")
    if document and document.url:
        text.append(f" {line(document.url)}", style="not bold blue")
    return text


def _chain(verification: Verification) -> list[Text]:
    return [
        Text(f"{line(link.name)}: {line(link.evidence)}" + (f" {line(link.url)}" if link.url else ""))
        for link in verification.lineage.chain
    ]


def not_checked(verification: Verification) -> list[str]:
    """What of the page was not looked at, in words."""
    captions = sum(piece.kind is FurnitureKind.CAPTION for piece in verification.document.furniture)
    notes = list(verification.notes)
    if captions:
        notes.append(f"{captions} caption{'' if captions == 1 else 's'} and the pictures themselves")
    return notes
