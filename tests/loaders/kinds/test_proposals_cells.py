"""Cutting a follow-up table into rows of four cells, from blank lines, widths, beginnings and words."""

import pytest

from loaders.kinds.proposals import cells
from loaders.kinds.proposals.lines import join_text, spoken
from loaders.kinds.proposals.words import doubled
from records import Document

PLAIN = """\
Alle maskiner er sat op i
kælderen

Der er talt maskiner ved
åbningen

Driftsenheden

Medio 2031

Vasketøjet er fordelt

Vejning af vasketøj hver
fjerde uge

Driftsenheden

Ultimo 2031"""

SHARED = """\
Vaskeriet er åbnet

Besøg på stedet Vaskeri N 2. kvartal 2030

Maskinerne er taget i
brug Timetæller Vaskeri N Medio 2030

Prisen pr. kilo er faldet

Regnskab
Vaskeri N og Lager Ultimo 2031, derefter
hvert år"""

DASHED = """\
Ny plan for vasketøj

- LOG Fremlæggelse af planen
for lageret

Mål for sæbe er sat LOG har aftalt mål med
leverandøren

LOG I forbindelse med den
årlige aftale"""


def cut(text: str) -> list[tuple[str, ...]]:
    document = Document("x", tuple(text.split("\n")))
    lines = spoken(document, 0, len(document.lines))
    found = cells.rows(lines, cells.column_width(lines), cells.recurring(lines))
    return [tuple(join_text(word.text for word in cell) for cell in row.cells) for row in found]


def test_blank_lines_part_cells() -> None:
    """The plain case: four blocks a row, whatever number of lines they have."""
    assert cut(PLAIN) == [
        ("Alle maskiner er sat op i kælderen", "Der er talt maskiner ved åbningen", "Driftsenheden", "Medio 2031"),
        ("Vasketøjet er fordelt", "Vejning af vasketøj hver fjerde uge", "Driftsenheden", "Ultimo 2031"),
    ]


def test_short_cells_share_a_line() -> None:
    """Two, three or four cells on one line, and cells below each other without an empty line, are still four."""
    assert cut(SHARED) == [
        ("Vaskeriet er åbnet", "Besøg på stedet", "Vaskeri N", "2. kvartal 2030"),
        ("Maskinerne er taget i brug", "Timetæller", "Vaskeri N", "Medio 2030"),
        ("Prisen pr. kilo er faldet", "Regnskab", "Vaskeri N og Lager", "Ultimo 2031, derefter hvert år"),
    ]


def test_a_dash_is_a_cell() -> None:
    """A dash marks an empty cell and keeps its place; an abbreviation at a line's start is a whole cell."""
    assert cut(DASHED) == [
        ("Ny plan for vasketøj", "-", "LOG", "Fremlæggelse af planen for lageret"),
        (
            "Mål for sæbe er sat",
            "LOG har aftalt mål med leverandøren",
            "LOG",
            "I forbindelse med den årlige aftale",
        ),
    ]


def test_an_empty_line_after_every_line_parts_nothing() -> None:
    """In a text that is spaced apart, cells part where two empty lines or an empty paragraph stand."""
    spaced = PLAIN.replace("\n\n", "\n \n").replace("\n", "\n\n")
    assert cut(spaced) == cut(PLAIN)


def test_spaced_text_is_noticed() -> None:
    """Words that go on after an empty line say that the text is spaced apart."""
    for text, spaced in (
        ("en mas-\nkine til\nvask\n\nEt lager", False),
        ("en mas-\n\nkine til\n\nvask\n\nLager", True),
    ):
        document = Document("x", tuple(text.split("\n")))
        assert doubled(spoken(document, 0, len(document.lines))) is spaced


def test_a_row_split_by_a_page_is_one_row() -> None:
    """A page break inside a row parts nothing when the cell goes on in lower case."""
    paged = PLAIN.replace(
        "Vejning af vasketøj hver\nfjerde uge", "Vejning af vasketøj hver\nSide 3 af 4\n\n fjerde uge"
    )
    assert cut(paged) == cut(PLAIN)


def test_unit_names_recur_before_dates() -> None:
    """What stands before dates on lines that begin differently is a unit, not the words around it."""
    document = Document("x", tuple(SHARED.split("\n")))
    assert cells.recurring(spoken(document, 0, len(document.lines))) == {"vaskerin"}


@pytest.mark.parametrize("text", ["", "Et mål", "2031", "- - - -"])
def test_odd_tables_give_rows_or_none(text: str) -> None:
    """Whatever stands there, no word is lost and nothing fails."""
    assert "".join("".join(row) for row in cut(text)).replace(" ", "") == text.replace(" ", "")


def test_no_word_is_lost() -> None:
    """Every word of a table is in one cell, in its order."""
    for text in (PLAIN, SHARED, DASHED):
        words = " ".join(" ".join(cell for cell in row if cell) for row in cut(text))
        assert words.split() == text.split()
