"""Which signs a person can see. Only those that their drawing leaves in doubt are looked for on the rendered page."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from loaders.files.pdf import hues, stamps
from loaders.files.pdf.picture import Picture
from loaders.files.pdf.shapes import Box, Fill
from loaders.files.pdf.signs import UNREAD, Sign, lower_text, painted_runs

_MOST_OF_PAGE = 0.6  # of its width
_AT_EDGE = 0.5  # points
_TINY = 2.0  # points; nobody reads what is smaller
_PALE = 0.35  # of full cover
_ALIKE = 0.12  # so little apart two colours look alike, each part 0–1
_COVERS = 40.0  # square points; smaller paint hides no text
_MOSTLY = 0.5
_NEXT, _STEP = 4, 1.9  # places in the order of painting, and times the size of letters, to the rest of a text
_LARGE, _LARGE_AREA = 0.35, 0.05  # of the width and the area of a page: less is a logo
_FEW = 3  # signs that may stand on a picture by chance
_SOFT = "\u00ad"
_TOUCH = 0.2  # of the size of letters; further apart stand no two signs of a figure
Look = Callable[[], Picture | None]


class PaintedArea(NamedTuple):
    """An area that is painted, its place in the order of painting, and the colour as RGB where it is known."""

    fill: Fill
    order: int
    rgb: tuple[float, float, float] | None
    covers: bool = True
    picture: bool = False


def seen(signs: Sequence[Sign], painted: Sequence[PaintedArea], crop: Box, look: Look) -> tuple[list[Sign], list[Sign]]:
    """The signs that are seen, and those that are not.

    Letters that are drawn invisible over a picture are its text, as the reader of a scanned page has put it there.
    """
    gone = {sign.order for sign in signs if _is_out(sign, crop)}
    doubted = [sign for sign in _doubted(signs, painted) if sign.order not in gone]
    picture = look() if doubted else None
    pictures = [one.fill.box for one in painted if one.picture]
    over_others = stamps.crossed([sign for sign in signs if not sign.glyph.text.isspace()]) if doubted else set()
    missing: set[int] = set()
    crossed: set[int] = set()
    for sign in doubted:
        if sign.state.is_invisible and not _is_on(sign, pictures):
            gone.add(sign.order)
        elif not _has_ink(sign, picture, painted):
            missing.add(sign.order)
        elif sign.order in over_others:
            crossed.add(sign.order)
    gone |= _by_text(doubted, missing, crossed)
    gone |= _rests(signs, gone)
    hidden = [sign for sign in signs if sign.order in gone and sign.glyph.text != _SOFT]
    return [sign for sign in signs if sign.order not in gone], hidden


def without_cut_figures(
    read: Sequence[Sign], hidden: Sequence[Sign], belied: Mapping[int, str]
) -> tuple[list[Sign], list[Sign]]:
    """The signs that are seen, without the figures that are cut away where something else shows, and those that are not
    with them. `belied` are the signs, by their order, in whose place the page shows something else."""
    gone: set[int] = set()
    cut = (list(run) for is_cut, run in groupby(read if belied else (), key=_is_cut) if is_cut)
    for run in cut:
        digits = [sign.order in belied for sign in run if sign.glyph.text.isdigit()]
        if sum(digits) > _MOSTLY * len(digits):
            gone |= {sign.order for sign in run}
    if not gone:
        return list(read), list(hidden)
    return [sign for sign in read if sign.order not in gone], [*hidden, *(one for one in read if one.order in gone)]


def with_unseen_digits(read: Sequence[Sign], hidden: Sequence[Sign]) -> tuple[list[Sign], dict[int, str]]:
    """The signs that are seen, with those that something hides of a figure of which others are seen, as signs that
    cannot be read; and these by their order, each with what is seen of it."""
    covered = [sign for sign in hidden if sign.glyph.text.isdigit() and not (sign.state.off or sign.state.is_invisible)]
    if not covered:
        return list(read), {}
    signs = sorted([*read, *covered], key=lambda sign: sign.order)
    gone = {sign.order for sign in covered}
    torn: set[int] = set()
    for run in painted_runs(signs):
        for word in _words(run):
            unseen = {sign.order for sign in word if sign.order in gone}
            if any(sign.order not in gone and sign.glyph.text.isdigit() for sign in word):
                torn |= unseen
    kept = (sign for sign in signs if sign.order not in gone or sign.order in torn)
    return [_unread(sign) if sign.order in torn else sign for sign in kept], dict.fromkeys(torn, "")


def _words(run: Sequence[Sign]) -> Iterator[list[Sign]]:
    """The signs of a run without a space between them."""
    word: list[Sign] = []
    for sign in run:
        apart = word and not -_TOUCH * sign.glyph.size < sign.glyph.x0 - word[-1].glyph.x1 < _TOUCH * sign.glyph.size
        if word and (apart or sign.glyph.text.isspace()):
            yield word
            word = []
        word += [] if sign.glyph.text.isspace() else [sign]
    if word:
        yield word


def _unread(sign: Sign) -> Sign:
    return sign._replace(glyph=sign.glyph._replace(text=UNREAD))


def _is_cut(sign: Sign) -> bool:
    return sign.cut


def unread_pictures(signs: Sequence[Sign], painted: Sequence[PaintedArea], crop: Box, look: Look) -> int:
    """How many large pictures show something written that no letters of the page stand on: a table or a text that was
    pasted as a picture. A photograph is none, nor the paper that a page is printed on."""
    large = [one.fill.box for one in painted if one.picture and _is_large(one.fill.box, crop)]
    alone = [box for box in large if sum(_is_on(sign, [box]) for sign in signs) <= _FEW]
    picture = look() if alone else None
    return sum(picture.is_written_on(box) for box in alone) if picture else 0


def _is_large(box: Box, crop: Box) -> bool:
    return box.width >= _LARGE * crop.width and _area(box) >= _LARGE_AREA * _area(crop)


def spilled(signs: Sequence[Sign], hidden: Sequence[Sign]) -> tuple[tuple[str, int], ...]:
    """The texts, without spaces, whose beginning is seen and the rest is not, each with how many letters are not. They
    only tell whether another page shows them."""
    gone = {sign.order for sign in hidden}
    texts: dict[int, list[Sign]] = defaultdict(list)
    for sign in signs if gone else ():
        if not sign.glyph.text.isspace():
            texts[id(sign.state)].append(sign)
    begun = (text for text in texts.values() if text[0].order not in gone)
    counted = (("".join(sign.glyph.text for sign in text), sum(sign.order in gone for sign in text)) for text in begun)
    return tuple((text, count) for text, count in counted if count)


def at_edge(signs: Sequence[Sign], crop: Box) -> frozenset[int]:
    """The letters at the right edge of what is printed of a page: the rest of their words may not be in the file.

    Of edges inside the page only those count that cut most of it, as a browser cuts all that it prints.
    """
    found = set()
    for sign in signs:
        clip, glyph = sign.state.clip, sign.glyph
        wide = clip is not None and clip[2] - clip[0] > _MOST_OF_PAGE * crop.width
        edge = min(crop.x1, clip[2]) if clip is not None and wide else crop.x1
        if not glyph.turn and glyph.text.isalpha() and glyph.x1 > edge - _AT_EDGE:
            found.add(sign.order)
    return frozenset(found)


def cut_off(read: Sequence[Sign], hidden: Sequence[Sign]) -> frozenset[int]:
    """The letters that are seen right before others of their text which the edge of a cell hides; and those that reach
    this edge, as a spreadsheet does not print what is hidden."""
    letters = sorted((sign for sign in read if sign.glyph.text.isalnum()), key=lambda sign: sign.order)
    orders = [sign.order for sign in letters]
    found = {sign.order for sign in letters if _reaches_edge(sign)}
    for sign in hidden:
        at = bisect_left(orders, sign.order) - 1
        if sign.cut and sign.glyph.text.isalnum() and at >= 0 and sign.order - orders[at] <= _NEXT:
            below = sign.glyph.top - letters[at].glyph.top
            if -1 < below < _STEP * sign.glyph.size:
                found.add(orders[at])
    return frozenset(found)


def _reaches_edge(sign: Sign) -> bool:
    clip, glyph = sign.state.clip, sign.glyph
    return clip is not None and not glyph.turn and glyph.text.isalpha() and glyph.x1 > clip[2] - _AT_EDGE


def _is_out(sign: Sign, crop: Box) -> bool:
    glyph = sign.glyph
    if sign.state.off or (glyph.size < _TINY and not glyph.text.isspace()):
        return True
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return not crop.holds(x, y)


def _doubted(signs: Sequence[Sign], painted: Sequence[PaintedArea]) -> list[Sign]:
    """Signs that something in their drawing may hide."""
    letters = [sign for sign in signs if not sign.glyph.text.isspace()]
    colours = {one.rgb for one in painted if one.rgb is not None} | {(1.0, 1.0, 1.0)}
    alike: dict[object, bool] = {}
    found = {sign.order for sign in letters if _is_in_doubt(sign)}
    for sign in letters:
        ink = sign.state.ncolor
        key = ink if isinstance(ink, int | float | str) else tuple(ink) if isinstance(ink, list) else ink
        if key not in alike:
            alike[key] = _is_like(ink, colours)
        if alike[key]:
            found.add(sign.order)
    found |= _under(letters, [one for one in painted if one.covers and _area(one.fill.box) > _COVERS])
    return [sign for sign in letters if sign.order in found]


def _is_in_doubt(sign: Sign) -> bool:
    """Whether the state that a sign was drawn in may hide it."""
    state = sign.state
    if sign.cut or state.is_invisible or sign.glyph.text == _SOFT or not state.is_plain:
        return True
    return state.alpha is None or state.alpha < _PALE


def _is_like(ink: object, colours: Iterable[tuple[float, float, float]]) -> bool:
    rgb = hues.rgb_of(hues.colour_parts(ink))
    if rgb is None:
        return True
    return any(all(abs(a - b) < _ALIKE for a, b in zip(rgb, other, strict=True)) for other in colours)


def _under(letters: Sequence[Sign], covers: Sequence[PaintedArea]) -> set[int]:
    """The signs over which something is painted later."""
    ordered = sorted(letters, key=lambda sign: sign.glyph.top)
    tops = [sign.glyph.top for sign in ordered]
    found = set()
    for one in covers:
        box = one.fill.box
        for sign in ordered[bisect_left(tops, box.top - 30) : bisect_right(tops, box.bottom)]:
            glyph = sign.glyph
            if sign.order < one.order and box.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2):
                found.add(sign.order)
    return found


def _area(box: Box) -> float:
    return box.width * box.height


def _is_on(sign: Sign, boxes: Sequence[Box]) -> bool:
    glyph = sign.glyph
    return any(box.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2) for box in boxes)


def _has_ink(sign: Sign, picture: Picture | None, painted: Sequence[PaintedArea]) -> bool:
    if picture is not None:
        return picture.has_ink(lower_text(Box(*sign.glyph[1:5])))
    return not sign.cut and sign.order not in _under([sign], [one for one in painted if one.covers])


def _by_text(doubted: Sequence[Sign], without_ink: set[int], crossed: set[int]) -> set[int]:
    """The missing signs, text by text: points and dashes are too thin to be told where all letters are seen.

    The ink at a sign that others are printed across may be theirs: the rest of its text tells.
    """
    texts: dict[int, list[Sign]] = defaultdict(list)
    for sign in doubted:
        texts[id(sign.state)].append(sign)
    unsure = (run for run in painted_runs(doubted) if not _is_surely_seen(run, without_ink, crossed))
    missing = without_ink | {sign.order for run in unsure for sign in run if sign.order in crossed}
    found = set(missing)
    for text in texts.values():
        letters = [sign for sign in text if sign.glyph.text.isalnum()]
        unseen = sum(sign.order in missing for sign in letters)
        if letters and not unseen:
            found -= {sign.order for sign in text if sign.glyph.text != _SOFT}
        elif letters and _is_unseen(unseen, len(letters), cut=any(sign.cut for sign in text)):
            found |= {sign.order for sign in text}  # what is left of it shows through from something else
    return found


def _is_unseen(unseen: int, letters: int, *, cut: bool) -> bool:
    """Whether so many letters of a text tell that nothing of it is seen; of one that is cut a part may be."""
    return unseen == letters if cut else unseen >= _MOSTLY * letters


def _rests(signs: Sequence[Sign], gone: set[int]) -> set[int]:
    """The letters of a word behind one of it that is hidden, as where the next cell is painted over its end."""
    found: set[int] = set()
    before: Sign | None = None
    for sign in signs:
        letter = sign.glyph.text.isalpha()
        same = before is not None and letter and before.state is sign.state and sign.order == before.order + 1
        if same and before is not None and sign.order not in gone and (before.order in gone or before.order in found):
            found.add(sign.order)
        before = sign if letter else None
    return found


def _is_surely_seen(text: Sequence[Sign], without_ink: set[int], crossed: set[int]) -> bool:
    """Whether all letters of a text that nothing is printed across are seen."""
    letters = [sign for sign in text if sign.glyph.text.isalnum() and sign.order not in crossed]
    return bool(letters) and not any(sign.order in without_ink for sign in letters)
