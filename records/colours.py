"""From the words of a status to what they say and to its colour. The whole rule is the two tables below.

The words say what happened (an event); the events together give the colour, the first line of `_COLOURS` that fits.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from records import amounts, meanings
from records.lazy_patterns import LazyPattern

# Signs that are a colour, beside the words of a status or in their place.
_LIGHTS = {"🔴": "red", "🟥": "red", "🟡": "yellow", "🟨": "yellow", "🟢": "green", "🟩": "green"}
_LIGHT = re.compile(rf"\s*([{''.join(_LIGHTS)}])\ufe0f?\s*")
_HALF_YEAR = 6  # months that a schedule may slip
_LIMIT = 1000.0  # 1.000 kr. that the economy may slip

# A case that is done "udgår af opfølgningen": it is no longer followed up.
_STAYS = (
    r"(?!\s+(?:\w+\s+)?(?:af|fra)\s+(?:\w+\s+){0,2}?"
    r"(?:status)?(?:opfølgning|rapport|afrapport|oversigt|list[en]|skema|status))"
)
# What the words say, in any form of them. A duration or an amount is compared apart, in `_slipped_…`.
_NOT_INTENDED = LazyPattern(
    r"\b(?:implementeres|implementeret|gennemføres|gennemført|realiseres|realiseret|indfries|indfriet|igangsættes)\s+ikke\b"
    r"|(?<!\bendnu )\b(?:ikke|ej|aldrig)\s+(?:blevet\s+)?(?:implementeret|gennemført|realiseret)\b"
    rf"|\bpå\s+anden\s+vis\b|\b(?:opgivet|annulleret|aflyst|bortfaldet|bortfalder|udgår{_STAYS}|udgået{_STAYS}|skrinlagt|stoppet)\b"
)
_BEHIND = r"(?<!\bbag )(?<!\blidt )(?<!\blangt )(?<!\bnoget )(?<!\bhalter )"  # "bag efter planen"
_PLANNED = LazyPattern(
    rf"\bsom\s+(?:planlagt|forudsat|forventet|tiltænkt?)\b|{_BEHIND}\befter\s+planen\b|\b(?:følger|overholder)\s+(?:tids)?planen\b|\bi\s+rute\b"
)
_NOT_SO = LazyPattern(r"\bikke\s+(?:\w+\s+){0,3}?(?:som|efter)\b")
_IMPLEMENTED = LazyPattern(
    r"(?<!ikke )(?<!\bej )(?<!aldrig )(?<!ikke fuldt )(?<!ikke endeligt )"
    r"\b(?:fuldt\s+|endeligt?\s+)?(?:færdig)?(?:implementeret|gennemført|realiseret|indfriet|afsluttet)\b"
)
# The case itself, not a part of it: "ombygningen af bostedet er aflyst" ends no case.
_CANCELLED = LazyPattern(
    r"\b(?:investerings|effektiviserings|innovations|bygge|anlægs)?(?:projektet|initiativet|forslaget|tiltaget|indsatsen|sagen)\s+"
    r"(?:(?:er|blev|bliver|har)\s+)?(?:(?:nu|derfor|dermed|efterfølgende|endeligt?|helt|blevet)\s+){0,3}"
    r"(?:annulleret|annulleres|aflyst|aflyses|opgivet|opgives|bortfaldet|bortfalder|skrinlagt|stoppet|stoppes|nedlagt|nedlægges"
    rf"|(?:udgår|udgået){_STAYS})\b"
)
_NAMED = LazyPattern(r"^\W*(grøn|gul|rød)t?\b")
_SLIP = LazyPattern(
    r"\b(?:skr[ei]d\w*|forsink\w*|udskudt|udskydes|overskred\w*|overskrid\w*|afvig\w*|mer(?:udgift|forbrug)\w*)"
)
_NO_SLIP = LazyPattern(
    r"\bikke\s+(?:\w+\s+)?(?:skred\w*|forsink\w*|overskred\w*)|\b(?:ingen|uden)\s+(?:forsink\w*|afvig\w*)"
)
_TIME = LazyPattern(r"\btid\w*|\bforsink\w*|\budsk[uy]d\w*")
_ECONOMY = LazyPattern(r"\bøkonomi\w*|\bbudget\w*|\bmer(?:udgift|forbrug)\w*|\bbesparelse\w*|\beffektivisering\w*")
_DURATION = LazyPattern(
    r"(?P<less>mindre end|under|op til|højst|<)?\s*(?P<more>mere end|over|længere end|>)?\s*(?:ca\. |cirka )?"
    r"(?P<number>\d{1,3}(?:,\d)?|et halvt|et|seks|tolv|halvandet|to|tre)\s*(?P<unit>mdr|måned|år|uge|dag)"
)
_COMPARED = LazyPattern(r"(?:(?P<less>mindre end|under|op til|højst|<)|(?P<more>mere end|over|>))\s*(?:ca\. |cirka )?$")
_SPELLED = {"et halvt": 0.5, "et": 1.0, "halvandet": 1.5, "to": 2.0, "tre": 3.0, "seks": 6.0, "tolv": 12.0}
_MONTHS = {"mdr": 1.0, "måned": 1.0, "år": 12.0, "uge": 12 / 52, "dag": 12 / 365}

# Events → colour, the first that fits. "late" and "over" mean: by more than the limits above.
_COLOURS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"named red"}), "red"),
    (frozenset({"named yellow"}), "yellow"),
    (frozenset({"named green"}), "green"),
    (frozenset({"not intended"}), "red"),
    (frozenset({"late", "over"}), "red"),
    (frozenset({"late"}), "yellow"),
    (frozenset({"over"}), "yellow"),
    (frozenset({"slipped", "measured"}), ""),
    (frozenset({"slipped"}), "yellow"),
    (frozenset({"implemented"}), "green"),
    (frozenset({"as planned"}), "green"),
)
_NOT_DONE = (meanings.PARTLY, meanings.UNDER_WAY, meanings.NOT_BEGUN)
_SENTENCE_END = LazyPattern(r"(?<=[a-zæøå])(?<!\bpct)(?<!\bca)(?<!\bkl)(?<!\bbl)[.;!?]\s")
_NAMES = {"grøn": "named green", "gul": "named yellow", "rød": "named red"}


def without_lights(text: str) -> tuple[str, str | None]:
    """A text without the coloured lights beside its words ("🟢 Gennemført"), and the colour of the only kind of light
    in it. A light alone stays what is printed."""
    lit = dict.fromkeys(_LIGHT.findall(text))
    colour = _LIGHTS[next(iter(lit))] if len(lit) == 1 else None
    return (_LIGHT.sub(" ", text).strip() or text if lit else text), colour


def from_words(status: str) -> str | None:
    """ "green", "yellow" or "red" from the words of a status; None when they do not decide it."""
    said = events(status)
    ruled = next((colour for needed, colour in _COLOURS if needed <= said), None)
    return meanings.colour_of(meanings.meaning(status)) if ruled is None else ruled or None


@lru_cache(maxsize=4096)  # the same few statuses stand in every row
def events(text: str) -> frozenset[str]:
    """What a status or a remark says: "implemented", "as planned", "late", "over", "slipped", "not intended", …"""
    plain = " ".join(text.lower().split())
    return frozenset(name for name, says in _EVENTS if says(plain)) | _named(plain)


def _named(text: str) -> frozenset[str]:
    match = _NAMED.match(text)
    return frozenset({_NAMES[match[1]]}) if match else frozenset()


def _slipped(text: str) -> bool:
    return bool(_SLIP.search(text)) and not _NO_SLIP.search(text)


def _late(text: str) -> bool:
    """The schedule slipped by more than the limit."""
    return _slipped(text) and bool(_TIME.search(text)) and any(map(_is_long, _DURATION.finditer(text)))


def _is_long(match: re.Match[str]) -> bool:
    printed = match["number"]
    number = _SPELLED[printed] if printed in _SPELLED else float(printed.replace(",", "."))
    months = number * _MONTHS[match["unit"]]
    return not match["less"] and (months >= _HALF_YEAR if match["more"] else months > _HALF_YEAR)


def _measured(text: str) -> bool:
    """How much it slipped is said, or that it slipped at all in the words that Copenhagen uses for it."""
    return bool(_DURATION.search(text)) or bool(amounts.amounts(text)) or bool(re.search(r"\bskred", text))


def _implemented(text: str) -> bool:
    """Implemented, and neither only in part nor only expected."""
    match = _IMPLEMENTED.search(text)
    if match is None:
        return False
    sentence = _SENTENCE_END.split(text[: match.start()])[-1] + _SENTENCE_END.split(text[match.start() :])[0]
    return meanings.meaning(sentence) not in _NOT_DONE


def _over(text: str) -> bool:
    """The economy slipped by more than the limit."""
    if not _slipped(text) or not _ECONOMY.search(text):
        return False
    return any(_is_much(text, amount) for amount in amounts.amounts(text))


def _is_much(text: str, amount: amounts.Amount) -> bool:
    compared = _COMPARED.search(text[max(0, amount.start - 30) : amount.start])
    if compared and compared["less"]:
        return False
    return abs(amount.tkr) >= _LIMIT if compared else abs(amount.tkr) > _LIMIT


_EVENTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("not intended", lambda text: bool(_NOT_INTENDED.search(text))),
    ("slipped", _slipped),
    ("late", _late),
    ("over", _over),
    ("implemented", _implemented),
    ("measured", _measured),
    ("cancelled", lambda text: bool(_CANCELLED.search(text))),
    ("as planned", lambda text: bool(_PLANNED.search(text)) and not _NOT_SO.search(text)),
)
