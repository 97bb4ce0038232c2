"""Blocks every way to the network, in the tests and, through PYTHONPATH, in every Python they start."""

import socket
from typing import Any

_connect = socket.socket.connect


def _local_only(self: socket.socket, address: Any) -> None:
    if self.family is not socket.AF_UNIX:  # asyncio and prompt_toolkit talk to themselves through such a pair
        blocked()
    _connect(self, address)


def blocked(*_: Any, **__: Any) -> None:
    raise AssertionError("degreepath never uses the network")


socket.socket.connect = _local_only  # type: ignore[method-assign]
socket.socket.connect_ex = socket.socket.sendto = blocked  # type: ignore[assignment,method-assign]
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = blocked  # type: ignore[assignment]
