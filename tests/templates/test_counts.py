"""Counts in sentences: one of a thing is in the singular, none and two are in the plural."""

import re
from datetime import date
from functools import cache

import pytest
from jinja2 import UndefinedError

from templates import say
from templates.catalogue import all_sentences, placeholders

# The values that are counted, by the names that sentences give them.
COUNTS = frozenset(
    "body bytes cases columns coming count days documents findings kept lines missing months more overdue overview"
    " pages reports rows shown stated tables total waiting years".split()
)
# What is counted, in the singular and in the plural. Words that are the same in both (forslag, ord, år) need no look.
NOUNS = {
    "da": "anden:andre besked:beskeder besparelse:besparelser bemærkning:bemærkninger dag:dage dokument:dokumenter"
    " enhed:enheder fil:filer kanal:kanaler kolonne:kolonner kommune:kommuner linje:linjer milepæl:milepæle"
    " måned:måneder note:noter ny:nye person:personer prisniveau:prisniveauer rapport:rapporter rettelse:rettelser"
    " række:rækker sag:sager side:sider statusrække:statusrækker tabel:tabeller tilladelse:tilladelser uge:uger",
    "en": "amount:amounts case:cases change:changes channel:channels column:columns committee:committees"
    " correction:corrections day:days document:documents field:fields file:files line:lines message:messages"
    " milestone:milestones month:months municipality:municipalities name:names note:notes other:others page:pages"
    " person:people proposal:proposals question:questions remark:remarks report:reports row:rows saving:savings"
    " scope:scopes sentence:sentences table:tables unit:units week:weeks word:words year:years",
}
LISTS = ("replies.later_by",)  # its days are named, not counted
FILLERS = ("X", 3, date(2026, 1, 2), ["A", "B"], [("red", 2)], [(date(2026, 1, 2), "red")], None)


@cache
def needed(key: str, language: str) -> frozenset[str]:
    return placeholders(key, language)


def counted(language: str) -> list[tuple[str, str]]:
    """Each sentence that counts, and each of its counts."""
    keys = sorted(key for key in all_sentences(language) if key not in LISTS)
    return [(key, name) for key in keys for name in sorted(needed(key, language) & COUNTS)]


def said(language: str, key: str, name: str, count: int) -> list[str]:
    """The sentence with so many, the other values filled with whatever it takes."""
    found = []
    for filler in FILLERS:
        values: dict[str, object] = {one: 3 if one in COUNTS else filler for one in needed(key, language)}
        try:
            found.append(say(key, language, **(values | {name: count})))
        except (TypeError, ValueError, AttributeError, UndefinedError):
            continue
    return found


def nouns(language: str, number: int) -> str:
    return "|".join(pair.split(":")[number] for pair in NOUNS[language].split())


@pytest.mark.parametrize("language", NOUNS)
def test_one_is_in_the_singular_and_none_and_two_are_not(language: str) -> None:
    wrong = {0: nouns(language, 0), 1: nouns(language, 1), 2: nouns(language, 0)}
    found = [
        sentence
        for key, name in counted(language)
        for count, few in wrong.items()
        for sentence in said(language, key, name, count)
        if re.search(rf"(?<![\d.,–-]){count} (nye |more |price |status )?({few})\b", sentence)
    ]
    assert found == []


def test_most_sentences_that_count_are_said() -> None:
    """A sentence that no filler fits would be looked at by nobody."""
    for language in NOUNS:
        assert len(counted(language)) > 100
        assert [one for one in counted(language) if not said(language, *one, 1)] == []
