"""A ledger as a step chart of plain characters.

In: a `Ledger` and a width in columns. Out: rich text: steps a counter, hedges as bars from the lower to the upper end,
withdrawn figures crossed; without colour the letters tell the counters apart.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from rich.text import Text

from tasks.reports.ledger_lines import Entry, Ledger, Line
from tasks.reports.safe import line as safe_line

HEIGHT_ROWS = 13
LABEL_ROWS = 3  # a label at each quarter of the height
MIN_WIDTH = 40
MAX_LINES = 8  # a chart of more counters is a carpet; the list has all
LETTERS = "ABCDEFGH"
STYLES = ("cyan", "magenta", "yellow", "green", "blue", "red", "white", "bright_black")
CUT_SHARE = 0.6  # of the whole time: a stretch without a figure that is longer would squeeze all others into a corner
GAP_SHARE = 0.12  # of the axis: what is left of such a stretch
HOURS_BELOW = timedelta(days=4)  # of drawn time: a toll of one day moves by the hour
NICE = (1, 2, 2.5, 5, 10)  # what a quarter of the axis may be, times a power of ten


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments and values to shares of the chart, 0 to 1. `cut`: a long stretch without a figure, drawn short."""

    first: datetime
    last: datetime
    top: float
    cut: tuple[datetime, datetime] | None = None

    def x(self, moment: datetime) -> float:
        """Where a moment lies between the first and the last."""
        if self.cut is None:
            return (moment - self.first) / (self.last - self.first)
        before, after = self.cut
        if moment <= before:
            return (1 - GAP_SHARE) * ((moment - self.first) / self.drawn)
        if moment >= after:
            return 1 - (1 - GAP_SHARE) * ((self.last - moment) / self.drawn)
        return self.x(before) + GAP_SHARE * ((moment - before) / (after - before))

    @property
    def drawn(self) -> timedelta:
        """How much time is drawn at length."""
        gap = self.cut[1] - self.cut[0] if self.cut else timedelta()
        return self.last - self.first - gap

    def label(self, moment: datetime) -> str:
        """A moment as the axis prints it: the day in UTC, with the hour where hours matter."""
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if self.drawn <= HOURS_BELOW else day_label(moment)

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
    axis = "-" * columns
    if scale.cut:
        at = round((scale.x(scale.cut[0]) + scale.x(scale.cut[1])) / 2 * (columns - 2))
        axis = f"{axis[:at]}//{axis[at + 2 :]}"
    text.append(" " * (labels + 1) + "+" + axis + "\n", style="dim")
    first, last = scale.label(scale.first), scale.label(scale.last)
    text.append(" " * (labels + 2) + first + last.rjust(columns - len(first)), style="dim")
    if scale.cut:
        text.append("\n" + " " * (labels + 2) + cut_words(scale.cut), style="dim")
    for number, line in enumerate(lines):
        text.append("\n" + " " * (labels + 2))
        text.append(LETTERS[number], style=f"bold {STYLES[number]}")
        text.append(f" {safe_line(line_name(line))}")
    return text


def cut_words(cut: tuple[datetime, datetime]) -> str:
    """Say what the axis leaves out."""
    return f"// no figure between {day_label(cut[0])} and {day_label(cut[1])}: that time is drawn short"


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
    return Scale(first, last, _top(max(values)), _cut(sorted(set(moments))))


def _cut(moments: Sequence[datetime]) -> tuple[datetime, datetime] | None:
    """The stretch between two figures that takes most of the time, where a third figure is squeezed by it."""
    if len(moments) < 3:  # noqa: PLR2004 -- of two moments nothing lies between
        return None
    gap, before, after = max((after - before, before, after) for before, after in pairwise(moments))
    return (before, after) if gap > CUT_SHARE * (moments[-1] - moments[0]) else None


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
