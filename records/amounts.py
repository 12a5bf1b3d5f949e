"""Danish numbers and amounts of money. Amounts are in 1.000 kr.; `.` groups thousands and `,` is the decimal sign."""

import re
from dataclasses import dataclass

# A hyphen, a real minus or a dash may all stand for the sign.
_MINUS = r"\-\u2212\u2013\u2010\u2011"
_PRINTED = re.compile(rf"([{_MINUS}]?) ?(\d{{1,3}}(?:[. ]\d{{3}})+|\d+)(,\d+|\.\d{{1,2}})?(?: ?\*+| ?%)?")

_DIGITS = r"\d{1,3}(?:[. ]\d{3}(?!\d))+(?:,\d{1,4})?|\d{1,12}(?:[.,]\d{1,4})?"
_WORDS = {
    "en halv": 0.5,
    "et halvt": 0.5,
    "half a": 0.5,
    "halvanden": 1.5,
    "en": 1.0,
    "én": 1.0,
    "et": 1.0,
    "one": 1.0,
    "a": 1.0,
    "to": 2.0,
    "two": 2.0,
    "tre": 3.0,
    "three": 3.0,
    "fire": 4.0,
    "four": 4.0,
    "fem": 5.0,
    "five": 5.0,
    "seks": 6.0,
    "six": 6.0,
    "syv": 7.0,
    "seven": 7.0,
    "otte": 8.0,
    "eight": 8.0,
    "ni": 9.0,
    "nine": 9.0,
    "ti": 10.0,
    "ten": 10.0,
    "tyve": 20.0,
    "twenty": 20.0,
    "halvtreds": 50.0,
    "fifty": 50.0,
    "hundrede": 100.0,
    "a hundred": 100.0,
}
_SPELLED = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))

# Each unit and how many kroner it stands for.
_UNITS = (
    ("mia", 1e9, r"milliarder|milliard|billions?|mia\.?|mrd\.?|bn"),
    ("mio", 1e6, r"millioner|million|millions|mill\.?|mio\.?|mdkk|m(?=[ .]*(?:kr|dkk)\b)"),
    ("tkr", 1e3, r"t\. ?kr\.?|tkr\.?|tdkk|kkr\.?|tusinde?|thousands?|1[. ]?000 kr\.?|k(?=[ .]*(?:kr|dkk)\b)"),
    ("kr", 1.0, r"kroner|krone|kr\.?|dkk|,-"),
)
# One letter is a unit only straight after a number or after a currency: "500k", "DKK 2m".
_TIGHT = (("mio", 1e6, "m"), ("tkr", 1e3, "k"))
_ABOUT = r"ca\.?|cirka|omkring|omtrent|knap|godt|op mod|about|around|approximately|approx\.?|roughly|nearly|some|~"
_CURRENCY = r"kr\.?|dkk|kroner"

_UNIT_PATTERN = "|".join(f"(?P<{name}>{pattern})" for name, _, pattern in _UNITS)
_FACTORS = {name: factor for name, factor, _ in _UNITS}
_AMOUNT = re.compile(
    rf"(?P<about>\b(?:{_ABOUT}) ?)?"
    rf"(?:(?P<currency>\b(?:{_CURRENCY})) ?)?"
    rf"(?P<sign>(?<![\w{_MINUS}])[{_MINUS}] ?)?"
    rf"(?P<value>(?<![\w.,])(?:{_DIGITS})|\b(?:{_SPELLED})\b)"
    rf"(?:(?P<tight>[mk])\b(?![²2])| ?(?:{_UNIT_PATTERN})(?!\w)(?: ?(?:{_CURRENCY})(?!\w))?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in a text: `tkr` in 1.000 kr., the span [start, end) and the unit it was printed in.

    `unit` is "mia", "mio", "tkr" or "kr"; `approximate` says that "ca." or the like stood before it.
    """

    tkr: float
    start: int
    end: int
    unit: str
    approximate: bool


def number(text: str) -> float | None:
    """One printed number ("-5.788", "1.230,5", "20*"), or None when the text is not exactly one number.

    A footnote star is left out. Brackets are no sign here: "(0,5)" is None, for these documents bracket remarks.
    """
    match = _PRINTED.fullmatch(_plain(text).strip())
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    value = float(re.sub(r"[. ]", "", whole) + (fraction or "").replace(",", "."))
    return -value if sign and value else value


def _plain(text: str) -> str:
    # A hard or narrow space groups digits just as a space does; lengths stay, so spans stay true.
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts with a unit or a currency in running text, Danish or English, in order."""
    return tuple(amount for match in _AMOUNT.finditer(_plain(text)) if (amount := _amount(match)))


def _amount(match: re.Match[str]) -> Amount | None:
    unit, factor = _unit(match)
    if unit is None:
        return None
    value = _value(match["value"], unit)
    sign = -1.0 if match["sign"] else 1.0
    start = match.start("currency") if match["currency"] else match.start("sign" if match["sign"] else "value")
    tkr = round(sign * value * factor / 1000, 6)
    return Amount(tkr, start, match.end(), unit, bool(match["about"]))


def _unit(match: re.Match[str]) -> tuple[str | None, float]:
    if tight := match["tight"]:
        return next((name, factor) for name, factor, letter in _TIGHT if letter == tight.lower())
    for name, factor in _FACTORS.items():
        if match[name]:
            return name, factor
    return ("kr", 1.0) if match["currency"] else (None, 0.0)


def _value(printed: str, unit: str) -> float:
    """Digits or a spelled number. "1.5 million" is English; "1.500 kr." groups by thousands."""
    spelled = _WORDS.get(printed.lower())
    if spelled is not None:
        return spelled
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", printed) and unit not in ("mio", "mia"):
        return float(re.sub(r"[. ]", "", printed).replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3}){2,}(?:,\d+)?", printed) or "," in printed or " " in printed:
        return float(re.sub(r"[. ]", "", printed).replace(",", "."))
    return _single_point(printed, unit)


def _single_point(printed: str, unit: str) -> float:
    # "1.234 mio." groups as in Danish; "1.5 mio." and "4.25 million" can only be decimals.
    if re.fullmatch(r"\d{1,3}\.\d{3}", printed):
        return float(printed.replace(".", ""))
    return float(printed)
