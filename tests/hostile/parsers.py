"""Functions for the parsing child that behave as badly as parsers do on hostile bytes."""

import os
import sys
import time
from dataclasses import dataclass

from tasks.model import Credit
from tasks.trouble import Refused
from tasks.vocabulary import CreditKind


@dataclass(frozen=True, slots=True)
class Parsed:
    text: str
    body: bytes
    credits: tuple[Credit, ...] = ()
    url: str | None = None


def well_behaved(body: bytes, charset: str | None, url: str | None) -> Parsed:
    print("chatter on standard output")  # noqa: T201 -- that is the misbehaviour
    return Parsed(body.decode(charset or "utf-8"), body, (Credit("Coast Agency", CreditKind.AGENCY, "CA"),), url)


def process_id() -> int:
    return os.getpid()


def hangs(seconds: float) -> None:
    time.sleep(seconds)


def spins() -> None:
    while True:
        pass


def eats_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def dies() -> None:
    os._exit(11)


def refuses() -> None:
    raise Refused("https://quay.example/1", "we do not like it", "Look elsewhere")


def raises() -> None:
    raise KeyError("a bug in a parser")


def answers_with(size: int) -> str:
    return "x" * size


def deep() -> str:
    return sys.version
