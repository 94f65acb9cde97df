"""The picture and the table of a growing archive say what was measured; its texts are the same at each run."""

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tasks.model import Document
from tests.benchmarks.growth_page import PANELS, GrowthSize, picture, read_figures, table, told
from tests.benchmarks.growth_text import archive


def size(passages: int, **changes: Any) -> GrowthSize:
    values: dict[str, Any] = dict.fromkeys(GrowthSize.__dataclass_fields__, 2)
    return GrowthSize(**{**values, "passages": passages, "documents": passages // 10, **changes})


SIZES = [size(10_000), size(100_000, search_median=3.5, copied_s=40.0, real=500, documents=10_000)]
STORY = (
    "The ferry {ship} sank off Port Halden on Monday and {n} people were killed, the coast guard of Halden said. "
    "{m} others were injured when a lifeboat of the {ship} struck the quay, the hospital said on Tuesday. Divers found "
    "{k} bodies in the hold. The captain of the {ship} told investigators that water came in through the bow door. "
)


def test_the_table_has_a_column_a_size_and_says_what_is_synthetic():
    lines = table(SIZES).splitlines()
    assert lines[0].split() == ["passages", "10,000", "100,000"]
    assert next(line for line in lines if line.startswith("search, median")).split()[-2:] == ["2", "3.5"]
    assert "502 of 10,000 documents are real texts" in lines[-1]
    assert "the rest synthetic" in lines[-1]


def test_the_picture_is_whole_names_nothing_outside_and_describes_itself():
    drawn = picture(SIZES, "2 cores <loaded>")
    root = ET.fromstring(drawn)  # noqa: S314 -- our own picture
    names = "".join(root.itertext())
    for title, unit, lines in PANELS:
        assert title in names
        assert unit in names
        assert all(line.name in names for line in lines)
    assert "Search, CPU ms a claim, median: 2, 3.5" in names
    assert "2 cores <loaded>" in names
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_more_is_drawn_higher_and_larger_further_right():
    root = ET.fromstring(picture(SIZES, ""))  # noqa: S314 -- our own picture
    space = "{http://www.w3.org/2000/svg}"
    panel = root.findall(f"{space}g")[4]
    copies = [point for point in panel.findall(f"{space}circle") if point.get("class") == "fill2"]
    (x, y), (end_x, end_y) = [(float(point.attrib["cx"]), float(point.attrib["cy"])) for point in copies]
    assert end_x > x
    assert end_y < y  # 40 s of copying against 2


@pytest.mark.parametrize(("value", "shown"), [(0.1234, "0.12"), (3.14159, "3.14"), (1234.5, "1,234"), (99.96, "100")])
def test_figures_are_rounded_to_what_they_can_bear(value, shown):
    assert told(value) == shown


def test_an_archive_is_real_first_then_synthetic_and_the_same_at_each_run():
    real = tuple(Document(f"d{n}", f"d{n}", f"Nine people died in town {n} on Monday. " * 9) for n in range(3))
    first, again = (list(islice(archive(real), 8)) for _ in range(2))
    assert first == again
    assert [document.source_id for document in first] == [
        "d0/0", "d1/0", "d2/0", "d0/1", "d1/1", "d2/1", "d0/2", "d1/2",
    ]  # fmt: skip
    assert first[0].text == real[0].text
    assert first[3].text != real[0].text
    assert len(first[3].text.split()) == len(real[0].text.split())
    assert len({document.document_id for document in first}) == 8


@pytest.mark.slow
def test_the_command_grows_a_small_archive_and_draws_it(tmp_path):
    """Through real processes, store and index, over a gold set in our own words."""
    folder = tmp_path / "gva_multisource"
    folder.mkdir()
    rows = [
        {
            "id": f"i{n}",
            "articles": [
                {
                    "doc_id": f"{n}-{outlet}",
                    "title": f"Ferry Aurora-{n} sinks",
                    "text": STORY.format(ship=f"Aurora-{n}", n=n + 9, m=n + 3, k=n + outlet) * 6,
                    "url": "",
                    "publisher": "",
                }
                for outlet in range(2)
            ],
        }
        for n in range(20)
    ]
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [
        sys.executable, "-m", "tests.benchmarks.growth", "--data", str(tmp_path), "--sizes", "150",
        "--articles", "3", "--workers", "1", "--write", str(tmp_path),
    ]  # fmt: skip
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[1], env={**os.environ}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2_000:]
    _, sizes = read_figures(tmp_path)
    (only,) = sizes
    assert only.passages >= 150
    assert 0 < only.real <= only.documents
    assert only.asked == 3
    assert only.claims >= 9
    assert only.search_median > 0
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8").endswith("</svg>\n")
