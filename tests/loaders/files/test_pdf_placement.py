"""Each printed word stands in the cell that it was read into; what may stand in another is blank, and said."""

from collections.abc import Sequence

from loaders.files.pdf import of, placement
from loaders.files.pdf.placement import Doubt
from loaders.files.pdf.shapes import Box, Glyph, Page, around
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import of_lines, word_lines
from templates import catalogue
from tests.loaders.files.test_pdf_texts import Printer

XS, ENDS = (20.0, 70.0, 180.0), (60.0, 170.0, 260.0)
HEAD = ("År", "Titel", "Effekt")


class Table:
    """Rows of cells whose words are printed where they stand."""

    def __init__(self) -> None:
        self.printer = Printer()
        self.rows: list[PdfRow] = []
        self.at_edge: frozenset[int] = frozenset()
        self.row(20, *HEAD)

    def print(self, x: float, top: float, *lines: str) -> list[Glyph]:
        before = len(self.printer.glyphs)
        self.printer.text(x, top, *lines)
        return self.printer.glyphs[before:]

    def row(self, top: float, *texts: str) -> None:
        self.add([self.print(x, top, *text.split("|")) for x, text in zip(XS, texts, strict=True)])

    def add(self, held: Sequence[list[Glyph]]) -> None:
        box = around([glyph for glyphs in held for glyph in glyphs])
        self.rows.append(PdfRow(tuple(map(cell, held)), 1, box, 0.0, 1, XS, ENDS))

    def line(self, x: float, top: float, text: str) -> None:
        held = cell(self.print(x, top, text))
        self.rows.append(PdfRow((held,), 1, Box(x, top, x + 5 * len(text), top + 10), 10.0))

    def checked(self) -> tuple[list[list[str]], Doubt | None]:
        rows, doubt = placement.checked_page(self.rows, Page(1, 300, 200, self.printer.glyphs, at_edge=self.at_edge))
        assert not any(cell.words for row in rows for cell in row.cells)
        return [[cell.text for cell in row.cells] for row in rows], doubt


def cell(glyphs: Sequence[Glyph]) -> PdfCell:
    lines = word_lines(glyphs)
    return PdfCell(tuple(CellLine(line.text) for line in lines), words=of_lines(lines))


def test_what_stands_in_its_place_is_kept() -> None:
    table = Table()
    table.row(40, "2024", "HA01 Flere|botilbud", "-405")
    table.row(70, "2025", "HA02 Færre", "1.050")
    table.line(20, 90, "Beløb i 1.000 kr.")
    read, doubt = table.checked()
    assert read[1:] == [["2024", "HA01 Flere botilbud", "-405"], ["2025", "HA02 Færre", "1.050"], ["Beløb i 1.000 kr."]]
    assert doubt is None


def test_a_word_that_was_painted_whole_stands_in_one_cell() -> None:
    """A long word reaches over the edge of its column and was cut there."""
    table = Table()
    word = table.print(150, 40, "Implementeringen")
    table.add([table.print(20, 40, "2024"), word[:10], [*word[10:], *table.print(235, 40, "-405")]])
    table.row(70, "2025", "HA02", "-75")
    read, doubt = table.checked()
    assert read[1:] == [["2024", "", ""], ["2025", "HA02", "-75"]]
    assert doubt == Doubt(1, 2, "Titel: Implemente")


def test_a_word_in_no_cell_puts_its_column_in_doubt() -> None:
    table = Table()
    table.row(40, "2024", "HA01 Flere|botilbud", "-405")
    table.print(130, 52, "ikke")
    assert table.checked()[0][1] == ["2024", "", "-405"]


def test_a_line_beside_a_row_is_not_the_name_of_an_area() -> None:
    """It is a part of the cell that it stands over."""
    table = Table()
    table.line(70, 44, "Tidsplanen er")
    table.row(40, "2024", "HA01 Flere|botilbud", "-405")
    assert table.checked()[0][1:] == [["2024", "", "-405"]]


