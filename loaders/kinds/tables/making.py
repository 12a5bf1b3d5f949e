"""Entries to records: proposals, status rows, milestones. What a table or form becomes follows from its roles."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.kinds.tables import case_titles, coded_years, contents, legends, numbers, words
from loaders.kinds.tables.about import About
from loaders.kinds.tables.amounts import Money
from loaders.kinds.tables.entries import TableEntry
from loaders.kinds.tables.readings import SERIES, ReadColumn, ReadColumns
from loaders.kinds.tables.status_remarks import with_remark_apart
from records import Document, Milestone, Proposal, StatusRow, codes, colours, dates, meanings, names
from records.layouts import Layouts

PROPOSALS, STATUSES, MILESTONES, FIGURES = "proposals", "statuses", "milestones", "figures"
COPENHAGEN = "København"
_DOUBTFUL = 0.5  # a title that only nothing else can be names no proposal where there is no money
_LEAST_CODED = 0.6  # of the cells
_COMBINED = re.compile(r"[;,/]| og ")


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the making of records needs beside the entry. `coded` and `numbered` say that its titles begin with codes,
    or with plain numbers, each its own, `ended` that they end with codes, `dated` with the year of their budget;
    `turned` that the table prints its savings with a minus; `by_unit` that a column names the unit that each case
    belongs to; `lasting` is the year whose figure is the lasting one, `is_said` whether the table says so;
    `year_in_code` that codes begin with the year of the budget; `legend` has the colours that the document says words
    to mean."""

    document: Document
    about: About
    layouts: Layouts
    columns: ReadColumns
    price_level: str | None = None
    coded: bool = False
    numbered: bool = False
    ended: bool = False
    dated: bool = False
    turned: bool = False
    lasting: int | None = None
    is_said: bool = False
    by_unit: bool = False
    year_in_code: bool = False
    legend: Mapping[str, str] = field(default_factory=dict)


def kind_of(read: ReadColumns) -> str | None:
    """What the rows of a table with these columns are; None where nothing tells."""
    if not read.has("title", "goal"):
        return None
    if read.has("status", "colour"):
        return STATUSES
    if read.has("saving", "cost"):
        return PROPOSALS
    if read.has("deadline"):
        return MILESTONES
    others = sum(
        read.has(role) for role in ("summary", "committee", "code", "budget_year", "phase_in", "adopted", "area")
    )
    if not read.has("title") or not others:
        return None
    sure = read.at["title"].confidence > _DOUBTFUL
    return PROPOSALS if sure or (read.said == PROPOSALS and _has_amounts(read)) else None


def _has_amounts(read: ReadColumns) -> bool:
    """Whether amounts stand in it of which nobody knows what they are."""
    return any(one.role is None and one.content.amounts >= _LEAST_CODED for one in read.read)


def context(
    document: Document, about: About, layouts: Layouts, read: ReadColumns, entries: Sequence[TableEntry]
) -> TableContext:
    """What holds for all entries of a table: how it prints savings and codes, and which year is the lasting one."""
    savings = [tkr for entry in entries for tkr in _savings(entry)]
    series = read.series.get("saving", ())
    said = [one.year for one in series if words.pattern("lasting").search(one.heading)]
    last = max((one.year for one in series if one.year is not None), default=None)
    lasting = said[-1] if said else last
    titles = [entry["title"] for entry in entries if entry["title"]]
    dated = "budget_year" not in read.at and case_titles.are_dated(titles)
    return TableContext(
        document,
        about,
        layouts,
        read,
        coded="code" not in read.at and case_titles.are_coded(titles, dated),
        numbered="code" not in read.at and case_titles.are_numbered(titles),
        ended="code" not in read.at and case_titles.end_with_codes(titles),
        dated=dated,
        turned=2 * numbers.negatives(savings) > sum(1 for tkr in savings if tkr),
        lasting=lasting,
        is_said=bool(said) or "saving" in read.at,
        by_unit=_are_by_unit(read),
        year_in_code="budget_year" not in read.at
        and coded_years.are_years(entry["code"] for entry in entries)
        and coded_years.are_said(document.lines),
        legend=legends.colours_of_words(document.lines) if read.has("status") else {},
    )


def _are_by_unit(read: ReadColumns) -> bool:
    """Whether the column of those in charge names units, "Center", "Afdeling", and each of them for several cases."""
    one = read.at.get("responsible")
    named = one is not None and bool(words.pattern("units_of_cases").search(one.heading))
    return named and one is not None and one.content.distinct <= _LEAST_CODED


