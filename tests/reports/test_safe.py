"""Text from outside is shown as text, whatever is in it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.reports.safe import JOINER, line, markdown

ACTIVE = re.compile(r"[<>\[\]()`|*_#!\\]")


def test_an_override_cannot_reorder_a_line():
    assert line("safe \u202eexe.fdp\u202c\u200b name\x1b[31m") == "safe exe.fdp name[31m"


def test_nothing_of_markdown_is_left_active():
    """A planted picture, link, table cell, code fence or tag comes out as characters."""
    planted = "![](http://evil.example/x.png) | <img src=x> ```mermaid\n[a](javascript:alert(1)) # h"
    shown = markdown(planted)
    assert not ACTIVE.search(re.sub(r"&#\d+;", "", shown))
    assert html.unescape(shown).replace(JOINER, "") == line(planted)


@given(st.text(max_size=300))
def test_escaping_changes_nothing_that_is_read(text):
    """What a renderer shows of the escaped text is the line itself."""
    assert html.unescape(markdown(text)).replace(JOINER, "") == line(text)


@pytest.mark.parametrize(
    "address", ["http://evil.example/x", "HTTPS://evil.example", "www.evil.example", "a@evil.example"]
)
def test_a_bare_address_is_no_link(address):
    """Renderers of GitHub's markdown link what looks like an address; the host must not follow what announces it."""
    shown = html.unescape(markdown(f"see {address} now"))
    assert not re.search(r"(?:://|@)evil|www\.", shown)


@given(st.text(max_size=2_000))
def test_a_line_is_one_printable_bounded_line(text):
    shown = line(text)
    assert len(shown) <= 500
    assert shown.isprintable() or not shown
