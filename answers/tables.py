"""The cells of the notes' tables that answer a question: found by what their row, column and caption say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.matching import Asked, asked_for, heads, holds
from answers.needs import money_words
from index.search.search_facade import Library
from index.search.tokenizer import compound_parts, stem, words
from questions.query import Query
from questions.tokens import tokenized
from questions.vocabulary import vocabulary
from records import Fact, Figure
from records.names import COMMITTEES

HELD = 0.6  # of what is asked about, each word as much as it tells, row, column and caption must hold so much
IN_TABLE = 0.25  # … and so much of it where a table is named: "egne og tværgående" are two of its columns
WHOLLY = 0.8  # … and so much where neither a table is named nor whose row it is
IN_ROW, IN_COLUMN, IN_CAPTION, NAMED_ROW = 2.0, 1.5, 0.5, 4.0
AS_NEAR = 0.5
MOST = 8
OF_CASES = frozenset({"colour", "state", "meaning"})  # a caption may well say what was adopted
ROOT, SHORTEST = 4, 3  # letters by which a word of a name is known, and that a shortened one has at least
_TOTAL = re.compile(r"(?:i alt|total|sum|samlet)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cell should be about: what is said, names of rows (all their stems), years, and whether it is the row that
    adds up the others."""

    said: Asked
    names: tuple[frozenset[str], ...]
    years: frozenset[str]
    total: bool = False


def figures(query: Query, library: Library) -> tuple[Figure, ...]:
    """The cells whose row is what the question names and whose column is its year, the nearest first."""
    return _nearest(_asked(query, library), query, library) if library.figures and not of_cases(query) else ()


def of_cases(query: Query) -> bool:
    """Is it limited by what cases meet, and no cell of a table?"""
    return any(one.field in OF_CASES for one in query.filters)


def _nearest(asked: _Asked, query: Query, library: Library) -> tuple[Figure, ...]:
    found: Sequence[Figure] = [
        one for one in library.figures if _is_of(one, asked) and _is_about(one, asked.said, query)
    ]
    if found and "table" in query.asks:
        found = _of_the_table(found, asked.said, library)
    scored = [(_score(asked, figure), figure) for figure in _most_held(found, asked.said)]
    scored.sort(key=lambda pair: -pair[0])
    return tuple(figure for score, figure in scored if score >= scored[0][0] - AS_NEAR)[:MOST]


def _of_the_table(found: Sequence[Figure], asked: Asked, library: Library) -> Sequence[Figure]:
    """Those of tables whose cells hold, between them, enough of what is said: another table is named else."""
    texts: dict[str, list[str]] = {}
    for figure in library.figures:
        texts.setdefault(figure.table, []).extend(_texts(figure))
    held = {name: asked.held(*texts[name]) for name in {one.table for one in found}}
    return [one for one in found if not asked.concepts or held[one.table] >= HELD]


def _most_held(found: Sequence[Figure], asked: Asked) -> Sequence[Figure]:
    """Those that hold every word, where any does: the others are other columns of the row, or other rows."""
    whole = [one for one in found if asked.concepts and not asked.missing(*_texts(one))]
    return whole or found


def is_cell(query: Query, library: Library) -> bool:
    """Does a cell hold nearly all that is said, of a row that no committee names ("rest i innovationspuljen")?"""
    if not query.topic or not library.figures or of_cases(query):
        return False
    asked = _asked(query, library)
    near = _nearest(asked, query, library)
    return any(asked.said.held(*_texts(figure)) >= WHOLLY for figure in near)


def _is_about(figure: Figure, asked: Asked, query: Query) -> bool:
    """Do row, column and caption hold enough of what is asked about, and the very thing that is counted? Where nothing
    is said but whose it is, a table or a saving must be asked for."""
    if not asked.concepts:
        return "table" in query.asks or ("saving" in query.asks and _tells_of_savings(figure))
    if "table" in query.asks:
        return asked.held(*_texts(figure)) >= IN_TABLE
    return asked.held(*_texts(figure)) >= HELD and asked.names(query.thing, *_texts(figure))


def _texts(figure: Figure) -> tuple[str, str, str, str]:
    return figure.row, figure.column, figure.table, figure.unit


def _tells_of_savings(figure: Figure) -> bool:
    """Does its column or caption name a saving? That of "Ansatte" is none."""
    said = vocabulary().atoms(tokenized(f"{figure.column} {figure.table}"))
    return any((atom.table, atom.name) == ("field", "saving") for atom in said)


def years_said(query: Query) -> frozenset[str]:
    """The years that the question names, read as a limit or not."""
    return frozenset(word for word in query.said if _YEAR.fullmatch(word))


