"""A choice says what is ticked, and nothing where its boxes leave a doubt."""

import pytest

from loaders import ticked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("☐ Ja ☒ Nej", "Nej"),
        ("☑ Ja ☐ Nej", "Ja"),
        ("Ja ☒ Nej ☐", "Ja"),
        ("☐ Ja ☐ Nej", ""),
        ("☒ Ja ☒ Nej", "☒ Ja ☒ Nej"),
        ("☐ Grøn ☐ Gul ☒ Rød", "Rød"),
        ("\uf0a8 Ja \uf0fe Nej", "Nej"),
        ("☒", "☒"),
        ("Ja", "Ja"),
        ("Se ☒ og ☐ ovenfor", "Se ☒ og ☐ ovenfor"),
    ],
)
def test_the_ticked_choice_is_what_is_said(text: str, said: str) -> None:
    assert ticked.chosen(text) == said
