"""What has happened to the cases of one filter since the digest before. Pure: cases, documents and now → a digest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from filters.trees import EVERYTHING, Tree
from index.store.row_matching import movements
from records import Milestone, StatusRow
from records.digests import (
    CaseName,
    ColourCount,
    ColouredCase,
    Digest,
    DueDay,
    Move,
    NewDocument,
    RedRow,
    SavingOfCase,
    Trend,
)
from scheduler.rules.savings import add_up, expected, shares_of
from scheduler.rules.traits import Traits, concerns, traits
from templates.views.selections import written

COMING = timedelta(days=14)
COLOURS = ("red", "yellow", "green")
UNKNOWN = "none"
RANK = {"green": 0, "yellow": 1, "red": 2}
Rows = tuple[StatusRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one case stands. `history` holds its rows report by report, the newest first; `gone_from` names the newest
    report of its municipality where that has it no longer. `dues` are its open due days, each with its milestone."""

    key: str
    municipality: str
    title: str
    code: str | None = None
    budget_year: int | None = None
    history: tuple[Rows, ...] = ()
    gone_from: str = ""
    dues: tuple[tuple[date, Milestone], ...] = ()
    owner: str = ""
    owner_name: str = ""

    def traits(self, rows: Rows) -> Traits:
        """What a filter can ask of it, by the rows of one report; without rows by its name alone."""
        if rows:
            return traits(rows, self.owner)
        years = frozenset({self.budget_year} if self.budget_year else ())
        codes = frozenset({(self.code, self.budget_year)} if self.code else ())
        return Traits(codes, self.municipality, owner=self.owner, budget_years=years)

    @property
    def now(self) -> Rows:
        return () if self.gone_from or not self.history else self.history[0]

    @property
    def before(self) -> Rows:
        """In the report before; of a case that is gone, the last one that had it."""
        at = 0 if self.gone_from else 1
        return self.history[at] if len(self.history) > at else ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is loaded, and how many findings it has."""

    name: str
    kind: str
    title: str
    loaded_at: datetime
    as_of: date | None = None
    findings: int = 0


def compute_digest(
    cases: Iterable[Standing],
    papers: Iterable[Paper],
    now: datetime,
    since: datetime | None,
    wanted: Tree = EVERYTHING,
    language: str = "da",
) -> Digest:
    """The digest of the cases that meet `wanted`. `now` and `since` (the digest before) have the zone of the reader,
    whose day they are. Milestones of closed cases are left to the caller: what is in `dues` is open."""
    listed, today = list(papers), now.date()
    fresh = [one for one in listed if since is None or one.loaded_at > since]
    standing = list(cases)
    mine = [one for one in standing if one.now and concerns(wanted, one.traits(one.now))]
    was = [one for one in standing if one.before and concerns(wanted, one.traits(one.before))]
    moved = list(_moves({one.key: one for one in [*mine, *was]}.values(), {one.name for one in fresh}, bool(was)))
    unreported = [one for one in standing if not one.history and concerns(wanted, one.traits(()))]
    dues = [_due(one, day, milestone) for one in [*mine, *unreported] for day, milestone in one.dues]
    overdue = sorted((one for one in dues if one.day < today), key=_day)
    coming = sorted((one for one in dues if today <= one.day <= today + COMING), key=_day)
    rows = [row for one in mine for row in one.now]
    reported = [row.as_of for row in rows if row.as_of]
    money = add_up([one.now for one in mine])
    return Digest(
        today=today,
        since=since.date() if since else None,
        filter="" if wanted == EVERYTHING else written(wanted, language),
        cases=len(mine),
        rows=len(rows),
        counts=_counts(mine, was if _reported(mine, fresh, since) else None, bool(was)),
        worse=tuple(one for one in moved if _step(one) > 0),
        better=tuple(one for one in moved if _step(one) < 0),
        vanished=tuple(one for one in moved if one.colour is None),
        added=tuple(one for one in moved if one.was is None),
        red=tuple(sorted((red for one in mine for red in _red(one)), key=lambda red: red.since or date.max)),
        standing=tuple(_coloured(one) for one in mine),
        shares=tuple(share for one in mine for share in _shares(one)),
        overdue=tuple(overdue),
        coming=tuple(coming),
        expected=tuple(quote for one in mine for quote in expected(one.now)),
        documents=tuple(NewDocument(p.name, p.kind, p.title, p.as_of, p.findings) for p in fresh),
        findings=sum(one.findings for one in listed),
        oldest=min(reported, default=None),
        newest=max(reported, default=None),
        sources=tuple(dict.fromkeys(row.source.document for row in rows)),
        trend=_trend(standing, wanted),
        quiet=bool(since) and not fresh and not moved and not coming and not _lately(overdue, since),
        **money,
    )


def _day(due: DueDay) -> date:
    return due.day


def _lately(overdue: Sequence[DueDay], since: datetime | None) -> bool:
    """Has one become overdue after the digest before?"""
    return since is not None and any(one.day >= since.date() for one in overdue)


def worst(rows: Rows) -> str:
    """The colour that a case is counted under: the worst of its rows."""
    known = [row.colour for row in rows if row.colour in RANK]
    return max(known, key=lambda colour: RANK[str(colour)], default=None) or UNKNOWN


def _reported(mine: Iterable[Standing], fresh: Iterable[Paper], since: datetime | None) -> bool:
    """Is a report of the cases newer than the digest before? Else nothing has moved since."""
    names = {one.name for one in fresh}
    return since is None or any(row.source.document in names for one in mine for row in one.now)


def _counts(mine: Sequence[Standing], was: Sequence[Standing] | None, compared: bool) -> tuple[ColourCount, ...]:
    """Every colour that a report can have; cases without one only where there are any. `was` None: as now."""
    now = [worst(one.now) for one in mine]
    before = now if was is None else [worst(one.before) for one in was]
    colours = [*COLOURS, *([UNKNOWN] if UNKNOWN in [*now, *before] else [])]
    return tuple(ColourCount(name, now.count(name), before.count(name) if compared else None) for name in colours)


def _name(one: Standing, row: StatusRow | None = None) -> CaseName:
    """The case, with the area of the row where the case has rows in several."""
    rows = one.now or one.before
    area = row.area if row and len({each.area for each in rows}) > 1 else None
    return CaseName(one.key, one.municipality, one.title, one.code, one.budget_year, area)


def _moves(cases: Iterable[Standing], fresh: set[str], compared: bool) -> Iterator[Move]:
    """What changed, row by row, in the reports that came since the digest before. Without an earlier report nothing is
    new: everything is."""
    for one in cases:
        if one.now and one.now[0].source.document in fresh and compared:
            yield from _changed(one)
        elif one.gone_from in fresh:
            yield from (Move(_name(one, row), row.colour or UNKNOWN, None, "", None, row.source) for row in one.before)


def _changed(one: Standing) -> Iterator[Move]:
    for moved in movements(one.before, one.now):
        old, row = moved.before, moved.after
        if old is None and row is not None:
            yield Move(_name(one, row), None, row.colour or UNKNOWN, row.remark, row.source)
        elif row is None and old is not None:
            yield Move(_name(one, old), old.colour or UNKNOWN, None, "", None, old.source)
        elif old and row and old.colour != row.colour:
            was, colour = old.colour or UNKNOWN, row.colour or UNKNOWN
            yield Move(_name(one, row), was, colour, row.remark, row.source, old.source)


def _step(move: Move) -> int:
    """Above 0 for a worse colour. Yellow or red after an unknown one is worse: nobody was told of it before."""
    if move.colour not in RANK:
        return 0
    return RANK[move.colour] - RANK.get(move.was or "", RANK[move.colour] if move.was is None else 0)


def _red(one: Standing) -> Iterator[RedRow]:
    for row in one.now:
        if row.colour == "red":
            since, at_least = _red_since(one, row)
            saving = row.saved_tkr if row.saved_tkr is not None and row.saved_tkr >= 0 else None
            yield RedRow(_name(one, row), since, at_least, row.remark, saving, row.source)


def _coloured(one: Standing) -> ColouredCase:
    """By the worst of its rows, as it is counted."""
    found = worst(one.now)
    row = next((row for row in one.now if (row.colour or UNKNOWN) == found), one.now[0])
    return ColouredCase(_name(one), found, row.remark, row.source)


def _shares(one: Standing) -> Iterator[SavingOfCase]:
    for share in shares_of(0, one.now):
        name, level = _name(one, share.rows[0]), share.rows[0].price_level
        places = tuple(row.source for row in share.rows)
        yield SavingOfCase(name, share.saving_tkr, level, bool(share.at_risk), places)


def _red_since(one: Standing, row: StatusRow) -> tuple[date | None, bool]:
    since, reports = row.as_of, [_in_area(rows, row.area) for rows in one.history[1:]]
    for earlier in reports:
        if earlier is None or earlier.colour != "red":
            return since, False
        since = earlier.as_of or since
    return since, True


def _in_area(rows: Rows, area: str) -> StatusRow | None:
    return next((row for row in rows if row.area == area), None)


def _due(one: Standing, day: date, milestone: Milestone) -> DueDay:
    return DueDay(_name(one), day, milestone.goal, milestone.responsible, milestone.source, one.owner_name or one.owner)


def _trend(cases: Sequence[Standing], wanted: Tree) -> tuple[Trend, ...]:
    """Report by report, the oldest first: how many of the cases that met the filter then had which colour."""
    counted: dict[date, list[str]] = {}
    for one in cases:
        for rows in one.history:
            day = max((row.as_of for row in rows if row.as_of), default=None)
            if day and concerns(wanted, one.traits(rows)):
                counted.setdefault(day, []).append(worst(rows))
    return tuple(
        Trend(day, tuple((name, found.count(name)) for name in (*COLOURS, UNKNOWN) if name in found or name != UNKNOWN))
        for day, found in sorted(counted.items())
    )
