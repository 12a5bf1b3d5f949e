"""Which life of the database this is: how many messages it has claimed, and what Slack has that it does not know of.

A database that was put back has claimed fewer than stand in Slack. Then nothing is posted until the history of each
conversation was compared, and the marks that are found there are never posted again.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from index.db.database import Database, utc_text
from index.db.gateway import Writer
from index.state.leases import fenced

CURRENT, BEHIND, COMPARED = "current", "behind", "compared"


@dataclass(frozen=True, slots=True)
class Life:
    """`number`: messages claimed so far. Of a database that was put back `since` is when it had last changed (None:
    never), `noticed_at` when that was noticed."""

    number: int
    state: str = CURRENT
    since: datetime | None = None
    noticed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """What a conversation had that the database did not know of: messages, and how many of them people had answered."""

    place: str
    found: int
    answered: int


def next_number(db: Writer) -> int:
    """The number of a message that is claimed in the open transaction."""
    db.write("UPDATE posting SET number = number + 1")
    row = db.one("SELECT number FROM posting")
    return int(row[0]) if row else 0


# The history of a channel shows no answers in its threads.
_SENT_TO = "state = 'sent' AND (recipient = :place OR channel = :place AND replace(recipient, '/', '') = recipient)"
_NEWEST = f"SELECT max(ts) FROM outbox WHERE {_SENT_TO}"  # noqa: S608  # a condition of ours
_OLDEST = f"SELECT min(ts) FROM outbox WHERE {_SENT_TO} AND kind = :kind AND ts > :after"  # noqa: S608


class Posting:
    """The rows of one database; with the number of a lease (`fence`) changed only as long as it is the number of the
    turn. Raises Unusable, TurnLost."""

    def __init__(self, file: Database, fence: int | None = None) -> None:
        self._file, self._fence = file, fence

    def _writer(self) -> AbstractContextManager[Writer]:
        return fenced(self._file.writer(), self._file, self._fence)

    def life(self) -> Life:
        row = self._file.reader().one("SELECT number, state, since, noticed_at FROM posting")
        number, state, since, noticed = row or (0, CURRENT, None, None)
        return Life(int(number), str(state), _moment(since), _moment(noticed))

    def newest_in(self, to: str) -> str | None:
        """Slack's time stamp of the newest message to a recipient, or in a channel, that is known here; a thread is a
        recipient of its own."""
        row = self._file.reader().one(_NEWEST, place=to)
        return str(row[0]) if row and row[0] else None

    def oldest_in(self, to: str, kind: str, after: str) -> str | None:
        """Slack's time stamp of the oldest message of a kind to a recipient, or in a channel, after a moment."""
        row = self._file.reader().one(_OLDEST, place=to, kind=kind, after=after)
        return str(row[0]) if row and row[0] else None

    def behind(self, now: datetime, number: int = 0) -> None:
        """Slack has more than this database: all is to be compared anew. `number`: so many were claimed at least."""
        with self._writer() as db:
            db.write("DELETE FROM compared")
            db.write(
                "UPDATE posting SET state = :state,"
                " number = CASE WHEN number < :number THEN :number ELSE number END, noticed_at = :now,"
                " since = (SELECT max(changed_at) FROM outbox)",
                state=BEHIND,
                number=number,
                now=utc_text(now),
            )

    def settle(self) -> bool:
        """All was compared, or a person has decided; False when nothing waited for that."""
        with self._writer() as db:
            return bool(db.write("UPDATE posting SET state = 'compared' WHERE state = 'behind'"))

    # ------------------------------------------------------------------ what was compared

    def compare(self, place: str, found: Mapping[str, Place], answered: int) -> None:
        """Keep what the history of a conversation has shown: marks, and where each stands."""
        with self._writer() as db:
            _tell(db, found)
            db.write(
                "INSERT INTO compared (place, found, answered) VALUES (:place, :found, :answered)"
                " ON CONFLICT (place) DO UPDATE SET found = excluded.found, answered = excluded.answered",
                place=place,
                found=len({at.ts for at in found.values()}),
                answered=answered,
            )

    def tell(self, found: Mapping[str, Place]) -> None:
        """Keep marks that Slack has, and where each stands."""
        with self._writer() as db:
            _tell(db, found)

    def compared(self) -> list[ComparedPlace]:
        rows = self._file.reader().rows("SELECT place, found, answered FROM compared ORDER BY place")
        return [ComparedPlace(*row) for row in rows]

    def told(self, marks: Iterable[str]) -> dict[str, Place]:
        """Those marks that Slack had already, and where."""
        sql = "SELECT mark, channel, ts FROM told_marks WHERE mark IN :marks"
        rows = self._file.reader().rows(sql, marks=list(marks))
        return {mark: Place(channel, ts) for mark, channel, ts in rows}

    def places(self) -> list[str]:
        """Everybody who may have got something: recipients, owners, stand-ins, followers, who answers for a unit. A
        thread is read when something is posted there."""
        sql = (
            "SELECT recipient FROM outbox UNION SELECT person FROM owners UNION SELECT stand_in FROM stand_ins"
            " UNION SELECT channel FROM units UNION SELECT person FROM units UNION SELECT manager FROM units"
            " UNION SELECT place FROM subscriptions UNION SELECT person FROM follows"
        )
        return sorted(str(row[0]) for row in self._file.reader().rows(sql) if row[0] and "/" not in row[0])


def _tell(db: Writer, found: Mapping[str, Place]) -> None:
    rows = [{"mark": mark, "channel": at.channel, "ts": at.ts} for mark, at in found.items()]
    db.many("INSERT INTO told_marks (mark, channel, ts) VALUES (:mark, :channel, :ts) ON CONFLICT DO NOTHING", rows)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
