"""Text from outside made harmless for a terminal or a page; what is stored stays as it came.

In: any text. Out: one line without control, bidirectional or zero-width characters, cut to a length; for markdown also
with every active character escaped, so that no link, picture, table or code can be planted.
"""

import re
import unicodedata

MAX_CHARS = 500
_SPACES = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@=^\"'/])")


def line(text: str, limit: int = MAX_CHARS) -> str:
    """One printable line."""
    shown = "".join(" " if char.isspace() else char for char in text if _printable(char))
    shown = _SPACES.sub(" ", shown)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def markdown(text: str, limit: int = MAX_CHARS) -> str:
    """One line in which markdown and HTML see only letters."""
    return _MARKDOWN.sub(_entity, line(text, limit))


def _printable(char: str) -> bool:
    """Category Cf holds the marks that reorder or hide text: bidirectional, zero-width, soft hyphen, byte order."""
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _entity(match: re.Match[str]) -> str:
    """A numeric entity: renderers show it as the character and never read it as syntax."""
    return f"&#{ord(match.group(1))};"
