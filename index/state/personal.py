"""What is kept of people, how long, and how it is taken out. Which columns that are is data: `personal.toml`."""

import secrets
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import Reader, Writer
from index.state.audit import Act, record
from index.state.reminders import BEATEN

FORGOTTEN = "forgotten"  # stands where a person was
BEAT = "retention"
LEAP, WAIT = timedelta(days=30), timedelta(days=1)  # a clock that has gone ahead by so much may be wrong, for so long
LEAPT = "leapt"


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column with a person's id, the one with the name beside it ("": none), and what forgetting does: "row", "mask",
    "null" or "post"."""

    id: str
    name: str
    forget: str


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """A table that tells of people. `days`: so long a row is kept after the moment in `since` (0: see
    `until`)."""

    name: str
    why: str
    people: tuple[PersonColumn, ...]
    texts: tuple[str, ...]
    other: tuple[str, ...]
    days: int = 0
    since: str = ""
    until: str = ""

    @property
    def columns(self) -> set[str]:
        named = {column for one in self.people for column in (one.id, one.name) if column}
        return named | set(self.texts) | set(self.other)


@cache
def personal_tables() -> tuple[PersonalTable, ...]:
    data = tomllib.loads(files("index.state").joinpath("personal.toml").read_text(encoding="utf-8"))
    return tuple(_table(name, row) for name, row in data.items())


def _table(name: str, row: Mapping[str, Any]) -> PersonalTable:
    people = tuple(PersonColumn(**one) for one in row["people"])
    texts, other = tuple(row.get("texts", ())), tuple(row.get("other", ()))
    kept = row.get("days", 0), row.get("since", ""), row.get("until", "")
    return PersonalTable(name, row["why"], people, texts, other, *kept)


# ---------------------------------------------------------------- what is kept


def kept_of(file: Database, person: str) -> dict[str, list[dict[str, Any]]]:
    """Every row that names a person, by table: for whoever asks what is kept of them."""
    with file.reading() as db:
        found = {one.name: list(_rows_of(db, one, person)) for one in personal_tables()}
    return {name: rows for name, rows in found.items() if rows}


def _rows_of(db: Reader, table: PersonalTable, person: str) -> Iterator[dict[str, Any]]:
    names = db.columns(table.name)
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {columns} FROM {table.name} WHERE {_names(table)} ORDER BY 1, 2"  # noqa: S608  # ours
    yield from (dict(zip(names, row, strict=True)) for row in db.rows(sql, person=person))


def _names(table: PersonalTable) -> str:
    """The condition that a row names the person: by a column of ids, or in a text."""
    columns = [f'"{one.id}" = :person' for one in table.people]
    texts = [_holds(one) for one in table.texts]
    return " OR ".join(columns + texts)


def _holds(column: str) -> str:
    """The condition that a text holds the person's id, in the same letters."""
    return f'replace("{column}", :person, \'\') <> "{column}"'


# ---------------------------------------------------------------- forgotten


def forget(file: Database, person: str, now: datetime) -> dict[str, int]:
    """Remove a person from all tables. Returns how many rows of each were changed. What was done stays, without who did
    it."""
    with file.writer() as db:
        db.defer_references()
        names = _called(db, person)
        done = {one.name: _forget_in(db, one, person) for one in personal_tables()}
        done["inbox"] += db.write(f"DELETE FROM inbox WHERE {_holds('body')}", person=person)  # noqa: S608  # ours
        done["outbox"] += _forget_texts(db, person, names)
        record(db, Act("person_forgotten", "", ""), now)
    file.empty_log()
    return {name: count for name, count in done.items() if count}


def _called(db: Reader, person: str) -> set[str]:
    """The names that the person had, as they stand beside the id."""
    pairs = [(one.name, column) for one in personal_tables() for column in one.people if column.name]
    found = (
        db.rows(f'SELECT DISTINCT "{column.name}" FROM {table} WHERE "{column.id}" = :person', person=person)  # noqa: S608
        for table, column in pairs
    )
    return {name for rows in found for (name,) in rows if name}


def _forget_in(db: Writer, table: PersonalTable, person: str) -> int:
    return sum(_forget_column(db, table.name, one, person) for one in table.people)


def _forget_column(db: Writer, table: str, column: PersonColumn, person: str) -> int:
    where = f'WHERE "{column.id}" = :person'
    if column.forget == "row":
        return db.write(f"DELETE FROM {table} {where}", person=person)  # noqa: S608  # names of ours
    value = "NULL" if column.forget == "null" else f"'{FORGOTTEN}'"
    name = f", \"{column.name}\" = ''" if column.name else ""
    waiting = ", state = 'void', content = '{}'" if column.forget == "post" else ""
    sql = f'UPDATE {table} SET "{column.id}" = {value}{name}{waiting} {where}'  # noqa: S608
    return db.write(sql, person=person)


def _forget_texts(db: Writer, person: str, names: set[str]) -> int:
    """The id in what is written elsewhere, with the name where it stands alone; a subscription to the person's cases is
    to nothing any longer."""
    mask = f"{FORGOTTEN}-{secrets.token_hex(4)}"  # a key stays one that is used once
    db.write(f"DELETE FROM subscriptions WHERE {_holds('rule')}", person=person)  # noqa: S608  # ours
    changed = 0
    for table, column in (
        ("outbox", "key"),
        ("outbox", "sent_with"),
        ("outbox", "content"),
        ("reminded", "outbox_key"),
        ("held", "audience"),
        ("unanswered", "words"),
    ):
        sql = f'UPDATE {table} SET "{column}" = replace("{column}", :person, :mask)'  # noqa: S608
        sql += f" WHERE {_holds(column)}"
        changed += db.write(sql, person=person, mask=mask)
    for name in names:
        db.write("UPDATE outbox SET content = replace(content, :name, '\"\"')", name=f'"{name}"')
    return changed


# ---------------------------------------------------------------- kept no longer


def expire(file: Database, now: datetime) -> None:
    """Once a day: delete what has been kept for as long as it is kept. Where the clock has leapt since the last time
    nothing is deleted for a day: a wrong one is put right by then, and after a long stop nothing is lost by waiting."""
    row = file.reader().one("SELECT beat_at, detail FROM heartbeats WHERE name = :name", name=BEAT)
    before, detail = (datetime.fromisoformat(row[0]), row[1]) if row else (now - WAIT, "")
    waits = detail == LEAPT and timedelta(0) <= now - before < WAIT
    if waits or utc_text(before)[:10] == utc_text(now)[:10]:
        return
    leapt = now - before > LEAP
    with file.writer() as db:
        for table in personal_tables() if not leapt else ():
            if table.days:
                sql = _EXPIRED.get(table.name, _OLD).format(table=table.name, since=table.since)
                db.write(sql, before=utc_text(_end(db, table, now) - timedelta(days=table.days)))
        db.write(BEATEN, name=BEAT, at=utc_text(now), detail=LEAPT if leapt else "")


_OLD = 'DELETE FROM {table} WHERE "{since}" < :before'
_EXPIRED = {
    "slack_cards": f"{_OLD} AND person <> ''",  # what belongs to nobody is the card of all alerts
    "inbox": f"{_OLD} AND state = 'failed'",
}


def _end(db: Reader, table: PersonalTable, now: datetime) -> datetime:
    """From which moment the days are counted back: of the log from its last act, which no wrong clock can move."""
    row = db.one("SELECT max(done_at) FROM audit") if table.name == "audit" else None
    return datetime.fromisoformat(row[0]) if row and row[0] else now
