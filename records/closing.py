"""Is a case over? By the words of its report (implemented, cancelled), or because no report has it any longer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records import colours, meanings
from records.documents import Source, StatusRow

IMPLEMENTED, CANCELLED, VANISHED = "implemented", "cancelled", "vanished"


@dataclass(frozen=True, slots=True)
class Closing:
    """Why nobody is reminded of a case any longer: "implemented" or "cancelled" in the words of its report, "vanished"
    after the last row that it had."""

    reason: str
    words: str
    source: Source


def closing(rows: Iterable[StatusRow]) -> Closing | None:
    """Why a case is over, if all of its rows say that it is implemented or cancelled."""
    found = [_closing(row) for row in rows]
    if not found or None in found:
        return None
    return next((one for one in found if one and one.reason == CANCELLED), found[0])


def vanished(gone: Sequence[StatusRow]) -> Closing | None:
    """Why a case is over whose rows the newest report has no longer; None where there are none."""
    return Closing(VANISHED, gone[-1].status, gone[-1].source) if gone else None


def _closing(row: StatusRow) -> Closing | None:
    said, remarked = colours.events(row.status), colours.events(row.remark)
    meaning = row.meaning or meanings.meaning(row.status)
    if "cancelled" in remarked:
        return Closing(CANCELLED, row.remark, row.source)
    if "cancelled" in said or meaning == meanings.STOPPED:
        return Closing(CANCELLED, row.status, row.source)
    if meaning == meanings.DONE or ("implemented" in said and "not intended" not in said):
        return Closing(IMPLEMENTED, row.status, row.source)
    return None
