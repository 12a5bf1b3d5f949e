"""Lines of text that are rows of the table beside them, and columns that only hold the ends of other texts."""

import pytest

from loaders.files.pdf import dots, loose, torn
from loaders.files.pdf.shapes import Box, Fill
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word

SIZE, STEP, LETTER = 10.0, 20.0, 5.0
XS = (50.0, 110.0, 300.0, 360.0, 440.0)  # where texts begin, and figures end below the last two
ENDS = (100.0, 290.0, 340.0, 420.0, 500.0)
HEAD = ("Nr.", "Tiltag", "År", "Udgift", "Gevinst")
ROWS = (
    ("A-1", "Fælles vagtplan", "2024", "240", "-815"),
    ("A-2", "Nye lokaler", "2025", "1.925", "-2.600"),
    ("A-3", "Digital post", "2025", "310", "-920"),
)
NO_FILLS: list[Fill] = []


def words(text: str, column: int, top: float) -> tuple[Word, ...]:
    x = ENDS[column] - LETTER * len(text) if column > 2 else XS[column]
    found = []
    for part in text.split():
        end = x + LETTER * len(part)
        found.append(Word(part, x, top, end, top + SIZE, SIZE, LETTER, ""))
        x = end + 2.5
    return tuple(found)


def row(texts: tuple[str, ...], at: int, table: int = 1) -> PdfRow:
    top = 100 + STEP * at
    cells = tuple(
        PdfCell((CellLine(text),) if text else (), words=words(text, column, top)) for column, text in enumerate(texts)
    )
    return PdfRow(cells, 1, Box(XS[0], top, ENDS[-1], top + SIZE), SIZE, table, XS, ENDS)


def line(texts: tuple[str, ...], at: int, shift: float = 0.0) -> PdfRow:
    top = 100 + STEP * at
    held = tuple(
        word._replace(x0=word.x0 + shift, x1=word.x1 + shift)
        for column, text in enumerate(texts)
        for word in words(text, column, top)
    )
    text = " ".join(word.text for word in held)
    return PdfRow((PdfCell((CellLine(text),), words=held),), 1, Box(50, top, 500, top + SIZE), SIZE)


def read(*rows: PdfRow) -> list[list[str]]:
    return [[cell.text for cell in one.cells] for one in loose.with_rows(rows, NO_FILLS)]


@pytest.mark.parametrize(
    "texts", [("A-4", "Egne busser", "2025", "2.740", "-1.180"), ("A-4", "Busser", "2025", "", "-9")]
)
def test_a_line_that_is_set_as_the_cells_of_a_table_is_a_row_of_it(texts: tuple[str, ...]) -> None:
    remark = line(("Bemærkning: Leverandøren er forsinket.", "", "", "", ""), 4)
    found = read(row(HEAD, 0), *(row(one, at) for at, one in enumerate(ROWS, 1)), remark, line(texts, 5))
    assert found[-1] == list(texts)
    assert len(found[-2]) == 1


def test_a_line_that_is_set_otherwise_stays_a_line() -> None:
    texts = ("A-4", "Egne busser", "2025", "2.740", "-1.180")
    rows = (row(HEAD, 0), *(row(one, at) for at, one in enumerate(ROWS, 1)))
    assert len(read(*rows, line(texts, 4, shift=12))[-1]) == 1
    assert len(read(*rows, line(texts, 30))[-1]) == 1  # far below
    assert len(read(*rows, line(("I alt", "tre tiltag", "fra", "i", "år"), 4))[-1]) == 1  # no figures


def test_a_line_above_a_table_without_a_heading_names_its_columns() -> None:
    rows = [row(one, at) for at, one in enumerate(ROWS, 3)]
    assert read(line(HEAD, 0), line(("Læring", "", "", "", ""), 1), *rows)[0] == list(HEAD)
    assert read(line(("Nr.", "Tiltag", "År", "Økonomi", ""), 0), *rows)[0] == ["Nr.", "Tiltag", "År", "Økonomi", ""]
    assert len(read(line(("Nr.", "", "", "Økonomi", ""), 0), *rows)[0]) == 1
    assert len(read(line(HEAD, 0), row(HEAD, 2), *rows)[0]) == 1


def test_a_column_of_the_ends_of_texts_is_no_column() -> None:
    """A button behind some words looks like the edge of a cell."""
    head = row(("Nr.", "Tiltag", "Udgift", "Status", ""), 0)
    rows = [row((*one[:2], one[3], "Godt", ""), at) for at, one in enumerate(ROWS, 1)]
    cut = rows[1].cells[3]
    end = cut.words[-1]._replace(text="sporet", x0=cut.words[-1].x1 + 2, x1=cut.words[-1].x1 + 32)
    cells = (*rows[1].cells[:4], PdfCell((CellLine("sporet"),), "green", words=(end,)))
    rows[1] = PdfRow(cells, 1, rows[1].box, SIZE, 1, XS, ENDS)
    found = torn.without_torn_columns([head, *rows])
    assert [[cell.text for cell in one.cells] for one in found][2] == ["A-2", "Nye lokaler", "1.925", "Godt sporet"]
    assert found[2].cells[3].colour == "green"
    assert (
        {len(one.cells) for one in found} == {len(one.xs) for one in found} == {len(one.ends) for one in found} == {4}
    )
    far = end._replace(x0=end.x0 + 20, x1=end.x1 + 20)
    rows[1] = PdfRow((*cells[:4], PdfCell((CellLine("sporet"),), words=(far,))), 1, rows[1].box, SIZE, 1, XS, ENDS)
    assert {len(one.cells) for one in torn.without_torn_columns([head, *rows])} == {5}


