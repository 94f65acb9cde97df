"""A text cut into marked pieces: nothing is lost, every mark lies where it belongs, a long text is cut in one go."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Document, Furniture
from tasks.reports.article_view import paragraphs
from tasks.reports.marked import FIGURE, WORD, compared, pieces
from tasks.vocabulary import FurnitureKind

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from("abc")), max_size=8)


@given(st.text(max_size=50), spans, st.integers(0, 9))
def test_pieces_are_the_text_and_each_place_has_its_marks(text, marks, first):
    cut = pieces(text, marks, first)
    assert "".join(piece.text for piece in cut) == text
    for piece in cut:
        for place in range(piece.start, piece.end):
            assert piece.marks == tuple(name for start, end, name in marks if start <= place < end)


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_paragraphs_hold_the_whole_text(text, furniture):
    pieces_of = tuple(Furniture(start, end, FurnitureKind.OTHER) for start, end in furniture)
    found = paragraphs(Document("d", "d", text, furniture=pieces_of), ())
    assert ["".join(one.text for one in each.stretches) for each in found] == [row for row in text.split("\n") if row]


def test_the_figure_and_the_shared_words_are_marked():
    passage = "Rescuers said at least 48 people were killed in the town of Wajima."
    start = passage.index("at least 48")
    found = compared(passage, 0, (start, start + len("at least 48 people")), "Some 40 people were killed in Wajima.")
    assert [(piece.text, piece.marks) for piece in found if piece.marks] == [
        ("at least 48 people", (FIGURE,)),
        ("killed", (WORD,)),
        ("Wajima", (WORD,)),
    ]


def test_a_paragraph_of_many_marks_is_cut_once():
    text = "12 " * 30_000
    cut = pieces(text, [(3 * n, 3 * n + 2, "a") for n in range(30_000)])
    assert len(cut) == 60_000
