"""A list of cases, or of milestones, as CSV that a Danish spreadsheet opens."""

from collections.abc import Iterable

from bot import exports
from bot.asking import result
from records import Hit, Milestone

COLUMNS = (
    "municipality",
    "code",
    "budget_year",
    "area",
    "title",
    "saving_tkr",
    "cost_tkr",
    "phase_in_year",
    "adopted",
    "status",
    "colour",
    "source",
)


def as_csv(hits: Iterable[Hit]) -> bytes:
    return exports.table((_row(hit) for hit in hits), COLUMNS)


def milestones_as_csv(milestones: Iterable[Milestone]) -> bytes:
    return exports.table(map(exports.milestone, milestones), exports.MILESTONE)


def _row(hit: Hit) -> exports.Item:
    found = result(hit)
    return {name: found.get(name) for name in COLUMNS}
