"""A text whose rest the edge of its cell hides is read as it is seen, and it is said which it is."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from loaders.files import pdf
from loaders.files.pdf import reading, unnamed
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word
from loaders.limits import Limits

XS = (50, 110, 290, 400)


def sheet() -> bytes:
    """Two rows of a drawn table; the title of the second does not fit in its cell, nor does the status of the first."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(500, 300))
    canvas.setFont("Helvetica", 10)
    rows = (("Kode", "Titel", "Status"), ("AB01", "Lys", "Gennemført i en del af kommunen"),
            ("AB02", "Tilsyn med nødkald i alle boliger om natten og dagen", "Stoppet"))  # fmt: skip
    for at, row in enumerate(rows):
        for x0, x1, text in zip(XS, XS[1:], row, strict=False):
            canvas.saveState()
            clip = canvas.beginPath()
            clip.rect(x0, 250 - 20 * at, x1 - x0, 20)
            canvas.clipPath(clip, stroke=1)
            canvas.drawString(x0 + 3, 256 - 20 * at, text)
            canvas.restoreState()
    canvas.save()
    return written.getvalue()


def test_a_text_that_its_cell_cuts_off_is_named() -> None:
    (finding,) = [one for one in pdf.document("ark.pdf", sheet()).findings if one.kind == "text_cut_off"]
    assert finding.values["count"] == 2
    said = str(finding.values["text"])
    assert "AB01: Gennemført i en del" in said
    assert "AB02: Tilsyn med nødkald" in said


def test_a_whole_text_is_not() -> None:
    extract = reading.extract(sheet(), Limits(), lambda *_: None)
    assert not any("Lys" in text or "Stoppet" in text for _, text in extract.cut_off)


def word(text: str, x0: float, top: float) -> Word:
    return Word(text, x0, top, x0 + 5.0 * len(text), top + 8, 8.0, 5.0, "")


def row(top: float, *held: tuple[str, float]) -> PdfRow:
    cells = [PdfCell((CellLine(text),), words=(word(text, x0, top),)) if text else PdfCell() for text, x0 in held]
    return PdfRow(tuple(cells), 1, Box(0, top, 500, top + 10), 8.0, 1)


def test_a_name_that_may_be_that_of_the_figures_beside_it_is_doubted_with_both() -> None:
    """Its own figures stand no nearer to it than those of a column without a name."""
    head = row(0, ("Kode", 0), ("Titel", 50), ("Status", 120), ("Gevinst", 250), ("", 0))
    body = [row(top, ("AB", 0), ("Lys", 50), ("God", 120), ("500", 200), ("-90", 270)) for top in (20, 40, 60)]
    assert set(unnamed.unnamed_figures([head, *body])) == {(at, column) for at in (1, 2, 3) for column in (3, 4)}
    named = row(0, ("Kode", 0), ("Titel", 50), ("Status", 120), ("Udgift", 195), ("", 0))
    assert list(unnamed.unnamed_figures([named, *body])) == []


def test_a_title_that_hides_behind_other_pages_is_not_said_of_them() -> None:
    """A spreadsheet prints a title that is wider than a page on the next one again, cut off, where nobody sees it."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(500, 300))
    for shown in (True, False):
        canvas.setFont("Helvetica", 10)
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(50, 250, 400 if shown else 30, 20)
        canvas.clipPath(clip, stroke=0)
        canvas.drawString(53, 256, "Svendborg Kommune: opfølgning på budgetforlig")
        canvas.restoreState()
        canvas.drawString(53, 200, "En tekst, som man kan se.")
        canvas.showPage()
    canvas.save()
    kinds = [one.kind for one in pdf.document("ark.pdf", written.getvalue()).findings]
    assert not {"unseen_text", "text_cut_off"} & {*kinds}
