"""Names of news agencies, and what only looks like one."""

import pytest

from tasks.reading.agencies import is_picture_desk, is_wire, plain_name, same_body
from tasks.settings import Sources
from tasks.settings_names import Source

SOURCES = Sources(
    source=(
        Source(name="Agence France-Presse", aliases=("AFP",), kind="agency", domains=("afp.com",)),
        Source(name="City Wire", kind="newspaper"),
    )
)


@pytest.mark.parametrize(
    "name",
    [
        "AP",
        "The Associated Press",
        "Reuters",
        "dpa",
        "Harbour Wire",
        "Meridian Agency",
        "Sun-Times Media Wire",
        "AFP",
        "KCNA",
    ],
)
def test_agencies(name):
    assert is_wire(name, SOURCES)


@pytest.mark.parametrize(
    "name",
    [
        "Pa.", "Uni", "Meridian Press", "Beacon TV", "National Fire Agency", "Japan Meteorological Agency",
        "Environmental Protection Agency", "City Wire", "", "Mia Ford", "The agency", "cut the wire",
    ],
)  # fmt: skip
def test_no_agencies(name):
    assert not is_wire(name, SOURCES)


def test_picture_desks():
    assert is_picture_desk("Getty Images")
    assert is_picture_desk("AFP")
    assert not is_picture_desk("Mia Ford")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ('"AOL AOL General News"', "AOL"), ("The Harbour Wire.", "Harbour Wire"), ("HARBOUR WIRE", "Harbour Wire"),
        ("UPI", "UPI"), (" — Reuters ", "Reuters"), ("", ""),
    ],
)  # fmt: skip
def test_plain_names(printed, plain):
    assert plain_name(printed) == plain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AP", "The Associated Press", True), ("AFP", "afp.com", True), ("Reuters", "Thomson Reuters", True),
        ("Beacon TV", "BEACON TV", True), ("AP", "UPI", False), ("", "", False),
    ],
)  # fmt: skip
def test_one_body_under_two_names(one, other, same):
    assert same_body(one, other, SOURCES) is same
