"""Who goes through the chunks of a night: this process, one a core, or a cluster.

In: an `Order`, and chunks of document ids. Out: their outcomes. A runner is a context manager with `judge(chunk)`,
which may be called from as many threads as `at_once` says. To add one (Ray, say): write the class, add its line to
RUNNERS and its word to `Engine.runner`; workers get the order and ids, give outcomes back, and never write.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, Self

from tasks.night.bench import Bench, Order, Outcome
from tasks.night.cluster import OnDask
from tasks.trouble import Trouble

Chunk = tuple[str, ...]


class Runner(Protocol):
    """Judges chunks; opened once a night."""

    @property
    def at_once(self) -> int:
        """How many chunks may be asked for at the same time."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def judge(self, chunk: Chunk) -> tuple[Outcome, ...]:
        """The outcomes of a chunk's articles, in its order."""
        ...


class InThisProcess:
    """One chunk after another: reading and judging are Python, so that a second thread would only wait its turn."""

    at_once = 1

    def __init__(self, order: Order) -> None:
        self._bench = Bench(order)
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        self._bench.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bench.__exit__(kind, error, at)

    def judge(self, chunk: Chunk) -> tuple[Outcome, ...]:
        """Judge it here."""
        with self._turn:
            return self._bench.judge(chunk)


class InProcesses:
    """A pool of worker processes. An article that ends its worker is found by itself and costs nobody else."""

    def __init__(self, order: Order, workers: int = 0) -> None:
        self._order = order
        self.at_once = workers or order.settings.engine.workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._changing = threading.Lock()
        self._alone = threading.Lock()

    def __enter__(self) -> Self:
        self._pool = self._opened(self.at_once)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def judge(self, chunk: Chunk) -> tuple[Outcome, ...]:
        """Judge it in a worker; where a worker died of it (or of its neighbour's chunk), article by article, apart."""
        pool = self._pool
        if pool is None:
            raise RuntimeError("use the runner in a `with` block")
        try:
            return pool.submit(_judge, chunk).result()
        except BrokenProcessPool:
            self._renew(pool)
            with self._alone:
                return tuple(outcome for key in chunk for outcome in self._apart(key))

    def _apart(self, document_id: str) -> tuple[Outcome, ...]:
        with self._opened(1) as pool:
            try:
                return pool.submit(_judge, (document_id,)).result()
            except BrokenProcessPool:
                cause = "the process that read it was ended by it (memory, or a fault of a library)"
                trouble = Trouble(document_id, cause, "Please report it with the article")
                return (Outcome(document_id, trouble=trouble),)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._changing:
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._opened(self.at_once)

    def _opened(self, workers: int) -> ProcessPoolExecutor:
        # "spawn": a fork would copy open files, locks and threads of DuckDB and of Prefect.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_sit_down, initargs=(self._order,))


RUNNERS: dict[str, Callable[[Order], Runner]] = {"threads": InThisProcess, "processes": InProcesses, "dask": OnDask}


def runner_of(order: Order) -> Runner:
    """The runner that the settings name."""
    return RUNNERS[order.settings.engine.runner](order)


_BENCHES: list[Bench] = []  # of a worker process: one, until it ends


def _sit_down(order: Order) -> None:
    _BENCHES.append(Bench(order).__enter__())


def _judge(document_ids: Sequence[str]) -> tuple[Outcome, ...]:
    return _BENCHES[0].judge(document_ids)
