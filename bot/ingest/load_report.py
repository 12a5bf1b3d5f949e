"""What a load did, as JSON, as a table and as sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.export import layout_text
from bot.ingest.loading import LoadResult
from loaders.kinds.tables.unread import file_type
from records import Understanding
from templates import say
from templates.catalogue import called
from templates.formats import spot

KINDS = ("proposals", "milestones", "statuses", "figures", "passages")
COLUMNS = ("document", "kind", "state", *KINDS, "findings", "seconds")
GAP = "  "
NEWS = ("loaded", "replaced", "read")
MOST_TABLES = 6  # that are shown after a load
MOST_SPOTS = 3  # of what gave nothing


def as_json(reports: Sequence[LoadResult], language: str) -> dict[str, Any]:
    """`findings` is the number of all; a document that is in the database already counts with what it has there."""
    return {"documents": [_item(report, language) for report in reports], "findings": totals(reports)["findings"]}


def as_text(reports: Sequence[LoadResult], language: str, dry: bool = False) -> str:
    """A table of the files and a line with the sums; where nothing was to be stored (`dry`) it says so."""
    head = [say(f"load.{column}", language) for column in COLUMNS]
    summed = totals(reports)
    values = {**{state: summed[state] for state in STATES}, "findings": summed["findings"]}
    summary = say("load.summary_dry" if dry else "load.summary", language, **values)
    said = "".join(f"{text}\n" for text in remarks(reports, language))
    told = "".join(f"{text}\n\n" for text in understood_tables(reports, language))
    return f"{aligned([head, *(_row(report, language) for report in reports)])}\n\n{told}{said}{summary}"


def understood_tables(reports: Sequence[LoadResult], language: str) -> Iterator[str]:
    """How the tables of what was read now were understood; of many, the first. Those of a dry run are not stored, so
    no command knows them."""
    found = [(number, one) for report in reports if report.state in NEWS for number, one in _tables(report)]
    stored = any(report.document for report in reports if report.state in NEWS and report.understood)
    yield from (layout_text.table_text(number, one, language, stored) for number, one in found[:MOST_TABLES])
    if len(found) > MOST_TABLES:
        yield say("layouts.more" if stored else "ui.more", language, count=len(found) - MOST_TABLES)
    if found:
        yield say("layouts.correct", language, id=found[0][0]) if stored else say("load.correct_later", language)


def _tables(report: LoadResult) -> Iterator[tuple[str, Understanding]]:
    """The tables of a document with their numbers, as `corrections.ReadTable` has them."""
    own = f"{report.document.id}." if report.document else ""
    return ((f"{own}{number}", one) for number, one in enumerate(report.understood, 1))


STATES = ("loaded", "replaced", "unchanged", "refused", "read", "held")


def refusals(reports: Iterable[LoadResult], language: str) -> Iterator[str]:
    """A sentence for every file that was refused."""
    for report in reports:
        if report.refused:
            unknown = report.refused.reason == "table_not_understood" and report.refused.values.get("columns")
            more = say("load.name_columns", language, name=report.name) if unknown else ""
            yield " ".join(filter(None, (message(report, language), more)))


def message(report: LoadResult, language: str) -> str:
    """What there is to say of one file; nothing when it was loaded as a document of its own."""
    if report.refused:
        return say(f"refused.{report.refused.reason}", language, **{**report.refused.values, "name": report.name})
    if report.note:
        return say(f"load.{report.note}", language, name=report.name, other=report.other)
    if report.document and report.document.name != report.name:
        return say("load.known_as", language, name=report.name, other=report.document.name)
    return ""


def gave_nothing(report: LoadResult, language: str, where: str = "load.set_roles") -> str:
    """What of a document that was read now looks like a table and gave no record, and what to do; "" where nothing
    does. `where` is the sentence that tells where its columns can be named."""
    if not report.nothing or report.state not in NEWS:
        return ""
    tables = [one for one in report.nothing if one.kind.startswith("table_")]
    rows = sum(int(str(one.values["count"])) for one in report.nothing if one not in tables)
    spots = [place for one in report.nothing[:MOST_SPOTS] if (place := spot(one.source, language))]
    told = say(
        "load.gave_nothing", language,
        name=report.name, tables=len(tables), rows=rows, spots=spots, type=file_type(report.name),
    )  # fmt: skip
    number = next((number for number, one in _tables(report) if one.kind is None and report.document), None)
    return told if number is None else f"{told} {say(where, language, id=number)}"


def totals(reports: Iterable[LoadResult]) -> Counter[str]:
    """How many files met each fate, and how many `findings` there are in all."""
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update({report.state: 1, "findings": report.records.get("findings", 0)})
    return counted


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table for a fixed-width font: numbers stand right, the rest left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(GAP.join(map(_fitted, row, widths)).rstrip() for row in rows)


def _fitted(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.replace(",", "").replace(".", "").isdigit() else cell.ljust(width)


def _item(report: LoadResult, language: str) -> dict[str, Any]:
    return {
        "document": report.name,
        "kind": report.kind,
        "state": report.state,
        "records": {kind: report.records.get(kind, 0) for kind in KINDS},
        "findings": report.records.get("findings", 0),
        "tables": [layout_text.item(number, one) for number, one in _tables(report)],
        "message": " ".join(filter(None, (message(report, language), gave_nothing(report, language)))),
        "seconds": round(report.seconds, 3),
    }


def _row(report: LoadResult, language: str) -> list[str]:
    counts = [str(report.records.get(name, 0)) if report.kind else "" for name in (*KINDS, "findings")]
    state = say(f"load.state_{report.state}", language)
    return [report.name, kind_name(report.kind, language), state, *counts, seconds(report, language)]


def kind_name(kind: str | None, language: str) -> str:
    """What a kind of document is called; one that has no name yet stands for itself."""
    return called(kind, "kinds", language) if kind else ""


def seconds(report: LoadResult, language: str) -> str:
    shown = f"{report.seconds:.2f}"
    return shown if language == "en" else shown.replace(".", ",")


def remarks(reports: Iterable[LoadResult], language: str) -> Iterator[str]:
    """Sentences for every file that was taken as something else than a document of its own, or of which a table gave
    nothing."""
    read = [report for report in reports if not report.refused]
    return (text for report in read for text in (message(report, language), gave_nothing(report, language)) if text)
