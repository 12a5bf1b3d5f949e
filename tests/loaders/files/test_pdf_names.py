"""Names of rows that stand close to a code, in a cell over many rows, or beside none; and figures without a heading."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files
from loaders.files.pdf import breaks, reading
from loaders.files.pdf.tables import CellLine
from loaders.kinds import read_document
from loaders.limits import Limits
from records import Document

pytestmark = pytest.mark.slow

XS = (40, 130, 420, 490, 560, 630, 700, 790)
HEAD = ("Nr.", "Forslag", "2026", "2027", "2028", "2029", "Investering")
ROWS = (
    ("TV-021", "LED-belysning på stier og pladser", "-1.787", "-1.787", "-1.787", "-1.787", ""),
    ("TM-012", "Styrket rehabilitering efter indlæggelse", "0", "-746", "-746", "-746", "3.475"),
    ("UD-034", "Kortere sagsbehandlingstid i byggesager", "0", "-4.400", "-4.400", "-4.400", "3.625"),
    ("SU-038", "Hjemtagning af opgaver fra leverandør", "0", "-4.022", "-4.022", "-4.022", ""),
)
AREAS = ("Teknik, miljø og klima", "Udsatte voksne")
STEP = 10.0


class Sheet:
    """Rows of proposals, printed as close as lines are."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=landscape(A4), invariant=1)
        self.top = 540.0
        self.text(XS[0], "Forslag til budget 2026")
        self.text(XS[0], "Alle beløb i 1.000 kr., 2026-priser. Negative tal er besparelser.", down=2)
        self.top -= 4 * STEP

    def text(self, x: float, text: str, *, down: float = 0.0, right: float = 0.0) -> None:
        self.canvas.setFont("Helvetica", 8)
        y = self.top - 8 - down * STEP
        if right:
            self.canvas.drawRightString(right, y, text)
        else:
            self.canvas.drawString(x, y, text)

    def row(self, texts: Sequence[str], *, centred: bool = False) -> None:
        for at, text in enumerate(texts):
            figure = at > 1 and text
            middle = (XS[at] + XS[at + 1]) / 2 if at + 1 < len(XS) else XS[at]
            width = self.canvas.stringWidth(text, "Helvetica", 8)
            self.text(middle - width / 2 if figure and centred else XS[at] + 2, text)
        self.top -= STEP

    def line(self, text: str) -> None:
        self.text(XS[0] + 2, text)
        self.top -= STEP

    def document(self) -> Document:
        self.canvas.save()
        return files.document_from("forslag.pdf", self.out.getvalue())

    def lines(self) -> tuple[str, ...]:
        self.canvas.save()
        return reading.extract(self.out.getvalue(), Limits(), lambda page, of: None).lines


@pytest.mark.parametrize("ruled", [False, True])
def test_the_name_above_a_code_is_no_part_of_it(*, ruled: bool) -> None:
    """It stands close above, and beside nothing: it names the rows below it."""
    sheet = Sheet()
    top = sheet.top
    sheet.row(HEAD)
    edges = [top, sheet.top]
    for at, row in enumerate(ROWS):
        if at % 2 == 0:
            sheet.line(AREAS[at // 2])
        sheet.row(row)
        edges.append(sheet.top)
    if ruled:
        sheet.canvas.grid(XS, edges)
    loaded = read_document(sheet.document())
    assert [one.code for one in loaded.proposals] == ["TV021", "TM012", "UD034", "SU038"]
    assert [one.title for one in loaded.proposals] == [row[1] for row in ROWS]


def test_a_name_alone_above_a_heading_that_is_printed_again_is_no_row() -> None:
    sheet = Sheet()
    top = sheet.top
    edges = [top]
    for texts in ((AREAS[0],), HEAD, *ROWS[:2], (AREAS[1],), HEAD, *ROWS[2:]):
        sheet.row(texts)
        edges.append(sheet.top)
    sheet.canvas.grid(XS, edges[1:])
    assert AREAS[1] in sheet.lines()


def test_names_at_the_top_of_high_cells_name_the_columns_that_have_no_other() -> None:
    """The other names run up, from the foot of their cells."""
    sheet = Sheet()
    for at in (0, 1):
        sheet.text(XS[at] + 2, HEAD[at])
    sheet.top -= 80
    top = sheet.top + 30
    for at in range(2, len(HEAD)):
        sheet.canvas.saveState()
        sheet.canvas.translate(XS[at] + 12, sheet.top + 2)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, HEAD[at][:5])
        sheet.canvas.restoreState()
    edges = [top, sheet.top]
    for row in ROWS:
        sheet.row(row)
        edges.append(sheet.top)
    sheet.canvas.grid(XS, edges)
    heading = next(line for line in sheet.lines() if "\t" in line)
    assert heading.split("\t")[:3] == ["Nr.", "Forslag", "2026"]


def test_turned_years_far_beside_their_figures_are_their_headings() -> None:
    """Excel prints them to the right of their columns; there are as many names as columns without one."""
    sheet = Sheet()
    sheet.top -= 40
    for at in (0, 1):
        sheet.text(XS[at] + 2, HEAD[at])
    for at in range(2, len(HEAD)):
        sheet.canvas.saveState()
        sheet.canvas.translate(XS[at + 1] - 2, sheet.top - 8)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, HEAD[at])
        sheet.canvas.restoreState()
    sheet.top -= STEP + 2
    for row in ROWS:
        sheet.row(row)
        sheet.top -= 2
    assert [line for line in sheet.lines() if "\t" in line] == ["\t".join(row) for row in (HEAD, *ROWS)]


