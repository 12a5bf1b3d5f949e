"""Printed signs before they are letters: reprints, raised marks, letters that are spaced out, struck text."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from loaders.files.pdf.drawing import Print, State
from loaders.files.pdf.shapes import Box, Glyph, Stroke, stretches

NAMELESS = "\0"  # a sign of which its font does not tell what it is
UNREAD = "\ufffd"
_MANY_AGAIN = 2  # further signs of a word that are printed again
_INSIDE = 0.15  # of the size of letters; further apart stand no two letters of a word
_SAME = (0.5, 0.3)  # so much of its width, and of its size, one print of a sign lies from the other
_MARK_SIZE = 0.86  # of the letter before it
_MARK_SHIFT = 0.1  # of that letter's size, that the mark's foot stands higher or lower
_MARK_GAP = 0.45
_MARK_REACH = 6.0  # points
_LONGEST_MARK = 4  # signs
_MARK_SIGNS = frozenset("0123456789*†‡§abcdefgh()[],ivx#")
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_UNITS = frozenset("mMkc")  # "m²"
_LEAST_SPACED, _SPACED_OUT = 20, 0.06
_FURTHEST, _WIDER = 1.2, 1.6
_BESIDE = 0.35  # of its size, from a sign to the next of its text
_COVERED = 0.25  # of a line under text, which may be spread out, has letters over it
_THROUGH = (0.3, 0.76)  # of a letter's height, from its top, a line through it runs


class Sign(NamedTuple):
    """A printed sign, the state it was drawn in, and its place in the order of painting.

    `cut` tells that less than half of it lies inside what the drawing is cut to. `code` is what its `font` calls it
    where that does not tell the letter. `print` is how it is drawn, of those that figures are made of.
    """

    glyph: Glyph
    state: State
    order: int
    cut: bool = False
    slanted: bool = False
    font: str = ""
    code: str = ""
    print: Print | None = None


def with_lost_minus(signs: Sequence[Sign]) -> list[Sign]:
    """The signs without those that have no name. One that begins a figure is not to be read: it may be its minus."""
    if not any(sign.glyph.text == NAMELESS for sign in signs):
        return list(signs)
    found = []
    for before, sign, after in zip((None, *signs), signs, (*signs[1:], None), strict=False):
        if sign.glyph.text != NAMELESS:
            found.append(sign)
        elif after and after.glyph.text.isdigit() and _is_beside(sign, after) and not _ends_at(before, sign):
            found.append(sign._replace(glyph=sign.glyph._replace(text=UNREAD)))
    return found


def _ends_at(before: Sign | None, sign: Sign) -> bool:
    """Whether the sign before is a letter or digit of the same text."""
    return before is not None and before.glyph.text.isalnum() and _is_beside(before, sign)


def _is_beside(one: Sign, other: Sign) -> bool:
    level = one.glyph.turn == other.glyph.turn == 0 and abs(one.glyph.top - other.glyph.top) < 1
    return level and abs(other.glyph.x0 - one.glyph.x1) < _BESIDE * one.glyph.size


def without_reprints(signs: Sequence[Sign]) -> list[Sign]:
    """The signs without those that are printed again over themselves, to look bold or to have a shadow.

    A letter that happens to stand over the same one of another text is none: its neighbours do not. Nor is what is on a
    layer that is switched off: under the figures that hold may stand older ones with some of the same digits.
    """
    by_text: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        if not (sign.glyph.text.isspace() or sign.state.off):
            by_text[sign.glyph.text].append(sign)
    pairs = {pair for same in by_text.values() for pair in _prints(same)}
    if not pairs:
        return list(signs)
    shown = (sign for sign in signs if not (sign.glyph.text.isspace() or sign.state.off))
    letters = sorted(shown, key=lambda sign: sign.order)
    place = {sign.order: at for at, sign in enumerate(letters)}
    printed = {(place[one], place[other]) for one, other in pairs}
    gone = {letters[one].order for one, other in printed if _is_reprint(one, other, printed, letters)}
    return [sign for sign in signs if sign.order not in gone]


def _prints(same: Sequence[Sign]) -> Iterator[tuple[int, int]]:
    """Signs with the same text that stand over each other, the earlier one first."""
    placed = sorted((*_along(sign.glyph), sign.glyph.size, sign.order) for sign in same)
    for at, (start, across, width, size, order) in enumerate(placed):
        for other in placed[at + 1 :]:
            if other[0] > start + _SAME[0] * width:
                break
            if abs(other[1] - across) < _SAME[1] * size:
                yield min(order, other[4]), max(order, other[4])


def _is_reprint(one: int, other: int, printed: Collection[tuple[int, int]], letters: Sequence[Sign]) -> bool:
    """Whether this sign is printed again at once, or with it others of its word: many, or all of a short one."""
    if all(sign.glyph.text == letters[one].glyph.text for sign in letters[one:other]):
        return True
    before, after = (_pairs_beside(one, other, printed, step) for step in (-1, 1))
    if before + after >= _MANY_AGAIN:
        return True
    ends = ((one - before, one + after), (other - before, other + after))
    return before + after > 0 and all(_is_word(first, last, letters) for first, last in ends)


def _pairs_beside(one: int, other: int, printed: Collection[tuple[int, int]], step: int) -> int:
    """How many signs before or after these are printed again in the same way."""
    found = 0
    while found < _MANY_AGAIN and (one + (found + 1) * step, other + (found + 1) * step) in printed:
        found += 1
    return found


def _is_word(first: int, last: int, letters: Sequence[Sign]) -> bool:
    """Whether no letter touches these signs on either side."""
    edges = (pair for pair in ((first - 1, first), (last, last + 1)) if pair[0] >= 0 and pair[1] < len(letters))
    return not any(_touch(letters[one], letters[other]) for one, other in edges)


def _touch(one: Sign, other: Sign) -> bool:
    letters = one.glyph.text.isalpha() and other.glyph.text.isalpha()
    return letters and _is_beside(one, other) and abs(other.glyph.x0 - one.glyph.x1) < _INSIDE * one.glyph.size


def _along(glyph: Glyph) -> tuple[float, float, float]:
    """Where a sign begins in the direction of its text, and across it, and its width."""
    if glyph.turn in (90, 270):
        return glyph.top, glyph.x0, glyph.bottom - glyph.top
    return glyph.x0, glyph.top, glyph.x1 - glyph.x0


def without_marks(signs: Sequence[Sign]) -> tuple[list[Sign], list[str]]:
    """The signs without raised figures that refer to a note, and those figures as text.

    A raised 2 behind a metre is a part of it.
    """
    kept: list[Sign] = []
    marks: list[str] = []
    letters = _Letters(signs)
    at = 0
    while at < len(signs):
        sign = signs[at]
        before = letters.before(sign, kept[-1] if kept else None)
        if sign.glyph.text in _RAISED and not _is_unit(before):
            marks.append(_RAISED[sign.glyph.text])
            at += 1
            continue
        length = _mark_length(signs, at, before) if before else 0
        if length:
            text = "".join(one.glyph.text for one in signs[at : at + length])
            if text == "2" and _is_unit(before):
                level = before.glyph if before else sign.glyph
                kept.append(sign._replace(glyph=sign.glyph._replace(text="²", top=level.top, bottom=level.bottom)))
            elif text.isdigit() and _is_lower(sign, before):
                kept += signs[at : at + length]  # CO2
            else:
                marks.append(text)
            at += length
            continue
        kept.append(sign)
        at += 1
    return kept, marks


class _Letters:
    """The signs by where they end, to find the one that a mark stands behind, whenever either was painted."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        self._usual = median([sign.glyph.size for sign in signs]) if signs else 0.0
        self._ends: dict[int, list[Sign]] = defaultdict(list)
        if any(self._may_be_mark(sign) for sign in signs):
            for sign in signs:
                if not sign.glyph.text.isspace() and not sign.glyph.turn:
                    self._ends[int(sign.glyph.x1 // _MARK_REACH)].append(sign)

    def _may_be_mark(self, sign: Sign) -> bool:
        return sign.glyph.size <= _MARK_SIZE * self._usual and sign.glyph.text in _MARK_SIGNS

    def before(self, sign: Sign, painted: Sign | None) -> Sign | None:
        """The larger sign that a small one stands behind; the one that was `painted` before it where that may be."""
        if not self._may_be_mark(sign) or (painted and _stands_behind(sign.glyph, painted.glyph)):
            return painted
        place = int(sign.glyph.x0 // _MARK_REACH)
        near = (one for at in (place - 1, place, place + 1) for one in self._ends[at])
        fit = [one for one in near if one is not sign and _stands_behind(sign.glyph, one.glyph)]
        return min(fit, key=lambda one: abs(sign.glyph.x0 - one.glyph.x1)) if fit else painted


def _stands_behind(mark: Glyph, letter: Glyph) -> bool:
    near = -_MARK_GAP * letter.size < mark.x0 - letter.x1 < _MARK_GAP * letter.size
    return near and _is_raised(mark, letter) and not letter.text.isspace()


def _is_unit(before: Sign | None) -> bool:
    return before is not None and before.glyph.text in _UNITS


def _is_lower(sign: Sign, before: Sign | None) -> bool:
    return before is not None and before.glyph.text.isalpha() and sign.glyph.bottom > before.glyph.bottom


def _mark_length(signs: Sequence[Sign], at: int, before: Sign) -> int:
    """How many signs from `at` on are a mark raised over, or lowered under, the line of the sign before them."""
    end = at
    letter = before.glyph
    if letter.text.isspace() or signs[at].glyph.size > _MARK_SIZE * letter.size:
        return 0
    while end < len(signs) and _is_raised(signs[end].glyph, letter) and signs[end].glyph.text in _MARK_SIGNS:
        end += 1
    near = _stands_behind(signs[at].glyph, letter)
    goes_on = end < len(signs) and _is_raised(signs[end].glyph, letter) and not signs[end].glyph.text.isspace()
    return end - at if near and end - at <= _LONGEST_MARK and not goes_on else 0


def _is_raised(glyph: Glyph, letter: Glyph) -> bool:
    """A small sign on the line of a larger one, but not on its foot."""
    small = glyph.size <= _MARK_SIZE * letter.size and glyph.turn == letter.turn == 0
    on_line = glyph.top < letter.bottom and glyph.bottom > letter.top
    return small and on_line and abs(_foot(glyph) - _foot(letter)) >= _MARK_SHIFT * letter.size


def _foot(glyph: Glyph) -> float:
    """Where letters stand, near enough: what reaches below that is a share of their size."""
    return glyph.bottom - 0.21 * glyph.size


def closed_up(signs: Sequence[Sign]) -> list[Sign]:
    """The signs as wide as they stand apart, where the letters of a size are spaced out."""
    gaps: dict[float, list[float]] = defaultdict(list)
    for one, other in pairwise(signs):
        if (gap := _gap(one.glyph, other.glyph)) is not None:
            gaps[round(one.glyph.size, 1)].append(gap)
    usual = {size: median(found) for size, found in gaps.items() if len(found) >= _LEAST_SPACED}
    wide = {size: gap for size, gap in usual.items() if gap > _SPACED_OUT * size}
    if not wide:
        return list(signs)
    return [
        _wider(sign, other, wide.get(round(sign.glyph.size, 1), 0.0)) for sign, other in zip_longest(signs, signs[1:])
    ]


def _wider(sign: Sign, following: Sign | None, usual: float) -> Sign:
    """A sign as wide as it stands from the next, where that is no more than letters of its size do."""
    gap = _distance(sign.glyph, following.glyph) if following else None
    if not usual or gap is None or not 0 < gap <= _WIDER * usual:
        return sign
    return sign._replace(glyph=sign.glyph._replace(x1=sign.glyph.x1 + 0.9 * gap))


def _gap(one: Glyph, other: Glyph) -> float | None:
    """The white space between two letters of a line; None for what is no pair of letters."""
    return _distance(one, other) if one.text.isalnum() and other.text.isalnum() else None


def _distance(one: Glyph, other: Glyph) -> float | None:
    """The white space between two signs of a line."""
    if one.turn or one.turn != other.turn or one.size != other.size or abs(one.top - other.top) > 0.1 * one.size:
        return None
    gap = other.x0 - one.x1
    return gap if -0.3 * one.size < gap < _FURTHEST * one.size else None


def without_struck(signs: Sequence[Sign], strokes: Sequence[Stroke]) -> tuple[list[Sign], list[Stroke], list[str]]:
    """Signs that are not struck through, the lines that neither strike nor underline text, and the struck text."""
    across = [stroke for stroke in strokes if stroke.x1 - stroke.x0 > 2 and stroke.bottom - stroke.top < 1]
    if not across or not signs:
        return list(signs), list(strokes), []
    rows: dict[int, list[Sign]] = defaultdict(list)
    for sign in signs:
        if not sign.glyph.turn and not sign.glyph.text.isspace():
            for key in range(int(sign.glyph.top) // 8, int(sign.glyph.bottom + 2) // 8 + 1):
                rows[key].append(sign)
    struck: set[int] = set()
    gone: set[int] = set()
    texts = []
    for stroke in across:
        near = [sign for sign in rows.get(int(stroke.top) // 8, ()) if _is_under(sign.glyph, stroke)]
        if near and _hugs(near, stroke):
            gone.add(id(stroke))
            through = [sign for sign in near if _is_through(sign.glyph, stroke)]
            if len(through) > 0.6 * len(near):
                struck.update(sign.order for sign in through)
                texts.append("".join(sign.glyph.text for sign in sorted(through, key=lambda one: one.glyph.x0)))
    kept = [sign for sign in signs if sign.order not in struck]
    return kept, [stroke for stroke in strokes if id(stroke) not in gone], texts


def _is_under(glyph: Glyph, stroke: Stroke) -> bool:
    """Whether a line runs through the height of a sign, or just below it."""
    middle = (glyph.x0 + glyph.x1) / 2
    return stroke.x0 - 1 <= middle <= stroke.x1 + 1 and glyph.top < stroke.top < glyph.bottom + 0.12 * glyph.size


def _hugs(near: Sequence[Sign], stroke: Stroke) -> bool:
    """Whether the line is as long as the text at it, as no border of a cell is."""
    glyphs = [sign.glyph for sign in near]
    left, right = min(one.x0 for one in glyphs), max(one.x1 for one in glyphs)
    slack = 0.35 * glyphs[0].size
    covered = sum(one.x1 - one.x0 for one in glyphs)
    is_same = abs(left - stroke.x0) < slack and abs(right - stroke.x1) < slack
    return is_same and covered > _COVERED * (stroke.x1 - stroke.x0)


def _is_through(glyph: Glyph, stroke: Stroke) -> bool:
    share = (stroke.top - glyph.top) / max(1.0, glyph.bottom - glyph.top)
    return _THROUGH[0] < share < _THROUGH[1]


def painted_runs(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Signs that were painted one after the other in one look, on one line."""
    return stretches(signs, _goes_on)


def _goes_on(one: Sign, other: Sign) -> bool:
    same_look = one.glyph.size == other.glyph.size and one.state.ncolor == other.state.ncolor
    return same_look and one.glyph.turn == other.glyph.turn and abs(one.glyph.top - other.glyph.top) < 1


def lower_text(box: Box) -> Box:
    """The part of a sign's box in which its ink is, without what touches it from other lines and cells."""
    return Box(
        box.x0 + 0.08 * box.width, box.top + 0.12 * box.height, box.x1 - 0.08 * box.width, box.bottom - 0.1 * box.height
    )
