"""What a command says: its result on standard output, words and a bar on standard error where a person watches.

In: a description and, if known, a total. Out: a context that gives a callable taking the number done so far; nothing
is drawn where the output is piped.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PIPED_COLUMNS = 120  # where nobody watches there is no width to fit


@contextmanager
def progress(description: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(description, total=total)
        yield lambda done: bar.update(task, completed=done)


def tell(message: object) -> None:
    """One line on standard error."""
    sys.stderr.write(f"tracewire: {message}\n")
    sys.stderr.flush()


def print_json(value: object) -> None:
    """The whole result as one line of JSON on standard output, and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
