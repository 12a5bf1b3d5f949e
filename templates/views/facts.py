"""Facts, figures and tables → lines with a name, a value and a place."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from records import Fact, Table
from templates import formats
from templates.catalogue import called, say
from templates.formats import one_line
from templates.views.names import code_label, colour, committee_name
from templates.views.pieces import CardEntry, ValueLine
from templates.views.reading import inner_parts

IN_YEAR = {"saving_in_year", "cost_in_year"}
_OVERVIEW = {"overview_saving", "overview_cost"}
AMOUNTS = IN_YEAR | _OVERVIEW | {"saving", "cost", "cost_service", "cost_construction", "investment"}
TIMES = {"payback", "payback_service", "payback_total", "overview_payback"}
MEASURED = {"total", "average", "largest", "smallest"}
_NUMBER = re.compile(r"-?\d[\d.]*(,\d+)?")
LEAD = 350  # characters of facts that stand before the words of the document


def lines(facts: Sequence[Fact], language: str) -> tuple[ValueLine, ...]:
    """A line for each fact; with more than one case among them each says which it is about."""
    names = _names(facts)
    several = len(set(names) - {""}) > 1
    return tuple(_line(fact, name if several else "", language) for fact, name in zip(facts, names, strict=True))


def without_repeats(facts: Sequence[Fact]) -> list[Fact]:
    """Without what an overview says where the proposal's own fields come from the same line: it is the same figure."""
    own = {(str(fact.values.get("raw")), fact.source) for fact in facts if not fact.label.startswith("overview_")}
    return [
        fact
        for fact in facts
        if not fact.label.startswith("overview_") or (str(fact.values.get("raw")), fact.source) not in own
    ]


def first_and_rest(found: Sequence[ValueLine]) -> tuple[tuple[ValueLine, ...], tuple[ValueLine, ...]]:
    """The first facts, which are those asked for, and the rest."""
    used = 0
    for index, line in enumerate(found):
        used += len(line.text)
        if used > LEAD:
            return _document_once(found[: max(index, 1)]), _document_once(found[max(index, 1) :])
    return _document_once(found), ()


def _document_once(found: Sequence[ValueLine]) -> tuple[ValueLine, ...]:
    """Of lines from one document only the first names it."""
    before = ("", *(line.document for line in found))
    return tuple(
        replace(line, document="") if line.spot and line.document == named_before else line
        for line, named_before in zip(found, before, strict=False)
    )


def _names(facts: Sequence[Fact]) -> list[str]:
    """The case of each fact, with the area where a case has figures in several."""
    areas: dict[str, set[object]] = defaultdict(set)
    for fact in facts:
        areas[_case(fact)].add(fact.values.get("area"))
    return [
        formats.joined(
            (_case(fact), one_line(fact.values.get("area") or "") if len(areas[_case(fact)]) > 1 else ""), ", "
        )
        for fact in facts
    ]


def _case(fact: Fact) -> str:
    code = fact.values.get("code")
    return code_label(str(code), fact.values.get("year")) if code else one_line(fact.values.get("case") or "")


def _line(fact: Fact, about: str, language: str) -> ValueLine:
    label, value = label_and_value(fact, language)
    name = formats.joined((about, label), " – ")
    # The place of what was counted is the list of what was counted over.
    if fact.source is None or fact.label in MEASURED or fact.label in ("count", "share"):
        return ValueLine(name, value)
    return ValueLine(name, value, one_line(fact.source.document), formats.spot(fact.source, language))


def label_and_value(fact: Fact, language: str, beside: bool = True) -> tuple[str, str]:
    """The name and the value of a fact as they are printed; with what the document prints `beside` a turned sign."""
    raw = fact.values.get("raw", fact.value)
    year = {"in_year": fact.values["in_year"]} if fact.label in IN_YEAR else {}
    label = "" if fact.label == "share" else say(f"facts.{fact.label}", language, **year)
    if fact.label == "saving_printed" and isinstance(raw, int | float):
        return _printed_saving(raw, fact.values, language, beside)
    if fact.label == "figure":
        return _cell_name(fact.values) or label, one_line(fact.value)
    if fact.label in MEASURED:
        return measured(fact, language)
    if fact.label == "share":
        return _share(fact.values, language)
    if fact.label == "saving" and isinstance(raw, int | float) and raw < 0:
        return say("facts.extra_cost", language), _amount(-raw, fact.values, language)
    return label, _value(fact, raw, language)


def _share(values: Mapping[str, object], language: str) -> tuple[str, str]:
    """What part of all there is, with both numbers."""
    numbers = [float(str(values[name])) for name in ("part", "whole")]
    shown = formats.total if values["field"] else formats.format_number
    part, whole = (shown(one, language) for one in numbers)
    share = formats.percent(numbers[0] / numbers[1], language)
    name = say("facts.share_of", language, parts=inner_parts(values, language), field=values["field"])
    if values.get("whether"):
        few = "some" if values["unstated"] else {0.0: "none", numbers[1]: "all"}.get(numbers[0], "some")
        said = formats.joined(inner_parts(values, language), ", ")
        return said[:1].upper() + said[1:], say("facts.so_of", language, few=few, part=part, whole=whole)
    return name, say("facts.share", language, share=share, part=part, whole=whole)


