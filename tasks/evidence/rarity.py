"""How rare a word is among the passages searched, also where there are only a handful of them.

In: how many passages there are, and in how many of them a stem stands. Out: its inverse document frequency. A few
passages tell nothing of how rare a word is: each word that two of them share would look common, and each that they lack
would look rare, so that the one page that speaks of the claim would seem the least like it. They are filled up to
FEW_PASSAGES with passages of which every stem stands in a few.
"""

from tasks.evidence.index import idf

FEW_PASSAGES = 8  # at fifty, two ferries that sank in one small archive were taken for one
COMMON_SHARE = 0.05  # of the passages put in that hold any one stem
MIN_RARITY = 0.1  # a stem that every passage holds still says a little


def rarity_of(passages: int, frequency: int) -> float:
    """Inverse document frequency over at least FEW_PASSAGES passages."""
    missing = max(0, FEW_PASSAGES - passages)
    return max(idf(passages + missing, frequency + missing * COMMON_SHARE), MIN_RARITY)
