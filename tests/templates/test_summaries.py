"""The one screen of an answer: what stands in a line, and what is said beside a sum."""

from dataclasses import replace
from datetime import date

from records import Answer, Fact, Source, Table
from templates.views.case_parts import ECONOMY, case_part
from templates.views.summaries import cases, summary
from templates.views.summaries.foot import places_line
from templates.views.summaries.state import state_lines
from tests.templates.made_answers import ANSWERS

SOURCE = Source("status.txt", 52, None)


def cell(row: str, column: str, value: str) -> Fact:
    return Fact("figure", value, SOURCE, {"table": "Puljen", "row": row, "column": column})


def told(*figures: Fact) -> Answer:
    return replace(ANSWERS["figure"], facts=figures, quotes=())


def test_the_figures_of_a_row_stand_in_one_line_with_their_unit_once() -> None:
    shown = summary(
        told(
            cell("Rest", "Service", "38,6 mio. kr."),
            cell("Rest", "I alt", "96 mio. kr."),
            cell("Rest i 2026 p/l", "I alt", "99 mio. kr."),
        )
    )
    lines = [(one.label, one.value) for one in shown.rows]
    assert lines == [("Rest", "Service 38,6 · I alt 96 mio. kr."), ("Rest i 2026 p/l", "I alt 99 mio. kr.")]


def test_figures_of_several_units_keep_theirs() -> None:
    shown = summary(told(cell("Rest", "Beløb", "38,6 mio. kr."), cell("Rest", "Andel", "40 pct.")))
    assert [one.value.strip() for one in shown.rows] == ["Beløb 38,6 mio. kr. · Andel 40 pct."]


def test_a_split_sum_says_how_many_do_not_state_what_it_is_split_by() -> None:
    table = Table(("committee", "saving", "count"), (("SUD", 4_400.0, 2), (None, 9_230.0, 7)))
    shown = summary(replace(ANSWERS["total"], table=table))
    assert any("7 oplyser ikke udvalget." in text for text in shown.lead)
    stated = Table(("committee", "saving", "count"), (("SUD", 4_400.0, 2),))
    assert "oplyser ikke" not in " ".join(summary(replace(ANSWERS["total"], table=stated)).lead)


def test_a_split_sum_has_as_many_rows_as_one_screen_has_room_for() -> None:
    """What is said above the table takes of them; the medium turns the page."""
    table = Table(("budget_year", "saving", "count"), tuple((str(2010 + at), 10.0 * at, 1) for at in range(12)))
    shown = summary(replace(ANSWERS["total"], table=table))
    assert shown.grid
    said = sum(-(-len(text) // 70) for text in shown.lead)
    assert shown.grid.page == 8 - said
    assert len(shown.grid.rows) == 12
    long = Table(("committee", "saving", "count"), tuple(("BUU", 10.0 * at, 1) for at in range(12)))
    few = summary(replace(ANSWERS["total"], table=long)).grid
    assert few is not None
    assert few.page == max((8 - said) // 2, 3)


def test_what_has_changed_can_be_told_apart_though_it_begins_alike() -> None:
    """Cut to the width of a cell both would read the same."""
    late = "Tidsplanen er skredet mere end 6 mdr."
    first, second = cases._told_apart(late, f"{late} og økonomien er skredet med mere end 1 mio. kr.")
    assert (first.text, second.text) == ("…end 6 mdr.", "…end 6 mdr. og økonomien…")
    assert [one.text for one in cases._told_apart("Forløber", "Implementeret")] == ["Forløber", "Implementeret"]


def test_two_cases_are_compared_by_the_figures_of_their_cards() -> None:
    """A saving without the printed minus, an amount with its own price level, and a case that was cancelled says so."""
    view = ANSWERS["status"].cases[0]
    printed = {"code": view.hit.code, "year": view.hit.budget_year, "raw": -1750.0, "price_level": "2025"}
    over = replace(view, statuses=(replace(view.statuses[0], remark="Projektet er annulleret.", colour="green"),))
    other = replace(view, hit=replace(view.hit, code="QX09"), statuses=())
    facts = (Fact("saving_printed", "-1.750", SOURCE, printed),)
    grid = summary(replace(ANSWERS["compare"], cases=(over, other), facts=facts)).grid
    assert grid
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in grid.rows}
    assert rows["Årlig besparelse"] == ["1.750 t.kr., 2025 p/l", "ikke oplyst"]
    assert rows["Farve"][0] == "🟢 Grøn, men annulleret"
    assert not any("-" in text for texts in rows.values() for text in texts)


def test_a_cancelled_case_says_what_is_done_about_it() -> None:
    """That it was cancelled, and the end of the remark, however long it is between."""
    view = ANSWERS["status"].cases[0]
    remark = "Projektet er annulleret ifm. flytningen (til huset i byen). Resten dækkes af en rammebesparelse."
    over = replace(view, statuses=(replace(view.statuses[0], remark=remark, handling="", colour="green"),))
    told = state_lines(over, "da")
    assert told[0].startswith("🟢 Grøn, men annulleret: »Projektet er annulleret")
    assert told[1:] == ("»Resten dækkes af en rammebesparelse.«",)
    short = replace(over, statuses=(replace(over.statuses[0], remark="Projektet er annulleret."),))
    assert len(state_lines(short, "da")) == 1


def test_a_place_is_named_whole_or_not_at_all() -> None:
    """However long the names are: fewer places, then none, then how many documents."""
    for length in range(5, 120, 3):
        documents = (f"{'s' * length}.txt", f"{'f' * length}.txt")
        line = places_line([Source(name, at, None) for name in documents for at in (10_104, 11_380, 12_002)], "da")
        assert "…" not in line
        assert line == "Kilder: 2 dokumenter" or all(name.removesuffix(".txt") in line for name in documents)


def test_a_list_of_milestones_tells_the_overdue_from_those_to_come() -> None:
    """Of several days the one in the period that was asked for is shown, of a goal of each year as well."""
    answer, later = ANSWERS["milestones"], date(2026, 12, 31)
    first = answer.milestones[0]
    both = replace(first, all_dues=((date(2024, 3, 1), date(2024, 3, 31)), (later, later)))
    over = replace(first, all_dues=((date(2025, 1, 1), date(2025, 1, 31)),))
    shown = summary(replace(answer, milestones=(both, over)))
    assert shown.headline.endswith("1 er overskredet, næste frist 31. december 2026")
    assert [row.label for row in shown.rows] == ["31.12.2026", "31.1.2025"]


def test_the_place_of_amounts_from_one_line_is_said_once() -> None:
    answer = ANSWERS["status"]
    fact = next(one for one in answer.facts if one.source)
    amounts = tuple(replace(fact, label=label, values={"raw": 5.0}) for label in ("investment", "cost"))
    told = case_part(replace(answer, facts=amounts), ECONOMY)
    assert [line.place for line in told.lines] == ["", ""]
    assert [note.startswith("Kilde: ") for note in told.notes[:1]] == [True]
