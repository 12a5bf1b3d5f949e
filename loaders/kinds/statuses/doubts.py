"""What is doubtful when the rows of a report are held against each other, and a row's status against its remark."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from records import Finding, StatusRow, amounts, codes, colours

_SAME_TITLE = 90  # of 100; a letter more or less, as "Driftoptimering" and "Driftsoptimering"
_OTHER_TITLE = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_WHOLE_SAVING = re.compile(r"\b(?:samle(?:t|de)|årlige?|pr\.? år|varige?)\b", re.IGNORECASE)
_SAVING = re.compile(r"\b(?:effektivisering|besparelse|provenu)", re.IGNORECASE)
_PART = re.compile(r"\b(?:tabt|resterende|udestående|mangl|rest)", re.IGNORECASE)
_LEAST_TURNED = 3
_PRICE_DRIFT = 0.1  # a remark may speak in another year's prices


def with_codes_mended(rows: Sequence[StatusRow]) -> tuple[list[StatusRow], list[Finding]]:
    """Rows whose code is a look-alike of another row's of the same year and title get that row's code.

    Of the two, the misprint is the one that is built as fewer codes of the report are ("HA/S108" beside "HA/SI08").
    """
    shapes = Counter(_shape(row.code) for row in rows if row.code)
    by_year: defaultdict[int | None, dict[str, StatusRow]] = defaultdict(dict)
    for row in rows:
        if row.code:
            by_year[row.budget_year].setdefault(row.code, row)
    mended: list[StatusRow] = []
    findings: list[Finding] = []
    for row in rows:
        other = _misprinted(row, by_year[row.budget_year], shapes)
        mended.append(replace(row, code=other.code) if other else row)
        if other:
            values = {"printed": row.code_as_printed, "code": other.code, "title": row.title, "line": other.source.line}
            findings.append(Finding("code_misprint", row.source, values))
    return mended, findings


def _shape(code: str) -> str:
    return re.sub(r"[A-ZÆØÅ]", "A", re.sub(r"\d", "9", code))


def _misprinted(row: StatusRow, known: dict[str, StatusRow], shapes: Counter[str]) -> StatusRow | None:
    """The row whose code this row's code was meant to be."""
    if row.code is None or shapes[_shape(row.code)] * 2 > shapes.total():
        return None
    meant = codes.misprint_of(row.code, [code for code in known if len(code) == len(row.code)])
    if meant is None or shapes[_shape(meant)] <= shapes[_shape(row.code)]:
        return None
    other = known[meant]
    return other if fuzz.ratio(row.title.lower(), other.title.lower()) >= _SAME_TITLE else None


def among(rows: Sequence[StatusRow]) -> Iterator[Finding]:
    """Cases that stand in several areas, and codes that name several cases."""
    cases: defaultdict[tuple[str, int | None], list[StatusRow]] = defaultdict(list)
    for row in rows:
        cases[row.code or row.title.lower(), row.budget_year].append(row)
    for same in cases.values():
        for before, after in pairwise(same):
            yield from _compared(before, after)


def with_sure_signs(rows: Sequence[StatusRow]) -> tuple[list[StatusRow], list[Finding]]:
    """A report in which every saving is an extra cost has lost its signs, or means the opposite by them: then none of
    its savings is known."""
    saved = [row for row in rows if row.saving_tkr]
    if len(saved) < _LEAST_TURNED or any(row.saving_tkr and row.saving_tkr < 0 for row in saved):
        return list(rows), []
    turned = Finding("savings_turned", saved[0].source, {"count": len(saved)})
    return [replace(row, saving_tkr=None) if row.saving_tkr else row for row in rows], [turned]


def _compared(before: StatusRow, after: StatusRow) -> Iterator[Finding]:
    values = {
        "case": after.code or after.title,
        "year": after.budget_year,
        "title": after.title,
        "area": after.area,
        "other_area": before.area,
        "line": before.source.line,
    }
    if fuzz.token_sort_ratio(before.title.lower(), after.title.lower()) < _OTHER_TITLE:
        yield Finding("code_of_two_cases", after.source, {**values, "other_title": before.title})
        return
    if _amounts(before) == _amounts(after):
        yield Finding("case_twice_same_amounts", after.source, values)
    else:
        yield Finding("case_in_shares", after.source, values)
    if _plain(before.status) != _plain(after.status):
        statuses = {"status": after.status, "other_status": before.status}
        yield Finding("case_with_two_statuses", after.source, {**values, **statuses})


def _amounts(row: StatusRow) -> tuple[float | None, float | None]:
    return row.investment_tkr, row.saving_tkr


def _plain(status: str) -> str:
    return status.lower().strip(" .")


def within(row: StatusRow) -> Iterator[Finding]:
    """A status that its own remark speaks against, and a saving that the remark gives otherwise."""
    if not row.remark:
        return
    said, remarked = colours.events(row.status), colours.events(row.remark)
    values = {"case": row.code_as_printed or row.title, "title": row.title, "status": row.status, "remark": row.remark}
    if "implemented" in said and "not intended" not in said and "not intended" in remarked:
        yield Finding("implemented_but_cancelled", row.source, values)
    if "not intended" in said and "implemented" in remarked:
        yield Finding("not_intended_but_implemented", row.source, values)
    if "as planned" in said and "slipped" in remarked:
        yield Finding("as_planned_but_late", row.source, values)
    for sentence in _other_savings(row):
        yield Finding(
            "remark_with_other_saving", row.source, {**values, "saving": row.saving_tkr, "sentence": sentence}
        )


def _other_savings(row: StatusRow) -> Iterator[str]:
    """Sentences that name another yearly or whole saving than the table does."""
    if row.saving_tkr is None:
        return
    for sentence in _SENTENCE.split(row.remark):
        if _SAVING.search(sentence) and _WHOLE_SAVING.search(sentence) and not _PART.search(sentence):
            named = [abs(amount.tkr) for amount in amounts.amounts(sentence)]
            drift = _PRICE_DRIFT * abs(row.saving_tkr)
            if named and all(abs(value - abs(row.saving_tkr)) > drift for value in named):
                yield sentence
