"""What is read out of a document: what a loader returns and the store keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from records.tables import DocumentTable, column_letters


class Refused(Exception):
    """A document that cannot be read. `reason` is a key of the catalogue's section `refused`, `values` fill it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a document: file name, and page or line (both from 1).

    In a spreadsheet `sheet` and `cell` ("B7") say it; a table of a Word document or a web page has no sheet, and its
    `cell` is the number of the table and of the row in it ("2:5"). `line` counts the lines of the text that was read.
    """

    document: str
    line: int | None = None
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one document as a loader meets it: its lines, and each line's page where pages are known.

    Files of every type become this, so no loader knows which it was. Lines are without their newline; tabs part the
    cells of a table's row. `fills` are {(index of a line, place of a cell in it): "red", "yellow" or "green"} where a
    cell is painted so. `tables` are the same rows with all that the file says of their cells, and `cells` are {index of
    a line: (sheet, cell)} as in `Source`. `findings` are what was noticed while the lines were taken out of the file.
    `attached` are the files inside it (of an e-mail).
    """

    name: str
    lines: tuple[str, ...]
    pages: tuple[int | None, ...] = ()
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    findings: tuple["Finding", ...] = ()
    tables: tuple[DocumentTable, ...] = ()
    cells: Mapping[int, tuple[str | None, str]] = field(default_factory=dict)
    attached: tuple["Attached", ...] = ()

    def source(self, index: int) -> Source:
        """The place of the line at `index` (from 0)."""
        page = self.pages[index] if self.pages else None
        return Source(self.name, index + 1, page, *self.cells.get(index, (None, None)))

    def place(self, table: DocumentTable, row: int, column: int | None = None) -> Source:
        """The place of a row of `table` (by its index), or of a cell in it."""
        at = table.rows[row]
        found = self.source(at.line)
        if table.sheet is None or column is None:
            return found
        number = table.columns[column] if table.columns else column + 1
        return replace(found, cell=f"{column_letters(number)}{at.number}")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside another: its bytes, and the document that they are or why it cannot be read."""

    name: str
    content: bytes
    read: Document | Refused


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a loader could not read, doubts, or found contradicted.

    `kind` is a key of the catalogue's section `findings`; `values` fill its sentence.
    """

    kind: str
    source: Source
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An idea to save or invest. Year tables are {year: 1.000 kr. with the printed sign}; a blank year is left out.

    `saving_tkr` and `saving_by_year` are positive where money is saved. `evidence` gives the place of single fields,
    by field name, where it differs from `source`. `overview` is what the overview line says, whether or not it agrees
    with the body.
    """

    municipality: str
    title: str
    source: Source
    code: str | None = None
    budget_year: int | None = None
    type: str | None = None
    committee: str | None = None
    administration: str | None = None
    affected: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    saving_tkr: float | None = None
    saving_text: str | None = None
    cost_tkr: float | None = None
    cost_text: str | None = None
    cost_service_tkr: float | None = None
    cost_construction_tkr: float | None = None
    phase_in_year: int | None = None
    phase_in_text: str | None = None
    adopted: bool | None = None
    payback_service_years: float | None = None
    payback_total_years: float | None = None
    price_level: str | None = None
    lasting_change: Mapping[int, float] = field(default_factory=dict)
    implementation: Mapping[int, float] = field(default_factory=dict)
    total_effect: Mapping[int, float] = field(default_factory=dict)
    confidential: bool = False
    summary: str = ""
    saving_by_year: Mapping[int, float] = field(default_factory=dict)
    responsible: str = ""
    further_information: str | None = None
    overview: Mapping[str, object] = field(default_factory=dict)
    places: tuple[Source, ...] = ()
    evidence: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One row of a follow-up table. `all_dues` are (first day, due day) pairs; empty where no day can be named."""

    municipality: str
    code: str | None
    title: str
    goal: str
    measured_by: str
    responsible: str
    when: str
    source: Source
    budget_year: int | None = None
    all_dues: tuple[tuple[date, date], ...] = ()
    recurring: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One row of a status report. `saving_tkr` keeps the printed sign: minus is a saving, but where the report prints
    its savings without a sign (`plus_saves`). The `…_text` are as printed. `meaning` is one of `meanings.MEANINGS`."""

    municipality: str
    code: str | None
    code_as_printed: str | None
    budget_year: int | None
    area: str
    title: str
    type: str
    status: str
    colour: str | None
    colour_from: str | None
    remark: str
    source: Source
    investment_tkr: float | None = None
    saving_tkr: float | None = None
    phase_in_year: int | None = None
    handling: str = ""
    consequence: str = ""
    compensated_before: str | None = None
    needs_approval: str | None = None
    committee: str | None = None
    adopted: bool = True
    as_of: date | None = None
    price_level: str | None = None
    saving_text: str | None = None
    investment_text: str | None = None
    plus_saves: bool = False
    responsible: str = ""
    due_start: date | None = None
    due_end: date | None = None
    meaning: str | None = None

    @property
    def saved_tkr(self) -> float | None:
        """The saving, positive where money is saved."""
        return self.saving_tkr if self.saving_tkr is None or self.plus_saves else 0.0 - self.saving_tkr


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of a table in a note. `value` is as printed; `unit` says what it counts ("mio. kr. i 2021 p/l")."""

    table: str
    row: str
    column: str
    value: float
    unit: str
    source: Source


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of running text under its heading, with its first and last line.

    `code`/`title` name the proposal whose text it is; both are None for a letter or a note.
    """

    text: str
    source: Source
    last_line: int | None = None
    heading: str = ""
    municipality: str | None = None
    code: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One proposal under two codes. `basis` is "title", "title+amount" or "title+share"; `score` is 0–1."""

    municipality: str
    from_code: str | None
    from_title: str
    to_code: str | None
    to_title: str
    to_budget_year: int | None
    to_area: str
    basis: str
    score: float


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How a column (or the label of a form) was understood. `role` is None where it was not read; `year` is that of a
    year column; `unit` is "kr", "tkr", "mio" or "mia", None where nothing says it or the column holds no money."""

    heading: str
    role: str | None
    confidence: float
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a table or a form was understood. `kind` is what its rows became ("proposals", "statuses", "milestones",
    "figures"), None where nothing was read; `rows` how many; `examples` the first of them, a cell for each column.
    `key` are the headings in their plain form, by which tables like it are known (see `records.layouts`)."""

    source: Source
    caption: str
    kind: str | None
    columns: tuple[ColumnRead, ...]
    municipality: str | None
    rows: int
    examples: tuple[tuple[str, ...], ...] = ()
    key: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Headings of the columns that were not read."""
        return tuple(column.heading for column in self.columns if column.role is None)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that one document holds. `understandings` say how its tables and forms were read."""

    document: str
    kind: str
    title: str
    municipality: str | None = None
    as_of: date | None = None
    proposals: tuple[Proposal, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    statuses: tuple[StatusRow, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    understandings: tuple[Understanding, ...] = ()
