"""Lists of amounts in running text: lines that each name something and what it saves or costs, one below the other."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import groupby

from loaders.kinds.tables import numbers, words
from records import Document, Finding

_LONGEST = 200  # characters of a line
_MOST_WORDS = 14  # beside the amount
_LEAST_ITEMS = 3
_SHOWN = 200  # characters of a line
_ITEM = re.compile(r"^\W*(?:\(?\d{1,3}[.):]|[-•*–·]|[A-ZÆØÅ]{1,4}[ .-]?\d{1,4}\b)\s*\S")
_TAIL = re.compile(r"[:,;–—-]\s*(?P<amount>[^:,;–—]*\d[\d.,]*[^\d]{0,12})$")
_LED_TO = re.compile(r"(?:\s*[.…_]{3,}|\s{3,})\s*(?P<amount>[-−–(]?\d[\d.,]*[-)]?)$")
_GOES_ON = re.compile(r"^[a-zæøå]")  # the end of a sentence that began on the line above


def listed_amounts(document: Document) -> list[int]:
    """The lines that list something with an amount ("1. Færre biler: 300.000 kr.", "Færre biler … 1,2 mio. kr.")."""
    marked = [at for at, line in enumerate(document.lines) if _is_marked(line)]
    return sorted({*marked, *(at for run in _runs(document) for at in run)})


def findings(document: Document, read: Collection[int] = ()) -> Iterator[Finding]:
    """A list of amounts that is only text. `read` are the lines (from 0) that something was read from."""
    listed = [at for at in listed_amounts(document) if at not in read]
    if len(listed) >= _LEAST_ITEMS:
        values = {"count": len(listed), "text": document.lines[listed[0]].strip()[:_SHOWN]}
        yield Finding("list_gave_nothing", document.source(listed[0]), values)


def _is_marked(line: str) -> bool:
    """A line with the mark or the number of an item, and an amount at its end."""
    tail = _TAIL.search(line.strip()) if len(line) < _LONGEST and _ITEM.match(line) else None
    return tail is not None and numbers.printed(tail["amount"].strip(" .")) is not None


def _runs(document: Document) -> Iterator[list[int]]:
    """Lines that each hold one amount, and little more, right below each other."""
    filled = ((at, line.strip()) for at, line in enumerate(document.lines) if line.strip())
    for holds, group in groupby(filled, key=lambda pair: _holds_an_amount(pair[1])):
        run = [at for at, _ in group]
        if holds and len(run) >= _LEAST_ITEMS:
            yield run


def _holds_an_amount(line: str) -> bool:
    if len(line) >= _LONGEST or _GOES_ON.match(line):
        return False
    found = _priced().findall(line)
    tail = _LED_TO.search(line)
    if len(found) != 1 and not (tail and not found and numbers.printed(tail["amount"])):
        return False
    beside = _priced().sub(" ", line).split()
    return 0 < sum(any(map(str.isalpha, word)) for word in beside) <= _MOST_WORDS


@cache
def _priced() -> re.Pattern[str]:
    """An amount with its unit. "1.000 kr." alone is a unit."""
    units = "|".join(words.phrases(listed).pattern for listed in words.data()["units"].values())
    return re.compile(rf"(?<![\d.,])(?!1[. ]?000\b)\d[\d., ]*(?:,-)?\s?-?\s?(?:{units})", re.IGNORECASE)
