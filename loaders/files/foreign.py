"""What a file seems to be by its first bytes, where it is no text: which type is read here, and what else is refused.

A reason is a key of the catalogue's section `refused`: its sentence tells what to do so that it works.
"""

import codecs
import io
import re

_PDF = b"%PDF-"
_BEFORE_PDF = 1024  # bytes in which the mark of a PDF may stand
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
    rb"<(!doctype html|html|head|body|table|meta|title|style|div|p|h[1-6]|main|section|article)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 4096
_LETTERS = 16_384
_FIRST_HEADER = re.compile(rb"\A(?:From [^\n]*\n)?[\w-]+:", re.ASCII)
_HEADER = re.compile(rb"(?:^|\n)(from|to|subject|date|mime-version|received|message-id):", re.IGNORECASE)
_LEAST_HEADERS = 3
_MAGIC = (
    (b"{\\rtf", "rich_text"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"Rar!", "zip"),
)
# Parts of an archive, and streams of an old Office file, by which it is known.
_ARCHIVES = (("ppt/presentation.xml", "slides"), ("xl/workbook.bin", "binary_workbook"))
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old_word"),
    ("Workbook", "old_excel"),
    ("PowerPoint Document", "slides"),
    ("__substg1.0", "outlook"),
)
_OPEN = (b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.oasis.opendocument.text")


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF, whatever the file is called; some have a few others before its mark."""
    return data.startswith(_PDF) or (_PDF in data[:_BEFORE_PDF] and b"endobj" in data)


def _parts(data: bytes) -> frozenset[str]:
    if not data.startswith(_ZIP):
        return frozenset()
    import zipfile  # noqa: PLC0415  # only an archive needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


def package_holds(data: bytes, part: str) -> bool:
    """Whether this is an archive with the part by which an Office file is known."""
    return part in _parts(data)


def is_opendocument(data: bytes) -> bool:
    """Whether this is a spreadsheet or a text of LibreOffice: its type stands first, unpacked."""
    return data.startswith(_ZIP) and data[30:].startswith(b"mimetype") and data[38:].startswith(_OPEN)


def is_page(data: bytes) -> bool:
    """Whether these bytes are a web page, or what a program calls a spreadsheet and writes as one."""
    head = data[:_LOOKED_AT]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    return _PAGE.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def is_mail(name: str, data: bytes) -> bool:
    """Whether a file begins with the headers of an e-mail."""
    head = data[:_LETTERS].lstrip().partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    if not _FIRST_HEADER.match(head):
        return False
    found = {one.lower() for one in _HEADER.findall(head)}
    return len(found) >= (1 if name.lower().endswith(".eml") else _LEAST_HEADERS)


def reason(data: bytes) -> str | None:
    """Why these bytes are none of what is read here; None where they may be text."""
    if data.startswith(_ZIP):
        parts = _parts(data)
        return next((why for part, why in _ARCHIVES if part in parts), "zip")
    if data.startswith(_OLE):
        return next((why for name, why in _STREAMS if name.encode("utf-16-le") in data), "office")
    return next((why for magic, why in _MAGIC if data.startswith(magic) and _is_no_text(data, magic)), None)


def _is_no_text(data: bytes, magic: bytes) -> bool:
    """Two letters begin many a text too."""
    return len(magic) > 2 or b"\0" in data[:64] or magic[0] < 0x20
