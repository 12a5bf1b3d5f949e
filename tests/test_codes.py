"""Codes in titles and questions."""

import pytest

from records.codes import find, misprint_of, normal, split


@pytest.mark.parametrize(("code", "expected"), [("ha 06", "HA06"), ("HA06(2025)", "HA06"), ("ha/si 08", "HA/SI08")])
def test_normal(code: str, expected: str):
    """Codes are compared without case, spaces, hyphens and year."""
    assert normal(code) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("HA06(2025) - Bedre rammer", ("HA06", 2025, "Bedre rammer")),
        ("BSU - 022 Et dagtilbud", ("BSU - 022", None, "Et dagtilbud")),
        ("Aula 2.0", (None, None, "Aula 2.0")),
    ],
)
def test_split(title: str, expected: tuple[str | None, int | None, str]):
    """A title may carry its code and its budget year; a word with a number is no code."""
    assert split(title) == expected


def test_find():
    """A code may be written any way; ordinary words with numbers are none."""
    assert [(ref.code, ref.year) for ref in find("status på ha 06/2025")] == [("HA06", 2025)]
    assert find("under 5 år i Q2 2022") == ()


def test_misprint():
    """A code with a character that looks alike is the known one."""
    assert misprint_of("HA/S108", {"HA/SI08", "HA06"}) == "HA/SI08"
