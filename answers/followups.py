"""How people lean on what was said before, in every language: the patterns of `followups.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from records.compiled import toml_table
from records.lazy_patterns import LazyPattern

FOLLOWUPS = Path(__file__).with_name("followups.toml")


@dataclass(frozen=True, slots=True)
class Leaning:
    """What tells how a question leans on those before it; each is told in `followups.toml`."""

    begins: LazyPattern
    one: LazyPattern
    many: LazyPattern
    there: LazyPattern
    within: LazyPattern
    instead: LazyPattern
    behind: LazyPattern
    about: LazyPattern
    whether: LazyPattern
    picks: LazyPattern
    counts: LazyPattern
    remains: LazyPattern
    turns: LazyPattern
    lists: LazyPattern
    each: LazyPattern
    whether_they: LazyPattern
    also: LazyPattern
    lifts: LazyPattern
    limit: LazyPattern
    again: LazyPattern
    same: LazyPattern
    corrects: LazyPattern
    whose: LazyPattern
    of_them: LazyPattern
    sorts: LazyPattern
    several: LazyPattern
    whole: LazyPattern
    opens: LazyPattern
    both: LazyPattern
    removes: LazyPattern
    means: LazyPattern
    they_do: LazyPattern
    sums: LazyPattern
    thanks: LazyPattern
    narrows: LazyPattern
    this_one: LazyPattern
    number: LazyPattern
    but_not: LazyPattern
    takes: LazyPattern
    winner: LazyPattern
    others: LazyPattern
    returns: LazyPattern
    next_few: LazyPattern
    puts_back: LazyPattern
    reverses: LazyPattern
    every: LazyPattern
    following: LazyPattern
    claims: LazyPattern
    which_one: LazyPattern
    they_have: LazyPattern
    more: LazyPattern
    fresh: LazyPattern
    rest: LazyPattern
    joins: LazyPattern
    share_of_that: LazyPattern
    much: LazyPattern
    places: Mapping[int, LazyPattern]
    any_of: Mapping[str, LazyPattern]
    its: Mapping[str, LazyPattern]
    labels: Mapping[str, tuple[str, ...]]
    all_of: tuple[tuple[LazyPattern, tuple[str, str, str]], ...]

    def ordinal(self, text: str) -> int:
        """Which of those that were listed is meant, by its place; 0 where none is."""
        return next((place for place, one in self.places.items() if one.search(text)), 0)

    def with_they(self, text: str) -> str:
        """The text with "them" for all of so many as were listed ("hvad sparer alle fire i alt")."""
        for one, (they, of_them, all_of_them) in self.all_of:
            said = {"of": of_them, "all": all_of_them}
            text = one.sub(lambda found, they=they, said=said: _they(found, they, said), text)  # type: ignore[misc]
        return text

    def so_many(self, text: str) -> str:
        """The number of all that are meant, as a word ("alle tre", "those five"); "" where none is said."""
        found = (one.search(text) for one, _ in self.all_of)
        return next((one["many"] for one in found if one and one["many"]), "")

    def unlimited(self, text: str) -> Mapping[str, str]:
        """The fields of which anything will do now ("i alle kommuner", "uanset år"), with the words that say so."""
        found = {field: one.search(text) for field, one in self.any_of.items()}
        return {field: one[0] for field, one in found.items() if one}

    def its_places(self, text: str) -> tuple[str, ...]:
        """The fields in which something is to be as the case that was told of ("i den kommune")."""
        return tuple(field for field, one in self.its.items() if one.search(text))

    def is_pronoun(self, word: str) -> bool:
        """Is a word one that stands for what was talked of?"""
        return bool(self.one.fullmatch(word) or self.many.fullmatch(word))


@cache
def leaning() -> Leaning:
    """The patterns of all languages: a conversation may change its language."""
    read = toml_table(FOLLOWUPS).values()
    names = [one.name for one in fields(Leaning) if one.name not in ("places", "any_of", "its", "labels", "all_of")]
    patterns = {name: _either(one for table in read for one in table[name]) for name in names}
    places = sorted({place for table in read for place in table["ordinals"]}, key=lambda one: -int(one))
    return Leaning(
        **patterns,
        places={int(one): _either(table["ordinals"][one] for table in read) for one in places},
        any_of={field: _either(table["any"][field] for table in read) for field in next(iter(read))["any"]},
        its={field: _either(table["its"][field] for table in read) for field in next(iter(read))["its"]},
        labels={field: tuple(table["labels"][field] for table in read) for field in next(iter(read))["labels"]},
        all_of=tuple((_either(table["of_all"]), tuple(table["they"])) for table in read),
    )


def _they(found: re.Match[str], they: str, said: Mapping[str, str]) -> str:
    """What stands for so many: "of them" and "all of them" stay what they are."""
    return next((word for group, word in said.items() if found[group]), they)


def _either(patterns: Iterable[str]) -> LazyPattern:
    return LazyPattern("|".join(patterns), re.IGNORECASE)
