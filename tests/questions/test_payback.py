"""Payback on service and in total are two figures of a proposal; a bare payback is met by either."""

import pytest

from questions.query import Order, Query
from questions.reading import read_question
from questions.selection import NotUnderstood, read_selection
from tests.questions.test_reading import KNOWN, LEXICON, TODAY


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, KNOWN, LEXICON, language)


@pytest.mark.parametrize(
    ("text", "language", "limit"),
    [
        ("tilbagebetalingstid under 4 år", "da", "payback:under:4.0-None"),
        ("tilbagebetalingstid på service under 4 år", "da", "payback_service:under:4.0-None"),
        ("forslag med en tilbagebetalingstid på højst 4 år på service", "da", "payback_service:at_most:4.0-None"),
        ("forslag der er tjent hjem på service inden for 4 år", "da", "payback_service:at_most:4.0-None"),
        ("tilbagebetalingstid i alt mellem 2 og 4 år", "da", "payback_total:between:2.0-4.0"),
        ("samlet tilbagebetalingstid på over 4 år", "da", "payback_total:over:4.0-None"),
        ("tilbagebetalingstid på service ikke oplyst", "da", "payback_service:not_stated"),
        ("proposals with a payback on service under 4 years", "en", "payback_service:under:4.0-None"),
        ("service payback of at least 4 years", "en", "payback_service:at_least:4.0-None"),
        ("total payback above 4 years", "en", "payback_total:over:4.0-None"),
        ("payback time in total above 4 years", "en", "payback_total:over:4.0-None"),
    ],
)
def test_each_is_limited_by_itself(text: str, language: str, limit: str) -> None:
    made = understood(text, language)
    assert [one.id for one in made.filters] == [limit]
    assert made.measure is None
    assert not made.topic
    assert not made.ignored


def test_both_are_limited_in_one_question() -> None:
    made = understood("forslag med tilbagebetalingstid under 4 år på service og i alt over 5 år")
    assert {one.id for one in made.filters} == {"payback_service:under:4.0-None", "payback_total:over:5.0-None"}
    made = understood("forslag med en tilbagebetalingstid på 6 år på service")
    assert {one.id for one in made.filters} == {"payback_service:exactly:6.0-None"}
    for text in (
        "payback of exactly 3 years, both on service and in total",
        "payback on service and in total of 3 years",
    ):
        made = understood(f"proposals with a {text}", "en")
        assert {one.id for one in made.filters} == {f"payback_{part}:exactly:3.0-None" for part in ("service", "total")}
        assert made.measure is None
    made = understood("proposals that take more than 4 years in total to pay back", "en")
    assert [one.id for one in made.filters] == ["payback_total:over:4.0-None"]
    assert made.measure is None


@pytest.mark.parametrize(
    ("text", "language", "field"),
    [
        ("forslag med den korteste tilbagebetalingstid på service", "da", "payback_service"),
        ("forslag sorteret efter tilbagebetalingstid i alt", "da", "payback_total"),
        ("proposals sorted by total payback", "en", "payback_total"),
        ("proposals with the shortest payback", "en", "payback"),
    ],
)
def test_each_sorts(text: str, language: str, field: str) -> None:
    made = understood(text, language)
    assert isinstance(made.order, Order)
    assert (made.order.field, made.order.descending) == (field, False)
    assert made.measure is None


@pytest.mark.parametrize(
    ("text", "language", "field"),
    [
        ("gennemsnitlig tilbagebetalingstid på service for forslag fra SUD", "da", "payback_service"),
        ("gennemsnitlig tilbagebetalingstid i alt pr. udvalg", "da", "payback_total"),
        ("average total payback of proposals by committee", "en", "payback_total"),
        ("hvad er den gennemsnitlige tilbagebetalingstid for forslag fra SUD", "da", "payback"),
    ],
)
def test_each_has_an_average(text: str, language: str, field: str) -> None:
    measure = understood(text, language).measure
    assert measure is not None
    assert (measure.what, measure.field) == ("average", field)


def test_years_are_not_added_up() -> None:
    """What the paybacks come to together says nothing: their average does."""
    measure = understood("sum of payback of proposals by committee", "en").measure
    assert measure is not None
    assert measure.what == "average"


def test_no_report_says_either_of_a_case() -> None:
    for text in (
        "sager med tilbagebetalingstid på service under 4 år",
        "sager med samlet tilbagebetalingstid under 4 år",
    ):
        with pytest.raises(NotUnderstood) as told:
            read_selection(text, KNOWN, LEXICON)
        assert told.value.field in ("payback_service", "payback_total")
