"""Archive records: one JSON object, or one row of a table, is one page.

In: `{"id","url","publisher","published","title","byline","text" or "html"}`, of which only text or html is required,
and optionally `owner`, `tier` (1-4) and `credits` (names, which a table separates by semicolons, or objects with name,
kind and evidence). Keys that are not ours are ignored: people's archives carry their own columns. Out: a RawPage.
Raises Unreadable or Refused naming the record and the key; nothing is guessed.
"""

import json
from collections.abc import Mapping

from tasks.model import Credit, RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Unreadable
from tasks.vocabulary import CreditKind

FIELD_MAX_CHARS = 4_000  # a title, a name, a url: longer ones are columns mixed up
MAX_CREDITS = 50
DEFAULT_TIER = 3
TIERS = range(1, 5)


def loads(body: bytes, thing: str) -> object:
    """The value of a piece of JSON, or Unreadable with the place of the fault."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(thing, f"is not UTF-8 (byte {error.start + 1})", "Save it as UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise Unreadable(thing, f"is not JSON: {error.msg} ({place})", "Correct it") from error
    except (RecursionError, ValueError) as error:  # nested a thousand deep; a number of 5,000 digits
        raise Unreadable(thing, "is not JSON that a record could be", "Keep flat records") from error


def record_page(record: object, thing: str, limits: Limits, source_id: str) -> RawPage:
    """Read one record; `thing` names it in troubles, `source_id` is its id where it has none of its own."""
    if not isinstance(record, Mapping):
        raise Unreadable(thing, f"is {_kind(record)}, not a JSON object", 'Write {"text": "..."}')
    text, html = _body(record, thing, limits)
    return RawPage(
        source_id=_field(record, "id", thing) or source_id,
        url=_field(record, "url", thing),
        publisher=_field(record, "publisher", thing),
        published_raw=_field(record, "published", thing),
        published_basis="archive",
        title=_field(record, "title", thing),
        byline=_field(record, "byline", thing),
        text=text,
        html=html,
        charset=None if html is None else "utf-8",
        credits=_credits(record.get("credits"), thing),
        owner=_field(record, "owner", thing),
        tier=_tier(record.get("tier"), thing),
    )


def _body(record: Mapping[object, object], thing: str, limits: Limits) -> tuple[str | None, bytes | None]:
    """The text, or else the HTML; where a record has both, the text is what its maker already read out of the page."""
    for key in ("text", "html"):
        value = record.get(key)
        if value is None:
            continue
        if not isinstance(value, str):
            raise Unreadable(thing, f"{key} is {_kind(value)}, not a string", "Put the words in quotes")
        if not value.strip():
            continue
        if "\0" in value:
            raise Unreadable(thing, f"{key} is binary (it holds NUL characters)", "Keep words only")
        if key == "text":
            if len(value) > limits.text_max_chars:
                raise Refused(thing, f"text is longer than {limits.text_max_chars:,} characters", "Split it")
            return _scrubbed(value), None
        html = _scrubbed(value).encode()
        if len(html) > limits.article_max_bytes:
            raise Refused(thing, f"html is larger than {limits.article_max_bytes:,} bytes", "Keep the article only")
        return None, html
    raise Unreadable(thing, "has neither text nor html", 'A record needs "text" or "html" that is not empty')


def _field(record: Mapping[object, object], key: str, thing: str) -> str | None:
    """A short string; a number is taken as it would be written (ids are often numbers)."""
    value = record.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unreadable(thing, f"{key} is {_kind(value)}, not a string", "Put it in quotes, or leave it out")
    if len(value) > FIELD_MAX_CHARS:
        raise Unreadable(thing, f"{key} is longer than {FIELD_MAX_CHARS:,} characters", "Check the columns")
    return _scrubbed(value).replace("\0", "").strip() or None


def _credits(value: object, thing: str) -> tuple[Credit, ...]:
    if isinstance(value, str):  # a cell of a table
        value = [name for name in value.split(";") if name.strip()]
    given = [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]
    if len(given) > MAX_CREDITS:
        raise Unreadable(thing, f"credits has more than {MAX_CREDITS} entries", "Keep the names credited on the page")
    return tuple(_credit(entry, thing) for entry in given)


def _credit(entry: object, thing: str) -> Credit:
    parts: Mapping[object, object] = entry if isinstance(entry, Mapping) else {"name": entry}
    name = _field(parts, "name", thing)
    if name is None:
        raise Unreadable(thing, "credits has an entry without a name", 'Write "credits": ["Harbour Wire"]')
    kind = _field(parts, "kind", thing) or CreditKind.SOURCE.value
    if kind not in set(CreditKind):
        raise Unreadable(thing, f"credits: unknown kind {kind!r}", f"Use one of: {', '.join(sorted(CreditKind))}")
    return Credit(name=name, kind=CreditKind(kind), evidence=_field(parts, "evidence", thing) or name)


def _tier(value: object, thing: str) -> int:
    if value is None or value == "":
        return DEFAULT_TIER
    try:
        tier = int(str(value))
    except ValueError:
        tier = 0
    if tier not in TIERS:
        raise Unreadable(thing, f"tier is {str(value)[:20]!r}, not 1 to 4", "Leave it out if unknown")
    return tier


def _scrubbed(value: str) -> str:
    """Lone surrogates (half an emoji, cut by another program) become U+FFFD: no file or database could keep them."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "an object")
