"""Was the source that a claim names seen to say it? VERDICTS.md section 7.

In: a claim, its matches, the documents. Out: CONFIRMED, SILENT or NOT_CHECKED. Only a page of the source itself counts;
its silence counts only where the whole page is held and speaks of this very matter.
"""

from collections.abc import Mapping

from tasks.model import Claim, Document, Match
from tasks.settings import Sources
from tasks.verdicts.side import canonical
from tasks.vocabulary import CitedSource, Relation

WHOLE_WORDS = 50  # a shorter text may be a feed's summary
SAME_MATTER = 0.4  # of the claim's rare words, by weight, in the source's passage
_CUT_OFF = ("…", "...", "[…]", "[...]", "read more", "continue reading")
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on"})


def cited_source(
    claim: Claim, matches: tuple[Match, ...], documents: Mapping[str, Document], sources: Sources
) -> CitedSource:
    """Look at the pages that a named source published itself."""
    named = {canonical(name, sources) for name in claim.attribution}
    own_pages = [match for match in matches if _is_own(documents[match.document_id], named, sources)]
    if any(match.relation is Relation.CORROBORATES for match in own_pages):
        return CitedSource.CONFIRMED
    speaks = [match for match in own_pages if _should_say_it(match, documents[match.document_id])]
    return CitedSource.SILENT if speaks else CitedSource.NOT_CHECKED


def _is_own(document: Document, named: set[str], sources: Sources) -> bool:
    if not document.publisher:
        return False
    publisher = canonical(document.publisher, sources)
    if publisher in named or _letters(publisher) in named or publisher in {_letters(name) for name in named}:
        return True
    # "boats of the Halden Coast Guard" speak for the Halden Coast Guard.
    return " " in publisher and any(f" {name} ".endswith(f" {publisher} ") for name in named)


def _letters(name: str) -> str:
    """The initials of a long name: "peninsula press agency" gives "ppa"; a short one gives none."""
    words = [word for word in name.split() if word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 2 else ""  # noqa: PLR2004  two letters fit too many


def _should_say_it(match: Match, document: Document) -> bool:
    """Whether the page is whole and about the claim's matter, so that its silence means something."""
    text = document.text.strip().lower()
    whole = len(text.split()) >= WHOLE_WORDS and not text.endswith(_CUT_OFF)
    return whole and (match.relation is not Relation.UNRELATED or match.coverage >= SAME_MATTER)
