"""Questions about what moved between reports, and what the cards say of time; on the samples."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from answers import answer
from bot.ingest import loading
from bot.ingest.loading import Load
from index.search.search_facade import Library
from index.store import history
from records import Answer
from records.movements import MovementKind
from templates import render

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
JUNE, DECEMBER = "status-juni-2025.txt", "status-december-2025.txt"
TODAY = date(2026, 2, 2)


def loaded(folder: Path, *names: str) -> Library:
    store = loading.store_to_fill(folder / "a.db")
    for _ in loading.load_files(store, [SAMPLES / name for name in names], Load(datetime(2026, 2, 1, tzinfo=UTC))):
        pass
    return Library(store)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Proposals and both reports, the older one loaded last."""
    made = loaded(tmp_path_factory.mktemp("changes"), "investeringsforslag-2025.txt", DECEMBER, JUNE)
    with closing(made.store):
        yield made


def ask(library: Library, text: str, today: date = TODAY) -> Answer:
    return answer(text, library, today)


def moved(found: Answer) -> list[tuple[str, str]]:
    return [(str(one.kind), one.row.code or "") for case in found.movements for one in case]


def notes(found: Answer) -> set[str]:
    return {one.kind for one in found.notes}


def colours(found: Answer) -> dict[str | None, str | None]:
    return {hit.code: hit.colour for hit in found.hits}


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("hvilke sager var røde i juni 2025", JUNE),
        ("hvilke sager er røde i december 2025", DECEMBER),
        ("which cases were red in June 2025", JUNE),
    ],
)
def test_cases_are_as_the_report_that_is_named_has_them(library: Library, question: str, document: str) -> None:
    found = ask(library, question)
    rows = [row for row in library.store.statuses().values() if row.source.document == document]
    assert colours(found) == {row.code: "red" for row in rows if row.colour == "red"}
    assert {hit.document for hit in found.hits} == {document}
    assert "report" in {part.kind for part in found.reading.parts}


def test_a_case_is_as_the_report_that_is_named_has_it(library: Library) -> None:
    then, now = (ask(library, f"status på FU02 {when}") for when in ("i juni 2025", ""))
    assert [one.status for one in then.cases[0].statuses] != [one.status for one in now.cases[0].statuses]
    assert {row.as_of for row in then.cases[0].statuses} == {date(2025, 6, 30)}


def test_a_case_that_a_report_has_not_is_not_told_from_another(library: Library) -> None:
    found = ask(library, "status på FU04 i juni 2025")
    assert (found.intent, found.hits) == ("unknown", ())
    assert "not_in_report" in notes(found)


ALL = [
    ("worse", "FU02"),
    ("worse", "VH02"),
    ("better", "AD01"),
    ("changed", "VH04"),
    ("changed", "TV04"),
    ("new", "FU04"),
    ("vanished", ""),
]


@pytest.mark.parametrize(
    "question",
    [
        "hvad er ændret siden juni?",
        "what changed since June",
        "hvad er ændret siden sidste rapport?",
        "hvad er nyt siden 30. juni 2025?",
        "hvad er ændret fra juni til december?",
        "hvad er sket siden sommeren 2025",
        "hvad er ændret siden 2024",
        "hvad har flyttet sig?",
    ],
)
def test_all_that_moved_the_most_urgent_first(library: Library, question: str) -> None:
    """A month without a year is the last one reported on; a day before the first report starts from the first."""
    found = ask(library, question)
    assert (found.intent, found.total, moved(found)) == ("changes", 7, ALL)
    assert [hit.code or "" for hit in found.hits] == [code for _, code in ALL]
    (compared,) = [one for one in found.notes if one.kind == "compared"]
    assert compared.values == {"before": date(2025, 6, 30), "after": date(2025, 12, 31)}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("hvilke sager er blevet røde siden juni?", ["FU02"]),
        ("hvilke sager er blevet gule siden juni?", ["VH02", "AD01"]),
        ("which cases got worse since June?", ["FU02", "VH02"]),
        ("hvilke sager er blevet bedre siden juni?", ["AD01"]),
        ("hvilke sager er forsvundet siden juni?", [""]),
        ("hvad er ændret på Voksne med handicap siden juni?", ["VH02", "VH04"]),
        ("hvad er ændret for fritidsjob siden juni?", ["FU02"]),
    ],
)
def test_limits_of_a_question_hold(library: Library, question: str, wanted: list[str]) -> None:
    """Colour, direction, area and topic."""
    found = ask(library, question)
    assert (found.intent, [code for _, code in moved(found)]) == ("changes", wanted)


def test_old_and_new_stand_with_both_places(library: Library) -> None:
    """Each field as two facts, the first under the name with "_before"."""
    found = ask(library, "hvorfor blev FU02 rød?")
    facts = {one.label: (one.value, one.source and one.source.document) for one in reversed(found.facts)}
    assert facts["colour_before"] == ("yellow", JUNE)
    assert facts["colour"] == ("red", DECEMBER)
    assert facts["phase_in_year_before"] == ("2026", JUNE)
    assert facts["remark_before"][0].startswith("Det har taget længere tid")
    text = render(found).text
    assert "Forværret: 🟡 Gul → 🔴 Rød" in text
    assert f"Før: {JUNE}, linje 34 · Nu: {DECEMBER}, linje 34" in text
    assert "To af de største virksomheder har trukket sig." in text


