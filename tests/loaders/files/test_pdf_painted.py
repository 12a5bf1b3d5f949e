"""Cells are painted one after the other, row by row: what touches or overlaps is told by that."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from loaders.files import pdf
from loaders.files.pdf import breaks, reading
from loaders.files.pdf.tables import CellLine
from loaders.limits import Limits
from tests.loaders.files.test_pdf_layout import drawn

XS = (50, 90, 250, 330, 400, 470)
HEADING = (
    ("År",),
    ("Titel",),
    ("Samlet", "investering", "(Investeringsforslag)"),
    ("Samlet effekt", "(investeringer og", "effektivisering)"),
    ("Indfaset",),
)
ROWS = (
    (("2024",), ("Fælles vagtplan for alle", "botilbud i byen"), ("1.200",), ("-300",), ("2026",)),
    (("2025",), ("Natvagter",), ("",), ("-150",), ("2027",)),
    (("2025",), ("Bedre rammer for indkøb", "og afregning"), ("450",), ("-75",), ("2025",)),
)
READ = (
    "År\tTitel\tSamlet investering (Investeringsforslag)\tSamlet effekt (investeringer og effektivisering)\tIndfaset",
    "2024\tFælles vagtplan for alle botilbud i byen\t1.200\t-300\t2026",
    "2025\tNatvagter\t\t-150\t2027",
    "2025\tBedre rammer for indkøb og afregning\t450\t-75\t2025",
)


def cell(canvas: Canvas, column: int, top: float, lines: Sequence[str], *, right: bool = False) -> None:
    for at, line in enumerate(lines):
        draw = canvas.drawRightString if right else canvas.drawString
        draw(XS[column + 1] - 4 if right else XS[column] + 3, top - 10 - 10.5 * at, line)


def table(canvas: Canvas, *, right: bool = True) -> Iterator[float]:
    """A table without lines whose rows stand as close as the lines in them. Yields where each row begins."""
    top = 700.0
    for row in (HEADING, *ROWS):
        yield top
        for column, lines in enumerate(row):
            cell(canvas, column, top, lines, right=right and column in (2, 3))
        top -= 10.5 * max(map(len, row)) + 1
    yield top


@pytest.mark.parametrize("right", [False, True])
def test_rows_that_stand_as_close_as_lines_are_told_by_their_painting(right: bool) -> None:
    """Without a line or a gap between them; headings that run into each other keep to their own columns."""
    assert drawn(lambda canvas: [*table(canvas, right=right)] and None).lines == READ


@pytest.mark.parametrize("right", [False, True])
def test_rows_between_lines_that_only_run_down_are_told_by_their_painting(right: bool) -> None:
    def draw(canvas: Canvas) -> None:
        tops = list(table(canvas, right=right))
        for x in XS:
            canvas.line(x, tops[0], x, tops[-1])
        for y in (tops[0], tops[1], tops[-1]):
            canvas.line(XS[0], y, XS[-1], y)

    assert drawn(draw).lines == READ


def test_a_cell_with_two_paragraphs_is_no_second_row() -> None:
    """The painting goes back to the left only inside the last column."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300), (700, 670, 600))
        for x, text in ((54, "År"), (154, "Titel")):
            canvas.drawString(x, 686, text)
        canvas.drawString(54, 656, "2024")
        for y, x, text in ((656, 164, "Fælles vagtplan"), (645, 164, "for alle"), (630, 154, "Natvagter")):
            canvas.drawString(x, y, text)

    assert drawn(draw).lines == ("År\tTitel", "2024\tFælles vagtplan for alle Natvagter")


def test_the_rest_of_a_row_at_the_top_of_a_page_goes_on_with_it() -> None:
    """Too little to be a table: it stands in the columns of the last row of the page before."""
    lines = [["2025", "Dækning ved køb", "Forsinket med ca. 3"], ["", "af pladser", "måneder."]]

    def first(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300, 420), (700, 670, 640, 610))
        for row, top in zip(
            (["År", "Titel", "Note"], ["2024", "Natvagter", "Ingen."], lines[0]), (700, 670, 640), strict=True
        ):
            for column, text in enumerate(row):
                canvas.drawString((50, 150, 300)[column] + 4, top - 14, text)

    def second(canvas: Canvas) -> None:
        for column, text in enumerate(lines[1]):
            canvas.drawString((50, 150, 300)[column] + 4, 800, text)

    assert drawn(first, second).lines[-1] == "2025\tDækning ved køb af pladser\tForsinket med ca. 3 måneder."


