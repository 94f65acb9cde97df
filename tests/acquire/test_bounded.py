"""The parsing child: it answers with records, and whatever a parser does to it costs that one page."""

import time

import pytest

from tasks.acquire.bounded import Worker
from tasks.model import Credit
from tasks.settings import Limits
from tasks.trouble import Refused, Unreadable
from tasks.vocabulary import CreditKind
from tests.hostile.parsers import Parsed

LIMITS = Limits(parse_s=1.0, parse_max_bytes=400_000_000)
HERE = "tests.hostile.parsers:"


@pytest.fixture(scope="module")
def worker():
    with Worker(LIMITS, preload=HERE + "well_behaved") as running:
        yield running


def test_records_come_back_plain_or_whole(worker: Worker):
    body = "café \ud83d".encode("utf-8", "surrogatepass") * 20_000
    plain = worker.call(HERE + "well_behaved", b"abc", None, "https://quay.example/1")
    assert plain["text"] == "abc"
    assert plain["credits"][0]["kind"] == "agency"
    whole = worker.call(HERE + "well_behaved", b"caf\xe9", "latin-1", None, into=Parsed)
    assert whole == Parsed("café", b"caf\xe9", (Credit("Coast Agency", CreditKind.AGENCY, "CA"),))
    with pytest.raises(Unreadable, match="UnicodeDecodeError"):
        worker.call(HERE + "well_behaved", body, "ascii", None)


def test_a_large_page_passes_both_ways(worker: Worker):
    body = b"word " * 400_000
    assert worker.call(HERE + "well_behaved", body, None, None, into=Parsed).body == body


def test_one_child_serves_many_calls(worker: Worker):
    assert worker.call(HERE + "process_id") == worker.call(HERE + "process_id")


@pytest.mark.parametrize("function", ["hangs", "spins"])
def test_a_parser_that_never_ends_is_killed(worker: Worker, function: str):
    worker.call(HERE + "process_id")
    arguments = (60.0,) if function == "hangs" else ()
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"https://quay\.example/1: parsing took longer than 1 s"):
        worker.call(HERE + function, *arguments, thing="https://quay.example/1")
    assert time.monotonic() - began < 3.0
    assert worker.call(HERE + "process_id") > 0


def test_a_parser_that_wants_too_much_memory_is_refused_it(worker: Worker):
    assert worker.call(HERE + "eats_memory", 50) == 50_000_000
    with pytest.raises(Unreadable, match="more memory"):
        worker.call(HERE + "eats_memory", 2_000)
    assert worker.call(HERE + "eats_memory", 50) == 50_000_000


def test_a_parser_that_dies_or_floods_costs_one_page(worker: Worker):
    with pytest.raises(Unreadable, match="died on it \\(status 11\\)"):
        worker.call(HERE + "dies")
    with pytest.raises(Unreadable, match=r"died on it|took longer"):  # a busy machine may stop it by the clock first
        worker.call(HERE + "answers_with", 65_000_000)
    assert worker.call(HERE + "answers_with", 3) == "xxx"


def test_what_a_parser_raises_is_told(worker: Worker):
    with pytest.raises(Refused, match="we do not like it") as caught:
        worker.call(HERE + "refuses")
    assert caught.value.next_step == "Look elsewhere"
    with pytest.raises(Unreadable, match="KeyError: 'a bug in a parser'"):
        worker.call(HERE + "raises", thing="a page")
    with pytest.raises(Unreadable, match="not ours to call"):
        worker.call("os:system", "true")
    with pytest.raises(Unreadable, match="ModuleNotFoundError"):
        worker.call("tasks.nowhere:nothing")


def test_closed_means_gone_until_the_next_call():
    worker = Worker(LIMITS)
    first = worker.call(HERE + "process_id")
    worker.close()
    assert worker.call(HERE + "process_id") != first
    worker.close()
    worker.close()
