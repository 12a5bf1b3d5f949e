"""The letters above and the numbers beside the cells of a sheet, which spreadsheets print where that is asked for: they
name no column and count no case."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf.shapes import Glyph, Page, Stroke, around

_LEAST = 3  # letters in a row, and numbers in a column
_GAP = 0.6  # of a sign's height, between two names
_LETTERS = 26
_NEAR = 1.0  # points


def without(page: Page) -> Page:
    """The page without them, and without the lines around them; as it is where it has none."""
    shown = [one for one in page.glyphs if not one.text.isspace()]
    letters = _names_above(shown)
    if not letters:
        return page
    numbers = _numbers_beside(shown, letters, page.strokes)
    if not numbers:
        return page
    gone = {one.order for name in (*letters, *numbers) for one in name}
    edge, foot = max(around(one).x1 for one in numbers), max(around(one).bottom for one in letters)
    first = min((one.x0 for one in page.strokes if one.x0 == one.x1 and one.x0 > edge), default=edge)
    strokes = [
        Stroke(max(one.x0, first), one.top, one.x1, one.bottom) for one in page.strokes if one.x1 >= first - _NEAR
    ]
    kept = [one for one in strokes if one.bottom > foot - _NEAR]
    return replace(page, glyphs=[one for one in page.glyphs if one.order not in gone], strokes=kept)


def _names_above(shown: Sequence[Glyph]) -> list[list[Glyph]]:
    """The names of columns in the highest line, where nothing else stands in it."""
    if not shown:
        return []
    first = min(shown, key=lambda one: one.bottom)
    line = [one for one in shown if one.bottom < first.bottom + first.size / 4]
    found = list(_names(line, along=True))
    places = [_place("".join(one.text for one in name)) for name in found]
    counts = all(other == one + 1 for one, other in pairwise(places))
    return found if len(found) >= _LEAST and places[0] and counts else []


def _numbers_beside(
    shown: Sequence[Glyph], letters: Sequence[Sequence[Glyph]], strokes: Sequence[Stroke]
) -> list[list[Glyph]]:
    """The numbers of rows, left of all columns, where nothing else stands there."""
    edge, foot = around(letters[0]).x0, max(around(one).bottom for one in letters)
    below = [one for one in shown if one.top >= foot - _NEAR]
    starts = min((one.x0 for one in below), default=edge)
    edge = min((one.x0 for one in strokes if one.x0 == one.x1 and one.x0 > starts), default=edge)
    rows = list(_names([one for one in below if one.x1 < edge + _NEAR], along=False))
    texts = ["".join(one.text for one in name) for name in rows]
    counts = all(text.isdecimal() for text in texts)
    counts = counts and all(int(other) == int(one) + 1 for one, other in pairwise(texts))
    return rows if len(rows) >= _LEAST and counts else []


def _names(held: Sequence[Glyph], *, along: bool) -> Iterator[list[Glyph]]:
    """The signs that stand together, as names from left to right, or one a line from the top."""
    ordered = sorted(held, key=lambda one: one.x0 if along else (round(one.top), one.x0))
    name: list[Glyph] = []
    for one in ordered:
        apart = name and (
            one.x0 - name[-1].x1 > _GAP * one.size if along else abs(one.top - name[-1].top) > one.size / 2
        )
        if apart:
            yield name
            name = []
        name.append(one)
    if name:
        yield name


def _place(name: str) -> int:
    """Of "A" 1, of "Z" 26, of "AA" 27; 0 of what names no column."""
    if not (name.isascii() and name.isalpha() and name.isupper() and len(name) < _LEAST):
        return 0
    place = 0
    for letter in name:
        place = place * _LETTERS + ord(letter) - ord("A") + 1
    return place
