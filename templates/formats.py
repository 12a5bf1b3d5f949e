"""Numbers, amounts, dates and places as a Dane or an English reader expects them. Amounts are in 1.000 kr.

English has English numbers: what a Danish document prints as "7.000" (in 1.000 kr.) is "DKK 7.0 million".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from records import Source

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
UNKNOWN = "–"
_OR = {"da": "eller", "en": "or"}
_AND = {"da": "og", "en": "and"}
_YEARS = {"da": ("år", "år"), "en": ("year", "years")}
_PAGE = {"da": "s.", "en": "p."}
_SHEET = {"da": ("ark", "celle"), "en": ("sheet", "cell")}
_TABLE = {"da": ("tabel", "række"), "en": ("table", "row")}
_LINE = {"da": ("linje", "linje"), "en": ("line", "lines")}
_TO_ENGLISH = str.maketrans(",.", ".,")
# Signs that draw nothing and steer what is around them (they turn lines round or drive a terminal), unpaired halves of
# signs, and signs that every font draws in its own way. The joiners U+200C and U+200D are parts of emoji and stay.
_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\ufffb\U000e0000-\U0010ffff]"
)


def clean(text: str) -> str:
    """`text` without signs that steer the screen; line breaks stay."""
    return _STEERING.sub("", text)


def one_line(text: object) -> str:
    """Words with single spaces between them: what a document says can never look like a line of the card."""
    return clean(" ".join(str(text).split()))


def format_value(value: object, language: str) -> object:
    """How a bare `{{ value }}` of a sentence is printed."""
    if value is None:
        return UNKNOWN
    if isinstance(value, float):
        return format_number(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Source):
        return place(value, language)
    if isinstance(value, list | tuple):
        return ", ".join(str(format_value(one, language)) for one in value)
    return one_line(value) if isinstance(value, str) else value


def format_number(value: float, language: str) -> str:
    """5788.0 → "5.788" in Danish, "5,788" in English; at most three decimals."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text if language == "en" else text.translate(_TO_ENGLISH)


def tkr(value: float, language: str) -> str:
    """7000 → "7.000 t.kr."; "DKK 7.0 million"."""
    return f"{format_number(value, language)} t.kr." if language == "da" else _dkk(value)


def money(value: float, language: str) -> str:
    """An amount as each reads it: "5.788 t.kr."; "DKK 5.788 million"."""
    return tkr(value, language)


def total(value: float, language: str) -> str:
    """A sum, which may be large, with its millions: "819.760 t.kr. (819,8 mio. kr.)"."""
    if language == "en" or abs(value) < 1000:
        return money(value, language)
    return f"{tkr(value, language)} ({_with_decimal(half_up(value / 1000, 1)).translate(_TO_ENGLISH)} mio. kr.)"


def half_up(value: float, digits: int) -> float:
    """1.65 → 1.7, as people round, where `round` goes to the nearest binary fraction."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def one_decimal(value: float, language: str) -> str:
    """1.0 → "1,0": a figure that stands among others with a decimal has one too."""
    text = f"{half_up(value, 1):,.1f}"
    return text if language == "en" else text.translate(_TO_ENGLISH)


def millions(value: float, language: str) -> str:
    """A sum in a sentence, to the last thousand: "14,77 mio. kr."; "DKK 14.77 million"."""
    if language == "en" or abs(value) < 1000:
        return money(value, language)
    return f"{format_number(value / 1000, language)} mio. kr."


def _dkk(value: float) -> str:
    if abs(value) >= 1000:
        return f"DKK {_with_decimal(value / 1000)} million"
    return f"DKK {format_number(value * 1000, 'en')}"


def _with_decimal(value: float) -> str:
    text = format_number(round(value, 6), "en")
    return text if "." in text else f"{text}.0"


def short_amount(value: float, language: str) -> str:
    """An amount where a line has little room: "2.700"; "2.7m", "650k"."""
    amount = abs(value)
    if language == "da":
        return format_number(half_up(amount, 1), language)
    return f"{format_number(amount / 1000, 'en')}m" if amount >= 1000 else f"{format_number(amount, 'en')}k"


def about(value: float, language: str) -> str:
    """An amount as it is spoken: "1 mio. kr.", "450 t.kr.", "500 kr."; "DKK 1 million"."""
    if language == "en":
        return _dkk(value).replace(".0 million", " million")
    if abs(value) >= 1000 and value % 10 == 0:
        return f"{format_number(value / 1000, language)} mio. kr."
    return f"{format_number(value * 1000, language)} kr." if 0 < abs(value) < 1 else tkr(value, language)


def exact(value: float, language: str) -> str:
    """An amount to the krone, in as few digits as that takes: "1,2 mio. kr.", "1.234 t.kr."; "DKK 1.2 million", "DKK
    1,234,000". What a limit is read back in must mean that limit."""
    plain = language == "en" and value % 100
    return f"DKK {format_number(value * 1000, 'en')}" if plain else about(value, language)


def level(value: str, language: str) -> str:
    """A price level with what it is: "2025 p/l"; "2025 prices"."""
    text = one_line(value)
    if language == "en":
        return f"{re.sub(r'(?i) ?p/l', '', text)} prices"
    return text if "p/l" in text.lower() else f"{text} p/l"


def format_year(value: object, language: str) -> str:
    """A calendar year: never grouped."""
    return str(int(float(str(value)))) if re.fullmatch(r"\d+(\.0+)?", str(value)) else str(value)


def years(value: float, language: str) -> str:
    """A time in years: "6 år", "1 year"."""
    return f"{format_number(value, language)} {_YEARS[language][value != 1]}"


