"""Danish numbers and amounts of money. Amounts are in 1.000 kr.; `.` groups thousands and `,` is the decimal sign."""

import re
from dataclasses import dataclass

from records.lazy_patterns import LazyPattern

# A hyphen, a real minus, a dash or the old Danish ÷ may all stand for the sign.
_MINUS = r"\-\u2212\u2013\u2010\u2011÷"
_PRINTED = LazyPattern(
    rf"(?P<sign>[{_MINUS}+]?) ?"
    r"(?P<whole>[1-9]\d{0,2}(?:[. ]\d{3})+|\d+(?P<point>\.\d{1,2}(?!\d))?)(?P<comma>,\d+)?"
    r"(?P<after>-?|,-)(?: ?[*¹²³]+)?"
)

_TENS = {"ti": 10, "ten": 10, "tyve": 20, "twenty": 20, "tredive": 30, "thirty": 30, "fyrre": 40, "forty": 40}
_TENS |= {"halvtreds": 50, "fifty": 50, "tres": 60, "sixty": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90}
_ONES = {"en": 1, "én": 1, "et": 1, "one": 1, "a": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4}
_ONES |= {"fem": 5, "five": 5, "seks": 6, "six": 6, "syv": 7, "seven": 7, "otte": 8, "eight": 8, "ni": 9, "nine": 9}
_PARTS = {
    "en halv": 0.5,
    "et halvt": 0.5,
    "en kvart": 0.25,
    "tre kvart": 0.75,
    "half a": 0.5,
    "a half": 0.5,
    "halvanden": 1.5,
}
_PARTS |= {"a quarter of a": 0.25, "quarter of a": 0.25, "half of a": 0.5, "one and a half": 1.5, "en og en halv": 1.5}
_HUNDREDS = {f"{word} {hundred}": n * 100 for word, n in _ONES.items() for hundred in ("hundrede", "hundred")}
_AND_A_HALF = {
    f"{word} {tail}": n + 0.5 for word, n in _ONES.items() for tail in ("og en halv", "en halv", "and a half") if n > 1
}
_WORDS: dict[str, float] = {**_ONES, **_TENS, **_HUNDREDS, **_AND_A_HALF, **_PARTS, "hundrede": 100, "hundred": 100}
_SPELLED = "|".join(sorted(_WORDS, key=len, reverse=True))
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DIGITS = r"\d{1,3}(?:[. ]\d{3}(?!\d))+(?:,\d{1,4})?|\d{1,3}(?:,\d{3}(?!\d)){2,}|\d{1,12}(?:[.,]\d{1,4})?[½¼¾]?|[½¼¾]"

