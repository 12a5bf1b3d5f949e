"""Page furniture: the bank's title, its year and the page number, which land inside entries when text leaves a PDF."""

import re
from collections import Counter

from records import Document

_BANK = re.compile(r"(?:kommunale effektiviseringsforslag i budget|id[eé]bank(?:en)?)\s+(20\d\d)(?:\s+\d{1,4})?", re.I)
_STARTS = ("kommunale eff", "idébank", "idebank")
_INITIALS = frozenset("KkIi")
# Between the bank's name and the page number the text holds up to three empty lines.
_REACH = 4


def page_lines(document: Document) -> frozenset[int]:
    """Indices of the lines that belong to the page and to no entry. Empty lines are never among them."""
    names, numbers = set(), set()
    for index, line in enumerate(document.lines):
        text = line.strip()
        if text[:1].isdigit():
            if text.isdigit() and len(text) <= 4:
                numbers.add(index)
        elif text[:1] in _INITIALS and _bank_year(text):
            names.add(index)
    beside = {found for index in names if (found := _nearest(index, numbers)) is not None}
    return frozenset(names | beside | _page_numbers(document, numbers))


def _nearest(index: int, numbers: set[int]) -> int | None:
    """The number that goes with the bank's name at `index`: the first below it, else the first above it."""
    below, above = range(index + 1, index + _REACH + 1), range(index - 1, index - _REACH - 1, -1)
    return next((at for at in (*below, *above) if at in numbers), None)


def _page_numbers(document: Document, numbers: set[int]) -> set[int]:
    """Lone numbers at the edge of a page that count with the pages; an amount in a narrow column does not."""
    edges = {at: int(document.lines[at]) - (document.pages[at] or 0) for at in numbers if _at_page_edge(document, at)}
    steps = Counter(edges.values())
    return {at for at, step in edges.items() if steps[step] > 1}


def printed_year(document: Document, skipped: frozenset[int]) -> int | None:
    """The budget year that the bank prints as its own: the first in its furniture (`skipped`)."""
    return next((year for index in sorted(skipped) if (year := _bank_year(document.lines[index].strip()))), None)


def printed_title(document: Document, skipped: frozenset[int]) -> str | None:
    """The bank's own name, as its furniture first prints it."""
    texts = (document.lines[index].strip() for index in sorted(skipped))
    return next((text for text in texts if _bank_year(text)), None)


def _bank_year(text: str) -> int | None:
    if not text.lower().startswith(_STARTS):
        return None
    found = _BANK.fullmatch(text)
    return int(found[1]) if found else None


def _at_page_edge(document: Document, index: int) -> bool:
    """A lone number that opens or closes a page of a PDF."""
    if not document.pages:
        return False
    return _leaves_page(document, index, -1) or _leaves_page(document, index, 1)


def _leaves_page(document: Document, index: int, step: int) -> bool:
    """Does the page end before the next line with text, seen in the direction of `step`?"""
    page = document.pages[index]
    index += step
    while 0 <= index < len(document.lines) and document.pages[index] == page:
        if document.lines[index].strip():
            return False
        index += step
    return True
