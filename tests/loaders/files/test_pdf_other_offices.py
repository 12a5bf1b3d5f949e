"""Tables without lines as other offices print them: columns that touch, stripes, kerned codes, names beside a group."""

from collections.abc import Callable

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.loaders.files.test_pdf_layout import drawn

CASES = (
    ("1.01", "Rådgivning på centeret", "", "-620.000", "Gennemført"),
    ("1.02", "Aktivering i egne haller", "275.000", "-1.340.000", "I proces"),
    ("1.04", "Samling af væresteder", "430.000", "-515.000", "Forsinket"),
    ("2.01", "Vaskeservice udbydes", "", "-85.000", "Gennemført"),
)


def read(draw: Callable[[Canvas], None]) -> list[str]:
    return [line for line in drawn(draw, size=landscape(A4)).lines if line]


def test_figures_that_stand_to_the_right_touch_the_words_of_the_next_column() -> None:
    """Also where no heading of that column is set off."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate((("Nr.", "Forslag", "Anlæg, kr.", "Drift, kr.", "Status"), *CASES)):
            y = 500 - 22 * at
            canvas.drawString(40, y, row[0])
            canvas.drawString(80, y, row[1])
            canvas.drawRightString(410, y, row[2])
            canvas.drawRightString(480, y, row[3])
            canvas.drawString(487, y, row[4])

    assert read(draw) == [
        "Nr.\tForslag\tAnlæg, kr.\tDrift, kr.\tStatus",
        *("\t".join(row) for row in CASES),
    ]


def test_stripes_part_rows_that_stand_as_close_as_lines() -> None:
    def draw(canvas: Canvas) -> None:
        later: list[tuple[float, str]] = []
        y = 500.0
        rows = (("Sag", "Område", "Pris", "Note"), *((row[1], "Skole", row[3], row[4]) for row in CASES * 2))
        for at, row in enumerate(rows):
            lines = ["Mindretallet har", "indbragt sagen"] if at == 3 else [row[3]]
            height = 10.0 * len(lines)
            if at % 2 == 0:
                canvas.setFillColor(colors.Color(0.95, 0.96, 0.99))
                canvas.rect(36, y - height, 700, height, stroke=0, fill=1)
            canvas.setFillColor(colors.black)
            canvas.setFont("Helvetica", 8)
            for x, text in zip((40, 280, 400), row[:3], strict=True):
                canvas.drawString(x, y - height / 2 - 3, text)
            later += [(y - 8 - 10 * line, text) for line, text in enumerate(lines)]
            y -= height
        for y, text in later:
            canvas.drawString(500, y, text)

    found = read(draw)
    assert len(found) == 9
    assert found[3] == "Samling af væresteder\tSkole\t-515.000\tMindretallet har indbragt sagen"


def test_a_code_whose_letters_are_kerned_is_no_stamp() -> None:
    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(CASES):
            canvas.setFillColor(colors.black)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(40, 500 - 40 * at, row[1])
            canvas.drawString(300, 500 - 40 * at, row[4])
            canvas.setFillColor(colors.Color(0.33, 0.4, 0.47))
            canvas.setFont("Helvetica", 7.5)
            name = canvas._doc.getInternalFontName("Helvetica")
            canvas._code.append(f"BT {name} 7.5 Tf 40 {488 - 40 * at} Td (GK) Tj 9.6 0 Td (-1{at}) Tj ET")

    text = " ".join(read(draw))
    assert all(f"GK-1{at}" in text for at in range(4))


def test_a_name_in_the_middle_of_two_lines_is_not_below_the_heading_of_its_neighbours() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(530, 500, "Beløb i 1.000 kr. pr. år")
        lower = 488
        for x, text in ((40, "Nr."), (80, "Forslag"), (280, "Status")):
            canvas.drawString(x, 494, text)
        canvas.drawRightString(520, lower, "Investering")
        canvas.drawRightString(580, lower, "Effekt")
        canvas.line(36, 482, 590, 482)
        for at, row in enumerate(CASES):
            y = 470 - 18 * at
            for x, text in zip((40, 80, 280), (row[0], row[1], row[4]), strict=True):
                canvas.drawString(x, y, text)
            canvas.drawRightString(520, y, row[2] or "0")
            canvas.drawRightString(580, y, row[3])

    found = read(draw)
    assert found[0].split("\t")[:3] == ["Nr.", "Forslag", "Status"]
    assert len(found) == 5


def test_dots_that_stand_near_the_figures_of_some_rows_are_a_column() -> None:
    """A long figure reaches nearer to the dot of its row than a short one does, and takes no colour from it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate((("Nr.", "Forslag", "Anlæg, kr.", "Drift, kr.", "Status"), *CASES)):
            y = 500 - 22 * at
            canvas.drawString(40, y, row[0])
            canvas.drawString(80, y, row[1])
            canvas.drawString(230, y, row[4])
            canvas.drawRightString(390, y, row[3])
            canvas.drawRightString(480, y, row[2])
            if at:
                canvas.setFillColor(colors.Color(0.4, 0.75, 0.35))
                canvas.circle(328, y + 3, 4, stroke=0, fill=1)
                canvas.setFillColor(colors.black)

    document = drawn(draw, size=landscape(A4))
    assert [line for line in document.lines if line][1] == "1.01\tRådgivning på centeret\tGennemført\t\t-620.000\t"
    assert {place for _, place, _ in document.fills} == {3}