# Each unit, how many kroner it stands for, and how it is written.
_UNITS = (
    ("mia", 1e9, r"milliarder\b|milliard\b|billions?\b|mia\b\.?|mrd\b\.?|bn\b"),
    ("mio", 1e6, r"millioner\b|millions?\b|mkr\b\.?|mill?\b\.?|mio\b\.?|mdkk\b"),
    ("tkr", 1e3, r"t\. ?kr\b\.?|tkr\b\.?|tdkk\b|kkr\b\.?|tusinde?\b|thousands?\b|1[. ]?000 kr\b\.?"),
    ("kr", 1.0, r"kroner\b|krone\b|kr\b\.?|dkk\b|,-"),
)
_FACTORS = {name: factor for name, factor, _ in _UNITS}
# One letter is a unit only straight after a number: "500k", "DKK 2m".
_TIGHT = {"m": "mio", "k": "tkr"}
_CURRENCY = r"(?:danske )?kroner\b|kr\b\.?|dkk\b"
_UNIT = "|".join(f"(?P<{name}>{words})" for name, _, words in _UNITS)
_ABOUT = r"ca\.?|cirka|omkring|omtrent|knap|godt|op mod|about|around|approximately|approx\.?|roughly|nearly|~"
# Many of something else than kroner.
_OTHER = (
    r" ?(?:borgere|indbyggere|mennesker|personer|timer|træer|besøg|gange|euro|eur|dollars?|usd|pund|citizens|people"
    r"|inhabitants|hours|trees|visits|euros|km|liter|tons?|kwh|m2|m3)\b"
)
_AMOUNT = LazyPattern(
    rf"(?:(?<!\w)(?P<about>{_ABOUT}) ?)?"
    r"(?:(?<!\w)(?P<scale>(?:mia|mio|mill|t)\b\.? ?)?(?P<currency>kr\b\.?|kr(?=\d)|dkk) ?|(?<![\w.,]))"
    rf"(?P<sign>(?<!\w)(?:[{_MINUS}]|minus ))?"
    rf"(?P<value>(?:{_DIGITS})|\b(?:{_SPELLED})\b)"
    rf"(?:(?P<tight>[mk])\b| ?(?:{_UNIT})(?!{_OTHER}))?"
    rf"(?:(?<=[\w.]) ?(?:{_CURRENCY}))?",
    re.IGNORECASE,
)
# "i 1.000 kr." over a table is its unit, "kr. 2023 p/l" its price level.
_LABEL = LazyPattern(r"1[. ]?000 (?:kr\.?)", re.IGNORECASE)
_LABELLED = LazyPattern(r"(?:\bi |\()$")
_PRICE_LEVEL = LazyPattern(r"[ -]{0,2}(?:p/l|pl\b|niveau|priser)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in a text: `tkr` in 1.000 kr., the span [start, end) and the unit it was printed in.

    `unit` is "mia", "mio", "tkr" or "kr"; `approximate` says that "ca." or the like stood before it. In "1-2 mio. kr."
    only the upper end has a unit and is given.
    """

    tkr: float
    start: int
    end: int
    unit: str
    approximate: bool


def number(text: str) -> float | None:
    """One printed number ("-5.788", "1.230,5", "20*", "300-", "100,-"), or None when the text is no single number.

    A footnote star is left out. Brackets are no sign here: "(0,5)" is None, for these documents bracket remarks. A per
    cent sign makes it another kind of number: None.
    """
    match = _PRINTED.fullmatch(_even(text).strip())
    if match is None or (match["point"] and match["comma"]):
        return None
    whole = match["whole"] if match["point"] else re.sub(r"[. ]", "", match["whole"])
    value = float(whole + (match["comma"] or "").replace(",", "."))
    negative = match["sign"] not in ("", "+") or match["after"] == "-"
    return -value if negative and value else value


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts with a unit or a currency in running text, Danish or English, in order."""
    even = _even(text)
    return tuple(amount for match in _AMOUNT.finditer(even) if (amount := _amount(match, even)))


def _even(text: str) -> str:
    # A hard or narrow space groups digits just as a space does; lengths stay, so spans stay true.
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")


def _amount(match: re.Match[str], text: str) -> Amount | None:
    unit = _unit(match)
    if unit is None or _is_label(match, text):
        return None
    sign = -1.0 if match["sign"] else 1.0
    tkr = round(sign * _value(match["value"], match["mio"] or match["mia"] or "", unit) * _FACTORS[unit] / 1000, 6)
    start = next(match.start(name) for name in ("scale", "currency", "sign", "value") if match[name])
    return Amount(tkr, start, match.end(), unit, bool(match["about"]))


def _unit(match: re.Match[str]) -> str | None:
    if match["tight"]:
        return _TIGHT[match["tight"].lower()]
    for name in _FACTORS:
        if match[name]:
            return name
    if match["scale"]:
        return {"mia": "mia", "t": "tkr"}.get(match["scale"].strip(" .").lower(), "mio")
    return "kr" if match["currency"] else None


def _is_label(match: re.Match[str], text: str) -> bool:
    """Whether the "amount" only heads a table: "i 1.000 kr.", "(1.000 kr.)", "mio. kr. 2023 p/l"."""
    if _PRICE_LEVEL.match(text, match.end()) and re.fullmatch(r"(?:19|20)\d\d", match["value"]):
        return True
    printed = text[match.start("value") : match.end()].strip()
    before = text[max(0, match.start() - 3) : match.start("value")]
    following = re.match(r" ?\(?(?:19|20)\d\d", text[match.end() : match.end() + 8])
    return bool(_LABEL.fullmatch(printed) and (_LABELLED.search(before) or following))


def _value(printed: str, word: str, unit: str) -> float:
    """Digits or a spelled number. "1.234 million" is English, "1.234 mio." groups; 500,000 kr. can only be grouped."""
    spelled = _WORDS.get(printed.lower())
    if spelled is not None:
        return spelled
    fraction = _FRACTIONS.get(printed[-1], 0.0)
    digits = printed.rstrip("½¼¾") or "0"
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", digits) or (unit == "kr" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits)):
        return float(digits.replace(",", ""))
    english = word.lower() in ("million", "millions", "billion", "billions")
    if re.fullmatch(r"\d+\.\d+", digits) and (english or not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits)):
        return float(digits)
    return float(re.sub(r"[. ]", "", digits).replace(",", ".")) + fraction
