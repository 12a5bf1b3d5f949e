"""What a document itself says that words mean in colours: "Lukket – ikke i mål = rød", "Gul: afventer, forsinket"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.kinds.tables import contents, roles, words
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.rows import Row

_LONGEST, _MOST_WORDS = 300, 8  # characters of a line, words of a status
_SENTENCE = re.compile(r"[.;\t●•■▲]+(?:\s+|$)")
_BEHIND = re.compile(r"(?P<said>.+?)\s*(?:=|:|\ber\b|\bvises\b|\bbetyder\b|→)\s*(?P<colour>[^\W\d_]+)")
_BEFORE = re.compile(r"(?P<colour>[^\W\d_]+)\s*(?:=|:|\bbetyder\b|→)\s*(?P<said>.+)")
_DIGIT = re.compile(r"(?<![\w.,])(?P<digit>\d)\s*(?:=|:|→)\s*(?P<said>[^\d=:→]+?)(?=[\s,;]*(?:\d\s*(?:=|:|→)|$))")
_OR = re.compile(r"\s+/\s+|\s*,\s+(?:og |eller )?|\s+(?:eller|og)\s+")


def colours_of_words(lines: Sequence[str]) -> Mapping[str, str]:
    """The colour of each text, in small letters, that a line says it of; none of a text that has several."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if len(line) <= _LONGEST and words.pattern("colours_in_text").search(line):
            for text, colour in _said(line):
                found.setdefault(text, set()).add(colour)
    return {text: next(iter(colours)) for text, colours in found.items() if len(colours) == 1}


def with_digits_in_words(grids: list[TableGrid], lines: Sequence[str]) -> list[TableGrid]:
    """The tables; a status that is a digit is the words that a line says it to mean: "1 = grøn (realiseret)"."""
    meant = _words_of_digits(lines)
    for grid in grids if meant else ():
        for column in grid.heading.columns:
            role, score = roles.best(column.heading)
            texts = {row.text(column.at) for row in grid.rows} - {""}
            if role in ("status", "colour") and score >= roles.SURE and texts and texts <= meant.keys():
                grid.rows[:] = [_in_words(row, column.at, meant) for row in grid.rows]
    return grids


def _in_words(row: Row, at: int, meant: Mapping[str, str]) -> Row:
    text = meant.get(row.text(at), "")
    cells = (
        (*row.cells[:at], row.cells[at]._replace(text=text, value=None), *row.cells[at + 1 :]) if text else row.cells
    )
    return replace(row, cells=cells)


def _words_of_digits(lines: Sequence[str]) -> dict[str, str]:
    """What each digit means, where lines say it of two or more, and of one at least that it is a colour."""
    found = [match for line in lines if len(line) <= _LONGEST for match in _DIGIT.finditer(line)]
    meant = {match["digit"]: match["said"].strip(" .;,") for match in found}
    coloured = any(contents.status_colour(text) for text in meant.values())
    return meant if len(meant) > 1 and len(found) == len(meant) and coloured else {}


def _said(line: str) -> Iterator[tuple[str, str]]:
    for sentence in filter(None, map(str.strip, _SENTENCE.split(line))):
        for pattern in (_BEHIND, _BEFORE):
            match = pattern.fullmatch(sentence)
            colour = contents.status_colour(match["colour"]) if match else None
            if match and colour:
                yield from ((text, colour) for text in _texts(match["said"]))
                break


def _texts(said: str) -> Iterator[str]:
    """The texts that "A / B" and "A på tid eller på økonomi" are: A, B, "A på tid", "A på økonomi"."""
    whole = " ".join(said.lower().split())
    parts = [part.removeprefix("er ").strip() for part in _OR.split(whole)]
    yield whole
    for part in parts:
        if 0 < len(part.split()) <= _MOST_WORDS:
            yield part
    first = parts[0].split()
    for part in parts[1:]:
        yield from (" ".join([*first[:count], part]) for count in range(1, len(first)))
