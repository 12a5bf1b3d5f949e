"""Letters whose font does not say which they are: told by the words that they stand in, or not read."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from loaders.files.pdf import reading
from loaders.limits import Limits

PRINTED = (
    "Forløber som planlagt på området, og økonomien følger budgettet",
    "Ændret åbningstid på bibliotekerne først fra næste forår",
    "Fælles kørsel i København er på plads",
    "ØKONOMI OG DRIFT",
)


def printed(lines: tuple[str, ...], *, named: bool) -> bytes:
    """The lines in a font that is a part of the file, and `named` whether it says what its letters are."""
    out = io.BytesIO()
    canvas = Canvas(out)
    pdfmetrics.registerFont(TTFont("Lost", "Vera.ttf"))
    canvas.setFont("Lost", 10)
    for at, line in enumerate(lines):
        canvas.drawString(60, 700 - 20 * at, line)
    canvas.save()
    if named:
        return out.getvalue()
    writer = PdfWriter(clone_from=PdfReader(out))
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object().pop("/ToUnicode", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read(data: bytes) -> list[str]:
    return [line for line in reading.extract(data, Limits(), lambda page, of: None).lines if line]


@pytest.mark.parametrize("named", [True, False])
def test_a_code_is_the_letter_that_makes_its_words_real_ones(named: bool) -> None:
    """Large where it begins a text or stands among large letters, small within a word."""
    assert read(printed(PRINTED, named=named)) == list(PRINTED)


def test_a_code_that_no_word_tells_stays_unread() -> None:
    """A name that nobody knows, a sign that is no letter, and a word that two letters make."""
    lines = ("Forslag fra Brænøv til drift", "Fra 2026 – 2029 er det i drift")
    assert read(printed(lines, named=False)) == [line.translate(str.maketrans("æø–", "\ufffd" * 3)) for line in lines]