def _savings(entry: TableEntry) -> Iterable[float]:
    yearly = entry.years.get("saving", {}).values()
    return [money.tkr for money in (*filter(None, [entry.money.get("saving")]), *yearly) if money.tkr is not None]


def named(entry: TableEntry, made: TableContext) -> tuple[str | None, int | None, str]:
    """Code as printed, the budget year beside it, and the title."""
    title, behind = case_titles.undated(names.mended(entry.name), made.dated)
    if entry["code"]:
        own, year, _ = codes.split(entry["code"])
        behind = coded_years.of(entry["code"]) if made.year_in_code else behind
        return (own if own and year else entry["code"]), year or behind, title
    code, year, rest = codes.split(title)
    if code is None and made.coded:
        code, rest = case_titles.parted_code(title, behind)
    if code is None and made.numbered:
        code, rest = case_titles.numbered_title(title)
    if code is None and made.ended:
        code, rest = case_titles.code_at_end(title)
    return code, year or behind, rest if code else title


def proposal(entry: TableEntry, made: TableContext) -> Proposal:
    """A proposal. Its saving is positive where money is saved, whatever sign the table prints."""
    code, year, title = named(entry, made)
    yearly = entry.years.get("saving", {})
    by_year = {at: saved for at, money in yearly.items() if (saved := _saved(money.tkr, made)) is not None}
    source = made.document.source(entry.line)
    single = entry.money.get("saving", Money(""))
    lasting = yearly.get(made.lasting or 0, Money(""))
    saving = single if "saving" in made.columns.at else lasting
    cost_tkr, cost_text = _cost(entry)
    return Proposal(
        municipality=made.about.municipality,
        title=title,
        source=source,
        code=codes.normal(code) if code else None,
        budget_year=contents.year_in(entry["budget_year"]) or year or _year_of_all(made),
        type=names.proposal_type(entry["type"]) if entry["type"] else None,
        committee=_committee(entry["committee"], made),
        administration=_administration(entry["administration"], made),
        areas=tuple(filter(None, (_own(entry["area"] or entry.section, "area", made),))),
        measures=_listed(entry["measure"]),
        saving_tkr=_saved(saving.tkr, made),
        saving_text=saving.text or None,
        cost_tkr=cost_tkr,
        cost_text=cost_text,
        phase_in_year=contents.year_in(entry["phase_in"]),
        phase_in_text=entry["phase_in"] or None,
        adopted=contents.yes_no(entry["adopted"]) if entry["adopted"] else None,
        price_level=made.price_level,
        summary=entry["summary"] or entry["remark"],
        saving_by_year=by_year,
        responsible=_own(entry["responsible"], "unit", made),
        places=(source,),
    )


def _saved(tkr: float | None, made: TableContext) -> float | None:
    if tkr is None or not made.turned:
        return tkr
    return -tkr if tkr else 0.0


def _cost(entry: TableEntry) -> tuple[float | None, str | None]:
    """The cost of a column, else the sum over the years that are printed."""
    single = entry.money.get("cost")
    if single is not None:
        return (None if single.tkr is None else abs(single.tkr)), single.text or None
    yearly = [money for money in entry.years.get("cost", {}).values() if money.text]
    if not yearly or any(money.tkr is None for money in yearly):
        return None, "; ".join(money.text for money in yearly) or None
    return round(sum(abs(money.tkr or 0.0) for money in yearly), 6), "; ".join(money.text for money in yearly)


