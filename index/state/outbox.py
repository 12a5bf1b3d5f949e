"""What is to be posted in Slack: kept in the transaction of the change that it tells of, and posted exactly once.

    pending ─claim─► sending ─┬─ taken ─────────────► sent
                              ├─ too fast ──────────► pending, later
                              ├─ channel, message ──► parked, until it is mended
                              └─ nobody knows ──────► unknown ─ looked for in Slack ─┬─ there ─────► sent
                                                                                     └─ not there ─► pending

A row whose key is there already is not put again. Several rows may be posted as one message: they share `sent_with`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from index.db.database import Connection, DatabaseFile, utc_text
from index.state.posting import next_number

PENDING, SENDING, UNKNOWN, SENT, PARKED, ASKED, VOID = "pending sending unknown sent parked asked void".split()
WAITING = (PENDING, SENDING, UNKNOWN, PARKED, ASKED)

# Nothing waits longer: what seems to was put off by a clock that was wrong, and is due.
WAITS_AT_MOST = timedelta(hours=25)

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """Something to be posted. `key` names it for ever, `recipient` is a person or a channel (None: nobody is known
    yet), `content` is what it tells, as JSON: the module of its `kind` lays it out when it is sent."""

    key: str
    kind: str
    recipient: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row of the outbox. `channel` and `ts` say where Slack has it; `sent_with` is the key of the message, `after_ts`
    a moment before it by Slack's clock."""

    post: Post
    state: str
    made_at: datetime
    not_before: datetime
    tries: int
    claimed_at: datetime | None
    sent_with: str | None
    channel: str | None
    ts: str | None
    reason: str | None
    after_ts: str | None = None

    @property
    def key(self) -> str:
        return self.post.key


@dataclass(frozen=True, slots=True)
class RecipientQueue:
    """Whom something waits for, and from when on the first of it may be posted."""

    recipient: str | None
    not_before: datetime


_COLUMNS = (
    "key, kind, recipient, content, state, made_at, not_before, tries, claimed_at, sent_with, channel, ts, reason,"
    " after_ts"
)


def put(db: Connection, post: Post, now: datetime) -> bool:
    """Keep a post, in the transaction that is open; False when its key is known."""
    at = utc_text(now)
    row = (post.key, post.kind, post.recipient, json.dumps(post.content, ensure_ascii=False), PENDING, at, at, at)
    sql = "INSERT OR IGNORE INTO outbox (key, kind, recipient, content, state, made_at, not_before, changed_at)"
    return bool(db.execute(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).rowcount)


def rows_beginning(db: Connection, start: str) -> list[OutboxRow]:
    """The rows whose key begins so, in the transaction that is open."""
    sql = f"SELECT {_COLUMNS} FROM outbox WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key"  # noqa: S608
    return [_kept(row) for row in db.execute(sql, (start,)).fetchall()]


def withdraw(db: Connection, key: str) -> bool:
    """Take a post back, in the transaction that is open; False when it is on its way already, or was never there."""
    return bool(db.execute("DELETE FROM outbox WHERE key = ? AND state = 'pending'", (key,)).rowcount)


