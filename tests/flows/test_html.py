"""`--html`: the report page is written where it was asked for; what cannot be written is told before the work."""

import pytest

from tasks.report_files import report_address, write_page
from tasks.settings import Reports, Settings
from tasks.trouble import Unavailable
from tests.support import SAMPLES
from tests.support_html import read_html

ARCHIVE = str(SAMPLES / "beijing-2025.jsonl")
COPY = str(SAMPLES / "summit-copy.html")


@pytest.mark.parametrize("verb", ["verify", "trace"])
def test_the_page_holds_what_was_judged(run, tmp_path, verb):
    target = tmp_path / "report.html"
    ended = run(verb, COPY, "--archive", ARCHIVE, "--html", target)
    assert ended.status == 0
    assert f"wrote {target}" in ended.err
    page = read_html(target.read_text(encoding="utf-8"))
    for words in ("about 2,000 killed according to South Korea", "Also reported by 6 newsrooms", "TELLY", "Passages"):
        assert words in page.text
    assert "killed: 600 to 2,000" in [
        one.words for one in page.all("h3")
    ]  # 600 in April and 2,000 in September: a figure that moved


def test_several_articles_are_numbered(run, tmp_path):
    text = "Port Halden police said 12 people were injured on Tuesday. " * 3
    pages = []
    for name in ("one", "two"):
        page = tmp_path / f"{name}.txt"
        page.write_text(f"{name.title()}\n\n{text}", encoding="utf-8")
        pages.append(page)
    assert run("verify", *pages, "--store", ":memory:", "--html", tmp_path / "r.html").status == 0
    assert {path.name for path in tmp_path.glob("*.html")} == {"r.html", "r-2.html"}
    assert "This verification was not kept" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "cause"), [(".", "is a folder"), ("missing/r.html", "its folder does not exist")])
def test_a_place_that_cannot_be_written_is_told_first(run, tmp_path, place, cause):
    ended = run("verify", COPY, "--html", tmp_path / place)
    assert ended.status == 2
    assert cause in ended.err
    assert not ended.out


def test_what_cannot_be_written_leaves_the_page_before(tmp_path):
    (tmp_path / "r.html").mkdir()
    with pytest.raises(Unavailable, match="cannot be written"):
        write_page(tmp_path / "r.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_an_address_is_the_servers_where_one_is_set(tmp_path):
    path = tmp_path / "tram-12345678.html"
    assert report_address(path, Settings()) == path.as_uri()
    served = Settings(reports=Reports(base_url="https://desk.example/reports/"))
    assert report_address(path, served) == "https://desk.example/reports/tram-12345678.html"


@pytest.mark.parametrize("base", ["javascript:alert(1)", "ftp://x.example", "https://x.example/a b", 'https://x"y'])
def test_a_base_that_is_no_address_is_refused(base):
    with pytest.raises(ValueError, match="base_url"):
        Reports(base_url=base)
