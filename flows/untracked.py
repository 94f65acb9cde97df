"""Values that Prefect hands on without looking into them.

In: a large record. Out: the same for the type checker; for Prefect a `quote`, so that it does not walk through every
claim of every article in search of futures.
"""

from typing import TypeVar, cast

from prefect.utilities.annotations import quote

T = TypeVar("T")


def untracked(value: T) -> T:
    """Wrap a task's argument; the task receives the value itself."""
    return cast("T", quote(value))
