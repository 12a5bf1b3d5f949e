"""One entry of a table or a form: what stands under each role, whatever it will become."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders import ticked
from loaders.kinds import areas as column_areas
from loaders.kinds import lights, numbering
from loaders.kinds.sums import Sums, WrongSum
from loaders.kinds.tables import amounts, grids, inner_forms, parts, roles, scores, words
from loaders.kinds.tables.amounts import Money
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.parts import NOTHING_SAID, SaidOfRows
from loaders.kinds.tables.readings import SERIES, ReadColumn, ReadColumns
from loaders.kinds.tables.row_sums import RowSums, cell_of, figures_of, in_one_unit
from loaders.kinds.tables.rows import Row, decorates, dots_at

TOTAL, UNNAMED, SECTION = "total_row", "row_unread", "section"
_NAMES = ("title", "goal")
_BELONGING = ("area", "administration", "committee")  # what a case may belong to, the nearest first
_FIELDS = frozenset({*SERIES, "status", "budget_year", "phase_in", "deadline"})  # that a case has, and is not called by
_LONGEST_FIELD = 2  # words: "Årlig effekt"; "Investering i nyt tag" is a case
_USUAL, _LEAST_USUAL = 0.6, 2  # of the rows fill a column; and so many such columns
_LEAST_SUMMED = 3
_SENTENCES = 0.5  # of the cells of a column
_LONGEST_TOTAL = 4  # words behind "total"
_OF_TOTAL = re.compile(r"(?:for|i|af|pr|alle|hele|på|over|forslag|tiltag|sager)$|\d")
_LABELLED = re.compile(r"[^:]{2,30}: +\S")  # "Sagsbehandler: Ole"


@dataclass(frozen=True, slots=True)
class TableEntry:
    """The texts of one entry by role, its money by role, its year columns by role, the section that it stands in."""

    line: int
    texts: Mapping[str, str]
    money: Mapping[str, Money] = field(default_factory=dict)
    years: Mapping[str, Mapping[int, Money]] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=dict)
    section: str = ""

    def __getitem__(self, role: str) -> str:
        return self.texts.get(role, "")

    @property
    def name(self) -> str:
        return self["title"] or self["goal"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no entry, and why: a key of the findings. `wrong` are the sums in it that its rows do not give."""

    line: int
    reason: str
    text: str
    wrong: tuple[WrongSum, ...] = ()


def of(
    grid: TableGrid,
    read: ReadColumns,
    said: SaidOfRows = NOTHING_SAID,
    pages: Sequence[int | None] = (),
) -> tuple[list[TableEntry], list[LeftOut]]:
    """The entries of a table, and the rows that are none.

    `said` is what the lines above its parts say of their rows; `pages` has the page of each line where it is known.
    """
    found: list[TableEntry] = []
    left: list[LeftOut] = []
    always, usual = _always_filled(grid, read), _usually_filled(grid, read)
    plain = frozenset(role for role, one in read.at.items() if decorates(grid.rows, one.at))
    dots, fields = colour_at(grid, read), _field_names(grid, read)
    money = in_one_unit(grid, read)
    section, summed, above = "", RowSums(money), Sums()
    for at, row in enumerate(grid.rows):
        section = said.areas.get(at, section)
        if len(row.filled) == 1 and parts.is_line_of_part(said, grid, at):
            continue
        above_it = (section, found[-1]["area"] if found else "")
        reason = _no_entry(grid, at, read, always, fields) or _of_sums(row, read, summed, above_it, usual)
        if reason == SECTION:
            section = column_areas.of_line(row.joined)
        elif reason:
            if reason == TOTAL:
                summed.begin()
            wrong = above.against(figures_of(row, money)) if reason == TOTAL else []
            left.append(LeftOut(row.line, reason, row.joined, tuple(wrong)))
        else:
            summed.add(row)
            above.add(figures_of(row, money))
            found.append(_of_part(_entry(row, read, section, plain, dots), read, said, at))
    found = _with_areas_above(found, pages)
    left += [LeftOut(row.line, TOTAL if _is_total(row.joined) else UNNAMED, row.joined) for row in _trailing(grid)]
    return found, left


