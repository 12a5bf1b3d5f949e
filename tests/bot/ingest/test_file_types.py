"""Files of every type through the load: what is stored, what is kept, and what is said of what is refused."""

import io
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pytest

from bot.ingest import load_report, loading
from bot.ingest.loading import Load, LoadResult
from index.store.store import Store
from templates import say

NOW = datetime(2026, 1, 5, tzinfo=UTC)
PROSE = [
    "Kære Økonomiudvalg",
    "Kommunen foreslår at spare på møbler til skolerne. Forslaget giver en besparelse på 300.000 kr. om året.",
    "Vi vender tilbage med en tidsplan for arbejdet, når udvalget har behandlet sagen på sit næste møde i marts.",
]


def word() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for text in PROSE:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def mail(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Besparelser", "bo@sandvig.example", "ida@sandvig.example"
    message.set_content("\n\n".join(PROSE) + "\n")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def loaded(tmp_path: Path, files: dict[str, bytes], **how: int) -> tuple[Store, list[LoadResult]]:
    folder = tmp_path / "ind"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    store = loading.store_to_fill(tmp_path / "a.db")
    return store, list(loading.load_files(store, loading.files([folder]), Load(NOW, baseline=True, **how)))


def test_a_word_document_and_its_bytes_are_in_the_store(tmp_path: Path) -> None:
    store, (report,) = loaded(tmp_path, {"notat.docx": word()})
    assert report.state == "loaded"
    assert report.document is not None
    original = store.original(report.document.id)
    assert original is not None
    assert original.document.lines[0] == PROSE[0]
    assert original.content == (tmp_path / "ind/notat.docx").read_bytes()


@pytest.mark.slow
def test_large_files_are_not_kept_and_still_read(tmp_path: Path) -> None:
    store, (report,) = loaded(tmp_path, {"notat.docx": word()}, largest_kept=0)
    assert report.document is not None
    original = store.original(report.document.id)
    assert original is not None
    assert original.content is None


@pytest.mark.slow
def test_what_is_attached_is_loaded_beside_the_letter(tmp_path: Path) -> None:
    """Each attachment has its own line in the report; the same mail again changes nothing."""
    letter = mail(("notat.docx", word()), ("billede.png", b"\x89PNG\r\n\x1a\n"))
    store, reports = loaded(tmp_path, {"brev.eml": letter})
    assert [(one.name, one.state) for one in reports] == [
        ("brev.eml", "loaded"), ("brev.eml/notat.docx", "loaded"), ("brev.eml/billede.png", "refused"),
    ]  # fmt: skip
    assert {one.name for one in store.documents()} == {"brev.eml", "brev.eml/notat.docx"}
    again = list(loading.load_files(store, [tmp_path / "ind" / "brev.eml"], Load(NOW)))
    assert [one.state for one in again] == ["unchanged"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "reason", "advice"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old_word", ".docx"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "old_excel", ".xlsx"),
        ("a.msg", OLE + "__substg1.0_0037001F".encode("utf-16-le"), "outlook", ".eml"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "adgangskode"),
        ("a.zip", b"PK\x03\x04rest", "zip", "Pak det ud"),
        ("a.rtf", rb"{\rtf1\ansi Besparelse}", "rich_text", ".docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture", "OCR"),
    ],
)
def test_a_refusal_says_what_to_do(tmp_path: Path, name: str, content: bytes, reason: str, advice: str) -> None:
    _, (report,) = loaded(tmp_path, {name: content})
    assert report.refused is not None
    assert report.refused.reason == reason
    assert advice in say(f"refused.{reason}", "da", **report.refused.values)


def test_a_sheet_without_words_is_refused_and_the_rest_is_loaded(tmp_path: Path) -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.save(file)
    _, reports = loaded(tmp_path, {"a.xlsx": file.getvalue(), "b.docx": word()})
    assert [(one.name, one.state) for one in reports] == [("a.xlsx", "refused"), ("b.docx", "loaded")]


def test_a_table_that_gave_nothing_is_in_the_result(tmp_path: Path) -> None:
    """Not only among the findings: in the sentences of the load and in its JSON, with what works for that type."""
    letter = docx.Document()
    for text in PROSE * 2:
        letter.add_paragraph(text)
    table = letter.add_table(0, 3)
    for row in (("Bo", "Nord", "rød stue"), ("Ida", "Syd", "blå stue")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    letter.save(file)
    _, reports = loaded(tmp_path, {"brev.docx": file.getvalue()})
    assert (reports[0].kind, reports[0].state) == ("letter", "loaded")
    (told,) = load_report.remarks(reports, "da")
    assert told.startswith("brev.docx: der er ikke fundet forslag, sager, milepæle eller tal i 1 tabel")
    assert "Word-tabel" in told
    assert load_report.as_json(reports, "da")["documents"][0]["message"] == told