def _asked(query: Query, library: Library) -> _Asked:
    years = {str(int(f.low)) for f in query.filters if f.field in ("budget_year", "phase_in_year") and f.low}
    return _Asked(
        _but_names(asked_for(_topic(query), query.language, library).of_things().in_parts(), _names(query)),
        tuple(frozenset(map(stem, words(name))) for name in _names(query)),
        frozenset(years) | years_said(query),
        "table" in query.asks and not _names(query) and _wants_total(query),
    )


def _but_names(asked: Asked, names: Sequence[str]) -> Asked:
    """What is said but the names that limit the question, in another language ("the Finance Committee")."""
    said = frozenset().union(*map(asked.known.stems, names), *map(heads, names))
    kept = [pair for pair in zip(asked.concepts, asked.telling, strict=True) if not holds(said, pair[0])]
    return replace(asked, concepts=tuple(one for one, _ in kept), telling=tuple(worth for _, worth in kept))


def _names(query: Query) -> list[str]:
    named = [COMMITTEES[name].name for f in query.of("committee") for name in f.values if name in COMMITTEES]
    return named + [name for f in query.of("administration") for name in f.values]


def _topic(query: Query) -> list[str]:
    """What is said but numbers and the words of the names that limit the question: those are held against the row."""
    short = [name for f in query.of("committee") for name in f.values]  # "SUD"
    named = {
        part for name in (*_names(query), *short) for word in words(name) for part in (word, *compound_parts(word))
    }
    named_table = _phrases(query, "ask", "table") if "table" in query.asks else []
    table = [word for one in named_table for word in words(one)]
    said = [word for word in query.said if not word.isdigit() and word.lower() not in table]
    return [_but_money(word) for word in said if not all(_is_named(one, named) for one in words(word))]


def _but_money(word: str) -> str:
    """Of a word of money what the money is for: of "anlægskroner" the front is a column, the back a unit."""
    parts = compound_parts(word)
    fronts = len(parts) > 1 and parts[-1] in money_words()
    return "".join(parts[:-1]) if fronts else word


def _phrases(query: Query, table: str, name: str) -> list[str]:
    """The phrases of a question that say `name` of a table of words."""
    typed = tokenized(query.text)
    found = [one for one in vocabulary().atoms(typed) if (one.table, one.name) == (table, name)]
    return [" ".join(token.text for token in typed[one.start : one.end]) for one in found]


def _wants_total(query: Query) -> bool:
    """Is the row that adds up the others asked for ("i alt")? "How much" alone asks for any."""
    return not set(_phrases(query, "total", "sum")) <= set(_phrases(query, "ask", "how_much"))


def _is_named(word: str, named: set[str]) -> bool:
    """Is a word of the question one of a name, whole or shortened ("ungeudvalget", "soc.udvalget")?"""
    parts = (word, *compound_parts(word)[-1:])
    return any(name.startswith(one[:ROOT]) for one in parts if len(one) >= SHORTEST for name in named)


def _is_of(figure: Figure, asked: _Asked) -> bool:
    """Is a cell of the row and the year that are named, and does its row say any of what is asked about?"""
    stems = asked.said.known.stems
    row = stems(figure.row)
    if asked.total and not _TOTAL.match(figure.row):
        return False
    if any(not name <= row for name in asked.names):
        return False
    if asked.years and not asked.years <= row.union(*map(stems, _texts(figure))):
        return False
    return bool(asked.names) or asked.total or asked.said.held(figure.row) > 0


def _score(asked: _Asked, figure: Figure) -> float:
    """How near a cell is to the question: what its row says tells most, then its column."""
    said = asked.said
    years = len(asked.years & said.known.stems(figure.column)) / (len(asked.years) or 1)
    in_column = said.held(figure.column) + years
    return (
        NAMED_ROW * len(asked.names)
        + IN_ROW * said.held(figure.row)
        + IN_COLUMN * in_column
        + IN_CAPTION * said.held(figure.table, figure.unit)
    )


def figure_facts(found: Sequence[Figure]) -> tuple[Fact, ...]:
    """The cells as facts: table, row, column, the value as printed and its unit."""
    return tuple(
        Fact(
            "figure",
            _printed(figure),
            figure.source,
            {"table": figure.table, "row": figure.row, "column": figure.column, "unit": figure.unit},
        )
        for figure in found
    )


def _printed(figure: Figure) -> str:
    text = f"{figure.value:,.3f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return f"{text} {_spoken(figure.unit)}".strip()


def _spoken(unit: str) -> str:
    """A unit behind a number: "140 t.kr. 2022 p/l" and not "140 1.000 kr. 2022 p/l"; "3" and not "3 antal"."""
    return "" if unit == "antal" else re.sub(r"^1\.?000 kr\.?", "t.kr.", unit)