def test_a_text_that_runs_over_empty_cells_names_the_rows_below_it() -> None:
    """A spreadsheet printed with its lines: the name of an area is no part of the heading under it."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300, 420), (670, 640, 610))
        for x in (50, 300, 420):
            canvas.line(x, 670, x, 700)
        canvas.line(50, 700, 420, 700)
        canvas.drawString(54, 686, "Borgere med handicap, ældre og unge")
        for row, top in zip((("År", "Titel", "Note"), ("2024", "Natvagter", "Ingen.")), (670, 640), strict=True):
            for column, text in enumerate(row):
                canvas.drawString((50, 150, 300)[column] + 4, top - 14, text)

    assert drawn(draw).lines == (
        "Borgere med handicap, ældre og unge",
        "",
        "År\tTitel\tNote",
        "2024\tNatvagter\tIngen.",
    )


def test_a_lone_text_above_a_heading_that_comes_again_is_a_line() -> None:
    """The name of the next area stands between two headings, as near as rows do."""

    def draw(canvas: Canvas) -> None:
        heading, row = ("År", "Titel", "Beløb"), ("2024", "Natvagter", "-405")
        for at, cells in enumerate((heading, row, ("Udsatte voksne",), heading, row)):
            for column, text in enumerate(cells):
                canvas.drawString((50, 150, 300)[column], 700 - 16 * at, text)

    lines = [line for line in drawn(draw).lines if line]
    assert lines == ["År\tTitel\tBeløb", "2024\tNatvagter\t-405", "Udsatte voksne", *lines[:2]]


def test_a_line_that_looks_like_a_row_and_is_read_as_text_is_said() -> None:
    """A row that stands alone makes no table, but is not passed over in silence."""

    def draw(canvas: Canvas) -> None:
        for x, text in zip((50, 100, 250, 320, 380), ("2024", "Natvagter", "10.100", "-405", "Nej"), strict=True):
            canvas.drawString(x, 700, text)

    read = drawn(draw)
    assert read.like_rows == ((1, "2024 Natvagter 10.100 -405 Nej"),)
    document = pdf.of("a.pdf", {**asdict(read), "noticed": ()})
    assert [finding.kind for finding in document.findings] == ["text_like_rows"]


def test_a_word_that_reaches_out_of_its_table_is_whole() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 200), (700, 670, 640))
        for row, top in zip((("År", "Note"), ("2024", "Rammebesparelsen")), (700, 670), strict=True):
            for column, text in enumerate(row):
                canvas.drawString((50, 150)[column] + 4, top - 14, text)

    assert drawn(draw).lines == ("År\tNote", "2024\tRammebesparelsen")


@pytest.mark.parametrize(
    ("lines", "anywhere", "text"),
    [
        (("økonomien", "er skredet"), True, "økonomien er skredet"),
        (("affald", "først", "blev"), True, "affald først blev"),
        (("rusmiddelområ", "det"), True, "rusmiddelområdet"),
        (("rammebesparels", "e."), True, "rammebesparelse."),
        (("Effektiviserings", "forslag"), True, "Effektiviseringsforslag"),
        (("en rammebesparelse", "."), False, "en rammebesparelse."),
        (("planlagt", "ombygning"), False, "planlagt ombygning"),
        (("Aftalen er opsagt", "pr. 1. marts."), False, "Aftalen er opsagt pr. 1. marts."),
        (("affaldssortering", "en blev"), False, "affaldssorteringen blev"),
        (("budget", "2", "026."), True, "budget 2026."),
    ],
)
def test_broken_words_are_told_from_words_that_part(lines: Sequence[str], anywhere: bool, text: str) -> None:
    """By how likely the words are, whole or in pieces."""
    pieces = [CellLine(line, at + 1 < len(lines)) for at, line in enumerate(lines)]
    assert breaks.join_cell_lines(pieces, frozenset(), anywhere=anywhere) == text


def test_a_letter_over_the_same_letter_of_another_text_is_no_reprint() -> None:
    """Two headings that run into each other lose nothing."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "kompenserende")
        canvas.drawString(50 + canvas.stringWidth("kompenseren", "Helvetica", 9), 700, "dag")

    letters = sorted("".join(drawn(draw).lines).replace(" ", ""))
    assert letters == sorted("kompenserendedag")


def test_a_text_printed_again_over_itself_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            canvas.drawString(50 + shift, 700, "Natvagter i 2025")

    assert drawn(draw).lines == ("Natvagter i 2025",)


def test_spread_out_lines_do_not_break_words() -> None:
    """Lines set to both edges are all full; their spaces say that a word ends with the line."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 262), (700, 670, 600))
        canvas.drawString(54, 686, "År")
        canvas.drawString(154, 686, "Bemærkning")
        canvas.drawString(54, 656, "2024")
        lines = (("Tidsplanen", "er", "skredet"), ("mere", "end", "seks", "mdr."), ("og", "alt", "andet", "med"))
        for at, words in enumerate((*lines, ("den.",))):
            room = 104 - sum(canvas.stringWidth(word, "Helvetica", 9) for word in words)
            space, x = room / max(1, len(words) - 1), 154.0
            for word in words:
                canvas.drawString(x, 656 - 11 * at, word)
                x += canvas.stringWidth(word, "Helvetica", 9) + space

    assert drawn(draw).lines[1] == "2024\tTidsplanen er skredet mere end seks mdr. og alt andet med den."


def test_a_raised_figure_nearly_as_large_as_the_text_is_a_mark() -> None:
    """Browsers print them at five sixths of the size."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "-405")
        text = canvas.beginText(50 + canvas.stringWidth("-405", "Helvetica", 9), 703)
        text.setFont("Helvetica", 9 * 5 / 6)
        text.textOut("1")
        canvas.drawText(text)

    assert drawn(draw).lines == ("-405",)


def test_what_a_group_is_painted_with_holds_for_all_in_it() -> None:
    """A text that covers all inside a group that is see-through is not seen."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.beginForm("hidden")
    canvas.setFillAlpha(1)
    canvas.drawString(50, 650, "Anna Jensen")
    canvas.endForm()
    canvas.drawString(50, 700, "Natvagter")
    canvas.setFillAlpha(0.01)
    canvas.doForm("hidden")
    canvas.showPage()
    canvas.save()
    writer = PdfWriter(PdfReader(out))
    for form in writer.pages[0]["/Resources"]["/XObject"].values():  # type: ignore[index]
        form.get_object()[NameObject("/Group")] = DictionaryObject({NameObject("/S"): NameObject("/Transparency")})
    made = io.BytesIO()
    writer.write(made)
    read = reading.extract(made.getvalue(), Limits(), lambda page, of: None)
    assert read.lines == ("Natvagter",)
    assert read.noticed[0][1].hidden == len("AnnaJensen")