def test_a_value_left_of_a_row_is_of_a_column_that_was_not_seen() -> None:
    """And is no text: a year would name an area."""
    table = Table()
    for top, year in ((40, "2024"), (60, "2025")):
        table.add([table.print(x, top, text) for x, text in zip(XS, ("HA01", "Flere", "-405"), strict=True)])
        table.line(0, top, year)
    read, doubt = table.checked()
    assert read[1:] == [["HA01", "Flere", "-405"]] * 2
    assert doubt == Doubt(1, 2, "2024")


def test_a_text_below_the_heading_of_another_column() -> None:
    """Where the column has no text of the same edge that stands below its own heading."""
    table = Table()
    table.row(40, "2024", "HA01 Flere", "-405")
    table.add([table.print(20, 60, "2025"), table.print(185, 60, "-75"), table.print(240, 60, "1.050")])
    assert table.checked()[0][2] == ["2025", "", "1.050"]


def test_two_texts_beside_each_other_are_no_cell() -> None:
    """Painted one after the other: the second begins further up. In a heading they are two columns."""
    table = Table()
    table.row(40, "2024", "HA01 Flere|botilbud i byen", "-405")
    table.row(80, "2025", "HA02 Alle|botilbud i byen", "-75")
    both = [*table.print(70, 120, "HA03", "Færre"), *table.print(120, 120, "Den er", "sen")]
    table.add([table.print(20, 120, "2026"), both, table.print(180, 120, "-80")])
    assert [row[1] for row in table.checked()[0][1:]] == ["HA01 Flere botilbud i byen", "HA02 Alle botilbud i byen", ""]


def test_rows_that_were_read_as_one() -> None:
    table = Table()
    table.row(40, "2024|2025", "HA01 Flere|HA02 Færre", "-405|-75")
    assert table.checked()[0][1] == ["", "", ""]


def test_a_word_that_the_edge_of_the_page_cuts() -> None:
    """The rest of it may not be in the file. A line that only ends there says what it says."""
    table = Table()
    table.row(40, "2024", "HA01 Flere|botilbud", "Besparelse|er sen")
    table.row(80, "2025", "HA02 Færre|botilbud", "Den er sen")
    table.at_edge = frozenset(word.last for row in table.rows[1:] for word in row.cells[2].words)
    assert [row[2] for row in table.checked()[0][1:]] == ["", "Den er sen"]


def test_names_of_groups_are_doubted_together() -> None:
    """A blank cell means the name above it, so that none may be blank for another reason."""
    table = Table()
    table.row(40, "Dagtilbud", "HA01 Fælles", "-405")
    table.row(60, "", "HA02 Færre", "-50")
    table.row(80, "Unge", "HA03 Flere", "-70")
    table.row(100, "", "HA04 Nye", "-90")
    table.print(50, 80, "Og")  # stands in no cell
    read, doubt = table.checked()
    assert [row[0] for row in read[1:]] == [""] * 4
    assert doubt is not None


def test_it_is_said_in_a_sentence() -> None:
    extract = dict.fromkeys(
        ("lines", "pages", "fills", "silent", "damaged", "attached", "like_rows", "cut_off", "noticed", "belied"), ()
    )
    document = of("a.pdf", {**extract, "doubts": [[2, 3, "Titel: HA01"]]})
    (finding,) = document.findings
    assert finding.kind == "text_out_of_place"
    assert "side 2" in catalogue.say("findings.text_out_of_place", "da", **finding.values)


def test_a_word_between_two_columns_that_no_cell_holds_puts_both_in_doubt() -> None:
    table = Table()
    table.printer.text(171, 40, "x")
    table.row(40, "2024", "HA01 Flere", "-405")
    read, doubt = table.checked()
    assert read[1:] == [["2024", "", ""]]
    assert doubt is not None
    assert doubt.texts == 2


def test_a_word_outside_the_columns_of_a_table_puts_none_in_doubt() -> None:
    table = Table()
    table.printer.text(280, 40, "x")
    table.row(40, "2024", "HA01 Flere", "-405")
    read, doubt = table.checked()
    assert (read[1:], doubt) == ([["2024", "HA01 Flere", "-405"]], None)
