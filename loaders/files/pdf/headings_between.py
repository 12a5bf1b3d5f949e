"""Headings over several columns with names below, whose words may stand between the figures of these columns."""

from collections.abc import Mapping, Sequence

from loaders.files.pdf.bands import Band
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.words import WordLine

_EDGE = 2.0  # points; so near are the edges of a heading and of what stands below it
_LEVEL = 0.5  # of the height of a line


def under_each_other(
    band: Band, columns: Sequence[tuple[float, float]], over: Sequence[int], place: tuple[float, float]
) -> dict[int, list[WordLine]] | None:
    """A heading over several columns with their own names below it: the lines of each column, the heading in all.

    What stands between two columns belongs to the one whose lines begin there too, or else to the nearer one. None for
    a text that only goes over several columns.
    """
    found: dict[int, list[WordLine]] = {at: [] for at in over}
    between: list[WordLine] = []
    parted = False
    for line in band.lines:
        hit = 0
        for chunk in line:
            box = chunk.box
            own = [at for at in over if box.x0 < columns[at][1] and columns[at][0] < box.x1]
            for at in own:
                found[at].append(WordLine(chunk.words))
            between += [WordLine(chunk.words)] if not own and place[0] <= box.x0 and box.x1 <= place[1] else []
            hit += bool(own)
        parted = parted or hit > 1
    for words in between if parted else ():
        home = _home_between(words.box, columns, found)
        found[home] = _with_line(found[home], words)
    return found if parted else None


def _home_between(box: Box, columns: Sequence[tuple[float, float]], lines: Mapping[int, Sequence[WordLine]]) -> int:
    """The column of what stands between two: whose lines begin there too, or the nearer one."""
    alike = [at for at, held in lines.items() if any(abs(line.box.x0 - box.x0) < _EDGE for line in held)]
    return min(alike or lines, key=lambda at: max(columns[at][0] - box.x1, box.x0 - columns[at][1]))


def _with_line(lines: Sequence[WordLine], words: WordLine) -> list[WordLine]:
    """The lines from top to bottom with these words, on the line that stands level with them: a scan is not even."""
    level = next((line for line in lines if _is_level(line.box, words.box)), None)
    if level is None:
        return sorted([*lines, words], key=lambda line: line.box.top)
    whole = WordLine(tuple(sorted((*level.words, *words.words), key=lambda word: word.x0)))
    return [whole if line is level else line for line in lines]


def _is_level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _LEVEL * min(one.height, other.height)
