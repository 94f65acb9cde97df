"""Where the articles of a night are judged: the readers' copy and the index, opened once, in whichever process.

In: an `Order` (plain values, so that it travels to another process or machine) and the ids of a chunk's articles. Out:
one `Outcome` an article, nothing recorded. A poisoned article costs itself: whatever it breaks is its outcome.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tasks import pipeline
from tasks.evidence.index import PassageIndex
from tasks.evidence.library import Library
from tasks.evidence.store_shelf import SnapshotShelf
from tasks.model import Document, Verification
from tasks.settings import Settings
from tasks.store.store import Store
from tasks.trouble import Trouble, our_fault


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker of one night needs: nothing in it is open, and none of it changes while the night lasts."""

    settings: Settings
    snapshot: Path
    index_folder: Path
    feeds: int  # reference feeds that answered, for "what was searched"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a verification, or the trouble in its place."""

    document_id: str
    verification: Verification | None = None
    trouble: Trouble | None = None
    is_skipped: bool = False  # not English: recognised, said, and no failure


class Bench:
    """Use it in a `with` block; one at a time may be open in a process."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        order = self._order
        shelf = SnapshotShelf(order.snapshot, order.settings)
        self._store: Store = self._stack.enter_context(shelf.held())
        self._library = Library([(shelf, PassageIndex.at(order.index_folder))], order.feeds, order.settings)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def judge(self, document_ids: Sequence[str]) -> tuple[Outcome, ...]:
        """Go through the articles of a chunk, in the order given."""
        held = self._store.documents(document_ids)
        return tuple(self._one(key, held.get(key)) for key in document_ids)

    def _one(self, document_id: str, document: Document | None) -> Outcome:
        if document is None:
            cause = "it is listed and its text is not in the readers' copy"
            return Outcome(document_id, trouble=Trouble(document_id, cause, "Run `tracewire refresh`"))
        if document.language != "en":
            return Outcome(document_id, trouble=pipeline.other_language(document), is_skipped=True)
        try:
            return Outcome(document_id, pipeline.verify(document, self._library, self._order.settings))
        except Trouble as trouble:
            return Outcome(document_id, trouble=trouble)
        except Exception as error:  # noqa: BLE001 -- a fault of ours costs one article, never the night
            return Outcome(document_id, trouble=our_fault(document.url or document.source_id, error))
