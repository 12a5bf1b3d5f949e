"""A file as the document in it, and its records, and what is attached to it. Nothing is stored."""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from loaders import files, kinds
from loaders.limits import AS_USUAL, Allowance
from records import Attached, Document, Loaded, Refused
from records.layouts import NONE, Layouts

log = logging.getLogger(__name__)

# What a loader's own mistake raises on a document that nobody thought of. The rest of the folder must still be loaded;
# the log has the trace.
MISTAKES = (ArithmeticError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Content:
    """A document as it was read, or why it was not. What is attached to a file has its own bytes in `attached`."""

    name: str
    document: Document | None = None
    loaded: Loaded | None = None
    refused: Refused | None = None
    attached: bytes | None = None


def shown_name(path: Path) -> str:
    """The file's name as text, even when its bytes are not; å is one letter, whatever system the file comes from."""
    return normalize("NFC", os.fsencode(path.name).decode("utf-8", "replace"))


def read_file(
    path: Path,
    layouts: Layouts = NONE,
    paging: Callable[[int, int], None] | None = None,
    allowed: Allowance = AS_USUAL,
) -> tuple[Content, ...]:
    """The document of a file, and those of what is attached to it. Raises Refused where nothing is."""
    try:
        document = replace(files.document(path, paging, allowed), name=shown_name(path))
        own = _understood(document, shown_name(path), layouts)
        attached = tuple(content for one in document.attached for content in _attached(one, layouts))
    except MISTAKES as error:
        log.exception("the loader failed on %s", shown_name(path))
        raise Refused("failed", name=shown_name(path), detail=type(error).__name__) from error
    if own.refused and not attached:
        raise own.refused
    return own, *attached


def _understood(document: Document, name: str, layouts: Layouts) -> Content:
    try:
        return Content(name, replace(document, attached=()), kinds.read_document(document, layouts))
    except Refused as refused:
        return Content(name, refused=refused)


def _attached(one: Attached, layouts: Layouts) -> Iterator[Content]:
    """What is attached, and what is attached to that."""
    if isinstance(one.read, Refused):
        yield Content(one.name, refused=one.read)
        return
    yield replace(_understood(one.read, one.name, layouts), attached=one.content)
    for inner in one.read.attached:
        yield from _attached(inner, layouts)
