"""Names of committees, administrations, municipalities, areas, measures."""

import pytest

from records import names


@pytest.mark.parametrize(("text", "expected"), [("socialudvalgets", "SUD"), ("Health and Care Committee", "SOU")])
def test_committee(text: str, expected: str):
    """A committee is known by every name it has."""
    assert names.committee(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kultur- Fritidsforvaltningen", "Kultur- og Fritidsforvaltningen"),
        ("Økonomiforvaltningen for Borgerrådgiveren", "Økonomiforvaltningen for Borgerrådgiveren"),
    ],
)
def test_administration(text: str, expected: str):
    """A misspelled administration gets its official name; an addition stays."""
    assert names.administration(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("Københavns Kommune", "København"), ("Høje Tåstrup", "Høje-Taastrup")])
def test_municipality(text: str, expected: str):
    """A municipality stands without "Kommune" and genitive."""
    assert names.municipality(text) == expected
