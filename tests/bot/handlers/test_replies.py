"""An answer to a reminder in words: read back, and kept only when its button is pressed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.case_queries import CaseQueries
from bot.handlers.context import Context
from bot.handlers.reminders import replies
from bot.settings import Settings
from index.search.search_facade import Library
from index.state.inbox import Inbox
from index.state.people import CaseKey, Person
from index.state.reminders import Mark, Reminders, Unit
from questions.milestone_reply import MilestoneReply
from records.question_periods import shifted
from sandbox.state import Message
from scheduler.posts import reminder
from scheduler.rules.watched_cases import watched_cases
from templates import ids
from templates.formats import day
from tests import local_bot
from tests.bot.handlers.test_reminders import ECONOMIST, LEAD, Clocked, clocked, with_button
from tests.local_bot import ADMIN, TODAY, actions, is_post, text_of

__all__ = ["clocked"]
# What is written comes to the bot as other messages do, which are tried over both ways.
pytestmark = pytest.mark.parametrize("clocked", ["http"], indirect=True)


@pytest.fixture
def asked(clocked: Clocked) -> tuple[Clocked, Message]:
    return clocked, with_button(clocked)


def write(on: Clocked, text: str, thread: str | None) -> Message:
    """The bot's answer to what the owner writes to it."""
    before = len(on.town.heard("@bot", LEAD))
    on.town.slack.post_as(LEAD, "@bot", text, thread)
    on.town.settle()
    heard = on.town.heard("@bot", LEAD)
    assert len(heard) > before
    return heard[-1]


def due_of(on: Clocked, message: Message) -> reminder.ReminderItem:
    (row, *_) = on.work.outbox.at(message.channel, message.ts)
    return reminder.reminder_items(row.post.content)[0]


def test_put_off_in_words_is_read_back_and_kept_by_its_button(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} er udskudt til 1. marts 2028", message.ts)
    assert "udskudt til 1. marts 2028" in text_of(card)
    marks = Reminders(on.work.store.file)
    assert not marks.marks(item.due), "nothing is kept before the button is pressed"
    on.town.press(LEAD, card, ids.REPLY_KEEP)
    (mark,) = marks.marks(item.due)
    assert (mark.mark, mark.until and mark.until.isoformat()) == ("snoozed", "2028-03-01")
    assert "udskudt til 1. marts 2028" in on.town.people.notes(item.case)[0].text
    assert "Udsat til" in text_of(newest_of(on, message))


def test_a_reminder_of_many_milestones_of_one_case_asks_which_of_them(asked: tuple[Clocked, Message]) -> None:
    """Its code says nothing more; those that were overdue from the start are not asked about one by one."""
    on, message = asked
    one = due_of(on, message)
    many = [replace(one, due=(f"m{at}", one.due[1]), rule="30" if at < 2 else "old") for at in range(7)]
    assert replies._meant(MilestoneReply("later"), many) == many[:2]
    assert replies._meant(MilestoneReply("later", codes=(one.name.split()[0],)), many) == many[:2]
    assert replies._meant(MilestoneReply("later"), many[2:]) == many[2:7]
    others = [replace(late, case=f"case {at}") for at, late in enumerate([*many[2:], *many[2:]])]
    assert replies._meant(MilestoneReply("later"), others) == []


def newest_of(on: Clocked, message: Message) -> Message:
    return next(one for one in on.town.heard("@bot", LEAD) if one.ts == message.ts)


def test_so_much_later_is_counted_from_the_deadline_and_its_day_is_read_back(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} rykket 20 måneder", message.ts)
    new = shifted(item.due[1], 20, "month")
    assert f"udskudt 20 måneder fra fristen, altså til {day(new, 'da')}" in text_of(card)
    on.town.press(LEAD, card, ids.REPLY_KEEP)
    (mark,) = Reminders(on.work.store.file).marks(item.due)
    assert (mark.mark, mark.until) == ("snoozed", new)


