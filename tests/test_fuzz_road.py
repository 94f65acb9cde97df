"""The whole road on woven news: any mixture of claims, noise and strange characters gives verdicts or a clear refusal.

The pieces are what newsrooms print and what breaks readers: figures, dates, quotations and credits, cut off anywhere,
between marks of other scripts, halves of pairs, invisible characters and numbers of absurd length. Whatever comes:
every span lies in its text, every verdict has its sentence, and the same article is judged alike twice.
"""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks import pipeline
from tasks.acquire.articles import sentence_page
from tasks.evidence.library import ArchiveShelf, Library
from tasks.reading.page import PageText
from tasks.reports.record import record
from tasks.settings import load
from tasks.trouble import Trouble
from tasks.vocabulary import ClaimKind

SETTINGS = load()
NOW = datetime(2025, 9, 6, 12, tzinfo=UTC)
PIECES = st.sampled_from(
    (
        "At least 52 people were killed", "and 1,200 wounded", "12 of them children", "the death toll rose to 61",
        "on Tuesday", "since 2019", "for the first time in six years", "the ministry said", "according to the UN",
        "“We lost 40 men,” he said", "“half a quotation", "fewer than two dozen", "between 30 and 45", "nobody died",
        "2.3 million dollars", "104 °F", "their third meeting this year", "as of Monday",
        "An earlier version said 600.",
        "(Reuters)", "MADRID, May 3 (AP) —", "no", "per cent", "%", "of the", "12" * 60, "1,2,3,4,5", "९९ killed",
        "٥٢ قتيلا", "５２ people", "Ⅻ dead", "½", "10⁹",
        "six miles ² metres", "the ③ meeting", "³ June", "\u202ekilled 25\u202c", "\u200b\u200d\ufeff", "e\u0301" * 8,
        "\ud7ff\ue000", "𝟓𝟐 dead", "..", "?!", "\n\n", ";", "—", "'", "(", ")", "[", "killed killed killed",
        "32 December 2025", "30 February", "25:61", "0000-00-00", "9999-12-31", "in 10,000 BC", "A" * 400,
    )
)  # fmt: skip
LEAD = "Officials in the northern province spoke to reporters about the flood in the capital on Wednesday morning."
TEXTS = st.lists(PIECES | st.text(max_size=12), min_size=3, max_size=24).map(" ".join)


def _read(name, text):
    """None where it is refused, which must be in words; a page of plain text has nothing to extract."""
    page = replace(sentence_page(f"{LEAD} {text}.", published="2025-09-03T08:00:00Z"), source_id=name, title=text[:60])
    try:
        return pipeline.read_article(page, lambda *_: PageText(""), SETTINGS, NOW)
    except Trouble as trouble:
        told = str(trouble)
    assert told
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, TEXTS)
def test_any_article_gets_verdicts_or_one_clear_refusal(article, other):
    shelf = ArchiveShelf(SETTINGS)
    shelf.add([document for document in [_read("other", other)] if document is not None])
    library = Library([(shelf, shelf.index)], 0, SETTINGS)
    document = _read("article", article)
    if document is None:
        return
    found = [pipeline.verify(document, library, SETTINGS) for _ in range(2)]
    first, second = (record(one) for one in found)
    assert first == second
    for claim in found[0].claims:
        assert 0 <= claim.sentence_start <= claim.start < claim.end <= len(document.text)
        # A quotation may go on over the end of the sentence in which it opens.
        assert claim.end <= claim.sentence_end or claim.kind is ClaimKind.QUOTE
        assert document.text[claim.start : claim.end] == claim.text
    for verdict in found[0].verdicts:
        assert verdict.explanation
