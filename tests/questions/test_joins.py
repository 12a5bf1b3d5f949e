"""Limits that an "or" joins are one limit, which either meets; where it is not clear which those are, that is said."""

import pytest

from filters.conditions import EITHER
from tests.questions.test_composed import understood


def either(text: str, language: str = "da") -> list[set[str]]:
    return [{part.id for part in one.parts} for one in understood(text, language).filters if one.field == EITHER]


CHEAP, DEAR = "cost:under:1000.0-None", "cost:over:5000.0-None"
LATE, RED, OF_2024 = "state:schedule_slipped", "colour:red", "budget_year:exactly:2024.0-None"


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("forslag der er vedtaget eller fra Greve", "da", {"adopted:true", "municipality:Greve"}),
        ("forslag der koster under 1 mio. eller er vedtaget", "da", {CHEAP, "adopted:true"}),
        ("forslag der ikke er vedtaget, eller som koster over 5 mio.", "da", {"adopted:false", DEAR}),
        ("sager der er forsinkede eller over budget", "da", {LATE, "state:economy_slipped"}),
        ("forslag der koster over 5 mio. kr. eller under 1 mio. kr.", "da", {CHEAP, DEAR}),
        ("sager der er røde, forsinkede eller koster over 5 mio.", "da", {RED, LATE, DEAR}),
        ("røde, gule eller forsinkede sager", "da", {"colour:red:yellow", LATE}),
        ("vis røde sager eller sager fra 2024", "da", {RED, OF_2024}),
        ("vis røde sager og sager fra 2024", "da", {RED, OF_2024}),
        ("investment proposals that either cost under 1 million or belong to SOU", "en", {CHEAP, "committee:SOU"}),
        ("red cases and those from 2024", "en", {RED, OF_2024}),
        ("cases that are either late or cost more than 5 million", "en", {LATE, DEAR}),
        ("sager som enten er røde eller fra budget 2024", "da", {RED, OF_2024}),
        ("saker som enten er røde eller koster over 5 mill.", "nb", {RED, DEAR}),
        ("forslag fra Greve der enten ikke er vedtaget eller koster under 1 mio.", "da", {"adopted:false", CHEAP}),
    ],
)
def test_either_of_two_limits_is_one(text: str, language: str, parts: set[str]) -> None:
    assert (either(text, language), understood(text, language).missing) == ([parts], ())


def branches(text: str, language: str) -> list[set[str]]:
    (one,) = [one for one in understood(text, language).filters if one.field == EITHER]
    return [{part.id for part in (branch.parts or (branch,))} for branch in one.parts]


GREEN, FREE = "colour:green", "cost:exactly:0.0-None"


@pytest.mark.parametrize(
    ("text", "language", "first", "second"),
    [
        ("sager der enten er røde og fra 2024 eller over 5 mio. i investering", "da", {RED, OF_2024}, {DEAR}),
        ("sager der er røde, eller som er grønne og fra 2024", "da", {RED}, {GREEN, OF_2024}),
        ("røde sager fra 2024 eller sager over 5 mio. i investering", "da", {RED, OF_2024}, {DEAR}),
        ("red cases from 2024, or cases that cost over 5 million", "en", {RED, OF_2024}, {DEAR}),
        ("forslag i Greve til over 5 mio. kr. i udgift, eller forslag i Solrød der er vedtaget", "da",
         {"municipality:Greve", DEAR}, {"municipality:Solrød", "adopted:true"}),
        ("cases that are red, or that are green and from 2024", "en", {RED}, {GREEN, OF_2024}),
        ("cases that are red, or green and delayed", "en", {RED}, {GREEN, LATE}),
        ("forslag der koster 0 kr. og er vedtaget, eller koster over 5 mio.", "da", {FREE, "adopted:true"}, {DEAR}),
        ("ideas that are either not adopted, or adopted and free", "en", {"adopted:false"}, {"adopted:true", FREE}),
        (
            "forslag der enten koster over 5 mio. og er vedtaget, eller koster under 1 mio. og ikke er vedtaget", "da",
            {DEAR, "adopted:true"}, {CHEAP, "adopted:false"},
        ),
    ],
)  # fmt: skip
def test_what_an_and_joins_belongs_together(text: str, language: str, first: set[str], second: set[str]) -> None:
    """Two clauses of which one has several limits: "and" binds what stands in one of them."""
    assert understood(text, language).missing == ()
    assert branches(text, language) == [first, second]


def test_what_stands_before_both_clauses_is_of_both() -> None:
    text = "forslag i Greve der koster 0 kr. og er vedtaget, eller som koster over 5 mio."
    assert "municipality:Greve" in {one.id for one in understood(text).filters}
    assert branches(text, "da") == [{FREE, "adopted:true"}, {DEAR}]
    both = "enten vedtagne eller gratis forslag fra Greve"
    assert "municipality:Greve" in {one.id for one in understood(both).filters}


@pytest.mark.parametrize(
    "text",
    [
        "enten røde eller gule sager fra 2024",
        "røde eller gule sager fra 2024",
        "sager der er røde eller gule og fra 2024",
    ],
)
def test_names_of_one_kind_are_still_a_choice(text: str) -> None:
    assert {one.id for one in understood(text).filters} == {"colour:red:yellow", OF_2024}


@pytest.mark.parametrize(
    "text",
    [
        "sager der er røde og fra 2024 eller gule",
        "sager der er røde eller fra 2024 og over 3 mio.",
    ],
)
def test_what_may_join_more_is_not_understood(text: str) -> None:
    """An "and" beside the "or": whether it is of one of both, or of each, nobody can tell."""
    assert understood(text).missing


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("røde eller gule sager", {"colour:red:yellow"}),
        ("sager fuldt indfaset 2027 eller senere, ikke rød", {"phase_in_year:at_least:2027.0-None", "colour:not:red"}),
        ("røde sager fra budget 2024 eller 2025", {RED, "budget_year:in:2024:2025"}),
        ("forslag fra Greve og forslag fra Solrød", {"municipality:Greve:Solrød"}),
        ("hverken røde eller forsinkede sager", {"colour:not:red", "state:not:schedule_slipped"}),
        ("sager der er forsinkede og over budget", {LATE, "state:economy_slipped"}),
        ("sager undtagen dem der er grønne eller fra 2024", {f"either:not:(colour:green+{OF_2024})"}),
    ],
)
def test_a_choice_and_a_denial_are_no_such(text: str, ids: set[str]) -> None:
    made = understood(text)
    assert ({one.id for one in made.filters}, made.missing) == (ids, ())
