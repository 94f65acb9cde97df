"""The drawing: well-formed whatever the pages say, nothing loaded from outside, every box inside the sheet."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tasks.lineage.trace import Member
from tasks.reports.lineage_svg import BOX_HEIGHT, BOX_WIDTH, MAX_PAGES, WIDTH, lineage_svg
from tests.support_trace import traced

SVG = "{http://www.w3.org/2000/svg}"
ACTIVE = {"script", "image", "foreignObject", "a", "use", "iframe", "animate", "set"}


def _parsed(text):
    return ET.fromstring(text)  # noqa: S314 -- our own drawing


def _texts(root):
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_chain_and_families_are_drawn_with_arrows_and_evidence():
    root = _parsed(lineage_svg(traced()))
    texts = _texts(root)
    for words in ("Scoop Barn", "Selwyn Wire", "unknown", "Mirror", "Echo", "Chain of publication", "Lantern"):
        assert words in texts
    assert "4 March 2025, 10:00 UTC: cut copy" in texts
    assert any("taken from, because: Source: Selwyn Wire (100 % sure)" in text for text in texts)
    arrows = [path for path in root.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(arrows) == 2 + 3


def test_boxes_lie_inside_the_sheet_and_not_on_each_other():
    root = _parsed(lineage_svg(traced()))
    height = float(root.get("height"))
    boxes = [
        (float(rect.get("x")), float(rect.get("y"))) for rect in root.iter(f"{SVG}rect") if "box" in rect.get("class")
    ]
    assert len(boxes) == 3 + 4
    for x, y in boxes:
        assert x >= 0
        assert x + BOX_WIDTH <= WIDTH
        assert y + BOX_HEIGHT <= height
    tops = sorted(y for _, y in boxes)
    assert all(below - above >= BOX_HEIGHT for above, below in pairwise(tops))


def test_nothing_is_loaded_and_nothing_runs():
    text = lineage_svg(traced(title='"><script>alert(1)</script>', publisher="<image href='http://evil.example/x'/>"))
    root = _parsed(text)
    assert not {element.tag.removeprefix(SVG) for element in root.iter()} & ACTIVE
    for element in root.iter():
        for name, value in element.attrib.items():
            assert "href" not in name
            assert not name.startswith("on")
            assert "://" not in value
    style = "".join(element.text or "" for element in root.iter(f"{SVG}style"))
    assert "url(" not in style
    assert "@import" not in style


def test_readable_in_light_dark_and_on_paper():
    """Drawn on its own ground; the dark look is for screens only, so that paper stays white."""
    text = lineage_svg(traced())
    assert "@media screen and (prefers-color-scheme: dark)" in text
    assert re.search(r'<rect [^>]*class="ground"', text)


@given(st.text(max_size=200), st.text(min_size=1, max_size=80))
def test_well_formed_whatever_a_page_says(title, publisher):
    _parsed(lineage_svg(traced(title=title, publisher=publisher)))


def test_the_same_trace_is_drawn_the_same():
    assert lineage_svg(traced()) == lineage_svg(traced())


def test_a_circle_of_takings_is_drawn_once():
    """Two pages that were taken from each other do not hang the drawing."""
    trace = traced()
    one, other = trace.own.members[:2]
    edge = other.edge
    assert edge is not None
    ring = (
        Member(one.document, "copy", replace(edge, from_id=one.document.document_id, to_id=other.document.document_id)),
        Member(other.document, "copy", edge),
    )
    circled = replace(trace, families=(replace(trace.own, members=ring),))
    boxes = [rect for rect in _parsed(lineage_svg(circled)).iter(f"{SVG}rect") if "box" in rect.get("class")]
    assert len(boxes) == 3 + 2


def test_a_family_of_hundreds_is_cut_and_says_so():
    trace = traced()
    many = trace.own.members[:1] + tuple(
        replace(trace.own.members[1], document=replace(trace.own.members[1].document, document_id=f"copy-{number}"))
        for number in range(200)
    )
    text = lineage_svg(replace(trace, families=(replace(trace.own, members=many),)))
    assert f"and {201 - MAX_PAGES} more pages" in text
