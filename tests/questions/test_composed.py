"""Questions that are put together of several limits, as people compose them: none of it is lost or turned round."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, KNOWN, LEXICON, language)


def limits(made: Query) -> list[tuple[str, str, float | None]]:
    return sorted((one.field, one.op, one.low) for one in made.filters)


@pytest.mark.parametrize(
    "text", ["investeringer over halvanden million, men under 3,5 mio.", "udgift over 1,5 mio. og under 3,5 mio."]
)
def test_the_ends_of_a_range_are_of_one_field(text: str) -> None:
    assert limits(understood(text)) == [("cost", "over", 1500.0), ("cost", "under", 3500.0)]


@pytest.mark.parametrize(
    ("text", "descending"),
    [
        ("rangér forslag fra størst til mindst effekt", True),
        ("forslag fra mindste til største besparelse", False),
        ("proposals from largest to smallest saving", True),
        ("sager, billigste først", False),
    ],
)
def test_from_one_end_to_the_other_is_an_order(text: str, descending: bool) -> None:
    made = understood(text)
    assert made.order
    assert made.order.descending is descending


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sager over 10 mio. i investering, bortset fra budget 2025", "bortset fra budget 2025"),
        ("forslag hvor besparelsen er større end investeringen", "større end investeringen"),
        ("adopted versus not adopted proposals", "adopted versus not adopted"),
        ("den dyreste og den billigste sag", "dyreste og den billigste"),
        ("hvilke kommuner har ingen vedtagne forslag", "kommuner har ingen"),
        ("sager uden besparelse", "uden besparelse"),
        ("proposals excluding those that save less than 1.5m", "excluding those that save less than 1.5m"),
        ("forslag der kravlede 10 mio. kr. i udgift", "kravlede 10 mio. kr."),
        ("proposals saving exactly 1m or exactly 4m", "1m or exactly 4m"),
        ("proposals saving between two and three million", "two and three million"),
    ],
)
def test_what_no_limit_can_say_is_said_to_be_not_understood(text: str, words: str) -> None:
    """A list without it, or with it turned round, would be wrong without a word."""
    assert words in {one.text for one in understood(text).missing}


def test_a_field_that_only_a_limit_names_is_not_asked_for() -> None:
    """ "Hvor besparelsen ligger over …" asks for the saving of no case."""
    assert "saving" not in understood("vedtagne forslag om robotter, hvor besparelsen ligger over 500.000 kr.").asks
    assert "saving" in understood("hvad er besparelsen på forslag over 500.000 kr. i udgift").asks


@pytest.mark.parametrize(
    "text", ["har Greve eller Solrød flest forslag?", "which has more proposals, Greve or Solrød?"]
)
def test_more_of_two_counts_each(text: str) -> None:
    made = understood(text)
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("count", "municipality")


def test_a_number_of_two_together_is_no_sum_of_savings() -> None:
    made = understood("hvor mange forslag har Greve og Solrød tilsammen?")
    assert (made.measure and made.measure.what) == "count"


@pytest.mark.parametrize(
    ("text", "field", "op"),
    [
        ("proposals saving 5m or up", "saving", "at_least"),
        ("hvilket forslag er hurtigst tjent hjem?", "payback", "order"),
        ("hvad løber besparelserne i Greve op i tilsammen?", "saving", "sum"),
    ],
)
def test_everyday_words_of_limits_orders_and_sums(text: str, field: str, op: str) -> None:
    made = understood(text)
    said = {(one.field, one.op) for one in made.filters}
    said |= {(made.order.field, "order")} if made.order else set()
    said |= {(made.measure.field, made.measure.what)} if made.measure else set()
    assert (field, op) in said


def test_the_order_in_which_names_are_said_makes_no_other_limit() -> None:
    first, second = understood("sager i Greve og Solrød"), understood("sager i Solrød og Greve")
    assert {one.id for one in first.filters} == {one.id for one in second.filters}


@pytest.mark.parametrize(
    "text",
    ["forslag under Administration", "det Greve har under Administration, men kun hvis det er vedtaget"],
)
def test_the_name_of_an_area_is_no_administration(text: str) -> None:
    """ "Administration" is an area of the idea bank, and what stands before it is no name."""
    made = read_question(text, TODAY, replace(KNOWN, areas=("Administration",)), LEXICON)
    assert "administration" not in {one.field for one in made.filters}


def test_above_nothing_is_not_nothing() -> None:
    assert ("cost", "exactly", 0.0) not in limits(understood("adopted proposals with a cost above 0", "en"))


def test_the_one_of_several_is_one() -> None:
    made = understood("det vedtagne forslag fra Greve, der sparer allermest")
    assert (made.order and made.order.limit) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Greve's proposals", ("Greve",)),
        ("Solrød's and Greve's proposals", ("Solrød", "Greve")),
        ("Greves forslag", ("Greve",)),
    ],
)
def test_whose_they_are_is_a_name_and_no_slip(text: str, names: tuple[str, ...]) -> None:
    """ "Greve's" is not a word of another language with a slip in it."""
    assert [one.values for one in understood(text, "en").filters] == [names]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("fordel sagerne på budgetår", "budget_year"),
        ("fordeling af forslagene på indfasningsår", "phase_in_year"),
        ("break down the savings by phase-in year", "phase_in_year"),
        ("hvilken kommune i idébanken har fået vedtaget flest forslag?", "municipality"),
    ],
)
def test_a_sum_is_split_by_what_is_said(text: str, group: str) -> None:
    made = understood(text)
    assert (made.measure and made.measure.group) == group


def test_no_reaches_no_further_than_its_field() -> None:
    """ "Need no investment in Struer" is not said of another place."""
    assert not any(one.negated for one in understood("how many proposals need no investment in Greve?", "en").filters)
