"""Titles that hold more than the name of a case: its code before or behind it, the year of its budget."""

import re
from collections.abc import Callable, Sequence

from loaders.kinds.tables import contents

_HEAD = re.compile(
    r"^(?P<code>[A-ZÆØÅ]{1,4} \d{1,4}(?:[/.-]\d{1,4})?|(?:§ ?)?[A-ZÆØÅ0-9][\w./-]{0,11})"
    r"(?P<mark> ?[:·•|–—-] |[:.)] |\s+)(?P<rest>\S.*)$"
)
_LEAST = 0.6  # of the titles begin with a code, or end with one in brackets
_ALMOST_ALL = 0.9
_NUMBERED = re.compile(r"(?P<code>\d{1,4})\s+(?P<rest>[A-ZÆØÅ].*)")  # "27 Ny skole"; "10 nye pladser" is a title
_BEHIND = re.compile(r"(?P<rest>.*\S)\s*\((?P<code>[A-ZÆØÅ]{1,5}(?:/[A-ZÆØÅ]{1,5})?[ -]?\d{1,4})\)")
_AT_END = re.compile(r"(?P<rest>.*\S)\s+(?P<code>[A-ZÆØÅ]{1,5}[/ .-]?\d{1,4}(?:[/.-]\d{1,4})?)")
_LABELLED = re.compile(
    r"(?P<rest>.*?\S)\s+(?:(?i:sag|sagsnr|nr|id|kode|j\.?nr|projekt)\.?:?\s+)?"
    r"(?P<code>[A-ZÆØÅ]{1,5}[ -]?\d{1,5}(?:[-./]\d{1,4})?|\d{2,4}[-./]\d{1,5})"
)
_SHAPE = ((re.compile(r"\d+"), "9"), (re.compile(r"[^\W\d_]+"), "A"))
# "Nyt tag (budget 2024)", "Nyt tag SK/101 · Budget 2024"
_OF_BUDGET = re.compile(
    r"(?P<rest>.*[^\W_][.!?)]?)\s*(?:\(\s*(?:vedtaget i )?budget(?:år)? (?P<bracketed>20\d\d)\s*\)"
    r"|[·•|,;–—-]\s*budget(?:år)? (?P<plain>20\d\d))",
    re.IGNORECASE,
)


def are_dated(titles: Sequence[str]) -> bool:
    """Whether most titles end with the year of a budget."""
    return _are_mostly(titles, _OF_BUDGET.fullmatch)


def are_coded(titles: Sequence[str], dated: bool) -> bool:
    """Whether most titles begin with a code; where they are `dated`, that may stand before the year at their end."""
    return _are_mostly(titles, lambda title: parted_code(*undated(title, dated))[0])


def _are_mostly(titles: Sequence[str], test: Callable[[str], object]) -> bool:
    return len(titles) > 1 and sum(1 for title in titles if test(title)) >= _LEAST * len(titles)


def are_numbered(titles: Sequence[str]) -> bool:
    """Whether most titles begin with a plain number that is theirs alone."""
    found = [match["code"] for title in titles if (match := _NUMBERED.match(title))]
    return _are_mostly(titles, _NUMBERED.match) and len(set(found)) == len(found)


def end_with_codes(titles: Sequence[str]) -> bool:
    """Whether almost all titles end with a code that is theirs alone, and all of these are built alike."""
    found = [match["code"] for title in titles if (match := _LABELLED.fullmatch(title))]
    shapes = {_SHAPE[1][0].sub(_SHAPE[1][1], _SHAPE[0][0].sub(_SHAPE[0][1], code)) for code in found}
    many = len(found) > 1 and len(found) >= _ALMOST_ALL * len(titles)
    return many and len(shapes) == 1 and len(set(found)) == len(found)


def undated(title: str, dated: bool) -> tuple[str, int | None]:
    """A title without the year of the budget that it ends with, and that year, where titles are `dated`."""
    match = _OF_BUDGET.fullmatch(title) if dated else None
    return (match["rest"], int(match["bracketed"] or match["plain"])) if match else (title, None)


def parted_code(title: str, year: int | None) -> tuple[str | None, str]:
    """A code at the head of a title ("B.2.03 Ny skole", "C1. Ny skole"), by its form alone: trusted where most titles
    have one. It may also end a title behind which the `year` of its budget stood."""
    match = _HEAD.match(title)
    code = match["code"].rstrip(".") if match else ""
    if match and contents.is_code(code) and (re.search(r"[^\W\d]|[.§/-]", match["code"]) or match["mark"].strip()):
        return code, match["rest"]
    if year and (at_end := _AT_END.fullmatch(title)):
        return at_end["code"], at_end["rest"]
    if behind := _BEHIND.fullmatch(title):  # "Færre vikarer (IP23)"
        return behind["code"], behind["rest"]
    return None, title


def numbered_title(title: str) -> tuple[str | None, str]:
    """The number that a title begins with, and the rest."""
    match = _NUMBERED.match(title)
    return (match["code"], match["rest"]) if match else (None, title)


def code_at_end(title: str) -> tuple[str | None, str]:
    """The code that a title ends with, and what stands before it: "Nyt tag Sag 23-114"."""
    match = _LABELLED.fullmatch(title)
    return (match["code"], match["rest"]) if match else (None, title)
