"""The guard of every connection: which address may be dialled, and how long the whole exchange may take.

In: httpx requests. Out: httpx responses over connections that were checked at the moment of dialling. A name is
looked up once, every address it has is checked, and one of the checked addresses is the one dialled, so a name that
changes its answer between check and dial (DNS rebinding) gains nothing. Raises Refused for policy; time runs out as
httpx's own timeouts. Python's `is_global` alone is not enough: it is True for NAT64 of loopback, 6to4 and multicast.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import httpcore
import httpx

from tasks.settings import Limits
from tasks.trouble import Misconfigured, Refused

PORTS = frozenset({80, 443, 8080, 8443})
SCHEMES = frozenset({"http", "https"})
MAX_DIALS = 4  # addresses tried of a name that has many
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291; all other space is local, mapped or unassigned
NOT_FOR_US = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # RFC 6890, protocol assignments; partly is_global in Python
    ipaddress.IPv4Network("192.88.99.0/24"),  # RFC 7526, 6to4 relays
    ipaddress.IPv4Network("168.63.129.16/32"),  # a public address that is the inside of one cloud
    ipaddress.IPv6Network("3fff::/20"),  # RFC 9637, documentation; newer than Python's tables
    ipaddress.IPv6Network("2001::/23"),  # RFC 2928, Teredo and other protocol assignments
)
ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214: the interface id wraps an IPv4 address

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(address: str, host: str | None = None) -> None:
    """Raise Refused, naming `host`, unless the address is on the public internet, however it is wrapped."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if not _is_public(_unwrapped(ip)):
        cause = f"its address {ip} lies inside a network, not on the public internet"
        raise Refused(host or str(ip), cause, "Only public addresses are read; limits.allow_hosts names exceptions")


def is_allowed(host: str, port: int, limits: Limits) -> bool:
    """Whether the settings name this host, or host and port, as one that may lie inside the network."""
    name = host.lower().rstrip(".").strip("[]")
    allowed = {entry.lower() for entry in limits.allow_hosts}
    return not allowed.isdisjoint({name, f"{name}:{port}", f"[{name}]:{port}"})


def check_target(scheme: str, host: str, port: int, limits: Limits) -> None:
    """Raise Refused for a scheme that is not the web's or a port on which no news is served."""
    if scheme not in SCHEMES:
        raise Refused(f"{scheme[:20]}:", "only http and https are fetched", "Give a local file by its path")
    if not host:
        raise Refused("the address", "names no host", "Check the address")
    if port not in PORTS and not is_allowed(host, port, limits):
        raise Refused(f"{host}:{port}", f"port {port} is not one of the web's", "Add it to limits.allow_hosts")


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport on the guarded backend: no proxy, no kept connection, TLS verified, one deadline for all."""

    def __init__(self, limits: Limits, deadline: float, *, is_verified: bool = True) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls_context(limits.ca_file) if is_verified else unverified_tls_context(),
            max_connections=1,
            max_keepalive_connections=0,  # a kept connection would carry one fetch's deadline into the next
            network_backend=GuardedBackend(limits, deadline),
        )


@cache
def tls_context(ca_file: str = "") -> ssl.SSLContext:
    """Verified TLS with the authorities that came with us, and those of `ca_file`; made once, for it takes 20 ms.

    Raises Misconfigured where the file holds no certificates.
    """
    context = httpx.create_ssl_context(verify=True, trust_env=False)
    if ca_file:
        try:
            context.load_verify_locations(Path(ca_file).expanduser())
        except (OSError, ssl.SSLError) as error:
            cause = f"no certificates can be read from it ({error.strerror or error})"
            raise Misconfigured(f"limits.ca_file {ca_file}", cause, "Give a PEM file, or leave it empty") from error
    return context


@cache
def unverified_tls_context() -> ssl.SSLContext:
    """TLS with whoever answers, for the feeds of `tls = "insecure"` only."""
    return httpx.create_ssl_context(verify=False, trust_env=False)


class GuardedBackend(httpcore.NetworkBackend):
    """Dials checked addresses only; every wait ends at `deadline` (of time.monotonic)."""

    def __init__(self, limits: Limits, deadline: float) -> None:
        self._limits = limits
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the name up once, check all that it answers, and dial one of those addresses."""
        addresses = self._addresses(host, port)
        if not is_allowed(host, port, self._limits):
            for address in addresses:
                check_address(address, host)
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for number, address in enumerate(addresses):
            share = left(self._deadline, timeout) / (len(addresses) - number)
            try:
                stream = self._plain.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _TimedStream(stream, self._deadline)
        raise last

    def _addresses(self, host: str, port: int) -> list[str]:
        """All addresses of a name, waited for no longer than the deadline (the system's resolver has its own)."""
        answers: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue(1)

        def look_up() -> None:
            try:
                answers.put(resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=look_up, daemon=True, name="look-up").start()
        try:
            answer = answers.get(timeout=left(self._deadline))
        except queue.Empty as error:
            raise httpcore.ConnectTimeout(f"looking up {host} took too long") from error
        if isinstance(answer, Exception):
            raise httpcore.ConnectError(f"there is no host {host}") from answer
        return answer[:MAX_DIALS]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name in the resolver's order; number spellings (0x7f.1, 2130706433) are resolved by it too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def left(deadline: float, timeout: float | None = None) -> float:
    """Seconds until the deadline, or until a nearer timeout; raises httpcore.ReadTimeout when it has passed."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise httpcore.ReadTimeout("the deadline has passed")
    return seconds if timeout is None else min(seconds, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no single wait outlives the deadline, however slowly the bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), 65_536):
            self._stream.write(buffer[start : start + 65_536], left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wrapped = self._stream.start_tls(ssl_context, server_hostname, left(self._deadline, timeout))
        return _TimedStream(wrapped, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _unwrapped(ip: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for (mapped, NAT64, 6to4), or the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour or ip


def _is_public(ip: Address) -> bool:
    if any(ip.version == net.version and ip in net for net in NOT_FOR_US):
        return False
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in GLOBAL_UNICAST and (int(ip) >> 32) & 0xFFFFFFFF not in ISATAP
    return True
