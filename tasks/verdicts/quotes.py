"""Was it said in these words? VERDICTS.md section 6.

In: a quoted claim and a passage of another article. Out: a finding. Words match with punctuation and case set aside;
an elision may leave words out; words changed inside the marks are a finding of their own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tasks.claims.quote_marks import quoted
from tasks.model import Claim, Finding
from tasks.verdicts.side import Side
from tasks.verdicts.wording import source_words
from tasks.vocabulary import Relation

Words = tuple[str, ...]
WORDS_A_CHANGE = 6  # so many words of a quotation, one changed word
WORDS_A_NEGATION = 4
NEGATIONS = frozenset({"not", "no", "never", "nothing", "nobody", "cannot", "can't", "won't", "don't", "isn't"})
MIN_WORDS = 3  # of a quotation that can be known again although a word was changed
MAX_WORDS = 80
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Who speaks through an interpreter, in a named language, or for a state that does not speak English.
_FOREIGN = re.compile(
    r"\b(?:interpreter|translat(?:ed|ion|or)|(?:said|spoke|speaking|wrote|told [^.]{1,40}?) in (?:Arabic|Cantonese"
    r"|Chinese|French|German|Hebrew|Hindi|Italian|Japanese|Korean|Mandarin|Persian|Polish|Portuguese|Russian|Spanish|Turkish"
    r"|Ukrainian)|(?:Chinese|Russian|Japanese|(?:North |South )?Korean|Ukrainian|French|German|Spanish"
    r"|Italian|Turkish|Iranian|Iraqi|Syrian|Egyptian|Saudi|Brazilian|Mexican|Polish|Hungarian|Belarusian|Vietnamese"
    r"|Indonesian|Thai|Afghan|Cuban|Venezuelan|Colombian|Argentine) (?:\w+ ){0,3}?(?:President|Premier|Prime Minister"
    r"|Chancellor|Foreign Minister|Defen[cs]e Minister|leader|president|premier|prime minister|chancellor|minister"
    r"|ministry|spokesman|spokeswoman|spokesperson|general|ambassador|state media)|KCNA|Xinhua|TASS)\b"
)
MAX_PASSAGE_CHARS = 2_000
_NOT_THERE = Finding(Relation.UNRELATED, "The words are not in the passage.", "words verbatim", "words")
_ELISION = re.compile(r"\.\.\.|…|\[[^\]]{0,40}\]")


def compare_quotes(ours: Side, theirs: Claim | None, passage: str, their_side: str) -> Finding:
    """Look for the quoted words in a passage; `theirs` is the quotation there, where one was read."""
    claim = ours.claim
    if claim.quote is None:
        raise TypeError("a claim without a quotation cannot be compared as one")
    our_words, parts, our_parts = _cut(claim.quote.text)
    if _in_order(parts, _text(passage)):
        return Finding(
            Relation.CORROBORATES, f"{their_side} has the very words “{claim.quote.text}”.", "words verbatim"
        )
    spoken = (theirs.quote.text,) if theirs and theirs.quote else _quoted(passage)
    for words in spoken:
        if not _may_be_ours(our_words, our_parts, words):
            continue
        found = _against(ours, theirs, words, our_words, passage, their_side)
        if found is not None:
            return found
    return _NOT_THERE


def _against(
    ours: Side, theirs: Claim | None, spoken: str, our_words: Words, passage: str, their_side: str
) -> Finding | None:
    """One quotation of theirs: a part of ours, ours with words changed, or neither."""
    claim, their_words = ours.claim, _words(spoken)
    if not their_words or claim.quote is None or not _same_speaker(claim, theirs, passage):
        return None
    joined = f" {' '.join(our_words)} "
    if len(their_words) >= max(len(our_words) / 2, MIN_WORDS - 1) and f" {' '.join(their_words)} " in joined:
        return Finding(
            Relation.CORROBORATES, f"{their_side} quotes a part of it: “{spoken}”.", "words verbatim in part"
        )
    their_parts = [" ".join(_words(part)) for part in _ELISION.split(spoken)]
    if len(their_parts) > 1 and len(their_words) >= MIN_WORDS and _in_order([p for p in their_parts if p], joined):
        return Finding(
            Relation.CORROBORATES, f"{their_side} quotes it shortened: “{spoken}”.", "words verbatim in part"
        )
    if not _altered_in(_cut(claim.quote.text)[2], their_words[:MAX_WORDS]):
        return None
    if _is_translated(claim, passage) and _negations(our_words) == _negations(their_words):
        detail = f"{their_side} quotes “{spoken}”: another translation of what was said in another language."
        return Finding(Relation.CONSISTENT, detail, "another translation")
    theirs_said = source_words(theirs) if theirs else ""
    detail = (
        f"The article quotes “{claim.quote.text}”{source_words(claim)}; {their_side} quotes “{spoken}”"
        f"{theirs_said}: words inside the quotation marks differ."
    )
    return Finding(Relation.SAME_NUMBER_OTHER_MEASURE, detail, "quoted words changed")


@lru_cache(maxsize=1_024)
def _cut(quote: str) -> tuple[Words, tuple[str, ...], tuple[Words, ...]]:
    """The words of a quotation; its parts between elisions, as text and as words: asked for every page."""
    parts = [words for part in _ELISION.split(quote) if (words := _words(part))]
    return _words(quote), tuple(" ".join(part) for part in parts), tuple(part[:MAX_WORDS] for part in parts)


def _may_be_ours(our_words: Words, our_parts: tuple[Words, ...], spoken: str) -> bool:
    """Whether a quotation holds enough of our words to be ours, a part of it, or it with words changed.

    The cheapest test of those that `_against` makes: what it refuses, none of them would let through.
    """
    theirs = _word_set(spoken)
    if theirs.issubset(our_words) or _ELISION.search(spoken):
        return True
    every = sum(map(len, our_parts))
    held = sum(word in theirs for part in our_parts for word in part)
    return held >= every - max(1, every // WORDS_A_NEGATION)


def _is_translated(claim: Claim, passage: str) -> bool:
    """Whether the page or the article tells that the speaker's language is not English."""
    return any(_FOREIGN.search(text) is not None for text in (claim.sentence, passage[:MAX_PASSAGE_CHARS]))


