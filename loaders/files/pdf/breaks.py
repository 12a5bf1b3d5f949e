"""The lines of a cell as one text: words that the edge of the cell broke are put together again."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders import prose
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_WORD = re.compile(r"(?<![^\W_])(?!(?-i:[A-ZÆØÅ]{1,4})(?![^\W_]))[^\W\d_]+(?![\w-])")  # no code, no part of a word
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+")
_GROUPED = re.compile(r"^[-−–(]?\d{1,3}(?:\.\d{3})+(?:,\d+)?[)*%]?$|^1000\.?$|^(?:19|20)\d\d$")
_SLASH_FIRST = re.compile(r"/\w")
_PART_OF_NUMBER = re.compile(r"[-−–(]?[\d.,]+[)*%]?$")
_IN_BRACKETS = re.compile(r"\((?:19\d\|\d|20\d\|\d|(?:19|20)\|\d\d|[12]\|\d\d\d)\)")
_BOUND = 0.7
_LETTERS = frozenset("iåø")  # words of one letter
# What a broken word costs, and two words that part, at the end of a full line; an unknown word costs about 1.
_ANYWHERE, _OF_LINES, _OF_WORDS = (0.0, 0.4), (0.6, 0.0), (0.9, 0.0)
_SURE, _FEW, _MOSTLY = 5, 3, 0.8
_COMPOUND = 0.2
_PART, _LONG = 4, 6  # letters
_ENDINGS = ("en", "et", "er", "erne", "ne", "s", "e", "n", "r", "t")
_READINGS = 8  # of a text that are kept while it is read


class _Reading(NamedTuple):
    """A way to put lines together: what its words cost, its text so far, and its last word where that may go on."""

    cost: float
    text: str
    word: str


def vocabulary(cells: Iterable[PdfCell]) -> frozenset[str]:
    """The words (small letters) that stand whole in these cells: no edge of a cell can have broken them."""
    found: set[str] = set()
    for cell in cells:
        for at, piece in enumerate(cell.pieces):
            tokens = piece.text.split()
            broken_before = at > 0 and cell.pieces[at - 1].full
            whole = tokens[1 if broken_before else 0 : len(tokens) - 1 if piece.full else len(tokens)]
            found.update(word.lower() for token in whole for word in _WORD.findall(token))
    return frozenset(found)


class Habits:
    """Which cells break words at any letter: those whose lines are all full, as are those of their neighbours.

    Neighbours are the cells of a column, and the cells of a table's first row.
    """

    def __init__(self, rows: Sequence[PdfRow]) -> None:
        self._first = {row.table: id(row) for row in reversed(rows)}
        self._counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
        for row in rows:
            for at, cell in enumerate(row.cells):
                count = self._counts[self._group(row, at)]
                count[0] += sum(piece.full for piece in cell.pieces[:-1])
                count[1] += len(cell.pieces[:-1])

    def _group(self, row: PdfRow, column: int) -> tuple[int, int]:
        return row.table, -1 if self._first[row.table] == id(row) else column

    def breaks_anywhere(self, row: PdfRow, column: int) -> bool:
        """Whether the cell of this row in this column does."""
        lines = row.cells[column].pieces[:-1]
        if not row.table or not lines or not all(line.full for line in lines):
            return False
        full, count = self._counts[self._group(row, column)]
        return len(lines) >= _SURE or (count >= _FEW and full >= _MOSTLY * count)


def join_cell_lines(pieces: Sequence[CellLine], known: Collection[str], *, anywhere: bool) -> str:
    """The lines of a cell as one text. `known` are words in small letters that stand whole elsewhere.

    Of all ways to read the breaks behind full lines the one is taken that costs least: by its unknown words, and by
    where words break. That is at most breaks in a cell that breaks words `anywhere`, and else seldom but in a line of
    one word.
    """
    if not pieces:
        return ""
    readings = [_Reading(0.0, pieces[0].text, _run(_LAST, pieces[0].text))]
    for before, piece in pairwise(pieces):
        habit = _ANYWHERE if anywhere else _OF_LINES if " " in before.text else _OF_WORDS
        found = [other for one in readings for other in _ways(one, before, piece, known, habit)]
        readings = sorted(found, key=lambda reading: reading.cost)[:_READINGS]
    best = min(readings, key=lambda reading: reading.cost + _cost(reading.word, known))
    return best.text.replace("\u00ad", "")


def _ways(
    one: _Reading, before: CellLine, piece: CellLine, known: Collection[str], habit: tuple[float, float]
) -> list[_Reading]:
    """How a line can go on from a reading: as part of its last word, or after a space."""
    if before.full and _is_number(before.text, piece.text):
        return [_Reading(one.cost, one.text + piece.text, "")]
    first = _run(_FIRST, piece.text)
    slash = before.text.endswith("/") and not before.text.endswith(" /") and first[:1].islower()
    if slash or (before.full and _SLASH_FIRST.match(piece.text)):
        return [_Reading(one.cost, one.text + piece.text, _run(_LAST, piece.text))]
    if not before.full or not one.word or not first[:1].islower():
        return [_Reading(one.cost, prose.join_lines([one.text, piece.text]), _run(_LAST, piece.text))]
    alone = piece.text == first
    broken, parted = habit
    if one.word not in known and one.word + first.lower() in known:
        broken /= 2
    if min(_cost(one.word, known), _cost(first.lower(), known)) > _COMPOUND:
        broken /= 3  # neither is a word for itself
    # "effektiviserings|strategi": a word with the "s" that binds it to the next
    bound = 0.0
    if one.word.endswith("ings") and one.word not in known:
        bound, broken = _BOUND, broken / 4
    goes_on = first in _ENDINGS or _cost(one.word, known) > 0
    if _fills_line(before, one.word) and goes_on and _may_be_word(one.word, first, known):
        broken, bound = 0.0, _BOUND  # "affaldssortering|en": too long for its cell
    ways = []
    for text, word, cost in (
        (one.text + piece.text, one.word + first.lower(), one.cost + broken),
        (f"{one.text} {piece.text}", first.lower(), one.cost + parted + max(bound, _cost(one.word, known))),
    ):
        closed = 0.0 if alone else _cost(word, known)
        ways.append(_Reading(cost + closed, text, word if alone else _run(_LAST, piece.text)))
    return ways


def _may_be_word(start: str, rest: str, known: Collection[str]) -> bool:
    """Whether two parts make a word that is known, is put together from known ones, or ends in a long one."""
    word = start + rest
    return _cost(word, known) <= _COMPOUND or any(word[cut:] in known for cut in range(_PART, len(start) - 1))


def _fills_line(line: CellLine, word: str) -> bool:
    """Whether a long word takes a whole line."""
    return len(word) > _LONG and line.text.lower() == word


def _run(pattern: re.Pattern[str], text: str) -> str:
    """The letters at the beginning or the end of a text; the last ones in small letters."""
    found = pattern.search(text)
    return "" if found is None else found[0].lower() if pattern is _LAST else found[0]


def _cost(word: str, known: Collection[str]) -> float:
    """Of a word that is not known: more for a longer one, and for a piece too short to be one."""
    if not word or (len(word) > 1 and _is_known(word, known)) or word in _LETTERS:
        return 0.0
    if _is_compound(word, known):
        return _COMPOUND
    return 1.5 if len(word) == 1 else 1.0 if len(word) == 2 else min(1.2, 0.5 + len(word) / 20)


def _is_known(word: str, known: Collection[str]) -> bool:
    """A word, or a long one in another form than it is known in."""
    if word in known:
        return True
    return len(word) > _LONG and any(word + end in known or word.removesuffix(end) in known for end in _ENDINGS)


def _is_compound(word: str, known: Collection[str]) -> bool:
    """A word put together from two others, with or without a letter between them."""
    cuts = range(_PART, len(word) - _PART + 1)
    return any(
        _is_known(word[cut:], known)
        and (word[:cut] in known or (word[cut - 1] in "se" and word[: cut - 1] in known and cut > _PART))
        for cut in cuts
    )


def _is_number(before: str, after: str) -> bool:
    """Whether the line break between these texts stands inside a number."""
    last, first = before.rsplit(None, 1)[-1], after.split(None, 1)[0]
    if _IN_BRACKETS.search(f"{last[-4:]}|{first}"):
        return True  # a year in brackets: "HA02(20|25)"
    if not _PART_OF_NUMBER.fullmatch(last) or not _PART_OF_NUMBER.fullmatch(first):
        return False
    return bool(_GROUPED.match(last + first)) and not _GROUPED.match(last) and not _is_year(last)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()
