"""Cards that stand beside each other, each with the same labels: a grid of them is read card by card.

They are told by their labels: a line that begins with one has it again further right, at the same place on each line.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from loaders.files.pdf.shapes import Page
from loaders.files.pdf.side_by_side import Fold
from loaders.files.pdf.tables import PdfRow
from loaders.files.pdf.words import Word

_LEVEL = 2.0  # points, between the feet of words on one line
_ALIKE = 1.5  # points; so near begin the labels of one card
_LEAST = 3  # labels of a card
_APART = 0.8  # of the size of letters, before another text
_MOST_COLUMNS = 4  # of a table that cards beside each other may have been read as
_LONGEST = 6  # words of a label


def find_fold(rows: Sequence[PdfRow], page: Page) -> Fold | None:
    """Where the first card of a page ends and those to its right begin; None without such."""
    if any(len(row.cells) > _MOST_COLUMNS for row in rows) and not any(map(_says_again, rows)):
        return None
    lines = _lines(rows)
    found: dict[int, list[tuple[Word, str]]] = defaultdict(list)
    for line in lines:
        for word, label in _again(line):
            found[round(word.x0 / _ALIKE)].append((word, label))
    beside = [held for _, held in sorted(found.items()) if _are_of_cards([label for _, label in held])]
    if not beside:
        return None
    x = median(word.x0 for word, _ in beside[0])
    top = min(word.top for word, _ in beside[0])
    reach = max((word.x1 for line in lines for word in line if word.x1 < x and word.top >= top - 1), default=x)
    return Fold(max((reach + x) / 2, x - _edge(page, x)), _top(lines, x, top))


def _says_again(row: PdfRow) -> bool:
    """Whether the first cell of a row of a table comes again in the same row, as the labels of cards do."""
    first = row.cells[0].text
    return sum(map(str.isalpha, first)) > _LEAST and any(cell.text == first for cell in row.cells[1:])


def _are_of_cards(labels: Sequence[str]) -> bool:
    """Whether these are the labels of cards, from the top down: several with a colon, or the same ones in one order
    again and again. Texts of a table come again as it happens."""
    once = list(dict.fromkeys(labels))
    if len(once) < _LEAST:
        return False
    times = len(labels) // len(once)
    return all(label.endswith(":") for label in once) or (times > 1 and list(labels) == once * times)


def _edge(page: Page, x: float) -> float:
    """How far before a label its card is drawn: the nearest line down, or the side of a painted area."""
    sides = [stroke.x0 for stroke in page.strokes if stroke.bottom - stroke.top > stroke.x1 - stroke.x0]
    sides += [fill.box.x0 for fill in page.fills]
    return min((x - side + 1 for side in sides if 0 <= x - side < x), default=x)


def _lines(rows: Sequence[PdfRow]) -> list[list[Word]]:
    """The words of a page by line, from the top down, each from left to right."""
    words = {(word.order, word.last): word for row in rows for cell in row.cells for word in cell.words}
    found: list[list[Word]] = []
    for word in sorted(words.values(), key=lambda word: word.bottom):
        if found and word.bottom - found[-1][0].bottom < _LEVEL:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in found]


def _again(line: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """The words further right with which the label of a line begins again, each with that label."""
    label = _label(line)
    said = " ".join(word.text for word in label)
    if sum(map(str.isalpha, said)) <= _LEAST or not said[0].isupper():
        return
    for at in range(len(label), len(line) - len(label) + 1):
        if " ".join(word.text for word in line[at : at + len(label)]) == said and _is_apart(line, at):
            yield line[at], said


def _label(line: Sequence[Word]) -> Sequence[Word]:
    """The words up to a colon, or to white space."""
    for at, word in enumerate(line[:_LONGEST]):
        if word.text.endswith(":") or (at + 1 < len(line) and _is_apart(line, at + 1)):
            return line[: at + 1]
    return ()


def _is_apart(line: Sequence[Word], at: int) -> bool:
    return line[at].x0 - line[at - 1].x1 > _APART * line[at].size


def _top(lines: Sequence[Sequence[Word]], x: float, first: float) -> float:
    """The top of what stands above the first label of the cards: their names, which begin at the same place."""
    top = first
    above = [line for line in lines if max(word.bottom for word in line) <= first + 1]
    for line in reversed(above):
        begins = [at for at, word in enumerate(line) if abs(word.x0 - x) < _ALIKE]
        right = [word for word in line if word.x0 > x - _ALIKE]
        crossed = any(word.x0 < x - _ALIKE < word.x1 for word in line)
        if crossed or (right and not begins) or any(at and not _is_apart(line, at) for at in begins):
            break
        top = min(word.top for word in line) if begins else top
    return top
