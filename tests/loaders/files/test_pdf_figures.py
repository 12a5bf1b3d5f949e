"""What a printed text is by its form alone."""

import pytest

from loaders.files.pdf import figures


@pytest.mark.parametrize("text", ["325", "325-", "-325", "−1.150", "(1.200)", "1.150,5", "12%", "+45", "405*", "2024"])
def test_a_figure_has_its_sign_in_front_or_behind(text: str) -> None:
    assert figures.is_figure(text)
    assert figures.is_amount(text) == (text != "2024")


@pytest.mark.parametrize("text", ["12 borgere", "B-12", "-", "", "325 t.kr.", "2024-2026"])
def test_words_and_codes_are_no_figures(text: str) -> None:
    assert not figures.is_figure(text)


def test_a_dash_stands_where_there_is_no_figure() -> None:
    assert figures.is_figure_or_none("–")
    assert not figures.is_figure_or_none("")
    assert figures.begins_as_amount("(12 borgere)")
    assert not figures.begins_as_amount("2024-2026")
    assert figures.is_lettered_code("HA 06")
    assert not figures.is_lettered_code("10001")
    assert figures.is_short_code("10001")
