"""Rows whose cells stand under headings of another kind: a figure under the remark, "Nej" under the handling.

Which cell belongs to which heading cannot be told then. What such a row says in figures and words is not kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.kinds.statuses.status_row import Cells
from records import Finding, StatusRow

_SHOWN = 300  # characters of a row that a finding shows
_FIGURE = re.compile(r"^[(]?\s*[-−–‑+]?\s*\d[\d.,\s]*[)]?$")
_ANSWER = re.compile(r"^(?:ja|nej)\.?$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NO_DIGIT = re.compile(r"^\D{4,}$")
_AMOUNTS, _ANSWERS = ("investment", "saving"), ("compensated", "approval")
_TEXTS = ("remark", "handling", "consequence", "status")
_LEAST = 2


def is_shifted(cells: Cells) -> bool:
    """Whether two cells or more hold what belongs under another heading."""
    return sum(1 for _ in _misplaced(cells)) >= _LEAST


def _misplaced(cells: Cells) -> Iterator[str]:
    for name in _TEXTS:
        if _FIGURE.match(cells[name]) or _ANSWER.match(cells[name]):
            yield name
    for name in _ANSWERS:
        if _FIGURE.match(cells[name]):
            yield name
    for name in _AMOUNTS:
        if _ANSWER.match(cells[name]) or _is_word(cells, name) or _is_year(cells, name):
            yield name
    phase_in = cells["phase_in"]
    if phase_in and (_ANSWER.match(phase_in) or (_FIGURE.match(phase_in) and not _YEAR.match(phase_in))):
        yield "phase_in"


def _is_word(cells: Cells, name: str) -> bool:
    """Whether the kind of the case stands in place of an amount."""
    return bool(_NO_DIGIT.match(cells[name])) and cells[name].lower().endswith("forslag")


def _is_year(cells: Cells, name: str) -> bool:
    return bool(_YEAR.match(cells[name])) and bool(cells.texts.get("phase_in")) and not _YEAR.match(cells["phase_in"])


def without_doubtful(cells: Cells, row: StatusRow) -> StatusRow:
    """The row with its case alone, where its cells are shifted."""
    if not is_shifted(cells):
        return row
    return replace(
        row,
        investment_tkr=None,
        saving_tkr=None,
        phase_in_year=None,
        remark="",
        handling="",
        consequence="",
        compensated_before=None,
        needs_approval=None,
        status="" if "status" in set(_misplaced(cells)) else row.status,
    )


def doubt(cells: Cells, row: StatusRow) -> Iterator[Finding]:
    """What is said of a row whose cells are shifted."""
    if is_shifted(cells):
        text = " · ".join(part for part in cells.row.cells if part)[:_SHOWN]
        yield Finding("row_shifted", cells.source, {"case": row.code_as_printed or row.title, "text": text})
