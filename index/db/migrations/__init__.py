"""The tables, step by step. A step that was released is never edited: a change is a new one, `m002_…`."""

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

STEPS = Migrations("sagsbot")
KNOWN: set[str] = set()
STEPS_SQL = Path(__file__).parent


def step(change: Callable[[Database], None]) -> Callable[[Database], None]:
    """Register a step under its function's name."""
    KNOWN.add(change.__name__)
    return STEPS(name=change.__name__)(change)


def _sql(name: str) -> str:
    """The statements of a step, from its file beside this one."""
    return (STEPS_SQL / f"{name}.sql").read_text(encoding="utf-8")


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
    db.executescript(_sql("m001_documents_and_records"))


@step
def m002_search_index(db: Database) -> None:
    db.executescript(_sql("m002_search_index"))


@step
def m003_inbox(db: Database) -> None:
    db.executescript(_sql("m003_inbox"))


@step
def m004_people(db: Database) -> None:
    db.executescript(_sql("m004_people"))


@step
def m005_clock(db: Database) -> None:
    db.executescript(_sql("m005_clock"))


@step
def m006_history(db: Database) -> None:
    db.executescript(_sql("m006_history"))


@step
def m007_subscriptions(db: Database) -> None:
    db.executescript(_sql("m007_subscriptions"))


@step
def m008_alerts(db: Database) -> None:
    db.executescript(_sql("m008_alerts"))


@step
def m009_cells(db: Database) -> None:
    db.executescript(_sql("m009_cells"))


@step
def m010_names(db: Database) -> None:
    db.executescript(_sql("m010_names"))


@step
def m011_originals(db: Database) -> None:
    db.executescript(_sql("m011_originals"))


@step
def m012_replaced(db: Database) -> None:
    db.executescript(_sql("m012_replaced"))


@step
def m013_conversations(db: Database) -> None:
    db.executescript(_sql("m013_conversations"))


@step
def m014_tables(db: Database) -> None:
    db.executescript(_sql("m014_tables"))


@step
def m015_layouts(db: Database) -> None:
    db.executescript(_sql("m015_layouts"))


@step
def m016_meanings(db: Database) -> None:
    db.executescript(_sql("m016_meanings"))


@step
def m017_access(db: Database) -> None:
    db.executescript(_sql("m017_access"))


@step
def m018_given_names(db: Database) -> None:
    db.executescript(_sql("m018_given_names"))


@step
def m019_posting(db: Database) -> None:
    db.executescript(_sql("m019_posting"))


@step
def m020_proposal_responsible(db: Database) -> None:
    db.executescript(_sql("m020_proposal_responsible"))


@step
def m021_held(db: Database) -> None:
    db.executescript(_sql("m021_held"))


@step
def m022_workers(db: Database) -> None:
    db.executescript(_sql("m022_workers"))


@step
def m023_edits(db: Database) -> None:
    db.executescript(_sql("m023_edits"))


@step
def m024_looks(db: Database) -> None:
    db.executescript(_sql("m024_looks"))
