"""Reports that follow each other: one history for each row, one report however it is filed, one that is current."""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.db.gateway import Writer
from index.search.entries import update_entries
from index.search.search_facade import Library
from index.store import row_matching
from index.store.history import MovementKind, is_newest, moved, movements, previous, row_history, status_reports
from index.store.originals import Original
from index.store.row_matching import match_rows
from index.store.store import Store
from loaders import links
from records import Document, Finding, Loaded, Proposal, Source, StatusRow
from tests.sample_store import row
from tests.soak import examples

NOW = datetime(2026, 11, 20, 9, 0)
JUNE, DECEMBER, NEXT_JUNE = date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30)
HOME = row("AA01", 2023, "Hjemmebesøg i bostøtten", 10, saving_tkr=-500.0)
PLAN = row("AA02", 2023, "Fælles vagtplan på bostederne", 11)
CARS = row("AA03", 2024, "Færre biler i hjemmeplejen", 12)
RED = {"colour": "red", "status": "Initiativet implementeres ikke som tiltænkt"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "a.db", find_links=links.find_links, follow=update_entries)) as made:
        yield made


def report(name: str, day: date | None, *rows: StatusRow, page: int | None = None) -> Loaded:
    """A document with these rows, a line each."""
    places = [Source(name, line, page) for line in range(1, len(rows) + 1)]
    dated = [replace(one, source=place, as_of=day) for one, place in zip(rows, places, strict=True)]
    return Loaded(name, "statuses", "Status", "Lillekøbing", day, statuses=tuple(dated))


def put(store: Store, loaded: Loaded) -> int:
    return store.replace(loaded, f"{loaded.document} {hash(loaded.statuses)}", NOW).document_id


def codes(store: Store) -> list[str | None]:
    """The codes of what is current, from the index."""
    library = Library(store)
    return [one.code for one in library.entries(library.columns.ids[library.matching((), "status")]).values()]


# ---------------------------------------------------------------- which row is which


def test_rows_of_one_code_are_told_apart_by_their_area() -> None:
    """A case in two areas has two rows, each with a history of its own."""
    one, other = replace(HOME, area="Børn"), replace(HOME, area="Voksne")
    assert match_rows([one, other], [other, one]) == [(1, 0), (0, 1)]


def test_rows_that_share_code_and_area_are_told_apart_by_what_they_say() -> None:
    """One code printed twice with two titles: the order in the report does not matter."""
    one, other = replace(HOME, title="Kurser til personalet"), replace(HOME, title="Kurser til ledere")
    assert match_rows([one, other], [other, one]) == [(1, 0), (0, 1)]


def test_rows_that_are_alike_in_all_keep_their_order() -> None:
    """The same amounts twice: the first is the first, and the one that is left over has vanished."""
    assert match_rows([HOME, HOME], [HOME, HOME]) == [(0, 0), (1, 1)]
    assert match_rows([HOME, HOME], [HOME]) == [(0, 0), (1, None)]


ROWS = st.lists(
    st.builds(
        lambda code, year, area, title: replace(HOME, code=code, budget_year=year, area=area, title=title),
        st.sampled_from(("AA01", "AA02", None)),
        st.sampled_from((2023, 2024)),
        st.sampled_from(("Børn", "Voksne")),
        st.sampled_from(("Hjemmebesøg i bostøtten", "Hjemmebesøg i bostøten", "Fælles vagtplan", "")),
    ),
    max_size=7,
)


@pytest.mark.slow
@examples(100)
@given(before=ROWS, after=ROWS)
def test_every_row_is_paired_once(before: list[StatusRow], after: list[StatusRow]) -> None:
    """None is lost or doubled, whatever the rows; a report is itself."""
    pairs = match_rows(before, after)
    assert sorted(old for old, _ in pairs if old is not None) == list(range(len(before)))
    assert [new for _, new in pairs if new is not None] == list(range(len(after)))
    assert match_rows(before, before) == [(at, at) for at in range(len(before))]


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (replace(HOME, code="AA0I"), True),
        (replace(HOME, code="ZZ99"), True),
        (replace(HOME, code="AA0I", title="Hjemme besøg i bo- støtten"), True),
        (replace(HOME, code=None, title="Hjemmebesøg i bostøten"), True),
        (replace(HOME, area="Voksne og ældre"), True),
        (replace(HOME, code="ZZ99", budget_year=2024), False),
        (replace(HOME, code="ZZ99", title="Flere hjemmebesøg hos unge"), False),
        (replace(HOME, code="AA11", title="Færre biler i bostøtten"), False),
    ],
)
def test_a_code_or_title_may_change_its_spelling(after: StatusRow, same: bool) -> None:
    """A title that nearly matches is the same case of the same year; another title, or another year, is not."""
    assert match_rows([HOME], [after]) == ([(0, 0)] if same else [(None, 0), (0, None)])


