"""Filters of subscriptions: what people write, the laws of and/or/not, and the ways there and back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filters.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, IN, NOT_STATED, OVER, UNDER, Condition, area_fits
from filters.fields import FIELDS, STATES
from filters.trees import EVERYTHING, And, Not, Or, Tree, from_json, to_json
from questions.names import Known
from questions.selection import NotUnderstood
from records import Source, StatusRow
from scheduler.rules.traits import Traits, concerns, holds_of_case, traits
from templates import say
from templates.views.selections import by_mention, written
from tests import selections
from tests.selections import ME
from tests.soak import examples

AREAS = ("Voksne med handicap", "Familier og unge", "Fælles opgaver og administration", "Ældre, sundhed og omsorg")
KNOWN = Known(sections=AREAS, committees=("SUD", "Havneudvalget"))


def read(text: str, known: Known = KNOWN, me: tuple[str, str] = ME) -> Tree:
    return selections.read(text, known, me)


def named(field: str, *values: str, label: str = "") -> Condition:
    return Condition(field, values, label=label)


def number(field: str, op: str, low: float | None = None, high: float | None = None) -> Condition:
    return Condition(field, (), op, low, high)


def coded(code: str, year: int | None = None) -> Condition:
    return Condition("code", (code,), EXACTLY if year else "", float(year) if year else None)


RED, YELLOW = named("colour", "red"), named("colour", "yellow")
LATE = named("state", "schedule_slipped")


def year(value: int) -> Condition:
    return number("budget_year", EXACTLY, float(value))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", EVERYTHING),
        ("alle sager", EVERYTHING),
        ("everything", EVERYTHING),
        ("røde", RED),
        ("røde eller gule, ikke handicap", And((Or((RED, YELLOW)), Not(named("area", "handicap"))))),
        ("røde og gule sager", Or((RED, YELLOW))),
        ("not (red or yellow)", Not(Or((RED, YELLOW)))),
        ("ikke røde eller gule", Not(Or((RED, YELLOW)))),
        (
            "udvalg SUD og besparelse over 1 mio.",
            And((named("committee", "SUD"), number("saving", OVER, 1000.0))),
        ),
        ("udvalget Havneudvalget", named("committee", "Havneudvalget")),
        ("Sundheds- og Omsorgsudvalget, røde", And((named("committee", "SOU"), RED))),
        ("ejer <@U0BO|Bo>", named("owner", "U0BO", label="Bo")),
        ("owner me or no owner", Or((named("owner", "U0ME", label="Mia"), named("owner")))),
        ("HA06 2025", coded("HA06", 2025)),
        ("ha06, BU-01", Or((coded("HA06"), coded("BU01")))),
        ("budgetår 2025 og område familier", And((year(2025), named("area", "Familier og unge")))),
        ("budgetår 2024 og 2025", Condition("budget_year", ("2024", "2025"), IN)),
        ("gule i 2024-2026", And((YELLOW, number("budget_year", BETWEEN, 2024.0, 2026.0)))),
        ("2024 og frem", number("budget_year", AT_LEAST, 2024.0)),
        ("fra og med 2024", number("budget_year", AT_LEAST, 2024.0)),
        ("indfaset før 2027", number("phase_in_year", UNDER, 2027.0)),
        ("koster mellem 1 og 2 mio. kr.", number("cost", BETWEEN, 1000.0, 2000.0)),
        ("over 500.000 kr.", number("saving", OVER, 500.0)),
        ("besparelse ikke oplyst", number("saving", NOT_STATED)),
        ("røde sager med investering over 5 mio. kr.", And((RED, number("cost", OVER, 5000.0)))),
        ("fælles opgaver og administration", named("area", "Fælles opgaver og administration")),
        ("alle sager undtagen grønne", Not(named("colour", "green"))),
        ("all but the green ones", Not(named("colour", "green"))),
        ("røde sager undtagen dem, der er gule i 2024", And((RED, Not(And((YELLOW, year(2024))))))),
        ("sager undtagen dem i 2024, røde", And((Not(year(2024)), RED))),
        ("alle røde sager", RED),
        ("kun røde + gule", Or((RED, YELLOW))),
        ("udvalg: SUD, farve: rød", And((named("committee", "SUD"), RED))),
        ("mine røde sager", And((named("owner", "U0ME", label="Mia"), RED))),
        ("besparelse på over 2 millioner kroner", number("saving", OVER, 2000.0)),
        ("fra 1 til 2 mio. kr.", number("saving", BETWEEN, 1000.0, 2000.0)),
        ("mindst 2 mio. kr. i effekt", number("saving", AT_LEAST, 2000.0)),
        ("vedtagne i 2025", And((named("adopted", "true"), year(2025)))),
        (
            "forsinkede investeringsforslag",
            And((named("state", "schedule_slipped"), named("type", "Investeringsforslag"))),
        ),
        ("more expensive than DKK 2 million", number("cost", OVER, 2000.0)),
        ("Aarhus eller røde og budgetår 2025", Or((named("municipality", "Aarhus"), And((RED, year(2025)))))),
    ],
)
def test_what_people_write(text: str, meant: Tree) -> None:
    assert read(text) == meant


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
        read(text)
    assert told.value.part.startswith(part) or part.startswith(told.value.part)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_examples_that_are_told_are_understood(language: str) -> None:
    """Whatever the documents hold; each is a limit of its own."""
    examples = say("filter.examples", language).split(";")
    found = [read(example, Known(sections=("Skoler",))) for example in examples]
    assert len(found) == len(set(found)) == 6
    assert found[-1] == EVERYTHING


def test_what_no_report_says_of_a_case_is_named() -> None:
    with pytest.raises(NotUnderstood) as told:
        read("røde med tilbagebetalingstid under 3 år")
    assert told.value.field == "payback"


@pytest.mark.parametrize(
    ("kept", "meant"),
    [
        ('{"field":"colour","value":"red","label":""}', RED),
        ('{"not":{"field":"owner","value":"","label":""}}', Not(named("owner"))),
        ('{"code":"HA06","year":2025}', coded("HA06", 2025)),
        ('{"code":"HA06","year":null}', coded("HA06")),
        ('{"field":"saving","op":"under","low":5.0,"high":0.0}', number("saving", UNDER, 5.0)),
        ('{"field":"cost","op":"not_stated","low":0.0,"high":0.0}', number("cost", NOT_STATED)),
    ],
)
def test_what_an_older_version_kept_is_read(kept: str, meant: Tree) -> None:
    assert from_json(kept) == meant


def test_without_me_there_is_no_mine() -> None:
    with pytest.raises(NotUnderstood):
        read("ejer mig", me=("", ""))


# ---------------------------------------------------------------- ways there and back

numbers = st.integers(0, 9_000_000).map(float)
years = st.integers(1990, 2090).map(float)
leaves: st.SearchStrategy[Tree] = st.one_of(
    st.builds(named, st.just("colour"), st.sampled_from(["red", "yellow", "green"])),
    st.builds(named, st.just("committee"), st.sampled_from(["SUD", "BUU", "ØU", "Havneudvalget"])),
    st.builds(named, st.just("area"), st.sampled_from(AREAS)),
    st.builds(named, st.just("municipality"), st.sampled_from(["København", "Aarhus", "Høje-Taastrup"])),
    st.builds(named, st.just("owner"), st.sampled_from(["U0BO", "U0ME"]), label=st.just("Bo")),
    st.just(named("owner")),
    st.builds(number, st.sampled_from(["saving", "cost"]), st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST]), numbers),
    st.builds(number, st.sampled_from(["saving", "cost"]), st.just(EXACTLY), numbers),
    st.builds(number, st.sampled_from(["saving", "cost"]), st.just(BETWEEN), numbers, numbers),
    st.builds(number, st.sampled_from(["saving", "cost"]), st.just(NOT_STATED)),
    st.builds(number, st.just("gain"), st.sampled_from([UNDER, OVER]), st.just(0.0)),
    st.builds(
        number,
        st.sampled_from(["budget_year", "phase_in_year"]),
        st.sampled_from([UNDER, OVER, AT_MOST, AT_LEAST, EXACTLY]),
        years,
    ),
    st.builds(number, st.sampled_from(["budget_year", "phase_in_year"]), st.just(BETWEEN), years, years),
    st.builds(named, st.just("state"), st.sampled_from(sorted(STATES))),
    st.builds(named, st.just("meaning"), st.sampled_from(["not begun", "under way", "partly done", "changed"])),
    st.builds(named, st.just("type"), st.sampled_from(["Investeringsforslag", "Innovationsforslag"])),
    st.just(named("adopted", "true")),
    st.builds(coded, st.sampled_from(["HA06", "BU/SI01", "TV12"]), st.none() | st.integers(2018, 2030)),
)


def branches(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
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


def test_every_field_of_a_case_is_tried() -> None:
    tried = (
        "saving cost gain phase_in_year budget_year municipality committee type colour area adopted state meaning code"
        " owner"
    )
    assert set(tried.split()) == {name for name, field in FIELDS.items() if field.of_cases}
    for name in tried.split():
        holds_of_case(Traits(), Condition(name, ("stopped",) if name == "meaning" else ("off_plan",), EXACTLY, 1.0))


@pytest.mark.slow
@examples(100)
@given(filters, st.sampled_from(["da", "en"]))
def test_what_is_written_is_read_again(wanted: Tree, language: str) -> None:
    """The words that a person is shown mean exactly the filter that is kept."""
    assert read(written(wanted, language, by_mention)) == wanted


@given(filters)
def test_json_keeps_a_filter(wanted: Tree) -> None:
    assert from_json(to_json(wanted)) == wanted


@given(filters, filters, cases)
def test_the_laws_of_and_or_not(a: Tree, b: Tree, case: Traits) -> None:
    """De Morgan, double negation, and what is met by all and by none."""
    assert concerns(Not(And((a, b))), case) == concerns(Or((Not(a), Not(b))), case)
    assert concerns(Not(Or((a, b))), case) == concerns(And((Not(a), Not(b))), case)
    assert concerns(Not(Not(a)), case) == concerns(a, case)
    assert concerns(And((a, b)), case) == concerns(And((b, a)), case) == (concerns(a, case) and concerns(b, case))
    assert concerns(Or((a, Not(a))), case)
    assert not concerns(And((a, Not(a))), case)
    assert concerns(EVERYTHING, case)


@pytest.mark.slow
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever somebody types comes back as a filter or as the part that is not understood."""
    with suppress(NotUnderstood):
        found = read(text)
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
        assert not concerns(number("saving", UNDER, 1000.0), case)
        assert not concerns(number("saving", AT_LEAST, 0.0), case)
        assert concerns(number("saving", NOT_STATED), case)


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
    assert concerns(coded("HA06"), case)
    assert concerns(coded("HA06", 2022), case)
    assert not concerns(coded("HA06", 2025), case)
    assert not concerns(coded("HA05"), case)
