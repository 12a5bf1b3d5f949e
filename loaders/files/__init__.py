"""File types: the bytes of a file to a `Document`, or a reason to refuse it that says what to do.

A type is detected from the bytes; a name only helps where bytes do not say (CSV). What programs of others wrote in a
format that is hard to read (PDF, Office, web pages) is read in a process of its own with limits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from loaders.files import csvs, foreign, nuls, shades, tabbed, text
from loaders.limits import AS_USUAL, Allowance, Limits, Progress
from records import Attached, Document, Refused

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A file type: whether a file is of it, and the file as a document. `document` raises Refused."""

    recognises: Callable[[str, bytes], bool]
    document: Callable[[str, bytes, Progress | None, Allowance], Document]


def _pdf(name: str, data: bytes, progress: Progress | None, allowed: Allowance) -> Document:
    from loaders.files import pdf  # noqa: PLC0415  # what starts a process is not needed for a text

    return tabbed.with_tables(pdf.document(name, data, allowed.over(Limits()), progress))


def _mail(name: str, data: bytes, progress: Progress | None, allowed: Allowance) -> Document:
    """The text of an e-mail, and what it holds as documents of their own."""
    from loaders.files import mail  # noqa: PLC0415  # Python's own reader of e-mails takes long to import

    if name.count("/") >= mail.DEEPEST:
        raise Refused("too_many_attached", name=name, largest=mail.MOST_PARTS)
    letter = mail.document(name, data)
    page = document_from(f"{name}.html", letter.page, allowed=allowed) if letter.page else letter.text
    attached = (_attached(f"{name}/{one}", content, progress, allowed) for one, content in letter.attached)
    return replace(page, name=name, attached=tuple(attached))


def _attached(name: str, content: bytes, progress: Progress | None, allowed: Allowance) -> Attached:
    try:
        return Attached(name, content, document_from(name, content, progress, allowed))
    except Refused as refused:
        return Attached(name, content, refused)


def _inside(module: str) -> Callable[[str, bytes, Progress | None, Allowance], Document]:
    def read(name: str, data: bytes, progress: Progress | None, allowed: Allowance) -> Document:
        from loaders.files import process  # noqa: PLC0415  # nor here

        return process.document(module, name, data, progress, allowed.over(process.SHORT))

    return read


def _text(name: str, data: bytes, _progress: Progress | None, _allowed: Allowance) -> Document:
    """A CSV, or any other text."""
    read = text.checked_text(name, data)
    sign = csvs.sign_of(name, read)
    return text.document(name, read) if sign is None else csvs.document(name, read, sign)


# The first that recognises a file reads it.
FORMATS: tuple[Format, ...] = (
    Format(lambda _, data: foreign.is_pdf(data), _pdf),
    Format(lambda _, data: foreign.package_holds(data, "xl/workbook.xml"), _inside("xlsx")),
    Format(lambda _, data: foreign.package_holds(data, "word/document.xml"), _inside("docx")),
    Format(lambda _, data: foreign.is_opendocument(data), _inside("opendocument")),
    Format(lambda _, data: foreign.is_page(data), _inside("html")),
    Format(foreign.is_mail, _mail),
    Format(lambda _, data: foreign.reason(data) is None, _text),
)


def document(path: Path, progress: Progress | None = None, allowed: Allowance = AS_USUAL) -> Document:
    """The file at `path` as a document. Raises Refused when it cannot be opened or read.

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
    return document_from(path.name, data, progress, allowed)


def document_from(name: str, data: bytes, progress: Progress | None = None, allowed: Allowance = AS_USUAL) -> Document:
    """`data` as a document, under the file name `name`. Raises Refused with what is wrong."""
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    found = next((one for one in FORMATS if one.recognises(name, data)), None)
    if found is None:
        raise Refused(why_unreadable(name, data) or "binary", name=name)
    return shades.settled(nuls.shown(found.document(name, data, progress, allowed)))


def why_unreadable(name: str, data: bytes) -> str | None:
    """Why no reader takes the bytes, as a key of the catalogue's `refused`; None where one does."""
    known = any(one.recognises(name, data) for one in FORMATS)
    return None if known else foreign.reason(data) or "binary"


def _too_large(name: str, size: int) -> Refused:
    return Refused("too_large", name=name, megabytes=round(size / 1024 / 1024), largest=LARGEST // 1024 // 1024)
