"""What became of a status row from one report to another."""

from dataclasses import dataclass
from enum import StrEnum

from records.documents import StatusRow

STALE_DAYS = 240  # a status is old after so many days: reports come every half year, and some weeks late
RANK = {"green": 0, "yellow": 1, "red": 2}


class MovementKind(StrEnum):
    """How a row moved. CHANGED and SAME keep their colour."""

    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    SAME = "same"
    NEW = "new"
    VANISHED = "vanished"  # implemented or closed: reports leave out what is done


@dataclass(frozen=True, slots=True)
class Change:
    """A field of StatusRow that holds another value than before."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Movement:
    """A row in a report and in the one before it. `before` is None for a new row, `after` for one that vanished."""

    before: StatusRow | None
    after: StatusRow | None
    fields: tuple[Change, ...] = ()

    @property
    def row(self) -> StatusRow:
        """The row as it stands now, or stood last."""
        return self.after or self.before  # type: ignore[return-value]  # one of them is there

    @property
    def kind(self) -> MovementKind:
        if self.before is None:
            return MovementKind.NEW
        if self.after is None:
            return MovementKind.VANISHED
        return _kind(self.before.colour, self.after.colour, bool(self.fields))


def _kind(before: str | None, after: str | None, changed: bool) -> MovementKind:
    """An unknown colour that becomes yellow or red is worse: nobody was told of it before."""
    old, new = RANK.get(before or ""), RANK.get(after or "")
    if new is not None and new > (old or 0):
        return MovementKind.WORSE
    if old is not None and new is not None and new < old:
        return MovementKind.BETTER
    return MovementKind.CHANGED if changed else MovementKind.SAME
