"""What the cases promise to save, how much of it is at risk, and what the remarks say is expected. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from records import Quote, Source, StatusRow
from records.amounts import amounts
from records.digests import Savings, SavingsOfYear

AT_RISK = ("red", "yellow")
Rows = tuple[StatusRow, ...]


class DigestSavings(TypedDict):
    """The fields of a digest that are about savings."""

    savings: tuple[Savings, ...]
    not_stated: int
    extra_costs: int
    twice: int
    by_year: tuple[SavingsOfYear, ...]
    by_year_level: str | None


@dataclass(frozen=True, slots=True)
class PromisedSaving:
    """A saving that one case promises in one area. Its rows are several where the same amounts are printed twice."""

    case: int
    saving_tkr: float
    rows: Rows

    @property
    def at_risk(self) -> float:
        return self.saving_tkr if any(row.colour in AT_RISK for row in self.rows) else 0.0


def add_up(cases: Sequence[Rows]) -> DigestSavings:
    """The savings of cases, each given by the rows of its newest report. Price levels are never added together."""
    shares = [share for number, rows in enumerate(cases) for share in shares_of(number, rows)]
    levels: dict[str | None, list[PromisedSaving]] = defaultdict(list)
    for share in shares:
        levels[share.rows[0].price_level].append(share)
    main = max(levels, key=lambda level: (len(levels[level]), level or ""), default=None)
    rows = [row for each in cases for row in each]
    return DigestSavings(
        savings=tuple(_level(level, found) for level, found in sorted(levels.items(), key=lambda one: one[0] or "")),
        not_stated=sum(1 for each in cases if all(row.saving_tkr is None for row in each)),
        extra_costs=sum(1 for row in rows if row.saved_tkr is not None and row.saved_tkr < 0),
        twice=len({share.case for share in shares if len(share.rows) > 1}),
        by_year=tuple(_by_year(levels.get(main, ()))),
        by_year_level=main,
    )


def shares_of(number: int, rows: Rows) -> Iterator[PromisedSaving]:
    """What the rows of a case promise, each amount once."""
    same: dict[tuple[float | None, float, str | None], list[StatusRow]] = defaultdict(list)
    for row in rows:
        if row.saved_tkr is not None and row.saved_tkr >= 0:
            same[row.investment_tkr, row.saved_tkr, row.price_level].append(row)
    yield from (PromisedSaving(number, saving, tuple(found)) for (_, saving, _), found in same.items())


def _level(level: str | None, shares: Sequence[PromisedSaving]) -> Savings:
    return Savings(
        price_level=level,
        promised_tkr=sum(share.saving_tkr for share in shares),
        at_risk_tkr=sum(share.at_risk for share in shares),
        cases=len({share.case for share in shares}),
        cases_at_risk=len({share.case for share in shares if share.at_risk}),
        sources=_places(shares),
        sources_at_risk=_places([share for share in shares if share.at_risk]),
    )


def _places(shares: Iterable[PromisedSaving]) -> tuple[Source, ...]:
    """The first place in each document that the amounts are from."""
    first: dict[str, Source] = {}
    for row in sorted((row for share in shares for row in share.rows), key=lambda row: row.source.line or 0):
        first.setdefault(row.source.document, row.source)
    return tuple(first.values())


def _by_year(shares: Iterable[PromisedSaving]) -> Iterator[SavingsOfYear]:
    promised: dict[int | None, float] = defaultdict(float)
    at_risk: dict[int | None, float] = defaultdict(float)
    for share in shares:
        year = share.rows[0].phase_in_year
        promised[year] += share.saving_tkr
        at_risk[year] += share.at_risk
    for year in sorted(promised, key=lambda one: (one is None, one or 0)):
        yield SavingsOfYear(year, promised[year], at_risk[year])


# ---------------------------------------------------------------- expected, where a remark says so

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_SAVING = re.compile(r"besparelse|effektivisering|provenu|gevinst|\bsaving", re.IGNORECASE)
_EXPECTS = re.compile(r"(?<!end )(?<!end det )\bforvent(?:es|er|ning)|(?<!than )\bexpect", re.IGNORECASE)


def expected(rows: Rows) -> Iterator[Quote]:
    """The sentences of red and yellow rows that say what will be saved after all: words, never a sum."""
    for row in rows:
        if row.colour in AT_RISK:
            name = " ".join(filter(None, (row.code or row.title, f"({row.budget_year})" if row.budget_year else "")))
            said = [one for text in (row.remark, row.handling) for one in _SENTENCE.split(text) if _is_expected(one)]
            if said:
                yield Quote(" ".join(dict.fromkeys(said)), row.source, title=name)


def _is_expected(sentence: str) -> bool:
    if not _SAVING.search(sentence):
        return False
    return bool(_EXPECTS.search(sentence) or amounts(sentence))
