"""How the figures of a column are written: a column decides for its decimal sign and its minus as a whole."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records import amounts

_MARK = re.compile(r"(?<=[\d)%])(?:\s*[*†‡]+|\s+(?:\d{1,2}|[a-z])\))+$")
_BRACKETS = re.compile(r"^\(\s*(?P<inside>[\d.,\s]+?)\s*\)$")
_ENGLISH = re.compile(r"^[-−–+]?\s?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$")
_DANISH = re.compile(r"^[-−–+]?\s?(?:\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+,\d{1,2}|\d+,\d{4,}|0,\d+)$")
_SIGNED = re.compile(r"^[-−–]\s?\d")
_GROUPED_ONCE = re.compile(r"^[-−–+]?\s?[1-9]\d{0,2},\d{3}$")


@dataclass(frozen=True, slots=True)
class Style:
    """`english`: a comma groups thousands; None where some figures of the column say so and others the opposite.

    `brackets`: brackets are a minus; None where the column has both signs.
    """

    english: bool | None = False
    brackets: bool | None = False


PLAIN = Style()


def style(texts: Iterable[str], *, in_millions: bool = False) -> Style:
    """The style of a column with these figures. In a column in millions 10,105 has three decimals: with a comma that
    groups thousands it would be milliards, so it does not say how the column is written."""
    found = [_bare(text) for text in texts if text]
    inside = [(match["inside"] if (match := _BRACKETS.match(text)) else text).strip() for text in found]
    if in_millions:
        inside = [text for text in inside if not _GROUPED_ONCE.match(text)]
    brackets = any(_BRACKETS.match(text) for text in found)
    return Style(_decided(inside), None if brackets and any(map(_SIGNED.match, found)) else brackets)


def _decided(texts: Sequence[str]) -> bool | None:
    english = any(map(_ENGLISH.match, texts))
    return None if english and any(map(_DANISH.match, texts)) else english


def figure_value(text: str, style: Style) -> float | None:
    """The figure in a cell of a column of this style; None where it is none, or where it could be two."""
    bare = _bare(text)
    match = _BRACKETS.match(bare)
    if match and not style.brackets:
        return None
    inside = match["inside"].strip() if match else bare
    if style.english is None and _GROUPED_ONCE.match(inside):
        return None
    if style.english:
        inside = inside.replace(",", "").replace(".", ",")
    value = amounts.number(inside)
    return -value if value and match else value


def _bare(text: str) -> str:
    """The text without the mark of a note behind it."""
    return _MARK.sub("", text.strip())
