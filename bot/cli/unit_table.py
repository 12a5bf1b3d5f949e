"""The table of units as CSV: unit, channel, user, manager."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from index.state.reminders import Unit

COLUMNS = ("unit", "channel", "user", "manager")
_CHANNEL, _PERSON = re.compile(r"[CGD][A-Z0-9]{2,}"), re.compile(r"[UW][A-Z0-9]{2,}")


class BadTable(Exception):
    """A table that cannot be taken. `kind` is a key of the catalogue's section `units`."""

    def __init__(self, kind: str, line: int = 1, value: str = "") -> None:
        super().__init__(f"{kind} in line {line}: {value}")
        self.kind, self.line, self.value = kind, line, value


def read_units(data: bytes) -> list[Unit]:
    """The units of a CSV file with commas or semicolons, in UTF-8 or as Excel saves it. Raises BadTable."""
    text = _decoded(data)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    try:
        return _units(rows)
    except csv.Error as error:
        raise BadTable("broken", rows.line_num, str(error)) from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _units(rows: Any) -> list[Unit]:
    names = [name.strip().lower() for name in next(rows, [])]
    if set(COLUMNS) - set(names):
        raise BadTable("no_columns", 1, ", ".join(sorted(set(COLUMNS) - set(names))))
    found: dict[str, Unit] = {}
    for cells in rows:
        values = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        if not any(values.values()):
            continue
        unit = _unit(values, rows.line_num)
        if unit.unit in found:
            raise BadTable("twice", rows.line_num, unit.unit)
        found[unit.unit] = unit
    return list(found.values())


def _unit(values: dict[str, str], line: int) -> Unit:
    name = values.get("unit", "")
    if not name:
        raise BadTable("no_name", line)
    for column, shape in (("channel", _CHANNEL), ("user", _PERSON), ("manager", _PERSON)):
        value = values.get(column, "")
        if value and not shape.fullmatch(value):
            raise BadTable(f"bad_{column}", line, value)
    return Unit(name, values.get("channel") or None, values.get("user") or None, values.get("manager") or None)


def as_objects(units: Iterable[Unit]) -> list[dict[str, str | None]]:
    return [{"unit": u.unit, "channel": u.channel, "user": u.person, "manager": u.manager} for u in units]


def as_csv(units: Iterable[Unit]) -> bytes:
    """As `read_units` takes it."""
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(as_objects(units))
    return text.getvalue().encode()
