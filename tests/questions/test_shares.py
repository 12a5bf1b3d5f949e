"""What share of the listed meet a limit: what stands before the verb is the whole, what it says of that the part."""

import pytest

from tests.questions.test_composed import understood


@pytest.mark.parametrize(
    ("text", "language", "part", "field"),
    [
        ("hvor stor en andel af forslagene fra Greve er vedtaget?", "da", {"adopted:true"}, ""),
        ("hvor mange procent af de røde sager er fra 2024", "da", {"budget_year:exactly:2024.0-None"}, ""),
        ("hvor stor en del af sagerne, der er røde, er forsinkede?", "da", {"state:schedule_slipped"}, ""),
        ("what percentage of Greve's proposals cost nothing", "en", {"cost:exactly:0.0-None"}, ""),
        ("what share of the cases from budget year 2024 are not green?", "en", {"colour:not:green"}, ""),
        ("hvor stor en andel udgør de røde sager af sagerne fra 2024", "da", {"colour:red"}, ""),
        ("hvor stor en andel af den samlede besparelse kommer fra Greve", "da", {"municipality:Greve"}, "saving"),
        ("hvor stor andel av sakene er røde", "nb", {"colour:red"}, ""),
        ("how large a share of the cases are red or late", "en", {"either:(colour:red+state:schedule_slipped)"}, ""),
    ],
)
def test_a_share_has_a_part_and_a_whole(text: str, language: str, part: set[str], field: str) -> None:
    made = understood(text, language)
    assert made.measure
    assert (made.measure.what, {one.id for one in made.measure.part}, made.measure.field) == ("share", part, field)
    assert {one.id for one in made.filters} >= part
    assert (made.intent, made.missing, made.ignored) == ("total", (), ())


@pytest.mark.parametrize(
    "text",
    ["hvor stor en andel af de røde sager?", "hvor stor en andel af borgerne er tilfredse", "100 procent røde sager"],
)
def test_what_is_no_part_of_a_list_has_no_share(text: str) -> None:
    made = understood(text)
    assert made.measure is None or made.measure.what != "share"


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("er samtlige forslag fra Greve vedtaget?", "da", "adopted:true"),
        ("are all of the cases from 2023 on schedule", "en", "state:as_planned"),
        ("er alle sager gule", "da", "colour:yellow"),
    ],
)
def test_whether_all_are_so_is_told_by_how_many_are(text: str, language: str, part: str) -> None:
    """The list of those that are told neither how many are not, nor yes or no."""
    made = understood(text, language)
    assert made.measure
    assert made.measure.is_share
    assert [one.id for one in made.measure.part] == [part]
    assert "whether" in made.asks
