"""What is to be posted in Slack: kept in the transaction of the change that it tells of, and posted exactly once.

    pending ─claim─► sending ─┬─ taken ─────────────► sent
                              ├─ too fast ──────────► pending, later
                              ├─ channel, message ──► parked, until it is fixed
                              └─ nobody knows ──────► unknown ─ looked for in Slack ─┬─ there ─────► sent
                                                                                     └─ not there ─► pending

A row whose key is there already is not put again. Several rows may be posted as one message: they share `sent_with`.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import LAST, Reader, Writer
from index.state.leases import IS_HELD, TurnLost, fenced
from index.state.posting import next_number

PENDING, SENDING, UNKNOWN, SENT, PARKED, ASKED, VOID = "pending sending unknown sent parked asked void".split()
WAITING = (PENDING, SENDING, UNKNOWN, PARKED, ASKED)

# Nothing waits longer: what seems to was put off by a clock that was wrong, and is due.
WAITS_AT_MOST = timedelta(hours=25)

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """Something to be posted. `key` names it for ever, `recipient` is a person or a channel (None: nobody is known
    yet), `content` is what it tells, as JSON: the module of its `kind` renders it when it is sent."""

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


_PUT = (
    "INSERT INTO outbox (key, kind, recipient, content, state, made_at, not_before, changed_at)"
    " VALUES (:key, :kind, :recipient, :content, 'pending', :now, :now, :now) ON CONFLICT DO NOTHING"
)


def put(db: Writer, post: Post, now: datetime) -> bool:
    """Keep a post, in the transaction that is open; False when its key is known."""
    about = {"key": post.key, "kind": post.kind, "recipient": post.recipient}
    return bool(db.write(_PUT, **about, content=_packed(post.content), now=utc_text(now)))


def rows_beginning(db: Reader, start: str) -> list[OutboxRow]:
    """The rows whose key begins so, in the transaction that is open."""
    return _read(db, "key >= :start AND key < :after ORDER BY key", start=start, after=start + LAST)


def withdraw(db: Writer, key: str) -> bool:
    """Take a post back, in the transaction that is open; False when it is on its way already, or was never there."""
    return bool(db.write("DELETE FROM outbox WHERE key = :key AND state = 'pending'", key=key))


class Outbox:
    """The rows of one database. With the number of a lease (`fence`) rows are claimed and noted only for as long as it
    is the number of the turn: else TurnLost is raised. Raises Unusable."""

    def __init__(self, file: Database, fence: int | None = None) -> None:
        self.file, self.fence = file, fence

    def add(self, post: Post, now: datetime) -> bool:
        """Keep a post in a transaction of its own; False when its key is known."""
        with self.file.writer() as db:
            return put(db, post, now)

    # ------------------------------------------------------------------ reading

    def row(self, key: str) -> OutboxRow | None:
        return next(iter(self._rows("key = :key", key=key)), None)

    def ready(self, now: datetime, recipient: str | None, most: int = 200) -> list[OutboxRow]:
        """What may be posted to one recipient now, oldest first, so many at most."""
        where = (
            "state = 'pending' AND not_before <= :now AND recipient IS NOT DISTINCT FROM :recipient"
            " ORDER BY made_at, key LIMIT :most"
        )
        return self._rows(where, now=utc_text(now), recipient=recipient, most=most)

    def fronts(self) -> list[RecipientQueue]:
        """Each recipient for whom something is to be posted, whoever waits longest first."""
        sql = (
            "SELECT recipient, min(not_before), min(made_at) FROM outbox WHERE state = 'pending'"
            " GROUP BY recipient ORDER BY 3, 1 NULLS FIRST"
        )
        return [RecipientQueue(to, datetime.fromisoformat(before)) for to, before, _ in self.file.reader().rows(sql)]

    def doubtful(self, now: datetime) -> list[OutboxRow]:
        """What Slack may have, and may be asked for now."""
        return self._rows("state = 'unknown' AND not_before <= :now ORDER BY claimed_at, key", now=utc_text(now))

    def on_their_way(self) -> list[OutboxRow]:
        """What Slack may have, whenever it is to be asked."""
        return self._rows("state IN ('sending', 'unknown', 'asked')")

    def waiting(self) -> list[OutboxRow]:
        """Everything that is not posted yet, oldest first."""
        return self._rows(f"state IN {WAITING} ORDER BY made_at, key")

    def at(self, channel: str, ts: str) -> list[OutboxRow]:
        """What was posted as this message."""
        return self._rows("channel = :channel AND ts = :ts ORDER BY made_at, key", channel=channel, ts=ts)

    def message(self, sent_with: str) -> list[OutboxRow]:
        """The rows that went out, or tried to, as one message."""
        return self._rows("sent_with = :key OR key = :key ORDER BY made_at, key", key=sent_with)

    def sent_to(self, recipient: str) -> list[OutboxRow]:
        where = "recipient = :recipient AND state = 'sent' ORDER BY made_at, key"
        return self._rows(where, recipient=recipient)

    def sent_since(self, kind: str, moment: datetime) -> list[OutboxRow]:
        """What of a kind was put after a moment and is in Slack, oldest first."""
        where = "kind = :kind AND state = 'sent' AND made_at > :moment ORDER BY made_at, key"
        return self._rows(where, kind=kind, moment=utc_text(moment))

    def counts(self) -> dict[str, int]:
        return dict(self.file.reader().rows("SELECT state, count(*) FROM outbox GROUP BY state"))

    def oldest(self) -> datetime | None:
        """Since when the oldest row waits that has somewhere to go and nothing that a person must fix."""
        sql = (
            "SELECT min(made_at) FROM outbox WHERE recipient IS NOT NULL AND state IN ('pending', 'sending', 'unknown')"
        )
        [(found,)] = self.file.reader().rows(sql)
        return _moment(found)

    # ------------------------------------------------------------------ a post on its way

    def hold_turn(self) -> None:
        """Raises TurnLost when another process has it."""
        with self._fenced(self.file.claiming()):
            pass

    def claim(self, keys: Sequence[str], now: datetime, after_ts: str | None = None) -> int | None:
        """Take rows to be posted as one message, named by the last, which will be newer than `after_ts`; returns its
        number, None when somebody has one of the rows already."""
        with self._fenced(self.file.claiming()) as db:
            free = db.claim("SELECT key FROM outbox WHERE state = 'pending' AND key IN :keys", keys=list(keys))
            if len(free) != len(keys):
                return None
            sql = "state = 'sending', tries = tries + 1, claimed_at = :now, sent_with = :last, after_ts = :after"
            if self._change(db, keys, sql, now, last=keys[-1], after=after_ts) != len(keys):
                raise TurnLost
            return next_number(db)

    def sent(self, keys: Sequence[str], channel: str, ts: str, now: datetime) -> None:
        self._turn(keys, "state = 'sent', reason = NULL, channel = :channel, ts = :ts", now, channel=channel, ts=ts)

    def later(self, keys: Sequence[str], until: datetime, reason: str | None, now: datetime) -> None:
        """Slack has not taken it: again from `until` on."""
        self._turn(
            keys, "state = 'pending', not_before = :until, reason = :why", now, until=utc_text(until), why=reason
        )

    def unknown(self, keys: Sequence[str], until: datetime, reason: str, now: datetime) -> None:
        """Slack may have it: to be looked for, not before `until`."""
        self._turn(
            keys, "state = 'unknown', not_before = :until, reason = :why", now, until=utc_text(until), why=reason
        )

    def park(self, keys: Sequence[str], reason: str, now: datetime, state: str = PARKED) -> None:
        """It cannot go out until somebody fixes what `reason` says."""
        self._turn(keys, "state = :state, reason = :why", now, state=state, why=reason)

    def void(self, keys: Sequence[str], reason: str, now: datetime) -> None:
        """There is nothing to tell any longer."""
        self._turn(keys, "state = 'void', reason = :why", now, why=reason)

    def rewrite(self, key: str, content: Content, now: datetime) -> None:
        """Tell something else, or less, while it waits."""
        sql = "content = CASE state WHEN 'pending' THEN :content ELSE content END"
        self._turn([key], sql, now, content=_packed(content))

    def redirect(self, keys: Sequence[str], recipient: str, now: datetime) -> None:
        """To somebody else, as nobody could get it."""
        self._turn(keys, "recipient = :recipient", now, recipient=recipient)

    def resume(self, now: datetime, recipient: str | None = None) -> int:
        """What was parked (for one recipient, or all) is tried again; returns how much that is."""
        to = {} if recipient is None else {"recipient": recipient}
        which = "state = 'parked'" + (" AND recipient = :recipient" if to else "")
        sql = f"UPDATE outbox SET state = 'pending', not_before = :now, changed_at = :now WHERE {which}"  # noqa: S608
        with self.file.writer() as db:
            return db.write(sql, now=utc_text(now), **to)

    def recover(self, now: datetime, until: datetime) -> int:
        """After a stop: what was being posted may be in Slack, and is looked for from `until` on, by a clock that may
        have been set meanwhile. To be called by the one sender, at its start."""
        with self._fenced(self.file.writer()) as db:
            waiting = "UPDATE outbox SET not_before = :until WHERE state = 'unknown' AND not_before > :now"
            db.write(waiting, until=utc_text(until), now=utc_text(now))
            far = "UPDATE outbox SET not_before = :now WHERE state = 'pending' AND not_before > :limit"
            db.write(far, now=utc_text(now), limit=utc_text(now + WAITS_AT_MOST))
        sql = "UPDATE outbox SET state = 'unknown', reason = 'stopped', not_before = :until, changed_at = :now"
        with self._fenced(self.file.writer()) as db:
            return db.write(f"{sql} WHERE state = 'sending'", until=utc_text(until), now=utc_text(now))

    def clock_was_set(self, now: datetime, until: datetime) -> None:
        """Nobody knows how long anything has waited: what Slack may have waits anew, all else is due."""
        with self._fenced(self.file.writer()) as db:
            db.write("UPDATE outbox SET not_before = :until WHERE state = 'unknown'", until=utc_text(until))
            sql = "UPDATE outbox SET not_before = :now WHERE state = 'pending' AND not_before > :now"
            db.write(sql, now=utc_text(now))

    def tell(self) -> list[OutboxRow]:
        """What was put since this was last asked."""
        if not self.file.reader().one("SELECT 1 FROM outbox WHERE told = 0"):
            return []
        with self.file.writer() as db:
            found = _read(db, "told = 0 ORDER BY made_at, key")
            db.write("UPDATE outbox SET told = 1 WHERE told = 0")
        return found

    # ------------------------------------------------------------------

    def _turn(self, keys: Sequence[str], sql: str, now: datetime, **named: object) -> None:
        with self._fenced(self.file.writer()) as db:
            self._change(db, keys, sql, now, **named)

    def _fenced(self, begun: AbstractContextManager[Writer]) -> AbstractContextManager[Writer]:
        return fenced(begun, self.file, self.fence)

    def _change(self, db: Writer, keys: Sequence[str], sql: str, now: datetime, **named: object) -> int:
        which = "key IN :keys"
        if self.fence is not None:
            which, named = f"{which} AND {IS_HELD}", {**named, "fence": self.fence}
        whole = f"UPDATE outbox SET {sql}, changed_at = :now WHERE {which}"  # noqa: S608  # changes of ours
        return db.write(whole, now=utc_text(now), keys=list(keys), **named)

    def _rows(self, where: str, **named: object) -> list[OutboxRow]:
        return _read(self.file.reader(), where, **named)


def _read(db: Reader, where: str, **named: object) -> list[OutboxRow]:
    sql = f"SELECT {_COLUMNS} FROM outbox WHERE {where}"  # noqa: S608  # conditions of ours
    return [_kept(row) for row in db.rows(sql, **named)]


def _packed(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False)


def _kept(row: tuple[Any, ...]) -> OutboxRow:
    key, kind, recipient, content, state, made, before, tries, claimed, sent_with, channel, ts, reason, after = row
    post = Post(key, kind, recipient, json.loads(content))
    made_at, not_before = datetime.fromisoformat(made), datetime.fromisoformat(before)
    told = (sent_with, channel, ts, reason, after)
    return OutboxRow(post, state, made_at, not_before, tries, _moment(claimed), *told)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
