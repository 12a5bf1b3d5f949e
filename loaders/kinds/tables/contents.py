"""What stands in the cells of a column, as shares of the cells that hold something."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loaders.kinds.tables import numbers, words
from records import dates, meanings
from records.tables import Cell

_LOOKED_AT = 200  # cells; enough to know a column
_CODE = re.compile(
    r"^(?=.*\d)(?:§ ?)?[A-Za-zÆØÅæøå]{0,6}[ ./_-]{0,2}(?:[A-Za-zÆØÅ]{1,5}[ ./_-]{0,2})?"
    r"\d{1,6}(?:(?: ?[./_-] ?[A-Za-zÆØÅæøå0-9]{1,5}| [A-ZÆØÅ0-9]{1,5})){0,4}[a-z]?$"  # "A1 Ny bro" is a title
)
_YEAR = re.compile(
    r"(?:(?:budget(?:år)?|b)[ .’'-]?)?(?P<year>20\d\d)(?: ?[/–-] ?(?:20)?\d\d)?"
    r"|(?:budget(?:år)?|b)[ .’'-]?(?P<short>1[5-9]|[23]\d)",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r"20\d\d/\d{2,3}")  # the seventh of 2024, which may also be its July
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SENTENCE = re.compile(r"[.!?]$|[.!?] [A-ZÆØÅ]")
_NAME = re.compile(r"^[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][\w.]*){1,3}$")
_INITIALS = re.compile(r"^[A-ZÆØÅ]{2,4}$")
_SHORT, _LONGEST_CODE = 90, 16
_STEPS = 0.5  # of what numbers rows goes up by one; the others begin again at 1
_MOSTLY_DATE = 0.4  # of the signs of a text that is a date


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """Shares from 0 to 1 of a column's filled cells; `count` of them, the mean of their words, whether they do no
    more than number the rows, in how many status colours they are painted, and whether no other column is."""

    count: int = 0
    amounts: float = 0.0
    digits: float = 0.0
    dates: float = 0.0
    years: float = 0.0
    codes: float = 0.0
    colours: float = 0.0
    fills: float = 0.0
    meanings: float = 0.0
    committees: float = 0.0
    people: float = 0.0
    sentences: float = 0.0
    yes_no: float = 0.0
    per_cent: float = 0.0
    distinct: float = 0.0
    words: float = 0.0
    numbers_rows: bool = False
    shades: int = 0
    painted_alone: bool = False

    @property
    def text(self) -> float:
        """The share that is neither a number nor a date."""
        return max(0.0, 1.0 - max(self.amounts, self.years) - self.dates)


def of(cells: Sequence[Cell], before: int = 0) -> ColumnContent:
    """What stands in these cells of one column. `before` is the last number of the rows of the tables before it."""
    filled = [cell for cell in cells if not numbers.is_blank(cell.text)][:_LOOKED_AT]
    painted = sum(1 for cell in cells[:_LOOKED_AT] if cell.colour)
    if not filled:
        return ColumnContent(fills=painted / max(1, len(cells)) if painted else 0.0)
    texts = [" ".join(cell.text.split()) for cell in filled]

    def share(test: Callable[[str], object]) -> float:
        return sum(1 for text in texts if test(text)) / len(texts)

    return ColumnContent(
        count=len(filled),
        amounts=sum(1 for cell in filled if numbers.is_amount(cell)) / len(filled),
        digits=share(lambda text: any(map(str.isdigit, text))),
        dates=share(is_date),
        years=share(is_year),
        codes=share(is_code),
        colours=share(status_colour),
        fills=painted / len(cells[:_LOOKED_AT]),
        shades=len({cell.colour for cell in cells[:_LOOKED_AT]} - {None}),
        meanings=share(meanings.meaning),
        committees=share(is_committee),
        people=share(is_people),
        sentences=share(_SENTENCE.search),
        yes_no=share(lambda text: yes_no(text) is not None),
        per_cent=share(lambda text: re.fullmatch(r"\d{1,3}(?:,\d+)? ?(?:%|pct\.?)", text)),
        distinct=len(set(texts)) / len(texts),
        words=sum(len(text.split()) for text in texts) / len(texts),
        numbers_rows=numbers_rows(texts, before) is not None,
    )


@lru_cache(maxsize=8192)
def is_date(text: str) -> bool:
    """A text that names a day or a period, and little more. A bare number or year is none."""
    if len(text) > _SHORT or re.fullmatch(r"[\d.,\s-]*", text):
        return bool(re.fullmatch(r"\d{1,2}[.-]\d{1,2}[.-](?:20)?\d\d|20\d\d-\d\d-\d\d", text))
    return dates.dated_share(text) >= _MOSTLY_DATE and bool(dates.read_due(text).dues)


@lru_cache(maxsize=8192)
def is_year(text: str) -> bool:
    """A year, or a budget, and no more: 2025, 2025/26, Budget 2025, B25."""
    return bool(_YEAR.fullmatch(text))


def year_in(text: str) -> int | None:
    """The year that a text names first; B25 is 2025."""
    found = _ANY_YEAR.search(text)
    if found:
        return int(found[1])
    match = _YEAR.fullmatch(text.strip())
    return 2000 + int(match["short"]) if match else None


@lru_cache(maxsize=8192)
def is_code(text: str) -> bool:
    """A short text with a digit in it, built as codes are: BA-01, B.2.03, § 110, 2026-07, 2024/07, UD4a."""
    shaped = len(text) <= _LONGEST_CODE and bool(_CODE.match(text))
    return shaped and (bool(_OF_YEAR.fullmatch(text)) or not is_date(text))


def is_committee(text: str) -> bool:
    """The name of a committee, and no sentence that speaks of one."""
    return len(text) <= _SHORT and not _SENTENCE.search(text) and bool(words.endings("committee").search(text))


def status_colour(text: str) -> str | None:
    """ "red", "yellow" or "green" where the text is no more than the colour's name or sign."""
    said = text.strip(" .()").lower()
    found = next((name for name in ("red", "yellow", "green") if said in words.word_list("colours", name)), None)
    if found is None and len(said.split()) <= 3:
        first = said.split()[0] if said.split() else ""
        found = next((name for name in ("red", "yellow", "green") if first in words.word_list("colours", name)), None)
    return found


