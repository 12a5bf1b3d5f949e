"""A figure that somebody says is wrong: kept, shown, decided about, and still there when its document comes again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from answers import answer
from answers.cases import cases_of_code
from bot.case_queries import CaseQueries, identity
from bot.handlers.cases import correction_list
from bot.handlers.questions.annotations import annotated, correctable_figures
from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from index.search.search_facade import Library
from index.state.people import Attribution, CaseKey, Correction, People, Person
from questions.query import Code
from records import Answer
from templates import render, render_page

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
REPORT, CATALOGUE = "status-december-2025.txt", "investeringsforslag-2025.txt"
NOW = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
ANNE, BO, CARLA = Person("U0ANNE", "Anne"), Person("U0BO", "Bo"), Person("U0CARLA", "Carla")


class Office:
    """A database, what people said, and a folder with documents that change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = loading.store_to_fill(folder / "a.db")
        self.people = People(self.store.file)
        self.library = Library(self.store)

    def load(self, name: str, **changes: str) -> None:
        text = (SAMPLES / name).read_text(encoding="utf-8")
        for old, new in changes.values() and [tuple(one.split("→")) for one in changes.values()]:
            assert old in text
            text = text.replace(old, new)
        (self.folder / name).write_text(text, encoding="utf-8")
        (report,) = loading.load_files(self.store, [self.folder / name], Load(NOW))
        assert report.refused is None

    def card(self, question: str = "status på VH04") -> Answer:
        return annotated(answer(question, self.library, NOW.date(), "da"), self.people, COPENHAGEN)

    def text(self, question: str = "status på VH04") -> str:
        return render(self.card(question)).text

    def correct(self, label: str, corrected: str, question: str = "status på VH04") -> int:
        found = answer(question, self.library, NOW.date())
        name, fact = next((name, fact) for name, fact in correctable_figures(found) if fact.label == label)
        case = identity(found.cases[0])
        said = Attribution(self.people.know(case), ANNE.id, ANNE.name, NOW)
        self.people.correct(Correction(name, fact.value, corrected, "Regnskabet siger det.", said))
        return self.people.unsettled()[-1].id


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.load(REPORT)
    with closing(made.store):
        yield made


def test_printed_and_corrected_stand_together(office: Office) -> None:
    """With who, when and why."""
    office.correct("investment", "9.100")
    text = office.text()
    assert "Rettet af Anne, 2. februar 2026: Investering står som 8.900, men skal være 9.100." in text
    assert "Regnskabet siger det." in text
    assert "Investering: 8.900 t.kr." in text


def test_it_survives_a_changed_document(office: Office) -> None:
    """The rows are new, the case is the same, also when the next report has it."""
    office.correct("investment", "9.100")
    rows = set(office.store.statuses())
    office.load(REPORT, one="fugt i den ene fløj→fugt i begge fløje")
    assert not rows & set(office.store.statuses())
    assert "Investering står som 8.900, men skal være 9.100" in office.text()


def test_a_document_that_was_corrected_says_so(office: Office) -> None:
    """What is printed now agrees with the correction: it is done."""
    office.correct("investment", "9.100")
    office.load(REPORT, one="8.900→9.100")
    text = office.text()
    assert "Dokumentet er rettet: Investering står nu som 9.100, som Anne skrev 2. februar 2026." in text
    assert "men skal være" not in text


def test_a_saving_is_spoken_of_without_its_minus(office: Office) -> None:
    """Printed -2.500 is what "2.500" meant."""
    office.correct("saving_printed", "2.500")
    office.load(REPORT, one="-2.700→-2.500")
    assert "corrected_since" in {one.kind for one in office.card().notes}


def test_a_document_with_a_third_figure_says_so(office: Office) -> None:
    office.correct("investment", "9.100")
    office.load(REPORT, one="8.900→9.300")
    assert "står nu som 9.300, hverken 8.900 eller 9.100" in office.text()


