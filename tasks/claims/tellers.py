"""Chains of tellers: who tells what somebody else said, outermost first.

In: attributions with, for what is said "citing" somebody, the attribution that it stands under. Out: the same with
their chains, in the order of their cues; one that is cited comes just before the one that cites, so that of two
contents of equal length the longer chain is met first.
"""

from dataclasses import dataclass, replace

from tasks.model import Attribution

MAX_CHAIN = 4
NEAR = 30  # attributions on either side among which one that holds another is looked for; keeps the work linear


@dataclass(slots=True, eq=False)
class Told:
    """An attribution in the making."""

    attribution: Attribution
    under: "Told | None" = None


def chained(found: list[Told], publisher: str | None) -> tuple[Attribution, ...]:
    """Give every attribution its chain; `publisher` is left out of it."""
    own = (publisher or "").lower()
    ordered = sorted(found, key=_order)
    finished = []
    for position, told in enumerate(ordered):
        chain: list[str] = []
        for name in (*_names_above(told, position, ordered), told.attribution.name):
            if name and name.lower() != own and name not in chain:
                chain.append(name)
        finished.append(replace(told.attribution, chain=tuple(chain[-MAX_CHAIN:])))
    return tuple(finished)


def _order(told: Told) -> tuple[int, bool, int]:
    if told.under is not None:
        return told.under.attribution.cue[0], False, told.attribution.cue[0]
    return told.attribution.cue[0], True, told.attribution.cue[0]


def _names_above(told: Told, position: int, ordered: list[Told]) -> list[str | None]:
    """The names of all that hold an attribution, widest content first."""
    base = told.under or told
    holders = [
        other.attribution
        for other in ordered[max(0, position - NEAR) : position + NEAR]
        if other is not base and other.under is None and _holds(other.attribution, base.attribution)
    ]
    holders.sort(key=lambda holder: -sum(end - start for start, end in holder.content))
    names = [holder.name for holder in holders]
    return [*names, base.attribution.name] if told.under is not None else names


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the cue and the source of one stand in what the other says, be it in two pieces of it."""
    source = inner.source or inner.cue
    return all(any(start <= part[0] and part[1] <= end for start, end in outer.content) for part in (inner.cue, source))
