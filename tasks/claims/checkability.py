"""Whether a sentence states something that can be checked at all.

In: a sentence. Out: why it cannot be ("forecast", "opinion", "question") or None. A sentence that a word list would
only suspect is left checkable: a claim wrongly set aside is never looked at again.
"""

from tasks.model import Sentence


def not_checkable(sentence: Sentence) -> str | None:
    """Say why a sentence cannot be checked, or None where it can."""
    return "question" if sentence.text.rstrip("\"'”’ )").endswith("?") else None
