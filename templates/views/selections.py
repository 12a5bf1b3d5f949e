"""Limits joined by and, or, not → the words that they are read back in, which mean exactly what is kept."""

from collections.abc import Callable, Sequence

from filters.conditions import Condition
from filters.parts import part_of
from filters.trees import EVERYTHING, And, Not, Or, Tree, choice_of
from templates.catalogue import say
from templates.views.reading import part as worded

Calling = Callable[[Condition], str]


def by_name(owner: Condition) -> str:
    return f"@{owner.label or ''.join(owner.values)}"


def by_mention(owner: Condition) -> str:
    """As Slack writes a mention: what can be read again."""
    return f"<@{''.join(owner.values)}|{owner.label}>"


def written(wanted: Tree, language: str, called: Calling = by_name) -> str:
    """The tree in words, with every parenthesis that it needs."""
    match wanted:
        case And(()):
            return say("filter.everything", language)
        case And(parts) | Or(parts):
            return _joined(parts, "and" if isinstance(wanted, And) else "or", language, called)
        case Not(part):
            return say("filter.not", language, part=_denied(part, language, called))
        case Condition():
            return _limit(wanted, language, called)


def _limit(wanted: Condition, language: str, called: Calling) -> str:
    if wanted.field == "owner":
        key = "owner" if wanted.values else "no_owner"
        return say(f"filter.{key}", language, name=called(wanted))
    if wanted.field == "colour" and len(wanted.values) == 1:
        return say(f"filter.colour_{wanted.values[0]}", language)
    return worded(part_of(wanted), language)


def _joined(parts: Sequence[Tree], by: str, language: str, called: Calling) -> str:
    if not parts:
        return say("filter.nothing", language)
    kinds = [kind for part in parts if (kind := choice_of(part.part if isinstance(part, Not) else part))]
    loose = len(set(kinds)) < len(kinds) and not _one_choice(parts, by)
    texts = [f"({written(part, language, called)})" if loose else _beside(part, language, called) for part in parts]
    return f" {say(f'filter.{by}', language)} ".join(texts)


def _one_choice(parts: Sequence[Tree], by: str) -> bool:
    """Names of one kind beside each other: they are read as a choice without any parentheses."""
    return by == "or" and len({choice_of(part) for part in parts}) == 1 and choice_of(parts[0]) != ""


def _beside(part: Tree, language: str, called: Calling) -> str:
    """A part among others of other kinds: what "ikke" is for ends where the next one begins."""
    return written(part, language, called) if isinstance(part, Not) else _within(part, language, called)


def _denied(part: Tree, language: str, called: Calling) -> str:
    """ "Ikke" before a number turns its comparison round, which leaves out what is not stated: parentheses do not."""
    if isinstance(part, Condition) and part.field not in ("colour", "owner"):
        return f"({written(part, language, called)})"
    return _within(part, language, called)


def _within(part: Tree, language: str, called: Calling) -> str:
    text = written(part, language, called)
    return f"({text})" if isinstance(part, And | Or | Not) and part != EVERYTHING else text
