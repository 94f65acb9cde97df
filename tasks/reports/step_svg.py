"""A ledger as a step chart in one SVG file of our own.

In: a `Ledger`. Out: the SVG as a string: steps a counter, hedges as bars from the lower to the upper end, open ends
with an arrow, withdrawn figures crossed, each point with its words on hovering. It names no other file, runs nothing,
follows the reader's light or dark setting, and holds outside text only escaped.
"""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from tasks.reports.ledger_lines import Entry, Ledger, Line
from tasks.reports.safe import line as safe_line
from tasks.reports.step_chart import (
    Scale,
    asides_of,
    charted,
    cut_words,
    day_label,
    line_name,
    scale_of,
    steps_of,
    value_label,
)
from tasks.verdicts.wording import figure_words, number_words

OPEN_SHARE = 0.06  # of the height: how far the bar of "at least" is drawn upwards

SVG_WIDTH, SVG_HEIGHT = 860, 430
LEFT, RIGHT, TOP, BOTTOM = 84, 24, 24, 62
LEGEND_ROW = 20
LABELS_APART = 0.36  # of the axis: two dates with hours side by side
SVG_COLOURS = (
    ("#0969b2", "#6cb6ff"), ("#b3261e", "#ff8a80"), ("#1a7f37", "#6fdd8b"), ("#8250df", "#c8a6ff"),
    ("#9a6700", "#e3b341"), ("#0f766e", "#5eead4"), ("#9d174d", "#f9a8d4"), ("#57606a", "#afb8c1"),
)  # fmt: skip


