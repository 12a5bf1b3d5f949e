"""Lines across that are typed and not drawn: a row of dashes, as programs without graphics put under a heading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from loaders.files.pdf.shapes import Glyph, Page, Stroke, around

_DASHES = frozenset("-_=–—─═")
_LEAST = 10  # signs; fewer may be a blank cell


def as_strokes(page: Page) -> Page:
    """The page with its typed lines among the drawn ones."""
    if not any(glyph.text in _DASHES for glyph in page.glyphs):
        return page
    typed = list(_typed(page.glyphs))
    gone = {glyph.order for run in typed for glyph in run}
    strokes = [Stroke(box.x0, y := (box.top + box.bottom) / 2, box.x1, y) for box in map(around, typed)]
    return replace(
        page,
        glyphs=[glyph for glyph in page.glyphs if glyph.order not in gone],
        strokes=[*page.strokes, *strokes],
    )


def _typed(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    ordered = sorted((glyph for glyph in glyphs if not glyph.turn), key=lambda glyph: glyph.order)
    for (text, _), run in groupby(ordered, key=lambda glyph: (glyph.text, round(glyph.bottom))):
        held = list(run) if text in _DASHES else []
        if len(held) >= _LEAST:
            yield held
