"""Records as JSON and back, by the type hints of their fields.

In: a frozen dataclass, or tuples, sets and scalars of them. Out: compact JSON with sorted sets, the same for the same
record on every machine. Decoding needs the type that was encoded. Instants are written in UTC; infinities as strings,
since JSON has none.
"""

import json
import math
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

SHARED = 20_000  # records of some 500 bytes, 10 MB in all


def encode(value: object) -> str:
    """JSON text of a record; lone surrogates stay in it and are refused when they are bound."""
    return _DUMPS(plain(value))


@lru_cache(maxsize=SHARED)
def encode_shared(record: Hashable) -> str:
    """As `encode`, for small records that many rows have in common."""
    return encode(record)


_DUMPS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def plain(value: object) -> Any:
    """The record as dicts, lists and scalars that JSON knows."""
    kind: Any = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return value
    if kind is float:
        return value if math.isfinite(value) else repr(value)  # type: ignore[arg-type]  # kind is float here
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, (frozenset, set)):
        return sorted(plain(part) for part in value)
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{kind.__name__} has no form in the store")


def decode(kind: type[T], text: str | None) -> T:
    """The record that `encode` wrote."""
    hint: Any = kind
    value: T = _reader(hint)(None if text is None else json.loads(text))
    return value


@lru_cache(maxsize=SHARED)
def shared(kind: type[T], text: str) -> T:
    """As `decode`, for small records that many rows have in common: all claims of a sentence have its anchors."""
    return decode(kind, text)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """A function from parsed JSON to a value of this type, made once a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _optional(_reader(inner))
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        member = _reader(arguments[0])
        return lambda value: frozenset(member(part) for part in value)
    if is_dataclass(kind):
        return _record(kind)
    if kind is datetime:
        return lambda value: datetime.fromisoformat(value).astimezone(UTC)
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and (issubclass(kind, Enum) or kind is float):
        return kind
    return lambda value: value


def _optional(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        member = _reader(arguments[0])
        return lambda value: tuple(member(part) for part in value)
    members = tuple(_reader(argument) for argument in arguments)
    return lambda value: tuple(member(part) for member, part in zip(members, value, strict=True))


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    parts = tuple((name, _reader(hints[name])) for name in _names(kind))

    def read(value: dict[str, Any]) -> Any:
        # A field that was added since is missing in old rows and takes its default.
        return kind(**{name: part(value[name]) for name, part in parts if name in value})

    return read
