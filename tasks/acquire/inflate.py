"""Unpacking gzip in small steps, counted as it comes out: a bomb never gets further than one step past its limit.

In: packed pieces and the largest result wanted. Out: unpacked pieces, or Refused above the limit, Unreadable where the
stream is broken or ends too soon. HARDENING.md section 1: 1 GiB of zeros in 1 MB took plain httpx 2 GB, and takes
this 5 MB.
"""

import zlib
from collections.abc import Iterable, Iterator

from tasks.trouble import Refused, Unreadable

STEP_BYTES = 65_536
GZIP_MAGIC = b"\x1f\x8b"
GZIP = zlib.MAX_WBITS | 16


def counted(pieces: Iterable[bytes], thing: str, max_bytes: int) -> Iterator[bytes]:
    """The pieces themselves, as long as they are no more than `max_bytes` in all."""
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > max_bytes:
            raise _too_large(thing, max_bytes)
        yield piece


def inflated(pieces: Iterable[bytes], thing: str, max_bytes: int, wbits: int = GZIP) -> Iterator[bytes]:
    """What gzip (one member or many), or the format of `wbits`, packed, in pieces no larger than a step."""
    packed_count = count = 0
    unpacker = zlib.decompressobj(wbits)
    for piece in pieces:
        packed_count += len(piece)
        waiting = piece
        while waiting:
            if unpacker.eof:
                if not waiting.startswith(GZIP_MAGIC):
                    break  # padding after the end, which gzip itself passes over
                unpacker = zlib.decompressobj(wbits)
            try:
                step = unpacker.decompress(waiting, STEP_BYTES)
            except zlib.error as error:
                raise Unreadable(thing, "the packed answer is broken", "Try again later") from error
            waiting = unpacker.unconsumed_tail or unpacker.unused_data
            count += len(step)
            if max(count, packed_count) > max_bytes:  # members without content never end otherwise
                raise _too_large(thing, max_bytes)
            yield step
    if packed_count and not unpacker.eof:
        raise Unreadable(thing, "the packed answer broke off", "Try again later")


def _too_large(thing: str, max_bytes: int) -> Refused:
    return Refused(thing, f"larger than {max_bytes:,} bytes", "Raise the limit in settings.toml if you trust it")
