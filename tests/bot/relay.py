"""A stretch of network between a program and a server on this machine, which can lose everything without a word."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SIZE = 65_536


class Relay:
    """Passes on what comes, both ways. `freeze`: of the connections that are open nothing passes any longer, and nobody
    is told; new ones work."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._dead = threading.Event()  # of the connections that are made now
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        self._dead.set()
        self._dead = threading.Event()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(one, other, self._dead), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket, dead: threading.Event) -> None:
    with suppress(OSError):
        while said := one.recv(SIZE):
            if not dead.is_set():
                other.sendall(said)
    for end in (one, other):  # whoever hangs up is heard: the other end is waiting for it
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def relaying(port: int) -> Iterator[Relay]:
    relay = Relay(port)
    try:
        yield relay
    finally:
        relay.close()
