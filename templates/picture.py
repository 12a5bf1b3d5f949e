"""A digest → a picture: cases by status, report by report, and savings by year. Pillow's home.

Colours are Okabe and Ito's, which colour-blind people can tell apart, and each has a shape and a word besides. What it
shows stands in words in its alt text (`views.digests.alt`). The font comes along: a machine may have none with æøå.
"""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from records.digests import Digest, SavingsOfYear, Trend
from templates import formats
from templates.catalogue import say

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 1400, 660
LEFT, RIGHT = (40, 660), (740, 1360)  # from, to: the two halves
TOP, BOTTOM = 130, 540
INK, FAINT, PAPER = "#1d1c1d", "#6b6b6b", "#ffffff"
COLOURS = {"red": "#d55e00", "yellow": "#f0e442", "green": "#009e73", "none": "#bbbbbb"}
ON_TRACK, AT_RISK = "#0072b2", "#d55e00"
MOST_REPORTS, MOST_YEARS = 5, 9
BAR = 64
LABEL_GAP = 34

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def picture(digest: Digest, language: str) -> bytes | None:
    """The picture as PNG; None when there is no report to draw."""
    if digest.quiet or not digest.trend:
        return None
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    _headings(pen, digest, language)
    _statuses(pen, digest.trend[-MOST_REPORTS:], language)
    if digest.by_year:
        _savings(pen, digest.by_year, language)
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / ("VeraBd.ttf" if bold else "Vera.ttf"), size)


def _headings(pen: Pen, digest: Digest, language: str) -> None:
    """Of one size, in which both fit."""
    level = digest.by_year_level
    printed = formats.level(level, language) if level else say("digest.no_level", language)
    texts = [(LEFT, say("digest.picture_status", language))]
    texts += [(RIGHT, say("digest.picture_savings", language, level=printed))] if digest.by_year else []
    longest = max((text for _, text in texts), key=len)
    size = next((size for size in range(26, 12, -1) if _font(size, True).getlength(longest) <= RIGHT[1] - RIGHT[0]), 12)
    for (left, _), text in texts:
        pen.text((left, 40), text, INK, _font(size, True))


# ---------------------------------------------------------------- cases by status


def _statuses(pen: Pen, trend: Sequence[Trend], language: str) -> None:
    """A column for each report, the worst on top; beside each part its shape and its count."""
    most = max(sum(count for _, count in one.counts) for one in trend) or 1
    step = (LEFT[1] - LEFT[0]) / len(trend)
    for at, one in enumerate(trend):
        _column(pen, LEFT[0] + at * step, one, (BOTTOM - TOP) / most)
        name = f"{one.as_of.day}.{one.as_of.month}.{one.as_of.year}"
        pen.text((LEFT[0] + at * step, BOTTOM + 12), name, INK, _font(18))
    pen.line([(LEFT[0], BOTTOM), (LEFT[1], BOTTOM)], INK, 2)
    shown = [name for name in COLOURS if any(count for one in trend for key, count in one.counts if key == name)]
    x = float(LEFT[0])
    for name in shown:
        _shape(pen, name, (x + 10, 605), 10)
        word = say(f"digest.picture_{name}", language)
        pen.text((x + 28, 592), word, INK, _font(20))
        x += 50 + _font(20).getlength(word)


def _column(pen: Pen, x: float, one: Trend, scale: float) -> None:
    top = BOTTOM - sum(count for _, count in one.counts) * scale
    above = float(-LABEL_GAP)
    for name, count in ((name, dict(one.counts).get(name, 0)) for name in COLOURS):
        if count:
            bottom = top + count * scale
            pen.rectangle([x, top, x + BAR, bottom], COLOURS[name], PAPER, 1)
            # Small parts lie close together: their labels are kept apart.
            above = max((top + bottom) / 2, above + LABEL_GAP, TOP - 10)
            _shape(pen, name, (x + BAR + 18, above), 9)
            pen.text((x + BAR + 34, above), str(count), INK, _font(22, True), anchor="lm")
            top = bottom


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


def _savings(pen: Pen, years: Sequence[SavingsOfYear], language: str) -> None:
    """A row for each year: all that is promised, and in hatching the part that is at risk, both in figures."""
    listed = _fewer(years)
    named = [f"{'≤ ' if early else ''}{one.year or say('digest.no_year', language)}" for one, early in listed]
    left = RIGHT[0] + max(_font(20).getlength(name) for name in named) + 14
    told = [_told(one, language) for one, _ in listed]
    room = RIGHT[1] - left - max(_font(20).getlength(text) for text in told) - 14
    most = max(one.promised_tkr for one, _ in listed) or 1
    step = min((BOTTOM - TOP) / len(listed), 62.0)
    for at, (one, _) in enumerate(listed):
        y, width = TOP + at * step, room * one.promised_tkr / most
        pen.text((left - 12, y + step / 2), named[at], INK, _font(20), anchor="rm")
        pen.rectangle([left, y + 5, left + width, y + step - 5], ON_TRACK)
        risk = room * one.at_risk_tkr / most
        if risk > 0:
            _hatched(pen, left, y + 5, left + risk, y + step - 5)
        pen.text((left + width + 10, y + step / 2), told[at], INK, _font(20), anchor="lm")
    pen.line([(left, TOP), (left, TOP + step * len(listed))], INK, 2)
    _legend(pen, language)


def _fewer(years: Sequence[SavingsOfYear]) -> list[tuple[SavingsOfYear, bool]]:
    """The years with the early ones put together where there are too many."""
    dated, undated = [one for one in years if one.year], [one for one in years if not one.year]
    early, late = dated[: -MOST_YEARS + 1], dated[-MOST_YEARS + 1 :]
    if len(early) <= 1:
        return [(one, False) for one in (*dated, *undated)]
    promised, at_risk = (sum(getattr(one, name) for one in early) for name in ("promised_tkr", "at_risk_tkr"))
    return [(SavingsOfYear(early[-1].year, promised, at_risk), True), *((one, False) for one in (*late, *undated))]


def _told(one: SavingsOfYear, language: str) -> str:
    promised = formats.number(round(one.promised_tkr / 1000, 1), language)
    if not one.at_risk_tkr:
        return promised
    at_risk = formats.number(round(one.at_risk_tkr / 1000, 1), language)
    return say("digest.picture_of_this", language, promised=promised, at_risk=at_risk)


def _hatched(pen: Pen, left: float, top: float, right: float, bottom: float) -> None:
    """Another colour and slanting lines: it can be told without any colour."""
    pen.rectangle([left, top, right, bottom], AT_RISK)
    height = bottom - top
    for x in range(int(left - height), int(right), 9):
        begins, ends = max(x, left), min(x + height, right)
        if ends > begins:
            pen.line([(begins, bottom - (begins - x)), (ends, bottom - (ends - x))], PAPER, 2)


def _legend(pen: Pen, language: str) -> None:
    x = float(RIGHT[0])
    pen.rectangle([x, 595, x + 28, 615], ON_TRACK)
    word = say("digest.picture_on_track", language)
    pen.text((x + 38, 592), word, INK, _font(20))
    x += 62 + _font(20).getlength(word)
    _hatched(pen, x, 595, x + 28, 615)
    pen.text((x + 38, 592), say("digest.picture_at_risk", language), INK, _font(20))
