"""Text from outside made harmless for a terminal or a page; what is stored stays as it came.

In: any text. Out: one line without control, bidirectional or zero-width characters, cut to a length; for markdown also
with every active character escaped, so that no link, picture, table or code can be planted.
"""

import re
import unicodedata

MAX_CHARS = 500
_SPACES = re.compile(r"\s+")
# What GitHub's markdown, and Prefect's UI with it, makes a link of unasked: a joiner behind it, which takes no room and
# breaks no line, stands in the way.
JOINER = "\u2060"
_ADDRESS = re.compile(r"https?://|\bwww(?=\.)|@", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@=^\"'/])")


class _Shown(dict[int, str | None]):
    """What each character is shown as, looked up once: blanks as a space, what is not to be seen not at all.

    Category Cf holds the marks that reorder or hide text: bidirectional, zero-width, soft hyphen, byte order.
    """

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        self[code] = " " if char.isspace() else None if hidden else char
        return self[code]


_SHOWN = _Shown()


def line(text: str, limit: int = MAX_CHARS) -> str:
    """One printable line."""
    shown = _SPACES.sub(" ", text.translate(_SHOWN))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def markdown(text: str, limit: int = MAX_CHARS) -> str:
    """One line in which markdown and HTML see only letters, and no bare address that a renderer makes a link of."""
    return _MARKDOWN.sub(_entity, _ADDRESS.sub(f"\\g<0>{JOINER}", line(text, limit)))


def _entity(match: re.Match[str]) -> str:
    """A numeric entity: renderers show it as the character and never read it as syntax."""
    return f"&#{ord(match.group(1))};"
