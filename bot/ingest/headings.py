"""The headings of a file's tables, also of a file that is refused: what a person fills in so that it can be read."""

from collections.abc import Iterator
from pathlib import Path

from loaders import files
from loaders.kinds import tables
from loaders.kinds.tables import forms, roles, unread
from records import Document, Understanding
from records.layouts import Layouts, TableLayout


def layouts_of(path: Path, said: Layouts) -> list[TableLayout]:
    """A layout for each table of the file, with the roles as they are understood now; the role "" where they are not.

    Raises Refused for a file of a type that nobody here can read.
    """
    document = files.document(path)
    understood = tables.load(document, said).understandings
    return [*map(_of_understood, understood), *_of_unread(document, {one.source.line for one in understood})]


def _of_understood(one: Understanding) -> TableLayout:
    held = {key: column.role or "" for key, column in zip(one.key, one.columns, strict=False)}
    return TableLayout(frozenset(one.key), held)


def _of_unread(document: Document, known: set[int | None]) -> Iterator[TableLayout]:
    for block in unread.tabular_blocks(document):
        first, last = block.rows[0], block.rows[-1]
        if not any(line is not None and first.line < line <= last.line + 1 for line in known):
            texts = forms.labels(block.rows) or [first.text(at) for at in first.filled]
            keys = [roles.plain_heading(text) or text for text in texts]
            yield TableLayout(frozenset(keys), dict.fromkeys(keys, ""))
