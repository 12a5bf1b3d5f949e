"""Messages that were attached to cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import DatabaseFile, utc_text
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

    def __init__(self, file: DatabaseFile) -> None:
        self._file = file

    def add(self, note: AttachedMessage) -> bool:
        """Attach a message to a case; False when it is attached already."""
        said, author = note.said, note.author
        row = (said.case_key, note.text, note.channel, note.ts, author.id, author.name, int(note.private))
        columns = "case_key, text, channel, ts, author, author_name, private, added_by, name, added_at"
        with self._file.writing() as db:
            sql = f"INSERT OR IGNORE INTO notes ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
            new = db.execute(sql, (*row, said.person, said.name, utc_text(said.when))).rowcount
            if new:
                record(db, Act("note_attached", said.person, said.name, said.case_key), said.when)
        return bool(new)

    def remove(self, note_id: int, by: Person, now: datetime) -> bool:
        """Delete a note, text and all; False when it is gone already."""
        with self._file.writing() as db:
            row = db.execute("DELETE FROM notes WHERE id = ? RETURNING case_key", (note_id,)).fetchone()
            if row:
                record(db, Act("note_removed", by.id, by.name, row[0]), now)
        return row is not None

    def of(self, case_key: str) -> list[AttachedMessage]:
        """The notes of a case, oldest first."""
        return self._read("case_key = ? ORDER BY id", case_key)

    def get(self, note_id: int) -> AttachedMessage | None:
        return next(iter(self._read("id = ?", note_id)), None)

    def _read(self, where: str, *values: object) -> list[AttachedMessage]:
        rows = self._file.connection().execute(f"{_NOTES} WHERE {where}", values).fetchall()
        return [_attached(row) for row in rows]


_NOTES = "SELECT id, case_key, text, channel, ts, author, author_name, private, added_by, name, added_at FROM notes"


def _attached(row: tuple[Any, ...]) -> AttachedMessage:
    row_id, key, text, channel, ts, author, author_name, private, by, name, when = row
    said = Attribution(key, by, name, datetime.fromisoformat(when))
    return AttachedMessage(text, channel, ts, said, Person(author, author_name), bool(private), row_id)
