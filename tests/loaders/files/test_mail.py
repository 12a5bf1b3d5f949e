"""E-mails: the letter, and each attachment by its own type."""

import io
from email.message import EmailMessage

import openpyxl
import pytest

from loaders import files
from records import Document, Refused


def letter(text: str = "Hej\n\nHer er listen.\n") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "Status på Ærø", "Bo <bo@sandvig.example>"
    message["To"], message["Date"] = "ida@sandvig.example", "Mon, 05 Jan 2026 08:00:00 +0100"
    message.set_content(text, charset="iso-8859-1")
    return message


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Titel", "Beløb"])
    book.active.append(["Skoler", -300])
    book.save(file)
    return file.getvalue()


def read(message: EmailMessage, name: str = "brev.eml") -> Document:
    return files.document_from(name, message.as_bytes())


def test_a_letter_is_its_headers_and_its_text() -> None:
    document = read(letter("Ældre får besked.\n"))
    assert document.lines[0] == "Subject: Status på Ærø"
    assert document.lines[-1] == "Ældre får besked."


def test_each_attachment_is_a_document_of_its_type() -> None:
    message = letter()
    message.add_attachment(workbook(), maintype="application", subtype="octet-stream", filename="liste.xlsx")
    message.add_attachment("Kode;Beløb\nA1;5\n".encode(), maintype="text", subtype="csv", filename="tal.csv")
    message.add_attachment(b"PK\x03\x04rest", maintype="application", subtype="zip", filename="mappe.zip")
    sheet, csv, refused = (one.read for one in read(message).attached)
    assert isinstance(sheet, Document)
    assert (sheet.name, sheet.lines) == ("brev.eml/liste.xlsx", ("Titel\tBeløb", "Skoler\t-300"))
    assert isinstance(csv, Document)
    assert csv.lines == ("Kode\tBeløb", "A1\t5")
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.values["name"]) == ("zip", "brev.eml/mappe.zip")


def test_the_tables_of_a_letter_in_html_are_read() -> None:
    message = letter("Se tabellen.\n")
    message.add_alternative("<p>Hej</p><table><tr><td>Skoler<td>(300)</table>", subtype="html")
    document = read(message)
    assert "Skoler\t(300)" in document.lines
    assert document.lines[0] == "Subject: Status på Ærø"
    assert len(document.tables) == 1


def test_a_letter_in_a_letter_is_read_and_many_layers_are_not() -> None:
    message = letter("Inderst.\n")
    for _ in range(8):
        outer = letter("Ydre.\n")
        outer.add_attachment(message)
        message = outer
    document: object = read(message)
    depth = 0
    while isinstance(document, Document):
        assert "Ydre." in document.lines
        depth, document = depth + 1, document.attached[0].read
    assert isinstance(document, Refused)
    assert depth < 8


def test_prose_with_a_colon_is_no_letter() -> None:
    text = "Emne: Besparelser\nTil: Økonomiudvalget\nVi sparer mere.\n"
    assert files.document_from("notat.txt", text.encode()).lines[0] == "Emne: Besparelser"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_letters_are_read_in_any_charset(charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Status"
    message["From"] = message["To"] = "bo@sandvig.example"
    message.set_content("Ældre på Ærø\n", charset=charset)
    assert "Ældre på Ærø" in read(message).lines
