"""Filters of subscriptions: what people write, the laws of and/or/not, and the ways there and back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, NOT_STATED, OVER, UNDER
from records import Source, StatusRow
from scheduler.filters import FilterNames, NotUnderstood, read_filter, written
from scheduler.filters.tree import (
    EVERYTHING,
    And,
    Coded,
    Filter,
    NameLimit,
    Not,
    NumberLimit,
    Or,
    Traits,
    area_fits,
    from_json,
    meets,
    to_json,
    traits,
)
from scheduler.filters.wording import by_mention
from templates import say
from tests.soak import examples

AREAS = ("Voksne med handicap", "Familier og unge", "Fælles opgaver og administration", "Ældre, sundhed og omsorg")
KNOWN = FilterNames(AREAS, ("SUD", "Havneudvalget"), ("U0ME", "Mia"))
RED, YELLOW = NameLimit("colour", "red"), NameLimit("colour", "yellow")


def year(value: int) -> NumberLimit:
    return NumberLimit("budget_year", EXACTLY, float(value))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", EVERYTHING),
        ("alle sager", EVERYTHING),
        ("everything", EVERYTHING),
        ("røde", RED),
        ("røde eller gule, ikke handicap", And((Or((RED, YELLOW)), Not(NameLimit("area", "handicap"))))),
        ("røde og gule sager", Or((RED, YELLOW))),
        ("not (red or yellow)", Not(Or((RED, YELLOW)))),
        ("ikke røde eller gule", Not(Or((RED, YELLOW)))),
        (
            "udvalg SUD og besparelse over 1 mio.",
            And((NameLimit("committee", "SUD"), NumberLimit("saving", OVER, 1000.0))),
        ),
        ("udvalget Havneudvalget", NameLimit("committee", "Havneudvalget")),
        ("Sundheds- og Omsorgsudvalget, røde", And((NameLimit("committee", "SOU"), RED))),
        ("ejer <@U0BO|Bo>", NameLimit("owner", "U0BO", "Bo")),
        ("owner me or no owner", Or((NameLimit("owner", "U0ME", "Mia"), NameLimit("owner", "")))),
        ("HA06 2025", Coded("HA06", 2025)),
        ("ha06, BU-01", Or((Coded("HA06"), Coded("BU01")))),
        ("budgetår 2025 og område familier", And((year(2025), NameLimit("area", "familier")))),
        ("budgetår 2024 og 2025", Or((year(2024), year(2025)))),
        ("gule i 2024-2026", And((YELLOW, NumberLimit("budget_year", BETWEEN, 2024.0, 2026.0)))),
        ("2024 og frem", NumberLimit("budget_year", AT_LEAST, 2024.0)),
        ("fra 2024", NumberLimit("budget_year", AT_LEAST, 2024.0)),
        ("indfaset før 2027", NumberLimit("phase_in_year", UNDER, 2027.0)),
        ("koster mellem 1 og 2 mio. kr.", NumberLimit("cost", BETWEEN, 1000.0, 2000.0)),
        ("over 500.000 kr.", NumberLimit("saving", OVER, 500.0)),
        ("besparelse ikke oplyst", NumberLimit("saving", NOT_STATED)),
        ("røde sager med investering over 5 mio. kr.", And((RED, NumberLimit("cost", OVER, 5000.0)))),
        ("fælles opgaver og administration", NameLimit("area", "fælles opgaver og administration")),
        ("alle sager undtagen grønne", Not(NameLimit("colour", "green"))),
        ("all but the green ones", Not(NameLimit("colour", "green"))),
        ("alle røde sager", RED),
        ("kun røde + gule", Or((RED, YELLOW))),
        ("udvalg: SUD, farve: rød", And((NameLimit("committee", "SUD"), RED))),
        ("mine røde sager", And((NameLimit("owner", "U0ME", "Mia"), RED))),
        ("besparelse på over 2 millioner kroner", NumberLimit("saving", OVER, 2000.0)),
        ("fra 1 til 2 mio. kr.", NumberLimit("saving", BETWEEN, 1000.0, 2000.0)),
        ("Aarhus eller røde og budgetår 2025", Or((NameLimit("municipality", "Aarhus"), And((RED, year(2025)))))),
    ],
)
def test_what_people_write(text: str, meant: Filter) -> None:
    assert read_filter(text, KNOWN) == meant


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("blå sager", "blå sager"),
        ("røde eller katte", "katte"),
        ("røde, besparelse over 500", "besparelse over 500"),
        ("røde og ejer Bo", "ejer Bo"),
        ("(røde", "(røde"),
        ("røde)", ")"),
        ("røde eller", "røde eller"),
        ("((((((((((((((((((((((((røde", "("),
    ],
)
def test_what_is_not_understood_is_named(text: str, part: str) -> None:
    """Nothing that was written is left out in silence."""
    with pytest.raises(NotUnderstood) as told:
        read_filter(text, KNOWN)
    assert told.value.part.startswith(part) or part.startswith(told.value.part)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_examples_that_are_told_are_understood(language: str) -> None:
    """Whatever the documents hold; each is a limit of its own."""
    examples = say("filter.examples", language).split(";")
    found = [read_filter(example, FilterNames(me=("U0ME", "Mia"))) for example in examples]
    assert len(found) == len(set(found)) == 6
    assert found[-1] == EVERYTHING


def test_without_me_there_is_no_mine() -> None:
    with pytest.raises(NotUnderstood):
        read_filter("ejer mig", FilterNames())


# ---------------------------------------------------------------- ways there and back

numbers = st.integers(0, 9_000_000).map(float)
years = st.integers(1990, 2090).map(float)
leaves: st.SearchStrategy[Filter] = st.one_of(
    st.builds(NameLimit, st.just("colour"), st.sampled_from(["red", "yellow", "green"])),
    st.builds(NameLimit, st.just("committee"), st.sampled_from(["SUD", "BUU", "ØU", "Havneudvalget"])),
    st.builds(NameLimit, st.just("area"), st.sampled_from(AREAS)),
    st.builds(NameLimit, st.just("municipality"), st.sampled_from(["København", "Aarhus", "Høje-Taastrup"])),
    st.builds(NameLimit, st.just("owner"), st.sampled_from(["U0BO", "U0ME"]), st.just("Bo")),
    st.just(NameLimit("owner", "")),
    st.builds(
        NumberLimit, st.sampled_from(["saving", "cost"]), st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST]), numbers
    ),
    st.builds(NumberLimit, st.sampled_from(["saving", "cost"]), st.just(EXACTLY), numbers),
    st.builds(NumberLimit, st.sampled_from(["saving", "cost"]), st.just(BETWEEN), numbers, numbers),
    st.builds(NumberLimit, st.sampled_from(["saving", "cost"]), st.just(NOT_STATED)),
    st.builds(
        NumberLimit,
        st.sampled_from(["budget_year", "phase_in_year"]),
        st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST, EXACTLY]),
        years,
    ),
    st.builds(NumberLimit, st.sampled_from(["budget_year", "phase_in_year"]), st.just(BETWEEN), years, years),
    st.builds(Coded, st.sampled_from(["HA06", "BU/SI01", "TV12"]), st.none() | st.integers(2018, 2030)),
)


def branches(inner: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(several.map(And), several.map(Or), inner.map(Not))


filters = st.recursive(leaves, branches, max_leaves=8)
cases = st.builds(
    Traits,
    codes=st.frozensets(st.tuples(st.sampled_from(["HA06", "TV12"]), st.none() | st.integers(2018, 2030)), max_size=2),
    municipality=st.sampled_from(["København", "Aarhus"]),
    colours=st.frozensets(st.sampled_from(["red", "yellow", "green"])),
    committees=st.frozensets(st.sampled_from(["SUD", "BUU"])),
    areas=st.frozensets(st.sampled_from(AREAS)),
    owner=st.sampled_from(["", "U0BO", "U0ME"]),
    saving=st.none() | numbers,
    cost=st.none() | numbers,
    budget_years=st.frozensets(st.integers(2018, 2030), max_size=1),
    phase_in_years=st.frozensets(st.integers(2018, 2030), max_size=2),
)


@examples(400)
@given(filters, st.sampled_from(["da", "en"]))
def test_what_is_written_is_read_again(wanted: Filter, language: str) -> None:
    """The words that a person is shown mean exactly the filter that is kept."""
    assert read_filter(written(wanted, language, by_mention), KNOWN) == wanted


@given(filters)
def test_json_keeps_a_filter(wanted: Filter) -> None:
    assert from_json(to_json(wanted)) == wanted


@given(filters, filters, cases)
def test_the_laws_of_and_or_not(a: Filter, b: Filter, case: Traits) -> None:
    """De Morgan, double negation, and what is met by all and by none."""
    assert meets(Not(And((a, b))), case) == meets(Or((Not(a), Not(b))), case)
    assert meets(Not(Or((a, b))), case) == meets(And((Not(a), Not(b))), case)
    assert meets(Not(Not(a)), case) == meets(a, case)
    assert meets(And((a, b)), case) == meets(And((b, a)), case) == (meets(a, case) and meets(b, case))
    assert meets(Or((a, Not(a))), case)
    assert not meets(And((a, Not(a))), case)
    assert meets(EVERYTHING, case)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever somebody types comes back as a filter or as the part that is not understood."""
    with suppress(NotUnderstood):
        found = read_filter(text, KNOWN)
        assert from_json(to_json(found)) == found


