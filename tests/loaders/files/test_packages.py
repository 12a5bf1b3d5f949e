"""Office files that are broken, locked or hostile: each is refused with its reason, within its process."""

import io
import zipfile

import openpyxl
import pytest

from loaders import files
from loaders.files import packages
from records import Refused

pytestmark = pytest.mark.slow


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(held: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in held.items():
            made.writestr(name, content)
    return file.getvalue()


@pytest.fixture(scope="module")
def workbook() -> dict[str, bytes]:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Titel", "Beløb"])
    book.save(file)
    return parts(file.getvalue())


def reason(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        files.document_from("liste.xlsx", data)
    return refused.value.reason


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def test_xml_that_declares_entities_is_refused(workbook: dict[str, bytes]) -> None:
    """An external entity would read files of this machine, nested ones would fill its memory."""
    sheet = workbook["xl/worksheets/sheet1.xml"]
    assert reason(archive({**workbook, "xl/worksheets/sheet1.xml": ENTITY + sheet})) == "dangerous"


def test_a_broken_workbook_is_damaged(workbook: dict[str, bytes]) -> None:
    whole = archive(workbook)
    assert reason(archive({**workbook, "xl/worksheets/sheet1.xml": b"<worksheet><broken"})) == "damaged"
    assert reason(whole[: len(whole) // 2]) == "zip"
    assert reason(archive({"xl/workbook.xml": b"<workbook/>"})) == "damaged"


def test_a_bomb_is_refused_before_it_is_opened(workbook: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1024 * 1024)
    data = archive({**workbook, "xl/media/image1.png": bytes(2 * 1024 * 1024)})
    assert len(data) < 20_000
    with pytest.raises(Refused) as refused:
        packages.check("liste.xlsx", data)
    assert refused.value.reason == "unpacks_too_large"


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing() -> None:
    """A sheet names a million rows and sixteen thousand columns; only the cells that hold something are looked at."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "Titel", "Slut"
    book.save(file)
    document = files.document_from("liste.xlsx", file.getvalue())
    assert (document.lines[0], document.lines[-1]) == ("Titel", "Slut")
    assert document.source(len(document.lines) - 1).cell == "XFD1048576"
