"""Which passages are held against a claim: the right event, copies kept from hiding the rest, scores kept."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tasks.evidence.candidates import candidates, candidates_by_claim
from tasks.evidence.index import PassageIndex, Searcher
from tasks.model import Anchors, Candidate, Claim, Document, Passage, Published, When
from tasks.settings import Engine, Rules
from tasks.vocabulary import ClaimKind, Granularity, Precision

RULES, ENGINE = Rules(), Engine()
SENTENCE = "At least 52 people died when the dam above Larkfield broke, the Selwyn rescue service said."
ARTICLE = f"{SENTENCE} Villages along the river Orme were under water. Governor Ada Quill asked for helicopters."
REPORT = "The collapse of the Larkfield dam has killed 60 people, rescuers in Selwyn county said on Tuesday."
OTHER_EVENT = "At least 52 people died when a bridge broke in Tarn, the rescue service of that city said."
WEATHER = "Rain is expected on Thursday. Farmers along the coast welcomed it after a dry spring."


def _document(name: str, text: str, day: str | None = "2025-03-04", title: str | None = None) -> Document:
    published = None
    if day:
        published = Published(datetime.fromisoformat(day).replace(tzinfo=UTC), Precision.DAY, "archive", day)
    return Document(document_id=name, source_id=name, text=text, title=title, published=published)


def _claim(sentence: str = SENTENCE, name: str = "claim", **more: object) -> Claim:
    end = len(sentence)
    claim = Claim(name, "article", ClaimKind.CASUALTY, 0, end, sentence, sentence, 0, end, 0)
    return replace(claim, **more)  # type: ignore[arg-type]  # fields by name


def _index(*documents: Document) -> PassageIndex:
    index = PassageIndex.in_memory()
    for document in documents:
        index.add(document, [Passage(document.document_id, 0, 0, len(document.text), document.text)])
    index.commit()
    return index


ARTICLE_PAGE = _document("article", ARTICLE, title="Dam above Larkfield breaks, villages under water")


def _ids(found: tuple[Candidate, ...]) -> list[str]:
    return [candidate.passage.document_id for candidate in found]


def test_the_event_comes_before_the_same_number():
    """A page on the same dam with another figure speaks to the claim; the same figure on a bridge does not."""
    towns = ("Tarn", "Ebb", "Wold", "Carrick", "Moss", "Fenn")
    others = [_document(town, OTHER_EVENT.replace("Tarn", town).replace("52", str(40 + len(town)))) for town in towns]
    index = _index(*others, _document("bridge", OTHER_EVENT), _document("dam", REPORT), _document("weather", WEATHER))
    found = candidates(_claim(), ARTICLE_PAGE, index, RULES, ENGINE)
    assert _ids(found)[0] == "dam"


def test_every_candidate_keeps_the_scores_that_found_it():
    found = candidates(_claim(), ARTICLE_PAGE, _index(_document("dam", REPORT)), RULES, ENGINE)
    assert found[0].search_score > 0
    assert 0 < found[0].coverage <= found[0].document_coverage <= 1
    assert found[0].token_set > 30
    assert found[0].event_share > 0


def test_another_figure_costs_no_coverage():
    """Numbers are left out of the share: a passage with another figure speaks to the claim no less."""
    same, other = SENTENCE, SENTENCE.replace("52", "71")
    index = _index(_document("same", same), _document("other", other))
    found = candidates(_claim(), ARTICLE_PAGE, index, RULES, ENGINE)
    assert {candidate.coverage for candidate in found} == {1.0}


def test_an_article_never_finds_itself():
    index = _index(ARTICLE_PAGE, _document("dam", REPORT), _document("same page", ARTICLE))
    assert _ids(candidates(_claim(), ARTICLE_PAGE, index, RULES, ENGINE, {"same page"})) == ["dam"]


def test_a_thousand_copies_do_not_hide_the_page_that_differs():
    """One false report under a thousand addresses, a word swapped in each; the honest report is still looked at."""
    false = "At least 520 people died when the dam above Larkfield broke, the Selwyn rescue service said on {}."
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    flood = [_document(f"copy{number:04}", false.format(days[number % 4])) for number in range(1_000)]
    index = _index(*flood, _document("honest", REPORT))
    found = _ids(candidates(_claim(), ARTICLE_PAGE, index, RULES, ENGINE))
    assert "honest" in found
    assert len(found) < 20


def test_a_report_reworded_on_many_sites_does_not_hide_the_page_that_differs():
    """Other words each time, the same two figures: at most a few are heard of those who give the very same figures."""
    words = "flood river rain night street school bridge farm road church market mill harbour station tower".split()
    flood = [
        _document(
            f"site{number:03}",
            "At least 520 died when the dam above Larkfield broke, Selwyn's rescuers said, and 4,100 are homeless; "
            + " ".join(words[number % period] for period in (15, 13, 11, 8, 7)),
        )
        for number in range(150)
    ]
    found = _ids(candidates(_claim(), ARTICLE_PAGE, _index(*flood, _document("honest", REPORT)), RULES, ENGINE))
    assert "honest" in found
    assert len(found) < 20


def test_the_halves_of_a_claim_in_two_windows_are_added_up():
    text = "The dam above Larkfield broke at dawn. " + "Nothing else is known of it. " * 4
    index = PassageIndex.in_memory()
    halves = ["The dam above Larkfield broke at dawn.", "People died, the Selwyn rescue service said."]
    index.add(_document("page", text), [Passage("page", i, 0, len(half), half) for i, half in enumerate(halves)])
    index.commit()
    found = candidates(_claim(), ARTICLE_PAGE, index, RULES, ENGINE)
    assert all(candidate.document_coverage > candidate.coverage for candidate in found)


def test_days_outside_the_window_are_not_searched_and_undated_pages_are():
    pages = [_document("long ago", REPORT, "2019-01-01"), _document("undated", REPORT, None), _document("near", REPORT)]
    found = candidates(_claim(), ARTICLE_PAGE, _index(*pages), RULES, ENGINE)
    assert sorted(_ids(found)) == ["near", "undated"]


def test_what_a_claim_says_of_the_past_is_looked_for_in_the_past():
    in_2019 = When(date(2019, 1, 1), date(2019, 1, 31), Granularity.MONTH)
    claim = _claim(event_when=in_2019)
    found = candidates(claim, ARTICLE_PAGE, _index(_document("long ago", REPORT, "2019-01-01")), RULES, ENGINE)
    assert _ids(found) == ["long ago"]
    no_year = _claim(event_when=When(date.min, date.min, Granularity.DAY))
    assert _ids(candidates(no_year, ARTICLE_PAGE, _index(_document("x", REPORT)), RULES, ENGINE)) == ["x"]


def test_names_that_a_pronoun_stands_for_are_searched():
    claim = _claim("She asked for helicopters.", anchors=Anchors(names=frozenset({"quill"})))
    pages = [_document("quill", "Quill, the governor, wants more."), _document("weather", WEATHER)]
    rules = Rules(min_coverage=0)
    assert _ids(candidates(claim, _document("article", ""), _index(*pages), rules, ENGINE)) == ["quill"]


def test_a_batch_gives_what_single_questions_give():
    claims = [_claim(), _claim("Villages along the river Orme were under water.", "second")]
    searcher = Searcher(_index(_document("dam", REPORT)), _index(_document("bridge", OTHER_EVENT)))
    batch = candidates_by_claim(claims, ARTICLE_PAGE, searcher, RULES, ENGINE)
    assert batch == {claim.claim_id: candidates(claim, ARTICLE_PAGE, searcher, RULES, ENGINE) for claim in claims}


def test_a_sentence_and_a_page_without_a_full_stop_are_searched_around_the_claim():
    """Hundreds of kilobytes in one sentence on both sides: this test would not end if all of it were asked for."""
    noise = " ".join(f"word{number} of list {number % 97}" for number in range(15_000))
    sentence = f"{noise} {SENTENCE} {noise}"
    start = sentence.index(SENTENCE)
    claim = _claim(sentence, start=start, end=start + len(SENTENCE))
    page = _document("enormous", f"{noise} {REPORT}")
    article = _document("article", sentence, title=noise)
    found = candidates(claim, article, _index(page, _document("dam", REPORT)), RULES, ENGINE)
    assert "enormous" in _ids(found)


def test_limits_of_the_engine_hold():
    pages = [_document(f"d{number}", f"{REPORT} Report number {number} of {number * 7} lines.") for number in range(60)]
    engine = Engine(windows_per_claim=9, documents_per_claim=5)
    found = _ids(candidates(_claim(), ARTICLE_PAGE, _index(*pages), RULES, engine))
    assert len(set(found)) <= 5
    assert len(found) <= 9


def test_nothing_to_search_finds_nothing():
    assert candidates(_claim(), ARTICLE_PAGE, Searcher(), RULES, ENGINE) == ()
    assert candidates(_claim("... !"), ARTICLE_PAGE, _index(_document("dam", REPORT)), RULES, ENGINE) == ()
