"""Charsets: the label that the bytes bear out wins, whatever the others say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.reading.charset import decode

ENGLISH = "The café’s owner said “nine” people were hurt – more than the 5 € menu could mend. "
FRENCH = "L'été dernier, la préfète a déclaré que le bâtiment était fermé, où l'on avait dîné à Noël. "
RUSSIAN = "Мэр сообщил во вторник, что девять человек погибли при пожаре в центре города. "
KOREAN = "시장은 화요일 화재로 아홉 명이 숨지고 마흔 명 이상이 다쳤다고 밝혔다. "
JAPANESE = "市長は火曜日、火災で九人が死亡し、四十人以上が負傷したと発表した。 "
CHINESE = "市长星期二表示，九人在火灾中丧生，四十多人受伤，搜救工作仍在继续。 "
WRITTEN = [
    (ENGLISH, "utf-8"), (ENGLISH, "cp1252"), (FRENCH, "utf-8"), (FRENCH, "cp1252"), (FRENCH, "latin-1"),
    (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (KOREAN, "utf-8"), (KOREAN, "euc-kr"),
    (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp"), (CHINESE, "gb2312"), (CHINESE, "utf-8"), (ENGLISH, "utf-16"),
]  # fmt: skip


def page(text: str, meta: str | None) -> str:
    head = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{head}<title>x</title></head><body><p>{text * 6}</p></body></html>"


@pytest.mark.parametrize(("text", "charset"), WRITTEN)
@pytest.mark.parametrize("meta", ["right", "none", "lying utf-8", "lying latin"])
def test_text_survives_right_missing_and_lying_labels(text, charset, meta):
    """Sixty states: fifteen texts and charsets with four metas."""
    label = {"right": charset, "none": None, "lying utf-8": "utf-8", "lying latin": "iso-8859-1"}[meta]
    written = page(text, label)
    assert decode(written.encode(charset), None)[0].removeprefix("\ufeff") == written


@pytest.mark.parametrize(
    ("body", "declared", "basis"),
    [
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", "iso-8859-1", "utf-8 (bom)"),
        (b"<meta charset=iso-8859-1><p>caf\xc3\xa9", "utf-8", "utf-8 (http)"),
        (b"<meta charset=iso-8859-1><p>caf\xe9", None, "cp1252 (meta)"),
        (b"<meta charset=iso-8859-1><p>caf\xc3\xa9", None, "utf-8 (fits)"),
        (b"<p>caf\xc3\xa9", None, "utf-8 (fits)"),
        (b"<p>caf\xe9 au lait, and so on", None, "cp1252 (detected)"),
        (b"<p>caf\xe9 au lait, and so on", "utf-8", "cp1252 (detected)"),
        (b"<p>caf\xe9", "no-such-charset", "cp1252 (detected)"),
        (b"<p>caf\xe9", "rot13", "cp1252 (detected)"),
        (b"", None, "utf-8 (fits)"),
    ],
)
def test_says_what_decided(body, declared, basis):
    assert decode(body, declared)[1] == basis


def test_one_torn_character_does_not_make_the_label_a_lie():
    body = (FRENCH * 40).encode() + b"\xc3"
    assert decode(body, "utf-8")[1] == "utf-8 (http)"


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_give_text(body, declared):
    text, used = decode(body, declared)
    text.encode()
    assert used.endswith(")")
