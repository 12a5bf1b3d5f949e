"""The one screen of an answer: what stands in a line, and what is said beside a sum."""

from dataclasses import replace

from records import Answer, Fact, Source, Table
from templates.views.summaries import summary
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
