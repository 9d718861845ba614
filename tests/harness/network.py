"""No test talks to the outside: connecting anywhere but to this machine fails with the address."""

import ipaddress
import socket
from typing import Any

real_connect = socket.socket.connect
real_connect_ex = socket.socket.connect_ex
real_getaddrinfo = socket.getaddrinfo


class OutsideWorldTouched(AssertionError):
    """A test tried to reach another machine; give the code an address on this one or a verified fake."""


def is_this_machine(host: object) -> bool:
    """Tell whether ``host`` is a loopback address or name."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _check(connection: socket.socket, address: Any) -> None:
    if connection.family in {socket.AF_INET, socket.AF_INET6} and not is_this_machine(address[0]):
        raise OutsideWorldTouched(address)


def guarded_connect(self: socket.socket, address: Any) -> None:
    """Connect as ever, to this machine only."""
    _check(self, address)
    real_connect(self, address)


def guarded_connect_ex(self: socket.socket, address: Any) -> int:
    """Connect as ever, to this machine only."""
    _check(self, address)
    return real_connect_ex(self, address)


def guarded_getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
    """Look up this machine's names only."""
    if not is_this_machine(host):
        raise OutsideWorldTouched(host)
    return real_getaddrinfo(host, *rest, **more)


def shut_the_door() -> None:
    """Put the guards in place for the rest of this process."""
    socket.socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_getaddrinfo
