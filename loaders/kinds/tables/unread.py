"""What looks like a table, a form or a list and gave no record. None of it is prose, whatever its words are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from loaders import language
from loaders.kinds.tables import lists, rows
from loaders.kinds.tables.rows import TEXT, Row
from records import Document, Finding, Loaded

# Findings of tables and lists that no record came of, each with how much that is.
GAVE_NOTHING = ("table_unread", "table_gave_nothing", "rows_without_heading", "list_gave_nothing")
_LEAST_ROWS, _LEAST_ITEMS = 2, 3
_LEAST_LABELS, _OFTEN = 3, 3  # labels that each stand so often are a form's,
_SHARE_OF_LABELS = 0.12  # where they are more of the lines than what is printed on every page
_LONGEST_LABEL = 6  # words
_MOSTLY = 0.5  # of the words stand in tables
_SHOWN = 200  # characters of a row
_LOOKED_AT = 4_000  # characters of a line
_LONG = 6  # words of a line that is more than a cell
_SPACED = re.compile(r"\S {3,}\S")
_TYPES = {
    **dict.fromkeys(("xlsx", "xlsm", "ods", "csv", "tsv"), "sheet"),
    **dict.fromkeys(("docx", "docm", "odt"), "word"),
    **dict.fromkeys(("html", "htm", "xhtml"), "web"),
    "pdf": "pdf",
    "eml": "mail",
}


def file_type(name: str) -> str:
    """The sort of a file by its name, as the advice for tables that gave nothing knows it."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "text")


@dataclass(frozen=True, slots=True)
class TabularBlock:
    """Rows of several cells that follow each other."""

    rows: tuple[Row, ...]

    @property
    def words(self) -> int:
        return sum(len(row.joined.split()) for row in self.rows)


def tabular_blocks(document: Document) -> list[TabularBlock]:
    """What stands as a table in the document: by the file's own tables, or by signs that part the cells."""
    several = [row for row in rows.of(document) if len(row.filled) > 1 and row.table != TEXT]
    found = [TabularBlock(tuple(group)) for _, group in groupby(several, key=lambda row: row.table)]
    return [block for block in found if len(block.rows) >= _LEAST_ROWS]


def labels(document: Document) -> list[str]:
    """Short lines, and words before a colon, that come again and again as the labels of a form do."""
    lines = [line.strip() for line in language.sample(document)]
    short = (line.partition(":")[0].strip() for line in lines)
    counted = Counter(text for text in short if _is_label(text))
    found = {text: count for text, count in counted.items() if count >= _OFTEN}
    return list(found) if sum(found.values()) >= _SHARE_OF_LABELS * len(lines) else []


def _is_label(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_LABEL and text[0].isupper() and text[-1] not in ".,!?"


def is_tabular(document: Document) -> bool:
    """Whether a document is more table or form than prose: rows of cells, labels that come again, columns that only
    blanks part, a cell on each line."""
    lines = tuple(line[:_LOOKED_AT] for line in document.lines[: language.LOOKED_AT])
    start, total = replace(document, lines=lines), _words(lines)
    if sum(block.words for block in tabular_blocks(start)) > _MOSTLY * total or len(labels(start)) >= _LEAST_LABELS:
        return True
    spaced = [line for line in lines if _SPACED.search(line.strip())]
    # A sentence that is broken in a narrow column goes on in small letters; a cell does not.
    short = [line for line in lines if len(line.split()) < _LONG and not line.lstrip()[:1].islower()]
    return any(len(some) >= _LEAST_ITEMS and _words(some) > _MOSTLY * total for some in (spaced, short))


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def column_names(document: Document) -> list[str]:
    """What stands where the names of columns should be, or the labels that come again."""
    found = tabular_blocks(document)
    first = found[0].rows[0] if found else None
    return [first.text(at)[:40] for at in first.filled] if first else labels(document)


def findings(document: Document, loaded: Loaded, whole_sheets: bool) -> Iterator[Finding]:
    """The tables of a document out of which no record came, and a list of amounts that is only text. With
    `whole_sheets` only sheets of a workbook count: a known layout has tables that hold nothing of their own."""
    told = _told(loaded)
    for block in tabular_blocks(document):
        first, last = block.rows[0].line, block.rows[-1].line
        if whole_sheets and not _sheet(document, first):
            continue
        if not any(first < line <= last + 1 for line in told):
            values = {"rows": len(block.rows), "text": block.rows[0].joined[:_SHOWN]}
            yield Finding("table_gave_nothing", document.source(first), values)
    if not whole_sheets:
        yield from lists.findings(document)


def _sheet(document: Document, index: int) -> str | None:
    return document.cells.get(index, (None, ""))[0]


def _told(loaded: Loaded) -> set[int]:
    """The lines (from 1) that something was read from."""
    records: Sequence[Sequence[object]] = (loaded.proposals, loaded.milestones, loaded.statuses, loaded.figures)
    found = {one.source.line for kind in records for one in kind}  # type: ignore[attr-defined]
    places = {place.line for one in loaded.proposals for place in (*one.places, *one.evidence.values())}
    understood = {one.source.line for one in loaded.understandings}
    return {line for line in found | places | understood if line is not None}
