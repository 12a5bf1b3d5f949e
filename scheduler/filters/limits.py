"""One limit on cases: a colour, an owner, an amount, a year, a code, a committee, a municipality, an area."""

import re
from collections.abc import Callable, Iterator

from index.search.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, NOT_STATED, OVER, UNDER
from records import codes, names
from records.amounts import amounts, number
from records.spelling import key_of
from scheduler.filters.reader import AND, FILLER, JOINS, FilterNames, FilterReader, filter_words
from scheduler.filters.tree import NOBODY, Coded, Filter, NameLimit, NumberLimit, area_fits

WORDS_OF_A_NAME = 8


def limit(reader: FilterReader) -> Filter | None:
    """One limit, with the small words around it; None where none stands."""
    before = reader.at
    while reader.take(FILLER):
        pass
    for reads in _ATOMS:
        start = reader.at
        found = reads(reader)
        if found is not None:
            while reader.take(_TAIL):
                pass
            return found
        reader.at = start
    reader.at = before
    return None


_TAIL = filter_words("ones", "sager(?:ne)?", "cases?", "proposals?", "forslag(?:ene)?", "status", r"områder(?:ne)?")


# ---------------------------------------------------------------- single limits

_COLOURS = {
    "red": filter_words("røde?t?", "roede?t?", "red"),
    "yellow": filter_words("gule?t?", "yellow", "amber"),
    "green": filter_words("grønn?e?t?", "groenn?e?t?", "green"),
}


def _colour(reader: FilterReader) -> Filter | None:
    return next((NameLimit("colour", name) for name, pattern in _COLOURS.items() if reader.take(pattern)), None)


_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")
_OWNER = filter_words("ejere?n?(?: er)?", "ejet af", "owners?(?: is)?", "owned by")
_ME = filter_words("mig", "mine", "me")
_UNOWNED = filter_words("uden ejer", "ingen ejer", "ejerløse?", "without (?:an )?owner", "no owner", "unowned")
_MINE = filter_words("mine(?: sager)?", "my(?: cases)?")


def _owner(reader: FilterReader) -> Filter | None:
    if reader.take(_UNOWNED):
        return NameLimit("owner", NOBODY)
    if reader.take(_MINE):
        return _mine(reader)
    if not reader.take(_OWNER):
        return None
    if reader.take(_ME):
        return _mine(reader)
    match = reader.take(_MENTION)
    return NameLimit("owner", match[1], match[2] or match[1]) if match else None


def _mine(reader: FilterReader) -> Filter | None:
    person, name = reader.known.me
    return NameLimit("owner", person, name or person) if person else None


_ABOUT = (
    (
        "saving",
        filter_words(r"(?:årlige? )?(?:besparelse|gevinst|effekt|effektivisering)(?:n|r|en|er)?", "savings?", "sparer"),
    ),
    (
        "cost",
        filter_words(
            r"investering(?:en|er|erne)?",
            "koster",
            "pris(?:en)?",
            "omkostning(?:en)?",
            "investments?",
            "costs?",
            "costing",
        ),
    ),
)
_OPS = (
    (
        AT_MOST,
        filter_words(
            "højst",
            "hoejst",
            "maks",
            "op til",
            "senest",
            "til og med",
            "ikke over",
            "ikke mere end",
            "at most",
            "up to",
            "no more than",
            "no later than",
        ),
    ),
    (AT_LEAST, filter_words("mindst", "fra og med", "ikke under", "at least", "fra", "from", "siden", "since")),
    (UNDER, filter_words("under", "lower than", "mindre end", "før", "inden", "below", "less than", "before")),
    (OVER, filter_words("over", "mere end", "større end", "efter", "above", "more than", "greater than", "after")),
    (EXACTLY, filter_words("præcis", "netop", "på", "exactly", "of")),
)
_UNSTATED = filter_words("(?:er )?ikke oplyst", "uoplyst", "(?:is )?not stated", "unknown")
_BETWEEN, _FROM, _OF = (
    filter_words("mellem", "between"),
    filter_words("fra", "from"),
    filter_words("på", "er", "of", "is"),
)
_TO = re.compile(r"(?:og|and|til|to|-|–)\s*", re.IGNORECASE)
_BARE = re.compile(r"\d+(?:[.,]\d+)*")


def _amount(reader: FilterReader) -> Filter | None:
    """ "besparelse over 1 mio.", "koster mellem 1 og 2 mio. kr.", "over 500.000 kr." (the saving)."""
    field = next((name for name, pattern in _ABOUT if reader.take(pattern)), "")
    if field and reader.take(_UNSTATED):
        return NumberLimit(field, NOT_STATED)
    reader.take(_OF)
    start = reader.at
    if reader.take(_BETWEEN) or reader.take(_FROM):
        if between := _range(reader, field or "saving"):
            return between
        reader.at = start
    op = next((op for op, pattern in _OPS if reader.take(pattern)), EXACTLY)
    value = _money(reader)
    return None if value is None else NumberLimit(field or "saving", op, value)


def _money(reader: FilterReader) -> float | None:
    rest = reader.text[reader.at :]
    start = len(rest) - len(rest.lstrip())
    for one in amounts(rest)[:1]:
        if one.start == start:
            reader.at += one.end
            return one.tkr
    return None


def _range(reader: FilterReader, field: str) -> Filter | None:
    """A lower end without a unit has that of the upper end."""
    own = _money(reader)
    bare = reader.take(_BARE) if own is None else None
    if (own is None and bare is None) or not reader.take(_TO):
        return None
    begins = reader.at
    high = _money(reader)
    if high is None:
        return None
    if bare is not None:
        unit = reader.text[begins : reader.at]
        upper = _BARE.search(unit)
        plain, top = number(bare[0]), number(upper[0]) if upper else None
        own = None if plain is None or not top else plain * high / top
    return None if own is None else NumberLimit(field, BETWEEN, own, high)


