"""Section headings of a proposal: "3. Økonomi". The form's own headings, and what else recurs with a number."""

import re
from collections import Counter

from loaders.kinds.proposals.lines import Line, letters

_NUMBERED = re.compile(r"^\d{1,2}\s?\.\s+([A-ZÆØÅ].{2,70})$")
_FORM = frozenset(
    letters(name)
    for name in (
        "Baggrund og formål",
        "Forslagets indhold",
        "Økonomi",
        "Effektivisering på administration",
        "Fordeling på udvalg",
        "Implementering af forslaget",
        "Inddragelse af samarbejdspartnere",
        "Forslagets effekt",
        "Opfølgning",
        "Risikovurdering",
        "Hvem er hørt?",
        "Teknisk bilag",
    )
)
_RECURS = 3


def known_headings(lines: list[Line]) -> frozenset[str]:
    """The headings of this catalogue, as letters: those of the form, and numbered short lines that recur."""
    counts = Counter(letters(found[1]) for line in lines if (found := _NUMBERED.match(line.text)))
    return _FORM | {name for name, count in counts.items() if count >= _RECURS}


def heading(text: str, names: frozenset[str]) -> str | None:
    """The heading that stands on this line, without its number; None for any other line."""
    if len(text) > 80 or not text[:1].strip():
        return None
    numbered = _NUMBERED.match(text)
    name = numbered[1].strip() if numbered else text
    if letters(name) not in names:
        return None
    return name if numbered or name[0].isupper() else None
