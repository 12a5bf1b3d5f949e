"""Web pages: what a person sees is read, tables as tables, and nothing is fetched."""

import pytest

from loaders import files
from records import Document

pytestmark = pytest.mark.usefixtures("read_here")


def read(body: str, encoding: str = "utf-8", head: str = "") -> Document:
    return files.document_from(
        "side.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)
    )


def test_blocks_are_lines_and_tables_are_tables() -> None:
    document = read(
        "<h1>Sandvig Kommune</h1><p>Vi <b>sparer</b>\n mere.</p>"
        "<table><tr><th>Titel<th>Beløb<tr><td>Skoler<td>-300</table>"
    )
    assert document.lines == ("Sandvig Kommune", "Vi sparer mere.", "", "Titel\tBeløb", "Skoler\t-300")
    assert document.source(4).cell == "1:2"


def test_cells_reach_over_rows_and_columns() -> None:
    document = read(
        "<table><tr><td rowspan=2>Titel<td colspan=2>Effekt</tr>"
        "<tr><td>2026<td>2027</tr><tr><td>Skoler<td>1<td>2</tr></table>"
    )
    assert document.lines == ("Titel\tEffekt\t", "Titel\t2026\t2027", "Skoler\t1\t2")
    first, second, _ = (row.cells for row in document.tables[0].rows)
    assert (first[0].rows, first[1].columns, second[0].covered) == (2, 2, "above")


@pytest.mark.parametrize("amount", ["-300", "&minus;300", "&#8211;300", "(300)", "300-", "1.200,5"])
def test_signs_and_entities_are_what_they_show(amount: str) -> None:
    shown = amount.replace("&minus;", "−").replace("&#8211;", "–")
    assert read(f"<table><tr><td>Skoler<td>{amount}</table>").lines == (f"Skoler\t{shown}",)


def test_what_is_hidden_is_not_read() -> None:
    style = "<style>.gone {display: none}</style><script>var x = 'løn'</script>"
    hidden = "<p hidden>a</p><p style='display:none'>b</p><p class=gone>c</p><template>d</template><!-- e -->"
    document = read(f"{hidden}<p>Vist</p><table><tr><td>1<td style='display: none'>løn<td>2</table>", head=style)
    assert document.lines == ("Vist", "", "1\t2")


def test_colours_come_from_styles_attributes_and_classes() -> None:
    style = "<style>.xl65 {background:#93C47D; mso-pattern:black none}</style>"
    cells = (
        "<td class=xl65>a<td bgcolor='#E06666'>b<td style='background-color: rgb(255, 217, 102)'>c"
        "<td><span style='background:red'>d</span><td>e"
    )
    (row,) = read(f"<table><tr>{cells}</table>", head=style).tables[0].rows
    assert [cell.fill for cell in row.cells] == ["green", "red", "yellow", "red", ""]


def test_a_table_for_the_layout_is_text() -> None:
    """E-mails lay out their text with tables in tables; only the innermost hold data."""
    document = read("<table><tr><td><table><tr><td>Hej</td></tr></table><table><tr><td>a<td>b</table></table>")
    assert document.lines == ("Hej", "", "a\tb")
    assert len(document.tables) == 1


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("utf-8", "<meta charset=utf-8>"),
    ],
)
def test_danish_letters_are_read_whatever_the_encoding(encoding: str, head: str) -> None:
    assert read("<p>Ældre på Ærø får</p>", encoding, head).lines == ("Ældre på Ærø får",)


def test_a_spreadsheet_that_is_a_web_page_is_read() -> None:
    """Some programs write HTML and call it .xls."""
    data = "<table><tr><td>Titel<td>Beløb<tr><td>Skoler<td>5</table>".encode()
    assert files.document_from("liste.xls", data).lines == ("Titel\tBeløb", "Skoler\t5")


@pytest.mark.parametrize("page", ["<p>Skoler</p>", '<div class="x">Skoler</div>', "<!-- a -->\n<h2>Skoler</h2>"])
def test_a_piece_of_a_page_is_a_page(page: str) -> None:
    """What is copied out of a page has no head of its own."""
    assert files.document_from("a.html", page.encode()).lines == ("Skoler",)


def test_text_with_a_sign_before_it_is_text() -> None:
    text = "<p eller q er ukendt, men vi ved mere <her"
    assert files.document_from("a.txt", text.encode()).lines == (text,)


def test_a_raised_figure_is_a_mark_and_no_digit() -> None:
    found = read("<table><tr><td>Skoler<sup>2</sup><td>-455<sup>1)</sup><td>12 m<sup>2</sup></table>")
    assert found.lines == ("Skoler\t-455\t12 m2",)
    assert [(one.kind, one.values["text"]) for one in found.findings] == [("note_marks", "1), 2")]