def by_year(values: Mapping[int, float], language: str) -> str:
    """A year table in one line: "2022: 4.000 · 2023: -1.075 t.kr."; "… (DKK 1,000)"."""
    told = " · ".join(f"{year}: {format_number(amount, language)}" for year, amount in sorted(values.items()))
    return f"{told} t.kr." if language == "da" else f"{told} (DKK 1,000)"


def day(value: date, language: str) -> str:
    """21. november 2026; 21 November 2026."""
    point = "." if language == "da" else ""
    return f"{value.day}{point} {MONTHS[language][value.month - 1]} {value.year}"


def days(values: Iterable[str], language: str) -> list[str]:
    """Days in ISO form, each as `day` writes it."""
    return [day(date.fromisoformat(value), language) for value in values]


def month(value: date, language: str) -> str:
    """november 2026; November 2026."""
    return f"{MONTHS[language][value.month - 1]} {value.year}"


def are_months(start: date, end: date, language: str) -> bool:
    """Is it whole months, from the first day of one to the last of one?"""
    return start.day == 1 and (end + timedelta(days=1)).day == 1


def from_to(start: date, end: date, language: str) -> str:
    """2026; december 2026; oktober – december 2026; 20. november – 10. december 2026: nothing is said twice."""
    if not are_months(start, end, language):
        first = day(start, language)
        return f"{first.removesuffix(f' {end.year}')} – {day(end, language)}" if start != end else first
    if (start.year, start.month, end.month) == (end.year, 1, 12):
        return str(end.year)
    first = month(start, language)
    return f"{first.removesuffix(f' {end.year}')} – {month(end, language)}" if first != month(end, language) else first


def short_day(value: date, language: str) -> str:
    """21.11.2026; 21 Nov 2026."""
    if language == "da":
        return f"{value.day}.{value.month}.{value.year}"
    return f"{value.day} {MONTHS[language][value.month - 1][:3]} {value.year}"


def weekday(value: date, language: str) -> str:
    """torsdag den 26. november 2026; Thursday 26 November 2026."""
    of = " den " if language == "da" else " "
    return f"{WEEKDAYS[language][value.weekday()]}{of}{day(value, language)}"


def percent(value: float, language: str) -> str:
    """0.934 → "93 %"; with a decimal what would be told as all or nothing, and is not."""
    whole = half_up(100 * value, 0)
    text = one_decimal(100 * value, language) if whole in (0.0, 100.0) and value not in (0.0, 1.0) else f"{whole:.0f}"
    return f"{text} %" if language == "da" else f"{text}%"


def any_of(values: object, language: str) -> str:
    """Names with "eller" before the last."""
    return _listed(values, _OR[language])


def all_of(values: object, language: str) -> str:
    """Names with "og" before the last."""
    return _listed(values, _AND[language])


def _listed(values: object, word: str) -> str:
    names = [one_line(value) for value in values] if isinstance(values, list | tuple) else [one_line(values)]
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def run_on(parts: object, language: str) -> str:
    """Words and numbers one after the other, each number printed: [40.2, " + ", 207.3] → "40,2 + 207,3"."""
    several = parts if isinstance(parts, list | tuple) else [parts]
    return "".join(str(format_value(one, language)) if isinstance(one, float) else clean(str(one)) for one in several)


def first_upper(text: str, language: str) -> str:
    return text[:1].upper() + text[1:]


def spot(source: Source, language: str, last_line: int | None = None) -> str:
    """Where in its document: "s. 14", "linje 36", "linje 36–41", "ark Status, celle B7", "tabel 2, række 5"; empty when
    nothing is known."""
    if source.sheet or source.cell:
        return _in_cells(source.sheet, source.cell, language)
    if source.page is not None:
        return f"{_PAGE[language]} {source.page}"
    if source.line is None:
        return ""
    if last_line and last_line > source.line:
        return f"{_LINE[language][1]} {source.line}–{last_line}"
    return f"{_LINE[language][0]} {source.line}"


def _in_cells(sheet: str | None, cell: str | None, language: str) -> str:
    """A place in a spreadsheet; in a table of another file `cell` is "table:row"."""
    words = _SHEET[language] if sheet else _TABLE[language]
    where = (one_line(sheet), cell) if sheet else (cell or "").split(":")
    return ", ".join(f"{word} {number}" for word, number in zip(words, where, strict=False) if number)


def place(source: Source, language: str, last_line: int | None = None) -> str:
    """A document and where in it."""
    return ", ".join(filter(None, (one_line(source.document), spot(source, language, last_line))))


def without_ending(document: str) -> str:
    """The name of a document without the ending of its file."""
    name, dot, ending = document.rpartition(".")
    return name if dot and name and len(ending) <= 4 and ending.isalnum() else document


def without_stop(text: str) -> str:
    """A sentence as a part of a row; that of an abbreviation is no full stop."""
    return text if text.endswith("kr.") else text.rstrip(".")


def joined(parts: Iterable[str | None], separator: str = " · ") -> str:
    """The parts that there are, in a row."""
    return separator.join(part for part in parts if part)


FILTERS: dict[str, Callable[..., str | bool | list[str]]] = {
    "number": format_number,
    "tkr": tkr,
    "money": money,
    "level": level,
    "whole": format_year,
    "years": years,
    "day": day,
    "days": days,
    "month": month,
    "are_months": are_months,
    "from_to": from_to,
    "weekday": weekday,
    "percent": percent,
    "any": any_of,
    "and": all_of,
    "run_on": run_on,
    "first_upper": first_upper,
    "place": place,
}
