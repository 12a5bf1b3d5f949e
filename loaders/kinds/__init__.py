"""Documents to records. A kind of document is one module with `KIND`, `recognises(document)` and `load(document)`.

The kind is detected from the content of the document, never from the name of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from loaders import language
from loaders.files import nuls
from loaders.kinds import certainty, ideas, leftover, letter, lost_rows, proposals, statuses, strategy, tables
from loaders.kinds.tables import unread
from records import Document, Finding, Loaded, Refused
from records.layouts import NONE, Layouts


class DocumentKind(Protocol):
    """What the module of a kind holds. `recognises` looks at a bounded part; `load` is a pure function of the text."""

    KIND: str

    def recognises(self, document: Document) -> bool: ...
    def load(self, document: Document) -> Loaded: ...


# The first that recognises a document reads it: the most particular layout first, plain prose last.
_MOST_NAMED = 6  # columns that a refusal names
KINDS: tuple[DocumentKind, ...] = (ideas, proposals, statuses, strategy, tables, letter)


def read_document(document: Document, layouts: Layouts = NONE) -> Loaded:
    """All that `document` holds. `layouts` are what people have said of tables like its own.

    Raises Refused for a kind that nobody here can read, or another language.
    """
    clean = nuls.exchanged(document, nuls.SHOWN, "")
    kind = next((kind for kind in _kinds(layouts) if kind.recognises(clean)), None)
    if kind is None:
        raise _refused(clean)
    loaded = certainty.without_doubtful(clean, _belonging(kind.load(clean), layouts.municipality))
    nothing = () if kind.KIND == tables.KIND else unread.findings(clean, loaded, kind is not letter)
    left = tuple(leftover.findings(clean, loaded)) if kind.KIND in (statuses.KIND, tables.KIND) else ()
    said = replace(loaded, findings=(*loaded.findings, *left, *nothing, *document.findings, *_damage(document)))
    lost = lost_rows.findings(clean, said) if kind.KIND in (statuses.KIND, tables.KIND) else ()
    return replace(said, findings=(*said.findings, *lost))


def _refused(document: Document) -> Refused:
    """Why nobody can read a document: it is a table whose columns nobody understands, another language, or nothing
    that is read here."""
    if unread.is_tabular(document) and not language.is_foreign(document):
        columns = unread.column_names(document)[:_MOST_NAMED]
        return Refused(
            "table_not_understood", name=document.name, columns=columns, type=unread.file_type(document.name)
        )
    if language.is_danish(document):
        return Refused("unknown_kind", name=document.name, type=unread.file_type(document.name))
    return Refused("not_danish", name=document.name)


def _belonging(loaded: Loaded, municipality: str | None) -> Loaded:
    """The document as that of the municipality that somebody has named. An idea bank is a collection of many."""
    if municipality is None or loaded.kind == ideas.KIND:
        return loaded
    return replace(
        loaded,
        municipality=municipality,
        proposals=tuple(replace(one, municipality=municipality) for one in loaded.proposals),
        milestones=tuple(replace(one, municipality=municipality) for one in loaded.milestones),
        statuses=tuple(replace(one, municipality=municipality) for one in loaded.statuses),
        passages=tuple(replace(one, municipality=municipality) for one in loaded.passages),
        findings=tuple(one for one in loaded.findings if one.kind != "no_municipality"),
    )


@dataclass(slots=True)
class _Corrected:
    """The kind of any table, with what people have said of them."""

    layouts: Layouts
    KIND: str = tables.KIND

    def recognises(self, document: Document) -> bool:
        return tables.recognises(document, self.layouts)

    def load(self, document: Document) -> Loaded:
        return tables.load(document, self.layouts)


def _kinds(layouts: Layouts) -> Iterator[DocumentKind]:
    return (_Corrected(layouts) if kind is tables else kind for kind in KINDS)


def _damage(document: Document) -> Iterator[Finding]:
    """What was lost before the text reached us: NULs, and bytes that are no letter."""
    if found := _places(document, nuls.SHOWN):
        yield Finding("nul", document.source(found[0]), {"count": len(found), "lines": len(set(found))})
    if lost := _places(document, "\ufffd"):
        yield Finding("unreadable_letter", document.source(lost[0]), {"count": len(lost), "lines": len(set(lost))})


def _places(document: Document, sign: str) -> list[int]:
    """The lines that hold `sign`, each as often as it does."""
    return [index for index, line in enumerate(document.lines) if sign in line for _ in range(line.count(sign))]
