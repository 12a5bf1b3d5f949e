"""From the store and what the clock remembers to a digest: reports that follow each other, and the real documents."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from filters.trees import EVERYTHING
from index.search.entries import update_entries
from index.state.people import CaseKey, Person
from index.state.reminders import Mark, Memory
from index.store.store import Store
from records import Loaded, Milestone, Proposal, Source, StatusRow
from scheduler.posts.digest import compose_of, next_digest
from scheduler.posts.digest_cases import papers, standings
from scheduler.rules.digest import Standing
from scheduler.rules.watched_cases import milestone_key
from scheduler.rules.workdays import WorkDays
from templates import limits, render_digest
from tests import once
from tests.scheduler.test_digest import DECEMBER, JUNE, NEW, OLD, row

WORK, TODAY = WorkDays(), date(2025, 9, 8)
GOAL = Milestone(
    "Struer",
    "AA01",
    "Titel på AA01",
    "Pladserne er i brug.",
    "",
    "SOF",
    "31. august og 30. september 2025",
    Source("forslag.txt", 9),
    all_dues=((date(2025, 8, 31), date(2025, 8, 31)), (date(2025, 9, 30), date(2025, 9, 30))),
)


def report(name: str, as_of: date, *rows: StatusRow) -> Loaded:
    dated = tuple(replace(one, as_of=as_of, source=replace(one.source, document=name)) for one in rows)
    return Loaded(name, "statuses", name, "Struer", as_of, statuses=dated)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two reports, the newer one loaded first, and the goals of one case."""
    newer = report(NEW, JUNE, row("AA01", "red"), row("AA02", "green"), row("AA02", "yellow", area="Voksne"))
    older = report(OLD, DECEMBER, row("AA01", "green"), row("AA02", "green"), row("AA03", "yellow"))
    idea = Proposal("Struer", GOAL.title, Source("forslag.txt", 1), code="AA01", budget_year=2024)
    goals = Loaded("forslag.txt", "proposals", "Forslag", "Struer", proposals=(idea,), milestones=(GOAL,))
    with closing(Store(tmp_path / "sagsbot.db", follow=update_entries)) as made:
        for at, loaded in enumerate((newer, older, goals)):
            made.replace(loaded, str(at), datetime(2025, 9, 1 + at, tzinfo=UTC))
        yield made


def by_code(store: Store, memory: Memory | None = None) -> dict[str | None, Standing]:
    return {one.code: one for one in standings(store, memory or Memory(), WORK, TODAY)}


def test_a_case_has_its_rows_report_by_report(store: Store) -> None:
    """By the day that a report is about, not by when it was loaded; all areas of a case together."""
    cases = by_code(store)
    assert [[one.colour for one in rows] for rows in cases["AA01"].history] == [["red"], ["green"]]
    assert [one.area for one in cases["AA02"].now] == ["Familier", "Voksne"]
    assert [one.source.document for one in cases["AA02"].before] == [OLD]


def test_a_case_that_the_newest_report_has_not_is_gone(store: Store) -> None:
    gone = by_code(store)["AA03"]
    assert (gone.gone_from, gone.now, [one.colour for one in gone.before]) == (NEW, (), ["yellow"])


def test_due_days_are_open_ones_on_working_days(store: Store) -> None:
    """31 August 2025 is a Sunday: due on the Friday before. What is done is not due."""
    assert [day for day, _ in by_code(store)["AA01"].dues] == [date(2025, 8, 29), date(2025, 9, 30)]
    now = datetime(2025, 9, 2, tzinfo=UTC)
    done = Memory(
        marks={(milestone_key(GOAL), date(2025, 8, 31)): (Mark("done", Person("U1", "Bo"), now, now.date()),)},
        owners={CaseKey("Struer", "AA01", 2024, "x").key: Person("U1", "Bo")},
    )
    case = by_code(store, done)["AA01"]
    assert [day for day, _ in case.dues] == [date(2025, 9, 30)]
    assert (case.owner, case.owner_name) == ("U1", "Bo")


def test_documents_come_with_their_findings(store: Store) -> None:
    found = papers(store)
    assert [(one.name, one.kind) for one in found] == [
        (NEW, "statuses"),
        (OLD, "statuses"),
        ("forslag.txt", "proposals"),
    ]
    assert sum(one.findings for one in found) == len(store.findings())


def test_the_digest_of_a_store(store: Store) -> None:
    """All of it from the file: what moved, what is due, what is gone."""
    now = datetime(2025, 9, 22, 8, 0, tzinfo=COPENHAGEN)
    made = compose_of(store, EVERYTHING, now, None, (WORK, "da"))
    text = render_digest(made, "da").text
    assert text.startswith("Ugens overblik: 1 rød ↑1, 1 gul, 0 grønne ↓2\n")
    assert "Overskredne milepæle (1)" in text
    assert "Milepæle de næste 14 dage (1)" in text
    assert "🔴 Rød, før 🟢 Grøn: AA01 (2024)" in text
    assert "Ikke længere i rapporten, var 🟡 Gul (gennemført eller afsluttet): AA03 (2024)" in text


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-20T09:00", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-23T08:00"),
        ("2026-11-23T08:00", "2026-11-30T08:00"),
        ("2026-04-03T12:00", "2026-04-07T08:00"),  # Easter Monday is closed
        ("2026-04-06T12:00", "2026-04-07T08:00"),
        ("2026-03-27T12:00", "2026-03-30T08:00"),  # the clocks are moved in between
    ],
)
def test_the_next_digest_is_on_monday_at_eight_or_the_next_working_day(now: str, then: str) -> None:
    found = next_digest(datetime.fromisoformat(now).replace(tzinfo=COPENHAGEN), WORK)
    assert found == datetime.fromisoformat(then).replace(tzinfo=COPENHAGEN)


@pytest.mark.slow
@pytest.mark.documents
def test_the_digest_of_the_real_documents(documents: Path, tmp_path: Path) -> None:
    """59 cases in 63 rows; shares added, the same amounts once, extra costs left out; figures with their places."""
    how = Load(datetime(2025, 1, 20, tzinfo=UTC), workers=1)
    with once.reading(), closing(loading.store_to_fill(tmp_path / "sagsbot.db")) as store:
        for _ in loading.load_files(store, loading.files([documents]), how):
            pass
        monday = datetime(2025, 1, 27, 8, tzinfo=COPENHAGEN)
        made = compose_of(store, EVERYTHING, monday, None, (WORK, "da"))
        rows = [one for one in store.statuses().values() if one.saving_tkr is not None and one.saving_tkr <= 0]
    assert (made.cases, made.rows, [one.count for one in made.counts]) == (59, 63, [5, 2, 52])
    (savings,) = made.savings
    distinct = {(one.code or one.title, one.budget_year, one.investment_tkr, one.saving_tkr) for one in rows}
    assert savings.promised_tkr == -sum(saving for *_, saving in distinct)
    assert savings.at_risk_tkr == -sum(one.saving_tkr or 0 for one in rows if one.colour in ("red", "yellow"))
    assert (made.extra_costs, made.twice, made.not_stated) == (3, 1, 2)
    assert {one.source.document for one in made.red} == {"status-december-2024.txt"}
    assert all("forvent" in quote.text.lower() or any(map(str.isdigit, quote.text)) for quote in made.expected)
    card = render_digest(made, "da", picture="F0PICTURE1")
    assert limits.problems(card.blocks, card.text) == []