def svg_chart(ledger: Ledger, name: str = "", *, in_page: bool = False) -> str:
    """The chart as one SVG file; `in_page`: with `name` before its ids and without style, which the page has."""
    lines = charted(ledger)
    scale = scale_of(lines)
    legend = LEGEND_ROW * max(1, len(lines))
    height = SVG_HEIGHT + legend
    title = escape(safe_line(ledger.wanted.phrase))
    size = f'viewBox="0 0 {SVG_WIDTH} {height}" font-family="system-ui, sans-serif" font-size="13"'
    labels = f"{name}title {name}description"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="steps" role="img" aria-labelledby="{labels}" {size}>',
        f'<title id="{name}title">{title}</title>',
        f'<desc id="{name}description">{escape(safe_line(_described(ledger)))}</desc>',
        "" if in_page else f"<style>{style(len(lines))}</style>",
        f'<rect class="ground" width="{SVG_WIDTH}" height="{height}"/>',
    ]
    if scale is None:
        parts.append(f'<text class="ink" x="{LEFT}" y="{TOP + 20}">No figure with a known day.</text>')
    else:
        parts += _axes(scale)
        for number, line in enumerate(lines):  # the fullest first, so that a single point is not hidden under it
            parts += _svg_line(line, scale, number)
    for number, line in enumerate(lines):
        y = SVG_HEIGHT + LEGEND_ROW * number + 4
        parts.append(f'<rect class="fill{number}" x="{LEFT}" y="{y - 10}" width="12" height="12"/>')
        parts.append(f'<text class="ink" x="{LEFT + 20}" y="{y}">{escape(safe_line(line_name(line), 110))}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def style(count: int = len(SVG_COLOURS)) -> str:
    """What the chart looks like, for that many lines; scoped, for inside a page a style is the whole page's."""
    light, dark = (
        "".join(
            f".steps .line{n}{{stroke:{pair[side]}}}.steps .fill{n}{{fill:{pair[side]}}}"
            for n, pair in enumerate(SVG_COLOURS[:count])
        )
        for side in (0, 1)
    )
    return (
        ".steps .ground{fill:#fff}.steps .ink{fill:#1f2328}.steps .ink-line{stroke:#1f2328}.steps .rule{stroke:#d0d7de}"
        ".steps .step{fill:none;stroke-width:2}.steps .bar{stroke-width:6;opacity:.28}"
        ".steps .cross{stroke-width:2;fill:none}.steps .aside{fill-opacity:.25;stroke-width:1.5}"
        f"{light}@media screen and (prefers-color-scheme:dark){{.steps .ground{{fill:#0d1117}}"
        f".steps .ink{{fill:#e6edf3}}.steps .ink-line{{stroke:#e6edf3}}.steps .rule{{stroke:#30363d}}{dark}}}"
    )


def _at(scale: Scale, moment: datetime, value: float) -> tuple[float, float]:
    x = LEFT + scale.x(moment) * (SVG_WIDTH - LEFT - RIGHT)
    y = SVG_HEIGHT - BOTTOM - scale.y(value) * (SVG_HEIGHT - TOP - BOTTOM)
    return round(x, 1), round(y, 1)


def _axes(scale: Scale) -> list[str]:
    parts = []
    for quarter in range(5):
        _, y = _at(scale, scale.first, scale.top * quarter / 4)
        parts.append(f'<path class="rule" d="M{LEFT} {y}H{SVG_WIDTH - RIGHT}"/>')
        label = value_label(scale.top * quarter / 4)
        parts.append(f'<text class="ink" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>')
    y = SVG_HEIGHT - BOTTOM + 20
    for moment, anchor in _labelled(scale):
        x, _ = _at(scale, moment, 0)
        parts.append(f'<text class="ink" x="{x}" y="{y}" text-anchor="{anchor}">{scale.label(moment)}</text>')
    if scale.cut:
        x, bottom = _at(scale, scale.cut[0] + (scale.cut[1] - scale.cut[0]) / 2, 0)
        parts.append(f'<rect class="ground" x="{x - 5}" y="{bottom - 9}" width="10" height="18"/>')
        parts.append(f'<path class="step ink-line" d="M{x - 7} {bottom + 8}l6 -16m4 16l6 -16"/>')
        words = escape(cut_words(scale.cut))
        parts.append(f'<text class="ink" x="{SVG_WIDTH - RIGHT}" y="{y + 18}" text-anchor="end">{words}</text>')
    return parts


def _labelled(scale: Scale) -> Iterator[tuple[datetime, str]]:
    """The moments that the axis names, each with where its words stand; none over another."""
    yield scale.first, "start"
    if scale.cut is None:
        for third in (1, 2):
            yield scale.first + (scale.last - scale.first) * third / 3, "middle"
    else:
        before, after = scale.cut
        if scale.x(before) > LABELS_APART:
            yield before, "end"
        if scale.x(after) < 1 - LABELS_APART:
            yield after, "start"
    yield scale.last, "end"


def _svg_line(line: Line, scale: Scale, number: int) -> list[str]:
    steps = list(steps_of(line))
    parts: list[str] = []
    if steps:
        path = ""
        for entry, moment in steps:
            x, y = _at(scale, moment, entry.printed.figure.value)
            path += f"H{x}V{y}" if path else f"M{x} {y}"
        path += f"H{SVG_WIDTH - RIGHT}"
        parts.append(f'<path class="step line{number}" d="{path}"/>')
    for entry, moment in (*asides_of(line), *steps):
        parts.append(_svg_entry(entry, moment, scale, number))
    return parts


def _svg_entry(entry: Entry, moment: datetime, scale: Scale, number: int) -> str:
    figure = entry.printed.figure
    x, y = _at(scale, moment, figure.value)
    low = figure.value if figure.low is None else figure.low
    high = figure.value + OPEN_SHARE * scale.top if figure.high is None else figure.high
    _, bottom = _at(scale, moment, low)
    _, upper = _at(scale, moment, high)
    parts = [f"<g><title>{escape(safe_line(_told(entry), 400))}</title>"]
    if bottom - upper >= 1:
        parts.append(f'<path class="bar line{number}" d="M{x} {bottom}V{upper}"/>')
    if figure.high is None:
        parts.append(f'<path class="cross line{number}" d="M{x - 4} {upper + 4}L{x} {upper}L{x + 4} {upper + 4}"/>')
    if entry.is_withdrawn:
        parts.append(f'<path class="cross line{number}" d="M{x - 5} {y - 5}l10 10m0 -10l-10 10"/>')
    else:
        kind = "" if entry.is_step else f"aside line{number} "
        parts.append(f'<circle class="{kind}fill{number}" cx="{x}" cy="{y}" r="4"/>')
    return "".join([*parts, "</g>"])


def _told(entry: Entry) -> str:
    printed = entry.printed
    moment = f", {day_label(entry.moment)}" if entry.moment else ""
    copies = f", and {len(entry.copies)} copies" if entry.copies else ""
    marks = "".join(f"; {mark}" for mark in entry.marks)
    name = printed.document.publisher or printed.document.url or "unknown"
    return f"{figure_words(printed.figure)}{moment}: {name}{copies}{marks}"


def _described(ledger: Ledger) -> str:
    counted = "; ".join(
        f"{line_name(line)}: "
        + ", ".join(number_words(entry.printed.figure.value) for entry in line.entries if entry.is_step)
        for line in charted(ledger)
    )
    return f"{ledger.figures} figures of {ledger.documents} documents. {counted}"
