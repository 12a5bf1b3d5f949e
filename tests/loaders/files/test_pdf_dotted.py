"""Dotted borders, which browsers draw as rows of small squares, are lines."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds
from loaders.files.pdf import dotted
from loaders.files.pdf.shapes import Box, Stroke

ROWS = (
    ("Forslag", "Pris", "Sparer pr. år"),
    ("LK01 – Skoleskib lægges op", "200", "350"),
    ("LK02 – Fælles hjemmepleje", "650", "1.800"),
    ("LK05 – Turistkontor lukkes", "0", "425"),
    ("LK06 – Feriepasning flyttes", "50", "120"),
)
COLOURS = (colors.green, colors.green, colors.red, colors.gold)
Rule = Callable[[Canvas, float], None]


def dots(canvas: Canvas, y: float) -> None:
    for at in range(300):
        canvas.rect(50 + 1.5 * at, y, 0.75, 0.75, stroke=0, fill=1)


def dashes(canvas: Canvas, y: float) -> None:
    for at in range(100):
        canvas.rect(50 + 4.5 * at, y, 2.25, 0.75, stroke=0, fill=1)


def pdf(rule: Rule, lamps: bool = False) -> bytes:
    """Rows that such lines part, below a solid one, with lamps before their names."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 740, "Langeland Kommune: status på budget 2024. Beløb i 1.000 kr.")
    canvas.setLineWidth(1.5)
    for y in (700, 700 - 16 * len(ROWS)):
        canvas.line(50, y, 500, y)
    for at, (name, cost, saving) in enumerate(ROWS):
        y = 700 - 16 * at
        canvas.drawString(80, y - 12, name)
        canvas.drawRightString(400, y - 12, cost)
        canvas.drawRightString(495, y - 12, saving)
        if lamps and at:
            canvas.setFillColor(COLOURS[at - 1])
            canvas.circle(64, y - 8, 4, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
        if at < len(ROWS) - 1:
            rule(canvas, y - 16)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("rule", [dots, dashes])
def test_dotted_lines_part_the_rows(rule: Rule) -> None:
    read = files.document_from("a.pdf", pdf(rule))
    assert [line for line in read.lines if "\t" in line] == ["\t".join(row) for row in ROWS]


def test_lamps_before_the_names_are_the_colours_of_the_cases_and_it_is_said() -> None:
    loaded = kinds.read_document(files.document_from("a.pdf", pdf(dots, lamps=True)))
    assert [(row.code, row.colour, row.saving_tkr) for row in loaded.statuses] == [
        ("LK01", "green", 350.0),
        ("LK02", "green", 1800.0),
        ("LK05", "red", 425.0),
        ("LK06", "yellow", 120.0),
    ]
    assert "colours_of_names" in [one.kind for one in loaded.findings]


def test_few_dots_and_dots_far_apart_are_no_line() -> None:
    row = [Box(10 + 2 * at, 5, 11 + 2 * at, 6) for at in range(12)]
    assert dotted.dotted_lines(row) == [Stroke(10, 5.5, 33, 5.5)]
    assert dotted.dotted_lines(Box(one.top, one.x0, one.bottom, one.x1) for one in row) == [Stroke(5.5, 10, 5.5, 33)]
    assert not dotted.dotted_lines(row[:9])
    assert not dotted.dotted_lines(row[::2])


def test_the_finest_dots_may_stand_several_times_their_width_apart() -> None:
    row = [Box(10 + 2.4 * at, 5, 10.5 + 2.4 * at, 5.5) for at in range(12)]
    (line,) = dotted.dotted_lines(row)
    assert (line.x0, round(line.x1, 2)) == (10, 36.9)


@pytest.mark.parametrize("place", [30, 285, 560])
def test_lamps_beside_the_rows_or_between_their_columns_are_a_column(place: float) -> None:
    """No words tell where it is; one lamp for each row, all at one place."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for at, row in enumerate(ROWS):
        y = 700 - 22 * at
        for x, text in zip((70, 350, 450), row, strict=True):
            canvas.drawString(x, y, text)
        if at:
            canvas.setFillColor(COLOURS[at - 1])
            canvas.circle(place, y + 3, 6, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
    canvas.save()
    read = files.document_from("a.pdf", out.getvalue())
    lines = [line.split("\t") for line in read.lines if "\t" in line]
    blank = [at for at in range(4) if not any(line[at] for line in lines)]
    assert len(blank) == 1
    assert [colour for (_, at), colour in sorted(read.fills.items()) if at == blank[0]] == [
        "green",
        "green",
        "red",
        "yellow",
    ]
