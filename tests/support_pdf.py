"""Small PDFs made by hand: lines of text, a record with title and date, a password if wanted."""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

LINE_POINTS = 14


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", created: str = "", password: str = "") -> bytes:
    """A PDF with these lines on its pages; a page without lines is a picture without text."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_plain(pages))))
    record = {"/Title": title, "/CreationDate": created}
    writer.add_metadata({key: value for key, value in record.items() if value})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _plain(pages: Sequence[Sequence[str]]) -> bytes:
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
    ]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for number, lines in enumerate(pages):
        drawn = [f"({_escaped(line)}) Tj 0 -{LINE_POINTS} Td" for line in lines]
        stream = "\n".join(["BT /F1 11 Tf 72 770 Td", *drawn, "ET"])
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