def colour_at(grid: TableGrid, read: ReadColumns) -> int | None:
    """The column whose paint is the colour of the cases, beside those for the colour and the status: one of dots
    without a heading; where no column is for either, that of the names, if it is the only one painted in several."""
    dots = dots_at(grid.rows, {one.at for one in read.read})
    if dots is not None or read.has("status", "colour"):
        return dots
    lit = (one.at for one in read.read if one.content.painted_alone and one.role in (*_NAMES, "code", "number"))
    return next(lit, None)


def are_coloured(grid: TableGrid, at: int | None) -> bool:
    """Whether the paint of the column `at` tells the rows of a table apart."""
    return at is not None and len({row.cells[at].colour for row in grid.rows if at < len(row.cells)} - {None}) > 1


def _with_areas_above(found: Sequence[TableEntry], pages: Sequence[int | None]) -> list[TableEntry]:
    """The entries, a blank area as that above it where the column names each area once; where there is no such column,
    those of the administrations and committees."""
    role = next((role for role in _BELONGING if any(entry[role] for entry in found)), "")
    if not role or any(entry.section for entry in found):
        return list(found)
    parts = [pages[entry.line] if pages else None for entry in found]
    told = column_areas.of_column([entry[role] for entry in found], parts)
    return [
        replace(entry, texts={**entry.texts, role: name}) if name else entry
        for entry, name in zip(found, told, strict=True)
    ]


def _of_part(entry: TableEntry, read: ReadColumns, said: SaidOfRows, at: int) -> TableEntry:
    """An entry with the status and the budget year of its part, where the table has no columns for them."""
    given = {"status": parts.status_at(said, at), "budget_year": parts.year_at(said, at)}
    given = {role: text for role, text in given.items() if text and not read.has(role)}
    return replace(entry, texts={**entry.texts, **given}) if given else entry


def _trailing(grid: TableGrid) -> Iterator[Row]:
    """Lines of the table itself behind its last row: a total without figures, a row that only names something."""
    return (row for row in grid.after if row.table == grid.head[0].table and _is_total(row.joined))


def _entry(row: Row, read: ReadColumns, section: str, plain: frozenset[str], dots: int | None) -> TableEntry:
    """A row as an entry. The paint of the columns of the `plain` roles is decoration; that of the column `dots` is the
    colour."""
    texts = {role: ticked.chosen(row.text(one.at)) for role, one in read.at.items()}
    named = {role: texts[role] for role in ("status", "title") if role in texts}
    texts |= {role: numbering.unlisted(ticked.without_lone_box(text)) for role, text in named.items()}
    texts = {role: text for role, text in texts.items() if text and not _says_nothing(text)}
    money = {role: _money(row, read.at[role]) for role in SERIES if role in read.at}
    years = {
        role: {one.year: _money(row, one) for one in series if one.year is not None}
        for role, series in read.series.items()
    }
    fills = {
        role: colour
        for role in ("colour", "status")
        if role in read.at and role not in plain and (colour := cell_of(row, read.at[role]).colour)
    }
    fills = lights.taken(texts) | fills
    if dots is not None and dots < len(row.cells) and (dot := row.cells[dots].colour):
        fills["colour"] = dot
    return TableEntry(row.line, texts, money, years, fills, section)


def _says_nothing(text: str) -> bool:
    return text.strip(" .") in ("", "-", "–", "—")


def _money(row: Row, one: ReadColumn) -> Money:
    return amounts.read_money(cell_of(row, one), one.unit, one.style, row.line in one.minus)


# ---------------------------------------------------------------- rows that are no entry


