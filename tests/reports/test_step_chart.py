"""The step chart of a ledger, in characters and as SVG: what is drawn where, and hostile words made harmless."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tasks.model import AsOf, Claim, Document, Figure
from tasks.reports.ledger_lines import Ledger, build_ledger
from tasks.reports.ledger_match import Matched, Printed
from tasks.reports.ledger_query import read_phrase
from tasks.reports.step_chart import charted, scale_of, terminal_chart
from tasks.reports.step_svg import svg_chart
from tasks.settings import Rules, Sources
from tasks.vocabulary import AsOfBasis, ClaimKind, Hedge

FIRST = datetime(2025, 9, 1, tzinfo=UTC)
HOSTILE = '</title><script>alert(1)</script>&"\u202e\x1b[31m'


def printed(day, value, counter="the ministry", hedge=Hedge.EXACT, low=0.0, high=None, publisher="Harbour Wire"):
    bounds = (value, value) if hedge is Hedge.EXACT else (low, high)
    moment = FIRST + timedelta(days=day)
    figure = Figure(value, *bounds, hedge, "killed", as_of=AsOf(moment, moment, AsOfBasis.TEXT))
    document = Document(f"d{day}-{value}-{counter}", f"s{day}", "text", publisher=publisher, url="https://x.example/")
    claim = Claim(
        "c",
        document.document_id,
        ClaimKind.CASUALTY,
        0,
        1,
        "",
        "",
        0,
        1,
        0,
        figure=figure,
        attribution=(counter,) if counter else (),
    )
    return Printed(claim, figure, document)


def ledger(*entries, phrase="killed, Nangarhal") -> Ledger:
    return build_ledger(
        read_phrase(phrase, Sources()),
        [Matched(entry, ()) for entry in entries],
        {},
        family_of=lambda key: key,
        withdrawn=(),
        documents={entry.document.document_id: entry.document for entry in entries},
        rules=Rules(),
        sources=Sources(),
    )


def rows(chart):
    assert chart is not None
    return chart.plain.splitlines()


def test_steps_go_from_left_to_right_and_up():
    """A toll that grows: the letter of the counter at each figure, the last one higher and further right."""
    shown = rows(terminal_chart(ledger(printed(0, 250), printed(2, 812)), 70))
    places = [(index, row.index("A")) for index, row in enumerate(shown[:13]) if "A" in row]
    ((high, right), (low, left)) = places
    assert high < low
    assert left < right
    assert "|" in shown[low].split("|", 1)[1]
    assert shown[-1].strip() == "A the ministry"


def test_hedges_are_bars():
    """What "about 2,000" allows stands as dots above and below it."""
    shown = rows(
        terminal_chart(ledger(printed(0, 1_000), printed(2, 2_000, hedge=Hedge.ABOUT, low=1_400, high=2_600)), 70)
    )
    assert sum(":" in row for row in shown[:13]) >= 2


def test_every_counter_has_a_letter_and_nobody_s_figures_are_no_staircase():
    """Two counters are two lines; figures that nobody is named for are points without a line."""
    one, two = printed(0, 100), printed(1, 300, counter="the rebels")
    chart = rows(terminal_chart(ledger(one, two), 70))
    assert {row.strip() for row in chart[-2:]} == {"A the ministry", "B the rebels"}
    alone = printed(0, 100, counter="x")
    nobody = Printed(
        Claim("c", "d", ClaimKind.CASUALTY, 0, 1, "", "", 0, 1, 0, figure=alone.figure), alone.figure, alone.document
    )
    built = ledger(nobody)
    assert not built.lines[0].is_one_counter
    assert not built.lines[0].entries[0].is_step
    shown = rows(terminal_chart(built, 70))
    assert sum(row.count("a") for row in shown[:13]) == 1
    assert not any("-" in row for row in shown[:13])


def test_nothing_with_a_day_is_no_chart_and_still_an_svg():
    entry = printed(0, 5)
    undated = Figure(5, 5, 5, Hedge.EXACT, "killed")
    built = ledger(Printed(entry.claim, undated, entry.document))
    assert terminal_chart(built, 70) is None
    assert "No figure with a known day" in svg_chart(built)


def test_outside_words_cannot_leave_their_place():
    """A publisher's name with a script, a phrase with a quote and marks that turn text around come out as letters."""
    built = ledger(printed(0, 5, counter=HOSTILE, publisher=HOSTILE), phrase=f"killed, {HOSTILE}")
    text = svg_chart(built)
    root = ET.fromstring(text)  # noqa: S314 -- written a moment ago by the code under test
    assert {child.tag.rpartition("}")[2] for child in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "path", "circle", "text", "g",
    }  # fmt: skip
    assert "\u202e" not in text
    assert "\x1b" not in text
    console = Console(width=100, force_terminal=False)
    with console.capture() as captured:
        console.print(terminal_chart(built, 90))
    assert "\x1b" not in captured.get()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400), st.floats(0, 1e9), st.booleans(), st.sampled_from(["", "the ministry", "rebels"])
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(10, 200),
)
def test_any_figures_can_be_drawn(drawn, width):
    """Whatever the values and moments, the chart keeps its size and the SVG is well-formed."""
    entries = [
        printed(day, value, counter=counter, hedge=Hedge.AT_LEAST if is_open else Hedge.EXACT, low=value)
        for day, value, is_open, counter in drawn
    ]
    built = ledger(*entries)
    shown = rows(terminal_chart(built, width))
    assert max(map(len, shown[:14])) <= max(width, 40)
    ET.fromstring(svg_chart(built))  # noqa: S314 -- written a moment ago by the code under test


def test_a_long_time_without_a_figure_is_drawn_short_and_said():
    """Four figures of one week and one of a year later: the week keeps its room, the axis says what it leaves out."""
    found = ledger(*(printed(day, value) for day, value in ((0, 5), (2, 9), (4, 11), (6, 12), (400, 13))))
    scale = scale_of(charted(found))
    assert scale is not None
    assert scale.cut == (FIRST + timedelta(days=6), FIRST + timedelta(days=400))
    places = [scale.x(FIRST + timedelta(days=day)) for day in (0, 2, 4, 6, 200, 400)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == 1
    assert places[3] > 0.8
    told = "no figure between 2025-09-07 and 2026-10-06"
    assert told in svg_chart(found)
    assert told in str(terminal_chart(found, 100))
    assert "//" in str(terminal_chart(found, 100))


def test_even_times_are_not_cut():
    found = ledger(*(printed(day, 5 + day) for day in (0, 2, 4, 6)))
    scale = scale_of(charted(found))
    assert scale is not None
    assert scale.cut is None
    assert "drawn short" not in svg_chart(found)


def test_hours_are_named_where_a_toll_moves_by_the_hour():
    assert "2025-09-01 00:00" in svg_chart(ledger(printed(0, 7), printed(0.25, 9), printed(0.5, 12)))
