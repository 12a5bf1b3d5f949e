"""Which column of a status table holds what, detected from the words of its heading.

Headings vary from table to table ("Vedttaget budgetår", "Effektiviserings forslag"), and so may their order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from records import dates

# The first pattern that fits names the column. Brackets are left out before: they name kinds of proposals.
_NAMED = (
    ("consequence", r"konsekvens"),
    ("approval", r"godkend"),
    ("handling", r"^kompenserende (?:handling|tiltag)(?:er)?$"),
    ("compensated", r"kompenser|\btidligere\b.*\bhandling"),
    ("handling", r"håndtering|kompensation|afhjælp"),
    ("remark", r"bemærkning|kommentar|forklaring|uddybning"),
    ("colour", r"^farve|trafiklys|kategori|rød.*gul|grøn.*gul"),
    ("status", r"\bstatus"),
    (
        "phase_in",
        r"\bår\b.*(?:implementer|indfas)|(?:implementer|indfas)\w*\s*år|^fuldt? (?:indfas|implementer)\w*$"
        r"|^(?:fuldt? )?(?:effekt|virkning|indfas\w*|implementer\w*) (?:fra|i år)\b",
    ),
    ("saving", r"effektivisering(?!s?forslag)|besparelse(?!sforslag)|provenu|gevinst|\beffekt"),
    ("investment", r"investering(?!s?forslag)|implementeringsomkostning|omkostning|udgift"),
    ("type", r"type|art\b"),
    ("budget_year", r"budgetår|vedta\w*|^år$|budget(?!\w*område)"),
    ("area", r"^(?!styrings)\w*område|^målgruppe|^center|^sektor"),
    ("code", r"^(?:forslags?|sags?|projekt|initiativ)?[ -]?(?:nr|nummer|kode|id)\.?$"),
    ("title", r"titel|^forslag|^initiativ|^projekt|^navn|^sag\b|forslag\w* navn"),
    ("code", r"^(?:forslags)?(?:nr|nummer|kode|id)\b"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _NAMED)
_CLOSED = tuple((name, re.compile(pattern.replace(r"\b", ""))) for name, pattern in _NAMED)
_BRACKETS = re.compile(r"\([^()]*\)")
_PRICE_LEVEL = re.compile(
    r"\b(20\d\d)\s*-?\s*(?:p\s*/\s*l|pl\b|p\.l|priser|prisniveau)|(?:p\s*/\s*l|priser|prisniveau)\D{0,3}(20\d\d)"
)
_UNITS = (
    (1000.0, re.compile(r"\bmio\b|\bmill", re.IGNORECASE)),
    (1.0, re.compile(r"1\s?\.?\s?000\s?\.?\s*kr|\bt\.?\s*kr|t\.\s?kr|\btusind|\bkr\.?\s1\.?000\b", re.IGNORECASE)),
    (0.001, re.compile(r"\bkr\b", re.IGNORECASE)),
)
_OF_YEAR = re.compile(r"\b(20\d\d)\W*$")
_LEAST = 4
_LONGEST = 200  # characters; a longer cell is no heading


@dataclass(frozen=True, slots=True)
class TableHeading:
    """The heading of a table: its cells as printed, at which position each known column stands, and its price level.

    `units` are what the numbers of a column are multiplied by to be 1.000 kr., None where its heading does not say.
    """

    printed: tuple[str, ...]
    at: Mapping[str, int]
    price_level: str | None
    units: Mapping[str, float | None]

    @property
    def width(self) -> int:
        return len(self.printed)

    def cell(self, cells: Sequence[str], name: str) -> str:
        """The cell of the column `name` in a row, "" when either is missing."""
        position = self.at.get(name)
        return cells[position].strip() if position is not None and position < len(cells) else ""

    @property
    def unread(self) -> tuple[str, ...]:
        """Headings of columns that nobody here knows."""
        known = set(self.at.values())
        return tuple(text for position, text in enumerate(self.printed) if text and position not in known)


def read_heading(cells: Sequence[str]) -> TableHeading | None:
    """The heading that these cells are, or None when they are no heading of a status table."""
    printed = tuple(" ".join(cell.split()).strip("* ") for cell in cells)
    if any(len(cell) > _LONGEST for cell in printed):
        return None
    at: dict[str, int] = {}
    for position, (cell, name) in enumerate(zip(printed, _names(printed), strict=True)):
        if name and (name not in at or _later(cell, printed[at[name]])):
            at[name] = position
    if len(_of_years(printed, "investment")) > 1:
        at.pop("investment", None)  # what is invested in one year is not all of it
    if len(_of_years(printed, "saving")) > 1:
        at["saving"] = max(_of_years(printed, "saving"))[1]  # that of the last year is the lasting one
    if len(at) < _LEAST or not {"title", "status"} <= at.keys():
        return None
    return _columns(printed, at)


def _names(printed: Sequence[str]) -> list[str | None]:
    """What each column holds. The heading of several columns stands before the name of each ("Økonomi Investering"); it
    tells only where their own names do not."""
    found: list[str | None] = []
    for at, cell in enumerate(printed):
        beside = [*printed[max(0, at - 1) : at], *printed[at + 1 : at + 2]]
        shared = max((_shared(cell, other) for other in beside), default=0)
        found.append((named(" ".join(cell.split()[shared:])) if shared else None) or named(cell))
    return found


def _shared(one: str, other: str) -> int:
    """With how many same words two headings begin."""
    pairs = zip(one.split(), other.split(), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one.split()), len(other.split())))


def _of_years(printed: Sequence[str], name: str) -> list[tuple[str, int]]:
    """The columns of this name that are of one year each, by their year ("Besparelse 2024", "Besparelse 2025")."""
    found = ((_OF_YEAR.search(cell), place) for place, cell in enumerate(printed) if named(cell) == name)
    years = [(match[1], place) for match, place in found if match]
    rests = {_OF_YEAR.sub("", printed[place]) for _, place in years}
    return years if len(rests) == 1 and len({year for year, _ in years}) == len(years) else []


def of(printed: Sequence[str]) -> TableHeading:
    """A heading whose columns are known to have their usual names."""
    return _columns(tuple(printed), {name: place for place, name in enumerate(_names(printed)) if name})


def _columns(printed: tuple[str, ...], at: Mapping[str, int]) -> TableHeading:
    return TableHeading(
        printed, at, _price_level(printed, at), {name: _unit(printed[place]) for name, place in at.items()}
    )


def _price_level(printed: Sequence[str], at: Mapping[str, int]) -> str | None:
    """The year of the price level, from the heading of the saving or else of any column."""
    order = sorted(printed, key=lambda heading: heading != printed[at["saving"]] if "saving" in at else True)
    found = (_PRICE_LEVEL.search(heading) or _PRICE_LEVEL.search(heading.replace(" ", "")) for heading in order)
    return next((match[1] or match[2] for match in found if match), None)


def _unit(heading: str) -> float | None:
    closed = heading.replace(" ", "")
    return next((factor for factor, pattern in _UNITS if pattern.search(heading) or pattern.search(closed)), None)


def with_unit(heading: TableHeading, factor: float | None) -> TableHeading:
    """The heading with the unit that the text around the table gives the columns which have none of their own."""
    units = {name: factor if own is None else own for name, own in heading.units.items()}
    return replace(heading, units=units)


@lru_cache(maxsize=4096)  # asked again for every row, to see whether a heading is repeated
def named(heading: str) -> str | None:
    """What a column of this heading holds, or None for a heading that says nothing known."""
    plain = " ".join(_BRACKETS.sub(" ", heading.lower()).split())
    if not plain:
        return None
    found = next((name for name, pattern in _PATTERNS if pattern.search(plain)), None)
    # narrow columns break words anywhere, so that a space may stand in one ("implemen tering")
    return found or next((name for name, pattern in _CLOSED if pattern.search(plain.replace(" ", ""))), None)


def _later(heading: str, other: str) -> bool:
    """Two columns of one kind: the report is about the later ("Status december 2023", "Status december 2024")."""
    day, before = dates.report_day(heading), dates.report_day(other)
    return bool(day and before and day > before)