def _always_filled(grid: TableGrid, read: ReadColumns) -> frozenset[int]:
    """Columns that every row of several cells fills, but for those that name it. A row that leaves them blank is
    another sort of row."""
    rows = [row for row in grid.rows if len(row.filled) > 1 and not _is_total(_name(row, read))]
    names = {read.at[role].at for role in _NAMES if role in read.at}
    known = [one.at for one in read.read if one.at not in names]
    return frozenset(at for at in known if rows and all(row.text(at) for row in rows))


def _usually_filled(grid: TableGrid, read: ReadColumns) -> frozenset[int]:
    """Columns beside those of names and amounts that most rows of several cells fill: codes, statuses, who is in
    charge."""
    rows = [row for row in grid.rows if len(row.filled) > 1]
    own = [one.at for one in read.read if one.role and one.role not in (*SERIES, *_NAMES)]
    return frozenset(at for at in own if sum(bool(row.text(at)) for row in rows) > _USUAL * len(rows))


def _name(row: Row, read: ReadColumns) -> str:
    return next((text for role in _NAMES if role in read.at and (text := row.text(read.at[role].at))), "")


def _no_entry(
    grid: TableGrid, at: int, read: ReadColumns, always: frozenset[int], fields: frozenset[str]
) -> str | None:
    """Why a row is no entry; None where it is one. `fields` are names of fields, which name no case."""
    row = grid.rows[at]
    name = _name(row, read)
    label = name or row.text(row.filled[0])
    if _is_total(label) and (_is_bare_total(label) or _holds_sums_only(row, read) or not name):
        return TOTAL
    if _is_remark(row, read, name):
        return UNNAMED
    if len(row.filled) == 1:
        return _of_one_cell(grid, at, read, always)
    return UNNAMED if not name or _is_closing(row, read) or name in fields else None


def _is_remark(row: Row, read: ReadColumns, name: str) -> bool:
    """Whether a row only says something of the case above it, "Bemærkning: …", in whatever columns its words stand."""
    own = [one.at for one in read.read if one.role in (*SERIES, "code", "status", "colour")]
    label, colon, _ = name.partition(":")
    role, score = roles.best(label) if colon else (None, 0.0)
    return role == "remark" and score >= roles.SURE and not any(row.text(at) for at in own)


def _field_names(grid: TableGrid, read: ReadColumns) -> frozenset[str]:
    """What stands where names should be, and are the names of fields: "Investering Årlig effekt"; or the name of one
    that comes again beside rows without a code, or that most rows have with others. No case is called so."""
    names = [_name(row, read) for row in grid.rows]
    found = {name for name in set(names) if inner_forms.are_labels(name)}
    single = {name for name in set(names) if _is_field(name)}
    if not single:
        return frozenset(found)
    most = len(single) > 1 and 2 * sum(name in single for name in names) >= len(names)
    coded = "code" in read.at and any(row.text(read.at["code"].at) for row in grid.rows)
    again = {name for name in single if names.count(name) > 1 and roles.best(name)[0] != "saving"}
    return frozenset(found | (single if most else set() if coded else again))


def _is_field(name: str) -> bool:
    role, score = roles.best(name)
    return role in _FIELDS and score >= roles.SURE and len(name.split()) <= _LONGEST_FIELD


def _is_closing(row: Row, read: ReadColumns) -> bool:
    """Whether a row only says that a list ends, "*** Slut på rapport ***", in whatever columns its words stand."""
    own = [one.at for one in read.read if one.role in (*SERIES, "status", "colour")]
    return row.joined.startswith("**") and not any(row.text(at) for at in own)


def _of_sums(row: Row, read: ReadColumns, summed: RowSums, areas: Sequence[str], usual: frozenset[int]) -> str | None:
    """A row that has no more than a name and the sums of those above; or is called a total, and is that of the area
    that ends with it or lacks the code and the status that cases have (the `usual` columns). A case may happen to save
    as much, but it has a code, a status, somebody in charge beside its name."""
    if not _holds_sums_only(row, read):
        return None
    called = _total_of(_name(row, read))
    of_area = bool(called) and called in {area.lower() for area in areas if area}
    bare = called is not None and len(usual) >= _LEAST_USUAL
    return TOTAL if of_area or bare or summed.equals(row, 1 if called else _LEAST_SUMMED) else None


