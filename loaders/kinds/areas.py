"""Areas out of a column that names them: what a blank cell means there, and names that go on from the page before."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

_AMOUNT = re.compile(r"(?<![\w.,])(?:[-−–]\s?\d|\d{1,3}(?:[.,]\d{3})+(?!\d))")
_GOES_ON = re.compile(r"[\s,;:–—-]*(?:\(\s*fort(?:sat|s\.?)\s*\)|\bfort(?:sat|s\.))\W*$", re.IGNORECASE)
_COUNTED = re.compile(
    r"[\s,:–—-]*(?:\(\s*\d{1,3}(?: [^\W\d]+)?\s*\)"
    r"|(?<=[\s,:–—-])\d{1,3} (?:projekt|sag|forslag|tiltag|indsats|initiativ|emne|punkt|case|opgave)[^\W\d]*)$",
    re.IGNORECASE,
)
_LEAST_SENTENCE = 4  # words; "Børn og unge." is an area
_LABEL = re.compile(  # a committee is called by no number, as an area of accounts is: "Udvalg: 10 Økonomiudvalget"
    r"^(?:fag)?udvalg\s*:\s*\d{1,3}\s+(?=[^\W\d_]{2})"
    r"|^(?:[^\W\d_]*områder?|(?:fag)?udvalg|sektor|forvaltning)"
    r"(?:\s*(?::|\s[–—-])\s*(?=\S)|\s+\d{1,3}(?:\.\d{1,2})?\s*[.:–—-]?\s+(?=[^\W\d_]{2}))",
    re.IGNORECASE,
)


def without_mark(name: str) -> str:
    """The name of an area without the mark that it goes on from the page before ("Ældre (fortsat)"), and without the
    word that it is one ("Udvalgsområde: Ældre", "Politikområde 05 Ældre")."""
    return _LABEL.sub("", _GOES_ON.sub("", name))


def of_line(text: str) -> str:
    """The area that a line above its rows names, also without the number of them ("Ældre 4 projekter", "Ældre (4)")."""
    return _COUNTED.sub("", without_mark(text))


def says_area(line: str) -> bool:
    """Whether a line says that what follows is the name of an area: "Politikområde: Ældre"."""
    return bool(_LABEL.match(line))


def of_column(printed: Sequence[str], parts: Sequence[int | None]) -> list[str]:
    """The area of each row, out of the cells `printed` in its column; "" where it cannot be told.

    A blank cell means the area above it where the first cell is filled and no area is printed again below itself, as in
    a table that names each area once. At the top of a new part (`parts` has that of each row, as its page) the area
    may be printed again. Where each row has its area, and only the first rows of pages have none, a page has cut the
    cell that names it.
    """
    named = [without_mark(one) for one in printed]
    filled = [(area, part) for area, part in zip(named, parts, strict=True) if area]
    again = any(one == other and part == next_part for (one, part), (other, next_part) in pairwise(filled))
    if not named or not named[0]:
        return named
    if again and not _are_cut_by_pages(named, parts):
        return named
    for at, area in enumerate(named):
        named[at] = area or named[at - 1]
    return named


def _are_cut_by_pages(named: Sequence[str], parts: Sequence[int | None]) -> bool:
    """Whether all blank cells stand at the top of their parts."""
    tops = [at for at in range(1, len(named)) if parts[at] is not None and parts[at] != parts[at - 1]]
    blank = {at for at, area in enumerate(named) if not area}
    reached = {at for top in tops for at in _run(named, top)}
    return bool(blank) and blank <= reached


def _run(named: Sequence[str], first: int) -> Iterator[int]:
    """The blank cells from `first` on."""
    return takewhile(lambda at: not named[at], range(first, len(named)))


def is_a_remark(line: str) -> bool:
    """Whether a line is a sentence, as a remark below a case is, "Leverandøren er valgt.", and names no area."""
    return line.endswith((".", "!", "?")) and len(line.split()) >= _LEAST_SENTENCE


def holds_amount(text: str) -> bool:
    """Whether an amount stands in a text, as in a row of a table that became a line, and in no name of an area."""
    return bool(_AMOUNT.search(text))