def _value(fact: Fact, raw: object, language: str) -> str:
    if isinstance(raw, bool):
        return say("facts.yes" if raw else "facts.no", language)
    if isinstance(raw, Mapping):
        return _with_level(formats.by_year(raw, language), fact.values, language)
    if isinstance(raw, int | float):
        return _counted(fact, raw, language)
    if fact.label == "committee":
        return committee_name(str(raw))
    return colour(raw, language) if fact.label == "colour" else one_line(raw)


def _counted(fact: Fact, raw: float, language: str) -> str:
    if fact.label in AMOUNTS:
        return _amount(raw, fact.values, language)
    if fact.label in TIMES:
        return formats.years(raw, language)
    return formats.format_number(raw, language) if fact.label == "count" else formats.format_year(raw, language)


def _amount(value: float, about: Mapping[str, object], language: str) -> str:
    return _with_level(formats.money(value, language), about, language)


def _with_level(text: str, about: Mapping[str, object], language: str) -> str:
    level = about.get("price_level")
    return formats.joined((text, formats.level(str(level), language) if level else None), ", ")


def _printed_saving(printed: float, about: Mapping[str, object], language: str, beside: bool) -> tuple[str, str]:
    """The amount with the sign turned, what is printed beside it. Printed above 0 it is no saving at all."""
    label = say(f"facts.{'saving_printed' if printed <= 0 else 'extra_cost'}", language)
    amount = _amount(abs(printed), about, language)
    shown = say("ui.printed", language, value=formats.format_number(printed, "da"))
    return label, f"{amount} ({shown})" if beside else amount


def _cell_name(values: Mapping[str, object]) -> str:
    return formats.joined((one_line(values[name]) for name in ("table", "row", "column") if values.get(name)), " · ")


def measured(fact: Fact, language: str) -> tuple[str, str]:
    """A sum or an average: of amounts in 1.000 kr., or of years."""
    field, raw = fact.values.get("field"), fact.values.get("raw", fact.value)
    of = f"facts.{fact.label}_of"
    label = say(of, language, field=field) if field and fact.label in ("total", "average") else None
    in_years = field in TIMES or not isinstance(raw, int | float)
    value = (
        _number(raw, "years", language) if in_years else formats.total(formats.half_up(float(str(raw)), 1), language)
    )
    return label or say(f"facts.{fact.label}", language), _with_level(value, fact.values, language)


def _number(value: object, unit: str, language: str) -> str:
    if not isinstance(value, int | float):
        return say("ui.not_stated", language) if value is None else one_line(value)
    if unit == "tkr":
        return formats.tkr(formats.half_up(value, 1), language)
    if unit == "years":
        return formats.years(formats.half_up(value, 1), language)
    return formats.format_number(value, language)


# ---------------------------------------------------------------- tables


def table_lines(table: Table, language: str) -> tuple[ValueLine, ...]:
    """A table of numbers: a line for each row, its name first, then its cells with what they are."""
    found = []
    for first, *cells in table.rows:
        name = row_name(table.columns[0], first, language)
        shown = [_cell(table, at, cell, language) for at, cell in enumerate(cells, 1)]
        found.append(ValueLine(formats.first_upper(name, language), formats.joined(shown)))
    return tuple(found)


def row_name(column: str, name: object, language: str) -> str:
    if name is None:
        return say("ui.not_stated", language)
    if column == "committee":
        return committee_name(str(name))
    return colour(name, language) if column == "colour" else called(name, "columns", language)


def _cell(table: Table, at: int, cell: str | float | None, language: str) -> str:
    if table.columns[at] == "count":
        return say("hits.count", language, count=cell)
    return _number(cell, table.unit, language)


def groups(table: Table, language: str) -> tuple[CardEntry, ...]:
    """A table of texts: an entry for each row, a line for each cell. Beside "case" the "field" belongs to the name."""
    heads = 2 if table.columns[:2] == ("case", "field") else 1
    return tuple(_group(table.columns, row, heads, language) for row in table.rows)


def _group(columns: Sequence[str], row: Sequence[str | float | None], heads: int, language: str) -> CardEntry:
    name = formats.first_upper(" – ".join(called(cell, "columns", language) for cell in row[:heads]), language)
    field = str(row[heads - 1])
    texts = [_text(field, cell, language) for cell in row[heads:]]
    pairs = zip(columns[heads:], texts, strict=True)
    return CardEntry(name, tuple(f"{called(column, 'columns', language)}: {text}" for column, text in pairs))


def cell(field: str, value: object, language: str) -> str:
    """The value of a field of a status row, as a table prints it."""
    return _text(field, value if value is None or isinstance(value, str | int | float) else str(value), language)


def _text(field: str, cell: str | float | None, language: str) -> str:
    if cell is None or cell == "":
        return say("ui.not_stated", language)
    if field == "colour":
        return colour(cell, language)
    if isinstance(cell, str) and _NUMBER.fullmatch(cell) and field in AMOUNTS | TIMES | {"saving_printed"}:
        cell = float(cell.replace(".", "").replace(",", "."))
    if isinstance(cell, int | float):
        return _counted_cell(field, cell, language)
    if field == "price_level":
        return formats.level(cell, language)
    return one_line(cell)


def _counted_cell(field: str, cell: float, language: str) -> str:
    if field in AMOUNTS or field == "saving_printed" or field.endswith("_tkr"):
        return formats.tkr(cell, language)
    return formats.years(cell, language) if field in TIMES else formats.format_year(cell, language)
