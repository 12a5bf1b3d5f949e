"""The tables, step by step: a file of statements each, in the order of their names, known by these names alone.

A step that was released is never edited: a change is a new one, `m002_…`. sqlite-utils takes them; it is imported where
one is missing, as most processes open a database that has had them all.
"""

import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

SET = "sagsbot"
STEPS_SQL = Path(__file__).parent
NAMES = sorted(path.stem for path in STEPS_SQL.glob("m[0-9]*.sql"))
_HAS_LOG = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_sqlite_migrations'"
_APPLIED = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"


def applied(db: sqlite3.Connection) -> list[str]:
    """The steps that this file has had, in the order in which they were taken."""
    if not db.execute(_HAS_LOG).fetchone():
        return []
    return [name for (name,) in db.execute(_APPLIED, [SET])]


def pending(db: sqlite3.Connection) -> bool:
    """Is there a step that this file has not had?"""
    return bool({*NAMES} - {*applied(db)})


def unknown_migrations(db: sqlite3.Connection) -> list[str]:
    """Steps of a newer sagsbot that this one does not know."""
    return [name for name in applied(db) if name not in NAMES]


def apply(db: sqlite3.Connection) -> None:
    """Take the steps that are missing; joins the transaction that is open."""
    from sqlite_utils import Database, Migrations  # noqa: PLC0415  # takes as long as a short answer

    steps = Migrations(SET)
    for name in NAMES:
        steps(name=name)(partial(_run, name=name))  # type: ignore[type-var]  # which has no name of its own
    steps.apply(Database(db, execute_plugins=False))


def _run(db: "Database", name: str) -> None:
    """The statements of a step, from its file beside this one; each ends a line. (`executescript` looks for the end of
    a statement after every character, which took longer than all else of a new database.)"""
    statement = ""
    for line in (STEPS_SQL / f"{name}.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
    db.execute(statement)  # what stands after the last one: nothing, or what SQLite refuses
