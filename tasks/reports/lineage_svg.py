"""The chain of publication and the families as a drawing of our own: one SVG file, nothing loaded from anywhere.

In: a `Trace`. Out: SVG text. Boxes are pages and names, arrows point at what a text was taken from, beside each stands
why and how sure that is. It is drawn on its own ground, light or dark as the reader's screen is, and light on paper.
All outside text is escaped; there are no links, scripts, fonts or pictures in it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from tasks.lineage.trace import FamilyTrace, Link, Member, Trace
from tasks.reports.dates import moment_claimed
from tasks.reports.safe import line
from tasks.reports.tree import named, percent

WIDTH = 960  # user units; the height follows from what is drawn
MARGIN = 24
BOX_WIDTH, BOX_HEIGHT = 380, 48
GAP = 56  # between two boxes of the chain: room for an arrow and three lines
ROW = 62
INDENT = 36
LINE_HEIGHT = 16
CHAR_WIDTH = 6.6  # of 12-unit sans-serif text on average; what is longer is cut or wrapped
MAX_PAGES = 60  # more is a carpet; the tree and --json have all of them
MAX_DEPTH = 6
NOTE_LINES = 3
# Scoped to the drawing, for inside a page a style is the whole page's.
STYLE = """
    .lineage .ground { fill: #ffffff; } .lineage text { font: 12px system-ui, sans-serif; fill: #1a1d21; }
    .lineage .title { font-size: 17px; font-weight: 600; } .lineage .head { font-size: 14px; font-weight: 600; }
    .lineage .name { font-size: 13px; font-weight: 600; } .lineage .note { fill: #4d5763; }
    .lineage .box { fill: #f3f6f9; stroke: #5b6b7b; } .lineage .own { stroke: #0b5cad; stroke-width: 2.5; }
    .lineage .unknown { stroke-dasharray: 5 4; } .lineage .frame { fill: none; stroke: #b9c3cd; }
    .lineage .arrow { fill: none; stroke: #5b6b7b; stroke-width: 1.5; } .lineage .tip { fill: #5b6b7b; }
    @media screen and (prefers-color-scheme: dark) {
      .lineage .ground { fill: #14181d; } .lineage text { fill: #e8eaed; } .lineage .note { fill: #aab4be; }
      .lineage .box { fill: #202831; stroke: #93a4b5; } .lineage .own { stroke: #7ab8ff; }
      .lineage .frame { stroke: #46525e; } .lineage .arrow { stroke: #93a4b5; } .lineage .tip { fill: #93a4b5; }
    }
"""


def lineage_svg(trace: Trace, *, in_page: bool = False) -> str:
    """Draw one article's chain and families; `in_page`: without title and style, which the page has."""
    sheet = _Sheet()
    title = line(trace.document.title or "Article without a title", 100)
    if in_page:
        sheet.y = 0
    else:
        sheet.text(MARGIN, MARGIN + 12, title, "title")
        sheet.y = MARGIN + 28
    _chain(sheet, trace.chain, trace.document.document_id)
    drawn = 0
    several = [family for family in trace.families if len(family.members) > 1]
    sheet.head(f"Families of copies and rewrites ({len(several)})" if several else "No copies and no rewrites are held")
    for family in several:
        if drawn >= MAX_PAGES:
            break
        drawn += _family(sheet, family, trace.document.document_id, MAX_PAGES - drawn)
    left = sum(len(family.members) for family in several) - drawn
    if left > 0:
        sheet.note(MARGIN, f"and {left} more pages; `tracewire trace --json` lists them", WIDTH - 2 * MARGIN)
    alone = sorted({named(f.members[0].document) for f in trace.families if len(f.members) == 1 and not f.is_own})
    if alone:
        sheet.head("Pages without copies that speak to its claims")
        sheet.note(MARGIN, ", ".join(alone), WIDTH - 2 * MARGIN, lines=6)
    return sheet.finished(f"Where “{title}” came from", "" if in_page else STYLE)


@dataclass(slots=True)
class _Sheet:
    """What has been drawn so far; `y` is where the next thing begins."""

    y: float = MARGIN
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, style: str = "") -> None:
        look = f' class="{style}"' if style else ""
        self.parts.append(f'<text x="{x:g}" y="{y:g}"{look}>{escape(words)}</text>')

    def head(self, words: str) -> None:
        self.y += 34
        self.text(MARGIN, self.y, words, "head")
        self.y += 14

    def box(self, x: float, y: float, name: str, second: str, style: str = "") -> None:
        look = f"box {style}".strip()
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" class="{look}"/>'
        )
        room = int((BOX_WIDTH - 20) / CHAR_WIDTH)
        self.text(x + 10, y + 20, line(name, room), "name")
        self.text(x + 10, y + 37, line(second, room), "note")

    def note(self, x: float, words: str, width: float, y: float | None = None, lines: int = NOTE_LINES) -> None:
        """Words wrapped into a width; beside something (`y` given) or below everything."""
        wrapped = textwrap.wrap(words, max(12, int(width / CHAR_WIDTH)), max_lines=lines, placeholder=" …")
        top = self.y + LINE_HEIGHT if y is None else y
        for number, row in enumerate(wrapped):
            self.text(x, top + number * LINE_HEIGHT, row, "note")
        if y is None:
            self.y = top + len(wrapped) * LINE_HEIGHT

    def arrow(self, path: str) -> None:
        self.parts.append(f'<path d="{path}" class="arrow" marker-end="url(#tip)"/>')

    def finished(self, title: str, style: str) -> str:
        height = self.y + MARGIN
        body = "\n  ".join(self.parts)
        tip = (
            '<marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0 0L10 5L0 10z" class="tip"/></marker>'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="lineage" viewBox="0 0 {WIDTH} {height:g}" '
            f'width="{WIDTH}" height="{height:g}" role="img">\n  <title>{escape(title)}</title>\n'
            f"{f'  <style>{style}  </style>{chr(10)}' if style else ''}"
            f'  <defs>{tip}</defs>\n  <rect width="{WIDTH}" height="{height:g}" class="ground"/>\n  {body}\n</svg>\n'
        )


def _chain(sheet: _Sheet, links: Sequence[Link], article_id: str) -> None:
    sheet.head("Chain of publication")
    for number, one in enumerate(links):
        if number:
            middle = MARGIN + 60
            sheet.arrow(f"M{middle} {sheet.y - GAP + 2:g}V{sheet.y - 3:g}")
            why = f"taken from, because: {line(one.link.evidence)}{_sure(one.confidence)}"
            sheet.note(middle + 16, why, WIDTH - middle - 2 * MARGIN, sheet.y - GAP + 18, lines=2)
        style = "own" if one.link.document_id == article_id else "unknown" if one.document is None else ""
        second = moment_claimed(one.document.published) if one.document else "no page of it is held"
        sheet.box(MARGIN, sheet.y, one.link.name, second, style)
        sheet.y += BOX_HEIGHT + GAP
    sheet.y -= GAP


def _family(sheet: _Sheet, family: FamilyTrace, article_id: str, room: int) -> int:
    """Draw a family in its frame, each page below the one that it was taken from; returns how many were drawn."""
    top = sheet.y + 8
    name = "This article's family" if family.is_own else f"Family of {named(family.members[0].document)}"
    shown = _ordered(family.members)[:room]
    sheet.text(MARGIN + 12, top + 20, line(f"{name} ({len(family.members)} pages)", 100), "name")
    at: dict[str, tuple[float, float]] = {}
    y = top + 32
    for depth, member in shown:
        x = MARGIN + 12 + INDENT * min(depth, MAX_DEPTH)
        own = member.document.document_id == article_id
        day = moment_claimed(member.document.published)
        sheet.box(x, y, named(member.document), f"{day}: {member.kind}" if member.edge else day, "own" if own else "")
        if member.edge is not None:
            why = f"{line(member.edge.evidence)}{_sure(member.edge.confidence)}"
            sheet.note(x + BOX_WIDTH + 12, why, WIDTH - MARGIN - x - BOX_WIDTH - 24, y + 13)
            if member.edge.to_id in at:
                source_x, source_y = at[member.edge.to_id]
                trunk = source_x + INDENT / 2
                sheet.arrow(f"M{x:g} {y + BOX_HEIGHT / 2:g}H{trunk:g}V{source_y + BOX_HEIGHT + 2:g}")
        at[member.document.document_id] = (x, y)
        y += ROW
    sheet.parts.append(
        f'<rect x="{MARGIN}" y="{top:g}" width="{WIDTH - 2 * MARGIN}" height="{y - top:g}" rx="8" class="frame"/>'
    )
    sheet.y = y + 6
    return len(shown)


def _ordered(members: Sequence[Member]) -> list[tuple[int, Member]]:
    """The pages with their depth, each after its source; who stands in a circle begins again at the left."""
    below: dict[str | None, list[Member]] = {}
    ids = {member.document.document_id for member in members}
    for member in members:
        below.setdefault(member.edge.to_id if member.edge and member.edge.to_id in ids else None, []).append(member)
    found: list[tuple[int, Member]] = []
    drawn: set[str] = set()
    starts = [*below.get(None, ()), *members]
    for start in starts:
        waiting = [(0, start)]
        while waiting:
            depth, member = waiting.pop()
            if member.document.document_id in drawn:
                continue
            drawn.add(member.document.document_id)
            found.append((depth, member))
            waiting += [(depth + 1, one) for one in reversed(below.get(member.document.document_id, ()))]
    return found


def _sure(confidence: float | None) -> str:
    return f" ({percent(confidence)} sure)" if confidence is not None else ""
