"""The figures of a growing archive as a table and as one SVG of our own.

In: a `GrowthSize` a size. Out: a plain table; a picture of small charts with both axes in powers of ten, in which a
flat line does not grow with the archive and one along the dashes grows as the archive does. The picture names no other
file, runs nothing, and follows the reader's light or dark setting.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from tasks.reports.step_svg import SVG_COLOURS

PICTURE, FIGURES = "growth.svg", "growth.json"
WIDTH, PANEL_W, PANEL_H = 900, 300, 250
LEFT, RIGHT, TOP, BOTTOM, HEAD = 62, 16, 58, 34, 46
COLUMNS = 3
MANY = 1_000


@dataclass(frozen=True, slots=True)
class GrowthSize:
    """What one size costs; the units are in the names, `_ms` of ingest is CPU a passage."""

    passages: int
    documents: int
    added: int  # passages that this fill added
    real: int  # of the documents it added, those that are real
    wall: float  # seconds of the fill
    read_ms: float
    store_ms: float
    index_ms: float
    open_ms: float
    asked: int  # articles
    claims: int
    search_median: float
    search_p95: float
    judge_median: float
    judge_p95: float
    gather_median: float
    gather_p95: float
    trace_median: float
    trace_p95: float
    record_median: float
    record_p95: float
    verify_median: float
    verify_p95: float
    again_median: float
    again_p95: float
    store_mb: float
    index_mb: float
    segments: int
    put_s: float
    indexed_s: float
    copied_s: float
    fill_mb: float
    verify_mb: float

    @property
    def ingest_ms(self) -> float:
        """CPU milliseconds that a passage costs on its way in."""
        return self.read_ms + self.store_ms + self.index_ms

    @property
    def claim_ms(self) -> float:
        """CPU milliseconds of a claim, searched and judged; the budget is 4, 6 and 15 by size (DESIGN.md)."""
        return self.search_median + self.judge_median


class Row(NamedTuple):
    """One line of the table."""

    what: str
    unit: str
    value: Callable[[GrowthSize], float]


ROWS = (
    Row("documents", "", lambda size: size.documents),
    Row("ingest, all", "passages a CPU second", lambda size: 1_000 / size.ingest_ms),
    Row("  reading the claims", "CPU ms a passage", lambda size: size.read_ms),
    Row("  into the store", "CPU ms a passage", lambda size: size.store_ms),
    Row("  into the index", "CPU ms a passage", lambda size: size.index_ms),
    Row("search, median", "CPU ms a claim", lambda size: size.search_median),
    Row("search, 95th percentile", "CPU ms a claim", lambda size: size.search_p95),
    Row("judge, median", "CPU ms a claim", lambda size: size.judge_median),
    Row("judge, 95th percentile", "CPU ms a claim", lambda size: size.judge_p95),
    Row("search and judge together", "CPU ms a claim", lambda size: size.claim_ms),
    Row("evidence gathered, median", "CPU ms an article", lambda size: size.gather_median),
    Row("lineage traced, median", "CPU ms an article", lambda size: size.trace_median),
    Row("recorded, median", "CPU ms an article", lambda size: size.record_median),
    Row("an article verified, median", "ms", lambda size: size.verify_median),
    Row("an article verified, 95th p.", "ms", lambda size: size.verify_p95),
    Row("verified again, median", "ms", lambda size: size.again_median),
    Row("verified again, 95th p.", "ms", lambda size: size.again_p95),
    Row("library opened", "ms", lambda size: size.open_ms),
    Row("40 new pages: stored", "s", lambda size: size.put_s),
    Row("40 new pages: indexed", "s", lambda size: size.indexed_s),
    Row("readers' copy written", "s", lambda size: size.copied_s),
    Row("memory, filling", "MB", lambda size: size.fill_mb),
    Row("memory, verifying", "MB", lambda size: size.verify_mb),
    Row("disk, store", "MB", lambda size: size.store_mb),
    Row("disk, index", "MB", lambda size: size.index_mb),
    Row("segments of the index", "", lambda size: size.segments),
)


def table(sizes: Sequence[GrowthSize]) -> str:
    """One line a figure, one column a size."""
    head = f"{'passages':30}{'':23}" + "".join(f"{size.passages:>12,}" for size in sizes)
    lines = [head]
    lines += [f"{row.what:30}{row.unit:23}" + "".join(f"{told(row.value(size)):>12}" for size in sizes) for row in ROWS]
    lines.append(made_of(sizes))
    return "\n".join(line.rstrip() for line in lines)


def told(value: float) -> str:
    """Three digits; whole from a hundred on."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 1 else f"{value:.2g}"


