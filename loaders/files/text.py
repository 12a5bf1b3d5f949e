"""Text files as lines, with their pages where form feeds part them."""

import re

from loaders.files import decoding, tabbed
from records import Document, Refused

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LETTER = re.compile(r"[^\W\d_]")


def checked_text(name: str, data: bytes) -> str:
    """The text of the file. Raises Refused where there is none."""
    if decoding.is_binary(data):
        raise Refused("binary", name=name)
    text = decoding.decoded(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise Refused("empty", name=name)
    if not _LETTER.search(text):
        raise Refused("no_words", name=name)
    return text


def document(name: str, text: str) -> Document:
    """The text as a document; lines with tabs are the rows of tables."""
    return tabbed.with_tables(_paged(name, _NEWLINE.split(text)))


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
