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
    """A kind of value. `asked` recognises the questions that need it, `named` the nouns that name it, which ask only
    where nothing else does ("hvornår falder antallet af …" asks for a day), `held` the texts that hold it. What is
    `soft` may stand anywhere in the text, and not only in the sentence that holds what was asked about."""

    name: str
    asked: LazyPattern
    value: LazyPattern
    named: LazyPattern | None = None
    soft: bool = False

    def asks_by(self, word: str, question: str) -> bool:
        """Is a word one of those by which a question asks for the kind ("hvor stor en del")?"""
        said = self.says(question)
        return said is not None and said[0].lower().endswith(word)

    def says(self, question: str) -> re.Match[str] | None:
        """Where a question asks for it, or names it."""
        return self.asked.search(question) or (self.named.search(question) if self.named else None)

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
            LazyPattern("|".join(one["named"]), re.IGNORECASE) if "named" in one else None,
            one.get("soft", False),
        )
        for one in read["kind"]
    )


@lru_cache(maxsize=256)  # a question is asked for what it needs at every step
def need_of(question: str) -> Need | None:
    """What a question needs, by the narrowest kind that its words name; None where any words will do."""
    asked = next((one for one in kinds() if one.asked.search(question)), None)
    return asked or next((one for one in kinds() if one.named and one.named.search(question)), None)


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
def _aim() -> LazyPattern:
    return LazyPattern("|".join(toml_table(VALUES)["aim"]["asked"]), re.IGNORECASE)


def is_aim(question: str) -> bool:
    """Does a question ask for a goal of a follow-up ("what growth is it aiming for")?"""
    return _aim().search(question) is not None


@cache
def _goals() -> LazyPattern:
    return LazyPattern("|".join(toml_table(VALUES)["aim"]["named"]), re.IGNORECASE)


def names_goals(question: str) -> bool:
    """Does a question name goals by a word of them ("BC24 mål for …")? Beside a code it asks for them."""
    return _goals().search(question) is not None


@cache
def _span() -> LazyPattern:
    return LazyPattern("|".join(toml_table(VALUES)["span"]["words"]))


def is_span(word: str) -> bool:
    """Is a word of a question a span of time ("døgn", "weeks"), or the name of a whole field ("børneområdet")?"""
    return _span().match(word) is not None


@cache
def _asking() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in toml_table(VALUES)["asking"].items()}


@lru_cache(maxsize=256)
def only_asking(question: str) -> frozenset[str]:
    """The words by which a question only asks for its kind of value ("hvor stor en del", "slår fuldt igennem")."""
    need = need_of(question)
    fields = fields_of(question) if need and need.name == "date" else ()
    asked = (*((need.name,) if need else ()), *fields, *(("aim",) if is_aim(question) else ()))
    return frozenset[str]().union(*(_asking().get(one, frozenset()) for one in asked))


def asking_of_aims() -> frozenset[str]:
    """The words by which a question only asks for a goal."""
    return _asking()["aim"]


@cache
def money_words() -> frozenset[str]:
    """Words of money, which may stand in one word with what it is for."""
    return frozenset(toml_table(VALUES)["money"]["kinds"])


@cache
def between() -> frozenset[str]:
    """The words over which a number reaches to the thing that it is of."""
    return frozenset(toml_table(VALUES)["number"]["between"])
