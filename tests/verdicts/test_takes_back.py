"""What is a notice that takes figures back, and what only sounds like one."""

import pytest

from tasks.claims.numbers import numbers
from tasks.model import Document
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources
from tasks.verdicts.retractions import withdrawals


def _taken_back(text):
    document = Document(document_id="d", source_id="d", text=text, publisher="Harbour Wire")
    prose = sentences(document)
    read = [number for sentence in prose for number in numbers(sentence.text, sentence.start, Rules())]
    return sorted(value for one in withdrawals(document, prose, read, Sources()) for value in one.values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("CORRECTION: An earlier version of this story said 300 people had died. It is 30.", [300]),
        ("The Morning Ledger withdraws the figure of 3,000.", [3000]),
        ("Harbour Wire has retracted its report that 52 people died.", [52]),
        ("This story incorrectly stated that 52 people had died. The correct number is 5.", [52]),
        ("(Corrects death toll to 5, not 52)", [52]),
        ("The report of 52 dead was published in error.", [52]),
        ("Kill notice: the item on 52 dead is withdrawn.", [52]),
        ("The agency withdrew its earlier estimate of 600 dead.", [600]),
        (
            "CORRECTION — Some figures were wrong. The article also said that they met for the first time in 7 years.",
            [7],
        ),
        ("Our earlier report said on Monday that 52 people had been killed.", [52]),
    ],
)
def test_a_notice_takes_its_figure_back(text, values):
    assert _taken_back(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "Forces withdrew from the town after 12 soldiers were killed.",
        "The army said 12 soldiers were killed before it withdrew.",
        "Police withdrew the charges against 12 men.",
        "Twelve people at a correction facility were killed.",
        "Soldiers killed 12 civilians in error, the army said.",
        "The bank withdrew 40 million from the fund.",
        "The union withdrew its offer of 12 percent.",
        "The coast guard said in its first report that 44 people had died.",
        "Initial reports spoke of 12 dead.",
        "An earlier story of 12 rooms burned down.",
    ],
)
def test_what_only_sounds_like_one_takes_nothing_back(text):
    assert _taken_back(text) == []
