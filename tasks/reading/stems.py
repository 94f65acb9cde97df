"""Words reduced to stems, by the same analyser that the search index uses, so that both see one vocabulary.

In: any text. Out: stems in order ("killed" -> "kill"), numerals and single letters left out.
"""

from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Function words and words of reporting: they say nothing about what a sentence is about.
STOP_WORDS = frozenset(
    """a about after again against all also although am among an and another any are around as at be because been
    before being between both but by came can come could did do does doing done down during each either even every few
    first for former from further get go had has have having he her here hers him his how however i if in into is it
    its itself just last late later least less like made make many may me might more most much must my near nearly
    new next no nor not now of off on once one only or other our out over own part per put said same say says she
    should since so some still such take than that the their them then there these they this those though through to
    told too took two under until up upon us very was way we week well went were what when where which while who whom
    whose why will with within without would year yet you your according accord report reported reports statement
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night
    january february march april june july august september october november december""".split()
)


@lru_cache(maxsize=1)
def _analyser() -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.custom_stopword(sorted(STOP_WORDS)))
        .filter(Filter.stemmer("english"))
        .build()
    )


def stems(text: str) -> list[str]:
    """The stems of the content words of a text, in order."""
    return [stem for stem in _analyser().analyze(text) if len(stem) > 1 and not stem[0].isdigit()]
