"""What looks like a table and gives no record is never prose, and never silent."""

import io
import textwrap
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import docx
import openpyxl
import pytest

from loaders import files, kinds
from loaders.kinds import letter
from loaders.kinds.tables import unread
from records import Document, Loaded, Refused

pytestmark = pytest.mark.usefixtures("read_here")

PROSE = (
    "Hermed fremsendes forvaltningens svar om besparelser i Skive Kommune. Vi foreslår at afsætte en bevilling til\n"
    "indsatsen, så økonomien holder, og udvalget har bedt om en samlet vurdering af effektiviseringen til sit møde.\n"
)
TITLES = ("Færre biler i hjemmeplejen", "Fælles indkøb af møbler", "Lys med dioder i gaderne")
SEVERAL = 4


def document(text: str, name: str = "a.txt") -> Document:
    return files.document_from(name, text.encode())


def book(**sheets: list[list[object]]) -> Document:
    made, file = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(file)
    return files.document_from("bog.xlsx", file.getvalue())


def as_text(lines: list[str]) -> Document:
    return document("\n".join(lines))


def as_page(lines: list[str]) -> Document:
    return document("<html><body>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</body></html>", "a.html")


def as_word(lines: list[str]) -> Document:
    made, file = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(file)
    return files.document_from("a.docx", file.getvalue())


def as_mail(lines: list[str]) -> Document:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Forslag", "bo@sandvig.example", "ida@sandvig.example"
    message.set_content("\n".join(lines))
    return files.document_from("a.eml", message.as_bytes())


def kinds_of(loaded: Loaded) -> list[str]:
    return [one.kind for one in loaded.findings if one.kind in unread.GAVE_NOTHING]


NO_PROSE = {
    "a table without names of columns": "\n".join(f"A{n};{title};{n}00" for n, title in enumerate(TITLES)),
    "names of columns that say nothing": "Ting;Sted;Noget\n" + "\n".join(f"{title};Nord;300" for title in TITLES),
    "a cell on each line": PROSE[:80] + "\n" + "\n".join(f"{title}\n300\nTeknikudvalget" for title in TITLES * SEVERAL),
    "columns that only blanks part": "\n".join(f"{title:30}300     Teknikudvalget" for title in TITLES * SEVERAL),
    "a form that nobody knows": "\n".join(f"Tanke\n{title} er godt\nHvorhen\nNord\nMed\nBo" for title in TITLES),
}  # fmt: skip


@pytest.mark.parametrize("text", NO_PROSE.values(), ids=NO_PROSE)
def test_a_table_is_no_letter(text: str) -> None:
    """Whatever words of a municipality stand around it; the refusal says what to do with such a file."""
    around = "Kære udvalg\n\nKommunens forslag til besparelser på budgettet fra forvaltningen og udvalget er:\n\n"
    found = document(around + text)
    assert not letter.recognises(found)
    with pytest.raises(Refused) as refused:
        kinds.read_document(found)
    assert (refused.value.reason, refused.value.values["type"]) == ("table_not_understood", "text")


def test_a_letter_with_a_small_table_says_that_it_was_not_read() -> None:
    """The prose can be quoted; the table is named."""
    found = document(
        f"Kære udvalg\n\n{PROSE * 2}\nBo\tNord\trød stue\nIda\tSyd\tblå stue\n\n{PROSE}Med venlig hilsen\n"
    )
    loaded = kinds.read_document(found)
    assert (loaded.kind, kinds_of(loaded)) == ("letter", ["table_gave_nothing"])
    assert loaded.passages


def test_a_list_of_amounts_in_a_letter_is_told() -> None:
    listed = "\n".join(f"{n}. {title}: {n}00.000 kr." for n, title in enumerate(TITLES, 1))
    loaded = kinds.read_document(document(f"Kære udvalg\n\n{PROSE}\n{listed}\n\n{PROSE}"))
    assert (loaded.kind, kinds_of(loaded)) == ("letter", ["list_gave_nothing"])
    assert [one.values["count"] for one in loaded.findings if one.kind == "list_gave_nothing"] == [len(TITLES)]


LISTED = {
    "words and a colon": "{title}: {n}00.000 kr.",
    "a dash": "{title} – {n},5 mio. kr.",
    "the amount first": "• {n}00 t.kr. på {title}",
    "brackets": "{title} ({n}00.000 kr.)",
    "dots": "{title} ............ {n}00.000",
}


