"""What people set right: of each the last word counts, agreement applies, differing leaves the machine its reading."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.claims.extract import read_claims
from tasks.model import Claim, Correction, Document, When
from tasks.settings import Settings
from tasks.trouble import Misconfigured
from tasks.verdicts.corrected_claims import missed, with_value
from tasks.verdicts.corrections import corrected, of_article, standings
from tasks.vocabulary import ClaimKind, CorrectedInput, Granularity, Hedge
from tests.support import cases, named

SETTINGS = Settings()
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TEXT = "At least 12 people died when a ferry sank off Port Halden. Twenty coffins stood on the quay."
PAGE = Document("d1", "ferry", TEXT, url="https://gazette.example/ferry", publisher="Gazette")
READING = read_claims(PAGE, SETTINGS.sources, SETTINGS.rules)
TOLL = next(claim for claim in READING.claims if claim.figure and claim.figure.value == 12)
DAY = When(NOW.date(), NOW.date(), Granularity.DAY)


def word(person: str = "Ada", value: str = "14", minute: int = 0, **more: object) -> Correction:
    made = Correction(
        PAGE.document_id, TOLL.claim_id, CorrectedInput.FIGURE, TOLL.kind, TOLL.sentence, TOLL.text, value, person,
        "number misread", NOW + timedelta(minutes=minute), PAGE.address,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the record


def toll(*words: Correction, page: Document = PAGE) -> float | None:
    reading = read_claims(page, SETTINGS.sources, SETTINGS.rules)
    found = corrected(reading, of_article(words, page), SETTINGS)
    return next((one.figure.value for one in found.claims if one.figure and one.sentence == TOLL.sentence), None)


@pytest.mark.parametrize("case", cases("corrections.toml"), ids=named)
def test_a_figure_is_what_a_person_may_say_it_is(case: dict[str, str]) -> None:
    """Either the interval that it is read as, or why it cannot be the figure of such a claim."""
    claim = TOLL
    if "date" in case:
        claim = replace(TOLL, kind=ClaimKind.DATE, figure=None, when=DAY)
    elif "quote" in case:
        claim = replace(TOLL, kind=ClaimKind.QUOTE, figure=None)
    if "refused" in case:
        with pytest.raises(Misconfigured) as refused:
            with_value(claim, case["typed"], SETTINGS.rules)
        assert case["refused"] in str(refused.value), case["why"]
        return
    found = with_value(claim, case["typed"], SETTINGS.rules)
    assert said(found) == case["read"], case["why"]
    assert (found.claim_id, found.start, found.end) == (claim.claim_id, claim.start, claim.end)


def said(claim: Claim) -> str:
    if claim.when is not None:
        return f"{claim.when.start} to {claim.when.end}"
    figure = claim.figure
    assert figure is not None
    low, high = (None if end is None else int(end) for end in (figure.low, figure.high))
    return f"{low} to {high}, {figure.hedge.value}"


def test_where_nobody_spoke_nothing_is_touched() -> None:
    assert corrected(READING, (), SETTINGS) is READING


def test_the_last_word_of_a_person_counts_and_two_who_differ_leave_the_reading() -> None:
    assert toll(word(value="14"), word(value="15", minute=1)) == 15
    assert toll(word(value="14"), word("Ivo", "15", 1)) == 12
    assert toll(word(value="14"), word("Ivo", "15", 1), word(" ADA ", "15", 2)) == 15
    assert toll(word(value="14"), word(value="14", minute=1, is_taken_back=True)) == 12


def test_it_holds_for_another_print_and_not_for_another_page() -> None:
    print_two = replace(PAGE, document_id="d2", text=f"Updated on Tuesday. {TEXT}")
    assert toll(word(), page=print_two) == 14
    assert toll(word(), page=replace(PAGE, document_id="d3", url="https://other.example/ferry")) == 12
    assert toll(word(), page=replace(print_two, text="At least 13 people died when a ferry sank.")) is None


PEOPLE = st.sampled_from(["Ada", "ada ", "Ivo", "Uma"])
WORDS = st.lists(
    st.builds(word, PEOPLE, st.sampled_from(["14", "15", "about 1,200"]), is_taken_back=st.booleans()), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_set_right_twice_is_set_right_once(words: list[Correction]) -> None:
    """What is kept can be applied to what was judged with it, as a replay does."""
    kept = of_article(words, PAGE)
    once = corrected(READING, kept, SETTINGS)
    assert corrected(once, kept, SETTINGS) == once
    assert len({claim.claim_id for claim in once.claims}) == len(READING.claims)
    for standing in standings(kept):
        assert (standing.agreed is None) == (len({one.value for one in standing.words}) > 1)


def test_missed_words_are_read_with_their_sentence() -> None:
    found = missed(READING, "Twenty coffins", ClaimKind.CASUALTY, "killed", SETTINGS.sources, SETTINGS.rules)
    assert found.figure is not None
    assert (found.figure.value, found.figure.role, found.figure.hedge) == (20, "killed", Hedge.EXACT)
    assert found.sentence == "Twenty coffins stood on the quay."
    added = word(input=CorrectedInput.CLAIM, claim_id=found.claim_id, words=found.text, value="killed",
                 sentence=found.sentence, kind=found.kind)  # fmt: skip
    claims = corrected(READING, (added,), SETTINGS).claims
    assert found in claims
    assert len(claims) == len(READING.claims) + 1
