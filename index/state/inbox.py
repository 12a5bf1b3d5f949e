"""What Slack sent, kept before it is acknowledged and handled once, however often it comes.

A row is "new" when it came, "working" while it is handled, then "done" or "failed". Whatever is new or working
and belongs to no process that lives was cut off and is handled again: `unfinished`. A row that nobody was told of fails
together with the post that tells it: none ends in silence. A key is kept for two days, longer than Slack repeats.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from index.db.database import Database, utc_text
from index.state.outbox import Post, put

KEPT = timedelta(days=2)
# What ends the program each time is not tried for ever: begun more often than that it is only told to the person.
MOST_TRIES = 3

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """Something that came and is not finished. `body` is what Slack sent, `came_at` in UTC."""

    key: str
    body: Body
    came_at: datetime


class Inbox:
    """The rows of one database, for one process (`worker`) that handles them. Raises Unusable when they cannot be
    written: then nothing may be acknowledged."""

    def __init__(self, file: Database, worker: str = "") -> None:
        self._file, self._worker = file, worker

    def keep(self, key: str, body: Body, now: datetime) -> bool:
        """Keep `body` under its key; False when it is there already."""
        said = json.dumps(body, ensure_ascii=True)
        with self._file.claiming() as db:
            return bool(db.write(_KEEP, key=key, body=said, now=utc_text(now), worker=self._worker))

    def begin(self, key: str) -> int:
        """Take a row up; returns how often that was done now, 0 when somebody has, or it is finished."""
        sql = "UPDATE inbox SET state = 'working', tries = tries + 1 WHERE key = :key AND state = 'new'"
        with self._file.claiming() as db:
            if not db.write(sql, key=key):
                return 0
            row = db.one("SELECT tries FROM inbox WHERE key = :key", key=key)
        return int(row[0]) if row else 0

    def done(self, key: str, now: datetime) -> None:
        """It was handled; what a person wrote is not needed any longer."""
        sql = "UPDATE inbox SET state = 'done', body = '{}', ended_at = :now WHERE key = :key"
        with self._file.claiming() as db:
            db.write(sql, now=utc_text(now), key=key)

    def failed(self, key: str, reference: str, now: datetime, telling: Post | None = None) -> None:
        """It could not be handled; the body stays, for whoever looks into it. The log has the reference. `telling` is
        kept in the same transaction, for a person who was not told yet."""
        sql = "UPDATE inbox SET state = 'failed', reference = :reference, ended_at = :now WHERE key = :key"
        with self._file.writer() as db:
            db.write(sql, reference=reference, now=utc_text(now), key=key)
            if telling:
                put(db, telling, now)

    def unfinished(self, lives: Callable[[str], bool] = lambda worker: False) -> list[InboxRow]:
        """What processes that have ended left undone, oldest first, as new again and as this one's. `lives` tells of a
        process whether it still handles what is its own."""
        found: list[tuple[Any, ...]] = []
        workers = self._file.reader().rows(_WORKERS)
        ended = [worker for (worker,) in workers if not lives(str(worker))]
        if not ended:
            return []
        with self._file.claiming() as db:
            for worker in ended:
                left = db.claim(_LEFT, of=worker)
                db.write(_TAKE, keys=[row[0] for row in left], mine=self._worker)
                found += left
        found.sort(key=lambda row: str(row[2]))
        return [InboxRow(key, json.loads(body), datetime.fromisoformat(came)) for key, body, came in found]

    def forget(self, now: datetime) -> None:
        """Drop what was done so long ago that Slack sends it no more. What failed stays."""
        with self._file.writer() as db:
            db.write("DELETE FROM inbox WHERE state = 'done' AND ended_at < :before", before=utc_text(now - KEPT))

    def counts(self) -> dict[str, int]:
        """How many rows are in each state."""
        return dict(self._file.reader().rows("SELECT state, count(*) FROM inbox GROUP BY state"))

    def oldest(self) -> datetime | None:
        """Since when the oldest request waits that is not answered."""
        [(found,)] = self._file.reader().rows("SELECT min(came_at) FROM inbox WHERE state IN ('new', 'working')")
        return datetime.fromisoformat(found) if found else None


_KEEP = (
    "INSERT INTO inbox (key, body, state, tries, came_at, worker)"
    " VALUES (:key, :body, 'new', 0, :now, :worker) ON CONFLICT DO NOTHING"
)
_LEFT = "SELECT key, body, came_at FROM inbox WHERE state IN ('new', 'working') AND worker = :of ORDER BY came_at, key"
_TAKE = "UPDATE inbox SET state = 'new', worker = :mine WHERE key IN :keys"
_WORKERS = "SELECT DISTINCT worker FROM inbox WHERE state IN ('new', 'working') ORDER BY 1"
