"""Files that a real LibreOffice made, of all of Word's table styles and of a workbook: each row stands as it was typed.

`libreoffice/make.py` makes them.
"""

from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import read_document
from records import Loaded, StatusRow
from tests import once
from tests.loaders.files.libreoffice import make

pytestmark = pytest.mark.slow

HERE = Path(make.__file__).parent
UNSEEN = "Colorful Shading Accent 3"  # whose first heading is white on white


@pytest.fixture(scope="module")
def word() -> Loaded:
    return once.value("word_styles", lambda: read_document(files.document(HERE / "word_styles.pdf")))


@pytest.fixture(scope="module")
def excel() -> Loaded:
    return read_document(files.document(HERE / "workbook.pdf"))


def _typed(area: str, number: int) -> list[tuple[object, ...]]:
    rows = ((year, *title.split(" - "), others) for year, title, *others in make.rows(number))
    return [(area, code, title, year, *others) for year, code, title, others in rows]


def _read(row: StatusRow) -> tuple[object, ...]:
    case = (row.area, row.code, row.title, row.budget_year, row.type, row.status, row.remark)
    return (*case, row.investment_tkr, row.saving_tkr, row.phase_in_year)


@pytest.mark.long
def test_a_table_in_any_style_of_word_is_its_rows(word: Loaded) -> None:
    """Rows with paint and without, lines in any number, rows that a page cuts in two, areas between them."""
    styles = make.styles()
    seen = [(number, style) for number, style in enumerate(styles) if style != UNSEEN]
    want = [row for number, style in seen for row in _typed(style, number)]
    assert [_read(row) for row in word.statuses if row.area != UNSEEN] == want
    assert len(word.statuses) == len(make.ROWS) * len(styles)


def test_what_a_style_paints_is_no_status(word: Loaded) -> None:
    """Bands in red or green, and red letters, are decoration; the words tell the colour."""
    colours = {
        (row.status, row.colour) for row in word.statuses if row.area.partition(" Accent")[0] != "Colorful Shading"
    }
    assert colours == {
        ("Forløber som planlagt", "green"),
        ("Tidsplanen er skredet mere end 6 mdr.", "yellow"),
        ("Initiativet er implementeret", "green"),
    }


def test_a_heading_that_nobody_sees_is_said(word: Loaded) -> None:
    assert {row.budget_year for row in word.statuses if row.area == UNSEEN} == {None}
    assert "unseen_text" in {finding.kind for finding in word.findings}


def test_sheets_are_their_rows_with_lines_and_without(excel: Loaded) -> None:
    """A painted cell makes no columns, a year that touches a title is none of it, areas stand in merged rows."""
    areas = [*make.SHEETS[:-1], *make.AREAS]
    assert [_read(row) for row in excel.statuses] == [row for at, area in enumerate(areas) for row in _typed(area, at)]
    assert {row.colour_from for row in excel.statuses if row.status.startswith(("Forløber", "Tidsplanen"))} == {"fill"}
    assert {finding.kind for finding in excel.findings} == {"no_municipality"}