def _holds_sums_only(row: Row, read: ReadColumns) -> bool:
    """Nothing stands beside the name but money."""
    names = {read.at[role].at for role in _NAMES if role in read.at}
    others = (row.text(one.at) for one in read.read if one.role not in SERIES and one.at not in names)
    return not any(any(map(str.isalnum, text)) for text in others)  # "*" marks a sum


def _of_one_cell(grid: TableGrid, at: int, read: ReadColumns, always: frozenset[int]) -> str | None:
    """A row of one cell heads those below it, or names an entry of which nothing else is said."""
    row = grid.rows[at]
    more_below = any(len(other.filled) > 1 for other in grid.rows[at + 1 :])
    merged = row.cells[row.filled[0]].columns > 1
    money = {one.at for one in read.read if one.role in SERIES}
    parted = bool(always - money) or (bool(always) and len(grid.rows[0].filled) == 1)
    if parted or merged or not _name(row, read):
        names_area = not (
            row.joined[0].islower()
            or column_areas.is_a_remark(row.joined)
            or _is_text(row, read)
            or column_areas.holds_amount(row.joined)
            or (_LABELLED.match(row.joined) and not column_areas.says_area(row.joined))
        )
        return SECTION if names_area and more_below and not grids.is_note(row.joined) else UNNAMED
    return None


def _is_text(row: Row, read: ReadColumns) -> bool:
    """Whether the first cell of a row stands in a column of sentences: the rest of a cell that a page broke."""
    return any(one.at == row.filled[0] and one.content.sentences >= _SENTENCES for one in read.read)


def _is_total(text: str) -> bool:
    """Whether a text begins as the sum of a table does ("I alt", "Total 2027", "Sum:")."""
    rest = _total_of(text)
    if rest is None:
        return False
    return not rest or (len(rest.split()) <= _LONGEST_TOTAL and _is_of_a_total(rest.split()[0]))


def _total_of(text: str) -> str | None:
    """What stands behind the word for a total: "skoler" of "I alt Skoler"; None where a text begins otherwise."""
    plain = " ".join(text.lower().split()).strip(" :*.=")
    if plain.endswith(" i alt"):  # "Udvalg i alt"
        return ""
    found = words.pattern("total").match(plain)
    return plain[found.end() :].strip(" :,.-–()") if plain and found else None


def _is_of_a_total(word: str) -> bool:
    """What follows "total" where it is one: "for udvalget", "2027", "besparelse"; "total renovering" is a case."""
    named = roles.named(word)
    return (
        bool(_OF_TOTAL.match(word)) or max((named.get(role, 0.0) for role in scores.MONEY), default=0.0) >= roles.SURE
    )


def _is_bare_total(text: str) -> bool:
    """Nothing but the word, or the word and years: "Sammenlagt ledelse" names a proposal."""
    rest = words.pattern("total").sub(" ", text.lower())
    return not re.sub(r"[\W\d]|\b(?:for|i|af|pr|kr|mio|perioden|årene|og|frem)\b", "", rest)


def examples(entries: Sequence[TableEntry], read: ReadColumns) -> tuple[tuple[str, ...], ...]:
    """The first three entries as they were read: a cell for each column, "" where nothing was read."""
    return tuple(tuple(_shown(entry, one) for one in read.read) for entry in entries[:3])


def _shown(entry: TableEntry, one: ReadColumn) -> str:
    if one.role is None:
        return ""
    if one.role in SERIES:
        money = entry.years.get(one.role, {}).get(one.year) if one.year is not None else entry.money.get(one.role)
        return money.text if money else ""
    return entry[one.role]
