"""What is in the store as flat objects with fixed names, for JSON and for a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from index.store.store import Store, StoredDocument
from records import Figure, Finding, Link, Milestone, Proposal, Source, StatusRow
from templates import say
from templates.catalogue import all_sentences, placeholders

Item = dict[str, Any]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PROPOSAL = _names(
    "municipality code title budget_year type committee administration affected areas measures saving_tkr saving_text"
    " cost_tkr cost_text cost_service_tkr cost_construction_tkr phase_in_year phase_in_text adopted"
    " payback_service_years payback_total_years price_level lasting_change implementation total_effect confidential"
    " summary saving_by_year further_information overview places source"
)
MILESTONE = _names(
    "municipality code budget_year goal measured_by responsible when due_start due_end all_dues recurring group source"
)
STATUS = _names(
    "municipality code code_as_printed budget_year area title type status colour colour_from remark investment_tkr"
    " saving_tkr phase_in_year handling consequence compensated_before needs_approval committee adopted as_of"
    " responsible due_end investment_text saving_text meaning source"
)
FIGURE = _names("table row column value unit source")
LINK = _names("from_code to_code to_budget_year basis score")
FINDING = _names("kind message source")
DOCUMENT = _names("name kind title municipality as_of loaded_at sha256 counts")
PLACE = ("document", "page", "line")
CELL = ("sheet", "cell")  # of a spreadsheet


def export_objects(store: Store, what: str, language: str) -> Iterator[Item]:
    """The objects of an export; `what` is a key of EXPORTS. Sentences in them are in `language`."""
    return EXPORTS[what][1](store, language)


def as_json(objects: Iterable[Item]) -> bytes:
    """A JSON list, an object a line, in UTF-8."""
    lines = (json.dumps(item, ensure_ascii=False, allow_nan=False) for item in objects)
    return ("[" + ",\n".join(lines) + "]\n").encode()


def as_csv(objects: Iterable[Item], what: str) -> bytes:
    """A table as Danish Excel opens it: UTF-8 with its mark, semicolons, decimal commas; an empty cell for null.

    A `source` becomes three columns, a list or a mapping one cell.
    """
    return csv_table(objects, EXPORTS[what][0])


def csv_table(objects: Iterable[Item], names: Iterable[str]) -> bytes:
    """The same for objects of one's own; all have the fields `names`, in that order."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";")
    writer.writerow(column for name in names for column in _columns(name))
    writer.writerows([cell for name in item for cell in _cells(name, item[name])] for item in objects)
    return page.getvalue().encode("utf-8-sig")


# ---------------------------------------------------------------- objects


def _picked(record: object, names: Iterable[str]) -> Item:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: object) -> Any:
    """The value as JSON knows it: whole numbers without a fraction, keys as text, days ISO."""
    match value:
        case date():
            return value.isoformat()
        case Source():
            return plain_place(value)
        case float():
            return _number(value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
    return value


def plain_place(place: Source) -> Item:
    """A source: document, page and line, and the sheet and cell of what stands in a spreadsheet or a table of cells."""
    parts = PLACE if place.cell is None and place.sheet is None else PLACE + CELL
    return {part: getattr(place, part) for part in parts}


def _number(value: float) -> float | int | None:
    if not isfinite(value):
        return None  # JSON has no infinity
    return int(value) if value.is_integer() else value


def _proposal(proposal: Proposal) -> Item:
    return _picked(proposal, PROPOSAL)


def milestone_object(milestone: Milestone) -> Item:
    """A follow-up goal, flat."""
    start, end = milestone.all_dues[0] if milestone.all_dues else (None, None)
    dues = {"due_start": _plain(start), "due_end": _plain(end)}
    return {name: dues[name] if name in dues else _plain(getattr(milestone, name)) for name in MILESTONE}


def _status(row: StatusRow) -> Item:
    return _picked(row, STATUS)


def _figure(figure: Figure) -> Item:
    return _picked(figure, FIGURE)


def _link(link: Link) -> Item:
    return _picked(link, LINK)


def _finding(finding: Finding, language: str) -> Item:
    return {"kind": finding.kind, "message": _sentence(finding, language), "source": _plain(finding.source)}


def _sentence(finding: Finding, language: str) -> str:
    """One finding that lacks its sentence, or a value of it, must not keep the others from being listed."""
    key = f"findings.{finding.kind}"
    told = key in all_sentences(language) and placeholders(key, language) <= finding.values.keys()
    return say(key, language, **finding.values) if told else finding.kind


def _document(document: StoredDocument) -> Item:
    return _picked(document, DOCUMENT)


# What can be exported: the names of its fields, in order, and its objects.
EXPORTS: dict[str, tuple[tuple[str, ...], Callable[[Store, str], Iterator[Item]]]] = {
    "proposals": (PROPOSAL, lambda store, _: map(_proposal, store.proposals().values())),
    "milestones": (MILESTONE, lambda store, _: map(milestone_object, store.milestones().values())),
    "statuses": (STATUS, lambda store, _: map(_status, store.statuses().values())),
    "figures": (FIGURE, lambda store, _: map(_figure, store.figures().values())),
    "links": (LINK, lambda store, _: map(_link, store.links().values())),
    "findings": (FINDING, lambda store, language: (_finding(one, language) for one in store.findings().values())),
    "documents": (DOCUMENT, lambda store, _: map(_document, store.documents())),
}

# ---------------------------------------------------------------- cells

# A spreadsheet runs a cell that begins so as a formula, whoever wrote it; full-width forms too.
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[-+]?\d[\d.]*(,\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BETWEEN = " | "


def _columns(name: str) -> list[str]:
    return [f"source_{part}" for part in PLACE + CELL] if name == "source" else [name]


def _cells(name: str, value: Any) -> list[str]:
    values = [value.get(part) for part in PLACE + CELL] if name == "source" else [value]
    return [_harmless(_written(one)) for one in values]


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case int() | float():
            return str(value).replace(".", ",")
        case dict():
            return _mapping(value)
        case list():
            return _list(value)
    return str(value)


def _mapping(value: dict[str, Any]) -> str:
    if value.keys() == set(PLACE):
        number, part = (value["line"], "line") if value["page"] is None else (value["page"], "page")
        return f"{value['document']}#{part}={number}"
    if value.keys() == {*PLACE, *CELL}:
        return f"{value['document']}#" + "!".join(filter(None, (value["sheet"], value["cell"])))
    return BETWEEN.join(f"{key}: {_written(one)}" for key, one in value.items())


def _list(value: list[Any]) -> str:
    if len(value) == 2 and all(isinstance(one, str) and DAY.fullmatch(one) for one in value):
        return "/".join(value)  # ISO 8601 writes an interval so
    return BETWEEN.join(_written(one) for one in value)


def _harmless(text: str) -> str:
    """Words of a document must not be run. A number is none, minus or not."""
    runs = text.lstrip().startswith(RUNS) and not NUMBER.fullmatch(text)
    return "'" + text if runs else text
