"""How many there are of a thing, and what it is called: a number of which a sentence says that it is of that thing, and
a name that the question does not say itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.matching import THING, heads, holds
from answers.needs import Need, between
from index.search.concepts import Concept
from index.search.tokenizer import words

BEFORE, BEHIND = (
    3,
    5,
)  # words from a number to the thing ("160 fastansatte gårdmænd"), and back ("antallet af elever er 62")
_NUMBER = re.compile(r"\d|^(?:en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|begge|ingen|halvdelen)$")
_NAME = re.compile(r"\b[A-ZÆØÅ][\w-]*")
_ARTICLES = ("en", "et")
_YEARS = re.compile(r"^(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)*$")
_UNIT = re.compile(r"^(?:mio|mia|kr|t\.?kr|tkr|kroner|million|%|pct|procent|percent|m2|m²|kvm|km)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Narrower:
    """A need that holds less than its words say."""

    need: Need

    @property
    def name(self) -> str:
        return self.need.name

    @property
    def soft(self) -> bool:
        return self.need.soft


@dataclass(frozen=True, slots=True)
class OtherName(_Narrower):
    """What a thing is called: a name that the question says itself ("the system that replaces Starbas") is none."""

    question: str

    def held(self, text: str) -> bool:
        said = frozenset(words(self.question))
        found = self.need.value.finditer(text)
        return any(
            not said.issuperset(one for word in _NAME.findall(match[0]) for one in words(word)) for match in found
        )


@dataclass(frozen=True, slots=True)
class NumberOf(_Narrower):
    """A number of things: a year, an amount, or a number of something else in the same sentence, is none. With `places`
    it is the number that there are in one of them, so that the sentence names it."""

    things: Sequence[Concept]
    places: Sequence[str] = ()

    def held(self, text: str) -> bool:
        named = not self.places or any(name in text for name in self.places)
        return named and self.need.held(text) and (not self.things or self._counts(text))

    def _counts(self, text: str) -> bool:
        said = [word.strip('.,;:()»«”"') for word in text.split()]
        within: set[int] = set()  # reach of a number
        content = [at for at, word in enumerate(said) if word.lower() not in between()]
        for at, word in enumerate(said):
            measures = at + 1 < len(said) and _UNIT.match(said[at + 1])  # "1,7 mio. kr."
            if _NUMBER.search(word.lower()) and not (measures or _YEARS.match(word)):
                if word.lower() in _ARTICLES:  # "en høj takst for elever" counts none
                    within.add(at)
                    continue
                reach = [one for one in content if one > at][:BEFORE]
                within.update(range(max(at - BEHIND, 0), (reach[-1] if reach else at) + 1))
        return any(self._is_thing(said[at : at + 2]) for at in sorted(within))

    def _is_thing(self, said: Sequence[str]) -> bool:
        stems = heads(" ".join(said))
        return any(holds(stems, one, THING) for one in self.things)
