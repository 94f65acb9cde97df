"""Parsing under guard: a child process that is killed when a page takes too long or too much memory.

In: the name of a function ("tasks.reading.page:extract") and plain arguments. Out: its result as plain values, or as
the record type named by `into`. Raises Unreadable when the child had to be killed, died or failed, and whatever
Trouble the function itself raised. Threads cannot be stopped inside native code, so it is a process; it serves many
calls and is started at the first one, again after a kill, and anew after RECYCLE_CALLS (parsers keep caches).
"""

import contextlib
import math
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar, overload

from pydantic import TypeAdapter

from tasks.acquire.frames import HEADER_BYTES, frame, unframe
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unavailable, Unreadable

T = TypeVar("T")

STARTUP_S = 60.0  # importing a parser on a cold, busy disk; not the page's fault, so not on its clock
REPLY_MAX_BYTES = 64_000_000  # the largest text allowed, escaped, with room; a reply above it is an attack
RECYCLE_CALLS = 1_000
CHUNK_BYTES = 262_144
DYING_S = 1.0
CHILD = Path(__file__).with_name("child.py")
TROUBLES: dict[str, type[Trouble]] = {kind.__name__: kind for kind in (Refused, Unreadable, Unavailable)}
# One thread and few arenas: each would reserve address space that the limit counts.
CHILD_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class Worker:
    """A child that parses, one call at a time (a lock sees to it); use one a thread to parse in parallel."""

    def __init__(self, limits: Limits, *, preload: str | None = None) -> None:
        self._limits = limits
        self._preload = preload
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._calls = 0

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the child now, so that it imports `preload` while we fetch; calls start it by themselves too."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the child; a later call starts another."""
        with self._lock:
            self._kill()

    @overload
    def call(self, function: str, *arguments: object, thing: str = ..., into: None = None) -> Any: ...
    @overload
    def call(self, function: str, *arguments: object, thing: str = ..., into: type[T]) -> T: ...
    def call(self, function: str, *arguments: object, thing: str = "the page", into: type[T] | None = None) -> Any:
        """Call `function` in the child and return what it returned; `thing` names the page in troubles."""
        with self._lock:
            reply = self._exchange(frame({"function": function, "arguments": arguments}), thing)
        if trouble := reply.get("trouble"):
            kind = TROUBLES.get(trouble["kind"], Unreadable)
            raise kind(trouble["thing"], trouble["cause"], trouble["next_step"])
        if failed := reply.get("failed"):
            raise Unreadable(thing, f"could not be parsed ({failed})", "Save the article as plain text")
        result = reply.get("result")
        return result if into is None else TypeAdapter(into).validate_python(result)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._child.poll() is not None or self._calls >= RECYCLE_CALLS):
            self._kill()
        if self._child is None:
            limits = (str(self._limits.parse_max_bytes), str(math.ceil(self._limits.parse_s)))
            command = [sys.executable, "-P", str(CHILD), *limits, *([self._preload] if self._preload else [])]
            self._child = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own file
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **CHILD_ENVIRONMENT},
                start_new_session=True,  # Ctrl-C is for us; the child ends when its input does
            )
            self._calls = 0
            for pipe in (self._child.stdin, self._child.stdout):
                assert pipe is not None
                os.set_blocking(pipe.fileno(), False)
        return self._child

    def _exchange(self, request: bytes, thing: str) -> dict[str, Any]:
        """Send a call and wait for its two answers; on any fault the child is killed and the fault is told."""
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        self._calls += 1
        pipes = _Pipes(child.stdin, child.stdout)
        try:
            reply = pipes.ask(request, STARTUP_S)
            if reply.get("ready"):
                reply = pipes.ask(b"", self._limits.parse_s)
        except TimeoutError as error:
            self._kill()
            raise Unreadable(
                thing, f"parsing took longer than {self._limits.parse_s:g} s", "Save the article as plain text"
            ) from error
        except (OSError, ValueError) as error:
            code = self._kill(DYING_S if isinstance(error, OSError) else 0.0)
            raise Unreadable(
                thing, f"the parser died on it (status {code})", "Save the article as plain text"
            ) from error
        except BaseException:  # Ctrl-C between two frames would leave the next call an answer that is not its own
            self._kill()
            raise
        if reply.get("last"):
            self._kill()
        return reply

    def _kill(self, grace_s: float = 0.0) -> int | None:
        """End the child and return its status; one whose pipe broke gets a moment to die of its own cause."""
        child, self._child = self._child, None
        if child is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(grace_s)
        if child.returncode is None:
            child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # buffered words that the dead child never took
                    pipe.close()
        return child.wait()


class _Pipes:
    """The two pipes of a child, written and read under one deadline."""

    def __init__(self, requests: IO[bytes], replies: IO[bytes]) -> None:
        self._requests, self._replies = requests.fileno(), replies.fileno()
        self._received = bytearray()

    def ask(self, request: bytes, seconds: float) -> dict[str, Any]:
        """Write `request` (all of it, or as much as a child that answers early takes) and read one frame."""
        deadline = time.monotonic() + seconds
        waiting = memoryview(request)
        while (body := self._frame()) is None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            writers = [self._requests] if waiting else []
            readable, writable, _ = select.select([self._replies], writers, [], left)
            if writable:
                waiting = waiting[os.write(self._requests, waiting[:CHUNK_BYTES]) :]
            if readable:
                chunk = os.read(self._replies, CHUNK_BYTES)
                if not chunk:
                    raise ConnectionError("the child closed its end")
                self._received += chunk
        value = unframe(body)
        if not isinstance(value, dict):
            raise ValueError("not a reply")  # noqa: TRY004 -- a ValueError like every other broken frame
        return value

    def _frame(self) -> bytes | None:
        if len(self._received) < HEADER_BYTES:
            return None
        length = int.from_bytes(self._received[:HEADER_BYTES], "big")
        if length > REPLY_MAX_BYTES:
            raise ValueError("a reply of impossible length")
        if len(self._received) < HEADER_BYTES + length:
            return None
        body = bytes(self._received[HEADER_BYTES : HEADER_BYTES + length])
        del self._received[: HEADER_BYTES + length]
        return body
