"""Which digit a drawing shows, by its shape alone: for fonts that draw other signs than they say."""

from functools import cache
from operator import mul

from loaders.files.pdf.painted import Face, Specimen, standard_faces

SIZE = 40.0  # points, at one pixel a point
_DIGITS = "0123456789"
_WIDE, _HIGH = 8, 11  # the grid that shapes are compared on
_SAME, _SURE, _LIKE, _MORE = 0.9, 0.8, 0.7, 0.12
_MARKS = frozenset("-−–‐‑\u00ad")
_SPACES = frozenset(" \u00a0\u202f\u2009")
_BAR = 1.3  # times as wide as high
_NARROW = 0.45  # of its height; a 1 is less wide
UNTOLD = "?"


def looks_like(text: str, drawn: Specimen | None) -> str:
    """What is drawn for a sign of a figure: the sign, where nothing speaks against it; "" for nothing; another digit,
    or `UNTOLD` for something else."""
    if text in _SPACES:
        return text if drawn is None else UNTOLD
    if drawn is None:
        return ""
    if text in _DIGITS:
        return _digit(text, drawn)
    width, height = drawn.width - 2, drawn.height - 2
    if text in _MARKS:
        return text if width >= _BAR * height else UNTOLD
    return text if height < SIZE / 2.5 and width < SIZE / 3 else UNTOLD


def is_digit(drawn: Specimen | None) -> bool:
    """Whether a drawing shows a digit, whichever."""
    return digit_of(drawn) != ""


def digit_of(drawn: Specimen | None) -> str:
    """The digit that a drawing shows; "" where it shows none."""
    if drawn is None:
        return ""
    shape = _grid(drawn)
    like = ((_likeness(shape, known), digit) for face in _faces() for digit, known in _known(face).items())
    best, digit = max(like)
    return digit if best >= _SURE else ""


def _digit(text: str, drawn: Specimen) -> str:
    """The digit that is read, or another that the drawing is surely much more like."""
    shape = _grid(drawn)
    like = dict.fromkeys(_DIGITS, 0.0)
    best = text
    for face in _faces():
        for digit, known in _known(face).items():
            like[digit] = max(like[digit], _likeness(shape, known))
        best = max(like, key=like.__getitem__)
        if best == text and like[best] >= _SAME:
            return text
    return best if like[best] >= _LIKE and like[best] >= like[text] + _MORE else text


@cache
def _faces() -> tuple[Face, ...]:
    return standard_faces()


@cache
def _known(face: Face) -> dict[str, list[float]]:
    """The digits as a font draws them that every viewer has."""
    drawn = ((digit, face.drawn(ord(digit), (SIZE, 0, 0, SIZE), 1.0)) for digit in _DIGITS)
    return {digit: _grid(one) for digit, one in drawn if one}


def _grid(drawn: Specimen) -> list[float]:
    """How much more or less ink than in the mean each part of a drawing has. A narrow one keeps paper beside it."""
    width, high = drawn.width - 2, drawn.height - 2
    wide = max(width, round(_NARROW * high))
    left = 1 - (wide - width) // 2
    rows = [drawn.ink[row * drawn.width : (row + 1) * drawn.width] for row in range(1, high + 1)]
    parts = []
    for row in range(_HIGH):
        lines = rows[row * high // _HIGH : max((row + 1) * high // _HIGH, row * high // _HIGH + 1)]
        for column in range(_WIDE):
            first, end = left + column * wide // _WIDE, left + (column + 1) * wide // _WIDE
            first, end = max(0, first), max(0, end, first + 1)
            held = b"".join(line[first:end] for line in lines)
            parts.append(sum(held) / max(1, len(lines) * (end - first)))
    mean = sum(parts) / len(parts)
    return [part - mean for part in parts]


def _likeness(one: list[float], other: list[float]) -> float:
    spread = sum(map(mul, one, one)) * sum(map(mul, other, other))
    return sum(map(mul, one, other)) / spread**0.5 if spread else 0.0
