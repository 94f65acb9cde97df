"""A writer that a test kills: puts numbered articles one unit after another, and says which are committed.

Run as `python tests/store/crash_writer.py STORE FIRST [COUNT]`; each article has five claims and one verdict. It lets
go of the file after every third article, so that a kill may fall into a transaction, a note, a checkpoint or a close.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tasks.store.store import Store
from tests.store.store_records import article, figure_claim, judged

ARTICLES_HELD = 3


def main(path: str, first: int, count: int) -> None:
    for start in range(first, first + count, ARTICLES_HELD):
        with Store.open(path) as store:
            for number in range(start, min(start + ARTICLES_HELD, first + count)):
                document = article(f"d{number}", f"Article number {number}. " + "Nine people died. " * 200)
                claims = [figure_claim(f"c{number}-{part}", document.document_id) for part in range(5)]
                with store.unit(f"run-{first}") as unit:
                    unit.put(judged(document, claims[0], f"v{number}"))
                    unit.put_reference(document, claims, reader="reference")
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 10_000)
