"""The pages on growth and capacity are those that the kept measurement gives."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.capacity import article_ms, page
from tests.benchmarks.growth_page import picture, read_figures

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_follows_from_the_figures_that_are_kept():
    """`python -m tests.benchmarks.capacity` writes it anew after a measurement."""
    assert (DOCS / "capacity.md").read_text(encoding="utf-8") == page(*read_figures(DOCS))


def test_the_picture_follows_from_them_too():
    machine, sizes = read_figures(DOCS)
    assert (DOCS / "growth.svg").read_text(encoding="utf-8") == picture(sizes, machine)


def test_an_article_costs_its_parts_and_twice_the_cost_halves_the_night():
    machine, sizes = read_figures(DOCS)
    last = sizes[-1]
    claims = last.claims / last.asked
    dear = replace(
        last,
        gather_median=2 * last.gather_median,
        trace_median=2 * last.trace_median,
        judge_median=2 * last.judge_median,
        record_median=2 * last.record_median,
    )
    assert article_ms(last) == pytest.approx(
        last.gather_median + last.trace_median + claims * last.judge_median + last.record_median
    )
    assert article_ms(dear) == pytest.approx(2 * article_ms(last))
    assert page(machine, (*sizes[:-1], dear)) != page(machine, sizes)


def test_a_search_that_does_not_grow_never_needs_another_index():
    machine, sizes = read_figures(DOCS)
    flat = [replace(size, search_median=3.0) for size in sizes]
    assert "by this measurement no size that could be told |" in page(machine, flat)


def test_one_size_tells_nothing_of_growth():
    machine, sizes = read_figures(DOCS)
    with pytest.raises(ValueError, match="two sizes"):
        page(machine, sizes[:1])
