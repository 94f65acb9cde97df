"""Quotes as claims: words printed between marks as somebody's very words, with the speaker.

In: the context of a sentence. Out: one claim a quotation that begins in it. A quotation that "he said" breaks is
joined; one that runs over sentences or paragraphs is taken whole; elisions stay as printed. Refuses scare quotes
and titles: words that nobody is said to have spoken, and fewer than MIN_WORDS unless a naming verb presents them
('called it "catastrophic"') or they are all that was said.
"""

from bisect import bisect_left
from dataclasses import replace

from tasks.claims.context import SentenceContext
from tasks.claims.cues import CUES
from tasks.claims.quote_marks import Quoted, quoted
from tasks.model import Attribution, Claim, Quote, Sentence
from tasks.vocabulary import ClaimKind

MIN_WORDS = 3  # of words that somebody is said to have spoken
MIN_UNSAID_WORDS = 5  # of words between marks that the sentence gives to nobody
TITLE_WORD_CHARS = 4  # shorter words stay low in titles
MAX_GAP_CHARS = 160  # between the parts of a quotation that a reporting clause breaks
_EDGE = " \t,.;:–—-"


def quote_claims(context: SentenceContext) -> list[Claim]:
    """Read the verbatim words of speakers that begin in this sentence."""
    sentence, text = context.sentence, context.document.text
    marks = _beginning_in(quoted(text), sentence)
    claims: list[Claim] = []
    for parts in _joined(marks, text, context.attributions):
        said = _said(parts[0], context.attributions)
        words = " ".join(_inner(text, part) for part in parts)
        speaker = said.name if said is not None else _speaker_before(context, parts[0])
        if not _is_claim(words, parts[0], said, speaker, text):
            continue
        claim = context.claim(ClaimKind.QUOTE, parts[0].start, parts[-1].end, quote=Quote(words.strip(_EDGE), speaker))
        # Whether it was said can be checked, be it an opinion or a forecast.
        claims.append(replace(claim, not_checkable=None))
    return claims


def _beginning_in(marks: tuple[Quoted, ...], sentence: Sentence) -> list[Quoted]:
    """The quotations that begin in a sentence, with the paragraphs that the last runs on into."""
    first = bisect_left(marks, (sentence.start,))
    last = bisect_left(marks, (sentence.end,))
    while first < last and first > 0 and marks[first - 1].runs_on:
        first += 1
    while first < last < len(marks) and marks[last - 1].runs_on:
        last += 1
    return list(marks[first:last])


def _joined(marks: list[Quoted], text: str, attributions: tuple[Attribution, ...]) -> list[list[Quoted]]:
    """Put together what only a reporting clause holds apart: '"We have to," he said, "keep working."'."""
    groups: list[list[Quoted]] = []
    for mark in marks:
        if groups and (groups[-1][-1].runs_on or _breaks_only(groups[-1][-1], mark, text, attributions)):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _breaks_only(left: Quoted, right: Quoted, text: str, attributions: tuple[Attribution, ...]) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > MAX_GAP_CHARS or not text[left.inner_start : left.inner_end].rstrip().endswith(","):
        return False
    between = any(left.end <= a.cue[0] and a.cue[1] <= right.start for a in attributions)
    return between and gap.rstrip().endswith((",", "—", "–")) and text[right.inner_start].islower()


def _inner(text: str, part: Quoted) -> str:
    return " ".join(text[part.inner_start : part.inner_end].split())


def _said(part: Quoted, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """The narrowest attribution whose content holds the quotation."""
    holding = [
        (end - start, attribution.cue, attribution)
        for attribution in attributions
        for start, end in attribution.content
        if start <= part.inner_start and part.inner_end <= end + 1
    ]
    return min(holding, key=lambda entry: entry[:2])[2] if holding else None


def _speaker_before(context: SentenceContext, part: Quoted) -> str | None:
    """Who was speaking: the last named source of a direct quotation in this paragraph or the one before."""
    paragraph = context.sentence.paragraph
    near = {s.index: s for s in context.before(3) if paragraph - s.paragraph <= 1}
    if not near:
        return None
    first = min(sentence.start for sentence in near.values())
    spoken = [a for a in context.reading.attributions if first <= a.cue[0] < part.start and a.name]
    return spoken[-1].name if spoken else None


def _is_claim(words: str, part: Quoted, said: Attribution | None, speaker: str | None, text: str) -> bool:
    """Whether somebody's very words are meant, and not a nickname, a title or a word held at arm's length."""
    count = len(words.split())
    if said is None or speaker is None:
        return count >= MIN_UNSAID_WORDS and not _is_title(words)
    cue = CUES.get(text[said.cue[0] : said.cue[1]].rsplit(maxsplit=1)[-1].lower())
    if count >= MIN_WORDS:
        return not _is_title(words) or (cue is not None and cue.frame == "call")
    whole = any(abs(start - part.start) <= 1 and abs(end - part.end) <= 1 for start, end in said.content)
    return whole or (cue is not None and cue.frame == "call")


def _is_title(words: str) -> bool:
    longer = [word for word in words.split() if len(word) >= TITLE_WORD_CHARS]
    return bool(longer) and all(word[0].isupper() for word in longer)
