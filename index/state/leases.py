"""Whose turn it is to post: of all processes on a database one has the lease, until it gives it back or stands still.

With every new owner the fencing number of the lease grows. Whoever was held up for longer than the lease lasts finds
its number gone: what it wants to claim or note is refused by the statement that would have done it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from index.db.database import Database, utc_text
from index.db.gateway import Writer
from index.db.presence import Presence

LENGTH = timedelta(seconds=75)  # a tick comes every 30; every claim makes it last anew
# The condition of a statement that only whoever has the turn may carry out.
IS_HELD = "EXISTS (SELECT 1 FROM leases WHERE name = 'clock' AND fence = :fence AND owner <> '')"


class TurnLost(Exception):
    """Another process has the turn: nothing was changed."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The number of who has the turn. `doubtful`: the one before was held up, and may have something on its way."""

    fence: int
    doubtful: bool = False


class Turn:
    """The turn as one process asks for it. Raises Unusable; where the database is a file, OSError as well."""

    def __init__(self, file: Database) -> None:
        self._file = file
        self._me: Presence | None = None
        self._held: Lease | None = None

    def take(self) -> Lease | None:
        """The lease, taken or made to last anew; None while another process has it."""
        self._me = self._me or self._file.presence()
        me, now = self._me.name, utc_text(self._file.now())
        owner, _, expires = self._row()
        gone = owner if owner != me and (not owner or self._me.has_ended(owner)) else me
        if owner not in (me, gone) and expires > now:
            self._held = None
            return None
        with self._file.claiming() as db:
            until = utc_text(self._file.now() + LENGTH)
            taken = db.write(_TAKE, me=me, gone=gone, now=now, until=until)
        of, fence, _ = self._row()
        if not taken or of != me:
            self._held = None
        elif self._held is None or self._held.fence != fence:
            self._held = Lease(fence, doubtful=owner not in (me, gone))
        return self._held

    def leave(self) -> None:
        """Another may post, now that nothing is on its way any longer."""
        if self._me is None:
            return
        try:
            with self._file.claiming() as db:
                db.write(_LEAVE, me=self._me.name)
        finally:
            self._me.close()
            self._me = self._held = None

    def _row(self) -> tuple[str, int, str]:
        row = self._file.reader().one("SELECT owner, fence, expires_at FROM leases WHERE name = 'clock'")
        owner, fence, expires = row or ("", 0, "")
        return str(owner), int(fence), str(expires)


@contextmanager
def fenced(begun: AbstractContextManager[Writer], file: Database, fence: int | None) -> Iterator[Writer]:
    """The transaction that `begun` opens, in which the turn is still this one's, lasts anew, and is nobody else's until
    it ends; without a number it is anybody's. Raises TurnLost."""
    with begun as db:
        if fence is not None and not db.write(_HOLD, until=utc_text(file.now() + LENGTH), fence=fence):
            raise TurnLost
        yield db


_HOLD = "UPDATE leases SET expires_at = :until WHERE name = 'clock' AND fence = :fence AND owner <> ''"
_LEAVE = "UPDATE leases SET owner = '', expires_at = '' WHERE name = 'clock' AND owner = :me"
_TAKE = """
UPDATE leases SET fence = fence + CASE WHEN owner = :me THEN 0 ELSE 1 END, owner = :me, expires_at = :until
WHERE name = 'clock' AND (owner IN (:me, :gone) OR expires_at <= :now)
"""