@pytest.mark.parametrize("shape", LISTED.values(), ids=LISTED)
@pytest.mark.parametrize("made", [as_text, as_page, as_word, as_mail])
def test_a_list_of_amounts_is_told_however_it_is_written(made: Callable[[list[str]], Document], shape: str) -> None:
    listed = [shape.format(title=title, n=n) for n, title in enumerate(TITLES, 1)]
    loaded = kinds.read_document(made(["Kære udvalg", *PROSE.splitlines(), *listed, *PROSE.splitlines()]))
    assert (loaded.kind, kinds_of(loaded)) == ("letter", ["list_gave_nothing"])
    assert [one.values["count"] for one in loaded.findings if one.kind == "list_gave_nothing"] == [len(TITLES)]


def test_a_list_of_amounts_beside_a_table_is_told() -> None:
    table = "Kode\tForslag\tEffekt 1.000 kr.\nA1\tFærre biler\t300\nA2\tFælles indkøb\t150\n"
    listed = "\n".join(f"{title}: {n}00.000 kr." for n, title in enumerate(TITLES, 1))
    loaded = kinds.read_document(document(f"Forslag til besparelser i Skive Kommune\n\n{table}\nDesuden\n\n{listed}\n"))
    assert (len(loaded.proposals), kinds_of(loaded)) == (2, ["list_gave_nothing"])


def test_sentences_with_amounts_are_no_list() -> None:
    """Lines that a letter breaks its sentences over."""
    text = (
        "Kære udvalg\n\nVi har fået 2 mio. kr. til indsatsen, og af dem er de 300.000 kr. brugt\n"
        "på møbler, mens udvalget fik 150.000 kr. til vejene, så økonomien i budgettet\n"
        "holder. Forvaltningen foreslår en bevilling på 400.000 kr. til kommunens skoler.\n"
    )
    assert kinds_of(kinds.read_document(document(text))) == []


def test_the_head_of_every_page_makes_no_form_of_a_letter() -> None:
    """Three lines that stand on each page are few among those of the text."""
    page = "Skive Kommune\nØkonomi og analyse\nBudget 2027\n\n" + PROSE * 12
    assert letter.recognises(document("Kære udvalg\n\n" + page * SEVERAL))


@pytest.mark.parametrize("width", [24, 30, 40])
def test_a_narrow_column_is_prose(width: int) -> None:
    """A letter in two columns has lines of four words."""
    text = "Kære udvalg\n\n" + "\n".join(textwrap.wrap(" ".join(PROSE.split()), width)) * 2
    assert letter.recognises(document(text))


LIST: list[list[object]] = [
    ["Katalog til budget 2027, Vejle Kommune"], [], ["Kode", "Forslag", "Besparelse 1.000 kr.", "Udvalg"],
    ["A1", TITLES[0], 300, "Teknikudvalget"], ["A2", TITLES[1], 450, "Børneudvalget"],
]  # fmt: skip


def test_another_sheet_is_another_table() -> None:
    """Rows of a sheet whose columns nobody understands are not read as rows of the sheet before."""
    other: list[list[object]] = [
        ["Hvem", "Hvor", "Lokale", "Hus"],
        ["Bo", "Rådhus", "blå", "N"],
        ["Ida", "Skole", "gul", "S"],
    ]
    loaded = kinds.read_document(book(Forslag=LIST, Lokaler=other))
    assert [(one.code, one.saving_tkr) for one in loaded.proposals] == [("A1", 300), ("A2", 450)]
    assert [one.source.sheet for one in loaded.findings if one.kind in unread.GAVE_NOTHING] == ["Lokaler"]


def test_a_table_goes_on_only_where_numbers_go_on() -> None:
    """The next table of a file goes on with the one before it where its columns hold the same, as after a page."""
    head = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in LIST[2:])
    more = "<table><tr><td>A3</td><td>Lys i gaderne</td><td>{}</td><td>Teknikudvalget</td></tr></table>"
    for cell, count in (("120", 3), ("nord", 2)):
        page = f"<p>Katalog til budget 2027, Vejle Kommune</p><table>{head}</table><p></p>{more.format(cell)}"
        loaded = kinds.read_document(files.document_from("a.html", page.encode()))
        assert len(loaded.proposals) == count


@pytest.mark.parametrize(
    ("name", "type_"),
    [("A.XLSX", "sheet"), ("a.ods", "sheet"), ("brev.eml/a.docx", "word"), ("a.pdf", "pdf"), ("a", "text")],
)
def test_the_advice_is_by_the_type_of_the_file(name: str, type_: str) -> None:
    assert unread.file_type(name) == type_
