"""Who owns a case, who did before, and who said so. A change, its trace and what is told of it go in together or not at
all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import Writer
from index.state.audit import Act, record
from index.state.outbox import Post, put
from index.state.persons import Attribution, Person


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """The case has `owner` (None: nobody) where it had `before`. `said` is who changed it."""

    id: int
    owner: Person | None
    before: Person | None
    said: Attribution


Tell = Callable[[OwnerChange], Iterable[Post]]


def tell_nobody(_change: OwnerChange) -> tuple[Post, ...]:
    return ()


class Owners:
    """The tables of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def change(
        self, case_key: str, owner: Person | None, by: Person, now: datetime, tell: Tell = tell_nobody
    ) -> OwnerChange | None:
        """Make `owner` the owner of a case; what `tell` gives goes to the outbox. None: they own it already."""
        with self._file.writer() as db:
            return _change(db, case_key, owner, by, now, tell)

    def take_back(self, change_id: int, by: Person, now: datetime, tell: Tell = tell_nobody) -> OwnerChange | None:
        """Give a case back to whom it had before a change. None when that is not the last change of the case."""
        with self._file.writer() as db:
            last = db.one(f"{_CHANGES} WHERE id = :id AND id = ({_LAST})", id=change_id)
            if last is None:
                return None
            found = _owner_change(last)
            return _change(db, found.said.case_key, found.before, by, now, tell)

    def owner(self, case_key: str) -> tuple[Person, Attribution] | None:
        """The owner, and who said so when."""
        sql = "SELECT person, owner_name, set_by, name, set_at FROM owners WHERE case_key = :case"
        row = self._file.reader().one(sql, case=case_key)
        return (Person(row[0], row[1]), _said(case_key, *row[2:])) if row else None

    def owned(self, person: str) -> list[str]:
        """The cases that a person owns, first owned first."""
        sql = "SELECT case_key FROM owners WHERE person = :person ORDER BY set_at, case_key"
        return [key for (key,) in self._file.reader().rows(sql, person=person)]

    def changes(self, case_key: str) -> list[OwnerChange]:
        """How the case came to its owner, oldest first."""
        rows = self._file.reader().rows(f"{_CHANGES} WHERE case_key = :case ORDER BY id", case=case_key)
        return [_owner_change(row) for row in rows]

    def change_of(self, change_id: int) -> OwnerChange | None:
        row = self._file.reader().one(f"{_CHANGES} WHERE id = :id", id=change_id)
        return _owner_change(row) if row else None


_OWNER = ("case_key", "person", "owner_name", "set_by", "name", "set_at")
_NOTE = (
    "INSERT INTO owner_changes (case_key, person, owner_name, before, before_name, set_by, name, set_at)"
    " VALUES (:case, :person, :owner_name, :before, :before_name, :set_by, :name, :set_at) RETURNING id"
)
_CHANGES = "SELECT id, case_key, person, owner_name, before, before_name, set_by, name, set_at FROM owner_changes"
_LAST = "SELECT max(other.id) FROM owner_changes AS other WHERE other.case_key = owner_changes.case_key"


def _change(
    db: Writer, case_key: str, owner: Person | None, by: Person, now: datetime, tell: Tell
) -> OwnerChange | None:
    row = db.one("SELECT person, owner_name FROM owners WHERE case_key = :case", case=case_key)
    before = Person(*row) if row else None
    db.write("DELETE FROM owners WHERE case_key = :case", case=case_key)
    if owner:
        db.copy("owners", _OWNER, [(case_key, owner.id, owner.name, by.id, by.name, utc_text(now))])
    if (owner and owner.id) == (before and before.id):  # said again, by somebody else perhaps
        return None
    change = OwnerChange(_note(db, case_key, (owner, before), by, now), owner, before, _said_by(case_key, by, now))
    about = owner or Person("", "")
    record(db, Act("owner_set", by.id, by.name, case_key, about=about.id, about_name=about.name), now)
    for post in tell(change):
        put(db, post, now)
    return change


def _note(db: Writer, case_key: str, people: tuple[Person | None, Person | None], by: Person, now: datetime) -> int:
    """Keep a change, and return its id."""
    owner, before = (one or Person("", "") for one in people)
    after = {"case": case_key, "person": owner.id or None, "owner_name": owner.name}
    said = {"set_by": by.id, "name": by.name, "set_at": utc_text(now)}
    row = db.one(_NOTE, **after, before=before.id or None, before_name=before.name, **said)
    return int(row[0]) if row else 0


def _owner_change(row: tuple[Any, ...]) -> OwnerChange:
    row_id, key, person, name, before, before_name, *said = row
    owner = Person(person, name) if person else None
    return OwnerChange(row_id, owner, Person(before, before_name) if before else None, _said(key, *said))


def _said_by(case_key: str, by: Person, now: datetime) -> Attribution:
    return Attribution(case_key, by.id, by.name, now)


def _said(case_key: str, person: str, name: str, when: str) -> Attribution:
    return Attribution(case_key, person, name, datetime.fromisoformat(when))
