"""Codes of cases and proposals ("HA06", "HA/SI08", "BSU - 022"): reading, comparing, and likely misprints."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import distance

from records.lazy_patterns import LazyPattern

_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-–‐‑]"
# Letters, perhaps of two families, straight before two to four digits: HA06, BU/SI01, SU-E-03.
_CAPITALS = "[A-ZÆØÅ]"
_TIGHT = (
    rf"{_CAPITALS}{{2,5}}(?:[/-]{_CAPITALS}{{1,5}}-?)?\d{{2,4}}[a-z]?|{_CAPITALS}/{_CAPITALS}{{1,5}}\d{{2,4}}[a-z]?"
)
# Printed apart the digits are three or four (LKFU 021, BSU - 022), or begin with 0 (HA 06), or have a hyphen (HA-06).
_APART = rf"{_CAPITALS}{{2,5}}(?: ?{_DASH} ?| )(?:\d{{3,4}}|0\d)|{_CAPITALS}{{2,4}}{_DASH}\d{{2}}"
# These are so short that only a separator behind them makes them a code.
_SHORT = rf"{_CAPITALS}{_DASH}?\d{{2,4}}|{_CAPITALS}{{2,3}} \d{{2}}"
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){2,3}\.?"
_BEHIND = rf"(?:\s*\(\s*(?P<year>{_YEAR})\s*\)|\s?[ /](?P<plain>{_YEAR})(?=\s*[-–—:]))?\s*(?P<mark>[-–—:])?\s*"
# A code ends before anything but more letters; a title that runs straight on begins with a capital.
_ENDS = rf"(?:(?![\w.]|/(?!{_YEAR}))|(?={_CAPITALS}[a-zæøå]))"
_TITLE = LazyPattern(
    rf"\s*(?:(?P<code>{_TIGHT}|{_APART})|(?P<short>{_SHORT})|(?P<dotted>{_DOTTED})){_ENDS}(?P<behind>{_BEHIND})"
)
_YEAR_BEHIND = LazyPattern(rf" ?\( ?{_YEAR} ?\)|(?<=\d) ?[/ ] ?{_YEAR}$")

_ASKED = LazyPattern(
    rf"(?<!\w)(?<!\D/)(?P<letters>[a-zæøå]{{2,5}}(?:/[a-zæøå]{{1,5}})?|[a-zæøå]{{1,5}}/[a-zæøå]{{1,5}}|(?-i:[A-PR-ZÆØÅ]))"
    rf"(?P<gap> ?{_DASH} ?| ?)(?P<digits>\d{{2,4}})(?![,.]?\d)(?!(?!s\b)[a-zæøå_])"
    rf"(?:(?: ?\( ?(?:budget(?:år)? )?(?P<bracketed>{_YEAR}) ?\)| ?[/-] ?(?P<slashed>{_YEAR})"
    rf"|,? (?:fra |from |budget(?:år)? |of )?(?P<plain>{_YEAR}))(?!\d))?",
    re.IGNORECASE,
)
_ANNOUNCED = LazyPattern(
    r"\b(?:sag(?:en)?|case|forslag(?:et)?|proposal|koden?|code|status (?:på|for|of|on)) $", re.IGNORECASE
)
# Short words that stand before a number without making it a code.
_ORDINARY = frozenset(
    """
    i af på om de den det der en et er var har med fra til for ved top uge år og kap nr side pkt bilag tabel under over
    cirka ca kun mere max min mod op per pr efter før inden siden som samt dato dag mdr okt jan feb mar apr maj jun
    jul aug sep sept nov dec in on at by of to the and or no page table year years week day from than about is was are
    may june july april march since all last next first only level covid kr dkk mio mia tkr t ofs sof bif suf buf kff
    tmf økf pl p kl tlf cvr ean lov stk m km ha's knap godt hos som men når end eller samlet alle flere q h klasse sfo
    budge ikke about below above than more less with has had nogle mindst højst maks år juni juli marts april august
    """.split()
)
# Characters that look alike in print; a small l only before it is made a capital.
_ALIKE = str.maketrans({"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "s": "5", "B": "8", "b": "8"})


_SLIPS = 2  # with so many between them a code is near another of the same letters or the same number


@dataclass(frozen=True, slots=True)
class CodeRef:
    """A code named in a question: normal form, budget year if one stands with it, and its span [start, end)."""

    code: str
    year: int | None
    start: int
    end: int


def normal(code: str) -> str:
    """The form in which codes are compared: upper case, no spaces, hyphens, year. Characters are never guessed."""
    return re.sub(r"[- –‐‑]", "", _YEAR_BEHIND.sub("", " ".join(code.split()))).upper()


def key(code: str) -> str:
    """The form in which a code that was typed is held against those that exist: as `normal`, without leading zeros."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", normal(code))


