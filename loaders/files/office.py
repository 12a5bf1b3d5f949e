"""Office files, which are archives of XML: which of them it is, and whether it is safe to open."""

import io
import zipfile
from collections.abc import Callable

from loaders.files import xlsx
from records import Document, Refused

MEGABYTE = 1024 * 1024
LARGEST_UNPACKED = 256 * MEGABYTE
MOST_PARTS = 10_000
_MARK = b"PK\x03\x04"
_READERS: dict[str, tuple[str, Callable[[str, bytes], Document]]] = {
    "xl/workbook.xml": ("xlsx", xlsx.document),
}
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_PROLOG = 4096  # bytes


def kind_of(data: bytes) -> str | None:
    """The main part of an Office file that can be read here; None for anything else."""
    if not data.startswith(_MARK):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return next((part for part in _READERS if part in parts.namelist()), None)
    except zipfile.BadZipFile:
        return None


def document(name: str, data: bytes, part: str) -> Document:
    """The file as a document. Raises Refused."""
    _check(name, data)
    try:
        return _READERS[part][1](name, data)
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise Refused("damaged", name=name) from error


def _check(name: str, data: bytes) -> None:
    """Raises Refused for an archive that unpacks to too much, or whose XML declares entities: no Office file does."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        infos = parts.infolist()
        if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > LARGEST_UNPACKED:
            raise Refused("unpacks_too_large", name=name, largest=LARGEST_UNPACKED // MEGABYTE)
        for one in infos:
            if one.filename.endswith((".xml", ".rels")):
                with parts.open(one) as part:
                    head = part.read(_PROLOG).replace(b"\0", b"")
                if any(mark in head for mark in _DECLARED):
                    raise Refused("dangerous", name=name)