def test_titles_that_differ_by_a_number_are_other_cases() -> None:
    """ "Etape 1" has not become "Etape 2"."""
    one = replace(HOME, code=None, title="Ombygning af plejehjemmet Solgården, etape 1")
    assert match_rows([one], [replace(one, title=one.title.replace("1", "2"))]) == [(None, 0), (0, None)]


@pytest.mark.slow
@examples(100)
@given(title=st.text("abcdeæø", min_size=8, max_size=30), left_out=st.sets(st.integers(0, 29), max_size=5))
def test_of_many_cases_that_ended_none_is_missed_whose_title_is_near(title: str, left_out: set[int]) -> None:
    """Whichever letters are gone: near is what Python's difflib finds near, beside however many others."""
    mended = "".join(sign for at, sign in enumerate(title) if at not in left_out)
    near = SequenceMatcher(None, title, mended, autojunk=False).ratio() >= row_matching.NEAR_TITLE
    others = [replace(HOME, code=f"XX{at:02}", title=f"Noget ganske andet nummer {at}") for at in range(20)]
    pairs = match_rows([*others, replace(HOME, title=title)], [replace(HOME, code="ZZ99", title=mended)])
    assert pairs[0] == (20 if near else None, 0)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("green", "yellow", MovementKind.WORSE),
        ("yellow", "red", MovementKind.WORSE),
        ("green", "red", MovementKind.WORSE),
        (None, "red", MovementKind.WORSE),
        ("red", "yellow", MovementKind.BETTER),
        ("yellow", "green", MovementKind.BETTER),
        (None, "green", MovementKind.CHANGED),
        ("red", None, MovementKind.CHANGED),
        ("red", "red", MovementKind.SAME),
    ],
)
def test_kinds_of_movement(before: str | None, after: str | None, kind: MovementKind) -> None:
    """Worse and better by the colour; what was unknown and is red is worse."""
    (found,) = movements([replace(HOME, colour=before)], [replace(HOME, colour=after)])
    assert found.kind == kind


def test_a_movement_tells_field_by_field() -> None:
    """Old and new value of each field that says something else; spacing and full stops are no change."""
    old = replace(HOME, status="Forløber som planlagt", remark="Klar i maj")
    new = replace(HOME, status="Forløber som  planlagt.", remark="Klar i juni", saving_tkr=-400.0)
    (found,) = movements([old], [new])
    assert [(one.field, one.before, one.after) for one in found.fields] == [
        ("remark", "Klar i maj", "Klar i juni"),
        ("saving_tkr", -500.0, -400.0),
    ]


def test_new_and_vanished_rows_stand_alone() -> None:
    """In the order of the newer report, what vanished last."""
    found = movements([HOME, PLAN], [CARS, PLAN])
    assert [(one.kind, one.row.code) for one in found] == [
        (MovementKind.NEW, "AA03"),
        (MovementKind.SAME, "AA02"),
        (MovementKind.VANISHED, "AA01"),
    ]


# ---------------------------------------------------------------- reports in the store


def test_a_newer_report_adds_to_each_history(store: Store) -> None:
    """Each row has its past; what is current is the newest report."""
    put(store, report("juni.txt", JUNE, HOME, PLAN))
    second = put(store, report("december.txt", DECEMBER, replace(HOME, **RED), PLAN))  # type: ignore[arg-type]
    assert [one.as_of for one in status_reports(store)] == [JUNE, DECEMBER]
    assert [(one.kind, one.row.code) for one in moved(store, second)] == [
        (MovementKind.WORSE, "AA01"),
        (MovementKind.SAME, "AA02"),
    ]
    newest = next(one for one in store.statuses().values() if one.colour == "red")
    assert [one.colour for one in row_history(store, newest)] == ["green", "red"]
    assert codes(store) == ["AA01", "AA02"]


