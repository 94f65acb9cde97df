"""Times of day: "9:07 a.m.", "4 p.m. EDT", "at noon", "Thursday night", "this morning", "the evening before".

Minutes are counted from local midnight; a part of the day is the stretch that news means by it.
"""

from typing import Final

from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read

DAY_MINUTES = 1_440
HALF_DAY_HOURS = 12
# Minutes after local midnight, first and last. "Morning" begins at midnight: "2 a.m." is in the morning.
PART_MINUTES: Final[dict[str, tuple[int, int]]] = {
    "MO": (0, 719), "MI": (660, 839), "AF": (720, 1_079), "EV": (1_020, 1_439), "NI": (1_080, 1_439),
    "DA": (240, 479), "SH": (0, 359), "DT": (360, 1_199), "12:00": (720, 720), "24:00": (0, 0),
}  # fmt: skip
# "Early" and "late" cut a part of the day, or the day, in two.
EARLY_DAY = (0, 539)
LATE_DAY = (1_080, 1_439)


def part_value(part: str) -> str:
    """The TIMEX3 ending of a part of day."""
    if ":" in part:
        return f"T{part}"
    return {"DA": "TDA", "SH": "TMO"}.get(part, f"T{part}")


def minutes_of(clock: Token, meridiem: Token | None, part: str | None) -> int | None:
    """Minutes after midnight of "9:07", "9.07 p.m.", "5 o'clock in the afternoon"; None for impossible ones."""
    if isinstance(clock.value, str) and ":" in clock.value:
        hours, minutes = (int(piece) for piece in clock.value.split(":")[:2])
    else:
        number = clock.value
        if not isinstance(number, float) or number != int(number):
            return None
        hours, minutes = int(number), 0
    if meridiem is not None:
        if not 1 <= hours <= HALF_DAY_HOURS:
            return None
        hours = hours % HALF_DAY_HOURS + int(str(meridiem.value))
    elif part in {"AF", "EV", "NI"} and 1 <= hours < HALF_DAY_HOURS:
        hours += HALF_DAY_HOURS
    total = hours * 60 + minutes
    return total % DAY_MINUTES if total <= DAY_MINUTES else None


def clock_value(minutes: int) -> str:
    """The TIMEX3 ending of a clock time."""
    return f"T{minutes // 60:02d}:{minutes % 60:02d}"


def narrowed(clock: tuple[int, int] | None, mod: str) -> tuple[int, int]:
    """The early or the late half of a stretch of minutes ("late on Friday", "early Thursday morning")."""
    if clock is None:
        return EARLY_DAY if mod == "START" else LATE_DAY
    first, last = clock
    middle = (first + last) // 2
    return (first, middle) if mod == "START" else (middle, last)


def with_part(read: Read, part: Token | None) -> Read:
    """A day narrowed to a part of it."""
    if part is None:
        return read
    name = str(part.value)
    clock = PART_MINUTES[name]
    return Read("TIME", read.value + part_value(name), f"{read.rule}_part", read.span, read.anchor, None, clock)


def within_part(minutes: int, part: tuple[int, int]) -> int:
    """The half of the day that a clock of twelve hours means, by the part of day printed with it."""
    first, last = part
    for turned in (minutes, (minutes + DAY_MINUTES // 2) % DAY_MINUTES):
        if first <= turned <= last:
            return turned
    return minutes
