"""The page of a digest in a real browser: no axe-core violation, nothing loaded, hostile words stay words."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tasks.reports.digest import digest
from tasks.reports.digest_model import Quiet
from tasks.reports.digest_text import digest_page
from tasks.settings import Sources
from tests.support_browser import WIDTHS, chromium, opened
from tests.support_digest import NOW, lead

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
AGENCY = {"page": "Peninsula Press", "source": "National Agency", "value": 2000, "day": "2025-03-04"}
HOSTILE = "<script>document.title='taken'</script><img src=https://evil.example/p.png>"


@pytest.mark.parametrize("width", WIDTHS)
def test_reads_well_and_loads_nothing(tmp_path, width):
    leads = [lead(name, 600, [AGENCY], names=("kim", "seoul")) for name in ("Morning Ledger", "Gazette", HOSTILE)]
    made = digest(
        leads, now=NOW, sources=Sources(), own_outlets=["Gazette"], failures=[(HOSTILE, "could not be read")],
        quiet=[Quiet("Hill", "never polled")],
    )  # fmt: skip
    path = tmp_path / "index.html"
    path.write_text(digest_page(made), encoding="utf-8")
    with chromium() as browser, opened(browser, path.as_uri(), width) as watched:
        assert watched.page.title().startswith("Digest of 7 March 2025")
        assert HOSTILE in watched.page.inner_text("main")
        assert watched.page.query_selector("main img, main script") is None
        assert watched.requests == [path.as_uri()]
        found = Axe().run(watched.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
