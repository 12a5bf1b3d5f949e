"""The one-off amount in a cost field, which is free text ("1230 i 2024, herefter 1191 årligt")."""

import re

from records import amounts

_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[. ]\d{3})+(?![\d.])|\d+)(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A number like 2000 is an amount where an amount can stand: first, after a separator, or with its own year behind it.
_OPENS_AMOUNT = re.compile(r"(?:^|[,;+])\s*$")
_OWN_YEAR = re.compile(r"\s*(?:t\.?\s?kr\.?|kr\.?)?\s*i\s+(?:år\s+)?20\d\d")
_YEAR_LABEL = re.compile(r"\s*(?::|[-–/]\s*20\d\d)")
_UNIT = re.compile(r"\s*(t\.?\s?kr|tusind|mio|mill|kr)\w*\.?\s*(?:kr\.?)?", re.I)
_FACTORS = {"t": 1.0, "m": 1000.0, "k": 0.001}
_YEARLY_AFTER = re.compile(
    r"\s*(?:/\s*år|p\.\s?a|pr\.?\s*år|(?:om|hvert)\s+året?|(?:i\s+)?(?:de\s+)?årlig|(?:i|fra)\s+20\d\d\s+og\s+frem)",
    re.I,
)
_YEARLY = re.compile(r"årlig|/\s*år|om året|pr\.?\s*år|p\.\s?a|og frem", re.I)
_YEARLY_BEFORE = re.compile(r"årlig\w*(?:\s+\w+){0,3}\s*:?\s*$", re.I)
# Numbers that count something other than money.
_COUNTED = re.compile(
    r"\s*(?:%|pct|procent|årsværk|stilling|medarbejder|person|time|uge|dag|måned|mdr|år\b|stk|plads)", re.I
)
_NOTHING = re.compile(r"ingen(?:\s+(?:omkostninger|udgifter|investering))?\.?", re.I)

# The first amount stands early; a field that never ends is not searched to its end.
_READ = 500


def one_off(text: str, factor: float = 1.0) -> float | None:
    """The first one-off amount in 1.000 kr., or None where only a yearly one or none is printed.

    `factor` is what a bare number stands for, in 1.000 kr. "Ingen" is nothing; "Ikke oplyst" is unknown.
    """
    if text.isdigit():
        return float(text) * factor
    if _NOTHING.fullmatch(text):
        return 0.0
    start, text = 0, text[:_READ]
    for match in _NUMBER.finditer(text):
        if _is_year(text, match) or _COUNTED.match(text, match.end()):
            continue
        unit = _UNIT.match(text, match.end())
        end = unit.end() if unit else match.end()
        yearly = _YEARLY_AFTER.match(text, end)
        if not yearly and not _YEARLY_BEFORE.search(_clause(text[start : match.start()])):
            return _value(match[0], _FACTORS[unit[1][0].lower()] if unit else factor)
        start = text.find(" ", yearly.end()) if yearly else end
    return None


def states_yearly(text: str) -> bool:
    """Whether a text without a one-off amount prints a yearly one."""
    return one_off(text) is None and _NUMBER.search(text) is not None and _YEARLY.search(text[:_READ]) is not None


def _value(printed: str, factor: float) -> float | None:
    number = amounts.number(printed)
    return None if number is None else round(number * factor, 6)


def _clause(text: str) -> str:
    """What stands after the last separator: "årligt" before a comma says nothing of the amount after it."""
    return re.split(r"[,;+]", text)[-1]


def _is_year(text: str, match: re.Match[str]) -> bool:
    if not _YEAR.fullmatch(match[0]):
        return False
    if _YEAR_LABEL.match(text, match.end()):
        return True
    return not _OPENS_AMOUNT.search(text[: match.start()]) and not _OWN_YEAR.match(text, match.end())
