"""The Prefect UI in a real browser: the form starts a run, artifacts show its verdicts, hostile words stay words."""

import pytest

from tests.support import SAMPLES
from tests.support_browser import chromium
from tests.support_up import up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

ARCHIVE, COPY = str(SAMPLES / "beijing-2025"), str(SAMPLES / "summit-copy.html")
SHOWN_MS = 60_000
PLANTED = (
    "<script>window.planted = 1</script><img src=x onerror='window.planted = 1'>"
    "[press](javascript:window.planted=1) ![pixel](http://evil.example/pixel.png) <iframe src=http://evil.example></iframe>"
)
HOSTILE = """<html lang="en"><head><title>Ferry sinks off Port Halden {planted}</title>
<meta property="og:site_name" content="Morning Ledger {planted}">
<meta property="article:published_time" content="2025-03-04T09:00:00Z"></head><body><article>
<h1>Ferry sinks off Port Halden</h1>
<p>The ferry Aurelia sank off Port Halden on Monday and 41 people were killed, the coast guard said. {planted}</p>
<p>“We counted 41 people {planted} in the harbour,” said the mayor of Port Halden on Tuesday morning.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with up(tmp_path_factory.mktemp("ui")) as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser, running):
    """A page that may ask this server only; what it asked of others is on record."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    found = context.new_page()
    found.set_default_timeout(SHOWN_MS)
    found.outside = []

    def route(handler):
        if handler.request.url.startswith((f"http://127.0.0.1:{running.port}/", "data:", "blob:")):
            handler.continue_()
        else:
            found.outside.append(handler.request.url)
            handler.abort()

    context.route("**/*", route)
    yield found
    context.close()


def _submit(page, running, article, archive=""):
    """As a person does it: open the form, fill it in, press Submit; the run that it started."""
    deployment = running.ask("GET", "/deployments/name/verify-article/one-article")
    page.goto(f"http://127.0.0.1:{running.port}/v2/deployments/deployment/{deployment['id']}/run")
    page.get_by_text("Its address (https://", exact=False).wait_for()
    page.locator("textarea").first.fill(article)
    if archive:
        page.get_by_role("button", name="Add item").nth(1).click()
        page.wait_for_function("document.querySelectorAll('textarea').length === 8")
        page.locator("textarea").nth(4).fill(archive)
    before = {run["id"] for run in _runs(running)}
    page.get_by_role("button", name="Submit").click()
    for _ in range(300):
        page.wait_for_timeout(500)
        fresh = [run for run in _runs(running) if run["id"] not in before]
        if fresh and fresh[0]["state_type"] in {"COMPLETED", "FAILED", "CRASHED"}:
            return fresh[0]
    raise AssertionError("the form started no run that ended")


def _runs(running):
    return running.ask("POST", "/flow_runs/filter", json={"sort": "START_TIME_DESC", "limit": 20})


def _artifact(running, run, kind):
    return next(one for one in running.of_run("artifacts", run) if one["key"].startswith(kind))


def test_the_form_starts_a_run_and_its_artifacts_show_the_verdicts(page, running):
    run = _submit(page, running, COPY, ARCHIVE)
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    assert run["parameters"]["options"]["archives"] == [ARCHIVE]
    page.goto(f"http://127.0.0.1:{running.port}/v2/artifacts/artifact/{_artifact(running, run, 'report')['id']}")
    row = page.get_by_role("row").filter(has_text="2,000").first
    row.wait_for()
    assert "newsrooms" in row.inner_text()
    page.locator("svg[id^=mermaid]").first.wait_for()
    page.goto(f"http://127.0.0.1:{running.port}/v2/runs/flow-run/{run['id']}")
    page.get_by_text("SCOOP BARN", exact=False).first.wait_for()


def test_hostile_words_are_words_in_the_ui(page, running, tmp_path):
    """Nothing of the article runs, nothing of it is asked for, and no element of it is there."""
    article = tmp_path / "hostile.html"
    escaped = PLANTED.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    article.write_text(HOSTILE.format(planted=escaped), encoding="utf-8")
    run = _submit(page, running, str(article))
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    for artifact in running.of_run("artifacts", run):
        page.goto(f"http://127.0.0.1:{running.port}/v2/artifacts/artifact/{artifact['id']}")
        page.get_by_text(artifact["key"], exact=False).first.wait_for()
        page.wait_for_timeout(1_500)
        assert page.evaluate("window.planted") is None
        planted = page.locator("iframe, img[src*='evil'], a[href^='javascript:'], a[href*='evil.example']")
        assert [one.evaluate("one => one.outerHTML") for one in planted.all()] == [], artifact["key"]
    page.goto(f"http://127.0.0.1:{running.port}/v2/runs/flow-run/{run['id']}")
    page.get_by_text("Morning Ledger", exact=False).first.wait_for()
    assert page.evaluate("window.planted") is None
    assert [url for url in page.outside if "evil.example" in url] == []
