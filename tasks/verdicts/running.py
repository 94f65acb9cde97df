"""Measures that are running totals: the hectares that a fire has burned, the money that an appeal has raised.

In: a side of a comparison. Out: whether what it measures grows while the event goes on, so that an older lower figure
is no contradiction. The area of a country or the price of a bridge is none.
"""

import re

from tasks.verdicts.likeness import clause
from tasks.verdicts.side import Side

KINDS = frozenset({"area", "money", "weight", "volume", "share", "things"})
# What goes on for a while and adds up; perfect and progressive forms, for "the fire burns 50 hectares" is a headline.
_PROCESS = re.compile(
    r"\b(?:burn(?:ed|t|s|ing)?|scorch(?:ed|es|ing)?|char(?:red)|consum(?:ed|es|ing)|destroy(?:ed|s|ing)?|raz(?:ed|ing)|"
    r"ravag(?:ed|ing)|engulf(?:ed|s|ing)?|blacken(?:ed|s|ing)?|flood(?:ed|s|ing)|inundat(?:ed|ing)|submerg(?:ed|ing)|"
    r"swallow(?:ed|s|ing)?|wip(?:ed|ing) out|damag(?:ed|es|ing)|spill(?:ed|s|ing)?|leak(?:ed|s|ing)?|spread(?:s|ing)?|"
    r"seiz(?:ed|es|ing)|confiscat(?:ed|ing)|collect(?:ed|s|ing)?|rais(?:ed|es|ing)|donat(?:ed|es|ing)|pledg(?:ed|es|ing)|"
    r"captur(?:ed|es|ing)|recaptur(?:ed|ing)|retak(?:en|ing)|retook|advanc(?:ed|es|ing)|clear(?:ed|s|ing)?|"
    r"lost|spent|grown|grew|so far|to date|already)\b",
    re.IGNORECASE,
)


# "Has grown to an estimated 650 tonnes", "now reaches 15 km", "rose to 95,000 from 70,000": a newer state of a thing.
_ANEW_BEFORE = re.compile(
    r"\b(?:(?:gr(?:own|ew|ows)|ris(?:en|es)|rose|climb(?:ed|s)|swell(?:ed|s)|swollen|widen(?:ed|s)|increas(?:ed|es)|"
    r"expand(?:ed|s)|spread|jump(?:ed|s)|doubled|tripled|f(?:all(?:en|s)|ell)|dropp(?:ed|s)|shr(?:unk|ank|inks)|"
    r"dwindl(?:ed|es)|eas(?:ed|es)|stretch(?:ed|es)|extend(?:ed|s)|brought|brings|rais(?:ed|es)|"
    r"lower(?:ed|s)|cut|reduc(?:ed|es)|revis(?:ed|es)|correct(?:ed|s)|chang(?:ed|es)|upgrad(?:ed|es)|"
    r"downgrad(?:ed|es)) (?:[a-z]+ ){0,4}to|"
    r"(?:is|are|has|have|stands?|reach(?:es)?|covers?|extends?|stretch(?:es)?|numbers?) now|"
    r"now (?:stands?|reach(?:es)?|covers?|extends?|stretch(?:es)?|totals?|numbers?|counts?|puts?|lists?|say|says))"
    r"\b[^,.;:]{0,40}$",
    re.IGNORECASE,
)
_ANEW_AFTER = re.compile(r"^[^.;:]{0,40}\b(?:up|down) from\b|^[^.;:]{0,30}\b(?:now|by now)\b", re.IGNORECASE)


# What a page itself calls a first word on the matter, a later page's word replaces.
_FIRST_WORD = re.compile(
    r"\b(?:preliminar(?:y|ily)|provisional(?:ly)?|initial(?:ly)? (?:estimate\w*|rating|count|assessment|put|report\w*)|"
    r"first (?:estimates?|assessments?|reports?)|early (?:estimates?|assessments?)|tentative(?:ly)?)\b",
    re.IGNORECASE,
)


_AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|targets?|goals?|hop(?:es?|ed|ing) to|want(?:s|ed)? to|intend(?:s|ed)? to|seeks?|seeking|"
    r"sought|ask(?:s|ed|ing)? for|request(?:s|ed)?|call(?:s|ed)? for)\b[^.;:]{0,80}$",
    re.IGNORECASE,
)


def is_aimed(side: Side) -> bool:
    """Whether a number is what somebody aims at or asks for, and no count of what came."""
    return _AIM.search(clause(side.claim)[0]) is not None


def goes_on(ours: Side, theirs: Side, *, is_later: bool) -> bool:
    """Whether the thing measured is said to go on: to add up, to have changed by the later page, or to be a first word.

    One page's words are enough, for it is one thing that both measure.
    """
    early, late = (ours, theirs) if is_later else (theirs, ours)
    adds_up = is_running_total(ours) or is_running_total(theirs)
    return adds_up or is_told_anew(late) or is_a_first_word(early)


def is_a_first_word(side: Side) -> bool:
    """Whether a clause calls its own number preliminary."""
    return _FIRST_WORD.search(" ".join(clause(side.claim))) is not None


def is_told_anew(side: Side) -> bool:
    """Whether a clause says itself that its number has changed: an older one was right in its time."""
    before, _, after = clause(side.claim)
    return _ANEW_BEFORE.search(before) is not None or _ANEW_AFTER.search(after) is not None


def is_running_total(side: Side) -> bool:
    """Whether the measure is of something that was still going on, by the words of its own clause."""
    if side.measure is None or side.measure.kind not in KINDS:
        return False
    before, own, after = clause(side.claim)
    return bool(_PROCESS.search(f"{before} {own} {after}"))
