"""What a person writes after "abonner" → a filter. Danish and English are read alike.

"ikke" is for what follows it, "og" binds closer than "eller", a comma is the loosest "og". Names of one kind that stand
side by side are a choice, whatever joins them: "røde og gule" are the red ones and the yellow ones.
"""

import re
from dataclasses import dataclass

from index.search.conditions import EXACTLY
from scheduler.filters.limits import limit
from scheduler.filters.reader import (
    ALL,
    AND,
    CLOSE,
    COMMA,
    FILLER,
    NOT,
    OPEN,
    OR,
    FilterNames,
    FilterReader,
    NotUnderstood,
)
from scheduler.filters.tree import EVERYTHING, And, Coded, Filter, NameLimit, Not, NumberLimit, Or

LONGEST = 1_000  # characters that are read
DEEPEST = 20  # parentheses within each other


def read_filter(text: str, known: FilterNames) -> Filter:
    """The filter that a text says; every case for "" and "alt". Mentions stand in it as Slack writes them:
    `<@U012|name>`. Raises NotUnderstood."""
    if len(text) > LONGEST:
        raise NotUnderstood(text[:60])
    reader = FilterReader(" ".join(_JOINED.sub(" og ", _ASIDE.sub(" ", text)).split()), known)
    if not reader.rest():
        return EVERYTHING
    found = _loose(reader, 0)
    if reader.rest():
        raise NotUnderstood(reader.piece())
    return found.filter


_JOINED = re.compile(r"(?<=[\w.]) *\+ *(?=\w)")
_ASIDE = re.compile(r"(?<=\w)[:=](?= |\w)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A filter, and whether it stood without parentheses: only then it may join what is beside it."""

    filter: Filter
    bare: bool = True


_CHOICES = ("colour", "committee", "area", "owner", "municipality", "code", "budget_year", "phase_in_year")


def _kind(one: Filter) -> str:
    """What names of one kind have in common; "" for what can be joined with more of it (amounts)."""
    if isinstance(one, Coded):
        return "code"
    if isinstance(one, NumberLimit):
        return one.field if one.op == EXACTLY and one.field in _CHOICES else ""
    return one.field if isinstance(one, NameLimit) else ""


def _loose(reader: FilterReader, depth: int) -> _Found:
    """Parts between commas: all must be met."""
    parts = [_or(reader, depth)]
    while reader.take(COMMA):
        reader.take(AND)
        parts.append(_or(reader, depth))
    return _joined(And, parts)


def _or(reader: FilterReader, depth: int) -> _Found:
    parts = [_and(reader, depth)]
    while reader.take(OR):
        parts.append(_and(reader, depth))
    return _joined(Or, parts)


def _and(reader: FilterReader, depth: int) -> _Found:
    parts = [_not(reader, depth)]
    while reader.take(AND) or _goes_on(reader):
        parts.append(_not(reader, depth))
    return _joined(And, parts)


def _goes_on(reader: FilterReader) -> bool:
    """Does another limit follow without a word that joins it ("røde sager i SUD")?"""
    before = reader.at
    joined = reader.take(OR) or reader.take(COMMA) or reader.take(CLOSE)
    follows = not joined and bool(reader.take(NOT) or reader.take(OPEN) or limit(reader))
    reader.at = before
    return follows


def _joined(kind: type[And] | type[Or], parts: list[_Found]) -> _Found:
    """One part is itself; a part of the same kind without parentheses is no part of its own."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Filter] = []
    for one in parts:
        flat += one.filter.parts if one.bare and isinstance(one.filter, kind) else (one.filter,)
    return _Found(flat[0] if len(flat) == 1 else kind(tuple(flat)))


def _not(reader: FilterReader, depth: int) -> _Found:
    if reader.take(NOT):
        if depth > DEEPEST:
            raise NotUnderstood(reader.piece())
        return _Found(Not(_not(reader, depth + 1).filter))
    first = _primary(reader, depth)
    return _choice(first, reader) if first.bare else first


def _choice(first: _Found, reader: FilterReader) -> _Found:
    """Names of one kind, side by side: any of them."""
    kind, found = _kind(first.filter), [first.filter]
    while kind:
        before = reader.at
        if not (reader.take(OR) or reader.take(AND) or (reader.take(COMMA) and (reader.take(OR) or True))):
            break
        following = limit(reader)
        if following is None or _kind(following) != kind:
            reader.at = before
            break
        found.append(following)
    return _Found(Or(tuple(found))) if len(found) > 1 else first


def _everything(reader: FilterReader) -> bool:
    """ "alle sager", where no more is said of them than what they are not: "alle røde" are the red ones."""
    before = reader.at
    found = reader.take(ALL)
    ends = reader.at
    if found and (not reader.rest() or any(reader.take(after) for after in (COMMA, CLOSE, AND, OR, NOT))):
        reader.at = ends
        return True
    reader.at = before
    return False


def _primary(reader: FilterReader, depth: int) -> _Found:
    if _everything(reader):
        return _Found(EVERYTHING)
    while reader.take(FILLER):
        pass
    if reader.take(OPEN):
        if depth > DEEPEST:
            raise NotUnderstood(reader.piece())
        inner = _loose(reader, depth + 1)
        if not reader.take(CLOSE):
            raise NotUnderstood(reader.piece())
        return _Found(inner.filter, bare=False)
    found = limit(reader)
    if found is None:
        raise NotUnderstood(reader.piece())
    return _Found(found)
