"""The store's file written anew, so that no block of it keeps what was deleted.

In: the path of a store that nobody of this process has open. Out: the same store in a new file under the same name.
DuckDB marks deleted blocks as free and leaves their bytes; a copy of the database holds only what is there. Killed on
the way, the old file is still in its place, whole. Raises Unavailable where the disk has no room, or a writer is busy.
"""

import time
from pathlib import Path
from typing import Final

from tasks.store.connection import (
    CATALOG,
    ROW_GROUP_ROWS,
    STORAGE_VERSION,
    WAIT_S,
    connect_unhardened,
    translated,
)
from tasks.store.snapshot import check_room, sync_folder
from tasks.store.store import Store
from tasks.trouble import Unavailable

TRIES: Final = 5
# Who waits for the store opens its file anew again and again. One that opened the old file just before it was replaced
# must find it still locked when it asks for the lock, some microseconds later.
LINGER_S: Final = 0.5


def rewritten_path(path: Path) -> Path:
    """Where the new file grows; a killed run leaves at most this, without the deleted words."""
    return path.with_name(path.name + ".rewritten")


def rewrite(path: Path) -> None:
    """Put a copy that holds only what is there in the place of the file."""
    check_room(path)
    log = path.with_name(path.name + ".wal")
    for _ in range(TRIES):
        with Store.open(path) as store:
            store.checkpoint()
        if _rewritten(path, log):
            return
    raise Unavailable(str(path), "is being written to all the time", "Run it again when no run is at work")


def _rewritten(path: Path, log: Path) -> bool:
    """False where somebody wrote between the folding of the log and our lock: it has to be folded again."""
    draft = rewritten_path(path)
    _clear(draft)
    literal = str(draft).replace("'", "''")
    try:
        with translated(path):
            # Reading keeps writers out as well; and what is only read leaves no log beside the new file.
            connection = connect_unhardened(path, read_only=True, wait_s=WAIT_S)
            try:
                if log.exists() and log.stat().st_size:
                    return False
                form = f"ROW_GROUP_SIZE {ROW_GROUP_ROWS}, STORAGE_VERSION '{STORAGE_VERSION}'"
                connection.execute(f"attach '{literal}' as fresh ({form})")
                connection.execute(f"copy from database {CATALOG} to fresh")
                connection.execute("checkpoint fresh")
                connection.execute("detach fresh")
                log.unlink(missing_ok=True)
                draft.replace(path)
                sync_folder(path.parent)
                time.sleep(LINGER_S)
            finally:
                connection.close()
    except OSError as error:
        raise Unavailable(str(path), f"cannot be written anew: {error.strerror or error}", "Run it again") from error
    finally:
        _clear(draft)
    return True


def _clear(draft: Path) -> None:
    for file in (draft, draft.with_name(draft.name + ".wal")):
        file.unlink(missing_ok=True)
