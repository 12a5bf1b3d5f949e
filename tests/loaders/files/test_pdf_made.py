"""The PDFs that the readers are tried on: each look is what it is meant to be, or tests on it show nothing."""

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from tests.loaders.files.pdf_made import made
from tests.loaders.files.pdf_made.sheets import EMPTY, LOOKS, TICKED, Look, Sheet, Table, Text

pytestmark = pytest.mark.slow

STATUS, IDEAS = made.SAMPLES / "status-juni-2025.txt", made.SAMPLES / "idebank-2026.txt"
PROPOSALS = made.SAMPLES / "investeringsforslag-2025.txt"
NAMES = [look.name for look in LOOKS]


@pytest.fixture(params=LOOKS, ids=NAMES)
def look(request: pytest.FixtureRequest) -> Look:
    assert isinstance(request.param, Look)
    return request.param


@pytest.fixture
def drawn(request: pytest.FixtureRequest, look: Look) -> made.Drawn:
    """Makes a PDF of a text file in this look. Needs a browser only where Chromium draws."""
    browser = request.getfixturevalue("chromium") if look.maker == "chromium" else None
    return lambda path: made.pdf(path, look, browser)


@pytest.mark.parametrize("path", sorted(made.SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_word_is_printed(drawn: made.Drawn, path: Path, look: Look) -> None:
    """Each word of the sheet stands in the text of the PDF, however it is broken."""
    printed = _letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn(path))).pages))
    words = {word for text in _texts(made.sheet(path, look)) for word in re.findall(r"\w{5,}", text)}
    assert len(words) > 90
    assert {word for word in words if _letters(word) not in printed} == set()


def _texts(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        if isinstance(block, Text):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for cells in block.rows for cell in cells)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def test_tags_are_there_or_not(drawn: made.Drawn, look: Look) -> None:
    """Tagged files say so in their catalogue, and mark their content."""
    root = PdfReader(io.BytesIO(drawn(STATUS))).trailer["/Root"]
    assert ("/StructTreeRoot" in root) is look.tagged


def test_pages_are_wide_turned_and_of_two_sizes(drawn: made.Drawn, look: Look) -> None:
    """A status report is landscape; a turned page is tall in the file and turned when shown."""
    page = PdfReader(io.BytesIO(drawn(STATUS))).pages[0]
    wide = float(page.mediabox.width) > float(page.mediabox.height)
    assert (wide, page.rotation) == ((False, 270) if look.turned else (True, 0))
    assert round(max(page.mediabox.width, page.mediabox.height) / 72) == {"A4": 12, "A3": 17}[look.paper]


def test_the_head_is_repeated_and_cells_have_colours(drawn: made.Drawn, look: Look) -> None:
    """The tables of a status report go over pages, each page with their head; the status cells are filled."""
    with pdfplumber.open(io.BytesIO(drawn(STATUS))) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
        fills = {tuple(shape["non_stroking_color"] or ()) for page in pdf.pages for shape in page.rects}
    assert sum("Bemærkning" in text for text in texts) > 1
    assert len({fill for fill in fills if len(fill) == 3 and len(set(fill)) > 1}) >= 3


def test_boxes_are_signs_letters_or_drawings(drawn: made.Drawn, look: Look) -> None:
    """What stands in a box: a sign, a glyph that only its font knows, a letter, or nothing that can be read."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn(IDEAS))).pages)
    signs = {"signs": {TICKED, EMPTY}, "private": {"\uf053", "\uf0a3"}}.get(look.boxes, set())
    assert {sign for sign in text if sign in TICKED + EMPTY or "\ue000" <= sign <= "\uf8ff"} == signs


def test_tables_are_ruled_as_the_look_says(drawn: made.Drawn, look: Look) -> None:
    """Lines all around, below each row, or none."""
    with pdfplumber.open(io.BytesIO(drawn(PROPOSALS))) as pdf:
        shapes = [shape for page in pdf.pages[:3] for shape in (*page.lines, *page.rects)]
    upright = any(shape["width"] < 2 and shape["height"] > 8 for shape in shapes)
    level = any(shape["height"] < 2 and shape["width"] > 8 for shape in shapes)
    assert (upright, level) == {"all": (True, True), "rows": (False, True), "none": (False, False)}[look.rules]


def test_words_are_hyphened(drawn: made.Drawn, look: Look) -> None:
    """Where the look says so, words are broken with a hyphen at the end of a line."""
    with pdfplumber.open(io.BytesIO(drawn(STATUS))) as pdf:
        text = "".join(sign["text"] for page in pdf.pages for sign in page.chars)
    broken = re.findall(r"[a-zæøå]{3} ?[-\u00ad\u2010][a-zæøå]{2}", text)
    assert (len(broken) > 2) is look.hyphens


@pytest.mark.parametrize("path", [STATUS, PROPOSALS], ids=["status", "proposals"])
def test_rows_go_on_over_a_page(drawn: made.Drawn, path: Path) -> None:
    """The documents are long enough to show what a page does to a table."""
    assert len(PdfReader(io.BytesIO(drawn(path))).pages) >= 2
