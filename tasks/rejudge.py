"""Judging kept articles again with what is known today: after new evidence, a person's correction, or another program.

In: a desk with its library open, and ids of articles that were judged before. Out: for each what it was, what it is and
what changed; where something did, the new judgement is recorded behind the old one, which stays. Twice in a row changes
nothing. The road is the one of `verify`: the text is the kept one and nothing is fetched.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tasks import pipeline
from tasks.desk import Desk
from tasks.model import Document, Verification
from tasks.reports.changes import Change, changes
from tasks.store.store import Store
from tasks.trouble import Trouble, our_fault


@dataclass(frozen=True, slots=True)
class Rejudged:
    """One article judged again; `changes` is empty where no claim that was judged both times came out otherwise."""

    was: Verification
    now: Verification
    changes: tuple[Change, ...] = ()

    @property
    def is_otherwise(self) -> bool:
        """Whether it is to be recorded: a verdict came out otherwise, or a later reader reads other claims."""
        before, after = ({verdict.claim_id for verdict in side.verdicts} for side in (self.was, self.now))
        return bool(self.changes) or before != after


def rejudge(
    desk: Desk, document_ids: Iterable[str], on_trouble: Callable[[Trouble], None], *, is_kept: bool = True
) -> Iterator[Rejudged]:
    """Judge these articles again, one after the other; `is_kept` records what came out otherwise.

    An article that was never judged, or whose text cannot be read any more, costs only itself.
    """
    for document_id in document_ids:
        try:
            again = _again(desk, document_id)
        except Trouble as trouble:
            on_trouble(trouble)
            continue
        except Exception as error:  # noqa: BLE001 -- a fault of ours costs one article
            on_trouble(our_fault(document_id, error))
            continue
        if again.is_otherwise and is_kept:
            desk.record(again.now)
        yield again


def _again(desk: Desk, document_id: str) -> Rejudged:
    with _reading(desk) as store:
        was = store.standing.newest(document_id)
        if was is None:
            raise Trouble(f"document {document_id[:8]}", "no judgement of it is kept", "Verify it first")
        if not was.document.text:
            cause = "its text was removed on demand"
            raise Trouble(f"document {document_id[:8]}", cause, "Its verdicts stay as they are")
        brought_along = _of_its_own_run(was, store)
    library = desk.library
    library.inquire = None  # what is kept is judged; services are asked when an article is verified
    if brought_along:
        library = library.with_pages(brought_along)
    now = pipeline.verify(was.document, library, desk.settings)
    return Rejudged(was, now, changes(now.claims, was.verdicts, now.verdicts))


def _of_its_own_run(was: Verification, store: Store) -> tuple[Document, ...]:
    """Pages that speak to it and came with its own run (an archive, --against, a search): they speak to it still."""
    speaking = {match.document_id for one in was.verdicts for match in one.matches}
    held = store.evidence_among(speaking)
    return tuple(page for page in was.cited if page.document_id in speaking - held and page.text)  # else: removed


def _reading(desk: Desk) -> Store:
    if desk.path is None or not desk.path.exists():
        raise Trouble("the store", "there is none yet", "Run `tracewire verify` or `tracewire refresh` first")
    return Store.open(desk.path)
