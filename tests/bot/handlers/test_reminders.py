"""What people do with reminders in Slack: answered in place, put off, given on, listed before they are sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot import clock
from bot.rules import scheduler_settings
from bot.settings import COPENHAGEN, Settings
from bot.slack.sender import SlackPoster
from index.state.people import Person
from index.state.reminders import Reminders
from index.store.store import Store
from sandbox.state import Message, View
from scheduler.rules.watched_cases import watched_cases
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import ids
from tests import local_bot
from tests.local_bot import ADMIN, TODAY, LocalBot, actions, is_post, text_of, valid
from tests.sandbox import sandbox_bot

CHEF, LEAD, ECONOMIST = "Kontorchef", "Projektleder", "Økonom"


@dataclass
class Clocked:
    """A town whose clock is moved by hand."""

    town: LocalBot
    work: Scheduler

    def owner(self, person: str) -> str:
        return self.town.slack.workspace.person(person).id

    def handle(self, person: str) -> str:
        return self.town.slack.workspace.person(person).handle

    def tick(self, now: datetime) -> None:
        self.town.now = now
        client = sandbox_bot.client(self.town.slack)
        self.work.tick(now, self.work.sender(SlackPoster(client), lambda: now), lambda seconds: None)


@pytest.fixture(params=["http", "socket"])
def clocked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clocked]:
    path = local_bot.samples(tmp_path_factory.mktemp("clocked"))
    with local_bot.town(path, request.param) as town:
        channel = town.slack.workspace.conversation("#besparelser").id
        store = Store(path)
        work = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel=channel, admins=(ADMIN,)))
        yield Clocked(town, work)
        store.close()


def own(clocked: Clocked, person: str) -> int:
    """Make somebody the owner of every case with milestones; returns how many milestones are watched."""
    cases = [case for case in watched_cases(clocked.work.store) if case.milestones and not case.closing]
    for case in cases:
        clocked.town.people.know(case.case)
        clocked.town.people.own(case.key, Person(clocked.owner(person), person), Person(ADMIN, "Administrator"), TODAY)
    return sum(len(case.milestones) for case in cases)


def reminder(clocked: Clocked, person: str = LEAD) -> Message:
    found = [one for one in clocked.town.heard("@bot", person) if is_post(one)]
    assert len(found) == 1
    assert valid(found[0]) == []
    return found[0]


def newest(clocked: Clocked, person: str = LEAD) -> Message:
    return [one for one in clocked.town.heard("@bot", person) if is_post(one)][-1]


def until_edited(clocked: Clocked, words: str, person: str = LEAD) -> Message:
    clocked.town.slack.wait_until(lambda: words in text_of(newest(clocked, person)))
    return newest(clocked, person)


def with_button(clocked: Clocked) -> Message:
    """A day on which something is told with buttons of its own: the first on which a due day is near."""
    own(clocked, LEAD)
    now = TODAY
    for _ in range(200):
        clocked.tick(now)
        mine = [one for one in clocked.town.heard("@bot", LEAD) if is_post(one) and ids.DUE_DONE in actions(one)]
        if mine:
            return mine[-1]
        now += timedelta(days=1)
    raise AssertionError("nothing is due in 200 days")


def test_old_ones_are_summed_up_once_and_taken_up(clocked: Clocked) -> None:
    """A flood is one summary; whoever takes it up is reminded from then on."""
    own(clocked, LEAD)
    clocked.tick(TODAY)
    clocked.tick(TODAY + timedelta(hours=5))
    first = reminder(clocked)
    assert "var overskredet fra starten" in text_of(first)
    clocked.town.press(LEAD, first, ids.DUE_TAKE)
    until_edited(clocked, "Projektleder har bedt om")
    clocked.tick(TODAY + timedelta(days=6))
    assert len([one for one in clocked.town.heard("@bot", LEAD) if is_post(one)]) == 1
    clocked.tick(TODAY + timedelta(days=7))
    assert "overskredet" in newest(clocked).body["text"].casefold()
    assert len([one for one in clocked.town.heard("@bot", LEAD) if is_post(one)]) == 2


def test_what_is_done_is_said_in_place_and_never_comes_again(clocked: Clocked) -> None:
    message = with_button(clocked)
    value = local_bot.button(message, ids.DUE_DONE)["value"]
    clocked.town.press(LEAD, message, ids.DUE_DONE)
    clocked.town.in_modal(LEAD, "Hvornår?")
    clocked.town.slack.submit(LEAD, {ids.DAY_FIELD: TODAY.date().isoformat(), ids.NOTE_FIELD: "Taget i brug."})
    edited = until_edited(clocked, "✓ Udført 20. november 2026 ifølge Projektleder")
    assert "Taget i brug." in text_of(edited)
    still = [one["value"] for one in local_bot.elements(edited) if one["action_id"].split(":")[0] == ids.DUE_DONE]
    assert value not in still  # the others of the same message stay open
    milestone, _, day = value.rpartition(":")
    due = (milestone, datetime.fromisoformat(day).date())
    (mark,) = Reminders(clocked.work.store.file).marks(due)
    assert (mark.mark, mark.note) == ("done", "Taget i brug.")
    later = clocked.work.plan(datetime(2027, 6, 1, 9, tzinfo=COPENHAGEN), 60)
    assert due not in [item.watched.due for _, given in later for items in given.values() for item in items]


def test_what_is_done_can_be_taken_back(clocked: Clocked) -> None:
    """Then it is open as before, and says who opened it."""
    message = with_button(clocked)
    clocked.town.press(LEAD, message, ids.DUE_DONE)
    clocked.town.in_modal(LEAD, "Hvornår?")
    clocked.town.slack.submit(LEAD, {ids.DAY_FIELD: TODAY.date().isoformat(), ids.NOTE_FIELD: ""})
    done = until_edited(clocked, "✓ Udført")
    clocked.town.press(LEAD, done, ids.DUE_UNDO)
    opened = until_edited(clocked, "Åbnet igen af Projektleder")
    assert ids.DUE_DONE in actions(opened)


def test_what_is_put_off_comes_back_on_the_day(clocked: Clocked) -> None:
    message = with_button(clocked)
    clocked.town.press(LEAD, message, ids.DUE_SNOOZE)
    edited = until_edited(clocked, "Udsat til")
    assert "af Projektleder" in text_of(edited)


def test_what_is_not_mine_goes_to_the_next_in_the_chain(clocked: Clocked) -> None:
    """No unit answers for it, so the alert channel hears of it, once."""
    message = with_button(clocked)
    said = [one for one in clocked.town.heard("#besparelser", CHEF) if is_post(one)]
    clocked.town.press(LEAD, message, ids.DUE_NOT_MINE)
    until_edited(clocked, "Projektleder svarede »Ikke min«")
    (kept,) = clocked.work.outbox.at(message.channel, message.ts)
    for days in range(4):  # at once, or on the next working day
        clocked.tick(kept.made_at + timedelta(days=days, minutes=1))
    heard = [one for one in clocked.town.heard("#besparelser", CHEF) if is_post(one)][len(said) :]
    assert any("En kollega har svaret »Ikke min«" in text_of(one) for one in heard)


def test_everything_is_shown_in_a_modal(clocked: Clocked) -> None:
    own(clocked, LEAD)
    clocked.tick(TODAY)
    message = reminder(clocked)
    clocked.town.press(LEAD, message, ids.DUE_ALL)
    modal: View = clocked.town.in_modal(LEAD, "Overskredet")
    clocked.town.press(LEAD, modal, ids.DUE_NOT_MINE)
    until_edited(clocked, "var overskredet fra starten")
    clocked.town.in_modal(LEAD, "Projektleder svarede »Ikke min«")


def test_the_plan_tells_before_it_is_sent(clocked: Clocked) -> None:
    """What is listed for the next days is what is sent then."""
    own(clocked, LEAD)
    said = text_of(clocked.town.ask(LEAD, "/sag påmindelser"))
    assert "Påmindelser de næste 14 dage" in said
    assert "Administratorer ser alle" in said
    everything = text_of(clocked.town.ask("Administrator", "/sag påmindelser alle"))
    assert "Til Projektleder (ejer af sagen)" in everything
    # Who is no admin gets their own, however they ask.
    assert "Til Projektleder" not in text_of(clocked.town.ask(ECONOMIST, "/sag påmindelser alle"))


def test_a_stand_in_gets_it_for_a_period(clocked: Clocked) -> None:
    own(clocked, LEAD)
    economist = clocked.handle(ECONOMIST)
    said = text_of(clocked.town.ask(LEAD, f"/sag stedfortræder @{economist} 2026-11-01 2026-12-01"))
    assert "Økonom får dine påmindelser fra 1. november 2026 til 1. december 2026." in said
    clocked.tick(TODAY)
    assert "Du er stedfortræder." in text_of(reminder(clocked, ECONOMIST))
    assert "Du har ingen stedfortræder" in text_of(clocked.town.ask(LEAD, "/sag stedfortræder stop"))


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("fra i morgen til fredag", "fra 21. november 2026 til 27. november 2026."),
        ("næste uge", "fra 23. november 2026 til 29. november 2026."),
        ("", "Hvornår?"),
        ("snart", "Jeg kan ikke læse »snart« som en periode"),
        ("fra 1. december", "Jeg kan ikke læse »fra 1. december«"),
        ("i fjor", "Jeg kan ikke læse »i fjor«"),
    ],
)
def test_the_period_of_a_stand_in_is_read_exactly_or_not_at_all(clocked: Clocked, period: str, said: str) -> None:
    handle = clocked.handle(ECONOMIST)
    assert said in text_of(clocked.town.ask(LEAD, f"/sag stedfortræder @{handle} {period}"))
    assert len(clocked.work.reminders.stand_ins()) == ("2026" in said)


def test_an_admin_sets_the_stand_in_of_somebody_who_is_away(clocked: Clocked) -> None:
    """Nobody else does, and both are told."""
    away, there = clocked.handle(CHEF), clocked.handle(ECONOMIST)
    asked = f"/sag stedfortræder @{away} @{there} uge 49"
    assert "For andre kan administratorer gøre det" in text_of(clocked.town.ask(LEAD, asked))
    said = text_of(clocked.town.ask("Administrator", asked))
    assert "Økonom får påmindelserne til Kontorchef fra 30. november 2026 til 6. december 2026." in said
    clocked.tick(TODAY)
    assert "har sat Økonom som din stedfortræder" in clocked.town.heard("@bot", CHEF)[-1].body["text"]
    assert "har sat dig som stedfortræder for Kontorchef" in clocked.town.heard("@bot", ECONOMIST)[-1].body["text"]


def test_who_cannot_get_reminders_is_no_stand_in(clocked: Clocked) -> None:
    """Neither a program, nor oneself, nor one who has left, nor one from elsewhere."""
    chef = clocked.town.slack.workspace.person(CHEF)
    for who, said in (("sagsbot", "et program"), (clocked.handle(LEAD), "din egen stedfortræder")):
        assert said in text_of(clocked.town.ask(LEAD, f"/sag stedfortræder @{who} næste uge"))
    chef.deleted = True
    assert "lukket i Slack" in text_of(clocked.town.ask(LEAD, f"/sag stedfortræder @{chef.handle} næste uge"))
    chef.deleted, chef.team = False, "T0OTHER"
    assert "anden organisation" in text_of(clocked.town.ask(LEAD, f"/sag stedfortræder @{chef.handle} næste uge"))
    assert clocked.work.reminders.stand_ins() == []


def test_units_are_kept_by_admins(clocked: Clocked) -> None:
    chef = clocked.handle(CHEF)
    assert "Kun administratorer" in text_of(clocked.town.ask(LEAD, f"/sag enhed Sekretariatet @{chef}"))
    said = text_of(clocked.town.ask("Administrator", f"/sag enhed Sekretariatet @{chef} leder @{chef}"))
    assert said == "Sekretariatet er gemt: Kontorchef · leder: Kontorchef"
    assert "Sekretariatet" in text_of(clocked.town.ask(LEAD, "/sag enheder"))
    assert "fjernet fra" in text_of(clocked.town.ask("Administrator", "/sag enhed Sekretariatet slet"))


@pytest.mark.parametrize(
    ("typed", "unknown"),
    [
        ("KEID #besparelse", "#besparelse"),
        ("KEID #besparelse @{chef}", "#besparelse"),
        ("KEID @{chef} leder @ukendt", "@ukendt"),
        ("KEID #besparelser @{chef} leder økonom", "økonom"),
    ],
)
def test_a_unit_is_not_made_of_names_that_slack_does_not_know(clocked: Clocked, typed: str, unknown: str) -> None:
    """Else a unit is called "KEID #besparelse", and a manager that was written is nobody."""
    said = text_of(clocked.town.ask("Administrator", f"/sag enhed {typed.format(chef=clocked.handle(CHEF))}"))
    assert f"Slack kender ikke {unknown}" in said
    assert "KEID #" not in text_of(clocked.town.ask(LEAD, "/sag enheder")).replace("/sag enhed KEID #kanal", "")


def test_a_stand_in_that_slack_does_not_know_is_said(clocked: Clocked) -> None:
    assert "Slack kender ikke @okonomen" in text_of(clocked.town.ask(LEAD, "/sag stedfortræder @okonomen uge 49"))


def test_one_who_has_left_is_found_out_and_replaced(clocked: Clocked) -> None:
    own(clocked, LEAD)
    clocked.town.slack.workspace.person(LEAD).deleted = True
    clocked.tick(TODAY)
    heard = [one for one in clocked.town.heard("#besparelser", CHEF) if is_post(one) and ids.DUE_TAKE in actions(one)]
    assert len(heard) == 1
    assert "Der er hverken ejer eller ansvarlig enhed" in text_of(heard[0])


def test_one_who_comes_back_gets_reminders_again(clocked: Clocked) -> None:
    """Whoever does something in Slack is there."""
    own(clocked, LEAD)
    person = clocked.town.slack.workspace.person(LEAD)
    person.deleted = True
    clocked.tick(TODAY)
    assert person.id in clocked.work.reminders.memory().gone
    person.deleted = False
    clocked.town.ask(LEAD, "/sag røde")
    assert person.id not in clocked.work.reminders.memory().gone


def test_rules_come_from_the_settings() -> None:
    read = Settings(alert_channel="C0ALERT", christmas_closed=True)
    assert scheduler_settings(read).alert_channel == "C0ALERT"
    assert not scheduler_settings(read).work.is_open(datetime(2026, 12, 28).date())
    assert clock.TICK_S == 30