def test_a_case_that_was_red_from_the_first(library: Library) -> None:
    """No report shows the turn: that is said, with the words of the report."""
    found = ask(library, "hvorfor blev VH04 rød?")
    assert "coloured_from_first" in notes(found)
    assert any(one.label == "remark" for one in found.facts)


def test_a_case_that_is_not_red(library: Library) -> None:
    """Asked why it is what it is not: no reason is made up."""
    assert "never_coloured" in notes(ask(library, "hvorfor blev TV04 rød?"))


def test_a_case_of_which_nothing_changed(library: Library) -> None:
    """Each of its rows says so."""
    found = ask(library, "hvad er ændret i TV01 siden juni?")
    assert [one.values["area"] for one in found.notes if one.kind == "unchanged"] == [
        "Voksne med handicap",
        "Familier og unge",
    ]
    assert not any(found.movements)


def test_nothing_newer_than_what_is_asked_for(library: Library) -> None:
    """Since December there is no report: the newest is named, an older comparison is not slipped in."""
    found = ask(library, "hvad er ændret siden december?")
    assert (found.total, [one.kind for one in found.notes]) == (0, ["no_report_since"])


def test_one_report_only(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    library = loaded(tmp_path, JUNE)
    with closing(library.store):
        assert "no_previous_report" in notes(ask(library, "hvad er ændret siden december?"))
        assert "no_previous_report" in notes(ask(library, "hvad er ændret i VH04?"))
        why = ask(library, "hvorfor blev VH04 rød?")
        assert "no_previous_report" in notes(why)
        assert any(one.label == "remark" for one in why.facts)


# ---------------------------------------------------------------- counts and cards


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("hvilke sager er røde?", {"FU02", "VH04"}),
        ("hvilke sager er gule?", {"VH02", "AD01"}),
    ],
)
def test_lists_are_of_the_newest_report(library: Library, question: str, codes: set[str]) -> None:
    """What was red in June is no further case."""
    found = ask(library, question)
    assert {hit.code for hit in found.hits} == codes
    assert {hit.document for hit in found.hits} == {DECEMBER}


def test_two_reports_hold_no_more_cases_than_one(library: Library) -> None:
    """12 cases in 13 rows, and sums over those alone."""
    found = ask(library, "hvor mange sager er der?")
    (counted,) = [one.values for one in found.notes if one.kind == "counted_cases"]
    assert (found.total, counted["rows"]) == (12, 13)


def test_the_card_of_a_case_tells_its_past(library: Library) -> None:
    """Its colours over time, and that no proposal belongs to it."""
    text = render(ask(library, "status på FU02")).text
    assert "FU02 (2024): 🟡 Gul (30. juni 2025) → 🔴 Rød (31. december 2025)." in text
    assert "Dokumenterne har intet forslag, der hører til FU02 (2024)." in text
    assert "linje 34" in text
    assert "no_proposal" not in notes(ask(library, "status på TV01"))


def test_the_card_of_a_case_that_is_no_longer_reported(library: Library) -> None:
    """Found by its title, with its last row and what that means."""
    found = ask(library, "status på Talegenkendelse i journalen")
    (view,) = found.cases
    assert (view.gone, view.gone_from) == (view.statuses, date(2025, 12, 31))
    assert "gennemført eller afsluttet" in render(found).text


def test_an_old_status_says_so(library: Library) -> None:
    """Counted from the day of the question."""
    assert "status_old" not in notes(ask(library, "status på FU02", date(2026, 8, 28)))
    assert "status_old" in notes(ask(library, "status på FU02", date(2026, 8, 29)))
    assert [one.as_of for one in history.stale(library.store, date(2026, 8, 29), 240)] == [date(2025, 12, 31)]


def test_what_reports_leave_open_are_findings(library: Library) -> None:
    """What vanished and what has no proposal, of the newest report only."""
    found = {one.kind: one for one in library.store.findings().values() if "case" in one.kind and "_" in one.kind}
    assert found["case_vanished"].values["case"].startswith("Innovationsprojekt")  # type: ignore[attr-defined]
    assert found["case_vanished"].source.document == JUNE
    missing = found["cases_without_proposal"]
    assert (missing.values["count"], missing.values["of"]) == (10, 12)
    assert "TV01 (2025)" not in missing.values["cases"]  # type: ignore[operator]


def test_every_row_of_every_report_is_there(library: Library) -> None:
    """An export has all of them, each with its day."""
    days = [row.as_of for row in library.store.statuses().values()]
    assert (days.count(date(2025, 6, 30)), days.count(date(2025, 12, 31))) == (13, 13)


def test_movements_of_the_newest_report_are_its_news(library: Library) -> None:
    """What a load of it tells: worse, better, new and vanished; the older one has none."""
    ids = {one.name: one.id for one in library.store.documents()}
    kinds = [one.kind for one in history.moved(library.store, ids[DECEMBER])]
    assert [
        kinds.count(kind) for kind in (MovementKind.WORSE, MovementKind.BETTER, MovementKind.NEW, MovementKind.VANISHED)
    ] == [2, 1, 1, 1]
    assert history.moved(library.store, ids[JUNE]) == ()
