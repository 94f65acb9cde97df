"""Words as the search sees them: lower-cased, folded to ASCII, without function words, English stems.

In: text. Out: terms, the same for a query and for the index, because one analyser makes both. "2,000" and "7.5" stay
whole.
"""

from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Words that say nothing about what a sentence is about. Left out of the index as well: they would be half of it.
FUNCTION_WORDS = (
    "a about above after again against all also am an and any are as at be because been before being below between "
    "both but by can could did do does doing don down during each either else ever few for from further get got had "
    "has have having he her here hers herself him himself his how i if in into is isn it its itself just ll may me "
    "might more most must my myself neither no nor not now o of off on once only onto or other our ours ourselves out "
    "over own per re s same shall she should since so some such t than that the their theirs them themselves then "
    "there these they this those though through thus to too under until up upon us ve very via was we were what when "
    "where whether which while who whom whose why will with within without would yet you your yours yourself "
    "said say says told according"
).split()
MAX_TERM_CHARS = 40  # longer "words" are addresses and markup accidents


@lru_cache(maxsize=1)
def analyzer() -> TextAnalyzer:
    """The one analyser, made once: its stop list and its pattern are compiled."""
    return (
        TextAnalyzerBuilder(Tokenizer.regex(r"\d+(?:[.,]\d+)*|[\p{L}\p{N}]+"))
        .filter(Filter.remove_long(MAX_TERM_CHARS))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.custom_stopword(FUNCTION_WORDS))
        .filter(Filter.stemmer("english"))
        .build()
    )


def stems(text: str) -> list[str]:
    """The terms of a text in their order, repeats kept."""
    terms: list[str] = analyzer().analyze(text)
    return terms
