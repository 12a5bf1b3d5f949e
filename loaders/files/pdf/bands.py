"""The lines of a page in bands: lines that stand close together, between two drawn lines. A row of a table is one."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from loaders.files.pdf import figures
from loaders.files.pdf.blocks import BlockLine
from loaders.files.pdf.shapes import Box, around, merged
from loaders.files.pdf.words import Word, WordLine

_BESIDE = 0.8  # of the size of letters: so much white space parts two texts on a line
_BESIDE_LEAST = 0.5
_TOUCH = 0.17  # of the size of letters; no two words of a text stand closer
_MANY = 3
_FEW_PAIRS = 2  # lines that are all labels and figures
_PAIR = 2  # a label and its value
_EVEN = 1.5  # points
_USUAL = 0.4  # the most that lines of one cell stand apart, in parts of the size of their letters
_MORE = 0.25  # so much more parts two rows
_OVER = 0.35  # of the size of letters, that the letters of two rows may reach into each other
_FEW = 0.15  # of the lines of a row; so many may be printed over by what is cut off above them
_LARGER = 1.1  # times the size of the line below it
_NAMES = 1.15  # times the letters of the row below it
_LEVEL = 0.2  # of the size of letters, that texts of a row may begin higher or lower
_FIRST = 5.0  # of the size of letters, that rows may begin further right
_WITH_A_SPACE = 2  # places further in the order of painting
_BULLET = re.compile(r"(?:[•·▪◦●o*–-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_SIGN = re.compile(r"[-−–+]$")
_UNSIGNED = re.compile(r"\d[\d.,]*[*%]?$")
_THOUSANDS, _GROUP = re.compile(r"[-−–(]?[1-9]\d{0,2}$"), re.compile(r"\d{3}[)*%]?$")
Texts = Mapping[int, BlockLine]  # by the place in the order of painting


class Chunk(NamedTuple):
    """Words of one line with only spaces between them. `text` is the number of the text that they are painted in."""

    words: tuple[Word, ...]
    text: int = 0

    @property
    def box(self) -> Box:
        return around(self.words)


@dataclass(slots=True)
class Band:
    """Lines that stand close together, each as its chunks; and the stretches of the page's width that they take.

    `ruled`: a line is drawn across between the band before and this one.
    """

    lines: list[list[Chunk]]
    places: list[tuple[float, float]] = field(default_factory=list)
    ruled: bool = False

    @property
    def box(self) -> Box:
        return around([chunk.box for line in self.lines for chunk in line])

    @property
    def size(self) -> float:
        return max(word.size for line in self.lines for chunk in line for word in chunk.words)


def page_bands(lines: Sequence[WordLine], across: Sequence[float], texts: Texts) -> Iterator[Band]:
    """The lines of a page in bands, from top to bottom."""
    ordered = sorted((line for line in lines if line.words), key=lambda line: line.box.top)
    limit = _limit(ordered)
    current: list[WordLine] = []
    edges = _edges(ordered, texts)
    bottom, above = 0.0, False
    for line in ordered:
        box = line.box
        ruled = any(bottom - 2 <= y <= box.top + 2 for y in across)
        if current and (ruled or box.top - bottom > limit * line.size):
            yield from _split(current, edges, texts, ruled=above)
            current, above = [], ruled
        current.append(line)
        bottom = box.bottom if len(current) == 1 else max(bottom, box.bottom)
    if current:
        yield from _split(current, edges, texts, ruled=above)


def _edges(lines: Sequence[WordLine], texts: Texts) -> frozenset[int]:
    """Where columns begin on this page: several texts begin there, and most with much white space before them.

    A figure that stands to the right may touch the text of the next column, so that only its heading is set off.
    """
    begun = Counter(round(chunk.words[0].x0) for line in lines for chunk in _chunks(line, (), texts)[1:])
    figures_at: dict[int, list[Word]] = defaultdict(list)
    for one, other in (pair for line in lines for pair in pairwise(line.words)):
        if _is_figure_beside(one, other, texts):
            figures_at[round(other.x0)].append(one)
    begun.update({x: len(before) for x, before in figures_at.items() if x in begun or _is_set_right(before)})
    return frozenset(x for x, times in begun.items() if times >= _MANY)


def _is_set_right(words: Sequence[Word]) -> bool:
    """Whether figures end at one place and begin at several, as those of a column do."""
    ends, starts = [word.x1 for word in words], [word.x0 for word in words]
    return max(ends) - min(ends) < _EVEN < max(starts) - min(starts)


def _is_figure_beside(one: Word, other: Word, texts: Texts) -> bool:
    """Whether a text begins right behind a figure that is all of another text."""
    first, second = texts.get(one.last), texts.get(other.order)
    if first is None or second is None or other.x0 - one.x1 > _BESIDE * one.size:
        return False
    alone = first.ends and texts[one.order].starts and figures.is_figure_or_none(one.text)
    return alone and second.starts and first.number != second.number


def _limit(lines: Sequence[WordLine]) -> float:
    """More space than this between two lines, in parts of their size, parts two rows."""
    gaps = sorted((other.box.top - one.box.bottom) / other.size for one, other in pairwise(lines))
    inner = [gap for gap in gaps if gap > 0]
    return min(_USUAL, inner[len(inner) // 5] if inner else _USUAL) + _MORE


def _split(lines: list[WordLine], edges: Collection[int], texts: Texts, *, ruled: bool) -> Iterator[Band]:
    """A band; or a band for each of its rows, which stand as close as lines do.

    Rows are told by the order in which their cells were painted, or by figures on every line.
    """
    if len(lines) > 1 and lines[0].size > _LARGER * lines[1].size and len(_chunks(lines[0], edges, texts)) == 1:
        yield from _split(lines[:1], edges, texts, ruled=ruled)  # a heading above the table
        lines, ruled = lines[1:], False
    chunks = [_chunks(line, edges, texts) for line in lines]
    ways = (_rows_of_labels, _painted_rows, _level_rows, _rows_of_figures, _full_lines)
    for group in next(filter(None, (way(chunks) for way in ways)), [chunks]):
        yield Band(group, merged(chunk.box for line in group for chunk in line), ruled)
        ruled = False


def _rows_of_figures(chunks: list[list[Chunk]]) -> list[list[list[Chunk]]]:
    held = [any(figures.is_figure_or_none(chunk.words[-1].text) for chunk in line[1:]) for line in chunks]
    left = min(line[0].box.x0 for line in chunks)
    tight = len(chunks) > 1 and all(held) and all(line[0].box.x0 - left < line[0].words[0].size for line in chunks)
    return [[line] for line in chunks] if tight else []


def _full_lines(lines: list[list[Chunk]]) -> list[list[list[Chunk]]]:
    """The rows of a band whose lines all fill the same columns, three or more, and were painted one after the other:
    the lines of one row would be painted cell by cell."""
    full = len(lines) >= _MANY and len(lines[0]) >= _MANY and all(len(line) == len(lines[0]) for line in lines)
    held = [chunk for line in lines for chunk in line]
    if not full or any(one.words[-1].last >= other.words[0].order for one, other in pairwise(held)):
        return []
    columns = list(zip(*lines, strict=True))
    edges = ([[chunk.box.x0 for chunk in column], [chunk.box.x1 for chunk in column]] for column in columns)
    level = all(min(max(side) - min(side) for side in sides) < _EVEN for sides in edges)
    return [[line] for line in lines] if level else []


def _rows_of_labels(lines: list[list[Chunk]]) -> list[list[list[Chunk]]]:
    """The rows of a band whose lines are each a label and its value, painted one after the other.

    What stands above them is a row of its own, and a line below a value, or of the same text, goes on with them.
    """
    pairs = [line for line in lines if len(line) == _PAIR]
    few = len(pairs) == len(lines) and all(map(_is_of_figure, pairs))
    if len(pairs) < (_FEW_PAIRS if few else _MANY) or max(map(len, lines)) > _PAIR:
        return []
    held = [chunk for line in pairs for chunk in line]
    ordered = all(one.words[-1].last < other.words[0].order for one, other in pairwise(held))
    if not ordered or len({chunk.text for chunk in held}) < len(held) or not _are_level(pairs):
        return []
    rows: list[list[list[Chunk]]] = []
    values = min(line[1].box.x0 for line in pairs)
    for line in lines:
        before = {chunk.text for chunk in rows[-1][0]} if rows and len(rows[-1][0]) == _PAIR else set()
        if len(line) < _PAIR and before and (line[0].box.x0 >= values or line[0].text in before):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_of_figure(line: Sequence[Chunk]) -> bool:
    """Whether a label begins with a capital and a figure, or a dash for none, follows: of a text it may be the rest."""
    label, value = (" ".join(word.text for word in chunk.words) for chunk in line)
    return label[0].isupper() and not any(map(str.isdigit, label)) and figures.is_figure_or_none(value.split()[0])


def _are_level(pairs: Sequence[list[Chunk]]) -> bool:
    """Whether labels begin at one place, and values begin, or end, at another."""
    edges = (
        [line[0].box.x0 for line in pairs],
        [line[1].box.x0 for line in pairs],
        [line[1].box.x1 for line in pairs],
    )
    labels, starts, ends = (max(one) - min(one) < _EVEN for one in edges)
    return labels and (starts or ends)


def _painted_rows(lines: list[list[Chunk]]) -> list[list[list[Chunk]]]:
    """The rows of a band whose cells were painted one after the other, row by row; none where that cannot be told.

    A row begins where the painting goes back to the left, below all that the row before holds.
    """
    blocks = painted_texts(lines)
    if not any(len(block) > 1 for block in blocks):
        return []
    rows: list[list[Chunk]] = []
    left = 0.0
    for block in blocks:
        box = around([chunk.box for chunk in block])
        size = block[0].words[0].size
        if not rows or (box.x0 < left - size and box.top > around([one.box for one in rows[-1]]).bottom - _OVER * size):
            rows.append([])
        rows[-1] += block
        left = box.x0
    rows = _whole_rows(rows)
    if len(rows) < 2 or any(_overlap(one, other) for one, other in pairwise(rows)):
        return []
    return _by_row(lines, rows)


def _level_rows(lines: list[list[Chunk]]) -> list[list[list[Chunk]]]:
    """The rows of a band whose texts begin at a few heights only, in the first column too, and do not overlap."""
    texts = painted_texts(lines)
    if not any(len(text) > 1 for text in texts):
        return []
    size = max(chunk.words[0].size for chunk in texts[0])
    rows: list[tuple[float, list[Chunk]]] = []
    for text in sorted(texts, key=lambda text: text[0].box.top):
        if not rows or text[0].box.top - rows[-1][0] > _LEVEL * size:
            rows.append((text[0].box.top, []))
        rows[-1][1].extend(text)
    held = [chunks for _, chunks in rows]
    starts = [min(chunk.box.x0 for chunk in chunks) for chunks in held]
    many = all(len({chunk.text for chunk in chunks}) >= _MANY for chunks in held)
    if len(rows) < 2 or not many or max(starts) - min(starts) > _FIRST * size:
        return []
    if any(_run_into(one, other) > _FEW * len(other) for one, other in pairwise(held)):
        return []
    return _by_row(lines, held)


def _run_into(above: Sequence[Chunk], below: Sequence[Chunk]) -> int:
    """How many lines of one row are printed over a line of the next."""
    return sum(
        one.box.bottom > other.box.top + _OVER * other.words[0].size
        and one.box.x0 < other.box.x1
        and other.box.x0 < one.box.x1
        for one in above
        for other in below
    )


def _by_row(lines: list[list[Chunk]], rows: Sequence[Sequence[Chunk]]) -> list[list[list[Chunk]]]:
    """The lines of each row."""
    place = {id(chunk): at for at, row in enumerate(rows) for chunk in row}
    held = [[[one for one in line if place[id(one)] == at] for line in lines] for at in range(len(rows))]
    return [[line for line in row if line] for row in held]


def painted_texts(lines: list[list[Chunk]]) -> list[list[Chunk]]:
    """The chunks of each text of a band, from the first that was painted to the last."""
    found = sorted((chunk for line in lines for chunk in line), key=lambda chunk: chunk.words[0].order)
    return [list(group) for _, group in groupby(found, key=lambda chunk: chunk.text)]


def _whole_rows(rows: list[list[Chunk]]) -> list[list[Chunk]]:
    """The rows; what stands alone below one, and does not begin where rows do, is a part of it."""
    first = min(chunk.box.x0 for row in rows for chunk in row)
    found: list[list[Chunk]] = []
    for row in rows:
        box = around([chunk.box for chunk in row])
        alone = len(merged(chunk.box for chunk in row)) < 2
        if found and alone and box.x0 > first + row[0].words[0].size:
            found[-1] += row
        else:
            found.append(row)
    return found


def _overlap(one: Sequence[Chunk], other: Sequence[Chunk]) -> bool:
    size = max(word.size for chunk in other for word in chunk.words)
    return around([chunk.box for chunk in one]).bottom > min(chunk.box.top for chunk in other) + _OVER * size


def _chunks(line: WordLine, edges: Collection[int], texts: Texts) -> list[Chunk]:
    groups = _by_gaps(line.words, edges, texts)
    if len(groups) >= _MANY:  # a row of a table: its texts may touch where columns begin
        groups = [part for group in groups for part in _at_edges(group, edges)]
    return [Chunk(tuple(group), _number(group[0], texts)) for group in groups]


def _number(word: Word, texts: Texts) -> int:
    text = texts.get(word.order)
    return text.number if text else 0


def _by_gaps(words: Sequence[Word], edges: Collection[int], texts: Texts) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for word in words:
        before = groups[-1][-1] if groups else None
        bullet = len(groups) == 1 and len(groups[0]) == 1 and _BULLET.match(groups[0][0].text)
        near = before is not None and word.x0 - before.x1 < _room(before, word, edges) * max(word.size, before.size)
        together = bullet or near or (before is not None and _is_spread_out(before, word, texts))
        if before and together and not _parts(before, word, texts):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _is_spread_out(one: Word, other: Word, texts: Texts) -> bool:
    """Whether two words, painted with one space between them, are of one text whose lines go from edge to edge."""
    first, second = texts.get(one.last), texts.get(other.order)
    if first is None or second is None or not first.deep or first.number != second.number:
        return False
    return other.order - one.last == _WITH_A_SPACE


def _parts(one: Word, other: Word, texts: Texts) -> bool:
    """Whether a text of several lines ends, or begins, between two words that stand close together; or one right behind
    another, without a space."""
    first, second = texts.get(one.last), texts.get(other.order)
    if first is None or second is None or first.number == second.number:
        return False
    if first.ends and second.starts and not one.spaced and other.x0 - one.x1 < _TOUCH * one.size:
        return True
    return (first.deep and first.ends) or (second.deep and second.starts)


def _at_edges(group: Sequence[Word], edges: Collection[int]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in group:
        if part and round(word.x0) in edges and word.order - part[-1].last > 1 and not _is_one_figure(part[-1], word):
            yield part
            part = []
        part.append(word)
    yield part


def _is_one_figure(one: Word, other: Word) -> bool:
    """Whether a space in a figure stands between two words: "-2 341", "- 405"."""
    if _is_sign(one, other):
        return True
    is_space = other.order - one.last == _WITH_A_SPACE and other.x0 - one.x1 < _USUAL * one.size
    return is_space and bool(_THOUSANDS.match(one.text) and _GROUP.match(other.text))


def _is_sign(one: Word, other: Word) -> bool:
    """Whether a sign and its figure were painted with a space between them."""
    near = other.order - one.last == _WITH_A_SPACE and other.x0 - one.x1 < _BESIDE * one.size
    return near and bool(_SIGN.match(one.text) and _UNSIGNED.match(other.text))


def _room(one: Word, other: Word, edges: Collection[int]) -> float:
    """How much white space parts two words into two cells: less between figures, which make no text, and at an edge."""
    if _is_sign(one, other):
        return _BESIDE
    if round(other.x0) in edges or (figures.is_figure_or_none(one.text) and figures.is_figure_or_none(other.text)):
        return _BESIDE_LEAST
    return _BESIDE


def is_large(bands: Sequence[Band], at: int) -> bool:
    """Whether a band of few texts has larger letters than the row below it: what names a table is no part of it."""
    few = len(bands[at].places) < _MANY and at + 1 < len(bands)
    return few and bands[at].size > _NAMES * bands[at + 1].size
