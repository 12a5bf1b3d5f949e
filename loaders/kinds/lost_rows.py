"""Rows with a name and an amount that ended in no record, and that no finding tells of: the last look at a document.

It knows nothing of how rows are read, so that it holds for every way of reading them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import groupby, pairwise

from loaders.kinds.tables import contents, numbers, roles, units, unread, words
from records import Document, Finding, Loaded, Proposal, Source, StatusRow, dates, meanings

_SHOWN = 200  # characters of a row
_NEAR = 14  # lines below the first one of a record that may belong to it
_LONGEST = 200  # characters of a line of text that may be a row
_MOST_WORDS = 16
_LEAST_DIGITS = 2
_NAMES_COLUMNS = 2  # cells
_FIGURE = re.compile(r"(?<![\w.,/-])[-−–+(]?\s?\d[\d.,]*\d(?:[-)](?!\d))?(?![\w/-])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST_STATUS = 4  # words
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?\s*$", re.IGNORECASE)
_UNIT = re.compile(r"\b1[. ]000\s*kr", re.IGNORECASE)
_CODED = re.compile(r"(?:[A-ZÆØÅ]{1,5}[ ./-]?\d{1,5}|20\d\d[-./]\d{1,4}|\d{1,2}\.\d{1,3})\b[\s:·–-]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that looks like the row of a case, and the figures in it."""

    at: int
    text: str
    figures: tuple[str, ...]


def findings(document: Document, loaded: Loaded) -> Iterator[Finding]:
    """One finding for each run of such rows: how many, and the first."""
    if not (loaded.statuses or loaded.proposals):
        return
    told = _told(document, loaded)
    lost = [line for line in _like_rows(document) if line.at not in told and not _is_held(line, loaded)]
    for _, run in groupby(enumerate(lost), key=lambda pair: pair[1].at - pair[0]):
        rows = [line for _, line in run]
        yield Finding("rows_lost", document.source(rows[0].at), {"count": len(rows), "text": rows[0].text[:_SHOWN]})


def _told(document: Document, loaded: Loaded) -> set[int]:
    """The lines of records and findings, and those of tables and lists that are told of as a whole."""
    records: Sequence[Sequence[object]] = (
        loaded.statuses, loaded.proposals, loaded.milestones, loaded.figures, loaded.findings, loaded.understandings
    )  # fmt: skip
    found = {_line(one) for kind in records for one in kind}
    found |= {place.line for one in loaded.proposals for place in (*one.places, *one.evidence.values())}
    told = {line - 1 for line in found if line is not None}
    for one in loaded.findings:
        if one.kind in unread.GAVE_NOTHING and one.source.line:
            told |= set(_block(document.lines, one.source.line - 1))
    said = {" ".join(str(value).split())[:40] for one in loaded.findings for value in one.values.values()}
    said = {text for text in said if len(text) > _LEAST_DIGITS}
    return told | {at for at, line in enumerate(document.lines) if " ".join(line.split())[:40] in said}


def _line(record: object) -> int | None:
    source = getattr(record, "source", None)
    return source.line if isinstance(source, Source) else None


def _block(lines: Sequence[str], first: int) -> Iterator[int]:
    """The lines from one on up to the next that is blank."""
    for at in range(first, len(lines)):
        if not lines[at].strip():
            return
        yield at


def _is_held(line: _Line, loaded: Loaded) -> bool:
    """Whether one record has all figures of a line: that which begins above it, as a form or a case of several rows
    does, or one that the line names."""
    records: Sequence[StatusRow | Proposal] = (*loaded.statuses, *loaded.proposals)
    near = [one for one in records if one.source.line and 0 <= line.at + 1 - one.source.line <= _NEAR]
    nearest = max(near, key=lambda one: one.source.line or 0, default=None)
    named = (one for one in records if one is nearest or _name(one) in line.text)
    return any(_holds(one, line.figures) for one in named)


def _name(record: StatusRow | Proposal) -> str:
    return (record.code_as_printed if isinstance(record, StatusRow) else record.code) or record.title


def _holds(record: StatusRow | Proposal, figures: Sequence[str]) -> bool:
    printed = "".join("\n".join(_texts(record)).split())
    return all("".join(figure.split()) in printed for figure in figures)


def _texts(record: object) -> Iterator[str]:
    """All texts that a record holds."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, int):
        yield str(record)
    elif isinstance(record, tuple):
        for one in record:
            yield from _texts(one)
    elif is_dataclass(record) and not isinstance(record, Source):
        for own in fields(record):
            yield from _texts(getattr(record, own.name))


# ---------------------------------------------------------------- what looks like a row


def _like_rows(document: Document) -> Iterator[_Line]:
    for at, line in enumerate(document.lines):
        cells = [text for cell in line.split("\t") if (text := " ".join(cell.split()))]
        figures = _of_cells(cells) if len(cells) > 1 else _of_text(cells[0]) if cells else ()
        if figures:
            yield _Line(at, " ".join(cells), tuple(figures))


def _of_cells(cells: Sequence[str]) -> Sequence[str]:
    """The figures of a row of cells that has a name and is no heading and no total."""
    figures = [cell for cell in cells if _is_figure(cell)]
    others = [cell for cell in cells if cell not in figures]
    labels = [cell for cell in others if roles.best(cell)[1] >= roles.SURE]
    named = any(_WORD.search(cell) and cell not in labels for cell in others)
    is_head = len(labels) >= _NAMES_COLUMNS and len(labels) > len(figures)
    return () if is_head or not named or _is_total(cells[0]) else figures


def _is_figure(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    plain = digits >= _LEAST_DIGITS and not contents.is_year(text) and not contents.is_date(text)
    return plain and not _UNIT.search(text) and numbers.printed(text) is not None


def _is_total(text: str) -> bool:
    return words.pattern("total").match(text.lower().strip(" :*.=")) is not None


def _of_text(line: str) -> Sequence[str]:
    """The figures of a line of text that is built as a row: a code or a name, and values behind each other."""
    coded = _CODED.match(line)
    if len(line) > _LONGEST or line[0].islower() or line.endswith(":") or _is_total(line):
        return ()
    if units.of_heading(line) or dates.report_day(line) or not _WORD.search(line):
        return ()
    found = [match for match in _FIGURE.finditer(line) if not _of_a_day(line, match)]
    figures = [text for match in found if not contents.is_year((text := match[0].strip()).strip("()-−–+ "))]
    beside = [match.end() == len(line) or _begins_with_status(line[match.end() :]) for match in found]
    built = bool(coded) or any(one.end() + 1 >= other.start() for one, other in pairwise(found))
    short = len(line.split()) <= _MOST_WORDS and not line.endswith(".")
    return figures if figures and built and (any(beside) or (coded and len(found) > 1)) and (short or coded) else ()


def _of_a_day(line: str, match: re.Match[str]) -> bool:
    """Whether a figure is a part of a day: "den 18. juni 2025", "31.12.2025"."""
    return contents.is_date(match[0].strip()) or bool(_MONTH.search(line[: match.start()]))


def _begins_with_status(text: str) -> bool:
    said = text.split()[:_LONGEST_STATUS]
    return any(_is_status(" ".join(said[:count])) for count in range(1, len(said) + 1))


def _is_status(text: str) -> bool:
    return meanings.meaning(text) is not None or contents.status_colour(text) is not None
