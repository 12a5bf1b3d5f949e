"""From the bytes of a file to the lines of a `Document`, or a reason to refuse it. A PDF goes to `loaders/files/pdf/`.

Text comes from many hands: UTF-8 with or without a mark, UTF-16, Windows-1252 from older systems. A file that is not
text at all is refused with what it seems to be, so that the person knows what to do about it.
"""

import codecs
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from loaders.files import csvs, office, pdf, tabbed
from records import Document, Refused

LARGEST = 64 * 1024 * 1024
NUL_SHOWN = "\u2400"  # a NUL cannot be stored or shown; its picture keeps the place, and `read` reports it

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "zip"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HTML = re.compile(rb"\s*<(!doctype html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT = 65_536
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
_CONTROL_SHARE = 0.02
_NEWLINE = re.compile(r"\r\n|\r|\n")
_LETTER = re.compile(r"[^\W\d_]")
_DOUBLY_ENCODED = re.compile("Ã[¦¸¥\u2020\u02dc\u2026]")


def document(path: Path, progress: pdf.Progress | None = None) -> Document:
    """The file at `path` as lines. Raises Refused when it cannot be opened or read.

    `progress(page, of)` is told how far a long PDF is read.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(path.name, size)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("missing", name=path.name) from error
    except OSError as error:
        raise Refused("unreadable", name=path.name) from error
    return document_from(path.name, data, progress)


def document_from(name: str, data: bytes, progress: pdf.Progress | None = None) -> Document:
    """`data` as lines, under the file name `name`. Raises Refused with what is wrong."""
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    if pdf.is_pdf(data):
        return _with_tables(pdf.document(name, data, progress=progress))
    if (kind := office.kind_of(data)) is not None:
        return office.document(name, data, kind)
    reason = _no_text(data)
    if reason:
        raise Refused(reason, name=name)
    text = decoded(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Refused("empty", name=name)
    if not _LETTER.search(text):
        raise Refused("no_words", name=name)
    if (sign := csvs.sign_of(name, text)) is not None:
        return csvs.document(name, text, sign)
    return _with_tables(_paged(name, _NEWLINE.split(text)))


def _with_tables(read: Document) -> Document:
    return replace(read, tables=tabbed.tables(read.lines, read.fills))


def decoded(data: bytes) -> str:
    """The text of `data`, with composed letters (å as one sign) and NULs made visible."""
    text = _mended(_decoded(data)).replace("\0", NUL_SHOWN)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _too_large(name: str, size: int) -> Refused:
    return Refused("too_large", name=name, megabytes=round(size / 1024 / 1024), largest=LARGEST // 1024 // 1024)


def _no_text(data: bytes) -> str | None:
    """Why these bytes are no text, if they are none."""
    head = data[:_LOOKED_AT]
    if not head.strip(b"\0 \t\r\n\f\v"):
        return "binary" if b"\0" in head else None if data[_LOOKED_AT:] else "empty"
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            return reason
    if _HTML.match(head.removeprefix(codecs.BOM_UTF8)):
        return "html"
    if _is_utf16(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > _CONTROL_SHARE * len(head) else None


def _is_utf16(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf16(head) is not None


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of Danish text is zero there, and none of the others."""
    if len(head) < 4:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.8 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.05 else None


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if encoding_found := _unmarked_utf16(data[:_LOOKED_AT]):
        return data.decode(encoding_found, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 or _mostly_utf8(data):
            return data.decode("utf-8", errors="replace")
    # Windows-1252 leaves five bytes without a letter; Latin-1 reads every byte
    return data.decode("cp1252", errors="replace")


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places: far more whole letters than bytes that fit none."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(text.count(letter) for letter in "æøåÆØÅéö–•")
    return broken * 5 < whole


def _mended(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252 and saved again ("pÃ¥"), where the whole text says so."""
    if not _DOUBLY_ENCODED.search(text) or any(letter in text for letter in "æøå"):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _paged(name: str, lines: list[str]) -> Document:
    """Lines, and their pages where form feeds part the pages (a form feed begins the page of the line it leads)."""
    if lines and not lines[-1]:
        lines = lines[:-1]
    if not any("\f" in line for line in lines):
        return Document(name, tuple(lines))
    pages, page = [], 1
    for line in lines:
        leading = len(line) - len(line.lstrip("\f"))
        pages.append(page + leading)
        page += line.count("\f")
    return Document(name, tuple(line.replace("\f", "") for line in lines), tuple(pages))
