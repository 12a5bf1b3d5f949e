"""Is a case over, by the words of its report: implemented, or cancelled?"""

from collections.abc import Iterable
from dataclasses import dataclass

from records import colours
from records.documents import Source, StatusRow

IMPLEMENTED, CANCELLED = "implemented", "cancelled"


@dataclass(frozen=True, slots=True)
class Closing:
    """Why nobody is reminded of a case any longer: "implemented" or "cancelled", in the words of its report."""

    reason: str
    words: str
    source: Source


def closing(rows: Iterable[StatusRow]) -> Closing | None:
    """Why a case is over, if all of its rows say that it is implemented or cancelled."""
    found = [_closing(row) for row in rows]
    if not found or None in found:
        return None
    return next((one for one in found if one and one.reason == CANCELLED), found[0])


def _closing(row: StatusRow) -> Closing | None:
    said, remarked = colours.events(row.status), colours.events(row.remark)
    if "cancelled" in remarked:
        return Closing(CANCELLED, row.remark, row.source)
    if "cancelled" in said or ("implemented" in said and "not intended" not in said):
        return Closing(CANCELLED if "cancelled" in said else IMPLEMENTED, row.status, row.source)
    return None
