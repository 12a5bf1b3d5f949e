"""Which language a document is in, and which municipality it speaks of, detected from its own words."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from records import Document, names

_WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 4_000  # lines; enough to know, and a file of any size is known as fast
_LINE_LOOKED_AT = 4_000  # characters of one line: a file may be a single line
_DANISH = frozenset("og af på ikke til det at som der er med den for blev bliver også hvor efter samt fra".split())
_FOREIGN = frozenset(
    "the and of is are was this with und die das ist nicht mit och att är för inte av å ikkje dei les des une".split()
)
_NORWEGIAN = frozenset("av ble etter mellom fremfor hva uke budsjett".split())
_LEAST_SHARE = 0.06
_KOMMUNE = re.compile(r"\b([A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ][\wæøå]+)?)s? (?:Regions)?Kommunes?\b", re.IGNORECASE)
# Only Copenhagen calls its council so; its committees are told by `records.names`.
_COPENHAGEN_COUNCIL = re.compile(r"\bBorgerrepræsentation")


def sample(document: Document) -> Iterator[str]:
    """The bounded part of a document that is looked at to recognise it: its first lines that hold something."""
    return islice((line[:_LINE_LOOKED_AT] for line in document.lines if line.strip()), LOOKED_AT)


def word_counts(document: Document) -> Counter[str]:
    """How often each word (small letters) stands in the part that is looked at."""
    return Counter(word.lower() for line in sample(document) for word in _WORD.findall(line))


def is_danish(document: Document) -> bool:
    """Whether the small words of the text are Danish ones."""
    counted = word_counts(document)
    danish, foreign, norwegian = (sum(counted[word] for word in known) for known in (_DANISH, _FOREIGN, _NORWEGIAN))
    return danish >= _LEAST_SHARE * counted.total() and danish > 2 * foreign and counted["af"] >= norwegian


def is_foreign(document: Document) -> bool:
    """Whether the small words of the text are of another language; a list of few words is of none."""
    counted = word_counts(document)
    danish, foreign = (sum(counted[word] for word in known) for known in (_DANISH, _FOREIGN))
    return foreign >= _LEAST_SHARE * counted.total() and foreign > 2 * danish


def named_municipality(document: Document) -> str | None:
    """The municipality that is named most often ("Aarhus"), or None when the text names none."""
    known = Counter(
        found for line in sample(document) for match in _KOMMUNE.finditer(line) if (found := _known(match[1]))
    )
    if known:
        return known.most_common(1)[0][0]
    return "København" if any(_COPENHAGEN_COUNCIL.search(line) for line in sample(document)) else None


def _known(printed: str) -> str | None:
    """The municipality's name without genitive, if there is one of that name; a heading may print it in capitals."""
    written = {name.upper(): name for name in names.MUNICIPALITIES} if printed.isupper() else {}
    forms = (printed, printed.removesuffix("s"), written.get(printed), written.get(printed.removesuffix("S")))
    return next((name for name in forms if name in names.MUNICIPALITIES), None)
