"""Drawn lines → tables: those that a page cuts off, and drawings that are none."""

from loaders.files.pdf import tables
from loaders.files.pdf.grids import grids
from loaders.files.pdf.shapes import Glyph, Stroke

COLUMNS = (40.0, 120.0, 240.0, 400.0, 560.0)


def down(top: float, bottom: float) -> list[Stroke]:
    return [Stroke(x, top, x, bottom) for x in COLUMNS]


def test_a_row_that_fills_a_page_is_a_table() -> None:
    """No line across stands on the page: the row begins and ends on others."""
    (grid,) = grids(down(34, 562))
    assert (grid.xs, grid.ys) == (COLUMNS, (34.0, 562.0))
    assert len(grid.cells) == 4


def test_a_row_that_ends_on_a_page_parts_from_the_next() -> None:
    """One line across: above it the rest of a row, below it another that goes on."""
    (grid,) = grids([*down(34, 562), Stroke(COLUMNS[0], 300, COLUMNS[-1], 300)])
    assert grid.ys == (34.0, 300.0, 562.0)
    assert len(grid.cells) == 8


def test_a_few_lines_in_a_margin_are_no_table() -> None:
    assert grids(down(34, 562)[:3]) == []
    assert grids([Stroke(x, top, x, top + 100) for x, top in zip(COLUMNS, (10, 150, 290, 430, 570), strict=True)]) == []


def test_a_text_that_is_printed_over_the_next_row_stays_in_its_own() -> None:
    """A sheet whose rows are too low prints the second line of a cell across the first of the one below."""
    (grid,) = grids([*(Stroke(40, y, 560, y) for y in (100, 112, 124)), *down(100, 124)])
    texts = ((125, 102, "Flere vagter om"), (125, 112, "natten"), (125, 114, "Ny telefon"))
    order, glyphs = 0, []
    for at, (x, top, text) in enumerate(texts):
        order += 5 if at == len(texts) - 1 else 1
        for place, sign in enumerate(text):
            order += 1
            glyphs.append(Glyph(sign, x + 5 * place, top, x + 5 * place + 5, top + 10, 10, order=order))
    held = tables.lines_inside(grid, glyphs)
    assert [" ".join(line.text for line in lines) for lines in held if lines] == [
        "Flere vagter om natten",
        "Ny telefon",
    ]


def test_a_frame_that_is_drawn_in_a_cell_makes_no_rows() -> None:
    """A row in which nothing begins is the one above it, and not the same case again."""
    frame = [Stroke(250, y, 300, y) for y in (105, 118)] + [Stroke(x, 105, x, 118) for x in (250, 300)]
    (grid,) = grids([*(Stroke(40, y, 560, y) for y in (100, 124)), *down(100, 124), *frame])
    texts = ((45, "AB01"), (125, "Lys"), (252, "God"), (405, "2027"))
    held = tables.lines_inside(
        grid,
        [
            Glyph(sign, x + 5 * at, 107, x + 5 * at + 5, 117, 10, order=20 * number + at)
            for number, (x, text) in enumerate(texts)
            for at, sign in enumerate(text)
        ],
    )
    rows = tables.ruled(grid, held, [], 1, 1)
    assert [row.text for row in rows] == ["AB01 Lys God 2027"]
