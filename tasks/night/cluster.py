"""The night on a Dask cluster that is there: chunks go to its workers, outcomes come back, this process writes.

In: an `Order` whose paths every worker sees (one machine, or shared storage), and chunks of document ids. Out: their
outcomes. A worker that dies loses nothing: its chunk is asked of another; a chunk that keeps killing workers is taken
apart, and the article that did it is its own trouble. Raises Misconfigured without the extra or an address, Unavailable
where the scheduler does not answer. What travels is pickled by Dask between machines of one desk: never expose a
scheduler to others, and give Dask its TLS settings where the network is shared.
"""

import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from tasks.night.bench import Bench, Order, Outcome
from tasks.trouble import Misconfigured, Trouble, Unavailable

CONNECT_S = 15.0
RETRIES = 3  # other workers that a chunk is given to before it is taken apart
EXTRA = "Install it with `pip install 'tracewire[dask]'`, or set runner to threads or processes"


class OnDask:
    """A client of the cluster at `[engine] scheduler`; opened once a night."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._night = uuid4().hex  # workers outlive nights: each night opens its own readers' copy
        self._client: Any = None
        self.at_once = 1

    def __enter__(self) -> Self:
        address = self._order.settings.engine.scheduler
        if not address:
            cause = "runner is dask and scheduler is empty"
            raise Misconfigured("[engine] scheduler", cause, 'Name it, as in scheduler = "tcp://127.0.0.1:8786"')
        try:
            from distributed import Client  # noqa: PLC0415 -- an extra, and two seconds of imports
        except ImportError as error:
            raise Misconfigured("[engine] runner", "dask is asked for and not installed", EXTRA) from error
        try:
            connect: Any = Client  # untyped in the library
            self._client = connect(address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            cause = f"the Dask scheduler does not answer ({str(error) or type(error).__name__})"
            raise Unavailable(address, cause, "Start it, or set runner to threads") from error
        self.at_once = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._client is not None:
            with suppress(OSError):  # a scheduler that is gone needs no goodbye
                self._client.run(stand_up)
            self._client.close()

    def judge(self, chunk: tuple[str, ...]) -> tuple[Outcome, ...]:
        """Judge it on a worker; where workers died of it, article by article."""
        try:
            return self._asked(chunk, RETRIES)
        except _lost():
            return tuple(outcome for key in chunk for outcome in self._apart(key))

    def _apart(self, document_id: str) -> tuple[Outcome, ...]:
        try:
            return self._asked((document_id,), 0)
        except _lost():
            cause = "the worker that read it was ended by it (memory, or a fault of a library)"
            return (Outcome(document_id, trouble=Trouble(document_id, cause, "Please report it with the article")),)

    def _asked(self, chunk: tuple[str, ...], retries: int) -> tuple[Outcome, ...]:
        future = self._client.submit(sit_and_judge, self._order, self._night, chunk, retries=retries, pure=False)
        outcomes: tuple[Outcome, ...] = future.result()
        return outcomes


def _lost() -> type[Exception]:
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- an extra

    lost: type[Exception] = KilledWorker
    return lost


_BENCH: dict[str, Bench] = {}  # of a worker process: the bench of the night that it works in
_TURN = threading.Lock()  # a bench judges one chunk at a time, whatever threads the worker has


def sit_and_judge(order: Order, night: str, chunk: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Runs on a worker: the outcomes of a chunk, at the bench of this night."""
    with _TURN:
        if night not in _BENCH:
            _stand_up()
            _BENCH[night] = Bench(order).__enter__()
        return _BENCH[night].judge(chunk)


def stand_up() -> None:
    """Runs on a worker when the night is over: let go of its readers' copy."""
    with _TURN:
        _stand_up()


def _stand_up() -> None:
    while _BENCH:
        _BENCH.popitem()[1].__exit__(None, None, None)
