"""The interval that a number's words allow: hedges, ranges, fractions, round and vague numbers (VERDICTS.md section 5).

In: what was cut from the text (core, upper end, hedge). Out: value, low, high, hedge and open ends.
"""

from tasks.claims.number_tokens import Core
from tasks.settings import Rules
from tasks.vocabulary import Hedge

ROUND_TO = 100  # two trailing zeros: nobody counted to the last one
EXACT_DIGITS = 3  # a number printed with so many is meant to the last of them
VAGUE_MILLIONS = (2.0, 9.9)  # "millions", as rules.vague has it for the smaller scales
MOST_SCALED = 1_000  # "2 to 3 million": only a bare number below this takes over the scale of the second


def lower_value(core: Core, upper: Core) -> float:
    """The lower end of a range; "2 to 3 million" is from two million."""
    takes_scale = core.scale == 1 and upper.scale > ROUND_TO and core.value < min(MOST_SCALED, upper.scale)
    return core.value * upper.scale if takes_scale else core.value


_Opens = tuple[bool, bool]


def interval_of(
    core: Core, upper: Core | None, hedge: Hedge | None, rules: Rules, *, is_exact: bool
) -> tuple[float, float | None, float | None, Hedge, _Opens]:
    """Value, low, high, hedge and open ends, as the table of VERDICTS.md section 5 has them."""
    value = core.value
    if upper is not None:
        low, high = lower_value(core, upper), upper.value
        if hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
            return low, low, None, hedge, (hedge is Hedge.MORE_THAN, False)
        if hedge in {Hedge.UP_TO, Hedge.LESS_THAN, Hedge.NEARLY}:
            return high, 0.0, high, Hedge.UP_TO, (False, False)
        return (low + high) / 2, low, high, Hedge.RANGE, (False, False)
    if core.vague or core.interval:
        return _vague_interval(core, hedge, rules)
    if hedge is None:
        is_round = core.is_round_word or (value >= ROUND_TO and value % ROUND_TO == 0)
        if core.kind in {"fraction", "share"}:
            return value, *_around(value, rules.about_share), Hedge.ABOUT, (False, False)
        if is_round and not is_exact:
            return value, *_around(value, _rounded(core, rules)), Hedge.ROUNDED, (False, False)
        return value, value, value, Hedge.EXACT, (False, False)
    return _hedged(value, hedge, rules)


def _rounded(core: Core, rules: Rules) -> float:
    """How far a round number reaches: "7.93 billion" is printed to the hundredth of one, and reaches half of that.

    So does "859,000", which has three digits; a last five may be a half. Halves are said as loosely as whole ones: "two
    and a half million".
    """
    if (digits := f"{core.value:.0f}".rstrip("0")) and len(digits) >= EXACT_DIGITS and not core.is_round_word:
        place = 10.0 ** (len(f"{core.value:.0f}") - len(digits))
        return min(rules.rounded_share, (2.5 if digits[-1] == "5" else 0.5) * place / core.value)
    _, point, decimals = f"{core.value / core.scale:.6g}".partition(".")
    if not point or core.scale <= ROUND_TO or decimals == "5":
        return rules.rounded_share
    return min(rules.rounded_share, 0.5 * core.scale / (core.value * float(10 ** len(decimals))))


def _hedged(value: float, hedge: Hedge, rules: Rules) -> tuple[float, float | None, float | None, Hedge, _Opens]:
    if hedge is Hedge.ABOUT:
        return value, *_around(value, rules.about_share), hedge, (False, False)
    if hedge is Hedge.NEARLY:
        return value, round((1 - rules.nearly_share) * value, 6), value, hedge, (False, True)
    if hedge is Hedge.AT_LEAST:
        return value, value, None, hedge, (False, False)
    if hedge is Hedge.MORE_THAN:
        return value, value, None, hedge, (True, False)
    if hedge is Hedge.UP_TO:
        return value, 0.0, value, hedge, (False, False)
    return value, 0.0, value, Hedge.LESS_THAN, (False, True)


def _around(value: float, share: float) -> tuple[float, float]:
    return round(value * (1 - share), 6), round(value * (1 + share), 6)


def _vague_interval(
    core: Core, hedge: Hedge | None, rules: Rules
) -> tuple[float, float | None, float | None, Hedge, _Opens]:
    times = {1: "", 10: "tens of ", 100: "hundreds of "}[int(core.vague_times)]
    by_scale = (core.value * VAGUE_MILLIONS[0], core.value * VAGUE_MILLIONS[1])
    low, high = core.interval or rules.vague.get(f"{times}{core.vague}", by_scale)
    low, high = float(low), float(high)
    if hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
        return low, low, None, Hedge.VAGUE, (False, False)
    if core.interval == (2, 3):  # "a couple": two, said loosely
        return 2, 2, 3, Hedge.ABOUT, (False, False)
    return low, low, high, Hedge.VAGUE, (False, False)