@pytest.mark.parametrize("shift", [0.0, 9.0])
def test_dots_in_a_column_with_only_a_name_are_its_colours(shift: float) -> None:
    """The name may run up, and stand to the left of the dots."""
    head = row(("Nr.", "Tiltag", "Status", "Udgift", "Gevinst"), 0)
    rows = [row((*one[:2], "", *one[3:]), at) for at, one in enumerate(ROWS, 1)]
    x = XS[2] + shift
    lit = [
        Fill(Box(x, one.box.top + 1, x + 8, one.box.top + 9), colour)
        for one, colour in zip(rows, ("green", "red", "yellow"), strict=True)
    ]
    found = dots.with_columns([head, *rows], lit)
    assert [one.cells[2].colour for one in found] == ["", "green", "red", "yellow"]
    assert {len(one.cells) for one in found} == {5}


def moved(held: tuple[Word, ...], down: float, right: float = 0.0) -> tuple[Word, ...]:
    return tuple(
        one._replace(top=one.top + down, bottom=one.bottom + down, x0=one.x0 + right, x1=one.x1 + right) for one in held
    )


def test_a_line_that_runs_on_over_the_next_column_is_no_part_of_its_cell() -> None:
    """It stands below its row, or above it, as a remark does; one with other texts beside it is a line of the cell."""
    rows = [row(HEAD, 0), *(row(one, 2 * at) for at, one in enumerate(ROWS, 1))]
    text = "Bemærkning: Leverandøren er desværre forsinket igen og igen"
    remark = moved(words(text, 1, rows[2].box.top), 11)
    own = rows[2].cells[1]
    cell = PdfCell((*own.pieces, CellLine(text)), words=(*own.words, *remark))
    rows[2] = PdfRow((rows[2].cells[0], cell, *rows[2].cells[2:]), 1, rows[2].box, SIZE, 1, XS, ENDS)
    found = loose.without_lines_across(rows)
    assert [one.text for one in found][2:4] == [" ".join(ROWS[1]), text]
    assert [one.table for one in found] == [1, 1, 1, 0, 1]
    level = moved(words("flere ord", 3, rows[2].box.top), 11)
    other = PdfCell((*rows[2].cells[3].pieces, CellLine("flere ord")), words=(*rows[2].cells[3].words, *level))
    rows[2] = PdfRow((*rows[2].cells[:3], other, rows[2].cells[4]), 1, rows[2].box, SIZE, 1, XS, ENDS)
    assert loose.without_lines_across(rows) == rows


def test_a_column_that_is_only_a_name_is_one_with_that_below_it() -> None:
    head = row(("Nr.", "Tiltag", "", "Udgift", ""), 0)
    rows = [row((*one[:2], "", "", one[4]), at) for at, one in enumerate(ROWS, 1)]
    below = tuple(
        PdfRow(
            (*one.cells[:4], PdfCell(one.cells[4].pieces, words=moved(one.cells[4].words, 0, -75))),
            1,
            one.box,
            SIZE,
            1,
            XS,
            ENDS,
        )
        for one in rows
    )
    found = torn.without_torn_columns([head, *below])
    assert [[cell.text for cell in one.cells] for one in found][:2] == [
        ["Nr.", "Tiltag", "", "Udgift"],
        ["A-1", "Fælles vagtplan", "", "-815"],
    ]
    assert {len(one.cells) for one in torn.without_torn_columns([head, *rows])} == {5}


def test_a_text_that_alone_fills_a_row_is_whole() -> None:
    one = row(("", "Vedtaget i budget", "", "", ""), 1)
    end = one.cells[1].words[-1]
    year = end._replace(text="2023", x0=end.x1 + 2, x1=end.x1 + 22)
    made = PdfRow((*one.cells[:2], PdfCell((CellLine("2023"),), words=(year,)), *one.cells[3:]), 1, one.box, SIZE, 1)
    whole = torn.without_torn_columns([row(HEAD, 0), made])[1]
    assert [cell.text for cell in whole.cells] == ["", "Vedtaget i budget 2023", "", "", ""]
    figure = year._replace(text="16.820")
    total = PdfRow(
        (*one.cells[:2], PdfCell((CellLine("16.820"),), words=(figure,)), *one.cells[3:]), 1, one.box, SIZE, 1
    )
    assert torn.without_torn_columns([row(HEAD, 0), total])[1] == total
