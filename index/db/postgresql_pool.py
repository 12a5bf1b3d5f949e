"""The connections of one database on a server: few, however many threads ask, and each for one transaction at a time.

A server lets in a hundred by default, for all bots and clocks of all customers together; a bot alone has some sixty
threads. What a session keeps is nobody's (`postgresql`), so any connection is as good as another.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

MOST = 12
MOST_READING = 8  # a question reads for as long as it computes: others (an acknowledgement) do not wait for that
IDLE_S = 60.0  # what nobody has needed for so long is closed

Connection = psycopg.Connection[Any]


class ConnectionPool:
    """`open` makes a connection. Whoever finds none free waits for one; raises PoolTimeout after `wait_s` seconds."""

    def __init__(self, open: Callable[[], Connection], wait_s: float) -> None:
        self._open, self._wait_s = open, wait_s
        self._room, self._reading = threading.BoundedSemaphore(MOST), threading.BoundedSemaphore(MOST_READING)
        self._idle = deque[tuple[float, Connection]]()  # since when; the last one that was given back is taken first

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One that nobody else has meanwhile."""
        with _taken(self._room, self._wait_s):
            db = self._take()
            try:
                yield db
            finally:
                self._give(db)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Those that read for long take turns, so that there is a connection left for the others."""
        with _taken(self._reading, self._wait_s):
            yield

    def close(self) -> None:
        """Those that nobody has."""
        with suppress(IndexError):
            while True:
                self._idle.pop()[1].close()

    def _take(self) -> Connection:
        with suppress(IndexError):
            while True:
                _, db = self._idle.pop()
                if _is_alive(db):
                    return db
                db.close()
        return self._open()

    def _give(self, db: Connection) -> None:
        now = time.monotonic()
        if db.closed or db.info.transaction_status != TransactionStatus.IDLE:
            db.close()
        else:
            self._idle.append((now, db))
        with suppress(IndexError):
            while self._idle[0][0] < now - IDLE_S:
                self._idle.popleft()[1].close()


class PoolTimeout(psycopg.OperationalError):
    """All connections are in use."""


@contextmanager
def _taken(room: threading.BoundedSemaphore, wait_s: float) -> Iterator[None]:
    if not room.acquire(timeout=wait_s):
        raise PoolTimeout("all connections are in use")
    try:
        yield
    finally:
        room.release()


def _is_alive(db: Connection) -> bool:
    """A server that was restarted has said goodbye and hung up, which is noticed without asking it."""
    try:
        db.pgconn.consume_input()  # what it said
        db.pgconn.consume_input()  # that it hung up
    except psycopg.Error:
        return False
    return not db.closed
