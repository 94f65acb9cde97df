"""The child process that parses hostile bytes: reads calls on standard input, answers on standard output.

Started by tasks.acquire.bounded with its limits as arguments: address space in bytes, CPU seconds a call, and
optionally a module or function to import ahead of the first call. It imports only what it is asked to call. For each
call it sends two frames: one when the function is imported (then the clock of the call starts), one with the result.
"""

import contextlib
import importlib
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parents[2]
SPARE_CPU_S = 5  # the parent kills on wall clock first; this ends a child whose parent is gone
CALLABLE_ROOTS = ("tasks.", "tests.")


def main(arguments: list[str]) -> None:
    """Serve calls until the parent closes its end."""
    max_bytes, cpu_s = int(arguments[0]), int(arguments[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    max_bytes = max_bytes if hard == resource.RLIM_INFINITY else min(max_bytes, hard)  # it can be lowered only
    with contextlib.suppress(ValueError):  # macOS knows the limit and does not take it
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between our frames
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if len(arguments) > 2:  # noqa: PLR2004 -- the third argument is optional
        with contextlib.suppress(Exception):
            _function(arguments[2])
    while (request := _read(requests)) is not None:
        if not _serve(request, replies, cpu_s):
            return


def _serve(request: dict[str, Any], replies: BinaryIO, cpu_s: int) -> bool:
    """Answer one call; False after a lack of memory, for then nothing in this process can be trusted to work."""
    from tasks.trouble import Trouble  # noqa: PLC0415 -- the path is set in this file first

    try:
        function = _function(request["function"])
        _send(replies, {"ready": True})
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + cpu_s + SPARE_CPU_S
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        _send(replies, {"result": function(*request["arguments"])})
    except Trouble as trouble:
        parts = {"kind": type(trouble).__name__, "thing": trouble.thing, "cause": trouble.cause}
        _send(replies, {"trouble": {**parts, "next_step": trouble.next_step}})
    except MemoryError:
        _send(replies, {"failed": "it needs more memory than a page may take", "last": True})
        return False
    except Exception as error:  # noqa: BLE001 -- whatever a parser raises is this page's trouble, told by its name
        _send(replies, {"failed": f"{type(error).__name__}: {str(error)[:200]}"})
    return True


def _function(name: str) -> Any:
    """`module:function` (or `module`, to have it imported), of our own packages only."""
    module, _, attribute = name.partition(":")
    if not module.startswith(CALLABLE_ROOTS):
        raise ValueError(f"{name} is not ours to call")
    imported = importlib.import_module(module)
    return getattr(imported, attribute) if attribute else None


def _read(requests: BinaryIO) -> dict[str, Any] | None:
    from tasks.acquire.frames import HEADER_BYTES, unframe  # noqa: PLC0415 -- the path is set in this file first

    header = requests.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    request: dict[str, Any] = unframe(requests.read(int.from_bytes(header, "big")))
    return request


def _send(replies: BinaryIO, value: object) -> None:
    from tasks.acquire.frames import frame  # noqa: PLC0415 -- the path is set in this file first

    replies.write(frame(value))
    replies.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
