"""What was worked out once is remembered as long as what it rests on stays the same."""

from functools import partial

from tasks.memory import Memory


def test_the_same_question_on_the_same_ground_is_worked_out_once() -> None:
    """An equal ground counts as the same, another one does not: an edited page is read again."""
    asked: list[str] = []
    memory: Memory[str, tuple[str, ...], int] = Memory(10)

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert memory.get("page", ("five",), lambda: length("five")) == 4
    assert memory.get("page", ("five",), lambda: length("five")) == 4
    assert memory.get("page", ("fifteen",), lambda: length("fifteen")) == 7
    assert asked == ["five", "fifteen"]


def test_it_stays_bounded_and_forgets_the_oldest_first() -> None:
    """A night over any number of pages needs no more memory than a few hundred of them."""
    asked: list[int] = []
    memory: Memory[int, None, int] = Memory(4)

    def remember(number: int) -> int:
        asked.append(number)
        return number

    for number in (*range(5), 4, 3, 0):
        assert memory.get(number, None, partial(remember, number)) == number
    assert asked == [0, 1, 2, 3, 4, 0]
