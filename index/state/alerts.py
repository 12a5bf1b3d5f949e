"""Which turns of status rows were told. Works inside the transaction that replaces a document."""

from collections.abc import Iterable
from datetime import date, datetime

from index.db.database import utc_text
from index.db.gateway import Reader, Writer
from index.state.people import case_of
from index.store.row_matching import comparable
from records import StatusRow

# The key of a case, the row of it (its area), the day of the report, the colour.
Turn = tuple[str, str, str, str]


def turn(named: StatusRow, as_of: date | None, colour: str | None) -> Turn:
    """A turn of the row that is called as `named` is: a row may have been called otherwise in an earlier report."""
    return case_of(named).key, str(comparable(named.area)), as_of.isoformat() if as_of else "", colour or ""


def is_told(db: Reader, turns: Iterable[Turn]) -> bool:
    """Was one of them told?"""
    return any(db.one(_TOLD, **_named(one)) for one in turns)


def note_told(db: Writer, turns: Iterable[Turn], when: datetime) -> None:
    db.many(_NOTE, [{**_named(one), "at": utc_text(when)} for one in turns])


_TOLD = "SELECT 1 FROM alerted WHERE case_key = :case AND area = :area AND as_of = :as_of AND colour = :colour"
_NOTE = (
    "INSERT INTO alerted (case_key, area, as_of, colour, told_at)"
    " VALUES (:case, :area, :as_of, :colour, :at) ON CONFLICT DO NOTHING"
)


def _named(turn: Turn) -> dict[str, str]:
    return dict(zip(("case", "area", "as_of", "colour"), turn, strict=True))
