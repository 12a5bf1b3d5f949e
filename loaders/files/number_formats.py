"""What a spreadsheet shows of a number, as Danish Excel writes it: its number format is part of its meaning.

"#,##0," shows 1200000 as 1.200, under a heading that says thousands. What is shown is the text; the value keeps the
file's precision, in the scale that is shown.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_PARTS = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[[^\]]*\])|(_.|\*.)|([0#?.,]*[0#?][0#?.,]*)|(.)', re.DOTALL
)
_SECTION_END = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)(?<!\\;)')
_CONDITION = re.compile(r"\[[<>=]")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_SIGNIFICANT = 11  # digits that Excel shows of a number without a format


@dataclass(frozen=True, slots=True)
class _Section:
    """One of up to four parts of a number format. `pattern` is false where it shows no digits at all."""

    before: str
    after: str
    pattern: bool
    decimals: int = 0
    least_decimals: int = 0
    least_digits: int = 1
    grouped: bool = False
    scale: int = 0
    percent: bool = False
    plain: bool = False


def shown_number(value: float, number_format: str) -> tuple[str, float]:
    """The text that the format makes of `value`, and the value in the scale that the text has."""
    sections = _sections(number_format)
    if not sections:
        return _general(value), float(value)
    section, own_sign = _chosen(sections, value)
    scaled = value / 1000**section.scale
    text = _written(scaled, section)
    minus = "-" if value < 0 and not own_sign and text.strip("0,. %") else ""
    return f"{minus}{text}".strip(), scaled


def shown_day(moment: date | datetime | time, number_format: str) -> tuple[str, date | None]:
    """A day as its format shows it. Where that is only a month or a year, no day is said, so there is no value."""
    if isinstance(moment, time):
        return moment.strftime("%H:%M"), None
    parts = _LITERAL.sub("", number_format).lower()
    day = moment.date() if isinstance(moment, datetime) else moment
    if "d" in parts or not set("my") & set(parts):
        return day.strftime("%d-%m-%Y"), day
    if "m" in parts and "y" in parts:
        return f"{_MONTHS[day.month - 1]} {day.year}", None
    return (str(day.year) if "y" in parts else _MONTHS[day.month - 1]), None


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, bool]:
    """The section for a value, and whether it shows the sign in its own way."""
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """The sections of a format; none where it is "General" or something that is not understood here."""
    if _CONDITION.search(number_format):
        return ()
    sections = tuple(_section(part) for part in _SECTION_END.split(number_format)[:3])
    return () if any(section.plain for section in sections) else sections


def _section(part: str) -> _Section:
    texts, pattern, percent = ["", ""], "", False
    for quoted, escaped, currency, _bracket, padding, digits, other in _PARTS.findall(part):
        if digits and pattern:
            return _Section("", "", False, plain=True)  # a fraction, a telephone number
        pattern = pattern or digits
        percent = percent or other == "%"
        texts[bool(pattern)] += quoted or escaped or currency or (" " if padding else "") or other
    before, after = (" ".join(text.split()) if text.strip() else "" for text in texts)
    if pattern and re.search(r"[A-Za-z@/]", _LITERAL.sub("", part)):
        return _Section("", "", False, plain=True)
    if not pattern:
        return _Section(before, after, False, plain=bool(re.search(r"[A-Za-z@]", _LITERAL.sub("", part))) or not part)
    whole, _, decimals = pattern.rstrip(",").partition(".")
    return _Section(
        _spaced(before, ahead=True),
        _spaced(after, ahead=False),
        pattern=True,
        decimals=len(decimals.replace(",", "")),
        least_decimals=decimals.count("0"),
        least_digits=whole.count("0"),
        grouped="," in whole,
        scale=len(pattern) - len(pattern.rstrip(",")),
        percent=percent,
    )


def _spaced(text: str, ahead: bool) -> str:
    """Words stand apart from the number; signs, brackets and their kin do not."""
    if not text or (not (text[-1] if ahead else text[0]).isalnum() and text[0 if not ahead else -1] not in "%."):
        return text
    return f"{text} " if ahead else f" {text}"


def _written(value: float, section: _Section) -> str:
    if not section.pattern:
        return section.before + section.after
    number = abs(Decimal(repr(float(value))))
    number = (number * 100 if section.percent else number).quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    whole, _, decimals = f"{number:f}".partition(".")
    while len(decimals) > section.least_decimals and decimals.endswith("0"):
        decimals = decimals[:-1]
    whole = whole.lstrip("0").rjust(section.least_digits, "0") if section.least_digits else whole.lstrip("0")
    whole = f"{int(whole or 0):,}".replace(",", ".") if section.grouped and whole else whole
    return section.before + whole + ("," + decimals if decimals else "") + section.after


def _general(value: float) -> str:
    number = Decimal(repr(float(value)))
    digits = max(0, _SIGNIFICANT - 1 - max(number.adjusted(), 0))
    text = f"{round(number, digits):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",") or "0"
