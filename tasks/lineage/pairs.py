"""Two documents of one text: the record that `tracewire copies` prints and edges are made of."""

from dataclasses import dataclass

from tasks.vocabulary import EdgeKind

EDGE_KINDS = {
    "copy": EdgeKind.COPIED_FROM,
    "edited": EdgeKind.COPIED_FROM,
    "embedded": EdgeKind.COPIED_FROM,
    "version": EdgeKind.VERSION_OF,
    "rewrite": EdgeKind.REWRITTEN_FROM,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of one text. `source_id` came first (None: nothing tells); `reason` is finished English."""

    a: str
    b: str
    kind: str  # copy | edited | embedded | version | rewrite
    contains_ab: float  # share of a's runs of words found in b, 0..1
    contains_ba: float
    source_id: str | None
    reason: str
    confidence: float

    @property
    def ids(self) -> tuple[str, str]:
        """Both, in the order given."""
        return self.a, self.b
