"""A letter or another piece of running text with amounts: what a department sends with its budget.

There is no table to read; what it says is kept as passages, each under its heading and with its lines.
"""

import re

from loaders import language, prose
from loaders.kinds.tables import unread
from records import Document, Finding, Loaded

KIND = "letter"

_LETTER = re.compile(
    r"^\W*(?:kære|til)\s+[A-ZÆØÅ]|\bhilsen\b|\bfrem(?:sendes|sender|lægges)\b|\bfølgeskrivelse|\bhøringssvar\b"
    r"|^\W*(?:vedr\.|vedrørende|angående|emne:)",
    re.IGNORECASE,
)
_FIELD = (
    "kommun byråd borgmester magistrat budget forvaltning udvalg afdeling bevilling besparelse effektiviser invester "
    "finansier økonomi indsats mio"
).split()
_WORDS_OF_A_LETTER, _WORDS_WITHOUT_FORM = 3, 6
_BOXES = re.compile("[\u2610\u2611\u2612\uf0a3\uf053]")
_TABULAR = re.compile(r"[\t|].*[\t|]|(?:\s[\d.,-]+){3}\s*$")
_LEAST_PROSE = 0.7


def recognises(document: Document) -> bool:
    """Danish prose that speaks of a municipality's money, the more so without a letter's greeting. What is mostly a
    table, or a form whose labels come again, is none."""
    if not language.is_danish(document):
        return False
    counted = language.word_counts(document)
    spoken = sum(any(word.startswith(stem) for word in counted) for stem in _FIELD)
    if _share_of_prose(document) < _LEAST_PROSE or unread.is_tabular(document):
        return False
    formal = any(_LETTER.search(line) for line in language.sample(document))
    return spoken >= (_WORDS_OF_A_LETTER if formal else _WORDS_WITHOUT_FORM)


def _share_of_prose(document: Document) -> float:
    """How much of the text stands in lines that are no row of a table and hold no check box."""
    lines = list(language.sample(document))
    prose_lines = [line for line in lines if not _BOXES.search(line) and not _TABULAR.search(line)]
    return len(prose_lines) / max(1, len(lines))


def load(document: Document) -> Loaded:
    """The paragraphs of the text, as passages."""
    municipality = language.named_municipality(document)
    lines = prose.filled(document, range(len(document.lines)))
    return Loaded(
        document=document.name,
        kind=KIND,
        title=prose.title(lines),
        municipality=municipality,
        passages=prose.passages(document, range(len(document.lines)), municipality),
        findings=(*_nameless(document, municipality), *prose.breaks(document, lines)),
    )


def _nameless(document: Document, municipality: str | None) -> tuple[Finding, ...]:
    return () if municipality else (Finding("no_municipality", document.source(0)),)
