"""The one-off amount in the free text of a cost field."""

import pytest

from loaders.kinds.ideas.costs import one_off, states_yearly


@pytest.mark.parametrize(
    ("text", "tkr"),
    [
        ("0", 0.0),
        ("1230 i 2024, herefter 1191 årligt", 1230.0),
        ("3000 i 2024, 2500 i 2025, 2000 i 2026 og 1000 i 2027", 3000.0),
        ("2000 i 2026", 2000.0),
        ("2025", 2025.0),
        ("Nettoudgift i 2024 på 500 og 400 i 2025", 500.0),
        ("180 i 2024 og derefter 360/år", 180.0),
        ("60 årligt og 700 i 2025", 700.0),
        ("500 i år 2024", 500.0),
        ("450 (2024-2026)", 450.0),
        ("20.000 ifm. et nyt udbud i 2025 med opstart i 2026", 20000.0),
        ("350 (det første år) 150 (det andet år)", 350.0),
        ("500 engangsudgift + 100 årligt", 500.0),
        ("0 - men der skal findes nye lokaler", 0.0),
        ("2 årsværk svarende til 1.100", 1100.0),
        ("2025: 300, 2026: 400", 300.0),
        ("1,5 mio. kr. i 2025", 1500.0),
        ("250.000 kr.", 250.0),
        ("40 t.kr.", 40.0),
        ("Årlig drift 50, engangsudgift 600", 600.0),
        ("Ingen", 0.0),
    ],
)
def test_the_first_one_off_amount_counts(text: str, tkr: float) -> None:
    """Years, counts and yearly amounts are passed over; a bare number is 1.000 kr.; "none" is nothing."""
    assert one_off(text) == tkr


@pytest.mark.parametrize(
    "text",
    ["550 årligt", "0,5 årligt", "360/år", "80 pr. år", "200 om året", "Årligt 300", "75 i 2025 og frem", "90 p.a."],
)
def test_a_yearly_cost_alone_is_no_one_off_cost(text: str) -> None:
    """Where only a yearly cost is printed there is no one-off cost, and that can be told."""
    assert one_off(text) is None
    assert states_yearly(text)


@pytest.mark.parametrize("text", ["Ikke oplyst", "Tidligere", "Er medregnet i besparelsen for 2024", "", "Ultimo 2025"])
def test_words_are_no_amount(text: str) -> None:
    """ "Not stated" is never 0."""
    assert one_off(text) is None
    assert not states_yearly(text)


def test_the_label_says_what_a_bare_number_stands_for() -> None:
    """A form in mio. kr. is read in 1.000 kr.; a unit of the amount's own wins."""
    assert one_off("2", 1000.0) == 2000.0
    assert one_off("2 t.kr. i 2025", 1000.0) == 2.0
