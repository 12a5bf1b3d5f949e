"""Danish numbers and amounts of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.amounts import amounts, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("115", 115.0),
        ("1230", 1230.0),
        ("10.100", 10100.0),
        ("1.234.567", 1234567.0),
        ("1 200", 1200.0),
        ("1\u00a0200", 1200.0),
        ("1.230,5", 1230.5),
        ("0,5", 0.5),
        ("1.5", 1.5),
        ("0,0", 0.0),
        ("0", 0.0),
        (" 5 ", 5.0),
    ],
)
def test_groups_and_decimals(text: str, expected: float):
    """`.` and spaces group thousands, `,` is the decimal sign; a point before 1-2 digits can only be a decimal."""
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-5.788", -5788.0),
        ("\u22124.213", -4213.0),
        ("\u2013300", -300.0),
        ("- 300", -300.0),
        ("300-", -300.0),
        ("÷5", -5.0),
        ("-1800", -1800.0),
        ("+300", 300.0),
        ("-0", 0.0),
    ],
)
def test_signs(text: str, expected: float):
    """Every kind of minus is one, before or behind the number; there is no negative nothing."""
    assert str(number(text)) == str(expected)


@pytest.mark.parametrize(("text", "expected"), [("20*", 20.0), ("-1.200 **", -1200.0), ("20¹", 20.0), ("100,-", 100.0)])
def test_marks_behind_a_number(text: str, expected: float):
    """A footnote star and ",-" do not change a number."""
    assert number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        ".",
        "*",
        "(0,5)",
        "12.34.567",
        "1.000.00",
        "1,2,3",
        "0.123",
        "1 2 3",
        "5 år",
        "20 %",
        "7)",
        "1.000 kr.",
    ],
)
def test_no_number_is_unknown(text: str):
    """What is not exactly one number is None, never 0."""
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "tkr", "unit"),
    [
        ("1 mio. kr.", 1000, "mio"),
        ("1mio.kr.", 1000, "mio"),
        ("2,5 mio.", 2500, "mio"),
        ("0,500 mio. kr.", 500, "mio"),
        ("3 mio", 3000, "mio"),
        ("2 mill. kr.", 2000, "mio"),
        ("3 mkr.", 3000, "mio"),
        ("20 millioner kroner", 20000, "mio"),
        ("1.234,5 mio. kr.", 1234500, "mio"),
        ("1.234 mio. kr.", 1234000, "mio"),
        ("mio. kr. 2,5", 2500, "mio"),
        ("1,2 mia. kr.", 1200000, "mia"),
        ("750 t.kr.", 750, "tkr"),
        ("2.200 tkr", 2200, "tkr"),
        ("400 t. kr.", 400, "tkr"),
        ("500 tusind kr.", 500, "tkr"),
        ("500.000 kr.", 500, "kr"),
        ("500.000,-", 500, "kr"),
        ("kr. 500.000,-", 500, "kr"),
        ("Kr.500.000", 500, "kr"),
        ("1 230 500 kr.", 1230.5, "kr"),
        ("62.919 kr.", 62.919, "kr"),
        ("100.000kr", 100, "kr"),
        ("-1,54 mio. kr.", -1540, "mio"),
        ("minus 500.000 kr.", -500, "kr"),
    ],
)
def test_danish_amounts(text: str, tkr: float, unit: str):
    """Every unit comes out in 1.000 kr., and the whole of the amount is its span."""
    (amount,) = amounts(text)
    assert (amount.tkr, amount.unit, text[amount.start : amount.end]) == (tkr, unit, text)


@pytest.mark.parametrize(
    ("text", "tkr"),
    [
        ("1.5 million", 1500),
        ("1.5 millions", 1500),
        ("4.215 million", 4215),
        ("DKK 2m", 2000),
        ("2m DKK", 2000),
        ("DKK500k", 500),
        ("500k", 500),
        ("500,000 DKK", 500),
        ("1,500,000 kroner", 1500),
        ("1 million DKK", 1000),
    ],
)
def test_english_amounts(text: str, tkr: float):
    """English points are decimals before "million", English commas group kroner."""
    (amount,) = amounts(text)
    assert (amount.tkr, text[amount.start : amount.end]) == (tkr, text)


@pytest.mark.parametrize(
    ("text", "tkr"),
    [
        ("en halv million", 500),
        ("halvanden million kroner", 1500),
        ("to millioner", 2000),
        ("to en halv million", 2500),
        ("fem hundrede tusind kroner", 500),
        ("1½ mio. kr.", 1500),
        ("½ million", 500),
        ("half a million", 500),
        ("a quarter of a million", 250),
        ("one and a half million", 1500),
    ],
)
def test_spelled_amounts(text: str, tkr: float):
    """Numbers in words and fractions are numbers."""
    (amount,) = amounts(text)
    assert (amount.tkr, text[amount.start : amount.end]) == (tkr, text)


@pytest.mark.parametrize(
    "text",
    [
        "mere end 5 år",
        "under 5 år",
        "10 m2",
        "5 km",
        "HA06 2025",
        "2 millioner borgere",
        "€ 500",
        "1.000.000",
        "et forslag",
        "i 1.000 kr.",
        "effekt (1.000 kr.)",
        "1.000 kr. 2023 p/l",
        "mio. kr. 2023 p/l",
        "20 %",
        "1 million euro",
        "",
    ],
)
def test_no_amounts(text: str):
    """Numbers of other things, other currencies and the unit over a table are no amounts."""
    assert amounts(text) == ()


def test_several_amounts_in_a_sentence():
    """Amounts come in the order of the text, with their spans."""
    text = "Spar ca. 400 t.kr. i 2024 og 1,2 mio. kr. fra 2025"
    found = amounts(text)
    assert [(a.tkr, text[a.start : a.end], a.approximate) for a in found] == [
        (400, "400 t.kr.", True),
        (1200, "1,2 mio. kr.", False),
    ]


def test_a_range_gives_its_upper_end():
    """In a range only the upper end has a unit; the hyphen between is no sign."""
    assert [amount.tkr for amount in amounts("1-2 mio. kr.")] == [2000]


@given(st.integers(-(10**9), 10**9))
def test_printed_numbers_come_back(value: int):
    """A number printed with grouping points reads as itself."""
    assert number(f"{value:,}".replace(",", ".")) == value


@given(st.text(alphabet="0123456789., -kmtrioa½½÷()en\u00a0", max_size=40))
def test_any_text_can_be_read(text: str):
    """Whatever is printed, reading it gives spans inside the text and never an error."""
    number(text)
    assert all(0 <= amount.start < amount.end <= len(text) for amount in amounts(text))
