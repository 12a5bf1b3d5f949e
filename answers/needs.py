"""What kind of value a question needs, and whether a text holds one: an amount, a day, a person, a span of time."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from records.compiled import toml_table
from records.lazy_patterns import LazyPattern

VALUES = Path(__file__).with_name("values.toml")


class Needed(Protocol):
    """A value that a question needs: what it is, whether it may stand anywhere in a text, and which texts hold it."""

    @property
    def name(self) -> str: ...

    @property
    def soft(self) -> bool: ...

    def held(self, text: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of value. `asked` recognises the questions that need it, `held` the texts that hold it. What is `soft`
    may stand anywhere in the text, and not only in the sentence that holds what was asked about."""

    name: str
    asked: LazyPattern
    value: LazyPattern
    soft: bool = False

    def held(self, text: str) -> bool:
        return any(self.value.search(one) for one in (text, text.lower()))


@cache
def kinds() -> tuple[Need, ...]:
    """Every kind, the narrowest first."""
    read = toml_table(VALUES)
    return tuple(
        Need(
            one["name"],
            LazyPattern("|".join(one["asked"]), re.IGNORECASE),
            LazyPattern("|".join(one["held"])),
            one.get("soft", False),
        )
        for one in read["kind"]
    )


@lru_cache(maxsize=256)  # a question is asked for what it needs at every step
def need_of(question: str) -> Need | None:
    """What a question needs, by the narrowest kind that its words name; None where any words will do."""
    return next((one for one in kinds() if one.asked.search(question)), None)


@cache
def _fields() -> dict[str, LazyPattern]:
    read = toml_table(VALUES)["fields"]
    return {label: LazyPattern("|".join(patterns), re.IGNORECASE) for label, patterns in read.items()}


def fields_of(question: str) -> list[str]:
    """The facts of a case that a question names by their word."""
    return [label for label, pattern in _fields().items() if pattern.search(question)]


@cache
def _past() -> LazyPattern:
    return LazyPattern("|".join(toml_table(VALUES)["past"]["asked"]), re.IGNORECASE)


def of_the_past(question: str) -> bool:
    """Does a question ask what came of a thing ("hvor mange har sagt ja indtil nu")?"""
    return _past().search(question) is not None


@cache
def _span() -> LazyPattern:
    return LazyPattern("|".join(toml_table(VALUES)["span"]["words"]))


def is_span(word: str) -> bool:
    """Is a word of a question a span of time ("døgn", "weeks")?"""
    return _span().match(word) is not None