def _negations(words: Words) -> int:
    """How often it denies: a translation may say "never" for "not", and may not leave it out."""
    return sum(word in NEGATIONS for word in words)


def _altered_in(parts: Sequence[Words], theirs: Words) -> bool:
    """A word in six, at least one, was changed, left out or put in; with a negation come or gone, one in four.

    Each part of an elided quotation is laid against the stretch of theirs that it fits best.
    """
    if not parts or min(len(theirs), sum(len(part) for part in parts)) < MIN_WORDS:
        return False
    distance, negations = 0, 0
    for part in parts:
        stretch = _nearest(part, theirs)
        distance += Levenshtein.distance(part, stretch)
        negations += len(NEGATIONS & set(part)) - len(NEGATIONS & set(stretch))
    every = sum(len(part) for part in parts)
    return 0 < distance <= max(1, every // (WORDS_A_NEGATION if negations else WORDS_A_CHANGE))


def _nearest(part: Words, theirs: Words) -> Words:
    """The stretch of their words, as long as ours or a word longer or shorter, that differs least."""
    if len(part) + 1 >= len(theirs):
        return theirs
    stretches = [
        theirs[start : start + length]
        for length in (len(part), len(part) + 1, len(part) - 1)
        if length > 0
        for start in range(len(theirs) - length + 1)
    ]
    return min(stretches, key=lambda stretch: Levenshtein.distance(part, stretch))


@lru_cache(maxsize=8_192)
def _quoted(passage: str) -> tuple[str, ...]:
    """Asked of the same passages for every quotation of an article."""
    return tuple(passage[one.inner_start : one.inner_end] for one in quoted(passage))


@lru_cache(maxsize=8_192)
def _text(passage: str) -> str:
    """The words of a passage with single spaces between and around."""
    return f" {' '.join(_words(passage))} "


@lru_cache(maxsize=16_384)
def _words(text: str) -> Words:
    """Asked of the same few hundred passages and quotations for every quoted claim of an article."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=16_384)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _in_order(parts: Sequence[str], padded: str) -> bool:
    """Whether the parts stand one behind the other in a text that begins and ends with a space."""
    position = 0
    for part in parts:
        found = padded.find(f" {part} ", position)
        if found < 0:
            return False
        position = found + len(part)
    return bool(parts)


def _same_speaker(ours: Claim, theirs: Claim | None, passage: str) -> bool:
    """The same name on both sides; where nobody read a speaker there, the passage must name ours."""
    left = (ours.quote.speaker if ours.quote else None) or (ours.attribution[-1] if ours.attribution else "")
    right = ((theirs.quote.speaker if theirs.quote else None) or "") if theirs else passage
    if not left or not right:
        return True
    return bool(set(_words(left)) & set(_words(right)))
