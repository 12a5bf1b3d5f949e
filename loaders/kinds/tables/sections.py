"""The names of areas above tables: a line of its own above each part of the tables of a document, never a caption.

One line above one table may be anything. Lines name areas where several tables with the same heading have each another
line above them, or where the line says that it is one ("Område: Skoler", "Ældre og sundhed").
"""

import re
from collections.abc import Iterable, Sequence

from loaders.kinds import areas
from loaders.kinds.tables import contents, grids, units, words
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.rows import TEXT, Row
from records import dates, meanings, names

NUMBER = re.compile(
    r"^(?:(?:tabel|bilag)\s+\d+\s*[.:–-]|[A-ZÆØÅ][.)]?|\d{1,2}(?:\.\d+)*[.)]?)\s+(?-i:(?=[A-ZÆØÅ]))", re.IGNORECASE
)
_WORD, _JOINING = re.compile(r"[^\W\d_]+"), frozenset({"og", "samt", "den", "det", "de", "for"})
_UNDER = re.compile(r"[^\W\d_][^:.;]{2,40}? (?:under|inden for|for|på|hos|vedrørende|i) (?P<name>[A-ZÆØÅ].*)")
MOST_ASIDE = 2  # lines between the name of an area and its table, such as the unit of its amounts
_LONGEST = 60  # characters
_LONGEST_ASIDE = 120
_LEAST = 2


def of(found: Sequence[TableGrid]) -> list[dict[int, str]]:
    """For each table the names above its parts, by the row that each begins with; none where they may be others."""
    everywhere = _above_all(found)
    named = [_named(grid, everywhere) for grid in found]
    by_heading: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    for grid, own in zip(found, named, strict=True):
        by_heading.setdefault(heading_key(grid), []).extend(own.values())
    return [
        {at: name for at, (name, said) in own.items() if said or _are_areas(by_heading[heading_key(grid)])}
        for grid, own in zip(found, named, strict=True)
    ]


def _above_all(found: Sequence[TableGrid]) -> frozenset[str]:
    """The lines that stand above every part of the tables, and so tell none from another."""
    near = [
        {line.joined for line in lines[: MOST_ASIDE + 1]}
        for grid in found
        for lines in (grid.before, *grid.parts.values())
    ]
    return frozenset.intersection(*map(frozenset, near)) if len(near) > 1 else frozenset()


def unsure(grid: TableGrid) -> str:
    """The line above a table that may name an area, where nothing says that it does; "" without one."""
    found = _named(grid).get(0)
    return "" if found is None or found[1] else found[0]


def heading_key(grid: TableGrid) -> tuple[str, ...]:
    """What a heading is known by, wherever a narrow column breaks its words."""
    return tuple(text.replace(" ", "") for text in grid.heading.key)


def _are_areas(names: Sequence[tuple[str, bool]]) -> bool:
    """Whether the parts of the tables with one heading have each a name, and not all the same."""
    texts = [name for name, _ in names if name]
    return len(set(texts)) >= _LEAST and len(set(texts)) * 2 >= len(texts)


def _named(grid: TableGrid, everywhere: frozenset[str] = frozenset()) -> dict[int, tuple[str, bool]]:
    """The name above each part of a table, and whether it says that it is an area."""
    parts = {0: grid.before, **grid.parts}
    return {at: name for at, lines in parts.items() if (name := _name(lines, everywhere)) is not None}


def _name(lines: Iterable[Row], everywhere: frozenset[str]) -> tuple[str, bool] | None:
    """The name in the lines above a table, the nearest first."""
    for line in [one for one in lines if one.table == TEXT][: MOST_ASIDE + 1]:
        text = " ".join(line.joined.split())
        if areas.says_area(text):
            return areas.of_line(text), True
        if is_aside(text) or line.joined in everywhere:
            continue
        plain = areas.of_line(NUMBER.sub("", text))
        plain = plain if _may_name(plain) else _belonging(plain)
        return (plain, _is_made_of_areas(plain)) if _may_name(plain) else None
    return None


def _belonging(text: str) -> str:
    """The committee or the area that a caption names at its end: "Forslag under Social- og Sundhedsudvalget"."""
    match = _UNDER.fullmatch(text)
    known = match is not None and (contents.is_committee(match["name"]) or _is_made_of_areas(match["name"]))
    return match["name"] if match and known else text


def _is_made_of_areas(text: str) -> bool:
    """Whether a text is made of nothing but the words that municipalities call their areas by."""
    spoken = [word for word in _WORD.findall(text.lower()) if word not in _JOINING]
    names_of, beside = words.word_list("areas", "names"), words.word_list("areas", "beside")
    ends = tuple(one[1:] for one in names_of if one.startswith("-"))
    sure = [word in names_of or word.endswith(ends) for word in spoken]
    return any(sure) and all(own or word in beside for own, word in zip(sure, spoken, strict=True))


def is_aside(text: str) -> bool:
    """Whether a line only says something of the table ("Alle beløb er i 1.000 kr.", "Her er 7 forslag."), or is a
    note."""
    sentence = text.endswith(".") and len(text) <= _LONGEST_ASIDE
    said = units.of_text([text]) or units.of_heading(text)
    return sentence or bool(said) or grids.is_note(text) or text.startswith("(")


def _may_name(text: str) -> bool:
    short = 1 < len(text) <= _LONGEST and text[0].isupper() and not text.endswith((".", ":", ";", "?", "!"))
    about = words.pattern("about_tables").search(text) or dates.report_day(text) or names.municipality(text)
    says_status = meanings.meaning(text) and not _is_made_of_areas(text)
    return short and not any(sign.isdigit() for sign in text) and not about and not says_status