def test_a_new_day_that_is_over_is_said_and_nothing_is_noted(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    on.town.now += timedelta(days=60)
    card = write(on, f"{item.name.split()[0]} rykket en uge", message.ts)
    assert "den dag er gået" in text_of(card)
    assert ids.REPLY_KEEP not in actions(card)


def test_a_case_is_known_by_the_code_of_its_proposal_too(asked: tuple[Clocked, Message]) -> None:
    """IF01 is followed up as TV01, and is one case with it; a note on a case asks for no milestone."""
    on, message = asked
    case = next(one for one in watched_cases(on.work.store) if one.case.code == "TV01")
    item = replace(due_of(on, message), case=case.key, name="TV01 (2025)")
    queries = CaseQueries(Library(on.work.store), lambda: on.town.now)
    context = Context(queries, on.town.people, Inbox(on.work.store.file), Settings())
    found = replies._cases_of(["IF01"], context)
    assert replies._meant(MilestoneReply("", codes=("IF01",)), [item, item], found) == [item]
    assert replies._meant(MilestoneReply("later", codes=("IF01",)), [item, item], found) == [item, item]


def test_a_no_keeps_nothing(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} 200.000 dyrere", message.ts)
    assert "200 t.kr. dyrere" in text_of(card)
    on.town.press(LEAD, card, ids.REPLY_LEAVE)
    assert not on.town.people.notes(item.case)


def test_a_dearer_case_has_a_note_and_its_milestone_stays_open(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    on.town.press(LEAD, write(on, f"{item.name.split()[0]} 200.000 dyrere", message.ts), ids.REPLY_KEEP)
    (note,) = on.town.people.notes(item.case)
    assert (note.said.name, note.private) == (LEAD, False)
    assert not Reminders(on.work.store.file).marks(item.due)


def test_what_is_not_understood_is_said_and_has_no_button(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} er udskudt til efter valget", message.ts)
    assert "Jeg forstod ikke hvornår" in text_of(card)
    assert ids.REPLY_KEEP not in actions(card)


def test_a_question_below_a_reminder_is_answered_as_ever(asked: tuple[Clocked, Message]) -> None:
    """Also one that has the words of a report in it."""
    on, message = asked
    for text in ("hvilke sager er røde?", "er den udskudt til 1. marts 2028?", "færdig i går?"):
        assert ids.REPLY_KEEP not in actions(write(on, text, message.ts))
    assert not Reminders(on.work.store.file).marks(due_of(on, message).due)


def test_nobody_keeps_the_answer_of_somebody_else(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} færdig i går", message.ts)
    value = json.loads(local_bot.button(card, ids.REPLY_KEEP)["value"])
    assert value["by"] == on.owner(LEAD)


# ---------------------------------------------------------------- whose it is


def answer_not_mine(on: Clocked, message: Message, said: str) -> Message:
    return write(on, f"{due_of(on, message).name.split()[0]} ikke min, det er {said}", message.ts)


def test_a_person_that_is_mentioned_gets_it_and_nobody_else(asked: tuple[Clocked, Message]) -> None:
    """Read back by name, kept by the button, and the next tick reminds the one that was named."""
    on, message = asked
    item = due_of(on, message)
    card = answer_not_mine(on, message, f"@{on.handle(ECONOMIST)}")
    assert f"{ECONOMIST} får påmindelsen" in text_of(card)
    on.town.press(LEAD, card, ids.REPLY_KEEP)
    (mark,) = Reminders(on.work.store.file).marks(item.due)
    assert (mark.mark, mark.to.id) == ("not_mine", on.owner(ECONOMIST))
    assert f"{ECONOMIST} får påmindelsen" in text_of(newest_of(on, message))
    on.tick(on.town.now + timedelta(days=1))
    (told,) = [one for one in on.town.heard("@bot", ECONOMIST) if is_post(one)]
    assert item.name in text_of(told)
    assert "En kollega har svaret, at milepælen hører til her." in text_of(told)


def test_a_unit_that_somebody_answers_for_gets_it(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    unit = Unit("Byggeri og Anlæg", None, on.owner(ECONOMIST), None)
    Reminders(on.work.store.file).set_unit(unit, Person(ADMIN, "Administrator"), TODAY)
    on.town.press(LEAD, answer_not_mine(on, message, "Byggeri og Anlæg"), ids.REPLY_KEEP)
    (mark,) = Reminders(on.work.store.file).marks(due_of(on, message).due)
    assert (mark.to.id, mark.to.name) == (on.owner(ECONOMIST), "Byggeri og Anlæg")


@pytest.mark.parametrize("said", ["Bo fra Vejle", "Skyggeafdelingen"])
def test_whom_nobody_knows_is_asked_about_and_hands_nothing_on(asked: tuple[Clocked, Message], said: str) -> None:
    on, message = asked
    card = answer_not_mine(on, message, said)
    assert f"Jeg ved ikke, hvem »{said}« er" in text_of(card)
    assert ids.REPLY_KEEP not in actions(card)
    assert not Reminders(on.work.store.file).marks(due_of(on, message).due)


def test_a_unit_without_a_contact_can_be_handed_to_a_person_who_is_chosen(asked: tuple[Clocked, Message]) -> None:
    """The one who says "it is the schools' office" knows whom to choose; what they wrote is kept beside it."""
    on, message = asked
    item = due_of(on, message)
    card = answer_not_mine(on, message, item.responsible)
    assert f"{item.responsible} har ingen kontakt endnu" in text_of(card)
    on.town.press(LEAD, card, ids.REPLY_TO)
    on.town.slack.submit(LEAD, {ids.PERSON_FIELD: on.owner(ECONOMIST)})
    on.town.settle()
    (mark,) = Reminders(on.work.store.file).marks(item.due)
    assert (mark.mark, mark.to.id) == ("not_mine", on.owner(ECONOMIST))
    assert item.responsible in on.town.people.notes(item.case)[0].text
    assert f"{ECONOMIST} får påmindelsen" in text_of(on.town.heard("@bot", LEAD)[-1])
    assert f"{ECONOMIST} får påmindelsen" in text_of(newest_of(on, message))


def test_nobody_chooses_themselves(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    on.town.press(LEAD, answer_not_mine(on, message, item.responsible), ids.REPLY_TO)
    on.town.slack.submit(LEAD, {ids.PERSON_FIELD: on.owner(LEAD)})
    on.town.settle()
    assert "Det er dig selv" in text_of(on.town.heard("@bot", LEAD)[-1])
    assert not Reminders(on.work.store.file).marks(item.due)


def test_what_nobody_answers_for_can_be_kept_as_a_note_or_passed_on(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    on.town.press(LEAD, answer_not_mine(on, message, "Skyggeafdelingen"), ids.REPLY_NOTE)
    assert "Skyggeafdelingen" in on.town.people.notes(item.case)[0].text
    assert not Reminders(on.work.store.file).marks(item.due), "it stays with whom it was sent to"
    (row, *_) = on.work.outbox.at(message.channel, message.ts)
    for other in reminder.reminder_items(row.post.content)[1:]:
        Reminders(on.work.store.file).mark(other.due, Mark("done", Person(LEAD, LEAD), on.town.now, TODAY.date()))
    on.town.press(LEAD, answer_not_mine(on, message, "Skyggeafdelingen"), ids.REPLY_NEXT)
    (mark,) = Reminders(on.work.store.file).marks(item.due)
    assert (mark.mark, mark.to.id) == ("not_mine", "")


def test_a_first_name_that_two_have_is_nobodys(asked: tuple[Clocked, Message]) -> None:
    """A guess would remind the wrong one; a name in full is one person's."""
    on, message = asked
    for code, name in (("Q1", "Kirstine Holm"), ("Q2", "Kirstine Lund")):
        case = CaseKey("Sandvig", code, 2024, "")
        on.town.people.know(case)
        on.town.people.own(case.key, Person(f"U0{code}", name), Person(ADMIN, "Administrator"), TODAY)
    assert ids.REPLY_KEEP not in actions(answer_not_mine(on, message, "Kirstine"))
    assert "Kirstine Lund får påmindelsen" in text_of(answer_not_mine(on, message, "Kirstine Lund"))


def test_nobody_hands_it_to_themselves(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    assert "Det er dig selv" in text_of(answer_not_mine(on, message, f"@{on.handle(LEAD)}"))


def test_a_doubt_is_a_note_and_changes_no_deadline(asked: tuple[Clocked, Message]) -> None:
    on, message = asked
    item = due_of(on, message)
    card = write(on, f"{item.name.split()[0]} bliver nok først til foråret", message.ts)
    assert "ikke sikker på" in text_of(card)
    on.town.press(LEAD, card, ids.REPLY_KEEP)
    assert not Reminders(on.work.store.file).marks(item.due)
    assert len(on.town.people.notes(item.case)) == 1
