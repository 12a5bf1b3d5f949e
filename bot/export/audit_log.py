"""The audit log for whoever keeps the journal."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any

from bot.export import store_json
from index.state.audit import AuditRow
from templates import say
from templates.catalogue import called

COLUMNS = (
    "time", "action", "person", "name", "about", "about_name", "municipality", "code", "budget_year", "title",
    "documents", "detail",
)  # fmt: skip


def as_object(row: AuditRow, language: str, zone: tzinfo) -> dict[str, object]:
    """A row, flat. `time` is local; `documents` is the document itself, or those that tell of the case today."""
    act = row.act
    values = (
        row.done_at.astimezone(zone).isoformat(timespec="seconds"),
        called(act.action, "audit", language),
        act.person or None,
        act.name or (None if act.person else say("audit.machine", language)),
        act.about or None,
        act.about_name or None,
        row.municipality,
        row.code,
        row.budget_year,
        row.title,
        [act.document] if act.document else list(row.documents),
        act.detail or None,
    )
    return dict(zip(COLUMNS, values, strict=True))


def as_csv(objects: Iterable[dict[str, Any]]) -> bytes:
    """For a Danish spreadsheet."""
    return store_json.csv_table(objects, COLUMNS)


def as_text(objects: Iterable[Mapping[str, object]], language: str) -> str:
    """A line for each act; a sentence where there is none."""
    lines = ["  ".join(filter(None, map(_printed, one.values()))) for one in objects]
    return "\n".join(lines) or say("audit.empty", language)


def _printed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