def families(code: str) -> frozenset[str]:
    """The letters by which codes belong together, in upper case: {"HA", "SI"} of "HA/SI08"."""
    return frozenset(re.findall(r"[^\W\d_]+(?=[^\w]*(?:[^\W\d_]+[^\w]*)*\d)", normal(code)))


def split(title: str) -> tuple[str | None, int | None, str]:
    """The code as printed, the budget year beside it, and the rest of a title. (None, None, title) without a code."""
    match = _TITLE.match(title)
    if match is None or not _heads(match, title):
        return None, None, title.strip()
    code = match["code"] or match["short"] or match["dotted"]
    year = match["year"] or match["plain"]
    return code, int(year) if year else None, title[match.end() :].strip()


def _heads(match: re.Match[str], title: str) -> bool:
    """Whether what looks like a code is one: no year ("OFS 2022"), no word with a number ("GULD10 hjemtages")."""
    alone = match.end() == len(title)
    if match["dotted"]:
        return bool(match["behind"] or alone)
    code = match["code"] or match["short"]
    digits = re.sub(r"\D", "", code)
    if re.fullmatch(_YEAR, digits):
        return False
    marked = bool(match["mark"] or match["year"])
    if match["short"]:
        return marked
    wordy = len(re.sub(r"[^A-ZÆØÅ]", "", code)) > 3 and "/" not in code and not digits.startswith("0")
    return marked or alone or not wordy


def find(text: str) -> tuple[CodeRef, ...]:
    """The codes named in a question, in order, in any case and spacing. "uge 12", "Q2 2022", "top 10" are none."""
    return tuple(_ref(match) for match in _ASKED.finditer(text) if _is_code(match, text))


def _is_code(match: re.Match[str], text: str) -> bool:
    letters, gap, digits = match["letters"], match["gap"], match["digits"]
    if letters.casefold() in _ORDINARY or re.fullmatch(_YEAR, digits):
        return False
    if len(letters) == 1:
        return not gap.strip(" ") and not gap and len(digits) < 4
    if not gap or digits.startswith("0") or "/" in letters:
        return True
    if letters.isupper():
        return len(digits) > 1
    tight = gap.strip() != "" and " " not in gap
    return tight or bool(_ANNOUNCED.search(text[max(0, match.start() - 20) : match.start()]))


def _ref(match: re.Match[str]) -> CodeRef:
    year = match["bracketed"] or match["slashed"] or match["plain"]
    code = normal(match["letters"] + match["digits"])
    return CodeRef(code, int(year) if year else None, match.start(), match.end())


def misprint_of(code: str, known: Collection[str]) -> str | None:
    """The one known code that `code` is likely a misprint of (S108 for SI08), in normal form, or None.

    The two differ only by characters that look alike, and `code` fits the other known codes less well.
    """
    own = normal(code)
    others = {normal(other) for other in known} - {own}
    shape = _shape(code)
    alike = [other for other in others if _shape(other) == shape]
    if len(alike) != 1:
        return None
    families = Counter(_family(other) for other in others)
    lengths = Counter(len(_digits(other)) for other in others)
    rarer = families[_family(own)] < families[_family(alike[0])]
    odd = lengths[len(_digits(own))] <= lengths[len(_digits(alike[0]))]
    return alike[0] if rarer and odd else None


def _shape(code: str) -> str:
    return normal(code.translate(_ALIKE))


def _digits(code: str) -> str:
    found = re.search(r"\d*[A-Z]?$", code)
    return found[0] if found else ""


def _family(code: str) -> str:
    return code.removesuffix(_digits(code))


def nearest_codes(code: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known codes that are fewest slips away: one, or two where the letters or the number are the same."""
    letters, number = re.sub(r"\d", "", code), _digits(code)
    slips = {one: distance.OSA.distance(code, one, score_cutoff=_SLIPS) for one in known}
    alike = {one for one in slips if letters == re.sub(r"\d", "", one) or number == _digits(one)}
    near = [one for one, count in slips.items() if count < _SLIPS or (count == _SLIPS and one in alike)]
    least = min((slips[one] for one in near), default=0)
    return sorted(one for one in near if slips[one] == least)[:most]
