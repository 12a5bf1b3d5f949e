"""The tables, step by step. A step that was released is never edited: a change is a new one, `m002_…`."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

STEPS = Migrations("sagsbot")
KNOWN: set[str] = set()
NAMES: list[str] = []  # in their order
STEPS_SQL = Path(__file__).parent


def step(change: Callable[[Database], None]) -> Callable[[Database], None]:
    """Register a step under its function's name."""
    KNOWN.add(change.__name__)
    NAMES.append(change.__name__)
    return STEPS(name=change.__name__)(change)


def _run(db: Database, name: str) -> None:
    """The statements of a step, from its file beside this one; each ends a line. (`executescript` looks for the end of
    a statement after every character, which took longer than all else of a new database.)"""
    statement = ""
    for line in (STEPS_SQL / f"{name}.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.execute(statement)
            statement = ""
    db.execute(statement)  # what stands after the last one: nothing, or what SQLite refuses


def pending(db: Database) -> bool:
    """Is there a step that this file has not had?"""
    return bool(STEPS.pending(db))


def unknown_migrations(db: Database) -> list[str]:
    """Steps of a newer sagsbot that this one does not know."""
    return [applied.name for applied in STEPS.applied(db) if applied.name not in KNOWN]


def apply(db: Database) -> None:
    """Take the steps that are missing; joins the transaction that is open."""
    STEPS.apply(db)


@step
def m001_documents_and_records(db: Database) -> None:
    _run(db, "m001_documents_and_records")


@step
def m002_search_index(db: Database) -> None:
    _run(db, "m002_search_index")


@step
def m003_inbox(db: Database) -> None:
    _run(db, "m003_inbox")


@step
def m004_people(db: Database) -> None:
    _run(db, "m004_people")


@step
def m005_clock(db: Database) -> None:
    _run(db, "m005_clock")


@step
def m006_history(db: Database) -> None:
    _run(db, "m006_history")


@step
def m007_subscriptions(db: Database) -> None:
    _run(db, "m007_subscriptions")


@step
def m008_alerts(db: Database) -> None:
    _run(db, "m008_alerts")


@step
def m009_cells(db: Database) -> None:
    _run(db, "m009_cells")


@step
def m010_names(db: Database) -> None:
    _run(db, "m010_names")


@step
def m011_originals(db: Database) -> None:
    _run(db, "m011_originals")


@step
def m012_replaced(db: Database) -> None:
    _run(db, "m012_replaced")


@step
def m013_conversations(db: Database) -> None:
    _run(db, "m013_conversations")


@step
def m014_tables(db: Database) -> None:
    _run(db, "m014_tables")


@step
def m015_layouts(db: Database) -> None:
    _run(db, "m015_layouts")


@step
def m016_meanings(db: Database) -> None:
    _run(db, "m016_meanings")


@step
def m017_access(db: Database) -> None:
    _run(db, "m017_access")


@step
def m018_given_names(db: Database) -> None:
    _run(db, "m018_given_names")


@step
def m019_posting(db: Database) -> None:
    _run(db, "m019_posting")


@step
def m020_proposal_responsible(db: Database) -> None:
    _run(db, "m020_proposal_responsible")


@step
def m021_held(db: Database) -> None:
    _run(db, "m021_held")


@step
def m022_workers(db: Database) -> None:
    _run(db, "m022_workers")


@step
def m023_edits(db: Database) -> None:
    _run(db, "m023_edits")


@step
def m024_looks(db: Database) -> None:
    _run(db, "m024_looks")


@step
def m025_feedback(db: Database) -> None:
    _run(db, "m025_feedback")


@step
def m026_handed(db: Database) -> None:
    _run(db, "m026_handed")


@step
def m027_leases(db: Database) -> None:
    _run(db, "m027_leases")
