"""From bytes of a page to its characters: byte order mark, then HTTP, then meta, then UTF-8 if it fits, then detection.

In: bytes and the charset that HTTP declared. Out: text and what decided ("cp1252 (meta)"). A declaration that the bytes
contradict is passed over: labels lie. ISO 8859-1 is read as Windows-1252, as browsers do (WHATWG Encoding Standard);
accents that are sparse among ASCII letters are taken for Windows-1252, which statistical detection gets wrong.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

MAX_REPLACED_SHARE: Final = 0.001  # one torn character in a page does not make its declaration a lie
META_BYTES: Final = 4_096  # browsers look at 1,024; pages with long heads exist
DETECTION_BYTES: Final = 65_536
DENSE_SHARE: Final = 0.2  # of all letters; French and German prose has at most 0.08 of accented ones

MIN_DENSE_BYTES: Final = 16  # a word or two prove no script

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels whose pages are written in a superset of what the label says (WHATWG Encoding Standard, section 4.2).
_SUPERSETS: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_WESTERN: Final = frozenset({"cp1252", "cp1254", "cp1250", "iso8859-15", "iso8859-2", "mac-roman"})
_DETECTABLE: Final = [
    "cp949", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874",
]  # fmt: skip
_META = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,20}<\?xml[^<>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_TAGS = re.compile(rb"<[^<>]{0,2000}>")


def decode(body: bytes, declared: str | None) -> tuple[str, str]:
    """Decode a page; the second part names the charset and what decided for it."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace"), f"{name.removesuffix('-sig')} (bom)"
    if b"\0" in body[:META_BYTES] and (wide := _wide(body)):
        return wide
    for label, basis in _declarations(body, declared):
        known = _known(label)
        if known and (text := _as_declared(body, known)) is not None:
            return text, f"{known} ({basis})"
    try:
        return body.decode("utf-8"), "utf-8 (fits)"
    except UnicodeDecodeError:
        return _detected(body)


def _declarations(body: bytes, declared: str | None) -> Iterator[tuple[str, str]]:
    if declared:
        yield declared, "http"
    head = body[:META_BYTES]
    for shape in (_XML, _META):
        hit = shape.match(head) if shape is _XML else shape.search(head)
        if hit:
            yield hit.group(1).decode("ascii"), "meta"


def _known(label: str) -> str | None:
    """Python's name for a label, or for the superset that its pages use; None for an unknown one."""
    try:
        name = codecs.lookup(label.strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    # UTF-16 in a meta that could be read as ASCII cannot be true; rot13 and its like are no charsets.
    if name.startswith(("utf-16", "utf-32", "utf-7")) or not getattr(codecs.lookup(name), "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(name, name)


def _as_declared(body: bytes, name: str) -> str | None:
    """The text in the declared charset, or None where the bytes contradict it."""
    if name != "utf-8" and not name.startswith(("cp949", "gb18030", "big5", "cp932", "euc")) and _is_wide_utf8(body):
        return None
    if name in _WESTERN and _is_dense(body):
        return None
    text = body.decode(name, "replace")
    return text if text.count("\ufffd") <= MAX_REPLACED_SHARE * len(text) else None


def _is_dense(body: bytes) -> bool:
    """Whether so many bytes are beyond ASCII that the script is not Latin."""
    sample = _words_of(body)
    high = sum(byte > 127 for byte in sample)  # noqa: PLR2004 -- beyond ASCII
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128) + high  # noqa: PLR2004 -- as above
    return high > max(DENSE_SHARE * letters, MIN_DENSE_BYTES)


def _words_of(body: bytes) -> bytes:
    """A sample of what stands between the tags."""
    return _TAGS.sub(b" ", body[:DETECTION_BYTES])


def _is_wide_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 with characters beyond ASCII: by chance a page of another charset never is."""
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(body: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every other byte of its markup is NUL."""
    for name, nuls in (("utf-16-le", body[1:META_BYTES:2]), ("utf-16-be", body[0:META_BYTES:2])):
        if nuls.count(0) > 0.5 * len(nuls):  # the ASCII of the markup
            return body.decode(name, "replace"), f"{name} (detected)"
    return None


def _detected(body: bytes) -> tuple[str, str]:
    """Windows-1252 where accents are sparse, else what the statistics say."""
    if not _is_dense(body):
        mostly_utf8 = body.decode("utf-8", "replace")
        if mostly_utf8.count("\ufffd") <= MAX_REPLACED_SHARE * len(mostly_utf8):
            return mostly_utf8, "utf-8 (detected)"
        return body.decode("cp1252", "replace"), "cp1252 (detected)"
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- 50 ms that hardly any page pays

    best = from_bytes(_words_of(body), cp_isolation=_DETECTABLE).best()
    name = best.encoding if best else "cp1252"
    return body.decode(name, "replace"), f"{name} (detected)"
