"""A ledger for a person (a table a counter, then the chart) and for programs.

In: a `Ledger`. Out: rich renderables, or plain dicts. What the phrase matched, and what was left out, comes first.
"""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tasks.reports.ledger_lines import Entry, Ledger, Line
from tasks.reports.record import figure_json, instant_text, published_text
from tasks.reports.safe import line as safe_line
from tasks.reports.step_chart import line_name, terminal_chart
from tasks.verdicts.moments import shown
from tasks.verdicts.side import printed_by
from tasks.verdicts.wording import figure_words

Json = dict[str, Any]
MAX_ENTRIES = 30  # of a counter on the terminal; --json has all


def ledger_view(ledger: Ledger, width: int) -> RenderableType:
    """What the phrase matched, the figures a counter, the chart."""
    parts: list[RenderableType] = [
        Text(_size(ledger), style="bold"),
        *(Text(row, style="dim") for row in _matched(ledger)),
    ]
    for one in ledger.lines:
        parts += [
            Text(),
            Text(safe_line(line_name(one)), style="bold underline"),
            *(Padding(row, (0, 0, 0, 2)) for row in _rows(one)),
        ]
        if (more := len(one.entries) - MAX_ENTRIES) > 0:
            parts.append(Text(f"  and {more} more; --json has all", style="dim"))
    chart = terminal_chart(ledger, width)
    if chart:
        parts += [Text(), chart]
        parts.append(
            Text(
                "  capital: a step; small: none (why: above); x: withdrawn; *: several; dots: what the hedge allows",
                style="dim",
            )
        )
    return Group(*parts)


def ledger_json(ledger: Ledger) -> Json:
    """For programs; every key is always there."""
    return {
        "phrase": ledger.wanted.phrase,
        "matched": {
            "roles": list(ledger.wanted.roles),
            "terms": [{"text": term.text, "kind": term.kind} for term in ledger.wanted.terms],
            "fields": {term: dict(counts) for term, counts in ledger.fields.items()},
            "left_out": dict(ledger.refused),
        },
        "figures": ledger.figures,
        "documents": ledger.documents,
        "lines": [
            {
                "counter": one.counter if one.is_one_counter else None,
                "of_what": one.of_what or None,
                "entries": [_entry(entry) for entry in one.entries],
            }
            for one in ledger.lines
        ],
    }


def _size(ledger: Ledger) -> str:
    counters = len({one.counter for one in ledger.lines if one.is_one_counter})
    figures, documents = _several(ledger.figures, "figure"), _several(ledger.documents, "document")
    return f"{figures} in {documents}, {_several(counters, 'counter')} named"


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _matched(ledger: Ledger) -> Iterator[str]:
    wanted = ledger.wanted
    if wanted.roles:
        yield f"role: {', '.join(wanted.roles)} (from “{' '.join(wanted.role_words)}”)"
    else:
        yield f"counted: {', '.join(sorted(wanted.nouns))}"
    for term in wanted.terms:
        counts = ledger.fields.get(term.text, {})
        where = ", ".join(f"{field} {count}" for field, count in counts.items())
        yield f"“{safe_line(term.text)}” ({term.kind}): found in {where or 'none'}"
    if not wanted.terms:
        yield "no people, place or event was named: figures of different events may stand on one line"
    if ledger.refused:
        yield "left out: " + "; ".join(f"{count} {safe_line(reason)}" for reason, count in ledger.refused.items())


def _rows(one: Line) -> Iterator[Text]:
    """One row an entry: as-of, figure, who printed it and how often it was copied; its marks and address below."""
    shown_entries = one.entries[:MAX_ENTRIES]
    moments = [_as_of(entry) for entry in shown_entries]
    figures = [figure_words(entry.printed.figure) for entry in shown_entries]
    wide, wider = max(map(len, moments)), max(map(len, figures))
    for entry, moment, figure in zip(shown_entries, moments, figures, strict=True):
        document = entry.printed.document
        row = Text(f"{moment:<{wide}}  ", style="dim")
        row.append(f"{safe_line(figure):<{wider}}", style="bold not dim" if entry.is_step else "dim")
        copies = f" and {len(entry.copies)} cop{'y' if len(entry.copies) == 1 else 'ies'}" if entry.copies else ""
        row.append(f"  {safe_line(printed_by(document))}{copies}", style="not dim")
        yield row
        for mark in entry.marks:
            yield Text(f"  {safe_line(mark, 200)}", style="yellow")
        if document.url:
            yield Text(f"  {safe_line(document.url)}", style="dim")


def _as_of(entry: Entry) -> str:
    as_of = entry.printed.figure.as_of
    if as_of:
        return f"{shown(as_of)} ({as_of.basis.value})"
    return "day of print" if entry.moment else "no day known"


def _entry(entry: Entry) -> Json:
    printed = entry.printed
    document, claim = printed.document, printed.claim
    return {
        "claim_id": claim.claim_id,
        "figure": figure_json(printed.figure),
        "population": printed.figure.population,
        "moment": instant_text(entry.moment),
        "attribution": list(claim.attribution),
        "sentence": claim.sentence,
        "document_id": document.document_id,
        "source_id": document.source_id,
        "publisher": document.publisher,
        "published": published_text(document.published),
        "url": document.url,
        "title": document.title,
        "matched": dict(entry.fields),
        "copies": list(entry.copies),
        "marks": list(entry.marks),
        "step": entry.is_step,
        "withdrawn": entry.is_withdrawn,
    }
