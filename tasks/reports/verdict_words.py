"""How verdicts and relations look on a page: a sign, a few words and a kind of line each; colour says nothing alone."""

from dataclasses import dataclass

from tasks.model import Verdict, Verification
from tasks.vocabulary import CitedSource, Relation, Temporal, VerdictLabel


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict on the page: the name of its style, a sign, a heading in words."""

    style: str
    sign: str
    words: str


VERDICTS = {
    VerdictLabel.REFUTED: Shown("refuted", "✕", "Contradicted"),
    VerdictLabel.DISPUTED: Shown("disputed", "⇄", "Disputed"),
    VerdictLabel.MISFRAMED: Shown("misframed", "≠", "Number matches, meaning differs"),
    VerdictLabel.SUPPORTED: Shown("supported", "✓", "Also reported"),
    VerdictLabel.CONSISTENT: Shown("consistent", "≈", "Not confirmed"),
    VerdictLabel.UNVERIFIED: Shown("unverified", "○", "Nothing usable found"),
    VerdictLabel.NOT_CHECKABLE: Shown("unchecked", "–", "Not checked"),
}
RELATIONS = {
    Relation.CONTRADICTS: ("✕", "contradicts"),
    Relation.SAME_NUMBER_OTHER_MEASURE: ("≠", "same number, other measure"),
    Relation.RETRACTED: ("↶", "withdrawn"),
    Relation.DENIES: ("✕", "denies, without a figure of its own"),
    Relation.LATER_FIGURE: ("→", "later figure"),
    Relation.CORROBORATES: ("✓", "agrees"),
    Relation.EARLIER_FIGURE: ("←", "earlier figure"),
    Relation.CONSISTENT: ("≈", "compatible"),
}  # in the order in which a person wants them
TEMPORAL = {
    Temporal.UPDATED_SINCE: "A later, higher figure is out.",
    Temporal.REVISED_DOWN: "The figure was revised down since.",
    Temporal.STALE_WHEN_PUBLISHED: "A newer figure was out when this was published.",
    Temporal.UNDATED: "For no known day.",
}
CITED = {
    CitedSource.CONFIRMED: "The named source’s own page says it.",
    CitedSource.SILENT: "The named source’s own page, which is held whole, does not say it.",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many claims have one verdict."""

    shown: Shown
    count: int


def tally(verification: Verification) -> tuple[Count, ...]:
    """The verdicts of an article counted, the gravest first; those that nothing has are left out."""
    labels = [verdict.label for verdict in verification.verdicts]
    return tuple(Count(shown, labels.count(label)) for label, shown in VERDICTS.items() if label in labels)


def origins_of(verdict: Verdict) -> str:
    """How many newsrooms and origins: "4 newsrooms, 1-3 origins: KCNA, Xinhua"; empty where nobody else reports it."""
    span = verdict.independence
    if not span.families:
        return ""
    count = f"{span.low}" if span.low == span.high else f"{span.low}-{span.high}"
    newsrooms = f"{span.families} newsroom{'' if span.families == 1 else 's'}"
    names = ", ".join(origin.name for origin in span.origins)
    circular = "; some of them rest on each other" if span.circular else ""
    return f"{newsrooms}, {count} origin{'' if count == '1' else 's'}{f': {names}' if names else ''}{circular}"
