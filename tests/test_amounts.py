"""Danish numbers and amounts."""

import pytest

from records.amounts import amounts, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5.788", -5788.0),
        ("−4.213", -4213.0),
        ("1.230,5", 1230.5),
        ("20*", 20.0),
        ("0,0", 0.0),
        ("-", None),
        ("", None),
    ],
)
def test_number(text: str, expected: float | None):
    """`.` groups, `,` is the decimal sign, every kind of minus counts; what is no number is None, never 0."""
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "tkr"),
    [("1 mio. kr.", 1000), ("2,5 mio.", 2500), ("1.5 million", 1500), ("kr. 500.000", 500), ("750 t.kr.", 750)],
)
def test_an_amount_is_in_thousands(text: str, tkr: float):
    """Every unit comes out in 1.000 kr."""
    assert [amount.tkr for amount in amounts(text)] == [tkr]
