"""The numbers of a column. How they are written (1.200 or 1,200) is decided for the column as a whole, or doubted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.kinds.tables import units, words
from records.tables import Cell

DANISH, ENGLISH, DOUBTED = "danish", "english", "doubted"

_EVEN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "−": "-", "–": "-", "‐": "-", "‑": "-", "÷": "-", "—": "-", "\uf02d": "-"}
)
_PRINTED = re.compile(
    r"(?:ca\.?|cirka|c\.)?\s*(?P<before>(?:mio\.?|mill?\.?|t\.?)?\s?kr\.?|dkk)?\s*"
    r"(?P<open>\()?\s*(?P<sign>[-+]|minus )?\s*(?P<digits>\d[\d., ']*\d|\d)(?:,-)?(?P<trailing>-(?!\d))?\s*"
    r"(?P<close>\)\s*)?(?P<unit>[a-zæøå. ]*?(?:1\.000 )?[a-zæøå.]*)?\s*(?(open)(?(close)|\))|(?(close)(?!)))"
    r"\s*[*¹²³]*(?:\s?\d\))?",
    re.IGNORECASE,
)
_DANISH = re.compile(r",(?:\d{1,2}|\d{4,})$|^\d{1,3}(?:\.\d{3}){2,}$|^\d{1,3}(?:\.\d{3})+,\d+$|^0,\d+$|^\d{4,},\d{3}$")
_ENGLISH = re.compile(
    r"\.(?:\d{1,2}|\d{4,})$|^\d{1,3}(?:,\d{3}){2,}$|^\d{1,3}(?:,\d{3})+\.\d+$|^0\.\d+$|^\d{4,}\.\d{3}$"
)
_POINT, _COMMA = re.compile(r"^\d{1,3}\.\d{3}$"), re.compile(r"^\d{1,3},\d{3}$")
_WHOLE = {
    DANISH: re.compile(r"^(?:\d{1,3}(?:[. ']\d{3})+|\d+)(?:,\d+)?$"),
    ENGLISH: re.compile(r"^(?:\d{1,3}(?:[, ']\d{3})+|\d+)(?:\.\d+)?$"),
}
_LONGEST_UNIT = 3  # words


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: its digits, its sign, and the unit beside it."""

    digits: str
    negative: bool
    unit: str | None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing ("-", "n/a", "ikke oplyst")."""
    return not text.strip() or text.strip().lower() in words.word_list("blank")


@lru_cache(maxsize=16384)
def printed(text: str) -> Number | None:
    """The one number that a cell holds, or None. "-x", "x-", "(x)", "÷x" are negative; "100,-" is not."""
    match = _PRINTED.fullmatch(text.translate(_EVEN).strip())
    if match is None:
        return None
    behind, before = (match["unit"] or "").strip(), match["before"] or ""
    unit = units.of_heading(f"i {before} {behind}") if before or behind else None
    if behind.strip(" .") and (unit is None or len(behind.split()) > _LONGEST_UNIT):
        return None  # "12 borgere"
    negative = (match["sign"] or "").strip() in ("-", "minus") or bool(match["trailing"]) or bool(match["open"])
    return Number(match["digits"].strip(), negative, unit)


def style(cells: Iterable[Cell], unit: str | None, hint: str | None = None) -> str:
    """How the numbers of a column are written: "danish", "english", or "doubted" where 1,200 may be either.

    `hint` is the style of the table's other columns.
    """
    found = [number for cell in cells if cell.value is None and (number := printed(cell.text))]
    digits = [number.digits for number in found]
    danish, english = any(map(_DANISH.search, digits)), any(map(_ENGLISH.search, digits))
    if danish != english:
        return DANISH if danish else ENGLISH
    if danish:
        return DOUBTED
    points, commas = sum(map(bool, map(_POINT.match, digits))), sum(map(bool, map(_COMMA.match, digits)))
    if not points and not commas:
        return DANISH
    if hint in (DANISH, ENGLISH):
        return hint
    said = {unit, *(number.unit for number in found)} - {None}
    return _of_groups(points, commas, large=bool(said) and said <= {"mio", "mia"})


def tell(cells: Iterable[Cell]) -> bool:
    """Whether a number has a point or a comma, so that these cells tell how they are written."""
    return any(set(".,") & set(number.digits) for cell in cells if (number := printed(cell.text)))


def _of_groups(points: int, commas: int, large: bool) -> str:
    """From numbers that all have three digits behind one sign. In millions these are rather decimals than groups."""
    if points and commas:
        return DOUBTED
    if points:
        return DOUBTED if large else DANISH
    if large:
        return DANISH
    return ENGLISH if commas > 1 else DOUBTED


def value(cell: Cell, how: str, is_minus: bool = False) -> tuple[float, str | None] | None:
    """The number of a cell with its sign, and the unit that stands beside it; None where there is none, or a doubt.

    `is_minus`: something beside the signs of the cell says that it is negative.
    """
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        beside = printed(cell.text)
        return None if "%" in cell.number_format else (float(cell.value), beside.unit if beside else None)
    number = printed(cell.text)
    if number is None:
        return None
    read = _plain(number.digits, how)
    return None if read is None else (-read if (number.negative or is_minus) and read else read, number.unit)


def _plain(digits: str, how: str) -> float | None:
    if how == DOUBTED:
        if _POINT.match(digits) or _COMMA.match(digits):
            return None
        how = DANISH if _WHOLE[DANISH].match(digits) else ENGLISH
    if not _WHOLE[how].match(digits):
        other = ENGLISH if how == DANISH else DANISH
        if not re.fullmatch(r"\d+[.,]\d{1,2}", digits):
            return None
        how = other
    group, point = (".", ",") if how == DANISH else (",", ".")
    return float(re.sub(r"[ ']", "", digits).replace(group, "").replace(point, "."))


def is_amount(cell: Cell) -> bool:
    """Whether a cell holds one number that may be money. A bare year or a date is none."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return "%" not in cell.number_format
    return printed(cell.text) is not None


def negatives(values: Sequence[float]) -> int:
    """How many are below zero."""
    return sum(1 for one in values if one < 0)
