"""What *Vis kilde* shows of a long line on its first screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.questions.sources import cut_around, of_cells

LINE = "2025 · TV01(2025) - Digitale hjemmebesøg i bostøtten · Investering · Forløber som planlagt · 2.720 · -1.680"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["2.720"], "2.720"),
        (["findes ikke", "planlagt"], "som planlagt"),
        (["PLANLAG"], "som planlagt"),
        (["tv01"], "2025 · TV01"),
        ([], "2025 · TV01"),
    ],
)
def test_a_long_line_is_cut_around_what_was_asked(words: list[str], shown: str) -> None:
    cut = cut_around(LINE, words, 60)
    assert shown in cut
    assert len(cut) <= 64
    assert cut.strip("… ") in LINE


@given(st.text("ab c", max_size=200), st.lists(st.text("abc", min_size=1, max_size=9), max_size=3), st.integers(9, 80))
def test_the_word_is_never_cut_away(text: str, words: list[str], longest: int) -> None:
    cut = cut_around(text, words, longest)
    there = [one for one in words if one in text]
    assert not there or len(there[0]) > longest // 3 or there[0] in cut


def test_the_figures_of_a_long_row_are_among_what_is_shown() -> None:
    """Its words are cut, cell by cell, and the last cells are not left out."""
    cells = ["2023", "TV01 - " + "Optimering af " * 9, "Initiativet er implementeret", "Annulleret " * 30]
    row = of_cells([*cells, "26.883", "-6.279", "Nej"], ["tv01"], 120)
    assert row.startswith("2023 · TV01 - ")
    assert row.endswith("26.883 · -6.279 · Nej")
    assert len(row) < 130
    assert of_cells(["a" * 9] * 40, [], 60) == cut_around(" · ".join(["a" * 9] * 40), [], 60)
