"""What is said of each part of a reading, each note and each fact: one table a kind, in both languages."""

from dataclasses import replace
from datetime import date

import pytest
from jinja2 import UndefinedError

from records import Fact, Note, Part, Source, Table
from templates import render
from templates.views import facts, reading
from tests.templates.made_answers import ANSWERS, HIT, PROPOSAL_HIT, STATUS_FACTS

FIRST, LAST = date(2022, 6, 1), date(2022, 6, 30)


def number(op: str, low: float, high: float | None = None) -> dict[str, object]:
    return {"op": op, "low": low, "high": high, "which": ""}


PARTS = [
    ("topic", {"text": "robot"}, "om robot", "about “robot”"),
    ("code", {"code": "AB01", "year": None}, "sag AB01", "case AB01"),
    ("code", {"code": "AB01", "year": 2025}, "sag AB01 (2025)", "case AB01 (2025)"),
    ("municipality", {"names": ["Vejle", "Greve"]}, "Vejle eller Greve", "Vejle or Greve"),
    ("municipality", {"names": ["Vejle"], "negated": True}, "ikke Vejle", "not Vejle"),
    ("committee", {"abbr": "SUD", "name": "Socialudvalget"}, "Socialudvalget (SUD)", "Socialudvalget (SUD)"),
    ("committee", {"abbr": "XU", "name": "XU", "negated": True}, "ikke XU", "not XU"),
    ("administration", {"name": "Borgercentret"}, "Borgercentret", "Borgercentret"),
    ("affected", {"name": "Borgercentret"}, "berører Borgercentret", "affects Borgercentret"),
    ("area", {"name": "Skoler"}, "området Skoler", "area Skoler"),
    ("measure", {"name": "Udbud"}, "tiltaget Udbud", "measure Udbud"),
    ("adopted", {"value": True}, "vedtaget", "adopted"),
    ("adopted", {"value": "true", "negated": True}, "ikke vedtaget", "not adopted"),
    ("adopted", {"value": "false"}, "ikke vedtaget", "not adopted"),
    ("adopted", {"value": "unstated"}, "vedtagelse ikke oplyst", "adoption not stated"),
    ("type", {"name": "Innovationsforslag"}, "Innovationsforslag", "Innovationsforslag"),
    ("status", {"text": "implemented", "negated": True}, "ikke: implementeret", "not: implemented"),
    ("status", {"text": "Går sin gang"}, "Går sin gang", "Går sin gang"),
    ("colour", {"colour": ["red", "yellow"]}, "🔴 Rød eller 🟡 Gul", "🔴 Red or 🟡 Yellow"),
    ("colour", {"colour": "green", "negated": True}, "ikke 🟢 Grøn", "not 🟢 Green"),
    ("budget_year", number("exactly", 2024.0), "budgetår 2024", "budget year 2024"),
    ("budget_year", number("in", "2024, 2026"), "budgetår 2024 eller 2026", "budget year 2024 or 2026"),
    ("phase_in_year", number("between", 2024.0, 2026.0), "fuldt indfaset 2024–2026", "fully phased in 2024–2026"),
    ("phase_in_year", number("under", 2024.0), "fuldt indfaset før 2024", "fully phased in before 2024"),
    ("payback", number("at_most", 5.0), "tilbagebetalt på højst 5 år", "paid back in at most 5 years"),
    ("payback_service", number("under", 3.0), "tilbagebetalt på service på under 3 år",
     "paid back on service in under 3 years"),
    ("payback_total", number("over", 3.0), "tilbagebetalt i alt på over 3 år", "paid back in total in over 3 years"),
    ("saving", number("under", 1000.0), "årlig besparelse under 1 mio. kr.", "yearly saving under DKK 1 million"),
    (
        "cost",
        number("between", 500.0, 1200.0),
        "udgift mellem 500 t.kr. og 1,2 mio. kr.",
        "cost between DKK 500,000 and DKK 1.2 million",
    ),
    ("cost", number("over", 1000.0) | {"negated": True}, "ikke udgift over 1 mio. kr.", "not cost over DKK 1 million"),
    ("saving", number("at_least", 0.0), "årlig besparelse mindst 0 t.kr.", "yearly saving at least DKK 0"),
    (
        "due",
        {"start": FIRST, "end": LAST, "op": "between"},
        "med frist i juni 2022",
        "due in June 2022",
    ),
    ("due", {"start": None, "end": LAST, "op": "overdue"}, "overskredet", "overdue"),
    ("due", {"start": None, "end": LAST, "op": "at_most"}, "med frist senest 30. juni 2022", "due by 30 June 2022"),
    ("due", {"start": FIRST, "end": None, "op": "at_least"}, "med frist fra 1. juni 2022", "due from 1 June 2022"),
    ("due", {"start": None, "end": None, "op": ""}, "med en frist", "with a due day"),
    ("responsible", {"text": "Økonomi"}, "ansvarlig: Økonomi", "responsible: Økonomi"),
    ("confidential", {}, "fortroligt", "confidential"),
    ("cross_cutting", {"negated": True}, "ikke tværgående", "not cross-cutting"),
    ("order", {"by": "saving", "direction": "descending"}, "besparelse, højeste først", "saving, highest first"),
    ("order", {"by": "cost", "direction": "ascending"}, "udgift, laveste først", "cost, lowest first"),
    ("order", {"by": "cost", "direction": "ascending", "place": 2}, "udgift, laveste først: nr. 2",
     "cost, lowest first: no. 2"),
    ("order", {"by": "cost", "direction": "ascending", "first": 3}, "udgift, de 3 laveste", "cost, the 3 lowest"),
    ("group", {"by": "committee"}, "fordelt på udvalg", "by committee"),
    ("measure_of", {"what": "sum", "field": "saving"}, "besparelse i alt", "saving in total"),
    ("measure_of", {"what": "count", "field": ""}, "antal", "number"),
    ("measure_of", {"what": "average", "field": "payback"}, "tilbagebetalingstid i gennemsnit", "payback on average"),
    ("not_stated", {"field": "cost"}, "udgift ikke oplyst", "cost not stated"),
    ("not_stated", {"field": "cost", "negated": True}, "udgift oplyst", "cost stated"),
    ("other_reading", {"field": "cost"}, "… eller mente du udgiften?", "… or did you mean the cost?"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "danish", "english"), PARTS)
