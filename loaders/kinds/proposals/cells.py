"""Cut the words of a follow-up table into rows of four cells: the cheapest cutting by `scores`, found step by step.

A cell may go over many lines, and two or more short cells may share a line; so a cut is tried before every line and
before every word in a line that could begin a cell. Linear in the number of lines, because a cell has a longest length.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from loaders.kinds.proposals import scores
from loaders.kinds.proposals.lines import Line, letters
from loaders.kinds.proposals.words import ColumnWord, column_words

COLUMNS = 4
_MOST_CUTS = 44  # how many possible cuts one cell may go over
_TOO_MUCH = 14.0
_UNREACHED = float("inf")
_NARROW, _WIDE = 22, 60  # characters that a column may be wide
_PAST_UNIT = 5.0
_LONGEST_UNIT = 60  # letters
_MOST_UNITS = 200
_MOST_WORDS = 12  # of a unit's name


@dataclass(frozen=True, slots=True)
class CellCut:
    """A row: the words of goal, measure, responsible and when; `cost` says how unlikely the cutting is."""

    cells: tuple[tuple[ColumnWord, ...], ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Board:
    """What the search looks up: the possible cuts (word numbers), and the costs between them."""

    words: list[ColumnWord]
    places: list[int]
    cut: list[float]
    kept: list[float]
    ends: list[int]
    overlong: list[float]
    width: int
    units: tuple[str, ...]


def rows(lines: Sequence[Line], width: int = 0, units: Collection[str] = ()) -> list[CellCut]:
    """The rows that these lines hold. `width` and `units` come from the whole table where the lines are part of one."""
    words = column_words(lines)
    if not words:
        return []
    board = _board(words, width or column_width(lines), units)
    return _rows(board, _search(board))


def column_width(lines: Sequence[Line]) -> int:
    """The width of a column in characters: what the lines that are surely of one cell reach, wrapped words first."""
    inner = [line for line in lines if line.gap == "line" or line.text[0].islower()]
    alone = [line for line in inner if not scores.holds_term(line.text)]
    lengths = sorted(len(line.text) for line in (alone or inner or lines))
    if not lengths:
        return _NARROW
    return max(_NARROW, min(_WIDE, lengths[ceil(0.9 * (len(lengths) - 1))]))


def recurring(lines: Sequence[Line]) -> frozenset[str]:
    """Texts that most likely are units, as letters: they recur before dates, as whole blocks or at a line's start, or
    after different words ("Løndata Borgercenter Voksne Ultimo 2022", "Borgercenter Voksne Medio 2023")."""
    before: dict[str, list[str]] = {}
    for phrase, whole in _before_dates(column_words(lines)):
        for at in range(1 if whole else len(phrase)):
            if not phrase[at][0].isupper():
                continue  # a cell begins with a capital letter
            text = letters(" ".join(phrase[at:]))
            before.setdefault(text, []).append(phrase[at - 1] if at else "")
    often = sorted(before, key=lambda text: -len(before[text]))[:_MOST_UNITS]
    found = [text for text in often if len(before[text]) > 1 and (not any(before[text]) or len(set(before[text])) > 1)]
    return frozenset(
        text
        for text in found
        if 1 < len(text) < _LONGEST_UNIT
        and not scores.begins_when(text)
        and not any(text != other and text.endswith(other) for other in found)
    )


def _before_dates(words: list[ColumnWord]) -> Iterator[tuple[list[str], bool]]:
    """The words that stand before what may be a date: (a whole block, True), or (the words on its line, False)."""
    block: list[str] = []
    for number, word in enumerate(words):
        if block and _begins_date(words, number) and not _begins_date(words, number - 1):
            line = [other.text for other in words[max(0, number - 7) : number] if other.line == word.line]
            yield (block, True) if word.gap in scores.APART else (line, False)
        block = [word.text] if word.gap in scores.APART else [*block[-_MOST_WORDS:], word.text]


def _begins_date(words: Sequence[ColumnWord], at: int) -> bool:
    first = words[at].text[0]
    return (first.isupper() or first.isdigit()) and scores.begins_when(" ".join(scores.texts(words, at)))


def _board(words: list[ColumnWord], width: int, units: Collection[str]) -> _Board:
    starts = frozenset(
        scores.start_of(words, at) for at, word in enumerate(words) if word.gap in scores.APART and at + 1 < len(words)
    )
    places = [at for at, word in enumerate(words) if _may_begin(word)]
    if not places or places[0]:
        places.insert(0, 0)
    ends = _line_ends(words)
    kept = [0.0]
    kept += [scores.keep(words, at, width, starts) + _PAST_UNIT * _after_unit(words, at, units) for at in places[1:]]
    return _Board(
        words=words,
        places=[*places, len(words)],
        cut=[*(scores.cut(words, at, width, starts) for at in places), 0.0],
        kept=list(accumulate([*kept, 0.0])),
        ends=ends,
        overlong=list(accumulate((scores.overlong(end, width) for end in ends), initial=0.0)),
        width=width,
        units=tuple(units),
    )


def _after_unit(words: list[ColumnWord], at: int, units: Collection[str]) -> bool:
    """Whether a date begins here, right behind a known unit on the same line: two cells meet."""
    if not units or not _begins_date(words, at):
        return False
    line = [other.text for other in words[max(0, at - 7) : at] if other.line == words[at].line]
    return any(letters(" ".join(line[start:])) in units for start in range(len(line)))


def _may_begin(word: ColumnWord) -> bool:
    first = word.text[0]
    return word.gap not in ("word", "wide") or first.isupper() or first.isdigit() or word.text in ("-", "–")


def _line_ends(words: list[ColumnWord]) -> list[int]:
    ends: dict[int, int] = {}
    for word in words:
        ends[word.line] = word.end
    return [ends[line] for line in sorted(ends)]


def _search(board: _Board) -> list[tuple[list[int], float]]:
    """The rows of the cheapest cutting: five numbers in `places` each, where the cells begin and end, and the cost."""
    last = len(board.places) - 1
    best = [[_UNREACHED] * (COLUMNS + 1) for _ in board.places]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (COLUMNS + 1) for _ in board.places]
    best[0][0] = 0.0
    for here in range(last + 1):
        reach = _reach(board, here)
        for column in (scores.MEASURE, scores.RESPONSIBLE, scores.WHEN, scores.GOAL):
            if column == scores.GOAL:
                _close_row(board, best, back, here)
            if best[here][column] < _UNREACHED:
                _go_on(board, best, back, (here, column), reach)
    return _walk_back(back, best, last)


def _reach(board: _Board, here: int) -> list[tuple[int, float, str]]:
    """The cells that may begin here: where each ends, what it goes over costs, and its text. The empty one first."""
    found = [(here, 0.0, "")]
    for there in range(here + 1, min(len(board.places), here + _MOST_CUTS)):
        between = _between(board, here, there)
        if between > _TOO_MUCH and there > here + 1:  # one step is always open, so that the end can be reached
            break
        words = board.words[board.places[here] : board.places[there]]
        found.append((there, between + board.cut[there], " ".join(word.text for word in words)))
    return found


def _close_row(board: _Board, best: list[list[float]], back: list[list[tuple[int, int]]], here: int) -> None:
    """Where all four cells are filled, a new row may begin here, but only at the start of a line."""
    words, at = board.words, board.places[here]
    if at < len(words) and words[at].gap in ("word", "wide"):
        return
    cost = best[here][COLUMNS] + (1.0 if at < len(words) and words[at].gap == "line" else 0.0)
    if cost < best[here][0]:
        best[here][0], back[here][0] = cost, (here, COLUMNS)


def _go_on(
    board: _Board,
    best: list[list[float]],
    back: list[list[tuple[int, int]]],
    at: tuple[int, int],
    reach: list[tuple[int, float, str]],
) -> None:
    """Try every cell that begins at this place as this column's; what cannot be cheapest is not looked at closely."""
    here, column = at
    base, least = best[here][column], scores.LEAST[column]
    for there, between, text in reach:
        known = best[there][column + 1]
        cost = base + between
        if cost + least < known:
            cost += scores.content_cost(column, text, board.units)
            if cost < known:
                best[there][column + 1], back[there][column + 1] = cost, at


