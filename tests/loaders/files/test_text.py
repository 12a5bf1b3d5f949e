"""From bytes to lines: encodings, pages, and what is refused with which reason."""

import codecs
from pathlib import Path

import pytest

from loaders import files
from records import Refused

DANISH = "Børne- og Ungdomsudvalget får løst sagen på Ærø\nÅrets besparelse: 1.250 t.kr. – uændret\n"


@pytest.mark.parametrize(
    "data",
    [
        DANISH.encode(),
        codecs.BOM_UTF8 + DANISH.encode(),
        DANISH.encode("cp1252"),
        DANISH.replace("–", "-").encode("latin-1"),
        codecs.BOM_UTF16_LE + DANISH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + DANISH.encode("utf-16-be"),
        DANISH.encode("utf-16-le"),
        DANISH.encode("utf-16-be"),
        DANISH.encode().decode("cp1252", errors="ignore").encode(),
        DANISH.replace("å", "a\u030a").replace("Å", "A\u030a").encode(),
        DANISH.replace("\n", "\r\n").encode(),
        DANISH.replace("\n", "\r").encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "marked",
        "cp1252",
        "latin-1",
        "16le",
        "16be",
        "16le bare",
        "16be bare",
        "twice",
        "parts",
        "crlf",
        "cr",
    ],
)
def test_danish_letters_are_read_whatever_the_encoding(data: bytes) -> None:
    """The person who saved the file need not know how: Danish letters come out right."""
    lines = files.document_from("a.txt", data).lines
    assert lines[0] == "Børne- og Ungdomsudvalget får løst sagen på Ærø"
    assert len(lines) == 2
    assert lines[1].startswith("Årets besparelse: 1.250 t.kr. ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x1f\x8b\x08\x00", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "office"),
        (rb"{\rtf1\ansi Besparelse}", "rich_text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"<!DOCTYPE html>\n<html>", "empty"),
        (b"  <HTML><body>", "empty"),
        (b"\0" * 4000, "binary"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_seems_to_be(data: bytes, reason: str) -> None:
    """A reason tells the person what to do: convert it, take the text out, look at the file."""
    with pytest.raises(Refused) as refused:
        files.document_from("fil", data)
    assert refused.value.reason == reason
    assert refused.value.values["name"] == "fil"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere is a sentence, no traceback; a folder is no document."""
    for path, reason in ((tmp_path / "findes ikke.txt", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(Refused) as refused:
            files.document(path)
        assert refused.value.reason == reason


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before the bytes are."""
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(Refused) as refused:
        files.document(path)
    assert refused.value.reason == "too_large"
    assert refused.value.values["largest"] == 64


def test_a_nul_keeps_its_place_and_is_shown() -> None:
    """One NUL does not make a text binary: it is shown by its picture, which `read` reports."""
    lines = files.document_from("a.txt", DANISH.encode().replace(b"sagen", b"sa\0gen") * 5).lines
    assert lines[0].endswith("sa\u2400gen på Ærø")


def test_text_cut_in_the_middle_of_a_letter_is_still_read() -> None:
    """Half a file may end between the two bytes of a Danish letter; the rest of it stays UTF-8."""
    cut = DANISH.encode()[: DANISH.encode().index("Ærø".encode()) + 1]
    assert files.document_from("a.txt", cut).lines[-1] == "Børne- og Ungdomsudvalget får løst sagen på \ufffd"


def test_form_feeds_part_the_pages() -> None:
    """A form feed begins a page at the line it leads; lines keep their numbers."""
    document = files.document_from("a.txt", b"en\nto\n\ftre\nfire\f\nfem\n")
    assert document.lines == ("en", "to", "tre", "fire", "fem")
    assert document.pages == (1, 1, 2, 2, 3)
    assert document.source(2).page == 2


def test_lines_are_numbered_as_an_editor_does() -> None:
    """Only line breaks part lines; other separators inside a cell do not move the numbers below them."""
    document = files.document_from("a.txt", "en\x0bto\u2028tre\x85fire\nfem".encode())
    assert len(document.lines) == 2
    assert document.source(1).line == 2
