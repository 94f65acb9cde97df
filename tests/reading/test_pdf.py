"""The text of a PDF: paragraphs as a reader sees them, and one clear reason where there is none."""

import pytest

from tasks.reading.pdf import _paragraphs, extract_pdf, is_pdf
from tasks.trouble import Refused, Unreadable
from tests.support_pdf import pdf

PAGES = [
    [
        "Halden Fire Service",
        "Situation report no. 3, 4 March 2025",
        "The collapse of the road bridge on Monday morning killed 48 people, and another in-",
        "jured 17 were taken to the three hospitals of the district, where two are still",
        "in danger.",
        "Divers have searched the river between the piers and the harbour. The search goes on",
        "1",
    ],
    [
        "Halden Fire Service",
        "until nightfall, and will be taken up again on Wednesday at first light by the same teams.",
        "2",
    ],
    ["Halden Fire Service", "No member of the service was hurt, and the cause of the collapse is not yet known.", "3"],
]


def test_lines_become_paragraphs_again():
    """Broken words are mended, a sentence goes on over the page, running heads and page numbers are gone."""
    text = extract_pdf(pdf(PAGES), "report.pdf", 100_000).text
    paragraphs = text.split("\n\n")
    assert "killed 48 people, and another injured 17 were taken" in text
    assert "The search goes on until nightfall, and will be" in text
    assert "Halden Fire Service" not in text
    assert not [paragraph for paragraph in paragraphs if paragraph.strip().isdigit()]
    assert any(paragraph.endswith("still in danger.") for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        ("D:20250304101500+01'00'", "2025-03-04"),
        ("D:20310101000000Z", None),
        ("D:20251399", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_date_of_the_file_counts_only_where_the_page_prints_it(created, expected):
    """A report that was scanned or saved anew years later is not of that later day."""
    assert extract_pdf(pdf(PAGES, created=created), "report.pdf", 100_000).published_raw == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Situation report no. 3", "Situation report no. 3"),
        ("Microsoft Word - report.docx", None),
        ("report.pdf", None),
        ("", None),
    ],
)
def test_the_name_of_a_program_is_no_title(title, expected):
    assert extract_pdf(pdf(PAGES, title=title), "report.pdf", 100_000).title == expected


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pdf(PAGES, password="secret"), "encrypted"),  # noqa: S106 -- of a file made in this line
        (pdf([[], []]), "no text"),
        (pdf(PAGES)[:400], "broken"),
        (b"%PDF-1.7\n" + bytes(500), "broken"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_next_step(body, said):
    with pytest.raises(Unreadable) as caught:
        extract_pdf(body, "report.pdf", 100_000)
    assert caught.value.thing == "report.pdf"
    assert said in caught.value.cause
    assert caught.value.next_step


def test_ligatures_and_soft_hyphens_are_letters_and_nothing():
    """As typesetting programs leave them: the words can be found afterwards."""
    lines = iter(["The ﬁre service oﬃce con\u00adﬁrmed that the col\u00ad", "lapse killed 48 people."])
    assert list(_paragraphs(lines)) == ["The fire service office confirmed that the collapse killed 48 people."]


def test_a_text_beyond_the_limit_is_refused_not_cut():
    with pytest.raises(Refused):
        extract_pdf(pdf(PAGES), "report.pdf", 100)


def test_a_pdf_is_known_by_its_first_bytes():
    assert is_pdf(pdf(PAGES))
    assert is_pdf(b"\n\n" + pdf(PAGES))
    assert not is_pdf(b"<html>" + bytes(2_000) + b"%PDF-1.4")