def test_movements_are_known_inside_the_load_itself(tmp_path: Path) -> None:
    """What goes out because of a load is decided in its transaction, before anybody else can see it."""
    seen: list[list[str]] = []

    def look(db: Writer, changed: Collection[int]) -> None:
        update_entries(db, changed)
        assert store.file.in_transaction
        seen.extend([str(one.kind) for one in moved(store, document)] for document in changed)

    with closing(Store(tmp_path / "a.db", follow=look)) as store:
        put(store, report("juni.txt", JUNE, HOME, PLAN))
        put(store, report("december.txt", DECEMBER, replace(HOME, **RED)))  # type: ignore[arg-type]
    assert seen == [[], ["worse", "vanished"]]


def test_an_older_report_loaded_late_lands_in_its_place(store: Store) -> None:
    """It changes nothing that is current, and is news to nobody."""
    put(store, report("a.txt", JUNE, HOME, PLAN))
    newest = put(store, report("b.txt", NEXT_JUNE, HOME))
    late = put(store, report("c.txt", DECEMBER, replace(HOME, **RED), PLAN, CARS))  # type: ignore[arg-type]
    assert [one.as_of for one in status_reports(store)] == [JUNE, DECEMBER, NEXT_JUNE]
    assert (is_newest(store, late), is_newest(store, newest)) == (False, True)
    assert moved(store, late) == ()
    before = previous(store, newest)
    assert before is not None
    assert before.as_of == DECEMBER
    assert codes(store) == ["AA01"]
    assert [one.colour for one in Library(store).by_code("AA01")] == ["green"]


def test_what_is_left_out_is_found_but_not_counted(store: Store) -> None:
    """A case that vanished has its last row, by its code; it is in no list and no sum."""
    put(store, report("juni.txt", JUNE, HOME, PLAN))
    put(store, report("december.txt", DECEMBER, HOME))
    library = Library(store)
    assert codes(store) == ["AA01"]
    assert [one.title for one in library.by_code("AA02")] == [PLAN.title]


def test_a_row_that_comes_back_goes_on(store: Store) -> None:
    """Left out of one report by mistake, it has one history."""
    put(store, report("a.txt", JUNE, HOME, PLAN))
    put(store, report("b.txt", DECEMBER, HOME))
    put(store, report("c.txt", NEXT_JUNE, HOME, PLAN))
    newest = max((one for one in store.statuses().values() if one.code == "AA02"), key=lambda one: one.as_of or JUNE)
    assert [one.as_of for one in row_history(store, newest)] == [JUNE, NEXT_JUNE]


def test_reports_of_two_committees_are_two_series(store: Store) -> None:
    """Each has its own newest report: one does not end the other's cases."""
    put(store, report("social.txt", JUNE, HOME))
    put(store, report("skole.txt", DECEMBER, replace(CARS, committee="BUU")))
    assert sorted(filter(None, codes(store))) == ["AA01", "AA03"]
    assert previous(store, 2) is None


def test_parts_of_one_report_stand_together(store: Store) -> None:
    """Two documents of one day with different cases are one report."""
    put(store, report("del1.txt", JUNE, HOME))
    put(store, report("del2.txt", JUNE, CARS))
    (one,) = status_reports(store)
    assert [row.code for row in one.rows] == ["AA01", "AA03"]
    assert sorted(filter(None, codes(store))) == ["AA01", "AA03"]


# ---------------------------------------------------------------- one report, several files


def test_text_and_pdf_of_one_report_are_one(store: Store) -> None:
    """The copy that tells pages is kept, whichever came first; nothing is doubled."""
    text, pdf = report("status.txt", JUNE, HOME, PLAN), report("status.pdf", JUNE, HOME, PLAN, page=2)
    assert store.replace(text, "1", NOW).state == "loaded"
    better = store.replace(pdf, "2", NOW)
    again = store.replace(text, "1", NOW)
    assert (better.state, better.note, better.other) == ("replaced", "better_copy", "status.txt")
    assert (again.state, again.note, again.known_as) == ("unchanged", "same_report", "status.pdf")
    assert [one.name for one in store.documents()] == ["status.pdf"]
    assert [one.source.page for one in store.statuses().values()] == [2, 2]


