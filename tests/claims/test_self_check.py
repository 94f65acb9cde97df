"""An article that contradicts itself is told so, with both values; one that does not is left in peace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.self_check import self_check
from tasks.model import Claim, Figure, Furniture
from tasks.vocabulary import ClaimKind, FurnitureKind, Hedge, Party
from tests.support import cases, named
from tests.support_layers import contexts_of, reading_of

PUBLISHED = "2025-09-05T18:00:00+02:00"


def toll(text: str, printed: str, value: float, role: str = "killed", **changes: Any) -> Claim:
    """A casualty claim on the words of a text."""
    start = text.index(printed)
    figure = Figure(value, value, value, Hedge.EXACT, role, Party.VICTIM, **changes)
    context = next(c for c in contexts_of(text, PUBLISHED) if c.sentence.start <= start < c.sentence.end)
    return context.claim(ClaimKind.CASUALTY, start, start + len(printed), figure=figure)


@pytest.mark.parametrize("case", cases("self_check.toml"), ids=named)
def test_finds_what_does_not_agree(case: dict[str, Any]):
    found = self_check(reading_of(case["text"], PUBLISHED))
    assert len(found) == len(case["finds"]), (case["why"], found)
    assert all(words in finding.finding for words, finding in zip(case["finds"], found, strict=True))


@pytest.mark.parametrize("case", cases("self_check.toml"), ids=named)
def test_every_finding_is_a_sentence_with_its_spans(case: dict[str, Any]):
    for finding in self_check(reading_of(case["text"], PUBLISHED)):
        assert finding.finding.endswith(".")
        assert all(case["text"][start:end].strip() for start, end in finding.spans)


HEADLINE = "Quake kills 44 in the valley"
BODY = "\n\nAt least 48 people were killed by the quake, the governor said."


def with_headline(body: str, *claims: Claim) -> tuple[str, ...]:
    """Findings of an article with that body under the headline."""
    reading = reading_of(HEADLINE + body, PUBLISHED, claims=claims, title=HEADLINE)
    return tuple(finding.finding for finding in self_check(reading))


def headline_claim(text: str, value: float = 44) -> Claim:
    context = contexts_of(text, PUBLISHED)[0]
    figure = Figure(value, value, value, Hedge.EXACT, "killed", Party.VICTIM)
    start = HEADLINE.index("44")
    claim = context.claim(ClaimKind.CASUALTY, start, start + 2, figure=figure)
    return replace(claim, is_headline=True)


def title_of(text: str) -> str:
    return text.partition("\n")[0]


def test_headline_and_body_differ():
    text = HEADLINE + BODY
    found = with_headline(BODY, headline_claim(text), toll(text, "48 people", 48))
    assert len(found) == 1
    assert "44" in found[0]
    assert "48 people" in found[0]


def test_headline_and_body_agree():
    text = HEADLINE + BODY
    assert with_headline(BODY, headline_claim(text, 48), toll(text, "48 people", 48)) == ()


def test_another_role_is_not_compared():
    text = HEADLINE + BODY
    assert with_headline(BODY, headline_claim(text), toll(text, "48 people", 48, "injured")) == ()


def test_a_caption_with_an_older_toll():
    text = "Rescuers after the quake left 30 people dead. (Photo)\n\nAt least 48 people were killed by the quake."
    caption = Furniture(0, text.index("\n"), FurnitureKind.CAPTION)
    reading = reading_of(text, PUBLISHED, claims=(toll(text, "48 people", 48),), furniture=(caption,))
    found = self_check(reading)
    assert len(found) == 1
    assert "caption" in found[0].finding


@given(st.lists(st.integers(1, 400), min_size=2, max_size=5))
def test_sums_that_are_right_are_never_told(parts):
    """Whatever the parts are, a total that is their sum gives no alarm."""
    listed = ", ".join(f"{part} in Ward {index}" for index, part in enumerate(parts[:-1]))
    text = f"The count was {sum(parts)}: {listed} and {parts[-1]} at sea."
    assert self_check(reading_of(text, PUBLISHED)) == ()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2089, 12, 31)))
def test_a_rightly_named_day_is_never_told(day):
    text = f"It happened on {day:%A}, {day:%B} {day.day}, {day.year}."
    assert self_check(reading_of(text, PUBLISHED)) == ()


def test_a_sum_of_the_headline_is_no_other_figure():
    """ "2 dead, 46 hurt" are the 48 who were shot."""
    text = "2 dead, 46 hurt by the quake\n\nIn all, 48 people were hit by the quake."
    lines = [
        replace(toll(text, printed, value), is_headline=True) for printed, value in (("2 dead", 2), ("46 hurt", 46))
    ]
    reading = reading_of(
        text, PUBLISHED, claims=(*lines, toll(text, "48 people", 48)), title=text.split("\n", maxsplit=1)[0]
    )
    assert self_check(reading) == ()


def test_a_headline_may_round():
    text = "Quake kills nearly 50 in the valley\n\nThe quake killed 48 people, the governor said."
    line = replace(toll(text, "50", 50), is_headline=True)
    reading = reading_of(
        text, PUBLISHED, claims=(line, toll(text, "48 people", 48)), title=text.split("\n", maxsplit=1)[0]
    )
    assert self_check(reading) == ()


def test_quantities_of_the_headline_are_borne_out_too():
    text = "Some 19,431 people homeless\n\nAfter the quake 14,431 people have no home."
    line = replace(toll(text, "19,431 people", 19431, "homeless"), is_headline=True, kind=ClaimKind.QUANTITY)
    body = replace(toll(text, "14,431 people", 14431, "homeless"), kind=ClaimKind.QUANTITY)
    reading = reading_of(text, PUBLISHED, claims=(line, body), title=title_of(text))
    assert len(self_check(reading)) == 1
