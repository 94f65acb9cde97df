"""Rules for parts of a day: "this morning", "last night", "mid-afternoon", "the evening before"."""

from dataclasses import replace

from tasks.claims.calendar_span import Span, day_span, moved
from tasks.claims.when_clock import narrowed, with_part
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read
from tasks.vocabulary import Granularity


def part_of_day(hit: Hit) -> Read | None:
    """As in "this morning", "last night", "that evening", "the next morning", "the evening before"."""
    part = hit.part("p")
    if part is None:
        return None
    core = hit.letters("rel")
    named = any(letter in core for letter in "SfNP") or hit.letters("side") or core == "T"
    if (
        core == "T"
        and not hit.letters("side")
        and ":" not in str(part.value)
        and hit.before() not in {"in", "during", "of", "for", "into", "through"}
    ):
        return None
    if named:
        base, anchor = hit.reckoner.last_named("D")
        day = base.start if base and base.start == base.end else None
    else:
        day, anchor = hit.reckoner.base()
    step = 1 if ("N" in core or "f" in core) else (-1 if "P" in core or hit.letters("side") == "b" else 0)
    if hit.letters("side") == "A":
        step = 1
    if core in {"l", "Tl"}:
        step = -1
    if day is None:
        return Read("TIME", f"XXXX-XX-XXT{part.value}", "part_unanchored", names=False)
    span = day_span(moved(day, "D", step))
    return with_part(Read("DATE", span.value, "part_of_day", span, anchor), part)


def late_part(hit: Hit) -> Read | None:
    """As in "mid-afternoon", "late evening": on the last day named, else that of publication."""
    part, mod = hit.part("p"), {"early": "START", "late": "END", "mid": "MID"}[hit.lexed.tokens[hit.first].text.lower()]
    base, anchor = hit.reckoner.last_named("D")
    if part is None or base is None or base.start != base.end or ":" in str(part.value):
        return None
    read = with_part(Read("DATE", base.value[:10], "late_part", base, anchor), part)
    clock = narrowed(read.clock, mod) if mod != "MID" else read.clock
    return replace(read, mod=mod, clock=clock)


def day_word(hit: Hit) -> Read | None:
    """As in "today", "yesterday morning", "tonight"."""
    word, part = hit.part("k"), hit.part("p")
    if word is None or not isinstance(word.value, int):
        return None
    if word.text in {"Today", "TODAY"} and hit.before() in {"usa", "russia"}:
        return None
    base, anchor = hit.reckoner.now()
    if base is None:
        return Read("DATE", "PRESENT_REF" if word.value == 0 else "XXXX-XX-XX", "day_word_unanchored", names=False)
    span = day_span(moved(base, "D", word.value))
    if word.text.lower() == "overnight" and part is None:
        night_long = Span(moved(base, "D", -1), base, Granularity.SPAN, base.isoformat())
        return Read("TIME", f"{base.isoformat()}TNI", "overnight", night_long, anchor, names=False)
    night = Token("night", 0, 0, "p", "NI") if word.text.lower() == "tonight" else part
    return with_part(Read("DATE", span.value, "day_word", span, anchor), night)


PART_RULES: tuple[Rule, ...] = (
    rule("part_of_day", "tTSlNfP", r"(?P<rel>T?[tSlNfP]|T)(?P<p>p)(?P<side>[bA](?=[_,&i]|$))?", part_of_day),
    rule(
        "noon",
        "p",
        r"(?P<rel>)(?P<p>p)(?P<side>)",
        lambda hit: part_of_day(hit) if ":" in str(hit.lexed.tokens[hit.first].value) else None,
    ),
    rule("late_part", "e", r"(?P<e>e)-?(?P<p>p)", late_part),
    rule("day_word", "k", r"(?P<k>k)(?:-?(?P<p>p))?", day_word),
)
