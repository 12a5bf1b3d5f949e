"""A column decides as a whole how its figures are written."""

import pytest

from loaders.kinds.statuses import figures
from loaders.kinds.statuses.figures import Style


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (["10.100", "-5.788", "405"], [10100, -5788, 405]),
        (["10,100", "-5,788", "405"], [10100, -5788, 405]),
        (["1,5", "2,25"], [1.5, 2.25]),
        (["(5.788)", "(405)", "20"], [-5788, -405, 20]),
        (["(405)", "-20"], [None, -20]),
        (["10,100", "4.150", "7"], [None, 4150, 7]),
        (["10.100 1)", "-405*"], [10100, -405]),
        (["1,250,000", "3,000.5"], [1250000, 3000.5]),
    ],
)
def test_a_column_decides_for_its_signs(column: list[str], read: list[float | None]) -> None:
    """What could be two figures is none."""
    style = figures.style(column)
    assert [figures.figure_value(text, style) for text in column] == read


def test_brackets_without_a_column_are_a_remark() -> None:
    assert figures.figure_value("(0,5)", Style()) is None


def test_three_decimals_of_millions_are_no_group_of_thousands() -> None:
    """10,105 mio. kr. is ten million; milliards stood in its place without a word."""
    assert figures.style(["10,105", "20,350"], in_millions=True) == figures.Style(False, False)
    assert figures.style(["10,105", "20,350"]).english
    assert figures.figure_value("10,105", figures.style(["10,105"], in_millions=True)) == 10.105
