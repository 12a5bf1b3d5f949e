"""What looks like a case and is none: the last look at a document, whichever kind has read it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders import vocabulary
from records import Document, Finding, Loaded, Proposal, StatusRow, codes

_LEAST = 3  # codes that begin alike are the form of the document's codes
_LEAST_CUT = 20  # letters of titles that are cut
_MOST = 20  # rows that are told
_CELLS = 3  # of a line that is a row
_SHOWN = 200  # characters of a row
_CODE = re.compile(r"(?<![\w-])([A-ZÆØÅ]{1,5})[ /-]?\d{1,4}(?![\w-])")
_AMOUNT = re.compile(r"(?<![\w.,])[-−–(]?\s?(?!(?:19|20)\d\d(?!\d))\d[\d.,]+\)?(?![\w])")


def findings(document: Document, loaded: Loaded) -> Iterator[Finding]:
    """Rows with a code like those of the cases that gave none and that no finding names; titles that are a status, or
    that are cut."""
    cases: tuple[StatusRow | Proposal, ...] = (*loaded.statuses, *loaded.proposals)
    known = {codes.normal(one.code) for one in cases if one.code}
    forms = Counter(match[1] for code in known if (match := _CODE.match(code)))
    usual = {letters for letters, count in forms.items() if count >= _LEAST}
    if usual:
        yield from list(_rows(document, loaded, known, usual))[:_MOST]
    yield from _cut(cases)
    for row in loaded.statuses:
        if row.title and row.title.lower() == row.status.lower():
            yield Finding("title_is_status", row.source, {"case": row.code_as_printed or row.title, "title": row.title})


def _cut(cases: Sequence[StatusRow | Proposal]) -> Iterator[Finding]:
    """Titles that a system has cut at one length: several have it, none is longer, and one ends inside a word or a
    bracket."""
    titles = {one.title: one for one in cases}
    longest = max(map(len, titles), default=0)
    cut = [title for title in titles if len(title) == longest]
    if len(cut) >= _LEAST and longest >= _LEAST_CUT and len(cut) < len(titles) and any(map(_ends_inside, cut)):
        values = {"count": len(cut), "length": longest, "text": "», «".join(cut)[:_SHOWN]}
        yield Finding("titles_cut", titles[cut[0]].source, values)


def _ends_inside(title: str) -> bool:
    last = title.rsplit(None, 1)[-1].lower()
    return title.count("(") > title.count(")") or (last.isalpha() and not vocabulary.zipf(last))


def _rows(document: Document, loaded: Loaded, known: set[str], usual: set[str]) -> Iterator[Finding]:
    records = (loaded.statuses, loaded.proposals, loaded.milestones, loaded.figures, loaded.findings)
    told = {one.source.line for found in records for one in found}
    for index, line in enumerate(document.lines):
        place = document.source(index)
        if place.line in told or not _AMOUNT.search(line):
            continue
        is_row = sum(bool(cell.strip()) for cell in line.split("\t")) >= _CELLS
        for match in _CODE.finditer(line):
            is_new = match[1] in usual and codes.normal(match[0]) not in known
            if is_new and (is_row or not line[: match.start()].strip()):
                text = " ".join(line.split())[:_SHOWN]
                yield Finding("code_unread", place, {"code": match[0], "text": text})
                break
