"""The lines of a cell as one text: words that the edge of the cell broke are put together again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders import prose, vocabulary
from loaders.files.pdf import lexicon
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_WORD = re.compile(r"(?<![^\W_])(?!(?-i:[A-ZÆØÅ]{1,4})(?![^\W_]))[^\W\d_]+(?![\w-])")  # no code, no part of a word
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+")
_GROUPED = re.compile(r"^[-−–(]?\d{1,3}(?:\.\d{3})+(?:,\d+)?[)*%]?$|^1000\.?$|^(?:19|20)\d\d$")
_SLASH_FIRST = re.compile(r"/\w")
_PART_OF_NUMBER = re.compile(r"[-−–(]?[\d.,]+[)*%]?$")
_IN_BRACKETS = re.compile(r"\((?:19\d\|\d|20\d\|\d|(?:19|20)\|\d\d|[12]\|\d\d\d)\)")
_UNIT = re.compile(r"(?:t\.|mio\.|mia\.) ?kr\b|kr\.")
_CLOSES = re.compile(r"[.,;:!?)»”\"]")
# What a break costs, in tenfolds of likelihood: inside a word, and between two. In a cell that breaks words anywhere,
# else behind a line of one word, and behind one of several.
_ANYWHERE, _OF_WORDS, _OF_LINES = (0.0, 0.0), (2.0, 0.0), (3.5, 0.0)
_TOO_LONG = (0.5, 0.5)  # behind a line of one word that does not fit on it
_UNSPACED = 1.0  # between two words, where the program paints a space there and did not
_DEFINITE_GENITIVE = ("ens", "ets", "nes")
_GENITIVE = -4.0  # behind a name in the genitive that nobody knows: "Kildemosens|botilbud"
_SURE, _FEW, _MOSTLY = 5, 5, 0.8
_SPACED = 3  # line ends with a painted space, in a column
_PART = 4  # letters
_LONG = 6
_READINGS = 8  # of a text that are kept while it is read


class _Reading(NamedTuple):
    """A way to put lines together: what its words cost, its text so far, and its last word where that may go on."""

    cost: float
    text: str
    word: str


def words_of_cells(cells: Iterable[PdfCell]) -> frozenset[str]:
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
        self._counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in rows:
            for at, cell in enumerate(row.cells):
                count = self._counts[self._group(row, at)]
                count[0] += sum(piece.full for piece in cell.pieces[:-1])
                count[1] += len(cell.pieces[:-1])
                count[2] += sum(piece.spaced for piece in cell.pieces[:-1])

    def _group(self, row: PdfRow, column: int) -> tuple[int, int]:
        return row.table, -1 if self._first[row.table] == id(row) else column

    def breaks_anywhere(self, row: PdfRow, column: int) -> bool:
        """Whether the cell of this row in this column does."""
        lines = row.cells[column].pieces[:-1]
        if not row.table or not lines or not all(line.full for line in lines):
            return False
        full, count, _ = self._counts[self._group(row, column)]
        return len(lines) >= _SURE or (count >= _FEW and full >= _MOSTLY * count)

    def paints_spaces(self, row: PdfRow, column: int) -> bool:
        """Whether a space is painted where lines of this column break between two words: at most of its breaks."""
        _, count, spaced = self._counts[self._group(row, column)]
        return spaced >= _SPACED and 2 * spaced > count


def join_cell_lines(pieces: Sequence[CellLine], known: frozenset[str], *, anywhere: bool, spaces: bool = False) -> str:
    """The lines of a cell as one text. `known` are words in small letters that stand whole elsewhere. `spaces`: where a
    line breaks between two words a space is painted, if it fits.

    Of all ways to read the breaks behind full lines the likeliest is taken: by how common its words are, and by where
    words break. That is at most breaks in a cell that breaks words `anywhere`, and else seldom but in a line of one
    word.
    """
    if not pieces:
        return ""
    readings = [_Reading(0.0, pieces[0].text, _run(_LAST, pieces[0].text))]
    for before, piece in pairwise(pieces):
        habit = _habit(before, anywhere=anywhere, spaces=spaces)
        found = [other for one in readings for other in _ways(one, before, piece, known, habit, piece is pieces[-1])]
        readings = sorted(found, key=lambda reading: reading.cost)[:_READINGS]
    best = min(readings, key=lambda reading: reading.cost + lexicon.cost(reading.word, known))
    return best.text.replace("\u00ad", "")


def _ways(
    one: _Reading, before: CellLine, piece: CellLine, known: frozenset[str], habit: tuple[float, float], last: bool
) -> list[_Reading]:
    """How a line can go on from a reading: as part of its last word, or after a space."""
    closed = one.cost + lexicon.cost(one.word, known)
    if before.full and (_is_number(before.text, piece.text) or _CLOSES.match(piece.text)):
        return [_Reading(closed, one.text + piece.text, _run(_LAST, piece.text))]
    first = _run(_FIRST, piece.text)
    abbreviated = first and piece.text.split(maxsplit=1)[0] in prose.ABBREVIATIONS
    slash = before.text.endswith("/") and not before.text.endswith(" /") and first[:1].islower()
    if slash or (before.full and _SLASH_FIRST.match(piece.text)):
        return [_Reading(closed, one.text + piece.text, _run(_LAST, piece.text))]
    is_torn = before.full or lexicon.is_torn(one.word, first)
    is_space = not is_torn or before.spaced or abbreviated or _UNIT.match(piece.text)
    if is_space or not one.word or not first[:1].islower():
        return [_Reading(closed, prose.join_lines([one.text, piece.text]), _run(_LAST, piece.text))]
    alone = piece.text == first and not last and not piece.spaced
    ways = []
    whole = (one.text + piece.text, one.word + first, one.cost + habit[0])
    named = _is_name_in_genitive(one.text, known) and lexicon.is_own_word(first, known)
    name = _GENITIVE if named else 0.0
    two = (f"{one.text} {piece.text}", first, closed + habit[1] + name)
    told = not alone and lexicon.is_apart(one.word, first, known)
    if told and habit[1] >= _UNSPACED and lexicon.is_unknown(one.word, known):
        told = not vocabulary.ends_like_a_word(one.word + first)  # a space would have been painted: "besparen|de"
    for text, word, cost in (two,) if told else (whole, two):
        ended = 0.0 if alone else lexicon.cost(word, known)
        ways.append(_Reading(cost + ended, text, word if alone else _run(_LAST, piece.text)))
    return ways


def _habit(line: CellLine, *, anywhere: bool, spaces: bool) -> tuple[float, float]:
    """What a break behind a full line costs, inside a word and between two."""
    if anywhere:
        inside, between = _ANYWHERE
    elif " " in line.text:
        inside, between = _OF_LINES
    else:
        inside, between = _TOO_LONG if len(line.text) > _LONG and line.text.isalpha() else _OF_WORDS
    return inside, between + (_UNSPACED if spaces else 0.0)


def _is_name_in_genitive(text: str, known: frozenset[str]) -> bool:
    """Whether a text ends with a name that nobody knows, in the genitive. Any word begins a text with a capital."""
    *before, last = text.split()
    if not (before and before[-1][-1].isalpha()) and not last.endswith(_DEFINITE_GENITIVE):
        return False
    return last[:1].isupper() and last[1:].islower() and last.endswith("s") and lexicon.is_unknown(last, known)


def _run(pattern: re.Pattern[str], text: str) -> str:
    """The letters at the beginning or the end of a text, in small letters but for a capital at its beginning."""
    found = pattern.search(text)
    return "" if found is None else found[0].lower() if pattern is _LAST else found[0]


def _is_number(before: str, after: str) -> bool:
    """Whether the line break between these texts stands inside a number."""
    last, first = before.rsplit(None, 1)[-1], after.split(None, 1)[0].rstrip(".,;:")
    if _IN_BRACKETS.search(f"{last[-4:]}|{first}"):
        return True  # a year in brackets: "HA02(20|25)"
    if not _PART_OF_NUMBER.fullmatch(last) or not _PART_OF_NUMBER.fullmatch(first):
        return False
    return bool(_GROUPED.match(last + first)) and not _GROUPED.match(last) and not _is_year(last)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()
