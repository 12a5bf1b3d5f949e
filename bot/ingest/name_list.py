"""A municipality's list of names: municipality, kind, name and abbreviations, as CSV, a sheet or TOML."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.ingest.corrections import BadChange, official_municipality
from loaders import files as file_types
from records import Refused
from records.layouts import NAME_KINDS, GivenName

COLUMNS = ("municipality", "kind", "name", "abbreviations")
_NEEDED = ("kind", "name")
_PARTED = re.compile(r"[,;/|\n]")


class BadNames(Exception):
    """A list that cannot be taken. `kind` is a key of the catalogue's section `names`; `line` counts from 1."""

    def __init__(self, kind: str, line: int = 1, value: str = "") -> None:
        super().__init__(f"{kind} in line {line}: {value}")
        self.kind, self.line, self.value = kind, line, value


def read_names(path: Path, municipality: str | None = None) -> list[GivenName]:
    """The names of a file; `municipality` is that of all rows that name none. Raises BadNames."""
    rows = _of_toml(path) if path.suffix.lower() == ".toml" else _of_table(path)
    found: dict[tuple[str, str, str], GivenName] = {}
    for line, values in rows:
        one = _name(values, line, municipality)
        key = one.municipality, one.kind, one.name.casefold()
        if key in found:
            raise BadNames("twice", line, one.name)
        found[key] = one
    if not found:
        raise BadNames("empty")
    return list(found.values())


def as_objects(names: Iterable[GivenName]) -> list[dict[str, Any]]:
    return [
        {"municipality": n.municipality, "kind": n.kind, "name": n.name, "abbreviations": list(n.abbreviations)}
        for n in names
    ]


Row = tuple[int, Mapping[str, str]]


def _of_table(path: Path) -> Iterator[Row]:
    try:
        document = file_types.document(path)
    except Refused as refused:
        raise BadNames("unreadable", 1, path.name) from refused
    rows = [row for table in document.tables for row in table.rows if any(cell.text.strip() for cell in row.cells)]
    columns = [_called("columns", cell.text) for cell in rows[0].cells] if rows else []
    if missing := set(_NEEDED) - set(columns):
        raise BadNames("no_columns", 1, ", ".join(sorted(missing)))
    for row in rows[1:]:
        cells = (" ".join(cell.text.split()) for cell in row.cells)
        yield row.number, {column: text for column, text in zip(columns, cells, strict=False) if column}


def _of_toml(path: Path) -> Iterator[Row]:
    try:
        listed = tomllib.loads(path.read_bytes().decode("utf-8-sig")).get("name", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadNames("broken", 1, str(error)) from error
    for number, held in enumerate(listed if isinstance(listed, list) else [], 1):
        if not isinstance(held, dict) or held.keys() - set(COLUMNS):
            raise BadNames("no_columns", number, ", ".join(COLUMNS))
        yield number, {key: ",".join(map(str, one)) if isinstance(one, list) else str(one) for key, one in held.items()}


def _name(values: Mapping[str, str], line: int, municipality: str | None) -> GivenName:
    kind, name = _called("kinds", values.get("kind", "")), values.get("name", "")
    if kind not in NAME_KINDS:
        raise BadNames("no_kind", line, values.get("kind", ""))
    if not name:
        raise BadNames("no_name", line)
    given = values.get("municipality", "")
    if not given and municipality is None:
        raise BadNames("no_municipality", line, name)
    try:
        place = official_municipality(given) if given else str(municipality)
    except BadChange as bad:
        raise BadNames("bad_municipality", line, given) from bad
    short = (one.strip() for one in _PARTED.split(values.get("abbreviations", "")))
    return GivenName(place, kind, name, tuple(dict.fromkeys(filter(None, short))))


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("records") / "words/name_kinds.toml").read_text(encoding="utf-8"))


def _called(section: str, text: str) -> str:
    """The column or the kind that a word of the list stands for; "" for none."""
    word = text.strip().casefold()
    return next((name for name, listed in _words()[section].items() if word in listed), "")