def made_of(sizes: Sequence[GrowthSize]) -> str:
    """How much of the archive is real text."""
    real, documents = sum(size.real for size in sizes), sizes[-1].documents
    return (
        f"{real:,} of {documents:,} documents are real texts of the gold sets, the rest synthetic; "
        f"{sizes[-1].asked} articles with {sizes[-1].claims} claims asked at each size"
    )


class Line(NamedTuple):
    """A line of a small chart."""

    name: str
    value: Callable[[GrowthSize], float]


PANELS: tuple[tuple[str, str, tuple[Line, ...]], ...] = (
    (
        "Ingest",
        "CPU ms a passage",
        (
            Line("all", lambda size: size.ingest_ms),
            Line("store", lambda size: size.store_ms),
            Line("index", lambda size: size.index_ms),
        ),
    ),
    (
        "Search",
        "CPU ms a claim",
        (Line("median", lambda size: size.search_median), Line("95 %", lambda size: size.search_p95)),
    ),
    (
        "Judge",
        "CPU ms a claim",
        (Line("median", lambda size: size.judge_median), Line("95 %", lambda size: size.judge_p95)),
    ),
    (
        "An article's evidence",
        "CPU ms an article",
        (
            Line("gathered", lambda size: size.gather_median),
            Line("lineage", lambda size: size.trace_median),
            Line("recorded", lambda size: size.record_median),
        ),
    ),
    (
        "40 new pages",
        "s",
        (
            Line("store", lambda size: size.put_s),
            Line("index", lambda size: size.indexed_s),
            Line("readers' copy", lambda size: size.copied_s),
        ),
    ),
    (
        "Memory and disk",
        "MB",
        (
            Line("verifying", lambda size: size.verify_mb),
            Line("store", lambda size: size.store_mb),
            Line("index", lambda size: size.index_mb),
        ),
    ),
)


def picture(sizes: Sequence[GrowthSize], machine: str) -> str:
    """All panels in one SVG."""
    rows = math.ceil(len(PANELS) / COLUMNS)
    height = HEAD + rows * PANEL_H
    described = "; ".join(
        f"{title}, {unit}, {line.name}: " + ", ".join(told(line.value(size)) for size in sizes)
        for title, unit, lines in PANELS
        for line in lines
    )
    size = f'viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif" font-size="12"'
    how = (
        "Both axes in powers of ten. Flat: does not grow with the archive; along the dashes: grows as the archive does."
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" {size}>',
        '<title id="title">What it costs when the archive grows</title>',
        f'<desc id="description">{escape(described)}</desc>',
        f"<style>{_style()}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}"/>',
        f'<text class="ink" x="{LEFT}" y="20">{how}</text>',
        f'<text class="soft" x="{LEFT}" y="37">{escape(machine)}</text>',
    ]
    for number, (title, unit, lines) in enumerate(PANELS):
        x, y = number % COLUMNS * PANEL_W, HEAD + number // COLUMNS * PANEL_H
        parts.append(f'<g transform="translate({x} {y})">')
        parts += _panel(title, unit, lines, sizes)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def drawn(folder: Path) -> None:
    """The picture from the figures that lie in a folder."""
    machine, sizes = read_figures(folder)
    (folder / PICTURE).write_text(picture(sizes, machine), encoding="utf-8")