def yes_no(text: str) -> bool | None:
    """Whether a cell says yes or no."""
    said = text.strip(" .").lower()
    if said in words.word_list("yes_no", "yes"):
        return True
    return False if said in words.word_list("yes_no", "no") else None


@lru_cache(maxsize=8192)
def is_people(text: str) -> bool:
    """A unit of an organisation, a person's name, initials."""
    if len(text) > _SHORT or _SENTENCE.search(text):
        return False
    known = words.word_list("people")
    spoken = [word.strip(".,&/-").lower() for word in text.split()]
    return bool(
        words.endings("people").search(text)
        or any(word in known for word in spoken)
        or _NAME.match(text)
        or _INITIALS.match(text)
    )


def numbers_rows(texts: Sequence[str], before: int = 0) -> int | None:
    """The last number of texts that number the rows: from 1, from 1 again in each part, or on from `before`. None where
    they tell more than the order, as 17, 18, 19 and 1, 2, 5 and 001, 002 do: cases are called by such numbers."""
    found = [int(match[1]) for text in texts if (match := re.fullmatch(r"([1-9]\d{0,3})\.?", text))]
    if len(found) < len(texts) or len(texts) < 2 or found[0] not in (1, before + 1):
        return None
    up = [after == one + 1 for one, after in pairwise(found)]
    whole = all(is_up or after == 1 for is_up, after in zip(up, found[1:], strict=True))
    return found[-1] if whole and sum(up) >= _STEPS * len(up) else None