def _between(board: _Board, here: int, there: int) -> float:
    """The cost of what a cell goes over: gaps that are no cut, and pieces longer than the column is wide."""
    first, last = board.words[board.places[here]], board.words[board.places[there] - 1]
    kept = board.kept[there - 1] - board.kept[here]
    if first.line == last.line:
        return kept + scores.overlong(last.end - first.start, board.width)
    end = board.ends[first.line]
    inner = board.overlong[last.line] - board.overlong[first.line + 1]
    return kept + inner + scores.overlong(end - first.start, board.width) + scores.overlong(last.end, board.width)


def _walk_back(back: list[list[tuple[int, int]]], best: list[list[float]], last: int) -> list[tuple[list[int], float]]:
    found: list[tuple[list[int], float]] = []
    here = last
    while here:
        total = best[here][0]
        here, column = back[here][0]
        marks = [here]
        while column:
            here, column = back[here][column]
            marks.append(here)
        found.append((marks[::-1], total - best[here][0]))
    return found[::-1]


def _rows(board: _Board, found: list[tuple[list[int], float]]) -> list[CellCut]:
    rows = []
    for marks, cost in found:
        places = [board.places[mark] for mark in marks]
        cells = tuple(tuple(board.words[begin:end]) for begin, end in pairwise(places))
        rows.append(CellCut(cells, cost))
    return rows
