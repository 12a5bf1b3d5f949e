"""Filters of subscriptions: what people write, the laws of and/or/not, and the ways there and back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, NOT_STATED, OVER, UNDER
from records import Source, StatusRow
from scheduler.filters import Known, NotUnderstood, read, written
from scheduler.filters.tree import (
    EVERYTHING,
    And,
    Coded,
    Filter,
    Limited,
    Named,
    Not,
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
KNOWN = Known(AREAS, ("SUD", "Havneudvalget"), ("U0ME", "Mia"))
RED, YELLOW = Named("colour", "red"), Named("colour", "yellow")


def year(value: int) -> Limited:
    return Limited("budget_year", EXACTLY, float(value))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", EVERYTHING),
        ("alle sager", EVERYTHING),
        ("everything", EVERYTHING),
        ("røde", RED),
        ("røde eller gule, ikke handicap", And((Or((RED, YELLOW)), Not(Named("area", "handicap"))))),
        ("røde og gule sager", Or((RED, YELLOW))),
        ("not (red or yellow)", Not(Or((RED, YELLOW)))),
        ("ikke røde eller gule", Not(Or((RED, YELLOW)))),
        ("udvalg SUD og besparelse over 1 mio.", And((Named("committee", "SUD"), Limited("saving", OVER, 1000.0)))),
        ("udvalget Havneudvalget", Named("committee", "Havneudvalget")),
        ("Sundheds- og Omsorgsudvalget, røde", And((Named("committee", "SOU"), RED))),
        ("ejer <@U0BO|Bo>", Named("owner", "U0BO", "Bo")),
        ("owner me or no owner", Or((Named("owner", "U0ME", "Mia"), Named("owner", "")))),
        ("HA06 2025", Coded("HA06", 2025)),
        ("ha06, BU-01", Or((Coded("HA06"), Coded("BU01")))),
        ("budgetår 2025 og område familier", And((year(2025), Named("area", "familier")))),
        ("budgetår 2024 og 2025", Or((year(2024), year(2025)))),
        ("gule i 2024-2026", And((YELLOW, Limited("budget_year", BETWEEN, 2024.0, 2026.0)))),
        ("2024 og frem", Limited("budget_year", AT_LEAST, 2024.0)),
        ("fra 2024", Limited("budget_year", AT_LEAST, 2024.0)),
        ("indfaset før 2027", Limited("phase_in_year", UNDER, 2027.0)),
        ("koster mellem 1 og 2 mio. kr.", Limited("cost", BETWEEN, 1000.0, 2000.0)),
        ("over 500.000 kr.", Limited("saving", OVER, 500.0)),
        ("besparelse ikke oplyst", Limited("saving", NOT_STATED)),
        ("røde sager med investering over 5 mio. kr.", And((RED, Limited("cost", OVER, 5000.0)))),
        ("fælles opgaver og administration", Named("area", "fælles opgaver og administration")),
        ("alle sager undtagen grønne", Not(Named("colour", "green"))),
        ("all but the green ones", Not(Named("colour", "green"))),
        ("alle røde sager", RED),
        ("kun røde + gule", Or((RED, YELLOW))),
        ("udvalg: SUD, farve: rød", And((Named("committee", "SUD"), RED))),
        ("mine røde sager", And((Named("owner", "U0ME", "Mia"), RED))),
        ("besparelse på over 2 millioner kroner", Limited("saving", OVER, 2000.0)),
        ("fra 1 til 2 mio. kr.", Limited("saving", BETWEEN, 1000.0, 2000.0)),
        ("Aarhus eller røde og budgetår 2025", Or((Named("municipality", "Aarhus"), And((RED, year(2025)))))),
    ],
)
def test_what_people_write(text: str, meant: Filter) -> None:
    assert read(text, KNOWN) == meant


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
        read(text, KNOWN)
    assert told.value.part.startswith(part) or part.startswith(told.value.part)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_examples_that_are_told_are_understood(language: str) -> None:
    """Whatever the documents hold; each is a limit of its own."""
    examples = say("filter.examples", language).split(";")
    found = [read(example, Known(me=("U0ME", "Mia"))) for example in examples]
    assert len(found) == len(set(found)) == 6
    assert found[-1] == EVERYTHING


def test_without_me_there_is_no_mine() -> None:
    with pytest.raises(NotUnderstood):
        read("ejer mig", Known())


# ---------------------------------------------------------------- ways there and back

numbers = st.integers(0, 9_000_000).map(float)
years = st.integers(1990, 2090).map(float)
leaves: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Named, st.just("colour"), st.sampled_from(["red", "yellow", "green"])),
    st.builds(Named, st.just("committee"), st.sampled_from(["SUD", "BUU", "ØU", "Havneudvalget"])),
    st.builds(Named, st.just("area"), st.sampled_from(AREAS)),
    st.builds(Named, st.just("municipality"), st.sampled_from(["København", "Aarhus", "Høje-Taastrup"])),
    st.builds(Named, st.just("owner"), st.sampled_from(["U0BO", "U0ME"]), st.just("Bo")),
    st.just(Named("owner", "")),
    st.builds(Limited, st.sampled_from(["saving", "cost"]), st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST]), numbers),
    st.builds(Limited, st.sampled_from(["saving", "cost"]), st.just(EXACTLY), numbers),
    st.builds(Limited, st.sampled_from(["saving", "cost"]), st.just(BETWEEN), numbers, numbers),
    st.builds(Limited, st.sampled_from(["saving", "cost"]), st.just(NOT_STATED)),
    st.builds(
        Limited,
        st.sampled_from(["budget_year", "phase_in_year"]),
        st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST, EXACTLY]),
        years,
    ),
    st.builds(Limited, st.sampled_from(["budget_year", "phase_in_year"]), st.just(BETWEEN), years, years),
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
    assert read(written(wanted, language, by_mention), KNOWN) == wanted


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
        found = read(text, KNOWN)
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
        assert not meets(Limited("saving", UNDER, 1000.0), case)
        assert not meets(Limited("saving", AT_LEAST, 0.0), case)
        assert meets(Limited("saving", NOT_STATED), case)


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
