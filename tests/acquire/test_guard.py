"""No way of writing or wrapping an inside address gets a connection."""

import socket
import threading
import time

import pytest

from tasks.acquire import guard
from tasks.acquire.fetch import fetch
from tasks.acquire.guard import check_address, check_target, is_allowed
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble
from tests.hostile.server import hostile

INSIDE = """
127.0.0.1 127.8.9.1 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.100.100.200 192.0.0.8 192.0.0.170 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250
240.0.0.1 255.255.255.255 192.88.99.1 168.63.129.16
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:7f00:1 ::127.0.0.1 ::ffff:0:127.0.0.1 fe80::1 fe80::1%eth0 fc00::1
fd00:ec2::254 fec0::1 ff02::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:a00:1::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2001:10::1 100::1 5f00::1 3fff::1 4000::1
2600:1f18::5efe:10.0.0.1 2600:1f18::200:5efe:7f00:1
""".split()
PUBLIC = """
1.1.1.1 93.184.215.14 8.8.8.8 192.0.1.1 2606:4700:4700::1111 2a00:1450:4001:81b::200e ::ffff:8.8.8.8
64:ff9b::808:808 2002:808:808::1
""".split()


@pytest.mark.parametrize("address", INSIDE)
def test_inside_addresses_are_refused(address: str):
    with pytest.raises(Refused, match="inside a network"):
        check_address(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address: str):
    check_address(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.1.", "localhost",
        "LOCALHOST", "0", "0.0.0.0",  # noqa: S104 -- an address to be refused
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "user:pw@127.0.0.1",
        "①②⑦.⓪.⓪.①", "127。0。0。1",
    ],
)  # fmt: skip
def test_every_spelling_of_loopback_is_refused_without_a_connection(host: str, monkeypatch: pytest.MonkeyPatch):
    """The server's port counts as one of the web's, so that only the address can be what is refused."""
    with hostile() as server:
        port = int(server.host.rpartition(":")[2])
        monkeypatch.setattr(guard, "PORTS", frozenset({port}))
        with pytest.raises(Trouble) as caught:
            fetch(f"http://{host}:{port}/good", Limits(deadline_s=2), max_bytes=1_000)
        said = str(caught.value)
        assert any(cause in said for cause in ("inside a network", "is not a web address", "there is no host"))
        assert "pw" not in said
        assert server.connections == 0


def test_a_name_with_one_inside_address_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "resolve", lambda _host, _port: ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(Refused, match=r"its address 10\.0\.0\.7 lies inside a network"):
        fetch("http://quay.example/", Limits(deadline_s=1), max_bytes=1_000)


def test_a_name_is_looked_up_once_and_what_was_checked_is_dialled(monkeypatch: pytest.MonkeyPatch):
    """DNS rebinding: the second answer, an inside address, is never asked for."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    dialled: list[str] = []

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        dialled.append(address[0])
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(guard, "resolve", lambda _host, _port: next(answers))
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Trouble, match="cannot be reached"):
        fetch("http://quay.example/", Limits(deadline_s=1), max_bytes=1_000)
    assert dialled == ["93.184.215.14"]


def test_a_slow_look_up_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch):
    release = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        release.wait(10)
        return ["93.184.215.14"]

    monkeypatch.setattr(guard, "resolve", resolve)
    began = time.monotonic()
    with pytest.raises(Trouble, match="did not answer within"):
        fetch("http://quay.example/", Limits(deadline_s=0.3), max_bytes=1_000)
    assert time.monotonic() - began < 1.3
    release.set()


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch):
    with hostile() as server:
        monkeypatch.setenv("HTTP_PROXY", server.url)
        monkeypatch.setenv("ALL_PROXY", server.url)
        monkeypatch.setattr(guard, "resolve", lambda _host, _port: ["10.0.0.1"])
        with pytest.raises(Refused):
            fetch("http://quay.example/", Limits(deadline_s=1), max_bytes=1_000)
        assert server.connections == 0


@pytest.mark.parametrize("url", ["http://quay.example:22/", "http://quay.example:6379/", "https://quay.example:25/"])
def test_other_ports_are_refused_before_the_look_up(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "resolve", lambda _host, _port: pytest.fail("looked up"))
    with pytest.raises(Refused, match="not one of the web's"):
        fetch(url, Limits(), max_bytes=1_000)


def test_allow_hosts_names_a_host_or_a_host_and_port():
    limits = Limits(allow_hosts=("127.0.0.1:8123", "intranet.example", "[::1]:9000"))
    assert is_allowed("127.0.0.1", 8123, limits)
    assert not is_allowed("127.0.0.1", 8124, limits)
    assert is_allowed("Intranet.Example.", 1, limits)
    assert is_allowed("::1", 9000, limits)
    assert not is_allowed("notintranet.example", 80, limits)
    check_target("http", "intranet.example", 9_999, limits)
    with pytest.raises(Refused, match="only http and https"):
        check_target("file", "intranet.example", 80, limits)
