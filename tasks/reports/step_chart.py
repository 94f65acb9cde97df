"""A ledger as a step chart of plain characters.

In: a `Ledger` and a width in columns. Out: rich text: steps a counter, hedges as bars from the lower to the upper end,
withdrawn figures crossed; without colour the letters tell the counters apart.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rich.text import Text

from tasks.reports.ledger_lines import Entry, Ledger, Line
from tasks.reports.safe import line as safe_line

HEIGHT_ROWS = 13
LABEL_ROWS = 3  # a label at each quarter of the height
MIN_WIDTH = 40
MAX_LINES = 8  # a chart of more counters is a carpet; the list has all
LETTERS = "ABCDEFGH"
STYLES = ("cyan", "magenta", "yellow", "green", "blue", "red", "white", "bright_black")
NICE = (1, 2, 2.5, 5, 10)  # what a quarter of the axis may be, times a power of ten


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments and values to shares of the chart, 0 to 1."""

    first: datetime
    last: datetime
    top: float

    def x(self, moment: datetime) -> float:
        """Where a moment lies between the first and the last."""
        return (moment - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Where a value lies between nothing and the top."""
        return min(1.0, max(0.0, value / self.top))


def charted(ledger: Ledger) -> tuple[Line, ...]:
    """The lines that are drawn: those with an entry at a known moment."""
    return tuple(line for line in ledger.lines if any(entry.moment for entry in line.entries))[:MAX_LINES]


def terminal_chart(ledger: Ledger, width: int) -> Text | None:
    """The chart in plain characters; None where nothing has a moment."""
    lines = charted(ledger)
    scale = scale_of(lines)
    if scale is None:
        return None
    labels = max(6, *(len(value_label(scale.top * quarter / 4)) for quarter in range(5))) + 1
    columns = max(MIN_WIDTH, width) - labels - 2
    grid: list[list[tuple[str, str]]] = [[(" ", "")] * columns for _ in range(HEIGHT_ROWS)]
    _draw(grid, lines, scale)
    text = Text()
    for row, cells in enumerate(grid):
        share = (HEIGHT_ROWS - 1 - row) / (HEIGHT_ROWS - 1)
        is_labelled = row % LABEL_ROWS == 0
        text.append(f"{value_label(scale.top * share) if is_labelled else '':>{labels}} |", style="dim")
        for char, style in cells:
            text.append(char, style=style)
        text.append("\n")
    text.append(" " * (labels + 1) + "+" + "-" * columns + "\n", style="dim")
    first, last = day_label(scale.first), day_label(scale.last)
    text.append(" " * (labels + 2) + first + last.rjust(columns - len(first)), style="dim")
    for number, line in enumerate(lines):
        text.append("\n" + " " * (labels + 2))
        text.append(LETTERS[number], style=f"bold {STYLES[number]}")
        text.append(f" {safe_line(line_name(line))}")
    return text


def line_name(line: Line) -> str:
    """Counter and, where it is not the plain quantity, of what."""
    return f"{line.counter} ({line.of_what})" if line.of_what else line.counter


# ---------------------------------------------------------------------------------------------------- both


def scale_of(lines: Sequence[Line]) -> Scale | None:
    """From the first moment to the last, from nothing to above the highest value; None where nothing has a moment."""
    entries = [entry for line in lines for entry in line.entries if entry.moment]
    moments = [entry.moment for entry in entries if entry.moment]
    if not moments:
        return None
    first, last = min(moments), max(moments)
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    values = [max(entry.printed.figure.value, _finite(entry.printed.figure.high)) for entry in entries]
    return Scale(first, last, _top(max(values)))


def _top(highest: float) -> float:
    """Four round steps that reach above the highest value."""
    if highest <= 0:
        return 1.0
    quarter = highest / 4
    power: float = 10.0 ** math.floor(math.log10(quarter))
    return 4 * power * next(step for step in NICE if step * power >= quarter * (1 - 1e-9))


def _finite(value: float | None) -> float:
    return value if value is not None and math.isfinite(value) else 0.0


def steps_of(line: Line) -> Iterator[tuple[Entry, datetime]]:
    """The totals that make the line, with their moments."""
    for entry in line.entries:
        if entry.is_step and entry.moment:
            yield entry, entry.moment


def asides_of(line: Line) -> Iterator[tuple[Entry, datetime]]:
    """What is drawn beside the line: parts, denials, what was withdrawn, what no counter gave."""
    for entry in line.entries:
        if not entry.is_step and entry.moment:
            yield entry, entry.moment


def value_label(value: float) -> str:
    """A label on the axis: three digits, the rest are noise there."""
    if value >= 1_000:  # noqa: PLR2004 -- from here on thousands are told apart by a comma
        digits = 10 ** max(0, math.floor(math.log10(value)) - 2)
        return f"{round(value / digits) * digits:,.0f}"
    return f"{value:.3g}"


def day_label(moment: datetime) -> str:
    """The day in UTC, as the axis prints it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d}"


# ------------------------------------------------------------------------------------------------ terminal


def _draw(grid: list[list[tuple[str, str]]], lines: Sequence[Line], scale: Scale) -> None:
    """All steps first, then all points on top; the fullest line is drawn last."""
    numbered = list(reversed(list(enumerate(lines))))
    for number, line in numbered:
        _draw_steps(grid, line, scale, STYLES[number])
    points: dict[tuple[int, int], set[str]] = {}
    for number, line in numbered:
        for entry, moment in (*asides_of(line), *steps_of(line)):
            row, column = _place(grid, scale, moment, entry.printed.figure.value)
            mark = "x" if entry.is_withdrawn else LETTERS[number] if entry.is_step else LETTERS[number].lower()
            points.setdefault((row, column), set()).add(mark)
            grid[row][column] = (mark, f"bold {STYLES[number]}")
    for (row, column), marks in points.items():
        if len({mark.upper() for mark in marks}) > 1:
            grid[row][column] = ("*", "bold")


def _place(grid: list[list[tuple[str, str]]], scale: Scale, moment: datetime, value: float) -> tuple[int, int]:
    row = len(grid) - 1 - round(scale.y(value) * (len(grid) - 1))
    return row, round(scale.x(moment) * (len(grid[0]) - 1))


def _draw_steps(grid: list[list[tuple[str, str]]], line: Line, scale: Scale, style: str) -> None:
    for entry, moment in (*asides_of(line), *steps_of(line)):
        figure = entry.printed.figure
        row, column = _place(grid, scale, moment, figure.value)
        for bound in (figure.low, figure.high):
            if bound is not None and math.isfinite(bound):
                edge, _ = _place(grid, scale, moment, bound)
                for y in range(min(edge, row), max(edge, row) + 1):
                    grid[y][column] = (":", style)
    steps = list(steps_of(line))
    ends: list[tuple[Entry | None, datetime]] = [*steps[1:], (None, scale.last)]
    for (entry, moment), (following, until) in zip(steps, ends, strict=False):  # without steps there is no end either
        row, column = _place(grid, scale, moment, entry.printed.figure.value)
        _, end = _place(grid, scale, until, entry.printed.figure.value)
        for x in range(column + 1, end):
            grid[row][x] = ("-", style)
        if following is not None:
            other, _ = _place(grid, scale, until, following.printed.figure.value)
            for y in range(min(row, other), max(row, other) + 1):
                grid[y][end] = ("|", style)