_YEAR = re.compile(r"(?:19|20)\d\d(?!\d|\.\d)")
_ONWARDS = filter_words("(?:og|and) (?:frem|senere|fremefter|later|onwards)", "onwards")
_BUDGET = filter_words(
    "budget years?",
    r"budget(?:år(?:et|ene)?|tet)?(?: for)?",
    "år(?:et)?",
    "years?",
    r"vedtaget(?: i)?",
    "adopted(?: in)?",
)
_PHASED = filter_words(r"(?:fuldt )?indfas(?:et|ning|ningsår)(?: i)?", "(?:fully )?phased in(?: in)?", "phase-in year")


def _year(reader: FilterReader) -> Filter | None:
    """ "budgetår 2025", "2024-2026", "fra 2025", "fuldt indfaset 2026"."""
    field = "phase_in_year" if reader.take(_PHASED) else "budget_year"
    if field == "budget_year":
        reader.take(_BUDGET)
    between = reader.take(_BETWEEN)
    op = next((op for op, pattern in _OPS if reader.take(pattern)), EXACTLY)
    low = reader.take(_YEAR)
    if low is None:
        return None
    before = reader.at
    if between or op in (EXACTLY, AT_LEAST):
        spelled = reader.take(_TO) if between or not AND.match(reader.text, _next(reader)) else None
        if spelled and (high := reader.take(_YEAR)):
            return NumberLimit(field, BETWEEN, float(low[0]), float(high[0]))
        reader.at = before
    if reader.take(_ONWARDS):
        op = AT_LEAST
    return None if between else NumberLimit(field, op, float(low[0]))


def _next(reader: FilterReader) -> int:
    return reader.at + len(reader.text[reader.at :]) - len(reader.text[reader.at :].lstrip())


def _code(reader: FilterReader) -> Filter | None:
    rest = reader.text[reader.at :]
    start = len(rest) - len(rest.lstrip())
    for ref in codes.find(rest)[:1]:
        if ref.start == start:
            reader.at += ref.end
            return Coded(ref.code, ref.year)
    return None


_QUOTED = re.compile(r"»([^«]*)«|“([^”]*)”|\"([^\"]*)\"")
_COMMITTEE = filter_words("udvalg(?:et)?", "committees?")
_AREA = filter_words(r"(?:fag)?område(?:t|rne|r)?", "areas?", "sektor(?:en)?", "sector")
_MUNICIPALITY = filter_words("kommunen?", "municipality(?: of)?")
_WORD = re.compile(r"[^\s(),;»«“”\"<>]+")


def _name(reader: FilterReader, resolve: Callable[[str, FilterNames], str | None]) -> str | None:
    """A name in quotation marks, else the longest run of words that is one."""
    if quoted := reader.take(_QUOTED):
        return resolve(next(filter(None, quoted.groups()), ""), reader.known)
    start = _next(reader)
    read = [(end, resolve(reader.text[start:end], reader.known)) for end in _ends(reader.text, start)]
    longest = next((found for _, found in reversed(read) if found is not None), None)
    if longest is not None:
        # A word too much leaves a long name known: the fewest words that mean the same are the name.
        reader.at = next(end for end, found in read if found == longest)
    return longest


def _ends(text: str, start: int) -> Iterator[int]:
    """Where the first, the second … word from `start` on ends; names hold commas and "og"."""
    at = start
    for _ in range(WORDS_OF_A_NAME):
        match = _WORD.match(text, at)
        if not match:
            return
        yield match.end() - (len(match[0]) - len(match[0].rstrip(".!?")))
        at = match.end()
        gap = re.match(r",? +", text[at:])
        if not gap:
            return
        at += gap.end()


def _committee_of(text: str, known: FilterNames) -> str | None:
    own = {key_of(name): name for name in known.committees}
    return own.get(key_of(text)) or names.committee(text)


def _area_of(text: str, known: FilterNames) -> str | None:
    """As written when an area of the documents is called so; else one of the nine of the idea bank."""
    if JOINS.match(text) or JOINS.match(text.rpartition(" ")[2]):
        return None
    if any(key_of(text) == key_of(name) or area_fits(text, name) for name in known.areas):
        return text
    stem = re.sub(r"(?:s?området?|s?områderne)$", "", text, flags=re.IGNORECASE)
    if stem and stem != text and any(area_fits(stem, name) for name in known.areas):
        return stem
    return names.area(text)


def _committee(reader: FilterReader) -> Filter | None:
    reader.take(_COMMITTEE)
    found = _name(reader, _committee_of)
    return NameLimit("committee", found) if found else None


def _area(reader: FilterReader) -> Filter | None:
    reader.take(_AREA)
    found = _name(reader, _area_of)
    return NameLimit("area", found) if found else None


def _municipality_of(text: str, known: FilterNames) -> str | None:
    found = names.municipalities_in(text[:1].upper() + text[1:])
    return found[0][0] if found and found[0][1] == 0 and found[0][2] == len(text) else None


def _municipality(reader: FilterReader) -> Filter | None:
    reader.take(_MUNICIPALITY)
    found = _name(reader, _municipality_of)
    reader.take(_MUNICIPALITY)
    return NameLimit("municipality", found) if found else None


_ATOMS: tuple[Callable[[FilterReader], Filter | None], ...] = (
    _colour,
    _owner,
    _amount,
    _year,
    _code,
    _committee,
    _municipality,
    _area,
)