def test_a_space_between_thousands_parts_no_columns() -> None:
    """Other figures of the column begin where its second part does."""
    sheet = Sheet()
    sheet.row(HEAD)
    rows = [
        (code, title, *("-2 341" if text == "-1.787" else text.replace(".", " ") for text in figures))
        for code, title, *figures in ROWS
    ]
    for row in rows:
        sheet.row(row, centred=True)
        sheet.top -= 3
    assert [line for line in sheet.lines() if "\t" in line][1:] == ["\t".join(row) for row in rows]


FIRST = (40, 110)
COLUMNS = (110, 160, 400, 520, 640)
CASES = tuple((str(2021 + at), f"HA0{at} - Fælles vagtplan", "Forløber som planlagt", f"-{at}00") for at in range(1, 6))


def areas(*, painted: bool, off: float = 0.0) -> list[str]:
    """The first cells of five rows in a column in which no line is drawn between "Dagtilbud" and "Sundhed"."""
    sheet = Sheet()
    canvas, top = sheet.canvas, sheet.top
    foot = top - 6 * 20
    if painted:
        canvas.setFillColor(colors.lightgrey)
        canvas.rect(FIRST[0], top - 80, FIRST[1] - FIRST[0], 60, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
    for at, row in enumerate((("År", "Titel", "Status", "Effekt"), *CASES)):
        for x, text in zip(COLUMNS, row, strict=False):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x + 3, top - 13 - 20 * at, text)
        canvas.line(COLUMNS[0], top - 20 * at, COLUMNS[-1], top - 20 * at)
    for y in (top, top - 20, foot):
        canvas.line(FIRST[0], y, COLUMNS[-1], y)
    for x in (FIRST[0], *COLUMNS):
        canvas.line(x, top, x, foot)
    for text, y in (("Område", top - 13), ("Dagtilbud", top - 53 - off), ("Sundhed", top - 103 + off)):
        canvas.drawString(FIRST[0] + 3, y, text)
    return [line.split("\t")[0] for line in sheet.lines() if "\t" in line][1:]


@pytest.mark.parametrize("painted", [False, True])
def test_two_names_in_one_cell_are_those_of_two_groups(*, painted: bool) -> None:
    """Each stands in the middle of its rows, or on its own paint."""
    assert areas(painted=painted) == ["Dagtilbud"] * 3 + ["Sundhed"] * 2


def test_two_names_in_one_cell_that_nothing_parts_are_doubted() -> None:
    """Four rows and one, or three and two: nothing tells."""
    assert areas(painted=False, off=6) == [""] * 5


def test_figures_that_may_be_halves_of_others_are_doubted() -> None:
    """No name stands over the second column, and three digits beside a figure may be its last ones."""
    sheet = Sheet()
    sheet.row((*HEAD[:3], "", *HEAD[4:]))
    for row in ROWS:
        sheet.row((*row[:2], "-2", "341", *row[4:]))
        sheet.top -= 3
    document = sheet.document()
    rows = [line.split("\t") for line in document.lines if line.count("\t") > 3]
    assert [row[2:4] for row in rows[1:]] == [["", ""]] * 4
    assert any(found.kind == "text_out_of_place" for found in document.findings)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("findes ved", "tilbageholden|", "hed på", "området."), "findes ved tilbageholdenhed på området."),
        (("Kortere", "sagsbehandlings|", "tid i byggesager"), "Kortere sagsbehandlingstid i byggesager"),
        (("Forvaltningen", "fremlægger|", "et nyt", "forslag"), "Forvaltningen fremlægger et nyt forslag"),
        (("Investering|", "t.kr."), "Investering t.kr."),
        (("Det kan", "projekt|", "et bære."), "Det kan projektet bære."),
        (("svømmehall|", "er med plads"), "svømmehaller med plads"),
        (("Vandbesparende|", "armaturer"), "Vandbesparende armaturer"),
    ],
)
def test_where_a_line_ends_a_word_may(lines: tuple[str, ...], text: str) -> None:
    """An ending that makes a word of another is no word, what binds a compound ends none, and a verb takes no article.
    A line with a mark at its end is full."""
    pieces = [CellLine(line.rstrip("|"), full=line.endswith("|")) for line in lines]
    assert breaks.join_cell_lines(pieces, frozenset(), anywhere=False) == text