def test_parts_of_a_reading(kind: str, values: dict[str, object], danish: str, english: str) -> None:
    """A part says in few words what was understood."""
    part = Part("id", kind, values)
    assert (reading.part(part, "da"), reading.part(part, "en")) == (danish, english)


@pytest.mark.parametrize(("language", "said"), [("da", "højeste først"), ("en", "highest first")])
def test_groups_are_said_to_stand_by_the_number_that_is_shown(language: str, said: str) -> None:
    """An order names an amount also where groups are counted: it is their number that orders them."""
    order = Part("o", "order", {"by": "saving", "direction": "descending"})
    counted = (Part("m", "measure_of", {"what": "count"}), Part("g", "group", {"by": "municipality"}), order)
    assert reading.parts(counted, language)[-1] == said
    assert reading.parts((order,), language) == (reading.part(order, language),) != (said,)


NOTES = {
    "ambiguous_code": {"code": "AB01", "count": 2},
    "not_in_documents": {"what": "tog"},
    "nothing_found": {},
    "none_to_come": {"day": LAST, "goal": "Boligerne er taget i brug", "source": Source("forslag.txt", 90)},
    "nearest": {},
    "amount_is_saving": {},
    "amount_is_cost": {},
    "payback_which": {},
    "not_stated_apart": {"count": 1, "field": "cost"},
    "price_levels_differ": {"levels": ["2024", "–"]},
    "counted_cases": {"cases": 59, "rows": 63},
    "in_several_groups": {"by": "area"},
    "confidential": {"code": "AB01"},
    "printed_extra_cost": {"code": "AB01", "amount": 1200.0},
    "status_vs_remark": {},
    "overview_differs": {"field": "payback", "overview": "6", "own": "5"},
    "sum_over_years": {},
    "effect_vs_text": {},
    "spelled_as": {"typed": "rboot", "read": "robot"},
    "read_as_reading": {},
    "truncated_question": {},
    "only_relative_date": {"count": 2},
    "data_as_of": {"date": LAST},
    "link_basis": {"code": "AB01", "year": 2023, "basis": "title+share", "score": 0.9},
    "no_previous_report": {},
    "no_owner": {},
    "gone": {},
    "near_title": {},
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", NOTES)
def test_notes_are_whole_sentences(kind: str, language: str) -> None:
    """Each begins with a capital or a code or a number, ends with a full stop, and leaves nothing unfilled."""
    said = reading.note(Note(kind, NOTES[kind]), language)
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert not set(said) & set("{}")
    assert "None" not in said


def test_an_unknown_note_is_loud() -> None:
    with pytest.raises(KeyError):
        reading.note(Note("of_no_kind"), "da")
    with pytest.raises(UndefinedError):
        reading.note(Note("spelled_as", {"typed": "a"}), "da")


def test_what_is_asked_of_and_missing_is_named_in_the_language() -> None:
    """A missing thing that is one of our own intents is said in words, not by its key."""
    assert "milepæle" in reading.note(Note("not_in_documents", {"what": "milestones"}), "da")


def test_the_notes_that_change_the_reading_come_first() -> None:
    """That nothing was found is said before anything else, where the data is from last; nothing is said twice."""
    found = (Note("data_as_of", {"date": LAST}), Note("nothing_found"), Note("nothing_found"))
    assert [len(part) for part in reading.notes(found, "da")] == [1, 1]


WHERE = Source("d.txt", 3)
FACTS = [
    ("saving", {"raw": 1113.0, "price_level": "2024"}, "Årlig besparelse ved fuld indfasning: 1.113 t.kr., 2024 p/l"),
    ("saving", {"raw": -40.0}, "Merudgift (ingen besparelse): 40 t.kr."),
    ("saving_printed", {"raw": -1113.0}, "Årlig besparelse ved fuld indfasning: 1.113 t.kr. (i dokumentet: -1.113)"),
    ("saving_printed", {"raw": 250.0}, "Merudgift (ingen besparelse): 250 t.kr. (i dokumentet: 250)"),
    ("saving_printed", {"raw": 0.0}, "Årlig besparelse ved fuld indfasning: 0 t.kr. (i dokumentet: 0)"),
    ("cost", {"raw": 0.0}, "Udgift i alt: 0 t.kr."),
    ("cost_service", {"raw": 0.5}, "Udgift, service: 0,5 t.kr."),
    ("cost_construction", {"raw": 1e6}, "Udgift, anlæg: 1.000.000 t.kr."),
    ("investment", {"raw": 4150.0, "price_level": "2025 p/l"}, "Investering: 4.150 t.kr., 2025 p/l"),
    ("overview_saving", {"raw": 700.0}, "Besparelse ifølge oversigten: 700 t.kr."),
    ("overview_cost", {"raw": 700.0}, "Udgift ifølge oversigten: 700 t.kr."),
    ("overview_payback", {"raw": "4-5"}, "Tilbagebetalingstid ifølge oversigten: 4-5"),
    ("payback_service", {"raw": 6.0}, "Tilbagebetalingstid, service: 6 år"),
    ("payback_total", {"raw": 1.0}, "Tilbagebetalingstid i alt: 1 år"),
    ("phase_in_year", {"raw": 2024}, "Fuldt indfaset: 2024"),
    ("budget_year", {"raw": 2024.0}, "Budgetår: 2024"),
    ("colour", {"raw": "red"}, "Farve: 🔴 Rød"),
    ("colour", {"raw": ""}, "Farve: ⚪ Ingen farve"),
    ("adopted", {"raw": True}, "Vedtaget: ja"),
    ("adopted", {"raw": False}, "Vedtaget: nej"),
    ("committee", {"raw": "SUD"}, "Udvalg: Socialudvalget (SUD)"),
    ("administration", {"raw": "Borgercentret"}, "Forvaltning: Borgercentret"),
    ("lasting_change", {"raw": {2024: -5.0, 2023: 0.0}}, "Varig ændring: 2023: 0 · 2024: -5 t.kr."),
    ("implementation", {"raw": {2023: 40.0}}, "Implementering: 2023: 40 t.kr."),
    ("total_effect", {"raw": {2023: 40.0}}, "Samlet økonomisk virkning: 2023: 40 t.kr."),
    ("total", {"raw": 12500.0, "field": "saving"}, "Besparelse i alt: 12.500 t.kr. (12,5 mio. kr.)"),
    ("total", {"raw": None, "field": "cost"}, "Udgift i alt: ikke oplyst"),
    ("average", {"raw": 4.25, "field": "payback"}, "Tilbagebetalingstid i gennemsnit: 4,3 år"),
    ("largest", {"raw": 900.0, "field": "saving"}, "Størst: 900 t.kr."),
    ("smallest", {"raw": 900.0}, "Mindst: 900 t.kr."),
    ("count", {"raw": 1361}, "Antal forslag: 1.361"),
    ("figure", {"table": "Tabel 1", "row": "Rest", "column": "I alt"}, "Tabel 1 · Rest · I alt: som trykt"),
    *((label, {}, f"{name}: som trykt") for label, name in (
        ("status", "Status"), ("remark", "Bemærkning"), ("handling", "Håndtering"), ("consequence", "Konsekvens"),
        ("responsible", "Ansvarlig"), ("due", "Frist"), ("milestone", "Milepæl"), ("goal", "Milepæl"),
        ("price_level", "Prisniveau"), ("municipality", "Kommune"), ("summary", "Kort fortalt"), ("area", "Område"),
        ("type", "Forslagstype"),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("label", "values", "line"), FACTS)
def test_facts(label: str, values: dict[str, object], line: str) -> None:
    """A saving is positive with the printed figure beside it, an extra cost is none, the price level is named."""
    (shown,) = facts.lines((Fact(label, "som trykt", WHERE, values),), "da")
    assert shown.text == line
    assert facts.lines((Fact(label, "som trykt", WHERE, values),), "en")[0].text


def test_a_fact_stands_beside_its_place() -> None:
    """Of neighbours from one document the first names it; each has its own line or page."""
    others = (Fact("remark", "a", Source("d.txt", 9)), Fact("remark", "b", Source("e.pdf", 9, 2)))
    found, _ = facts.first_and_rest(facts.lines((Fact("status", "x", WHERE), *others), "da"))
    assert [line.place for line in found] == ["d.txt, linje 3", "linje 9", "e.pdf, s. 2"]


def test_facts_of_several_cases_say_whose_they_are() -> None:
    """Two years of one code, and two areas of one year, are told apart."""

    def names(*abouts: dict[str, object]) -> list[str]:
        return [line.label for line in facts.lines([Fact("investment", "1", WHERE, about) for about in abouts], "da")]

    assert names({"code": "A1", "year": 2022}, {"code": "A1", "year": 2025})[0] == "A1 (2022) – Investering"
    same = {"code": "A1", "year": 2022}
    assert names({**same, "area": "Skoler"}, {**same, "area": "Ældre"})[1] == "A1 (2022), Ældre – Investering"
    assert names(same, same) == ["Investering", "Investering"]


def test_the_overview_is_told_only_where_it_is_another_place() -> None:
    """A proposal of which only the overview line exists has each figure once."""
    own = Fact("cost", "7", WHERE, {"raw": 7.0})
    same, other = (Fact("overview_cost", "7", place, {"raw": 7.0}) for place in (WHERE, Source("d.txt", 90)))
    assert facts.without_repeats([own, same]) == [own]
    assert facts.without_repeats([own, other]) == [own, other]


def test_long_facts_leave_room_for_the_words_of_the_document() -> None:
    """The first facts are those asked for; after a few lines the quotes come, then the rest."""
    lead, rest = facts.first_and_rest(facts.lines([Fact("remark", "ord " * 40, WHERE)] * 6, "da"))
    assert (len(lead), len(rest)) == (2, 4)
    lead, rest = facts.first_and_rest(facts.lines([Fact("remark", "ord " * 400, WHERE)] * 2, "da"))
    assert (len(lead), len(rest)) == (1, 1)


def test_a_table_of_numbers() -> None:
    """A line a row, with what each number is; what has no name or value is said not to be stated."""
    table = Table(("committee", "payback", "count"), (("SUD", 4.5, 2.0), (None, None, 1.0)), "years")
    assert [line.text for line in facts.table_lines(table, "da")] == [
        "Socialudvalget (SUD): 4,5 år · 2 forslag",
        "Ikke oplyst: ikke oplyst · 1 forslag",
    ]
    assert [line.text for line in facts.table_lines(Table(("colour", "count"), (("red", 1.0),), "count"), "en")] == [
        "🔴 Red: 1 proposal"
    ]


def test_a_table_of_texts() -> None:
    """Numbers that are amounts or times get their unit, whether they come as numbers or as printed."""
    rows = (("cost", "7.900", 12.5), ("payback_total", "6", None), ("price_level", "2023", "2025 p/l"))
    found = facts.groups(Table(("field", "A1", "B2"), rows, "text"), "da")
    assert [entry.lines for entry in found] == [
        ("A1: 7.900 t.kr.", "B2: 12,5 t.kr."),
        ("A1: 6 år", "B2: ikke oplyst"),
        ("A1: 2023 p/l", "B2: 2025 p/l"),
    ]


@pytest.mark.parametrize(
    ("title", "code", "shown"),
    [
        ("ØK - 006 Ny aftale", "ØK-006", "1. ØK - 006 Ny aftale\n"),
        ("Ny aftale", "ØK-006", "1. ØK-006 (2022): Ny aftale\n"),
        ("AB10 Ny aftale", "AB1", "1. AB1 (2022): AB10 Ny aftale\n"),
        ("Ny aftale", None, "1. Ny aftale\n"),
        ("", None, "1. Uden titel\n"),
    ],
)
def test_the_code_is_said_once(title: str, code: str | None, shown: str) -> None:
    """Some titles carry their code; it is not put in front of them once more."""
    hit = replace(HIT, title=title, code=code, also=())
    assert shown in render(replace(ANSWERS["search"], hits=(hit,), total=1)).text


def test_other_names_of_a_hit_are_shown() -> None:
    """The same proposal under another code or in another area is one hit, and says so."""
    area = replace(HIT, area="Skoler", also=())
    text = render(replace(ANSWERS["search"], hits=(replace(HIT, also=(PROPOSAL_HIT, area)),), total=1)).text
    assert "Også: ÆP10; PL06 (2022) · Skoler" in text


def test_only_coming_milestones_stand_on_a_case() -> None:
    """The card of a case is about what is next; all of them are asked for by themselves."""
    text = render(ANSWERS["status"]).text
    assert "31. december 2026" in text
    assert "30. juni 2025" not in text


def test_milestones_of_several_cases_name_theirs() -> None:
    answer = ANSWERS["milestones"]
    other = replace(answer.milestones[0], code="XX1", title="Noget andet")
    text = render(replace(answer, milestones=(*answer.milestones, other))).text
    assert "XX1: Noget andet" in text
    assert "XX1" not in render(answer).text


def test_reports_of_several_days_are_dated() -> None:
    """Where two reports tell of a case, each row says which day it speaks of."""
    case = ANSWERS["status"].cases[0]
    older = replace(case.statuses[0], as_of=date(2024, 12, 31), colour="green")
    text = render(
        replace(ANSWERS["status"], cases=(replace(case, statuses=(older, *case.statuses)),), facts=STATUS_FACTS)
    ).text
    assert "pr. 31. december 2024" in text
    assert "pr. 31. december 2025" in text
