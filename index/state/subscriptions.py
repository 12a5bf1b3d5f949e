"""What channels and people subscribe to. A subscription is the channel's or the person's, not its maker's: it lives on
when the maker leaves, and is kept with who stopped it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import Database, utc_text
from index.state.audit import Act, record
from index.state.people import Attribution, Person

DIGEST, ALERTS = "digest", "alerts"


@dataclass(frozen=True, slots=True)
class Wish:
    """`place` is Slack's id of a channel or a person, `what` DIGEST or ALERTS, `said` what was written, `rule` the
    filter that it means, as JSON."""

    place: str
    what: str
    said: str
    rule: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """A wish that is kept. `made` and `stopped` say who and when (UTC); `stopped` is None while it is active."""

    id: int
    wish: Wish
    made: Attribution
    stopped: Attribution | None = None

    @property
    def place(self) -> str:
        return self.wish.place

    @property
    def what(self) -> str:
        return self.wish.what

    @property
    def rule(self) -> str:
        return self.wish.rule


_SELECT = (
    "SELECT id, place, what, said, rule, made_by, made_name, made_at, stopped_by, stopped_name, stopped_at"
    " FROM subscriptions"
)
_SAME = "SELECT id FROM subscriptions WHERE place = :place AND what = :what AND rule = :rule AND stopped_at IS NULL"
_INSERT = (
    "INSERT INTO subscriptions (place, what, rule, said, made_by, made_name, made_at)"
    " VALUES (:place, :what, :rule, :said, :by, :name, :at) ON CONFLICT DO NOTHING"
)
_STOP = (
    "UPDATE subscriptions SET stopped_by = :by, stopped_name = :name, stopped_at = :at"
    " WHERE id = :id AND stopped_at IS NULL"
)


class Subscriptions:
    """The table of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def subscribe(self, wish: Wish, by: Person, now: datetime) -> tuple[int, bool]:
        """The id of the active subscription to exactly this, and whether it is new."""
        same = {"place": wish.place, "what": wish.what, "rule": wish.rule}
        with self._file.writer() as db:
            made = {"said": wish.said, "by": by.id, "name": by.name, "at": utc_text(now)}
            new = bool(db.write(_INSERT, **same, **made))
            if new:
                record(db, _act("subscribed", by, wish.place, wish.what), now)
            [(found,)] = db.rows(_SAME, **same)
        return int(found), new

    def stop(self, key: int, by: Person, now: datetime) -> bool:
        """False when it is stopped already, or was never there."""
        with self._file.writer() as db:
            done = bool(db.write(_STOP, by=by.id, name=by.name, at=utc_text(now), id=key))
            if done:
                [(place, what)] = db.rows("SELECT place, what FROM subscriptions WHERE id = :id", id=key)
                record(db, _act("subscription_stopped", by, place, what), now)
        return done

    def get(self, key: int) -> Subscription | None:
        return next(iter(self._read("id = :id", id=key)), None)

    def of(self, place: str, what: str = "") -> list[Subscription]:
        """The active ones of a channel or a person, oldest first."""
        return self._read(
            "place = :place AND :what IN ('', what) AND stopped_at IS NULL ORDER BY id", place=place, what=what
        )

    def active(self, what: str = "") -> list[Subscription]:
        return self._read(":what IN ('', what) AND stopped_at IS NULL ORDER BY id", what=what)

    def _read(self, where: str, **values: object) -> list[Subscription]:
        return [_subscription(row) for row in self._file.reader().rows(f"{_SELECT} WHERE {where}", **values)]


def _act(action: str, by: Person, place: str, what: str) -> Act:
    """A person's own place stands where it can be forgotten."""
    if place.startswith(("U", "W")):
        return Act(action, by.id, by.name, about=place, detail=what)
    return Act(action, by.id, by.name, detail=f"{place}: {what}")


def _subscription(row: tuple[Any, ...]) -> Subscription:
    made, stopped = row[5:8], row[8:]
    return Subscription(row[0], Wish(*row[1:5]), _said(*made), _said(*stopped) if stopped[2] else None)


def _said(person: str, name: str, when: str) -> Attribution:
    return Attribution("", person, name, datetime.fromisoformat(when))
