"""A document made of lines and tables, while its file is read: what all formats with cells share."""

from dataclasses import dataclass, field

from records import Document, DocumentTable, Finding, Refused

MOST_CELLS = 2_000_000


@dataclass(slots=True)
class TabularDocument:
    """The parts of a document so far. `cells` names the place of a line in the file, `fills` the colour of a cell."""

    name: str
    lines: list[str] = field(default_factory=list)
    cells: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    tables: list[DocumentTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def count_cells(self, more: int) -> None:
        """Raises Refused for more cells than a document may have."""
        self.count += more
        if self.count > MOST_CELLS:
            raise Refused("too_much_text", name=self.name, page=0)

    def finished(self) -> Document:
        """The document of all parts."""
        return Document(
            self.name,
            tuple(self.lines),
            fills=self.fills,
            findings=tuple(self.findings),
            tables=tuple(self.tables),
            cells=self.cells,
        )
