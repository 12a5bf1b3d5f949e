"""Codes of cases and proposals ("HA06", "HA/SI08", "BSU - 022"): reading, comparing, and likely misprints."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_BRACKETED_YEAR = re.compile(rf"\(\s*({_YEAR})\s*\)")
# Letters (a second family after a slash) and two to four digits: HA06, BU/SI01, HA/S108, TKMU - 022.
_LETTERS = r"[A-ZÆØÅ]{1,5}(?:/[A-ZÆØÅ]{1,5})?"
_TIGHT_CODE = r"[A-ZÆØÅ]{2,5}(?:/[A-ZÆØÅ]{1,5})?\d{2,4}[a-z]?|[A-ZÆØÅ]{1,5}/[A-ZÆØÅ]{1,5}\d{2,4}|[A-ZÆØÅ]\d{2,4}"
_SPACED_CODE = r"[A-ZÆØÅ]{2,5}(?: - | ?[-–] ?| )\d{3,4}"
_NUMBERED = r"\d{1,3}(?:\.\d{1,3}){1,3}\.?"
_TITLE = re.compile(
    rf"\s*(?P<code>{_TIGHT_CODE}|{_SPACED_CODE})(?!\w)(?P<between>\s*(?:\(\s*(?P<year>{_YEAR})\s*\))?\s*[-–—:]?\s*)(?P<rest>.*)",
    re.DOTALL,
)
_CODE_IN_QUESTION = re.compile(
    r"(?<![\w/])(?P<letters>[a-zæøå]{2,5}(?:/[a-zæøå]{1,5})?|[a-zæøå]{1,3}/[a-zæøå]{1,5})"
    r"(?P<gap> ?[-–] ?| ?)(?P<digits>[0-9]{2,4})(?![\w,.]?\d)(?![a-zæøå])"
    rf"(?P<tail>(?: ?\( ?(?P<bracketed>{_YEAR}) ?\)| ?[/-] ?(?P<slashed>{_YEAR})| (?P<plain>{_YEAR}))(?!\d))?",
    re.IGNORECASE,
)
# Words that stand before a number without making it a code.
_ORDINARY = frozenset(
    """
    i af på om de den det der en et er var har med fra til for ved top uge år og kap nr side pkt bilag tabel under over
    cirka ca kun mere max min mod op per pr efter før inden siden som samt dato dag mdr okt jan feb mar apr maj jun
    jul aug sep sept nov dec in on at by of to the and or no page table year years week day from than about is was are
    may june july april march since all last next first only level covid kr dkk mio mia tkr ofs sof bif suf buf kff tmf
    økf
    """.split()
)
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "S": "5", "B": "8"})


@dataclass(frozen=True, slots=True)
class CodeRef:
    """A code named in a question: normal form, budget year if one stands with it, and its span [start, end)."""

    code: str
    year: int | None
    start: int
    end: int


def normal(code: str) -> str:
    """The form in which codes are compared: upper case, no spaces, hyphens, year. Characters are never guessed."""
    return re.sub(r"[\s\-–—‐‑]+", "", _BRACKETED_YEAR.sub("", code)).upper()


def split(title: str) -> tuple[str | None, int | None, str]:
    """The code as printed, the budget year in brackets, and the rest of a title. (None, None, title) without a code."""
    match = _TITLE.match(title)
    if match is None or not _parted(match):
        return None, None, title.strip()
    year = match["year"]
    return match["code"].strip(), int(year) if year else None, match["rest"].strip()


def _parted(match: re.Match[str]) -> bool:
    """Whether a code is followed by a title or by nothing, and is not a short word with its number ("LED 100")."""
    return bool(match["between"].strip() or match["between"] or not match["rest"])


def find(text: str) -> tuple[CodeRef, ...]:
    """The codes named in a question, in order, in any case and spacing."""
    return tuple(_ref(match) for match in _CODE_IN_QUESTION.finditer(text) if _is_code(match))


def _is_code(match: re.Match[str]) -> bool:
    letters = match["letters"].casefold()
    if letters in _ORDINARY:
        return False
    digits = match["digits"]
    if re.fullmatch(_YEAR, digits) and match["gap"]:
        return False
    if match["gap"]:
        return digits.startswith("0") or match["letters"].isupper() or "/" in letters or "-" in match["gap"]
    return True


def _ref(match: re.Match[str]) -> CodeRef:
    year = match["bracketed"] or match["slashed"] or match["plain"]
    code = normal(match["letters"] + match["digits"])
    return CodeRef(code, int(year) if year else None, match.start(), match.end())


def misprint_of(code: str, known: Collection[str]) -> str | None:
    """The one known code that differs from `code` only by characters that look alike (S108 and SI08), or None."""
    own = normal(code)
    shape = own.translate(_LOOKALIKES)
    fits = {normal(other) for other in known if normal(other).translate(_LOOKALIKES) == shape} - {own}
    return fits.pop() if len(fits) == 1 else None
