"""What a document itself says that words mean in colours: "Lukket – ikke i mål = rød", "Gul: afventer, forsinket"."""

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.kinds.tables import contents, words

_LONGEST, _MOST_WORDS = 300, 8  # characters of a line, words of a status
_SENTENCE = re.compile(r"[.;\t●•■▲]+(?:\s+|$)")
_BEHIND = re.compile(r"(?P<said>.+?)\s*(?:=|:|\ber\b|\bvises\b|\bbetyder\b|→)\s*(?P<colour>[^\W\d_]+)")
_BEFORE = re.compile(r"(?P<colour>[^\W\d_]+)\s*(?:=|:|\bbetyder\b|→)\s*(?P<said>.+)")
_OR = re.compile(r"\s+/\s+|\s*,\s+(?:og |eller )?|\s+(?:eller|og)\s+")


def colours_of_words(lines: Sequence[str]) -> Mapping[str, str]:
    """The colour of each text, in small letters, that a line says it of; none of a text that has several."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if len(line) <= _LONGEST and words.pattern("colours_in_text").search(line):
            for text, colour in _said(line):
                found.setdefault(text, set()).add(colour)
    return {text: next(iter(colours)) for text, colours in found.items() if len(colours) == 1}


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
