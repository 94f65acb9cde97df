"""The scorer of the credits benchmark, on records made by hand."""

from tasks.settings import Sources
from tasks.settings_names import Source
from tests.benchmarks.credits import count

SOURCES = Sources(source=(Source(name="Associated Press", aliases=("AP",), kind="agency"),))


def test_counts_wire_copies_credited_and_right():
    """One right under another name, one missed, one named wrongly, one named where none is due, one left alone."""
    counts = count(
        [("AP", ["The Associated Press"]), ("UPI", []), ("AFP", ["UPI"]), (None, ["AP"]), (None, [])], SOURCES
    )
    assert (counts.wire, counts.credited, counts.right) == (3, 3, 1)
    assert round(counts.recall, 3) == round(counts.precision, 3) == 0.333
