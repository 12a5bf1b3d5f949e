"""What the columns of a table are called, from a heading that text extraction has torn into pieces.

A heading over several columns, names broken in mid-word, the unit and the years all stand in one heap. The names are
put together again by what Danish headings look like, and by words that stand whole elsewhere in the document.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

_UNIT = re.compile(
    r"\b(?:mio\.?\s*kr\.?|1\s?\.\s?000\s*kr\.?|t\.?\s?kr\.?|tusinde? kr\.?|kr\.|antal årsværk|årsværk|procent|pct\.)"
    r"(?:\s*,?\s*(?:i\s+)?20\d\d[\s-]*(?:p\s?/\s?l|pl\b\.?|priser|prisniveau))?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s+(?:19|20)\d\d)+\b|^(?:19|20)\d\d$")
_CONNECTS = re.compile(r"(?:-|/|\b(?:og|eller|i|på|af|til|for|fra|med|ved|pr\.|inkl\.|ekskl\.))$", re.IGNORECASE)
_LABEL_COLUMN = re.compile(
    r"^(?:år$|udvalg|forvaltning|område|fagområde|emne|forslag|titel|aktivitet|post|kategori|tekst|navn|initiativ|kommune)\w*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"^antal\b|\w/\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of the columns from left to right, and the unit that is printed above or among them."""

    columns: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the heap: its text, the line it begins on, how many lines it takes; or years of several columns."""

    text: str
    line: int
    lines: int = 1
    years: tuple[str, ...] = field(default=())


def read_table_heading(lines: Sequence[str], caption: str, width: int, words: Collection[str]) -> Heading:
    """The heading of a table of `width` columns. `words` are those of the document, to mend broken ones.

    A unit that the heading lacks may stand in the caption. Columns that no name is left for are called "".
    """
    unit, pieces = _without_unit(lines)
    unit = unit or _without_unit([caption])[0]
    cells = _cells(lines)
    if cells and len(cells) in (width, width + 1):
        return Heading(tuple(cells[-width:]), unit)
    names = _names(pieces, words)
    if names and _leaves(names) > width and _LABEL_COLUMN.match(names[0].text):
        names = names[1:]
    columns = _spread(names, width)
    return Heading(tuple((columns + [""] * width)[:width]), unit)


def _cells(lines: Sequence[str]) -> list[str]:
    """The names of the columns where tabs part them; those over several lines are put together."""
    rows = [[_named(cell) for cell in line.split("\t")] for line in lines if "\t" in line]
    widest = max(map(len, rows), default=0)
    filled = [[""] * (widest - len(row)) + row for row in rows]
    return [" ".join(filter(None, column)) for column in zip(*filled, strict=True)]


def _named(cell: str) -> str:
    """What a cell calls its column, without the unit and the brackets around that."""
    name = _UNIT.sub("", cell).strip(" .,")
    return name if name.count("(") == name.count(")") and "()" not in name else name.replace("()", "").strip(" .,()")


def _without_unit(lines: Sequence[str]) -> tuple[str, list[tuple[int, str]]]:
    """The unit, and the rest of the heading as (line, piece); a unit in a line parts what stands around it."""
    unit, pieces = "", []
    for number, line in enumerate(lines):
        match = _UNIT.search(line) if not unit else None
        if match:
            unit = match.group().strip(" ,")
        rest = (line[: match.start()], line[match.end() :]) if match else (line,)
        pieces += [(number, piece.strip()) for piece in rest if piece.strip(" ,()")]
    return unit[:1].lower() + unit[1:], pieces


def _names(pieces: Sequence[tuple[int, str]], words: Collection[str]) -> list[_Name]:
    names: list[_Name] = []
    for number, piece in pieces:
        for part in _parts(piece):
            years = tuple(part.split()) if _YEARS.fullmatch(part) else ()
            if years:
                names.append(_Name(part, number, years=years))
            elif names and not names[-1].years and (part[0].islower() or not part[0].isalpha()):
                names[-1] = _longer(names[-1], part, number, words)
            else:
                names.append(_Name(part, number))
    return names


def _parts(piece: str) -> list[str]:
    """A piece of a line parted where a run of years stands, and before each word with a capital letter."""
    parts: list[str] = []
    end = 0
    for match in _YEARS.finditer(piece):
        parts += [*_by_capitals(piece[end : match.start()]), match.group()]
        end = match.end()
    return [*parts, *_by_capitals(piece[end:])]


def _by_capitals(text: str) -> list[str]:
    parts: list[str] = []
    for word in text.split():
        opens = word[0].isupper() and not (len(word) > 1 and word.isupper())
        if parts and not (opens and not _CONNECTS.search(parts[-1])):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def _longer(name: _Name, piece: str, line: int, words: Collection[str]) -> _Name:
    """The name with the next piece of it: a broken word is put together where the document has it whole."""
    first, _, rest = piece.partition(" ")
    last = re.split(r"[\s/]", name.text)[-1]
    whole = re.sub(r"\W+$", "", f"{last}{first}".lower())
    if name.text.endswith("-"):
        text = name.text[:-1] + piece
    elif name.text.endswith("/") or _is_broken(last.lower(), whole, words):
        text = f"{name.text}{first} {rest}".strip()
    else:
        text = f"{name.text} {piece}"
    return replace(name, text=text, lines=name.lines + (line != name.line))


def _is_broken(piece: str, whole: str, words: Collection[str]) -> bool:
    """The piece is no known word, but the whole or an inflection of it is; or neither piece is one."""
    if piece in words:
        return False
    rest = whole.removeprefix(piece)
    return (len(rest) > 1 and rest not in words) or any(word.startswith(whole) for word in words)


def _leaves(names: Sequence[_Name]) -> int:
    return sum(len(name.years) or 1 for name in names)


def _spread(names: Sequence[_Name], width: int) -> list[str]:
    """The names as columns. Where there are more names than columns, one of them stands over several others."""
    if _leaves(names) <= width:
        return [column for name in names for column in (name.years or (name.text,))]
    group = _group(names)
    if group is None:
        return [column for name in names for column in (name.years or (name.text,))]
    under = _under(names, group)
    columns: list[str] = []
    for place, name in enumerate(names):
        if place == group:
            columns += [f"{name.text} {leaf}" for one in under for leaf in (names[one].years or (names[one].text,))]
        elif place not in under:
            columns += name.years or (name.text,)
    return columns


def _group(names: Sequence[_Name]) -> int | None:
    """The name that stands over others: it runs over the width of several columns, so it is never broken, and its
    columns stand on a later line."""
    for place, name in enumerate(names):
        if name.lines == 1 and not name.years and not _COUNTS.search(name.text) and _under(names, place):
            return place
    return None


def _under(names: Sequence[_Name], group: int) -> list[int]:
    """The names that stand under the group: those together on the next line, or else the years."""
    later = [place for place, name in enumerate(names) if name.line > names[group].line and not name.years]
    following = [place for place in later if names[place].line == names[later[0]].line]
    beside = [name for name in names if name.line == names[group].line]
    if len(following) > 1 and len(beside) == 1:
        return following
    return [place for place, name in enumerate(names) if name.years and name.line > names[group].line]
