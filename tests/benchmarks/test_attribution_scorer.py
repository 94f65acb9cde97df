"""The scorers of attribution and quotations, on examples made by hand."""

from tests.benchmarks.attribution import Said, f1, head, is_speech, score, source_right
from tests.benchmarks.chains import near, places, plain
from tests.benchmarks.quotes import same_speaker, same_words

TEXT = "Ada Quill, the governor, said that the dam held. Tom Askew of Moss likes it."


def span(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


GOLD = Said(span("said"), span("that the dam held"), span("Ada Quill, the governor"))


def test_a_pair_needs_the_same_cue_and_half_of_the_shorter_content():
    ours = Said(span("said"), span("the dam held"), span("Ada Quill"))
    elsewhere = Said(span("likes"), span("the dam held"), span("Ada Quill"))
    thin = Said(span("said"), span("that t") + span("Tom Askew of Moss"), span("Ada Quill"))

    assert len(score(TEXT, [ours], [GOLD]).pairs) == 1
    assert len(score(TEXT, [elsewhere], [GOLD]).missed) == 1
    assert len(score(TEXT, [thin], [GOLD]).missed) == 1


def test_one_of_ours_pairs_once():
    ours = Said(span("said"), span("the dam held"), span("Ada Quill"))

    result = score(TEXT, [ours, ours], [GOLD])

    assert (len(result.pairs), len(result.extra)) == (1, 1)


def test_what_pairs_with_a_sourceless_gold_counts_neither_way():
    sourceless = Said(GOLD.cue, GOLD.content, ())
    ours = Said(span("said"), span("the dam held"), span("Ada Quill"))

    result = score(TEXT, [ours], [sourceless])

    assert (result.pairs, result.missed, result.extra) == ([], [], [])


def test_other_verbs_are_not_counted():
    """A cue without a verb of speech is left out on both sides."""
    liking = Said(span("likes"), span("it"), span("Tom Askew of Moss"))

    result = score(TEXT, [liking], [liking])

    assert (result.pairs, result.missed, result.extra) == ([], [], [])
    assert is_speech("has repeatedly said")
    assert is_speech("According to")
    assert not is_speech("likes")


def test_source_is_right_if_the_heads_meet():
    start, end = head(TEXT, span("Ada Quill, the governor"))

    assert TEXT[start:end] == "Quill"
    assert source_right(TEXT, Said((), (), span("Quill")), GOLD)
    assert not source_right(TEXT, Said((), (), span("governor")), Said((), (), span("Tom Askew of Moss")))


def test_f1():
    assert f1(1, 2, 1) == (50.0, 100.0, 100 * 2 / 3)


def test_names_are_compared_without_articles():
    assert plain("The dam owner") == "dam owner"
    assert near(["kcna", "ishikawa prefecture"], ["prefecture"])
    assert not near([], ["prefecture"])


def test_a_number_is_found_in_digits_and_words():
    assert places("Twelve of 1,200 people", 12) == [0]
    assert places("Twelve of 1,200 people", 1200) == [10]


def test_quotations_are_compared_by_their_letters():
    assert same_words("We have to keep working,", "“We have to … keep working”")
    assert same_speaker("Fire Chief John Donnelly", "John Donnelly")
    assert not same_speaker(None, "John Donnelly")
