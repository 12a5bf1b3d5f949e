"""Messages that were attached to cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import Database, utc_text
from index.state.audit import Act, record
from index.state.persons import NOBODY, Attribution, Person


@dataclass(frozen=True, slots=True)
class AttachedMessage:
    """A message that was attached to a case. `said` is who attached it, `author` who wrote it. `private`: it comes from
    a conversation that is not open to everybody. `id` is 0 until it is kept."""

    text: str
    channel: str
    ts: str
    said: Attribution
    author: Person = NOBODY
    private: bool = False
    id: int = 0


class Notes:
    """The table of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def add(self, note: AttachedMessage) -> bool:
        """Attach a message to a case; False when it is attached already."""
        said = note.said
        with self._file.writer() as db:
            new = db.write(_ADD, **_row(note))
            if new:
                record(db, Act("note_attached", said.person, said.name, said.case_key), said.when)
        return bool(new)

    def remove(self, note_id: int, by: Person, now: datetime) -> bool:
        """Delete a note, text and all; False when it is gone already."""
        with self._file.writer() as db:
            row = db.one("DELETE FROM notes WHERE id = :id RETURNING case_key", id=note_id)
            if row:
                record(db, Act("note_removed", by.id, by.name, row[0]), now)
        return row is not None

    def of(self, case_key: str) -> list[AttachedMessage]:
        """The notes of a case, oldest first."""
        return [
            _attached(row)
            for row in self._file.reader().rows(f"{_NOTES} WHERE case_key = :case ORDER BY id", case=case_key)
        ]

    def get(self, note_id: int) -> AttachedMessage | None:
        row = self._file.reader().one(f"{_NOTES} WHERE id = :id", id=note_id)
        return _attached(row) if row else None


_ADD = (
    "INSERT INTO notes"
    " (case_key, text, channel, ts, author, author_name, private, added_by, name, added_at)"
    " VALUES (:case, :text, :channel, :ts, :author, :author_name, :private, :added_by, :name, :added_at)"
    " ON CONFLICT DO NOTHING"
)
_NOTES = "SELECT id, case_key, text, channel, ts, author, author_name, private, added_by, name, added_at FROM notes"


def _row(note: AttachedMessage) -> dict[str, object]:
    written = {"case": note.said.case_key, "text": note.text, "channel": note.channel, "ts": note.ts}
    author = {"author": note.author.id, "author_name": note.author.name, "private": int(note.private)}
    said = {"added_by": note.said.person, "name": note.said.name, "added_at": utc_text(note.said.when)}
    return {**written, **author, **said}


def _attached(row: tuple[Any, ...]) -> AttachedMessage:
    row_id, key, text, channel, ts, author, author_name, private, by, name, when = row
    said = Attribution(key, by, name, datetime.fromisoformat(when))
    return AttachedMessage(text, channel, ts, said, Person(author, author_name), bool(private), row_id)
