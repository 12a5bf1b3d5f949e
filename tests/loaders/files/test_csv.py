"""CSV from whatever program: the sign between cells and the encoding are told by the text."""

import pytest

from loaders import files
from records import Document

ROWS = (
    ("Kode", "Titel", "Beløb"),
    ("A1", "Ældre, færre ture", "1.200,5"),
    ("A2", "Skoler", "-300"),
    ("A3", "Veje", "(40)"),
)
LINES = ("Kode\tTitel\tBeløb", "A1\tÆldre, færre ture\t1.200,5", "A2\tSkoler\t-300", "A3\tVeje\t(40)")


def read(content: str, name: str = "liste.csv", encoding: str = "utf-8") -> Document:
    return files.document_from(name, content.encode(encoding))


def written(sign: str) -> str:
    quoted = [[f'"{cell}"' if sign in cell else cell for cell in row] for row in ROWS]
    return "\r\n".join(sign.join(row) for row in quoted) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_any_sign_and_encoding_gives_the_same_table(sign: str, encoding: str) -> None:
    document = read(written(sign), encoding=encoding)
    assert document.lines == LINES
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["A1", "Ældre, færre ture", "1.200,5"]
    assert not document.findings


def test_sentences_above_and_below_stand_alone() -> None:
    document = read("Sandvig Kommune;;\n;;\n" + written(";") + ";;\nKilde: økonomi, 2026;;\n")
    assert document.lines == ("Sandvig Kommune", "", *LINES, "", "Kilde: økonomi, 2026")
    assert document.source(2).line == 3


def test_a_quoted_cell_may_hold_newlines_and_quotation_marks() -> None:
    document = read('Titel;Note\nRobotter;"Første linje\nog ""anden"""\nSkoler;x\n')
    assert document.lines[1:] == ('Robotter\tFørste linje og "anden"', "Skoler\tx")


def test_excels_own_line_about_the_sign_is_followed() -> None:
    assert read("sep=;\nTitel;Beløb\nRobotter;5\n").lines == ("Titel\tBeløb", "Robotter\t5")


def test_a_decimal_comma_that_nobody_quoted_shifts_no_cell() -> None:
    """The row has a cell too many, and which one cannot be told: it is no row, and that is said."""
    document = read("Kode,Titel,Beløb\nA1,Robotter,1200\nA2,Skoler,1,5\nA3,Veje,7\n")
    assert document.lines[2] == "A2, Skoler, 1, 5"
    assert [(one.kind, one.source.line) for one in document.findings] == [("csv_long_rows", 3)]


def test_prose_with_commas_is_no_table() -> None:
    """Only a file that is called CSV is parted at commas."""
    prose = "Vi sparer på ture, indkøb og møder.\nDet gælder skoler, veje og parker.\n" * 4
    assert read(prose, "brev.txt").tables == ()


def test_a_text_file_with_semicolons_is_a_table_when_all_of_it_is() -> None:
    assert read(written(";"), "liste.txt").lines == LINES
