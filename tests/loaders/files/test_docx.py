"""Word documents: paragraphs and tables in their order, as they look with all changes accepted."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders import files
from records import Document, Refused

pytestmark = pytest.mark.usefixtures("read_here")

W = nsdecls("w")


def read(document: "docx.document.Document") -> Document:
    file = io.BytesIO()
    document.save(file)
    return files.document_from("notat.docx", file.getvalue())


def with_table(*rows: tuple[str, ...]) -> tuple["docx.document.Document", "docx.table.Table"]:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for at, cells in enumerate(rows):
        for place, text in enumerate(cells):
            table.cell(at, place).text = text
    return document, table


def paragraph(document: "docx.document.Document", inner: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def shade(cell: object, attributes: str) -> None:
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:shd {W} {attributes}/>"))  # type: ignore[attr-defined]


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("Sandvig Kommune")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (one for row in table.rows for one in row.cells), ["Titel", "Beløb", "Skoler", "(1.200)"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Kilde: økonomi")
    found = read(document)
    assert found.lines == ("Sandvig Kommune", "", "Titel\tBeløb", "Skoler\t(1.200)", "", "Kilde: økonomi")
    assert (found.source(3).line, found.source(3).cell) == (4, "1:2")
    assert [cell.text for cell in found.tables[0].rows[1].cells] == ["Skoler", "(1.200)"]


@pytest.mark.parametrize("amount", ["-300", "−300", "–300", "(300)", "300-", "- 300", "-1.200,5"])
def test_signs_stay_as_they_are_printed(amount: str) -> None:
    document, _ = with_table(("Titel", "Beløb"), ("Skoler", amount))
    assert read(document).lines[-1] == f"Skoler\t{amount}"


def test_merged_cells_reach_over_columns_and_rows() -> None:
    document, table = with_table(("Titel", "Effekt", ""), ("", "2026", "2027"), ("Skoler", "1", "2"))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    first, second, third = (row.cells for row in read(document).tables[0].rows)
    assert (first[0].rows, first[1].columns, first[2].covered) == (2, 2, "left")
    assert (second[0].text, second[0].covered) == ("Titel", "above")
    assert [cell.text for cell in third] == ["Skoler", "1", "2"]


def test_shading_names_the_colour() -> None:
    """Plain shading, none, a pattern of two colours, and a word in red."""
    document, table = with_table(("a", "b", "c", "d"))
    shade(table.cell(0, 0), 'w:val="clear" w:fill="93C47D"')
    shade(table.cell(0, 1), 'w:val="clear" w:fill="auto"')
    shade(table.cell(0, 2), 'w:val="pct50" w:color="FF0000" w:fill="00FF00"')
    table.cell(0, 3).paragraphs[0].runs[0].font.color.rgb = docx.shared.RGBColor(0xC0, 0, 0)
    assert [cell.fill for cell in read(document).tables[0].rows[0].cells] == ["green", "", "unknown", "red"]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    document, table = with_table(("Ydre", "x"))
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Indre", "5"
    assert read(document).lines == ("Ydre\tx", "", "Indre\t5")


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    document = docx.Document()
    document.add_paragraph("Slut")
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>100</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="x">{run.format("200")}</w:ins>'
    paragraph(document, f'<w:r><w:t xml:space="preserve">Effekt: </w:t></w:r>{deleted}{inserted}')
    found = read(document)
    assert found.lines[0] == "Effekt: 200"
    assert [one.kind for one in found.findings] == ["tracked_changes"]


def test_hidden_text_is_said_and_fields_give_what_they_show() -> None:
    document = docx.Document()
    document.add_paragraph("Slut")
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hemmeligt</w:t></w:r>"
    fielded = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>"
    paragraph(document, f"{hidden}{fielded}")
    found = read(document)
    assert found.lines[0] == "7"
    assert [one.kind for one in found.findings] == ["hidden_text"]


def test_a_header_stands_first_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Sandvig Kommune"
    document.add_section().header.paragraphs[0].text = "Sandvig Kommune"
    document.add_paragraph("Vi sparer")
    assert read(document).lines == ("Sandvig Kommune", "", "Vi sparer")


def test_an_empty_document_says_so() -> None:
    with pytest.raises(Refused) as refused:
        read(docx.Document())
    assert refused.value.reason == "empty"


@pytest.mark.parametrize(
    ("text", "mark", "said"), [("-455", "1", "-455"), ("2025", "2)", "2025"), ("120 m", "2", "120 m2"), ("", "1", "1")]
)
def test_a_raised_figure_is_a_mark_and_no_digit(text: str, mark: str, said: str) -> None:
    """But the 2 of square metres; and the mark that begins a note stays with it."""
    document, table = with_table(("Titel", "Beløb"), ("Skoler", text))
    table.cell(1, 1).paragraphs[0].add_run(mark).font.superscript = True
    found = read(document)
    assert found.lines[-1] == f"Skoler\t{said}"
    assert [one.kind for one in found.findings] == ([] if mark in said[-1:] else ["note_marks"])
