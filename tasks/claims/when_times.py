"""Rules for clock times, alone and with their day: "9:07 a.m.", "4 p.m. EDT Thursday", "9:07 a.m. on Sunday"."""

from tasks.claims.calendar_span import Span
from tasks.claims.when_clock import clock_value, minutes_of
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_reckoning import Read
from tasks.vocabulary import Granularity

FOUR_DIGITS = 4
HOUR_MINUTES = 60
_CLOCK_PREPOSITIONS = frozenset(
    {"at", "by", "around", "before", "after", "since", "from", "until", "till", "about", "to", "between", "shortly"}
)


def clock_time(hit: Hit) -> Read | None:
    """A clock time; its day is the one beside it, else the last one named near by, else that of publication."""
    clock, meridiem, part, zone = hit.part("c"), hit.part("M"), hit.part("p"), hit.part("z")
    if clock is None:
        return None
    if (behind := hit.part("oclock")) is not None and not str(behind.value).startswith("o"):
        return None  # "two 7:30 trains"
    sure = meridiem is not None or part is not None or zone is not None or hit.letters("oclock")
    told = " " in clock.text  # "eight minutes to seven" can be nothing else
    if not sure and not told and (hit.before() not in _CLOCK_PREPOSITIONS or clock.letter != "c"):
        return None
    minutes = minutes_of(clock, meridiem, str(part.value) if part else None)
    if minutes is None:
        return None
    span, anchor = _day(hit)
    name = str(zone.value) if zone else None
    if span is None:
        return Read(
            "TIME",
            f"XXXX-XX-XX{clock_value(minutes)}",
            "clock_unanchored",
            clock=(minutes, minutes),
            zone=name,
            names=False,
        )
    return Read(
        "TIME", span.value + clock_value(minutes), "clock", span, anchor, None, (minutes, minutes), name, names=False
    )


def _day(hit: Hit) -> tuple[Span | None, str]:
    named = hit.reckoner.named
    if named is not None and named.span.granularity is Granularity.DAY and named.paragraph == hit.reckoner.paragraph:
        return named.span, f"text:{named.start}"
    day, anchor = hit.reckoner.base()
    if day is None:
        return None, "none"
    return Span(day, day, Granularity.DAY, day.isoformat()), anchor


def four_digits(hit: Hit) -> Read | None:
    """As in "0200 GMT", "1430 EST", "at 0300 local time", "at 1430 hours"."""
    clock, zone = hit.part("c"), hit.part("z")
    if clock is None or len(clock.text) != FOUR_DIGITS or not clock.text.isdecimal():
        return None
    if zone is None and not _is_military(hit):
        return None
    minutes = minutes_of(clock._replace(value=f"{clock.text[:2]}:{clock.text[2:]}"), None, None)
    if minutes is None or int(clock.text[2:]) >= HOUR_MINUTES:
        return None
    span, anchor = _day(hit)
    name = str(zone.value) if zone else None
    if span is None:
        return Read("TIME", f"XXXX-XX-XX{clock_value(minutes)}", "clock_unanchored", zone=name, names=False)
    return Read(
        "TIME",
        span.value + clock_value(minutes),
        "clock",
        span,
        anchor,
        None,
        (minutes, minutes),
        name,
        names=False,
    )


def _is_military(hit: Hit) -> bool:
    """Whether four digits without a zone are a clock: "at 0300 local time", "by 1430 hrs"."""
    if hit.before() not in _CLOCK_PREPOSITIONS:
        return False
    return (hit.following(), hit.following(1)) == ("local", "time") or hit.following() in {"hours", "hrs"}


TIME_RULES: tuple[Rule, ...] = (
    rule("clock", "cn", r"(?P<c>c)(?P<M>M)?(?P<oclock>)(?P<z>z)?(?P<p>)", clock_time),
    rule("clock_digits", "ny", r"(?P<c>[ny])(?P<z>z)?", four_digits),
    rule("oclock", "n", r"(?P<c>n)(?P<M>)(?P<oclock>c)(?P<z>z)?(?P<p>)", clock_time),
    rule("clock_hour", "n", r"(?P<c>n)(?P<M>M)(?P<oclock>)(?P<z>z)?(?P<p>)", clock_time),
    rule("clock_part", "cn", r"(?P<c>[cn])(?P<M>)(?P<oclock>c?)(?P<z>)iT(?P<p>p)", clock_time),
)