def status_row(entry: TableEntry, made: TableContext) -> StatusRow:
    """A status row: what is printed, its meaning, and its colour by the fill, a column for it, or the meaning."""
    entry = with_remark_apart(entry, made.columns.at["status"].heading) if "status" in made.columns.at else entry
    code, year, title = named(entry, made)
    status = entry["status"] or entry["colour"]
    colour, colour_from, meaning = coloured(entry, made)
    due = dates.read_due(entry["deadline"]).dues
    saving, cost = entry.money.get("saving", Money("")), entry.money.get("cost", Money(""))
    if "saving" in made.columns.series and "saving" not in made.columns.at:
        saving = entry.years["saving"].get(made.lasting or 0, Money(""))
    return StatusRow(
        municipality=made.about.municipality,
        code=codes.normal(code) if code else None,
        code_as_printed=code,
        budget_year=contents.year_in(entry["budget_year"]) or year or _year_of_all(made),
        area=_own(_area(entry, made), "area", made),
        title=title,
        type=names.proposal_type(entry["type"]) if entry["type"] else "",
        status=status,
        colour=colour,
        colour_from=colour_from,
        remark=entry["remark"] or entry["summary"],
        source=made.document.source(entry.line),
        investment_tkr=cost.tkr,
        saving_tkr=saving.tkr,
        phase_in_year=contents.year_in(entry["phase_in"]),
        handling=entry["handling"],
        consequence=entry["consequence"],
        committee=_committee(entry["committee"], made),
        as_of=made.about.as_of,
        price_level=made.price_level,
        saving_text=saving.text or None,
        investment_text=cost.text or None,
        plus_saves=not made.turned,
        responsible=_own(entry["responsible"], "unit", made),
        due_start=due[0][0] if due else None,
        due_end=due[0][1] if due else None,
        meaning=meaning,
    )


def _year_of_all(made: TableContext) -> int | None:
    """The budget year that the document names for all cases; None where a column has that of each, and is blank."""
    return None if "budget_year" in made.columns.at else made.about.budget_year


def _area(entry: TableEntry, made: TableContext) -> str:
    """The area of a case; where none is printed, the part of the municipality that it belongs to."""
    unit = entry["responsible"] if made.by_unit else ""
    return entry["area"] or entry.section or entry["administration"] or entry["committee"] or unit


def coloured(entry: TableEntry, made: TableContext) -> tuple[str | None, str | None, str | None]:
    """The colour of a row, where it is from ("fill" or "words"), and the meaning of its status. Copenhagen's own words
    say by how much a case slipped; others' go by their meaning."""
    status = entry["status"] or entry["colour"]
    key = " ".join(status.lower().split())
    meaning = made.layouts.meanings.get(key) or meanings.meaning(status)
    fill = entry.fills.get("colour") or entry.fills.get("status")
    if fill:
        return fill, "fill", meaning
    word = contents.status_colour(entry["colour"]) if entry["colour"] else None
    if word is None:
        word = _colour_of_words(status, key, meaning, made)
    return word, "words" if word else None, meaning


def _colour_of_words(status: str, key: str, meaning: str | None, made: TableContext) -> str | None:
    if key in made.layouts.colours:
        return made.layouts.colours[key] or None
    if key in made.legend and key not in made.layouts.meanings:
        return made.legend[key]
    ruled = None if key in made.layouts.meanings else colours.from_words(status)
    if made.about.municipality == COPENHAGEN and key not in made.layouts.meanings:
        return ruled
    # a meaning that is known goes before a rule that sees only that something is done
    return ruled if ruled and (meaning is None or ruled != "green") else meanings.colour_of(meaning)


def milestone_of(entry: TableEntry, made: TableContext) -> Milestone:
    """A milestone. Its goal is what the table calls so, else the title of the row."""
    code, year, title = named(entry, made)
    due = dates.read_due(entry["deadline"])
    return Milestone(
        municipality=made.about.municipality,
        code=codes.normal(code) if code else None,
        title=title,
        goal=entry["goal"] or title,
        measured_by=entry["measured_by"],
        responsible=_own(entry["responsible"], "unit", made),
        when=entry["deadline"],
        source=made.document.source(entry.line),
        budget_year=contents.year_in(entry["budget_year"]) or year or _year_of_all(made),
        all_dues=due.dues,
        recurring=due.recurring,
    )


def _committee(text: str, made: TableContext) -> str | None:
    """By the municipality's own list; Copenhagen's by their abbreviation; else as it is printed."""
    if not text:
        return None
    official = names.committee(text) if made.about.municipality == COPENHAGEN else None
    return official or _own(names.mended(text), "committee", made)


def _administration(text: str, made: TableContext) -> str | None:
    if not text:
        return None
    if made.about.municipality == COPENHAGEN:
        return names.administration(text)
    return _own(names.mended(text), "administration", made)


def _own(text: str, kind: str, made: TableContext) -> str:
    """A printed name as the municipality itself writes it, where its list has it."""
    return made.layouts.name(made.about.municipality, kind, text) or text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in _COMBINED.split(text))))


def money_roles(read: ReadColumns) -> list[ReadColumn]:
    """The columns of money that were read."""
    return [one for one in read.read if one.role in SERIES]
