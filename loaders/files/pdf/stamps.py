"""Stamps and watermarks: text across other text, out by its size, its slant, its colour, and where it stands."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from loaders.files.pdf import hues
from loaders.files.pdf.shapes import Glyph
from loaders.files.pdf.signs import Sign, painted_runs

_LARGE = 1.5  # of the usual size of letters
_HUGE = 2.5
_MAIN = 0.15  # of the signs have a colour that is one of the page's own
_OVER = 0.25  # of the signs of a stamp stand on other signs
_PALE = 0.62
_USUAL = 1.2  # of the usual size of letters; what is larger may be a stamp of several lines
_BIN = 12.0
_KERNED = 2  # places further in the order of painting; a move back between two letters is painted too
_MOSTLY = 0.3  # of the page's signs run askew: the page itself does


def without(signs: Sequence[Sign]) -> tuple[list[Sign], list[str]]:
    """The signs that are the page's own text, and the texts that were stamped over it."""
    letters = [sign for sign in signs if not sign.glyph.text.isspace()]
    if not letters:
        return list(signs), []
    gone: set[int] = set()
    texts = []
    usual = median(sign.glyph.size for sign in letters)
    main = _main_colours(letters)
    over_others = crossed(letters)
    runs = list(painted_runs(signs))
    beside = _beside_others(runs, over_others)
    for run in runs:
        own = [sign for sign in run if not sign.glyph.text.isspace()]
        over = sum(sign.order in over_others for sign in own)
        # what is stamped says one thing: the page's own text has more to say in its colour
        is_own = own and own[0].glyph.size < _USUAL * usual and beside[_ink(own[0])] - {_text(own)}
        if own and not is_own and _is_stamp(own, over, usual, main):
            gone.update(sign.order for sign in run)
            texts.append("".join(sign.glyph.text for sign in run).strip())
    return [sign for sign in signs if sign.order not in gone], texts


def pinned(signs: Sequence[Sign]) -> tuple[list[Sign], list[str]]:
    """The signs of the page itself, and the texts of the stamps that are pinned to it."""
    own = [sign for sign in signs if not sign.state.stamped]
    if len(own) == len(signs):
        return own, []
    runs = painted_runs([sign for sign in signs if sign.state.stamped])
    return own, ["".join(sign.glyph.text for sign in run).strip() for run in runs]


def askew(signs: Sequence[Sign]) -> tuple[list[Sign], list[str]]:
    """The signs that run straight, and the text of those that run askew; on a page that lies askew all are its own."""
    slanted = [sign for sign in signs if sign.slanted]
    if not slanted or len(slanted) > _MOSTLY * len(signs):
        return list(signs), []
    text = "".join(sign.glyph.text for sign in slanted)
    return [sign for sign in signs if not sign.slanted], [" ".join(text.split())]


def _main_colours(letters: Sequence[Sign]) -> set[object]:
    counted = Counter(_ink(sign) for sign in letters)
    return {ink for ink, times in counted.items() if times >= _MAIN * len(letters)} | {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def _beside_others(runs: Sequence[Sequence[Sign]], over_others: set[int]) -> dict[object, set[str]]:
    """What is printed in each colour over no other text."""
    said: dict[object, set[str]] = defaultdict(set)
    for run in runs:
        own = [sign for sign in run if not sign.glyph.text.isspace()]
        if own and not any(sign.order in over_others for sign in own):
            said[_ink(own[0])].add(_text(own))
    return said


def _text(own: Sequence[Sign]) -> str:
    return "".join(sign.glyph.text for sign in own)


def _ink(sign: Sign) -> object:
    return hues.rgb_of(hues.colour_parts(sign.state.ncolor))


def _is_stamp(own: Sequence[Sign], over: int, usual: float, main: set[object]) -> bool:
    first = own[0]
    size, ink = first.glyph.size, _ink(first)
    faint = first.state.alpha is None or first.state.alpha < 0.8
    pale = isinstance(ink, tuple) and _PALE < min(ink) < 0.97
    if over >= _OVER * len(own):
        return size > _LARGE * usual or faint or pale or ink not in main
    return size > _HUGE * usual and (faint or pale) and (over > 0 or len(own) > 2)


def crossed(letters: Sequence[Sign]) -> set[int]:
    """The signs that stand over others of another text, by a good part."""
    bins: dict[tuple[int, int], list[Sign]] = defaultdict(list)
    for sign in letters:
        glyph = sign.glyph
        for column in range(int(glyph.x0 // _BIN), int(glyph.x1 // _BIN) + 1):
            for row in range(int(glyph.top // _BIN), int(glyph.bottom // _BIN) + 1):
                bins[column, row].append(sign)
    found: set[int] = set()
    for held in bins.values():
        held.sort(key=lambda sign: sign.glyph.x0)
        for at, sign in enumerate(held):
            for other in held[at + 1 :]:
                if other.glyph.x0 >= sign.glyph.x1:
                    break
                if _is_over(sign, other):
                    found |= {sign.order, other.order}
    return found


def _is_over(one: Sign, other: Sign) -> bool:
    """Whether two signs share a quarter of the smaller one's body, without being neighbours in a text."""
    a, b = one.glyph, other.glyph
    if abs(one.order - other.order) <= _KERNED and a.size == b.size and a.top == b.top:
        return False
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(_foot(a), _foot(b)) - max(_head(a), _head(b))
    if wide <= 0 or high <= 0:
        return False
    smaller = min((a.x1 - a.x0) * (_foot(a) - _head(a)), (b.x1 - b.x0) * (_foot(b) - _head(b)))
    return wide * high > 0.25 * smaller


def _head(glyph: Glyph) -> float:
    return glyph.top + 0.2 * glyph.size


def _foot(glyph: Glyph) -> float:
    return glyph.bottom - 0.2 * glyph.size


def repeated(texts: Sequence[str]) -> list[str]:
    """Each text once, in order."""
    return list(dict.fromkeys(text for text in texts if text))
