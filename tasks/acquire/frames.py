"""What passes between us and the parsing child: JSON in frames of a stated length, never pickles.

In and out: plain values. Records become objects of their fields, enums their values, dates ISO 8601, bytes base64
under the key `$bytes`. Standard library only: the child imports this before anything else.
"""

import base64
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

HEADER_BYTES = 8
BYTES_KEY = "$bytes"


def frame(value: object) -> bytes:
    """Pack a value: its length in eight bytes, then its JSON in ASCII (so that lone surrogates pass)."""
    body = json.dumps(plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return len(body).to_bytes(HEADER_BYTES, "big") + body


def unframe(body: bytes) -> Any:
    """The value of a frame without its header; raises ValueError on what is not ours."""
    return json.loads(body, object_hook=_bytes_again)


def plain(value: object) -> object:
    """A value as JSON can carry it; raises TypeError for what has no plain form."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {BYTES_KEY: base64.b64encode(value).decode("ascii")}
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, AbstractSet):
        return [plain(part) for part in sorted(value)]
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def _bytes_again(found: dict[str, Any]) -> object:
    return base64.b64decode(found[BYTES_KEY]) if set(found) == {BYTES_KEY} else found
