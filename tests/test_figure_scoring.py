"""The figure benchmarks' scores mean what their docstrings say, on examples made by hand."""

import pytest

from tests.benchmarks import gva, isaf, mass_shootings, muc, newsroom_figures
from tests.benchmarks.scoring import Tally, claims_of, share, stated


def test_a_tally_counts_what_is_in_both_sets():
    tally = Tally()
    tally.add({1, 2, 3}, {2, 3, 4, 5})
    assert tally.precision == pytest.approx(2 / 3)
    assert tally.recall == pytest.approx(1 / 2)
    assert tally.f1 == pytest.approx(4 / 7)


def test_an_empty_tally_is_no_success():
    assert Tally().f1 == 0
    assert share(0, 0).strip().startswith("0.0 %")


def test_stated_leaves_out_sums_denials_and_vague_words():
    claims = claims_of("Two men and a boy died. Dozens died. The army denied that 12 people died.")
    assert [claim.figure.value for claim in stated(claims, {"killed"}) if claim.figure] == [2, 1]


def test_muc_pairs_leave_out_the_attacker():
    claims = claims_of("THE TERRORIST WAS KILLED AND FIVE PEASANTS WERE WOUNDED.")
    assert muc.pairs(claims) == {("INJURY", 5.0)}


def test_muc_gold_merges_groups_of_one_effect_and_number():
    group = {"effect": "DEATH", "n_min": 1, "n_max": 1}
    assert muc.gold({"incidents": [{"gold_casualties": [group, dict(group)]}, {}]}) == {("DEATH", 1.0)}


def test_gva_articles_vote_and_a_tie_of_lead_wins():
    two = claims_of("Two people were wounded on Elm Street. Police said two were wounded.")
    three = claims_of("Three people were wounded on Elm Street.")
    assert gva.agreed([two, two, three], "injured") == 2
    assert gva.agreed([], "injured") is None


def test_gva_takes_the_dead_off_the_shot():
    assert gva.agreed([claims_of("Four people were shot, one of them fatally.")], "injured") == 3


def test_gva_asks_only_what_is_printed_near_a_casualty_word():
    assert gva.is_printed("Police said three men were wounded.", 3, "injured")
    assert not gva.is_printed("Three cars stood there.\nA man was wounded.", 3, "injured")


def test_isaf_leaves_out_its_own_side():
    claims = claims_of("The patrol killed two insurgents. The group had killed four US soldiers.")
    assert isaf.least(claims, ("killed",)) == 2


def test_mass_shootings_count_victims_only():
    claims = claims_of("The man killed a clerk and a guard before killing himself.")
    assert mass_shootings.victims_told(claims, "killed") == 2


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("Nearly 1,000 people were hurt.", {"low": 900, "high": 1000, "nominal": 1000}, True),
        ("Between 20 and 30 people were hurt.", {"low": 20, "high": 30}, True),
        ("At least 28 people were hurt.", {"low": 28, "high": None}, True),
        ("They spoke for two hours.", {"low": 120, "high": 120}, True),
        ("Twelve people were hurt.", {"low": 13, "high": 13}, False),
    ],
)
def test_newsroom_numbers(text: str, value: dict[str, float], right: bool):  # noqa: FBT001 - a case's expectation
    (claim,) = claims_of(text, with_quantities=True)
    assert newsroom_figures.same_number(claim, value) is right
