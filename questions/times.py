"""Which tokens of a question name a time."""

import re
from collections.abc import Sequence

from questions.tokens import Token
from questions.vocabulary import Atom

_BESIDE = ("around", "clock")  # what is a time only beside another part of one, or an hour


def times_in(tokens: Sequence[Token], atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """The runs of tokens that name a time with a month or another part of a year: "1. juni 2025", "Q2 2023"."""
    named = {at for atom in atoms if atom.table == "time" for at in range(atom.start, atom.end)}
    parts = {
        at for atom in atoms if atom.table == "time" and atom.name not in _BESIDE for at in range(atom.start, atom.end)
    }
    parts |= {atom.start for atom in atoms if atom.name == "clock" and _is_hour(tokens, atom)}
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (end in named or _of_a_time(tokens, end)):
            end += 1
        while end > at and tokens[end - 1].kind != "number" and end - 1 not in named:
            end -= 1
        if any(one in parts for one in range(at, end)):
            runs.append((at, end))
        at = max(end, at + 1)
    return runs


def _is_hour(tokens: Sequence[Token], clock: Atom) -> bool:
    """Does an hour stand beside "kl."?"""
    beside = (*tokens[max(clock.start - 1, 0) : clock.start], *tokens[clock.end : clock.end + 1])
    return any(one.kind == "number" for one in beside)


def _of_a_time(tokens: Sequence[Token], at: int) -> bool:
    """A year, a day, or a small sign or word between them."""
    token = tokens[at]
    return bool(re.fullmatch(r"(?:19|20)\d\d|[0-3]?\d", token.text)) or token.text in (".", "-", "of", "i", "in")
