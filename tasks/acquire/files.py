"""Bytes of a local file: bounded, from regular files only, and known to be text before anybody reads them as text.

In: a path that a person gave. Out: bytes, or text with the charset that fitted. Refuses what is missing, empty, too
large, not a regular file (a pipe would hang, /dev/zero never ends) or binary, each with the next step.
"""

import codecs
from pathlib import Path

from tasks.trouble import Refused, Trouble, Unreadable

# First bytes of what people hand over in place of text, and what it is called.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SNIFF_BYTES = 65_536
SAVE_AS_TEXT = "Save it as HTML or plain text in UTF-8"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of at most `max_bytes`; raises Unreadable (missing, empty) or Refused (too large)."""
    regular_file(path)
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except OSError as error:
        raise unopened(path, error) from error
    return within(str(path), body, max_bytes)


def within(thing: str, body: bytes, max_bytes: int) -> bytes:
    """The body itself, if it is neither empty nor larger than `max_bytes`."""
    if len(body) > max_bytes:
        raise Refused(thing, f"larger than {max_bytes:,} bytes", "Raise the limit in settings.toml if you trust it")
    if not body.strip():
        raise Unreadable(thing, "is empty", "Check that the article was saved")
    return body


def regular_file(path: Path) -> None:
    """Raise Unreadable unless `path` is an existing regular file."""
    try:
        if path.is_file():
            return
        cause = (
            "is a folder" if path.is_dir() else "is not a regular file" if path.exists() else "there is no such file"
        )
    except (OSError, ValueError) as error:  # a name with a NUL, or one that is too long
        raise Unreadable(str(path), f"cannot be opened: {error}", "Check the path") from error
    raise Unreadable(str(path), cause, "Check the path")


def unopened(path: Path, error: OSError) -> Trouble:
    """The trouble that says why the system would not open a file."""
    return Unreadable(str(path), f"cannot be opened: {error.strerror or error}", "Check the path and its permissions")


def refuse_binary(thing: str, body: bytes) -> None:
    """Raise Unreadable for a known binary format, or for NUL bytes where no byte order mark explains them."""
    for magic, name in MAGIC:
        if body.startswith(magic):
            raise Unreadable(thing, f"is {name}, not text", SAVE_AS_TEXT)
    if not any(body.startswith(mark) for mark, _ in BOMS) and b"\0" in body[:SNIFF_BYTES]:
        raise Unreadable(thing, "is binary (it holds NUL bytes), not text", SAVE_AS_TEXT)


def decode(thing: str, body: bytes) -> tuple[str, str]:
    """Text and the charset that fitted: byte order mark, then UTF-8, then Windows-1252; raises Unreadable."""
    refuse_binary(thing, body)
    marked = [charset for mark, charset in BOMS if body.startswith(mark)]
    for charset in [*marked[:1], "utf-8", "cp1252"]:
        try:
            text = body.decode(charset).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, charset
    raise Unreadable(thing, "is neither UTF-8 nor Windows-1252 text", SAVE_AS_TEXT)
