"""Who owns a case, who did before, and who said so. A change, its trace and what is told of it go in together or not at
all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import Connection, DatabaseFile, utc_text
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

    def __init__(self, file: DatabaseFile) -> None:
        self._file = file

    def change(
        self, case_key: str, owner: Person | None, by: Person, now: datetime, tell: Tell = tell_nobody
    ) -> OwnerChange | None:
        """Make `owner` the owner of a case; what `tell` gives goes to the outbox. None: they own it already."""
        with self._file.writing() as db:
            return _change(db, case_key, owner, by, now, tell)

    def take_back(self, change_id: int, by: Person, now: datetime, tell: Tell = tell_nobody) -> OwnerChange | None:
        """Give a case back to whom it had before a change. None when that is not the last change of the case."""
        with self._file.writing() as db:
            last = db.execute(f"{_CHANGES} WHERE id = ? AND id = ({_LAST})", (change_id,)).fetchone()
            if last is None:
                return None
            found = _owner_change(last)
            return _change(db, found.said.case_key, found.before, by, now, tell)

    def owner(self, case_key: str) -> tuple[Person, Attribution] | None:
        """The owner, and who said so when."""
        sql = "SELECT person, owner_name, set_by, name, set_at FROM owners WHERE case_key = ?"
        row = self._file.connection().execute(sql, (case_key,)).fetchone()
        return (Person(row[0], row[1]), _said(case_key, *row[2:])) if row else None

    def owned(self, person: str) -> list[str]:
        """The cases that a person owns, first owned first."""
        sql = "SELECT case_key FROM owners WHERE person = ? ORDER BY set_at"
        return [key for (key,) in self._file.connection().execute(sql, (person,)).fetchall()]

    def changes(self, case_key: str) -> list[OwnerChange]:
        """How the case came to its owner, oldest first."""
        rows = self._file.connection().execute(f"{_CHANGES} WHERE case_key = ? ORDER BY id", (case_key,))
        return [_owner_change(row) for row in rows.fetchall()]

    def change_of(self, change_id: int) -> OwnerChange | None:
        row = self._file.connection().execute(f"{_CHANGES} WHERE id = ?", (change_id,)).fetchone()
        return _owner_change(row) if row else None


_CHANGES = "SELECT id, case_key, person, owner_name, before, before_name, set_by, name, set_at FROM owner_changes"
_LAST = "SELECT max(other.id) FROM owner_changes AS other WHERE other.case_key = owner_changes.case_key"


def _change(
    db: Connection, case_key: str, owner: Person | None, by: Person, now: datetime, tell: Tell
) -> OwnerChange | None:
    row = db.execute("SELECT person, owner_name FROM owners WHERE case_key = ?", (case_key,)).fetchone()
    before = Person(*row) if row else None
    db.execute("DELETE FROM owners WHERE case_key = ?", (case_key,))
    if owner:
        values = (case_key, owner.id, owner.name, by.id, by.name, utc_text(now))
        db.execute("INSERT INTO owners VALUES (?, ?, ?, ?, ?, ?)", values)
    if (owner and owner.id) == (before and before.id):  # said again, by somebody else perhaps
        return None
    change = OwnerChange(_note(db, case_key, (owner, before), by, now), owner, before, _said_by(case_key, by, now))
    about = owner or Person("", "")
    record(db, Act("owner_set", by.id, by.name, case_key, about=about.id, about_name=about.name), now)
    for post in tell(change):
        put(db, post, now)
    return change


def _note(db: Connection, case_key: str, people: Iterable[Person | None], by: Person, now: datetime) -> int:
    named = [value for one in people for value in ((one.id, one.name) if one else (None, ""))]
    columns = "case_key, person, owner_name, before, before_name, set_by, name, set_at"
    sql = f"INSERT INTO owner_changes ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    return int(db.execute(sql, (case_key, *named, by.id, by.name, utc_text(now))).lastrowid or 0)


def _owner_change(row: tuple[Any, ...]) -> OwnerChange:
    row_id, key, person, name, before, before_name, *said = row
    owner = Person(person, name) if person else None
    return OwnerChange(row_id, owner, Person(before, before_name) if before else None, _said(key, *said))


def _said_by(case_key: str, by: Person, now: datetime) -> Attribution:
    return Attribution(case_key, by.id, by.name, now)


def _said(case_key: str, person: str, name: str, when: str) -> Attribution:
    return Attribution(case_key, person, name, datetime.fromisoformat(when))
