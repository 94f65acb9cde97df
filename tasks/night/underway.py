"""Which articles were being judged when a night ended without a word: an article that ends the whole program is found.

In: the folder of notes, chunks. Out: the chunks to do, those over which nights died taken apart; articles that ended
the program alone again and again, to be set aside. A small file is written before a chunk is judged and taken away
after it was recorded; a night that is killed by a person leaves one too, so one death proves nothing.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tasks.model import content_id

SUFFIX = ".underway.json"
DEATHS_APART = 2  # nights that died over a chunk before its articles are done one by one
DEATHS_ALONE = 4  # nights that died over one article, the last ones with nothing beside it, before it is set aside


@contextmanager
def noted(folder: Path, chunk: Sequence[str]) -> Iterator[None]:
    """Note that these are being judged; where the block ends, well or with an error, they are no longer."""
    before = deaths_in(folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{content_id(*chunk)}{SUFFIX}"  # a chunk and its articles one by one have files of their own
    file.write_text(json.dumps({key: before.get(key, 0) + 1 for key in chunk}), encoding="utf-8")
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def deaths_in(folder: Path) -> dict[str, int]:
    """How often a night died over each article."""
    found: dict[str, int] = {}
    for file in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        for key, count in _deaths(file).items():
            found[key] = max(count, found.get(key, 0))
    return found


def taken_apart(chunks: Iterable[Sequence[str]], deaths: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """The same chunks; one over which nights died is done article by article, at the end of the night."""
    apart: list[str] = []
    for chunk in chunks:
        calm = tuple(key for key in chunk if deaths.get(key, 0) < DEATHS_APART)
        apart += [key for key in chunk if key not in calm]
        if calm:
            yield calm
    yield from ((key,) for key in apart)


def is_deadly(document_id: str, deaths: dict[str, int]) -> bool:
    """Whether it is set aside."""
    return deaths.get(document_id, 0) >= DEATHS_ALONE


def forget(folder: Path, waiting: Collection[str]) -> None:
    """Take away the notes of articles that wait no more."""
    for file in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        if not set(_deaths(file)) & set(waiting):
            file.unlink(missing_ok=True)


def _deaths(file: Path) -> dict[str, int]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        return {str(key): int(count) for key, count in read.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
