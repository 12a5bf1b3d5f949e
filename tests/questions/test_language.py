"""In which language a question is answered."""

import pytest

from questions.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("show everything from Holbæk", "en"),
        ("which proposals has Høje-Taastrup", "en"),
        ("økonomi", "da"),
        ("Ældreområdet", "da"),
        ("forslag fra Holbæk", "da"),
        ("HA06", None),
    ],
)
def test_the_letters_of_a_name_tell_no_language(text: str, language: str | None) -> None:
    assert language_of(text) == language
