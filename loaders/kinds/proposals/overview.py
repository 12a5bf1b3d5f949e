"""The overview beside the proposals: a line each with committee, code, title and four or five numbers.

A title goes over several lines, and the numbers stand at the end of its last line or on a line of their own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.kinds.proposals.economy import price_level, scale_of
from loaders.kinds.proposals.lines import Line, join_text
from records import names
from records.amounts import number

_OPENING = re.compile(
    r"(?P<committee>[A-ZÆØÅ]{1,4})\s+(?:(?P<stars>\*{1,3})\s*)?(?P<code>[A-ZÆØÅ]{1,4}(?:/[A-ZÆØÅ]{1,3})?\d{1,4}[a-z]?)\b(?P<rest>.*)$"
)
_NUMBER = r"-?\d+(?:\.\d{3})*(?:,\d+)?"
_MONEY = rf"(?P<first>{_NUMBER})\s+(?P<second>{_NUMBER})\s+(?P<saving>{_NUMBER})(?:\s+\((?P<transfers>{_NUMBER})\))?"
_TAIL = re.compile(rf"(?:^|\s){_MONEY}\s+(?P<payback>\d+(?:,\d+)?)$")
_SUM = re.compile(rf"I alt\s+{_MONEY}$")
_SECRET = re.compile(r"^FORTROLIGT?\b[\s:–-]*", re.IGNORECASE)
_NOTE = re.compile(r"(?P<stars>\*{1,3})\s*(?P<text>\S.*)$")
_LONGEST = 8  # lines of one entry
_WIDEST = 200  # characters of a line
_AROUND = 40  # lines around the entries in which header, sum and notes stand


@dataclass(frozen=True, slots=True)
class OverviewAmounts:
    """Amounts of a line in 1.000 kr.: investment from service and from construction, saving, effect on transfers."""

    service: float
    construction: float
    saving: float
    transfers: float | None = None

    @property
    def cost(self) -> float:
        return self.service + self.construction


@dataclass(frozen=True, slots=True)
class OverviewEntry:
    """One line of the overview. `line` is its index in the document (from 0)."""

    code: str
    title: str
    committee: str
    money: OverviewAmounts
    payback_years: float
    price_level: str | None
    confidential: bool
    cross_cutting: bool
    line: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The entries; the printed sums and their line index; (line index, text) of entries that could not be read."""

    entries: tuple[OverviewEntry, ...] = ()
    sums: OverviewAmounts | None = None
    sums_line: int = 0
    price_level: str | None = None
    unread: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Header:
    scale: float
    price_level: str | None
    service_first: bool
    notes: Mapping[str, str]


def read_overview(lines: list[Line], known: frozenset[str]) -> Overview:
    """The overview, wherever in the document it stands. `known` are the document's words."""
    groups = list(_groups(lines))
    whole = [(opening, group, tail) for opening, group in groups if (tail := _TAIL.search(group[-1].text))]
    if not whole:
        return Overview()
    first, last = whole[0][1][0].index, whole[-1][1][-1].index
    near = [line for line in lines if first - _AROUND <= line.index <= last + _AROUND]
    header = _header(near)
    entries = tuple(_entry(opening, group, tail, header, known) for opening, group, tail in whole)
    unread = tuple(
        (group[0].index, group[0].text)
        for _, group in groups
        if first <= group[0].index <= last and not _TAIL.search(group[-1].text)
    )
    summed = next(((line, found) for line in near if (found := _SUM.match(line.text))), None)
    sums = _money(summed[1], header) if summed else None
    return Overview(entries, sums, summed[0].index if summed else 0, header.price_level, unread)


def _groups(lines: list[Line]) -> Iterator[tuple[re.Match[str], list[Line]]]:
    """Each entry's opening and lines: from its committee and code to the line that ends with its numbers."""
    opening: re.Match[str] | None = None
    group: list[Line] = []
    for line in lines:
        opens = _OPENING.match(line.text) if len(line.text) < _WIDEST else None
        if opening and (opens or len(group) == _LONGEST):
            yield opening, group
            opening = None
        if opens:
            opening, group = opens, [line]
        elif opening:
            group.append(line)
        if opening and _TAIL.search(line.text):
            yield opening, group
            opening = None
    if opening:
        yield opening, group


def _header(near: list[Line]) -> _Header:
    """What the lines around the entries say of unit, price level, order of the columns, and stars."""
    near = [line for line in near if len(line.text) < _WIDEST]
    unit = next((line.text for line in near if price_level(line.text)), "")
    columns = next((line.text for line in near if "Service" in line.text and "Anlæg" in line.text), "Service Anlæg")
    notes = {found["stars"]: found["text"].lower() for line in near if (found := _NOTE.match(line.text))}
    return _Header(scale_of(unit), price_level(unit), columns.index("Service") < columns.index("Anlæg"), notes)


def _entry(
    opening: re.Match[str], group: list[Line], tail: re.Match[str], header: _Header, known: frozenset[str]
) -> OverviewEntry:
    texts = [opening["rest"], *(line.text for line in group[1:])]
    texts[-1] = _TAIL.sub("", texts[-1])
    title = join_text(texts, known)
    note = header.notes.get(opening["stars"] or "", "")
    return OverviewEntry(
        code=opening["code"],
        title=_SECRET.sub("", title),
        committee=names.committee(opening["committee"]) or opening["committee"],
        money=_money(tail, header),
        payback_years=number(tail["payback"]) or 0.0,
        price_level=header.price_level,
        confidential="fortrolig" in note or _SECRET.match(title) is not None,
        cross_cutting="tværgående" in note,
        line=group[0].index,
    )


def _money(found: re.Match[str], header: _Header) -> OverviewAmounts:
    first, second, saving = (_tkr(found[name], header) for name in ("first", "second", "saving"))
    transfers = _tkr(found["transfers"], header) if found["transfers"] else None
    service, construction = (first, second) if header.service_first else (second, first)
    return OverviewAmounts(service, construction, saving, transfers)


def _tkr(printed: str, header: _Header) -> float:
    return round((number(printed) or 0.0) * header.scale, 3)
