"""Number words put together: "twenty-four" is 24, "a couple of" a vague two, "nineteen ninety-six" a year.

In: the tokens of a sentence, in which each number word is still a token of its own. Out: the same with one token a
number. Also the figures of a printed number: which are years, which are money and no time at all.
"""

from typing import NamedTuple

from tasks.claims.when_words import TENS

FIRST_YEAR, LAST_YEAR = 1000, 2099  # four digits outside these are no year
SECOND_HALF_FROM = 10  # "nineteen ten" is a year, "nineteen five" is not
_CENTURIES = frozenset({18.0, 19.0, 20.0})


class Token(NamedTuple):
    """A token with its place in the sentence, its letter and its meaning."""

    text: str
    start: int
    end: int
    letter: str
    value: object = None


def merge_numbers(tokens: list[Token]) -> list[Token]:
    """Put number words together: "twenty-four" is 24, "a couple of" is a vague few, "nineteen ninety-six" a year."""
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.letter == "n" and token.text[0].isalpha():
            index = _merge_from(tokens, index, out)
        elif token.letter == "h":
            index = _merge_multiple(tokens, index, out)
        else:
            out.append(token)
            index += 1
    return out


def _merge_from(tokens: list[Token], index: int, out: list[Token]) -> int:
    """Read a run of number words that starts at `index`; append one token; return the index after it."""
    values, position, last = [], index, index
    while position < len(tokens):
        token = tokens[position]
        if token.letter in "nh" and token.text[0].isalpha():
            values.append(token.value)
            last = position
            position += 1
        elif (
            position > index and token.text in {"-", "and"} and position + 1 < len(tokens) and _joins(tokens, position)
        ):
            position += 1
        else:
            break
    head, tail = tokens[index], tokens[last]
    if "dozen" in values or "couple" in values:
        dozens = values[0] * 12 if isinstance(values[0], float) and values[-1] == "dozen" else None
        out.append(Token(head.text, head.start, tail.end, "n" if dozens else "j", dozens))
        return last + 1
    if len(values) == 1 and last + 2 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 2].letter == "o":
        value = float(str(values[0])) + float(str(tokens[last + 2].value))
        if values[0] in TENS.values():  # "twenty-first"
            out.append(Token(head.text, head.start, tokens[last + 2].end, "o", int(value)))
            return last + 3
    value = _value_of(values)
    year = FIRST_YEAR <= value <= LAST_YEAR and len(values) > 1 and values[-1] != "hundred"
    letter = "y" if year else "n"
    out.append(Token(head.text, head.start, tail.end, letter, int(value) if year else value))
    return last + 1


def _joins(tokens: list[Token], position: int) -> bool:
    """Whether "-" or "and" at `position` stands inside one number ("twenty-four", "a hundred and four")."""
    before, mark, after = tokens[position - 1], tokens[position], tokens[position + 1]
    if after.letter != "n" or not after.text[0].isalpha():
        return False
    return before.value in TENS.values() if mark.text == "-" else before.value in {"hundred", "thousand"}


def _value_of(values: list[object]) -> float:
    total, group = 0.0, 0.0
    numbers = [value for value in values if isinstance(value, float)]
    if len(numbers) == len(values) > 1 and values[0] in _CENTURIES and numbers[1] >= SECOND_HALF_FROM:
        return numbers[0] * 100 + sum(numbers[1:])
    for value in values:
        if value == "hundred":
            group = (group or 1) * 100
        elif value == "thousand":
            total += (group or 1) * 1000
            group = 0
        elif value == "million":
            total += (group or 1) * 1_000_000
            group = 0
        elif isinstance(value, float):
            group += value
    return total + group


def _merge_multiple(tokens: list[Token], index: int, out: list[Token]) -> int:
    """As in "a hundred years", "a couple of weeks", "a dozen years": the multiple without a number before it."""
    token = tokens[index]
    if token.text.lower() in {"couple", "dozen"}:
        last = index + 1 if index + 1 < len(tokens) and tokens[index + 1].letter == "O" else index
        out.append(
            Token(token.text, token.start, tokens[last].end, "j", 12.0 if token.text.lower() == "dozen" else 2.0)
        )
        return last + 1
    return _merge_from([*tokens[:index], token, *tokens[index + 1 :]], index, out)
