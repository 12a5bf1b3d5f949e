"""Pictures: a digest (cases by status, report by report, and savings by year), bars, days on a line. Pillow's home.

Colours are Okabe and Ito's, which colour-blind people can tell apart, and each has a shape and a word besides. Slack
does not say whether it is light or dark: the ground is a dark grey, which glares in neither and shows every colour
(white does not show yellow). All that is drawn stands in words in the alt text (`views.digests.alt`). The font comes
along: a machine may have none with æøå.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from records.digests import Digest, SavingsOfYear, Trend
from templates import formats
from templates.catalogue import say

FONTS = Path(__file__).parent / "fonts"
# Slack shows it some 400 pixels wide, so letters are large and one chart stands above the other.
WIDTH, ALONE = 860, 276
LEFT, RIGHT = 36, 824
EDGE = 12  # stays paper, whatever is drawn
TOP, BOTTOM = 72, 222  # of the cases
LEGEND, FEW = 48, 3  # height of the line that says which shape is which; so few reports have room for the words
HEADING_SAVED, TOP_SAVED, YEAR = 290, 340, 38  # of the savings, and a row
LARGE, MIDDLE, SMALL = 32, 26, 22
INK, FAINT, PAPER = "#f2f3f4", "#aab0b6", "#2b3037"
COLOURS = {"red": "#d55e00", "yellow": "#f0e442", "green": "#009e73", "none": "#bbbbbb"}
ON_TRACK, AT_RISK = "#56b4e9", "#d55e00"
MOST_REPORTS, MOST_YEARS = 5, 9
BAR = 64
ROW, STOP, NAME_ROOM = 62, 70, 370  # heights of a row, and the room of a name
LEAST_BAR = 120
BARS, STOPS = 28, 26  # letters: a phone shows a picture in a third of its size
LABEL_GAP = 34

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def picture(digest: Digest, language: str) -> bytes | None:
    """The picture as PNG; None when there is no report to draw."""
    if digest.quiet or not digest.trend:
        return None
    image = Image.new("RGB", (WIDTH, _height(digest)), PAPER)
    pen = ImageDraw.Draw(image)
    _headings(pen, digest, language)
    _statuses(pen, digest.trend[-MOST_REPORTS:], language)
    if digest.by_year:
        _savings(pen, digest.by_year, _lower(digest), language)
    return _png(image)


def _height(digest: Digest) -> int:
    """No more than there is to show: with its sentences it has to be one screen of a phone."""
    below = TOP_SAVED + YEAR * len(_fewer(digest.by_year)) + 60 if digest.by_year else ALONE
    return below + _lower(digest)


def _lower(digest: Digest) -> int:
    """How much lower the savings stand, because of the line that says which shape is which."""
    return 0 if len(digest.trend) <= FEW else LEGEND


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a picture: its name, how long it is, and the figure as it is printed."""

    name: str
    value: float
    printed: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on a line: when, which shape it has (a name of COLOURS), and what is then."""

    when: str
    shape: str
    text: str


def bars_picture(title: str, found: Sequence[Bar]) -> bytes:
    """A bar a row, each with its name and its figure; what is below nothing has no bar."""
    image, pen = _sheet(title, len(found), ROW)
    font, most = _font(BARS), max((one.value for one in found), default=0) or 1
    printed = max((font.getlength(one.printed) for one in found), default=0) + 12
    names = min(NAME_ROOM, max(RIGHT - LEFT - printed - LEAST_BAR, LEAST_BAR))
    left = LEFT + min(max((font.getlength(one.name) for one in found), default=0), names) + 12
    room = max(RIGHT - left - printed, 0)
    for at, one in enumerate(found):
        y = TOP + at * ROW + ROW / 2
        end = left + room * max(one.value, 0) / most
        pen.text((left - 10, y), _fitting(one.name, names, font), INK, font, anchor="rm")
        pen.rectangle([left, y - ROW / 2 + 6, end, y + ROW / 2 - 6], ON_TRACK)
        pen.text((end + 10, y), one.printed, INK, font, anchor="lm")
    pen.line([(left, TOP), (left, TOP + ROW * len(found))], INK, 2)
    return _png(image)


def line_picture(title: str, found: Sequence[Stop]) -> bytes:
    """The days from the first down to the last, each with its shape and what is then."""
    image, pen = _sheet(title, len(found), STOP)
    font, x = _font(STOPS), LEFT + max(_font(STOPS).getlength(one.when) for one in found) + 40
    pen.line([(x, TOP + STOP / 2), (x, TOP + STOP * (len(found) - 0.5))], FAINT, 4)
    for at, one in enumerate(found):
        y = TOP + at * STOP + STOP / 2
        pen.text((x - 36, y), one.when, INK, font, anchor="rm")
        _shape(pen, one.shape, (x, y), 14)
        pen.text((x + 34, y), _fitting(one.text, RIGHT - x - 34, font), INK, font, anchor="lm")
    return _png(image)


def _sheet(title: str, rows: int, row: int) -> tuple[Image.Image, Pen]:
    image = Image.new("RGB", (WIDTH, TOP + rows * row + LEFT), PAPER)
    pen = ImageDraw.Draw(image)
    size = next((one for one in range(LARGE, 12, -1) if _font(one, True).getlength(title) <= RIGHT - LEFT), 12)
    pen.text((LEFT, 28), title, INK, _font(size, True))
    return image, pen


def _fitting(text: str, room: float, font: ImageFont.FreeTypeFont) -> str:
    """As much of a text as has room."""
    if font.getlength(text) <= room:
        return text
    end = next(at for at in range(len(text), -1, -1) if font.getlength(text[:at] + "…") <= room or not at)
    return text[:end] + "…"


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / ("VeraBd.ttf" if bold else "Vera.ttf"), size)


def _headings(pen: Pen, digest: Digest, language: str) -> None:
    """Of one size, in which both fit."""
    level = digest.by_year_level
    printed = formats.level(level, language) if level else say("digest.no_level", language)
    texts = [(16, say("digest.picture_status", language))]
    lower = HEADING_SAVED + _lower(digest)
    texts += [(lower, say("digest.picture_savings", language, level=printed))] if digest.by_year else []
    longest = max((text for _, text in texts), key=len)
    size = next((size for size in range(LARGE, 12, -1) if _font(size, True).getlength(longest) <= RIGHT - LEFT), 12)
    for top, text in texts:
        pen.text((LEFT, top), text, INK, _font(size, True))


# ---------------------------------------------------------------- cases by status


def _statuses(pen: Pen, trend: Sequence[Trend], language: str) -> None:
    """A column for each report, the worst on top; beside each part its shape and its count. Few reports have room for
    the word as well, more have one line below that says which shape is which."""
    most = max(sum(count for _, count in one.counts) for one in trend) or 1
    few = len(trend) <= FEW
    step = (RIGHT - LEFT) / (FEW if few else MOST_REPORTS)
    for at, one in enumerate(trend):
        _column(pen, LEFT + at * step, one, (BOTTOM - TOP) / most, language, few)
        name = f"{one.as_of.day}.{one.as_of.month}.{one.as_of.year}"
        pen.text((LEFT + at * step, BOTTOM + 10), name, INK, _font(SMALL))
    pen.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], INK, 2)
    if not few:
        _shapes(pen, [name for name in COLOURS if any(dict(one.counts).get(name) for one in trend)], language)


def _shapes(pen: Pen, names: Sequence[str], language: str) -> None:
    x = float(LEFT)
    for name in names:
        word = say(f"digest.picture_{name}", language)
        _shape(pen, name, (x + 12, BOTTOM + 66), 12)
        pen.text((x + 34, BOTTOM + 66), word, INK, _font(MIDDLE), anchor="lm")
        x += 66 + _font(MIDDLE).getlength(word)


def _column(pen: Pen, x: float, one: Trend, scale: float, language: str, worded: bool) -> None:
    top = BOTTOM - sum(count for _, count in one.counts) * scale
    labels: list[tuple[float, str, int]] = []
    for name, count in ((name, dict(one.counts).get(name, 0)) for name in COLOURS):
        if count:
            bottom = top + count * scale
            pen.rectangle([x, top, x + BAR, bottom], COLOURS[name], PAPER, 1)
            labels.append(((top + bottom) / 2, name, count))
            top = bottom
    for y, (_, name, count) in zip(_apart([label[0] for label in labels]), labels, strict=True):
        _shape(pen, name, (x + BAR + 18, y), 10)
        printed, _, word = say(f"digest.count_{name}", language, count=count).partition(" ")
        pen.text((x + BAR + 36, y), printed, INK, _font(MIDDLE, True), anchor="lm")
        if worded:
            after = x + BAR + 46 + _font(MIDDLE, True).getlength(printed)
            pen.text((after, y), _fitting(word, WIDTH - EDGE - after, _font(SMALL)), INK, _font(SMALL), anchor="lm")


def _apart(middles: Sequence[float]) -> list[float]:
    """Where labels stand that belong at these heights: small parts lie close together, their labels do not."""
    found: list[float] = []
    for middle in middles:
        found.append(max(middle, found[-1] + LABEL_GAP) if found else middle)
    over = found[-1] - (BOTTOM - LABEL_GAP / 2) if found else 0
    return [y - max(over, 0) for y in found]


def _square(pen: Pen, at: Point, size: int, colour: str) -> None:
    pen.rectangle([at[0] - size, at[1] - size, at[0] + size, at[1] + size], colour, INK, 2)


def _triangle(pen: Pen, at: Point, size: int, colour: str) -> None:
    corners = [(at[0], at[1] - size), (at[0] + size, at[1] + size), (at[0] - size, at[1] + size)]
    pen.polygon(corners, colour, INK, 2)


def _circle(pen: Pen, at: Point, size: int, colour: str) -> None:
    pen.ellipse([at[0] - size, at[1] - size, at[0] + size, at[1] + size], colour, INK, 2)


def _ring(pen: Pen, at: Point, size: int, colour: str) -> None:
    pen.ellipse([at[0] - size, at[1] - size, at[0] + size, at[1] + size], PAPER, INK, 3)


_SHAPES: dict[str, Callable[[Pen, Point, int, str], None]] = {
    "red": _square,
    "yellow": _triangle,
    "green": _circle,
    "none": _ring,
}


def _shape(pen: Pen, name: str, at: Point, size: int) -> None:
    _SHAPES[name](pen, at, size, COLOURS[name])


# ---------------------------------------------------------------- savings by year


def _savings(pen: Pen, years: Sequence[SavingsOfYear], lower: int, language: str) -> None:
    """A row for each year: all that is promised, and in hatching the part that is at risk, both in figures."""
    first = TOP_SAVED + lower
    listed, font = _fewer(years), _font(SMALL)
    named = [f"{'≤ ' if early else ''}{one.year or say('digest.no_year', language)}" for one, early in listed]
    told = [_told(one, language) for one, _ in listed]
    left = LEFT + max(font.getlength(name) for name in named) + 12
    room = RIGHT - left - max(font.getlength(text) for text in told) - 12
    most = max(one.promised_tkr for one, _ in listed) or 1
    for at, (one, _) in enumerate(listed):
        y, end = first + at * YEAR, left + room * (one.promised_tkr / most)
        pen.text((left - 10, y + YEAR / 2), named[at], INK, font, anchor="rm")
        pen.rectangle([left, y + 4, end, y + YEAR - 4], ON_TRACK)
        if one.at_risk_tkr > 0:
            _hatched(pen, left, y + 4, left + room * (one.at_risk_tkr / most), y + YEAR - 4)
        pen.text((end + 10, y + YEAR / 2), told[at], INK, font, anchor="lm")
    pen.line([(left, first), (left, first + YEAR * len(listed))], INK, 2)
    _legend(pen, first + YEAR * len(listed) + 32, language)


def _fewer(years: Sequence[SavingsOfYear]) -> list[tuple[SavingsOfYear, bool]]:
    """The years with the early ones put together where there are too many."""
    dated, undated = [one for one in years if one.year], [one for one in years if not one.year]
    early, late = dated[: -MOST_YEARS + 1], dated[-MOST_YEARS + 1 :]
    if len(early) <= 1:
        return [(one, False) for one in (*dated, *undated)]
    promised, at_risk = (sum(getattr(one, name) for one in early) for name in ("promised_tkr", "at_risk_tkr"))
    return [(SavingsOfYear(early[-1].year, promised, at_risk), True), *((one, False) for one in (*late, *undated))]


def _told(one: SavingsOfYear, language: str) -> str:
    promised = formats.one_decimal(one.promised_tkr / 1000, language)
    if not one.at_risk_tkr:
        return promised
    at_risk = formats.one_decimal(one.at_risk_tkr / 1000, language)
    return say("digest.picture_of_this", language, promised=promised, at_risk=at_risk)


def _hatched(pen: Pen, left: float, top: float, right: float, bottom: float) -> None:
    """Another colour and slanting lines: it can be told without any colour."""
    pen.rectangle([left, top, right, bottom], AT_RISK)
    height = bottom - top
    for x in range(int(left - height), int(right), 10):
        begins, ends = max(x, left), min(x + height, right)
        if ends > begins:
            pen.line([(begins, bottom - (begins - x)), (ends, bottom - (ends - x))], PAPER, 3)


def _legend(pen: Pen, y: float, language: str) -> None:
    x, word = float(LEFT), say("digest.picture_on_track", language)
    pen.rectangle([x, y - 12, x + 30, y + 12], ON_TRACK)
    pen.text((x + 42, y), word, INK, _font(MIDDLE), anchor="lm")
    x += 74 + _font(MIDDLE).getlength(word)
    _hatched(pen, x, y - 12, x + 30, y + 12)
    pen.text((x + 42, y), say("digest.picture_at_risk", language), INK, _font(MIDDLE), anchor="lm")