# ---------------------------------------------------------------- cases


def row(area: str, saving: float | None, investment: float | None = None) -> StatusRow:
    return StatusRow(
        "Struer",
        "TV02",
        "TV02",
        2024,
        area,
        "Digitale besøg",
        "Investeringsforslag",
        "Forløber som planlagt",
        "green",
        "words",
        "",
        Source("status.txt", 4),
        investment,
        saving,
        2026,
        committee="SUD",
        as_of=date(2025, 6, 30),
    )


def test_shares_are_added_and_the_same_amount_twice_is_one() -> None:
    shares = traits((row("Børn", -300.0), row("Voksne", -700.0)))
    assert (shares.saving, shares.areas) == (1000.0, frozenset({"Børn", "Voksne"}))
    assert traits((row("Børn", -300.0, 90.0), row("Voksne", -300.0, 90.0))).saving == 300.0


def test_an_extra_cost_is_no_saving_and_not_stated_is_no_number() -> None:
    """A limit on what is not stated is not met, whichever way it points."""
    for case in (traits((row("Børn", 250.0),)), traits((row("Børn", None),))):
        assert case.saving is None
        assert not meets(NumberLimit("saving", UNDER, 1000.0), case)
        assert not meets(NumberLimit("saving", AT_LEAST, 0.0), case)
        assert meets(NumberLimit("saving", NOT_STATED), case)


@pytest.mark.parametrize(
    ("wanted", "name", "fits"),
    [
        ("handicap", "Voksne med handicap", True),
        ("børn", "Børnefamilier med særlige behov", True),
        ("handicap", "Udsatte voksne", False),
        ("Udsatte voksne & borgere med handicap", "Borgere med Handicap", True),
        ("administration", "Fælles opgaver og administration", True),
        ("en", "Enheden", False),
    ],
)
def test_areas_by_the_words_of_a_report(wanted: str, name: str, fits: bool) -> None:
    assert area_fits(wanted, name) is fits


def test_a_code_names_one_year_or_all() -> None:
    case = Traits(codes=frozenset({("HA06", 2022)}))
    assert meets(Coded("HA06"), case)
    assert meets(Coded("HA06", 2022), case)
    assert not meets(Coded("HA06", 2025), case)
    assert not meets(Coded("HA05"), case)
