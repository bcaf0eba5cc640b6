"""Ports of loopback for the servers that are tried."""

import contextlib
import random
import socket


def free_port():
    """One that stays free while the site is away: none of those that the system gives to whoever connects."""
    for port in random.sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("no port is free")
