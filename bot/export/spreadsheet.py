"""A list of cases, or of milestones, as CSV that a Danish spreadsheet opens."""

from collections.abc import Iterable

from bot.export import store_json
from bot.export.answer_json import result
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
    return store_json.csv_table((_row(hit) for hit in hits), COLUMNS)


def milestones_as_csv(milestones: Iterable[Milestone]) -> bytes:
    return store_json.csv_table(map(store_json.milestone_object, milestones), store_json.MILESTONE)


def _row(hit: Hit) -> store_json.Item:
    found = result(hit)
    return {name: found.get(name) for name in COLUMNS}
