"""Numbers, amounts, dates and places as they are printed."""

from datetime import date

import pytest

from records import Source
from templates import formats


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (5788.0, "5.788", "5,788"),
        (0.0, "0", "0"),
        (-1113.0, "-1.113", "-1,113"),
        (1234567.25, "1.234.567,25", "1,234,567.25"),
        (-0.0001, "0", "0"),
        (10.0, "10", "10"),
        (100, "100", "100"),
    ],
)
def test_numbers(value: float, danish: str, english: str) -> None:
    """A point groups thousands in Danish, a comma in English; no zeros behind the decimal sign."""
    assert (formats.format_number(value, "da"), formats.format_number(value, "en")) == (danish, english)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (7000.0, "7.000 t.kr.", "DKK 7.0 million"),
        (1400.0, "1.400 t.kr.", "DKK 1.4 million"),
        (5788.0, "5.788 t.kr.", "DKK 5.788 million"),
        (450.0, "450 t.kr.", "DKK 450,000"),
        (0.0, "0 t.kr.", "DKK 0"),
        (0.5, "0,5 t.kr.", "DKK 500"),
        (-2000.0, "-2.000 t.kr.", "DKK -2.0 million"),
    ],
)
def test_amounts_show_the_exact_figure(value: float, danish: str, english: str) -> None:
    """1.000 kr. as the documents have it; for English readers what that is, with nothing rounded away."""
    assert (formats.money(value, "da"), formats.money(value, "en")) == (danish, english)


def test_sums_show_their_millions() -> None:
    assert formats.total(819760.4, "da") == "819.760,4 t.kr. (819,8 mio. kr.)"
    assert formats.total(7000.0, "da") == "7.000 t.kr. (7,0 mio. kr.)"
    assert formats.total(450.0, "da") == "450 t.kr."
    assert formats.total(7000.0, "en") == "DKK 7.0 million"


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (1000.0, "1 mio. kr.", "DKK 1 million"),
        (1500.0, "1,5 mio. kr.", "DKK 1.5 million"),
        (450.0, "450 t.kr.", "DKK 450,000"),
        (0.5, "500 kr.", "DKK 500"),
        (0.0, "0 t.kr.", "DKK 0"),
        (1234.0, "1.234 t.kr.", "DKK 1.234 million"),
    ],
)
def test_limits_are_as_people_say_them(value: float, danish: str, english: str) -> None:
    assert (formats.about(value, "da"), formats.about(value, "en")) == (danish, english)


def test_days() -> None:
    assert formats.day(date(2026, 11, 21), "da") == "21. november 2026"
    assert formats.day(date(2026, 5, 1), "en") == "1 May 2026"


@pytest.mark.parametrize(
    ("source", "last", "danish", "english"),
    [
        (Source("a.pdf", 36, 14), None, "a.pdf, s. 14", "a.pdf, p. 14"),
        (Source("a.txt", 36), None, "a.txt, linje 36", "a.txt, line 36"),
        (Source("a.txt", 36), 41, "a.txt, linje 36–41", "a.txt, lines 36–41"),
        (Source("a.txt", 36), 36, "a.txt, linje 36", "a.txt, line 36"),
        (Source("a.txt"), None, "a.txt", "a.txt"),
    ],
)
def test_places(source: Source, last: int | None, danish: str, english: str) -> None:
    """The page where there are pages, else the line."""
    assert (formats.place(source, "da", last), formats.place(source, "en", last)) == (danish, english)


def test_years_and_year_tables() -> None:
    assert [formats.years(value, "da") for value in (1.0, 6.0, 2.5)] == ["1 år", "6 år", "2,5 år"]
    assert [formats.years(value, "en") for value in (1.0, 6.0)] == ["1 year", "6 years"]
    assert formats.by_year({2023: -1075.0, 2022: 4000.0}, "da") == "2022: 4.000 · 2023: -1.075 t.kr."


def test_a_calendar_year_is_never_grouped() -> None:
    assert [formats.format_year(value, "da") for value in (2024, 2024.0, "2024", "2024/25")] == ["2024"] * 3 + [
        "2024/25"
    ]


def test_lists_end_in_a_word() -> None:
    assert formats.all_of(["a", "b", "c"], "da") == "a, b og c"
    assert formats.any_of(("a", "b"), "en") == "a or b"
    assert formats.any_of("a", "da") == "a"
    assert formats.all_of([], "da") == ""


def test_price_levels() -> None:
    assert (formats.level("2025 p/l", "da"), formats.level("2024", "en")) == ("2025 p/l", "2024 prices")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\nb", "a b"),
        ("  a\t b ", "a b"),
        ("a\x1b[2Jb\x00", "a[2Jb"),
        ("\u202eabc\u2066", "abc"),
        ("🔴 æøå", "🔴 æøå"),
    ],
)
def test_one_line_steers_nothing(dirty: str, clean: str) -> None:
    """No sign of a document drives the terminal or turns the reading direction."""
    assert formats.one_line(dirty) == clean


@pytest.mark.parametrize(("value", "danish"), [
    (1650.0, "1.650 t.kr. (1,7 mio. kr.)"),
    (1250.0, "1.250 t.kr. (1,3 mio. kr.)"),
    (-1650.0, "-1.650 t.kr. (-1,7 mio. kr.)"),
    (819760.0, "819.760 t.kr. (819,8 mio. kr.)"),
])  # fmt: skip
def test_a_half_is_rounded_as_people_round(value: float, danish: str) -> None:
    assert formats.total(value, "da") == danish


@pytest.mark.parametrize(
    ("start", "end", "danish", "english"),
    [
        ((2026, 1, 1), (2026, 12, 31), "2026", "2026"),
        ((2026, 2, 1), (2026, 2, 28), "februar 2026", "February 2026"),
        ((2026, 10, 1), (2026, 12, 31), "oktober – december 2026", "October – December 2026"),
        ((2026, 12, 1), (2027, 2, 28), "december 2026 – februar 2027", "December 2026 – February 2027"),
        ((2026, 11, 20), (2026, 12, 10), "20. november – 10. december 2026", "20 November – 10 December 2026"),
        ((2026, 5, 1), (2026, 5, 1), "1. maj 2026", "1 May 2026"),
    ],
)
def test_a_period_says_nothing_twice(
    start: tuple[int, int, int], end: tuple[int, int, int], danish: str, english: str
) -> None:
    """Whole months and years are said as people say them."""
    assert [formats.from_to(date(*start), date(*end), language) for language in ("da", "en")] == [danish, english]


def test_an_amount_keeps_the_point_of_its_abbreviation() -> None:
    assert [formats.without_stop(text) for text in ("under 1 mio. kr.", "Du ejer sagen.", "")] == [
        "under 1 mio. kr.",
        "Du ejer sagen",
        "",
    ]
