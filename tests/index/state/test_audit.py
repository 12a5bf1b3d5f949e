"""The audit log: whatever changes what is known of a case leaves a row, in the same transaction, for good."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.audit import ACTIONS, KEPT_DAYS, Act, Audit, record
from index.state.notes import AttachedMessage
from index.state.people import Attribution, CaseKey, Correction, People, Person
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Mark, Reminders, StandIn, Unit
from index.state.subscriptions import Subscriptions, Wish
from templates.catalogue import LANGUAGES, all_sentences

NOW, DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC), date(2026, 11, 20)
ANNE, BO = Person("U0ANNE", "Anne"), Person("U0BO", "Bo")
CASE = CaseKey("Sandvig", "VH04", 2024, "Engvej")


class Desk:
    """What people do, over one database."""

    def __init__(self, path: Path) -> None:
        self.file = DatabaseFile(path)
        self.people, self.reminders = People(self.file), Reminders(self.file)
        self.subscriptions, self.audit = Subscriptions(self.file), Audit(self.file)
        self.key = self.people.know(CASE)

    def said(self) -> Attribution:
        return Attribution(self.key, ANNE.id, ANNE.name, NOW)

    def correct(self) -> None:
        self.people.correct(Correction("saving", "100", "200", "Trykfejl", self.said()))

    def mark(self, mark: str) -> None:
        self.reminders.mark(("m", DAY), Mark(mark, ANNE, NOW, DAY), self.key)

    def restore(self) -> None:
        self.reminders.restore_mark(("m", DAY), Mark(DONE, ANNE, NOW, DAY), (self.key, "VH04"), True, NOW)

    def subscribe(self) -> int:
        return self.subscriptions.subscribe(Wish("C0ALL", "digest", "alle", "{}"), ANNE, NOW)[0]

    def attach(self) -> int:
        self.people.attached.add(AttachedMessage("hemmeligt", "C0ALL", "1.0", self.said(), BO))
        return self.people.notes(self.key)[0].id

    def stand_in(self) -> None:
        self.reminders.stand_in(StandIn(ANNE.id, BO, DAY, DAY), ANNE.id, NOW, ANNE.name)

    def decide(self, accepted: bool) -> None:
        self.correct()
        self.people.settle(1, accepted, BO, NOW)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "sagsbot.db")


ACTS: dict[str, Callable[[Desk], object]] = {
    "owner_set": lambda desk: desk.people.own(desk.key, BO, ANNE, NOW),
    "note_attached": Desk.attach,
    "note_removed": lambda desk: desk.people.attached.remove(desk.attach(), ANNE, NOW),
    "correction_made": Desk.correct,
    "correction_accepted": lambda desk: desk.decide(True),
    "correction_rejected": lambda desk: desk.decide(False),
    "due_done": lambda desk: desk.mark(DONE),
    "due_snoozed": lambda desk: desk.mark(SNOOZED),
    "due_not_mine": lambda desk: desk.mark(NOT_MINE),
    "due_taken": lambda desk: desk.mark(TAKEN),
    "due_reopened": lambda desk: desk.mark(REOPENED),
    "answer_restored": Desk.restore,
    "stand_in_set": Desk.stand_in,
    "stand_in_ended": lambda desk: (desk.stand_in(), desk.reminders.no_stand_in(ANNE.id, ANNE, NOW)),
    "unit_set": lambda desk: desk.reminders.set_unit(Unit("KEID", person=BO.id), ANNE, NOW),
    "unit_removed": lambda desk: (
        desk.reminders.set_unit(Unit("KEID", person=BO.id), ANNE, NOW),
        desk.reminders.drop_unit("KEID", ANNE, NOW),
    ),
    "units_imported": lambda desk: desk.reminders.set_units([Unit("KEID")], NOW),
    "subscribed": Desk.subscribe,
    "subscription_stopped": lambda desk: desk.subscriptions.stop(desk.subscribe(), BO, NOW),
}
# test_people.py, test_personal.py, test_embargo.py, test_home.py
ELSEWHERE = {"document_loaded", "document_replaced", "document_held", "person_forgotten", "word_added", "word_removed"}


def test_every_action_is_tried_and_has_its_words() -> None:
    assert set(ACTS) | ELSEWHERE == set(ACTIONS)
    for language in LANGUAGES:
        assert {f"audit.{action}" for action in ACTIONS} <= set(all_sentences(language))


@pytest.mark.parametrize("action", ACTS)
def test_an_act_leaves_its_row(desk: Desk, action: str) -> None:
    ACTS[action](desk)
    last = list(desk.audit.rows())[-1]
    assert last.act.action == action
    assert last.done_at == NOW
    assert "hemmeligt" not in str(last)
    about_a_case = action.startswith(("owner", "note", "correction", "due", "answer"))
    assert (last.code, last.municipality) == (("VH04", "Sandvig") if about_a_case else (None, None))


def test_what_changes_nothing_leaves_none(desk: Desk) -> None:
    """Said twice, removed twice, stopped twice is done once."""
    for _ in range(2):
        desk.people.own(desk.key, BO, ANNE, NOW)
        desk.subscribe()
        desk.reminders.no_stand_in(ANNE.id, ANNE, NOW)
        desk.people.attached.remove(99, ANNE, NOW)
    assert [row.act.action for row in desk.audit.rows()] == ["owner_set", "subscribed"]


@pytest.mark.parametrize("sql", ["UPDATE audit SET action = 'x'", "UPDATE audit SET done_at = ''", "DELETE FROM audit"])
def test_the_log_is_only_added_to(desk: Desk, sql: str) -> None:
    """The database itself refuses it, whatever code asks."""
    desk.people.own(desk.key, BO, ANNE, NOW)
    with pytest.raises(sqlite3.IntegrityError), desk.file.writer() as db:
        db.write(sql)
    assert len(list(desk.audit.rows())) == 1


def test_a_row_ends_when_the_log_has_gone_on_for_five_years(desk: Desk) -> None:
    with desk.file.writer() as db:
        record(db, Act("unit_set", "", ""), NOW)
        record(db, Act("unit_set", "", ""), NOW + timedelta(days=KEPT_DAYS + 1))
        db.write("DELETE FROM audit WHERE id = 1")
    assert len(list(desk.audit.rows())) == 1


def test_an_act_that_fails_leaves_no_row(desk: Desk) -> None:
    """The row and the act go in together or not at all."""

    def break_down(_change: object) -> list[object]:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        desk.people.owners.change(desk.key, BO, ANNE, NOW, break_down)  # type: ignore[arg-type]
    assert list(desk.audit.rows()) == []
    assert desk.people.owner(desk.key) is None
