"""Check boxes, however they are drawn, as two signs that every loader reads: ☒ ticked, ☐ empty."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf.shapes import Box, Fill, Glyph, Page

TICKED, EMPTY = "\u2612", "\u2610"
# ☑ ☒ ✓ ✔ ✗ ✘ and their kin; private characters of symbol fonts (Wingdings and Wingdings 2) beside them
_TICKED = (
    "\u2611\u2612\u2713\u2714\u2715\u2716\u2717\u2718\u2bbd\u22a0\U0001f5f5\U0001f5f7\U0001f5f9\u2327"
    "\uf052\uf053\uf054\uf0fb\uf0fc\uf0fd\uf0fe"
)
_EMPTY = "\u2610\u25a1\u25a2\u25fb\u274f\u2750\u2751\u2752\u2b1c\uf0a3\uf0a8\uf06f\uf070\uf071\uf072"
_SIGNS = {**dict.fromkeys(_TICKED, TICKED), **dict.fromkeys(_EMPTY, EMPTY)}
_DINGBATS = {**dict.fromkeys("345678", TICKED), **dict.fromkeys("opqr", EMPTY), "l": "●", "n": "■"}
_MARKS = frozenset("xX×\u2612")
SPOTS = frozenset("●•⬤■▲▼◆◉⚫○▪⏺")  # signs that have a colour beside a text
_SMALLEST, _LARGEST = 5.0, 17.0  # points
_APART = 1.0


def named(text: str, font: str | bytes) -> str:
    """The sign that a character of this font is; the character itself when it is no check box."""
    if len(text) != 1:
        return text
    if text < "\u0100":
        name = font.decode("latin-1") if isinstance(font, bytes) else font
        family = name.rpartition("+")[2].lower()
        if "dingbats" in family:
            return _DINGBATS.get(text, text)
        if "wingdings" in family or "webdings" in family or family.startswith("symbol"):
            text = chr(0xF000 + ord(text)) if not text.isspace() else text
    return _SIGNS.get(text, text)


def is_frame(box: Box) -> bool:
    """Whether a drawn shape is square and as small as a check box."""
    fits = _SMALLEST <= box.width <= _LARGEST and _SMALLEST <= box.height <= _LARGEST
    return fits and abs(box.width - box.height) <= 0.2 * max(box.width, box.height)


def drawn(page: Page, marks: Sequence[Box]) -> Page:
    """The page with its drawn squares as signs. `marks` are the crosses, ticks and other crooked shapes on it."""
    signs: list[Glyph] = []
    gone: set[int] = set()
    for frame in _single(page.frames):
        inside = [at for at, glyph in enumerate(page.glyphs) if _is_in(glyph, frame) and not glyph.text.isspace()]
        if any(page.glyphs[at].text not in _MARKS for at in inside):
            continue  # a cell or a button with something else in it
        crossed = bool(inside) or any(_is_mark(mark, frame) for mark in marks) or _is_blackened(page.fills, frame)
        if not crossed and _is_coloured(page.fills, frame):
            continue
        gone.update(inside)
        signs.append(Glyph(TICKED if crossed else EMPTY, *frame, size=frame.height))
    if not signs:
        return page
    return replace(page, glyphs=[*(one for at, one in enumerate(page.glyphs) if at not in gone), *signs])


def _single(frames: Sequence[Box]) -> list[Box]:
    """The frames that stand alone: of squares inside each other the outermost, and none that share a side."""
    found: list[Box] = []
    for frame in sorted(set(frames), key=lambda one: -one.width * one.height):
        middle = ((frame.x0 + frame.x1) / 2, (frame.top + frame.bottom) / 2)
        if not any(other.holds(*middle) for other in found):
            found.append(frame)
    return [one for one in found if not any(_share_side(one, other) for other in found if other is not one)]


def _share_side(one: Box, other: Box) -> bool:
    beside = abs(one.x1 - other.x0) < _APART or abs(other.x1 - one.x0) < _APART
    below = abs(one.bottom - other.top) < _APART or abs(other.bottom - one.top) < _APART
    level, upright = abs(one.top - other.top) < _APART, abs(one.x0 - other.x0) < _APART
    return (beside and level) or (below and upright)


def _is_in(glyph: Glyph, frame: Box) -> bool:
    return frame.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)


def _is_mark(mark: Box, frame: Box) -> bool:
    """A shape inside the frame that is not the frame itself, as one with round corners would be."""
    inside = frame.holds((mark.x0 + mark.x1) / 2, (mark.top + mark.bottom) / 2)
    return inside and mark.width >= 0.3 * frame.width and mark.width * mark.height < 0.8 * frame.width * frame.height


def _is_blackened(fills: Sequence[Fill], frame: Box) -> bool:
    """A smaller dark square inside the frame."""
    area = frame.width * frame.height
    return any(
        fill.colour != "white" and 0.15 * area < fill.box.width * fill.box.height < 0.75 * area
        for fill in fills
        if fill.box.shared(frame) > 0.9 * fill.box.width * fill.box.height
    )


def _is_coloured(fills: Sequence[Fill], frame: Box) -> bool:
    """A square that is painted all over: a bullet, or a colour of a status."""
    over = [fill for fill in fills if fill.box.shared(frame) > 0.75 * frame.width * frame.height]
    return bool(over) and over[-1].colour != "white"
