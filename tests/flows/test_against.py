"""`--against`: one page that a person holds against an article or a sentence, whatever its kind."""

import json

import pytest

from tests.hostile.site import Answer, serve
from tests.support_pdf import pdf

SENTENCE = "The collapse of the road bridge in Port Halden on Monday killed 52 people, the fire service said."
REPORT = (
    "A road bridge collapsed in Port Halden on Monday morning during the rush hour, throwing cars into the river. "
    "The collapse of the road bridge in Port Halden killed 48 people, the fire service said on Tuesday."
)
DAY = "2025-03-04"
HTML = f"""<html><head><title>Road bridge falls in Port Halden</title>
<meta property="article:published_time" content="{DAY}T18:00:00+00:00"></head>
<body><article><h1>Road bridge falls in Port Halden</h1><p>{REPORT}</p></article></body></html>"""
PDF_LINES = [
    ["Situation report, 4 March 2025", REPORT[:105], REPORT[105:190], REPORT[190:]],
]


@pytest.fixture
def pages(tmp_path):
    """The same report as every kind of page."""
    made = {
        "report.html": HTML.encode(),
        "report.txt": REPORT.encode(),
        "report.json": json.dumps({"text": REPORT, "published": DAY, "publisher": "Harbour Wire"}).encode(),
        "report.jsonl": json.dumps({"text": REPORT, "published": DAY, "publisher": "Harbour Wire"}).encode(),
        "report.pdf": pdf(PDF_LINES, title="Situation report", created="D:20250304180000Z"),
        "unnamed": pdf(PDF_LINES),
    }
    for name, body in made.items():
        (tmp_path / name).write_bytes(body)
    return tmp_path


def evidence(ended):
    assert ended.status == 0, ended.err
    (line,) = ended.out.splitlines()
    claims = [claim for claim in json.loads(line)["claims"] if claim["figure"] and claim["figure"]["role"] == "killed"]
    return [one for claim in claims for one in claim["evidence"]]


@pytest.mark.parametrize("name", ["report.html", "report.txt", "report.json", "report.jsonl", "report.pdf", "unnamed"])
def test_a_page_of_any_kind_is_evidence(run, pages, name):
    """Its sentence with the other figure is found and shown."""
    ended = run("check", SENTENCE, "--published", DAY, "--against", pages / name, "--store", ":memory:", "--json")
    assert any("killed 48 people" in one["passage"] for one in evidence(ended))


def test_verify_takes_several(run, pages, tmp_path):
    """Each is searched; both are named."""
    story = tmp_path / "story.txt"
    story.write_text(SENTENCE, encoding="utf-8")
    ended = run(
        "verify", story, "--published", DAY, "--store", ":memory:", "--json",
        "--against", pages / "report.html", "--against", pages / "report.pdf",
    )  # fmt: skip
    assert {one["source_id"] for one in evidence(ended)} == {str(pages / "report.html"), str(pages / "report.pdf")}


def test_a_file_of_the_article_s_name_in_another_folder_is_another_page(run, pages, tmp_path):
    """`story.txt` held against `other/story.txt` is not the article itself."""
    (tmp_path / "other").mkdir()
    (tmp_path / "story.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "other" / "story.txt").write_text(REPORT, encoding="utf-8")
    ended = run(
        "verify", tmp_path / "story.txt", "--published", DAY, "--store", ":memory:", "--json",
        "--against", tmp_path / "other" / "story.txt",
    )  # fmt: skip
    assert pages.exists()
    assert evidence(ended)


@pytest.mark.parametrize("name", ["report.html", "report.pdf"])
def test_an_address_is_fetched_through_the_guard(run, pages, config, name):
    """By what it is, not by what the server calls it; inside addresses stay refused without leave."""
    with serve(pages) as site:
        site.answers["/page"] = Answer(200, {"Content-Type": "text/html"}, (pages / name).read_bytes())
        asked = (
            "check",
            SENTENCE,
            "--published",
            DAY,
            "--against",
            f"{site.url}/page",
            "--store",
            ":memory:",
            "--json",
        )
        allowed = run(*asked, "--config", config)
        refused = run(*asked)
    assert any("killed 48 people" in one["passage"] for one in evidence(allowed))
    assert evidence(allowed)[0]["url"] == f"{site.url}/page"
    assert refused.status == 1
    assert "allow_hosts" in refused.err


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("scan.pdf", pdf([[]]), "holds no text"),
        ("locked.pdf", pdf(PDF_LINES, password="secret"), "encrypted"),  # noqa: S106 -- made in this line
        ("torn.pdf", pdf(PDF_LINES)[:300], "broken"),
        ("fake.pdf", b"<html>hello</html>", "no PDF"),
        ("table.xlsx", b"PK\x03\x04" + bytes(50), "zip or office"),
        ("empty.txt", b" ", "empty"),
    ],
)
def test_a_page_that_cannot_be_read_stops_the_run(run, tmp_path, name, body, said):
    """Whoever names a page wants no verdict without it; the line names the file and the cause."""
    (tmp_path / name).write_bytes(body)
    ended = run("check", SENTENCE, "--published", DAY, "--against", tmp_path / name, "--store", ":memory:")
    assert ended.status == 1
    assert ended.out == ""
    (line,) = ended.err.splitlines()
    assert name in line
    assert said in line


def test_a_pdf_beyond_the_limit_is_refused(run, pages, config):
    (config / "settings.toml").write_text("[limits]\npdf_max_bytes = 300\n", encoding="utf-8")
    ended = run("check", SENTENCE, "--against", pages / "report.pdf", "--store", ":memory:", "--config", config)
    assert ended.status == 1
    assert "300 bytes" in ended.err


def test_standard_input_can_be_one_of_them_only(run):
    ended = run("check", SENTENCE, "--published", DAY, "--against", "-", "--store", ":memory:", "--json",
                stdin=REPORT.encode())  # fmt: skip
    assert evidence(ended)
    assert run("verify", "-", "--against", "-", "--store", ":memory:").status == 2
