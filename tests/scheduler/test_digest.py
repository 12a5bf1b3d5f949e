"""What a digest counts, compares and adds up, on made cases."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.settings import COPENHAGEN
from filters.trees import EVERYTHING, Tree
from records import Milestone, Source, StatusRow
from records.digests import ColourCount, Digest
from scheduler.rules.digest import Paper, Standing, compute_digest
from scheduler.rules.savings import expected
from tests.selections import read

NOW = datetime(2025, 9, 8, 8, 0, tzinfo=COPENHAGEN)
LAST = NOW - timedelta(days=7)
OLD, NEW = "status-dec-2024.txt", "status-juni-2025.txt"
DECEMBER, JUNE = date(2024, 12, 31), date(2025, 6, 30)
WORDS = {
    "green": "Forløber som planlagt",
    "yellow": "Tidsplanen er skredet mere end 6 mdr.",
    "red": "Initiativet implementeres ikke som tiltænkt",
}


def row(code: str, colour: str, report: str = NEW, saving: float | None = -1000.0, **more: object) -> StatusRow:
    made = StatusRow(
        "Struer",
        code,
        code,
        2024,
        "Familier",
        f"Titel på {code}",
        "Investeringsforslag",
        WORDS[colour],
        colour,
        "words",
        "",
        Source(report, 20),
        2000.0,
        saving,
        2026,
        committee="SUD",
        as_of=JUNE if report == NEW else DECEMBER,
        price_level="2025",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def case(*history: tuple[StatusRow, ...], **more: object) -> Standing:
    first = history[0][0]
    made = Standing(str(first.code), "Struer", first.title, first.code, first.budget_year, history)
    return replace(made, **more)  # type: ignore[arg-type]


def was_and_is(code: str, was: str, colour: str) -> Standing:
    return case((row(code, colour),), (row(code, was, OLD),))


def paper(name: str, loaded: datetime, findings: int = 0) -> Paper:
    return Paper(name, "statuses", name, loaded, JUNE, findings)


OLD_PAPER, NEW_PAPER = paper(OLD, LAST - timedelta(days=90), 4), paper(NEW, NOW - timedelta(days=2), 3)
CASES = (
    was_and_is("AA01", "green", "red"),
    was_and_is("AA02", "yellow", "red"),
    was_and_is("AA03", "red", "yellow"),
    was_and_is("AA04", "red", "red"),
    was_and_is("AA05", "green", "green"),
    case((row("AA06", "green"),)),
    case((row("AA07", "yellow", OLD),), gone_from=NEW),
)


def digest(
    cases: tuple[Standing, ...] = CASES,
    since: datetime | None = LAST,
    papers: tuple[Paper, ...] = (OLD_PAPER, NEW_PAPER),
    wanted: Tree | None = None,
) -> Digest:
    return compute_digest(cases, papers, NOW, since, wanted or EVERYTHING)


def codes(found: tuple[object, ...]) -> list[str]:
    return [str(one.case.code) for one in found]  # type: ignore[attr-defined]


def test_a_new_report_is_told_row_by_row() -> None:
    """Worse, better, new and gone, each once; the counts with what they were."""
    made = digest()
    assert codes(made.worse) == ["AA01", "AA02"]
    assert codes(made.better) == ["AA03"]
    assert codes(made.added) == ["AA06"]
    assert codes(made.vanished) == ["AA07"]
    assert made.counts == (ColourCount("red", 3, 2), ColourCount("yellow", 1, 2), ColourCount("green", 2, 2))
    assert (made.cases, made.rows, made.findings, made.quiet) == (6, 6, 7, False)


def test_both_places_of_a_move_are_known() -> None:
    move = digest().worse[0]
    assert (move.was, move.colour) == ("green", "red")
    assert (move.source, move.was_source) == (Source(NEW, 20), Source(OLD, 20))


def test_what_was_told_is_not_told_again() -> None:
    """A week later, with no new report, the same red cases have not moved."""
    made = digest(papers=(OLD_PAPER, paper(NEW, LAST - timedelta(days=1))))
    assert (made.worse, made.better, made.added, made.vanished) == ((), (), (), ())
    assert [(one.count, one.before) for one in made.counts] == [(3, 3), (1, 1), (2, 2)]
    assert codes(made.red) == ["AA04", "AA01", "AA02"]
    assert made.documents == ()


def test_the_first_digest_of_a_single_report_compares_nothing() -> None:
    made = digest((case((row("AA01", "red"),)),), None, (NEW_PAPER,))
    assert [one.before for one in made.counts] == [None, None, None]
    assert made.added == ()
    assert not made.quiet


def test_nothing_happened_is_said() -> None:
    """No document, no move, nothing due: quiet. A single due day is something."""
    papers = (paper(NEW, LAST - timedelta(days=1)),)
    calm = (case((row("AA05", "green"),)),)
    assert digest(calm, papers=papers).quiet
    assert not digest((due(calm[0], NOW.date() + timedelta(days=14)),), papers=papers).quiet
    assert digest((due(calm[0], NOW.date() + timedelta(days=15)),), papers=papers).quiet
    assert not digest((due(calm[0], NOW.date() - timedelta(days=1)),), papers=papers).quiet
    assert digest((due(calm[0], LAST.date() - timedelta(days=1)),), papers=papers).quiet
    assert not digest((due(calm[0], LAST.date()),), papers=papers).quiet  # then it was still "today"


def test_red_since_is_the_first_of_the_reports_in_a_row() -> None:
    """By the dates of the reports; "at least" where no earlier report says what it was before."""
    red = {str(one.case.code): (one.since, one.at_least) for one in digest().red}
    assert red == {"AA01": (JUNE, False), "AA02": (JUNE, False), "AA04": (DECEMBER, True)}


def due(one: Standing, *days: date) -> Standing:
    goal = Milestone(
        "Struer", one.code, one.title, "Pladserne er i brug.", "", "Socialforvaltningen", "", Source("f.txt", 9)
    )
    return replace(one, dues=tuple((day, goal) for day in days))


def test_due_days_are_overdue_or_of_the_next_fourteen_days() -> None:
    today = NOW.date()
    days = [today + timedelta(days=shift) for shift in (-1, 0, 14, 15)]
    made = digest((due(CASES[0], *days),))
    assert [one.day for one in made.overdue] == days[:1]
    assert [one.day for one in made.coming] == days[1:3]


@pytest.mark.slow
def test_a_filter_keeps_what_met_it_before() -> None:
    """Who follows the red ones hears when one is red no longer; the counts are of those that are."""
    made = digest(wanted=read("røde"))
    assert made.cases == 3
    assert codes(made.better) == ["AA03"]
    assert made.filter == "røde"
    assert codes(made.added) == []


# ---------------------------------------------------------------- savings


def one_level(cases: tuple[Standing, ...]) -> tuple[float, float, int, int]:
    (only,) = digest(cases).savings
    return only.promised_tkr, only.at_risk_tkr, only.cases, only.cases_at_risk


def test_savings_are_positive_and_red_and_yellow_are_at_risk() -> None:
    assert one_level(CASES) == (6000.0, 4000.0, 6, 4)


def test_shares_are_added_and_only_the_red_share_is_at_risk() -> None:
    shares = case((row("TV02", "red", saving=-300.0), row("TV02", "green", saving=-700.0, area="Voksne")))
    assert one_level((shares,)) == (1000.0, 300.0, 1, 1)
    assert [one.case.area for one in digest((shares,)).red] == ["Familier"]


def test_the_same_amount_twice_is_counted_once_and_said() -> None:
    twice = case((row("TV03", "red"), row("TV03", "green", area="Voksne")))
    assert one_level((twice,)) == (1000.0, 1000.0, 1, 1)
    assert digest((twice,)).twice == 1


def test_extra_costs_and_what_is_not_stated_are_no_savings() -> None:
    made = digest((case((row("AA01", "red", saving=250.0),)), case((row("AA02", "red", saving=None),))))
    assert (made.savings, made.extra_costs, made.not_stated) == ((), 1, 1)
    assert [one.saving_tkr for one in made.red] == [None, None]


def test_price_levels_are_never_added() -> None:
    other = case((row("AA09", "yellow", saving=-50.0, price_level="2024"),))
    made = digest((*CASES[:2], other))
    assert [(one.price_level, one.promised_tkr, one.at_risk_tkr) for one in made.savings] == [
        ("2024", 50.0, 50.0),
        ("2025", 2000.0, 2000.0),
    ]
    assert (made.by_year_level, [(one.year, one.promised_tkr) for one in made.by_year]) == ("2025", [(2026, 2000.0)])


def test_expected_is_only_what_a_remark_says() -> None:
    """Quoted with its place; not "lower than expected", not a sentence about something else, not of a green row."""
    remark = "Pladserne åbner i maj. Besparelsen forventes indhentet i 2026. Effektiviseringen er lavere end forventet."
    (quote,) = expected((row("AA01", "red", remark=remark),))
    assert (quote.text, quote.source, quote.title) == (
        "Besparelsen forventes indhentet i 2026.",
        Source(NEW, 20),
        "AA01 (2024)",
    )
    assert list(expected((row("AA01", "green", remark=remark), row("AA02", "red")))) == []


def test_the_trend_counts_each_report() -> None:
    """The oldest first; a case that is gone counts where it was."""
    trend = digest().trend
    assert [(one.as_of, one.counts) for one in trend] == [
        (DECEMBER, (("red", 2), ("yellow", 2), ("green", 2))),
        (JUNE, (("red", 3), ("yellow", 1), ("green", 2))),
    ]