class Outbox:
    """The rows of one database. Raises Unusable."""

    def __init__(self, file: DatabaseFile) -> None:
        self.file = file

    def add(self, post: Post, now: datetime) -> bool:
        """Keep a post in a transaction of its own; False when its key is known."""
        with self.file.writing() as db:
            return put(db, post, now)

    # ------------------------------------------------------------------ reading

    def row(self, key: str) -> OutboxRow | None:
        return next(iter(self._rows("key = ?", key)), None)

    def ready(self, now: datetime, recipient: str | None, most: int = 200) -> list[OutboxRow]:
        """What may be posted to one recipient now, oldest first, so many at most."""
        where = "state = 'pending' AND not_before <= ? AND recipient IS ? ORDER BY made_at, key LIMIT ?"
        return self._rows(where, utc_text(now), recipient, most)

    def fronts(self) -> list[RecipientQueue]:
        """Each recipient for whom something is to be posted, whoever waits longest first."""
        sql = (
            "SELECT recipient, min(not_before), min(made_at) FROM outbox WHERE state = 'pending'"
            " GROUP BY recipient ORDER BY 3, 1"
        )
        rows = self.file.connection().execute(sql).fetchall()
        return [RecipientQueue(to, datetime.fromisoformat(before)) for to, before, _ in rows]

    def doubtful(self, now: datetime) -> list[OutboxRow]:
        """What Slack may have, and may be asked for now."""
        return self._rows("state = 'unknown' AND not_before <= ? ORDER BY claimed_at, key", utc_text(now))

    def on_their_way(self) -> list[OutboxRow]:
        """What Slack may have, whenever it is to be asked."""
        return self._rows("state IN ('sending', 'unknown', 'asked')")

    def waiting(self) -> list[OutboxRow]:
        """Everything that is not posted yet, oldest first."""
        return self._rows(f"state IN {WAITING} ORDER BY made_at, key")

    def at(self, channel: str, ts: str) -> list[OutboxRow]:
        """What was posted as this message."""
        return self._rows("channel = ? AND ts = ? ORDER BY made_at, key", channel, ts)

    def message(self, sent_with: str) -> list[OutboxRow]:
        """The rows that went out, or tried to, as one message."""
        return self._rows("sent_with = ? OR key = ? ORDER BY made_at, key", sent_with, sent_with)

    def sent_to(self, recipient: str) -> list[OutboxRow]:
        return self._rows("recipient = ? AND state = 'sent' ORDER BY made_at, key", recipient)

    def counts(self) -> dict[str, int]:
        return dict(self.file.connection().execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())

    def oldest(self) -> datetime | None:
        """Since when the oldest row waits that has somewhere to go and nothing that a person must mend."""
        sql = (
            "SELECT min(made_at) FROM outbox WHERE recipient IS NOT NULL AND state IN ('pending', 'sending', 'unknown')"
        )
        (found,) = self.file.connection().execute(sql).fetchone()
        return _moment(found)

    # ------------------------------------------------------------------ a post on its way

    def claim(self, keys: Sequence[str], now: datetime, after_ts: str | None = None) -> int | None:
        """Take rows to be posted as one message, named by the last, which will be newer than `after_ts`; gives its
        number, None when somebody has one of the rows already."""
        with self.file.writing() as db:
            free = db.execute(f"SELECT count(*) FROM outbox WHERE state = 'pending' AND key IN ({_marks(keys)})", keys)  # noqa: S608
            if free.fetchone()[0] != len(keys):
                return None
            sql = "state = 'sending', tries = tries + 1, claimed_at = ?, sent_with = ?, after_ts = ?"
            self._change(db, keys, sql, (utc_text(now), keys[-1], after_ts), now)
            return next_number(db)

    def sent(self, keys: Sequence[str], channel: str, ts: str, now: datetime) -> None:
        self._turn(keys, "state = 'sent', reason = NULL, channel = ?, ts = ?", (channel, ts), now)

    def later(self, keys: Sequence[str], until: datetime, reason: str | None, now: datetime) -> None:
        """Slack has not taken it: again from `until` on."""
        self._turn(keys, "state = 'pending', not_before = ?, reason = ?", (utc_text(until), reason), now)

    def unknown(self, keys: Sequence[str], until: datetime, reason: str, now: datetime) -> None:
        """Slack may have it: to be looked for, not before `until`."""
        self._turn(keys, "state = 'unknown', not_before = ?, reason = ?", (utc_text(until), reason), now)

    def park(self, keys: Sequence[str], reason: str, now: datetime, state: str = PARKED) -> None:
        """It cannot go out until somebody mends what `reason` says."""
        self._turn(keys, "state = ?, reason = ?", (state, reason), now)

    def void(self, keys: Sequence[str], reason: str, now: datetime) -> None:
        """There is nothing to tell any longer."""
        self._turn(keys, "state = 'void', reason = ?", (reason,), now)

    def rewrite(self, key: str, content: Content, now: datetime) -> None:
        """Tell something else, or less, while it waits."""
        self._turn([key], "content = ?", (json.dumps(content, ensure_ascii=False),), now)

    def redirect(self, keys: Sequence[str], recipient: str, now: datetime) -> None:
        """To somebody else, as nobody could get it."""
        self._turn(keys, "recipient = ?", (recipient,), now)

    def resume(self, now: datetime, recipient: str | None = None) -> int:
        """What was parked (for one recipient, or all) is tried again; gives how much that is."""
        which = "state = 'parked' AND (?1 IS NULL OR recipient = ?1)"
        sql = f"UPDATE outbox SET state = 'pending', not_before = ?2, changed_at = ?2 WHERE {which}"  # noqa: S608
        with self.file.writing() as db:
            return int(db.execute(sql, (recipient, utc_text(now))).rowcount)

    def recover(self, now: datetime, until: datetime) -> int:
        """After a stop: what was being posted may be in Slack, and is looked for from `until` on, by a clock that may
        have been set meanwhile. To be called by the one sender, at its start."""
        with self.file.writing() as db:
            waiting = "UPDATE outbox SET not_before = ? WHERE state = 'unknown' AND not_before > ?"
            db.execute(waiting, (utc_text(until), utc_text(now)))
            far = "UPDATE outbox SET not_before = ? WHERE state = 'pending' AND not_before > ?"
            db.execute(far, (utc_text(now), utc_text(now + WAITS_AT_MOST)))
        sql = "UPDATE outbox SET state = 'unknown', reason = 'stopped', not_before = ?, changed_at = ?"
        with self.file.writing() as db:
            return int(db.execute(f"{sql} WHERE state = 'sending'", (utc_text(until), utc_text(now))).rowcount)

    def clock_was_set(self, now: datetime, until: datetime) -> None:
        """Nobody knows how long anything has waited: what Slack may have waits anew, all else is due."""
        with self.file.writing() as db:
            db.execute("UPDATE outbox SET not_before = ? WHERE state = 'unknown'", (utc_text(until),))
            sql = "UPDATE outbox SET not_before = ?1 WHERE state = 'pending' AND not_before > ?1"
            db.execute(sql, (utc_text(now),))

    def tell(self) -> list[OutboxRow]:
        """What was put since this was last asked."""
        if not self.file.connection().execute("SELECT 1 FROM outbox WHERE told = 0").fetchone():
            return []
        with self.file.writing() as db:
            found = [_kept(row) for row in db.execute(f"SELECT {_COLUMNS} FROM outbox WHERE told = 0")]  # noqa: S608
            db.execute("UPDATE outbox SET told = 1 WHERE told = 0")
        return sorted(found, key=lambda one: (one.made_at, one.key))

    # ------------------------------------------------------------------

    def _turn(self, keys: Sequence[str], sql: str, values: Iterable[object], now: datetime) -> None:
        with self.file.writing() as db:
            self._change(db, keys, sql, values, now)

    def _change(self, db: Connection, keys: Sequence[str], sql: str, values: Iterable[object], now: datetime) -> None:
        whole = f"UPDATE outbox SET {sql}, changed_at = ? WHERE key IN ({_marks(keys)})"  # noqa: S608  # only marks
        db.execute(whole, (*values, utc_text(now), *keys))

    def _rows(self, where: str, *values: object) -> list[OutboxRow]:
        sql = f"SELECT {_COLUMNS} FROM outbox WHERE {where}"  # noqa: S608  # conditions of ours
        return [_kept(row) for row in self.file.connection().execute(sql, values).fetchall()]


def _kept(row: tuple[Any, ...]) -> OutboxRow:
    key, kind, recipient, content, state, made, before, tries, claimed, sent_with, channel, ts, reason, after = row
    post = Post(key, kind, recipient, json.loads(content))
    made_at, not_before = datetime.fromisoformat(made), datetime.fromisoformat(before)
    told = (sent_with, channel, ts, reason, after)
    return OutboxRow(post, state, made_at, not_before, tries, _moment(claimed), *told)


def _marks(keys: Sequence[str]) -> str:
    return ",".join("?" * len(keys))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
