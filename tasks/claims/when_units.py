"""Units of time in a phrase: which unit, how many of it, and the TIMEX3 value of a duration."""

from typing import Final

from tasks.claims.when_grammar import Hit

CLOCK_UNITS: Final = {"H": "H", "MIN": "M", "S": "S"}  # units of time within a day, with their ISO 8601 letters
HALF = 0.5
PLURAL = 2  # how the vocabulary marks a plural


def unit_of(hit: Hit, name: str = "u") -> tuple[str, bool] | None:
    """The unit of a phrase and whether it stood in the plural."""
    token = hit.part(name)
    if token is None:
        return None
    if token.letter == "q":
        return "Q", token.value == PLURAL
    if isinstance(token.value, tuple):
        return str(token.value[0]), token.value[1] == PLURAL
    return None


def count_of(hit: Hit) -> float | None:
    """How many units; 1 for "a", None for "several"."""
    for position in range(hit.match.start("n"), hit.match.end("n")):
        token = hit.lexed.tokens[position]
        if token.letter in "ny" and isinstance(token.value, int | float):
            return float(token.value)
        if token.letter == "j":
            return token.value if isinstance(token.value, float) else None
    return 1.0


def amount(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; X where the number is vague."""
    if unit in {"NI", "WE", "FN", "ML"}:
        unit, count = {"NI": ("NI", count), "WE": ("WE", count), "FN": ("W", count and count * 2), "ML": ("ML", count)}[
            unit
        ]
    if unit == "Y" and count is not None and count % 1 == HALF:
        return f"P{count // 1:g}Y6M"
    number = "X" if count is None else f"{count:g}"
    if unit in {"DE", "CE"} and count is not None:
        return f"P{count * (10 if unit == 'DE' else 100):g}Y"
    if unit == "H" and count is not None and count % 1 == HALF:
        return f"PT{count // 1:g}H30M" if count > 1 else "PT30M"
    if unit in CLOCK_UNITS:
        return f"PT{number}{CLOCK_UNITS[unit]}"
    return f"P{number}{unit}"
