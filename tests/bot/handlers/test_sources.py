"""What *Vis kilde* shows of a long line on its first screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.questions.sources import cut_around

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
