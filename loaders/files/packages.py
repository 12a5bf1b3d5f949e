"""Office files are archives of XML. What is looked at before one is opened, and what opening a broken one raises."""

import io
import zipfile
import zlib

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import PackageNotFoundError
from openpyxl.utils.exceptions import InvalidFileException

from loaders.limits import MEGABYTE
from records import Refused

LARGEST_UNPACKED = 512 * MEGABYTE
MOST_PARTS = 10_000
DAMAGED = (
    ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, SyntaxError, NotImplementedError, zlib.error,
    zipfile.BadZipFile, PythonDocxError, PackageNotFoundError, InvalidFileException,
)  # fmt: skip
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_PROLOG = 4096  # bytes


def check(name: str, data: bytes) -> None:
    """Raises Refused for an archive that unpacks to too much, is locked, or whose XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check(name, parts)
    except (ValueError, OSError, EOFError, NotImplementedError, zlib.error, zipfile.BadZipFile) as error:
        raise Refused("damaged", name=name) from error


def _check(name: str, parts: zipfile.ZipFile) -> None:
    infos = parts.infolist()
    if any(one.flag_bits & 1 for one in infos):
        raise Refused("encrypted", name=name)
    if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > LARGEST_UNPACKED:
        raise Refused("unpacks_too_large", name=name, largest=LARGEST_UNPACKED // MEGABYTE)
    for one in infos:
        if one.filename.endswith((".xml", ".rels")):
            with parts.open(one) as part:
                head = part.read(_PROLOG).replace(b"\0", b"")
            if any(mark in head for mark in _DECLARED):
                raise Refused("dangerous", name=name)
