"""The scorers of the copies and origins benchmarks, on examples made by hand."""

import random

import pytest

from tests.benchmarks.copies import EDITS, between, chain, edited, recall_and_precision
from tests.benchmarks.origins import spoken

PAGES = {
    "wire": {"copy_of": None, "copy_kind": None},
    "copy": {"copy_of": "wire", "copy_kind": "verbatim"},
    "second": {"copy_of": "copy", "copy_kind": "edited"},
    "retold": {"copy_of": "wire", "copy_kind": "rewrite"},
    "alone": {"copy_of": None, "copy_kind": None},
}


def test_a_chain_leads_to_the_first():
    assert chain(PAGES, "second") == ["second", "copy", "wire"]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("second", "wire", "copy"),
        ("copy", "second", "copy"),
        ("retold", "second", "rewrite"),
        ("wire", "alone", None),
    ],
)
def test_what_lies_between_two_pages(one, other, what):
    assert between(PAGES, one, other) == between(PAGES, other, one) == what


def test_recall_is_by_edit_and_precision_by_what_texts_are_made_of():
    made_of = {"a": frozenset("A"), "a1": frozenset("A"), "b": frozenset("B"), "ab": frozenset("AB")}
    gold = [(frozenset({"a", "a1"}), "cut"), (frozenset({"a", "ab"}), "embedded")]
    found = [frozenset({"a", "a1"}), frozenset({"b", "ab"}), frozenset({"a", "b"})]
    recall, precision = recall_and_precision(found, gold, made_of)
    assert recall == {"cut": (1, 1), "embedded": (0, 1)}
    assert precision == (2, 3)


@pytest.mark.parametrize("edit", EDITS)
def test_edited_copies_keep_part_of_their_text(edit):
    text = " ".join(f"Sentence number {number} says this." for number in range(40))
    host = " ".join(f"Host line {number} runs on." for number in range(200))
    copy = edited(text, edit, host, random.Random(1))  # noqa: S311 -- the same copy every time
    assert copy != text
    assert sum(f"number {number} " in copy for number in range(40)) >= 12


def test_a_page_that_says_nothing_of_it_has_no_claim():
    assert spoken((), {"low": 3, "high": 3}) is None
