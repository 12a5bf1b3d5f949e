"""A filter → the words that it is read back in. What is written here can be read again (`grammar.read`)."""

from collections.abc import Callable, Sequence

from index.search.conditions import BETWEEN, EXACTLY, NOT_STATED
from scheduler.filters.tree import EVERYTHING, NOBODY, And, Coded, Filter, NameLimit, Not, NumberLimit, Or
from templates import say
from templates.formats import about, tkr

Calling = Callable[[NameLimit], str]
AMOUNTS = ("saving", "cost")


def by_name(owner: NameLimit) -> str:
    return f"@{owner.label or owner.value}"


def by_mention(owner: NameLimit) -> str:
    """As Slack writes a mention: what can be read again."""
    return f"<@{owner.value}|{owner.label}>"


def written(wanted: Filter, language: str, called: Calling = by_name) -> str:
    """The filter in words, with every parenthesis that it needs."""
    match wanted:
        case And(()):
            return say("filter.everything", language)
        case And(parts) | Or(parts):
            return _joined(parts, "and" if isinstance(wanted, And) else "or", language, called)
        case Not(part):
            return say("filter.not", language, part=_within(part, language, called))
        case Coded(code, year):
            return f"{code} {year or ''}".rstrip()
        case NameLimit():
            return _named(wanted, language, called)
        case NumberLimit():
            return _limited(wanted, language)


def _joined(parts: Sequence[Filter], by: str, language: str, called: Calling) -> str:
    if not parts:
        return say("filter.nothing", language)
    kinds = [kind for part in parts if (kind := _kind(part.part if isinstance(part, Not) else part))]
    loose = len(set(kinds)) < len(kinds) and not _one_choice(parts, by)
    texts = [f"({written(part, language, called)})" if loose else _beside(part, language, called) for part in parts]
    return f" {say(f'filter.{by}', language)} ".join(texts)


def _one_choice(parts: Sequence[Filter], by: str) -> bool:
    """Names of one kind beside each other: they are read as a choice without any parentheses."""
    return by == "or" and len({_kind(part) for part in parts}) == 1 and _kind(parts[0]) != ""


def _kind(part: Filter) -> str:
    match part:
        case NameLimit(field):
            return field
        case Coded():
            return "code"
        case NumberLimit(field, op):
            return field if op == EXACTLY and field not in AMOUNTS else ""
    return ""


def _beside(part: Filter, language: str, called: Calling) -> str:
    """A part among others of other kinds: what "ikke" is for ends where the next one begins."""
    return written(part, language, called) if isinstance(part, Not) else _within(part, language, called)


def _within(part: Filter, language: str, called: Calling) -> str:
    text = written(part, language, called)
    return f"({text})" if isinstance(part, And | Or | Not) and part != EVERYTHING else text


def _named(one: NameLimit, language: str, called: Calling) -> str:
    if one.field == "owner":
        return (
            say("filter.owner", language, name=called(one)) if one.value != NOBODY else say("filter.no_owner", language)
        )
    if one.field == "colour":
        return say(f"filter.colour_{one.value}", language)
    return say(f"filter.{one.field}", language, name=one.value)


def _limited(one: NumberLimit, language: str) -> str:
    field = say(f"filter.{one.field}", language)
    if one.op == NOT_STATED:
        return say("filter.not_stated", language, field=field)
    low, high = (_number(value, one.field, language) for value in (one.low, one.high))
    key = f"filter.{one.op}" if one.field in AMOUNTS or one.op in (EXACTLY, BETWEEN) else f"filter.year_{one.op}"
    return say(key, language, field=field, low=low, high=high)


def _number(value: float, field: str, language: str) -> str:
    if field not in AMOUNTS:
        return str(int(value))
    whole = language == "da" and abs(value) >= 1000 and value % 1000 == 0
    return about(value, language) if whole else tkr(value, language)
