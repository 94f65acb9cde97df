"""Who says what: every attribution of a text, its tellers, its cue and its content, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.attribution import attributions
from tasks.model import Attribution, Document
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.settings_names import Source
from tests.support import cases, named

SOURCES = Sources(source=(Source(name="National Intelligence Service", aliases=("NIS",), kind="intelligence"),))


def read(text: str, publisher: str | None = None, title: str | None = None) -> tuple[Attribution, ...]:
    document = Document("id", "id", text, publisher=publisher, title=title)
    return attributions(document, sentences(document), SOURCES)


def summary(text: str, found: Attribution) -> str:
    cue = text[found.cue[0] : found.cue[1]]
    return f"{' > '.join(found.chain)} | {cue} | {' / '.join(text[start:end] for start, end in found.content)}"


@pytest.mark.parametrize("case", cases("attribution.toml"), ids=named)
def test_reads_every_attribution_and_nothing_else(case: dict[str, Any]):
    found = read(case["text"], case.get("publisher"), case.get("title"))

    assert [summary(case["text"], one) for one in found] == case["want"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"The dam held," said Ada Quill.', "direct"),
        ('Ada Quill said the dam "held like a rock" that night.', "mixed"),
        ("Ada Quill said the dam held.", "indirect"),
    ],
)
def test_kind_follows_the_quotation_marks(text: str, kind: str):
    """Words between marks alone are direct, some between marks mixed, none indirect."""
    assert [found.kind for found in read(text)] == [kind]


def test_source_span_is_the_phrase_as_printed():
    """The span shows the words in place, whatever name they resolve to."""
    text = "Ada Quill opened the dam. She said it was safe."

    (found,) = read(text)

    assert found.source is not None
    assert text[found.source[0] : found.source[1]] == "She"
    assert found.name == "Ada Quill"


def test_configured_kind_tells_what_a_body_may_be_called():
    """An intelligence service goes by "the agency", whatever its name says."""
    text = "The NIS said 600 had died. The agency said 15,000 were sent."

    assert [found.name for found in read(text)] == ["NIS", "NIS"]


def test_figure_in_a_content_has_the_chain_of_its_narrowest_holder():
    """A claim looks for the narrowest content that holds it; nested contents must nest."""
    text = "Kim Jong Un said 2,000 had died, according to KCNA."
    place = text.index("2,000")

    holding = [(end - start, one.chain) for one in read(text) for start, end in one.content if start <= place < end]

    assert min(holding)[1] == ("KCNA", "Kim Jong Un")


@given(st.text(alphabet="“”\"'‘’ ,.:—saidtoldKim()\n", max_size=300))
def test_never_fails_and_stays_within_the_text(text: str):
    """Whatever the marks, spans lie in the text, in order, and are not empty."""
    for found in read(text):
        for start, end in (found.cue, *found.content):
            assert 0 <= start < end <= len(text)


@given(st.integers(min_value=1, max_value=400))
def test_long_chains_of_commas_and_speakers_are_read_in_order(count: int):
    """Cues come in the order of the text however many there are."""
    cues = [found.cue for found in read("The army said it fell, the police said it held. " * (count // 10 + 1))]

    assert cues == sorted(cues)
