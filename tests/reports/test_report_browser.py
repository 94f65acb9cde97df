"""The report page in a real browser: three widths, light and dark, keyboard, paper, no script, hostile words."""

import io
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from tasks.desk import MEMORY, Desk
from tasks.report_files import report_of
from tasks.reports.claim_view import MAX_EVIDENCE
from tasks.reports.index_page import by_need, index_page, row_of
from tasks.revisits import traced
from tasks.settings import Settings, load
from tasks.vocabulary import Relation
from tests.reports.test_report_page import PAYLOADS
from tests.support import SAMPLES
from tests.support_browser import WIDTHS, chromium, opened
from tests.support_report import altered_article

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

CONFIG = Path(__file__).parents[2] / "config"
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    return [at.tagName, at.getAttribute('href') || '', at.className, at.innerText || at.ariaLabel || '',
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load(CONFIG)


@pytest.fixture(scope="module")
def verified(settings):
    """An altered copy of the sample against the sample's archive: every kind of verdict that needs a person."""
    return _verified(settings, altered_article(), SAMPLES / "beijing-2025.jsonl")


@pytest.fixture(scope="module")
def report(verified, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(verified[0], encoding="utf-8")
    return path.as_uri()


def _verified(settings, page, archive):
    with Desk(settings, MEMORY, [archive]) as desk:
        desk.open_library(lambda trouble: pytest.fail(str(trouble)))
        verification = desk.verify(page)
        return report_of(traced(verification, desk), desk), verification


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(browser, report, width, tmp_path):
    with opened(browser, report, width) as watched:
        watched.page.evaluate(OPEN_ALL)
        wide = watched.page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter((one) => !one.closest('.wide')
                && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert not wide
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
        picture = watched.page.screenshot(path=tmp_path / f"{width}.png")
        assert len(picture) > 20_000


@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (820, True), (1400, False)])
def test_axe_finds_nothing(browser, report, width, dark):
    """Every rule of axe-core, contrast among them, with all cards open."""
    with opened(browser, report, width, dark=dark) as watched:
        watched.page.evaluate(OPEN_ALL)
        found = Axe().run(watched.page).response["violations"]
        told = [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300]) for one in found]
        assert not told


def test_nothing_is_asked_for_and_the_policy_stops_nothing(browser, report):
    with opened(browser, report) as watched:
        watched.page.evaluate(OPEN_ALL)
        watched.page.mouse.wheel(0, 20_000)
        assert watched.requests == [report]
        assert watched.violations() == []
        assert watched.messages == []


def test_the_policy_stops_what_would_be_planted(browser, report):
    """That it stops nothing means something only if it can stop."""
    with opened(browser, report) as watched:
        watched.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/x.png>')")
        watched.page.evaluate(
            "{ const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s); }"
        )
        watched.page.wait_for_function("window.violations.length >= 2")
        assert watched.page.evaluate("window.hit") is None
        assert watched.requests == [report]


def test_the_keyboard_reaches_every_claim_and_shows_where_it_is(browser, report, verified):
    claims = len(verified[1].verdicts)
    with opened(browser, report) as watched:
        reached: list[list[object]] = []
        for _ in range(600):
            watched.page.keyboard.press("Tab")
            focused = watched.page.evaluate(FOCUSED)
            if focused[0] == "BODY" or (reached and focused == reached[0] and len(reached) > 10):
                break
            reached.append(focused)
        assert all(one[4] for one in reached), "focus that cannot be seen"
        assert all(one[5] for one in reached), "focus outside the window"
        links = {one[1] for one in reached if "ref" in str(one[2]).split()}
        assert links == {f"#claim-{number}" for number in range(1, claims + 1)}
        assert sum(one[0] == "SUMMARY" for one in reached) >= claims
        assert str(reached[0][3]).startswith("Skip")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_mark_in_the_text_opens_its_card_also_without_script(browser, report, verified, scripts):
    calm = next(n for n, one in enumerate(_in_text_order(verified[1]), 1) if not one.needs_person)
    with opened(browser, report, scripts=scripts) as watched:
        card = watched.page.locator(f"#claim-{calm}")
        assert not card.is_visible()
        watched.page.locator(f"#ref-{calm}").click()
        assert card.is_visible()
        box = card.bounding_box()
        assert box is not None
        assert box["y"] < 900


def _in_text_order(verification):
    by_claim = {one.claim_id: one for one in verification.verdicts}
    ordered = sorted(verification.claims, key=lambda one: (one.start, one.end, one.claim_id))
    return [by_claim[one.claim_id] for one in ordered if one.claim_id in by_claim]


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_paper_shows_every_card(browser, report, verified, scripts):
    with opened(browser, report, dark=True, scripts=scripts) as watched:
        reader = PdfReader(io.BytesIO(watched.page.pdf(format="A4")))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert 2 <= len(reader.pages) <= 40
    first = [
        [match for match in one.matches if match.relation is not Relation.UNRELATED] for one in verified[1].verdicts
    ]
    findings = [found[0].finding.detail for found in first if 0 < len(found) <= MAX_EVIDENCE]
    assert len(findings) > 5
    missing = [detail for detail in findings if detail[:60] not in text]
    assert len(missing) <= len(findings) // 10  # a page may break in the middle of a sentence
    assert "https://" in text  # a link on paper is its address


def test_paper_is_white_also_for_who_reads_in_the_dark(browser, report):
    with opened(browser, report, dark=True) as watched:
        assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 25)"
        watched.page.emulate_media(media="print")
        assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_hostile_words_are_words(browser, settings, tmp_path):
    """In the article and in what is held against it: nothing runs, nothing is asked for, all of it can be read."""
    planted = " ".join(one.replace("\x00", "").replace("\n", " ") for one in PAYLOADS)
    page = altered_article(title=planted[:200], more=f"Police said 12 people {planted} were injured on Tuesday.")
    archive = tmp_path / "archive.jsonl"
    rows = [json.loads(row) for row in (SAMPLES / "beijing-2025.jsonl").read_text(encoding="utf-8").splitlines()]
    poisoned = [
        {**row, "publisher": f"{row['publisher']} <img src=x onerror=alert(1)>", "text": f"{row['text']} {planted}"}
        for row in rows
        if row.get("text")
    ]
    assert len(poisoned) > 10
    archive.write_text("\n".join(map(json.dumps, poisoned)), encoding="utf-8")
    text, _ = _verified(settings, page, archive)
    target = tmp_path / "hostile.html"
    target.write_text(text, encoding="utf-8")
    with opened(browser, target.as_uri(), 390) as watched:
        watched.page.evaluate(OPEN_ALL)
        assert watched.requests == [target.as_uri()]
        assert watched.dialogs == watched.messages == watched.violations() == []
        assert "<script>alert(1)</script>" in watched.page.inner_text("h1")
        assert "<img src=x onerror=alert(1)>" in watched.page.inner_text("main")
        assert watched.page.evaluate("document.images.length + document.scripts.length") == 1
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", WIDTHS)
def test_the_index_is_as_sound(browser, verified, tmp_path, width):
    verification = verified[1]
    rows = [(verification, row_of(verification, f"report-{number}.html")) for number in range(3)]
    target = tmp_path / "index.html"
    groups = by_need(rows)
    target.write_text(
        index_page("The night", groups, written=verification.document.published.instant), encoding="utf-8"
    )
    with opened(browser, target.as_uri(), width) as watched:
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
        assert [one["id"] for one in Axe().run(watched.page).response["violations"]] == []
        assert watched.requests == [target.as_uri()]
