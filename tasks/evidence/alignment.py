"""Where in a passage the words of a claim are found, for showing; alignment never decides what is true.

In: a claim's words and a window of text. Out: the span of the window (offsets into it) and how alike it is, 0..100.
Costs of fuzzy comparison explode with the shorter string's length, so both sides are cut (HARDENING.md section 3).
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

NEEDLE_CHARS = 300
WINDOW_CHARS = 500
STRIDE_CHARS = 250  # over a longer window; half a window, so that no needle falls between two
SENTENCE_CHARS = 2_000
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s{1,20}(?=[\"'“‘(]{0,2}[A-Z0-9])|\n{1,20}")


def align(claim_text: str, window: str) -> tuple[int, int, float]:
    """The stretch of the window that is most like the claim: (start, end, score 0..100)."""
    needle = claim_text.strip()[:NEEDLE_CHARS].lower()
    if not needle or not window.strip():
        return 0, len(window), 0.0
    best = max(_pieces(window), key=lambda piece: (_likeness(needle, window[piece[0] : piece[1]]), -piece[0]))
    start, end = best
    found = fuzz.partial_ratio_alignment(needle, window[start:end].lower())
    if found is None or end - start <= len(needle):
        return start, end, round(_likeness(needle, window[start:end]), 2)
    start, end = _whole_words(window, start + found.dest_start, start + found.dest_end)
    return start, end, round(found.score, 2)


def _likeness(needle: str, piece: str) -> float:
    return fuzz.token_set_ratio(needle, piece.lower())


def _pieces(window: str) -> Iterator[tuple[int, int]]:
    """The sentences of a window, each cut into stretches short enough to compare."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(window))]
    for start, end in zip(starts, [*starts[1:], len(window)], strict=True):
        stripped = end - len(window[start:end]) + len(window[start:end].rstrip())
        if stripped <= start:
            continue
        for position in range(start, max(start + 1, stripped - STRIDE_CHARS), STRIDE_CHARS):
            yield position, min(position + WINDOW_CHARS, stripped)


def _whole_words(window: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and window[start - 1].isalnum() and window[start].isalnum():
        start -= 1
    while end < len(window) and window[end].isalnum() and window[end - 1].isalnum():
        end += 1
    while start < end and window[start].isspace():
        start += 1
    while end > start and window[end - 1].isspace():
        end -= 1
    return start, end
