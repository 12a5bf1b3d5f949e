"""Ticked boxes before the names of administrations. A box that is not ticked may have left no mark at all."""

import re
from itertools import pairwise

TICKED = "☒☑✓✔✗✘\uf053\uf0fe\uf078"
EMPTY = "☐□\uf0a3\uf0a8\uf06f"
_MARK = rf"[{TICKED}{EMPTY}]|\b[xX]\b"
_NAME = rf"[A-ZÆØÅ](?:(?!{_MARK}).){{0,60}}?(?:forvaltning|afdeling)(?:en)?\b"
_TOKEN = re.compile(rf"(?P<mark>{_MARK})|(?P<name>{_NAME})")
_BROKEN_NAME = re.compile(r"[A-ZÆØÅ]\w*(?:- og)?(?: [A-ZÆØÅ]\w*)?-?\s*$")


def is_box_line(text: str) -> bool:
    """Whether the line begins with a box, ticked or empty."""
    return text[:1] in TICKED + EMPTY


def ticked(text: str) -> tuple[str, ...]:
    """The names whose box is ticked. A mark stands before its name, or behind it where a mark ends the text."""
    tokens = [(token["mark"], (token["name"] or "").strip()) for token in _TOKEN.finditer(text)]
    if tokens and tokens[-1][0]:
        tokens.reverse()
    names: list[str] = []
    for (mark, _), (_, name) in pairwise(tokens):
        if mark and mark not in EMPTY and name and name not in names:
            names.append(name)
    return tuple(names)


def rest_after(text: str) -> str:
    """What is left of a text when boxes and names are taken out; a broken name at its end is left out too."""
    return _BROKEN_NAME.sub("", _TOKEN.sub(" ", text)).strip()


def ends_whole(text: str) -> bool:
    """Whether the text ends with a whole name or a mark, so that it may end here."""
    last = None
    for token in _TOKEN.finditer(text):
        last = token
    return last is not None and not text[last.end() :].strip()