@pytest.mark.parametrize(("accepted", "word"), [(True, "godkendt"), (False, "afvist")])
def test_what_was_decided_stands_on_the_card(office: Office, accepted: bool, word: str) -> None:
    """By whom and when; the first decision stands, and the printed figure is never replaced."""
    number = office.correct("investment", "9.100")
    assert office.people.settle(number, accepted, BO, NOW)
    assert not office.people.settle(number, not accepted, CARLA, NOW)
    text = office.text()
    assert f"Rettelse, {word} af Bo, 2. februar 2026: Investering står som 8.900" in text
    assert "Investering: 8.900 t.kr." in text
    assert office.people.unsettled() == []
    assert [one.ruling and one.ruling.said.name for one in office.people.settled(5)] == ["Bo"]


def test_a_later_correction_waits_anew(office: Office) -> None:
    """The newest of a field counts, whatever was decided about the one before it."""
    office.people.settle(office.correct("investment", "9.100"), False, BO, NOW)
    office.correct("investment", "9.200")
    text = office.text()
    assert "men skal være 9.200" in text
    assert "9.100" not in text


def test_a_figure_corrected_before_its_proposal_was_followed_up(tmp_path: Path) -> None:
    """The case has another name afterwards, and the correction is on its card."""
    made = Office(tmp_path)
    with closing(made.store):
        made.load(CATALOGUE)
        made.correct("cost", "3.600", "status på IF01")
        before = {identity(view) for view in cases_of_code(made.library, Code("IF01", None))}
        made.load(REPORT)
        assert before != {identity(view) for view in cases_of_code(made.library, Code("IF01", None))}
        assert "står som 3.400, men skal være 3.600" in made.text("status på TV01")


def test_a_code_that_changed_its_spelling(office: Office) -> None:
    """The next report spells the code otherwise: the case is found by its old name, and what was said of it stands."""
    office.correct("investment", "9.100")
    old = CaseKey("Struer", "VH04", 2024, "Ombygning af Bostedet Engvej")
    assert office.people.case(old.key) == old
    later = (SAMPLES / REPORT).read_text(encoding="utf-8").replace("december 2025", "juni 2026")
    later = later.replace("December 2025", "Juni 2026").replace("VH04", "VH40")
    (office.folder / "juni.txt").write_text(later, encoding="utf-8")
    list(loading.load_files(office.store, [office.folder / "juni.txt"], Load(NOW)))
    view = CaseQueries(office.library, lambda: NOW).view(old)
    assert view is not None
    assert view.hit.code == "VH40"
    assert "står som 8.900, men skal være 9.100" in office.text("status på VH40")


def test_the_list_of_admins(office: Office) -> None:
    """Numbered as the buttons are, those that wait first, then what was decided; each says which case and field."""
    first = office.correct("investment", "9.100")
    office.correct("saving_printed", "2.500")
    office.people.settle(first, True, BO, NOW)
    card = render_page(
        "", [correction_list.section(office.people, "da")], "da", correction_list.review_buttons(office.people, "da")
    )
    assert "1. VH04 (2024)" in card.text
    assert "står som -2.700, skal være 2.500" in card.text
    assert "Godkendt af Bo, 2. februar 2026." in card.text
    labels = [one["text"]["text"] for block in card.blocks if block["type"] == "actions" for one in block["elements"]]
    assert labels == ["Godkend 1", "Afvis 1"]


def test_no_corrections_at_all(office: Office) -> None:
    section = correction_list.section(office.people, "en")
    assert section.texts == ("There are no corrections to decide on.",)
    assert correction_list.review_buttons(office.people, "en") == []


def test_what_earlier_reports_say_cannot_be_corrected(office: Office) -> None:
    """The figures of a case are those of the newest report."""
    office.load("status-juni-2025.txt")
    found = answer("hvad er ændret i TV04 siden juni?", office.library, NOW.date())
    assert any(one.label == "saving_printed_before" for one in found.facts)
    assert [fact.value for name, fact in correctable_figures(found) if name.startswith("saving_printed")] == ["-650"]


def test_a_case_is_known_by_what_it_is(office: Office) -> None:
    """Not by its title where it has a code: a title that is mended loses nothing."""
    one, other = (CaseKey("Struer", "VH04", 2024, title) for title in ("Ombygning", "Ombygning af Engvej"))
    assert one.key == other.key
