"""The closed sets of words that code, tables, pages and documents share.

A new kind, role or label is added here first, and to DESIGN.md's list in the same change.
"""

from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of checkable statement a claim is."""

    CASUALTY = "casualty"
    DATE = "date"
    COUNT = "count"
    QUANTITY = "quantity"
    QUOTE = "quote"


class Hedge(StrEnum):
    """How firmly a figure was printed (VERDICTS.md section 5)."""

    EXACT = "exact"
    ROUNDED = "rounded"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Party(StrEnum):
    """Whose side the counted people are on: a dead gunman is not one of the victims."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    RESPONDER = "responder"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"


class Granularity(StrEnum):
    """How fine a date was printed; dates compare at the coarser of two."""

    MINUTE = "minute"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


class Precision(StrEnum):
    """How exactly an instant of publication is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class AsOfBasis(StrEnum):
    """On what the as-of of a figure rests."""

    TEXT = "text"
    STATEMENT = "statement"
    PUBLICATION = "publication"


class FurnitureKind(StrEnum):
    """Parts of a page that are not its prose."""

    HEADLINE_COPY = "headline_copy"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    COUNTER = "counter"
    READ_MORE = "read_more"
    NEWSLETTER = "newsletter"
    SOURCE_TRAILER = "source_trailer"
    HASHTAGS = "hashtags"
    REPORTING_CREDIT = "reporting_credit"
    CORRECTION = "correction"
    OTHER = "other"


class CreditKind(StrEnum):
    """What a credit vouches for: a photo credit credits the picture, never the words."""

    SOURCE = "source"
    AGENCY = "agency"
    BYLINE = "byline"
    CANONICAL = "canonical"
    PHOTO = "photo"
    FIRST_PUBLISHED = "first_published"


class Relation(StrEnum):
    """What one passage does to one claim (VERDICTS.md section 3)."""

    CORROBORATES = "corroborates"
    CONSISTENT = "consistent"
    CONTRADICTS = "contradicts"
    EARLIER_FIGURE = "earlier_figure"
    LATER_FIGURE = "later_figure"
    SAME_NUMBER_OTHER_MEASURE = "same_number_other_measure"
    DENIES = "denies"
    RETRACTED = "retracted"
    UNRELATED = "unrelated"


class VerdictLabel(StrEnum):
    """The judgement of a claim (VERDICTS.md section 7; the order there is the precedence)."""

    NOT_CHECKABLE = "not_checkable"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    SUPPORTED = "supported"
    MISFRAMED = "misframed"
    CONSISTENT = "consistent"
    UNVERIFIED = "unverified"


class Temporal(StrEnum):
    """Whether time has passed the claim by."""

    CURRENT = "current"
    UPDATED_SINCE = "updated_since"
    REVISED_DOWN = "revised_down"
    STALE_WHEN_PUBLISHED = "stale_when_published"
    UNDATED = "undated"


class CitedSource(StrEnum):
    """Whether the source that a claim names was seen to say it."""

    CONFIRMED = "confirmed"
    SILENT = "silent"
    NOT_CHECKED = "not_checked"


class Review(StrEnum):
    """Who has the last word on a verdict."""

    MACHINE = "machine"
    CONFIRMED = "confirmed"
    OVERRULED = "overruled"
    DIFFERING = "reviewers differ"


class ReviewReason(StrEnum):
    """Why a person overrules a verdict; the first five name an input of it that can be set right."""

    MISREAD = "number misread"
    WRONG_EVENT = "wrong event"
    SOURCE = "source not trusted"
    WRONG_COPY = "wrong copy link"
    MISSED = "claim missed"
    OTHER = "other"


class CorrectedInput(StrEnum):
    """What of a verdict's inputs a person set right; a wrong copy link is kept as a word on two pages instead."""

    FIGURE = "figure"  # the number or day that was read
    PAGE = "page"  # a page that tells of another event
    TIER = "tier"  # how far a source is trusted
    CLAIM = "claim"  # words that no reader took for a claim


class EdgeKind(StrEnum):
    """A link of lineage."""

    COPIED_FROM = "copied_from"
    REWRITTEN_FROM = "rewritten_from"
    CREDITS = "credits"
    CITES = "cites"
    VERSION_OF = "version_of"
    SAME_AS = "same_as"  # a person says that two pages are one report
    NOT_SAME_AS = "not_same_as"  # a person says that they are two


# Roles of people that a figure may count, as DESIGN.md lists them. `killed_or_injured` is what "casualties" are.
PEOPLE_ROLES = frozenset(
    {
        "killed", "injured", "killed_or_injured", "missing", "detained", "abducted", "displaced", "evacuated",
        "rescued", "hospitalised", "infected", "deployed", "attended", "affected", "survived", "identified",
        "aboard", "trapped", "recovered", "autopsied", "handed_over", "not_identified",
    }
)  # fmt: skip
COUNT_ROLES = frozenset({"ordinal", "cardinal", "since_previous"})
# A moving toll of these only grows while it is counted, so an older lower figure is no contradiction.
CUMULATIVE_ROLES = frozenset(
    {
        "killed",
        "injured",
        "killed_or_injured",
        "identified",
        "detained",
        "infected",
        "rescued",
        "evacuated",
        "hospitalised",
        "recovered",
        "autopsied",
        "handed_over",
    }
)
# Who is in hospital or in a shelter goes home again, so that number falls too.
FALLING_ROLES = frozenset(
    {
        "missing",
        "displaced",
        "evacuated",
        "deployed",
        "affected",
        "trapped",
        "attended",
        "hospitalised",
        "not_identified",
    }
)
GROWING_ROLES = CUMULATIVE_ROLES - FALLING_ROLES
