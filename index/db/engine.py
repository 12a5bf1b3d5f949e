"""What a database is, whichever engine keeps it: where it is, how it is read and written, why it cannot be used."""

import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from index.db.gateway import EVERYTHING, Driver, Reader, Scope, Writer
from index.db.presence import Presence

UNFINISHED = "unfinished_copy"  # among the steps: whoever knows no such step does not open the database
TENANT = "default"  # the one that there is without any setting
WAIT_S = 30.0  # how long a statement waits for another writer
Stamp = tuple[int, object, int]
T = TypeVar("T")


def utc_text(moment: datetime) -> str:
    """A moment as it is kept: in UTC and of one length, so that texts compare as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server, as one tenant (a customer) has it.

    Printed, it shows neither a password nor anything else of whoever connects.
    """

    url: str = field(repr=False)
    tenant: str = TENANT  # whose rows of it
    among_others: bool = field(default=False, compare=False)  # is it known that other tenants have theirs there?

    @classmethod
    def of(cls, url: str, tenant: str = TENANT) -> "ServerAddress":
        """Raises ValueError for what is no URL of PostgreSQL."""
        if not re.match(r"postgres(ql)?://", url):
            raise ValueError
        _ = urlsplit(url).port  # a port that is no number is a ValueError
        return cls(url, tenant)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        shown = f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"
        return shown if self.tenant == TENANT else f"{shown} ({self.tenant})"


Address = Path | ServerAddress
TENANT_NAME = r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?"


class Unusable(Exception):
    """A database that cannot be used. `reason` is a key of the section `database` of the catalogue."""

    def __init__(self, reason: str, path: Address, detail: str = "") -> None:
        super().__init__(f"{reason}: {path} {detail}".rstrip())
        self.reason = reason
        self.path = path
        self.detail = detail


class Database(ABC):
    """One database. Whatever thread uses it has a connection of its own meanwhile. Raises Unusable."""

    def __init__(self, wait_s: float, unfinished: bool = False) -> None:
        self._wait_s, self._may_be_unfinished = wait_s, unfinished
        # The threads of this process take turns: those that wait in the engine look now and then, the unlucky for long.
        self._turn = threading.Lock()
        self._seen = threading.local()

    @property
    @abstractmethod
    def address(self) -> Address:
        """Where it is: what opens it once more."""

    @abstractmethod
    def beside(self, what: str) -> Path | None:
        """A file of this ending beside the database; None where there is no place beside it."""

    @abstractmethod
    def presence(self) -> Presence:
        """This process, as others see that it works on the database."""

    @abstractmethod
    def now(self) -> datetime:
        """The time where the database is: the one clock that all who work on it have in common."""

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether this thread is inside `reading` or `writer`."""

    @abstractmethod
    def close(self) -> None:
        """Close this thread's connection; the others close when their threads end."""

    def empty_log(self) -> None:
        """After a deletion: what was written before stands in no file of the database, unless somebody reads it at this
        moment. (A server's log is not ours.)"""
        return

    @abstractmethod
    def stamp(self) -> Stamp:
        """What is another once anybody has written anything: this thread's connection, what others have written as it
        sees it, and how much it has written itself."""

    @property
    @abstractmethod
    def version(self) -> tuple[str, tuple[int, ...]]:
        """The engine's name and version."""

    def renewed(self) -> AbstractContextManager[Writer]:
        """A transaction in which all tables are new: what they had is gone when it ends, and there still when it fails.
        (In the place of a file another file is put.)"""
        raise NotImplementedError

    @abstractmethod
    def unfinished(self) -> bool:
        """Is it what a copy has begun and not ended?"""

    @abstractmethod
    def mark_unfinished(self, unfinished: bool) -> None:
        """Let nobody open it, or everybody again."""

    def _refuse_unknown(self, steps: set[str]) -> None:
        """Steps of a newer sagsbot, or the mark of a copy that has not come to its end."""
        if steps - {UNFINISHED}:
            raise Unusable("newer", self.address)
        if steps and not self._may_be_unfinished:
            raise Unusable("unfinished_copy", self.address)

    @abstractmethod
    def lacking(self) -> list[str]:
        """The columns that a new database would have and this one has not, as "table.column"."""

    @abstractmethod
    def damage(self) -> str | None:
        """What the engine's own check finds wrong, or None."""

    @abstractmethod
    def refuse_damage(self) -> None:
        """Raises Unusable when it is damaged."""

    @abstractmethod
    def _driver(self) -> Driver:
        """This thread's connection."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Driver]:
        """A transaction that sees one state."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Driver]:
        """A transaction that has waited until no other one writes."""

    def reader(self, scope: Scope = EVERYTHING) -> Reader:
        """Reads over this thread's connection, of what the scope may see."""
        return Reader(self._driver(), scope)

    @contextmanager
    def reading(self, scope: Scope = EVERYTHING) -> Iterator[Reader]:
        """Several reads of one and the same state, whatever other processes write meanwhile. Joins what is open."""
        if self.in_transaction:
            yield self.reader(scope)
            return
        with self._reading() as db:
            self._seen.values = {}
            try:
                yield Reader(db, scope)
            finally:
                del self._seen.values

    @property
    def is_reading(self) -> bool:
        """Whether this thread is inside `reading`, and not inside a `writer`."""
        return getattr(self._seen, "values", None) is not None

    def remembered(self, name: str, find: Callable[[], T]) -> T:
        """What `find` gives: inside `reading`, where nothing changes, it is asked once."""
        values: dict[str, T] | None = getattr(self._seen, "values", None)
        if values is None:
            return find()
        if name not in values:
            values[name] = find()
        return values[name]

    @contextmanager
    def claiming(self) -> Iterator[Writer]:
        """A short write transaction that decides from rows which it claims or changes itself, and from nothing else: it
        need not wait for a load where the engine can do without."""
        with self.writer() as db:
            yield db

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """One write transaction: all of it or nothing. It waits for other writers before it reads anything."""
        mine = self._turn.acquire(timeout=self._wait_s)
        try:
            with self._writing() as db:
                yield Writer(db)
        finally:
            if mine:
                self._turn.release()
