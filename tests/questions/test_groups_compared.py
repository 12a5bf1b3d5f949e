"""Which of two names has more, and a "more than" of something that nothing reads."""

import pytest

from questions.query import Order
from tests.questions.test_wordings import understood


@pytest.mark.parametrize(
    ("text", "language", "what", "field", "group"),
    [
        ("giver Greve mindre i besparelse end Solrød?", "da", "sum", "saving", "municipality"),
        ("har Greve flere forslag end Solrød", "da", "count", "", "municipality"),
        ("er der færre gule end røde sager?", "da", "count", "", "colour"),
        ("do the proposals of Greve cost more than those of Solrød?", "en", "sum", "cost", "municipality"),
        ("is Greve's average saving higher than Solrød's", "en", "average", "saving", "municipality"),
        ("har Socialudvalget flere grønne sager end Sundheds- og Omsorgsudvalget", "da", "count", "", "committee"),
    ],
)
def test_of_two_names_each_has_its_number(text: str, language: str, what: str, field: str, group: str) -> None:
    """The one with more stands first; it was a list of both."""
    made = understood(text, language)
    assert made.measure
    assert (made.measure.what, made.measure.field, made.measure.group) == (what, field, group)
    assert made.order == Order(field or "count", descending=True)
    assert not made.missing


@pytest.mark.parametrize(
    "text",
    [
        "forslag fra Greve, der koster mere end dem fra Solrød",
        "sager der er billigere end de gule",
        "proposals that save more than the cheapest one in Greve",
        "hvilke kommuner har færre forslag end Solrød",
    ],
)
def test_more_than_what_nothing_reads_is_not_understood(text: str) -> None:
    """A list without it would be of something else."""
    assert [one.kind for one in understood(text).missing] == ["words"]


@pytest.mark.parametrize("text", ["hvilke sager blev dyrere end aftalt", "cases that took longer than scheduled"])
def test_more_than_planned_is_a_state(text: str) -> None:
    made = understood(text)
    assert [one.field for one in made.filters] == ["state"]
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "what", "field"),
    [
        ("hvad er den samlede udgift til forslag over 2 mio. i udgift", "sum", "cost"),
        ("den gennemsnitlige besparelse på sager under 1 mio.", "average", "saving"),
        ("hvilken kommune har det laveste gennemsnit", "average", "saving"),
    ],
)
def test_what_is_added_up_may_be_what_is_limited(text: str, what: str, field: str) -> None:
    made = understood(text)
    assert made.measure
    assert (made.measure.what, made.measure.field) == (what, field)
