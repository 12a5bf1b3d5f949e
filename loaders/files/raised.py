"""Raised figures in documents that say what is raised: marks that refer to a note, and no digits of a figure."""

import re
from collections.abc import Iterable, Iterator, Sequence

from records import Finding, Source

_MARK = re.compile(r"(?:[\d*†‡§#]{1,3}|[a-h])\)?(?:, ?(?:[\d*†‡§#]{1,3}|[a-h])\)?)*$|\([\da-h]{1,2}\)$")
_POWERS = frozenset("23")  # "m²"
_UNITS = re.compile(r"(?:\b[mk]?m|CO)$")


class Raised(str):
    """A text that is raised over the line."""

    __slots__ = ()


def without_marks(pieces: Iterable[str]) -> tuple[str, list[str]]:
    """The pieces as one text without the marks behind other text, and those marks."""
    kept: list[str] = []
    marks: list[str] = []
    for piece in pieces:
        before = "".join(kept).rstrip() if isinstance(piece, Raised) else ""
        if before and _is_mark(piece.strip(), before):
            marks.append(piece.strip())
        else:
            kept.append(piece)
    return "".join(kept), marks


def _is_mark(text: str, before: str) -> bool:
    return bool(_MARK.match(text)) and not (text in _POWERS and _UNITS.search(before))


def said(name: str, marks: Sequence[str]) -> Iterator[Finding]:
    """What is told of the marks of a document."""
    if marks:
        yield Finding("note_marks", Source(name), {"page": None, "text": ", ".join(sorted(set(marks)))})
