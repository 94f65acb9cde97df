"""A graph as mermaid text, and the one place where words from outside become its labels.

In: nodes by key, arrows, groups. Out: a flowchart. In a label only letters, digits and a few marks are left, so that no
text from outside is read as syntax; keys from outside never reach the text.
"""

from collections.abc import Iterable

from tasks.reports.safe import line

MAX_LABEL_CHARS = 60
_PLAIN = " .,:-%"


class Graph:
    """Collects nodes and arrows; a node is named by its key and drawn once."""

    def __init__(self, max_nodes: int) -> None:
        self._names: dict[str, str] = {}
        self._lines: list[str] = []
        self._arrows: list[str] = []
        self._groups = 0
        self._max_nodes = max_nodes

    @property
    def is_full(self) -> bool:
        """Whether it holds as many nodes as can be read."""
        return len(self._names) >= self._max_nodes

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def node(self, key: str, words: str) -> str:
        """The key, drawn with these words unless it stands there already."""
        if key not in self._names:
            self._names[key] = f"n{len(self._names)}"
            self._lines.append(f'{self._names[key]}["{label(words)}"]')
        return key

    def group(self, words: str, nodes: Iterable[tuple[str, str]]) -> None:
        """Draw these nodes inside a frame, as far as there is room."""
        self._lines.append(f'subgraph f{self._groups}["{label(words)}"]')
        self._groups += 1
        for key, name in nodes:
            if not self.is_full:
                self.node(key, name)
        self._lines.append("end")

    def arrow(self, source: str, words: str, target: str, *, is_dotted: bool = False) -> None:
        """An arrow between two nodes that are drawn."""
        stroke = "-.->" if is_dotted else "-->"
        self._arrows.append(f'{self._names[source]} {stroke}|"{label(words)}"| {self._names[target]}')

    def text(self) -> str:
        """The whole flowchart."""
        return "flowchart LR\n" + "\n".join(f"  {row}" for row in (*self._lines, *self._arrows))


def label(words: str) -> str:
    """Words as they may stand in a label."""
    return "".join(char if char.isalnum() or char in _PLAIN else " " for char in line(words, MAX_LABEL_CHARS)).strip()