def read_figures(folder: Path) -> tuple[str, tuple[GrowthSize, ...]]:
    """On what machine, and what was measured at each size."""
    held = json.loads((folder / FIGURES).read_text(encoding="utf-8"))
    return str(held["machine"]), tuple(GrowthSize(**row) for row in held["sizes"])


def _panel(title: str, unit: str, lines: Sequence[Line], sizes: Sequence[GrowthSize]) -> list[str]:
    values = [line.value(size) for line in lines for size in sizes if line.value(size) > 0]
    low, high = _decades(values)
    first, last = _decades([size.passages for size in sizes])

    def at(passages: float, value: float) -> tuple[float, float]:
        x = LEFT + (math.log10(passages) - first) / (last - first) * (PANEL_W - LEFT - RIGHT)
        y = PANEL_H - BOTTOM - (math.log10(value) - low) / (high - low) * (PANEL_H - TOP - BOTTOM)
        return round(x, 1), round(y, 1)

    head = f'{escape(title)} <tspan class="soft">{escape(unit)}</tspan>'
    parts = [f'<text class="ink head" x="{LEFT}" y="20">{head}</text>']
    for power in range(low, high + 1):
        _, y = at(10.0**first, 10.0**power)
        parts.append(f'<path class="rule" d="M{LEFT} {y}H{PANEL_W - RIGHT}"/>')
        parts.append(f'<text class="soft" x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{_power(power)}</text>')
    for power in range(first, last + 1):
        x, _ = at(10.0**power, 10.0**low)
        below = PANEL_H - BOTTOM + 16
        anchor = "end" if power == last else "middle"  # the last one would stand beyond the picture
        parts.append(f'<text class="soft" x="{x}" y="{below}" text-anchor="{anchor}">{_power(power)}</text>')
    # As the archive grows: from the lower left corner, as far as the panel reaches.
    reach = min(last - first, high - low)
    (x, y), (end_x, end_y) = at(10.0**first, 10.0**low), at(10.0 ** (first + reach), 10.0 ** (low + reach))
    parts.append(f'<path class="guide" d="M{x} {y}L{end_x} {end_y}"/>')
    legend = LEFT
    for number, line in enumerate(lines):
        points = [at(size.passages, line.value(size)) for size in sizes if line.value(size) > 0]
        path = "L".join(f"{x} {y}" for x, y in points)
        parts.append(f'<path class="line line{number}" d="M{path}"/>')
        parts += [f'<circle class="fill{number}" cx="{x}" cy="{y}" r="3.5"/>' for x, y in points]
        parts.append(f'<rect class="fill{number}" x="{legend}" y="32" width="10" height="10"/>')
        parts.append(f'<text class="ink" x="{legend + 14}" y="41">{escape(line.name)}</text>')
        legend += 26 + 7 * len(line.name)
    return parts


NEARLY = 0.001  # of a power of ten: 1,000,016 passages are a million


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around these values; at least one apart."""
    low, high = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - NEARLY)
    return low, max(high, low + 1)


def _power(power: int) -> str:
    value = 10.0**power
    return f"{value:,.0f}" if 1 <= value < MANY * MANY else "1 million" if power == 6 else f"{value:g}"


def _style() -> str:
    sides = [
        "".join(
            f".line{n}{{stroke:{pair[side]}}}.fill{n}{{fill:{pair[side]}}}" for n, pair in enumerate(SVG_COLOURS[:3])
        )
        for side in (0, 1)
    ]
    return (
        ".ground{fill:#fff}.ink{fill:#1f2328}.soft{fill:#59636e;font-weight:400}.head{font-weight:600}"
        ".rule{stroke:#d0d7de;stroke-width:1}.guide{stroke:#818b98;stroke-width:1;stroke-dasharray:4 4;fill:none}"
        f".line{{fill:none;stroke-width:2}}{sides[0]}"
        "@media (prefers-color-scheme:dark){.ground{fill:#0d1117}.ink{fill:#e6edf3}.soft{fill:#9198a1}"
        f".rule{{stroke:#30363d}}{sides[1]}}}"
    )
