"""Names that are what is listed, sorted by what their proposals save, cost or number."""

import pytest

from tests.questions.test_wordings import understood


@pytest.mark.parametrize(
    ("text", "language", "group", "field"),
    [
        ("top 4 kommuner efter udgift", "da", "municipality", "cost"),
        ("sorter udvalgene efter samlet besparelse", "da", "committee", "saving"),
        ("municipalities ranked by number of ideas", "en", "municipality", ""),
        ("rank the areas by total cost", "en", "area", "cost"),
        ("de tre udvalg der koster mest", "da", "committee", "cost"),
        ("giv mig kommunerne med deres samlede udgift", "da", "municipality", "cost"),
    ],
)
def test_names_that_are_listed_are_the_groups(text: str, language: str, group: str, field: str) -> None:
    """They were left out, and proposals were listed or added up in their place."""
    made = understood(text, language)
    assert made.measure
    assert (made.measure.group, made.measure.field) == (group, field)
    assert not made.missing


@pytest.mark.parametrize(
    "text",
    ["kommunen Greve: de dyreste forslag", "hvilken kommune har det dyreste forslag", "det dyreste forslag i kommunen"],
)
def test_names_beside_what_is_listed_are_no_groups(text: str) -> None:
    made = understood(text)
    assert made.measure is None