def test_words_that_a_pdf_reads_otherwise_are_no_correction(store: Store) -> None:
    """A hyphen lost on one side: the text that comes later does not push the PDF out."""
    remark = "Pladserne er først klar i andet kvartal, fordi byggeriet har stået stille i otte måneder"
    put(store, report("status.pdf", JUNE, replace(HOME, remark=remark), PLAN, page=2))
    outcome = store.replace(report("status.txt", JUNE, replace(HOME, remark=f"{remark} 1"), PLAN), "2", NOW)
    assert outcome.note == "same_report"


def test_a_corrected_reissue_replaces_its_own_rows(store: Store) -> None:
    """The same day and cases with another amount, under another name: the first is gone, no history is made of it."""
    put(store, report("status.txt", JUNE, HOME, PLAN))
    outcome = store.replace(report("rettet.txt", JUNE, replace(HOME, saving_tkr=-450.0), PLAN, CARS), "2", NOW)
    assert (outcome.state, outcome.note, outcome.other) == ("replaced", "reissue", "status.txt")
    assert [one.name for one in store.documents()] == ["rettet.txt"]
    assert next((one.code, one.saving_tkr) for one in store.statuses().values()) == ("AA01", -450.0)
    assert codes(store) == ["AA01", "AA02", "AA03"]


def test_one_file_name_for_every_report(store: Store) -> None:
    """status.txt of December does not push June out: June gets a name of its own, in its records as well."""
    june = report("status.txt", JUNE, HOME, PLAN)
    store.replace(
        replace(june, findings=(Finding("no_report_day", Source("status.txt", 1)),)),
        "1",
        NOW,
        original=Original(Document("status.txt", ("a", "b"))),
    )
    outcome = store.replace(report("status.txt", DECEMBER, replace(HOME, **RED), PLAN), "2", NOW)  # type: ignore[arg-type]
    kept = "status (2024-06-30).txt"
    assert (outcome.state, outcome.note, outcome.other) == ("loaded", "set_aside", kept)
    assert [one.name for one in store.documents()] == [kept, "status.txt"]
    assert {(one.as_of, one.source.document) for one in store.statuses().values()} == {
        (JUNE, kept),
        (DECEMBER, "status.txt"),
    }
    assert [one.source.document for one in store.findings().values()] == [kept]
    assert store.lines(kept, 1, 2) == ("a", "b")
    assert [one.as_of for one in status_reports(store)] == [JUNE, DECEMBER]


def test_a_file_that_is_only_dated_anew_replaces_itself(store: Store) -> None:
    """A wrong month put right is no second report."""
    put(store, report("status.txt", JUNE, HOME, PLAN))
    assert store.replace(report("status.txt", DECEMBER, HOME, PLAN), "2", NOW).state == "replaced"
    assert [one.as_of for one in status_reports(store)] == [DECEMBER]


# ---------------------------------------------------------------- links


def test_only_the_last_row_is_linked_and_lends_its_status(store: Store) -> None:
    """A proposal is followed up by one case, and shows the newest status, in whatever order the reports came."""
    idea = Proposal("Lillekøbing", HOME.title, Source("f.txt", 1), code="BC01", saving_tkr=500.0)
    store.replace(Loaded("f.txt", "proposals", "Forslag", "Lillekøbing", proposals=(idea,)), "f", NOW)
    put(store, report("december.txt", DECEMBER, replace(HOME, **RED), PLAN))  # type: ignore[arg-type]
    put(store, report("juni.txt", JUNE, HOME, PLAN))
    assert len(store.links()) == 1
    (proposal, followed) = Library(store).by_code("BC01") + Library(store).by_code("AA01")
    assert (proposal.colour, followed.colour, proposal.case_id) == ("red", "red", followed.case_id)


def test_what_is_no_longer_reported_lends_no_status(store: Store) -> None:
    """A proposal whose case is closed has been adopted, but is not red any more."""
    idea = Proposal("Lillekøbing", HOME.title, Source("f.txt", 1), code="BC01", saving_tkr=500.0)
    store.replace(Loaded("f.txt", "proposals", "Forslag", "Lillekøbing", proposals=(idea,)), "f", NOW)
    put(store, report("juni.txt", JUNE, replace(HOME, **RED), PLAN))  # type: ignore[arg-type]
    put(store, report("december.txt", DECEMBER, PLAN, CARS))
    (proposal,) = Library(store).by_code("BC01")
    assert (proposal.colour, proposal.adopted, proposal.budget_year) == (None, True, 2023)
