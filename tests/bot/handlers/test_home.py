"""The Home tab as a desk: what waits for me with its buttons, what changed since I looked, what admins settle there."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.rules import scheduler
from bot.settings import Settings
from index.state.looks import Looks
from index.state.outbox import Outbox
from index.state.people import CaseKey, Person
from index.state.reminders import Reminders, Unit
from index.store.own_words import add_word
from index.store.store import Store
from sandbox import talking
from sandbox.state import View
from templates import ids, limits
from tests import local_bot
from tests.local_bot import ADMIN, TODAY, LocalBot, actions, text_of

LEAD = "Projektleder"
CASE = CaseKey("Struer", "IF04", None, "Robotter til rutineopgaver i økonomi og løn")
BY = Person(ADMIN, "Administrator")


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("home")), "http") as made:
        yield made


def lead(town: LocalBot) -> str:
    return town.slack.workspace.person(LEAD).id


def home(town: LocalBot, person: str = LEAD) -> View:
    town.slack.open_home(person)
    town.settle()
    found = town.slack.home(person)
    assert found
    return found


def own(town: LocalBot) -> None:
    town.people.know(CASE)
    town.people.own(CASE.key, Person(lead(town), LEAD), BY, TODAY)


def reminded(town: LocalBot) -> None:
    """A day on which something is asked of the owner; it counts as posted."""
    own(town)
    for days in range(0, 200):
        town.now = TODAY + timedelta(days=days)
        work = scheduler(Store(town.path), Settings())
        work.queue(town.now)
        for at, row in enumerate(work.outbox.waiting()):
            work.outbox.claim([row.key], town.now)
            work.outbox.sent([row.key], row.post.recipient or "C0", f"{town.now.timestamp():.0f}.{at:06}", town.now)
        if ids.DUE_DONE in actions(home(town)):
            return
    raise AssertionError("nothing is asked in 200 days")


def test_what_waits_is_answered_on_the_desk(town: LocalBot) -> None:
    """It is gone from there at once, and kept as an answer in the message would be."""
    reminded(town)
    before = home(town)
    assert "venter på dig" in text_of(before)
    value = local_bot.button(before, ids.DUE_DONE)["value"]
    town.press(LEAD, before, ids.DUE_DONE)
    town.in_modal(LEAD, "Hvornår?")
    town.slack.submit(LEAD, {ids.DAY_FIELD: TODAY.date().isoformat(), ids.NOTE_FIELD: ""})
    town.settle()
    shown = town.slack.home(LEAD)
    assert shown
    assert value not in str(shown.content)
    assert Outbox(town.people.file).sent_to(lead(town))


def test_what_others_did_since_the_last_visit_is_new(town: LocalBot) -> None:
    """One's own acts are no news, and a visit is one however often the tab is drawn."""
    own(town)
    home(town)
    town.now = TODAY + timedelta(days=2)
    before = town.now - timedelta(hours=1)
    town.people.own(CASE.key, Person("U0BO", "Bo"), Person(lead(town), LEAD), before)
    town.people.own(CASE.key, Person(lead(town), LEAD), BY, before)
    for _ in range(2):
        text = text_of(home(town))
        assert "Nyt siden 20. november 2026" in text
        assert "ejer sat af Administrator" in text
        assert "af Projektleder" not in text
    town.now = TODAY + timedelta(days=3)
    assert "Nyt siden" not in text_of(home(town))


def test_a_visit_is_remembered_as_one(town: LocalBot) -> None:
    looks = Looks(town.people.file)
    assert looks.look("U1", TODAY) is None
    assert looks.look("U1", TODAY + timedelta(minutes=20)) is None
    later = TODAY + timedelta(hours=3)
    assert [looks.look("U1", later + timedelta(minutes=10 * at)) for at in range(3)] == [TODAY] * 3


def test_whoever_has_nothing_yet_is_shown_what_can_be_asked_here(town: LocalBot) -> None:
    """Each of the examples is answered by the documents that are loaded."""
    shown = home(town)
    examples = [one for one in local_bot.elements(shown) if one["action_id"].startswith(ids.HOME_EXAMPLE)]
    assert len(examples) == 3
    for one in examples:
        town.slack.press(LEAD, shown, one["action_id"])
        town.settle()
        assert "står ikke i dokumenterne" not in text_of(town.slack.modal(LEAD))
        town.slack.close_modal(LEAD, everything=True)


def test_the_desk_counts_colours_as_a_question_does(town: LocalBot) -> None:
    """Those that are implemented or cancelled are among them."""
    counted = {one: text_of(town.ask(LEAD, f"/sag {one} sager")) for one in ("røde", "gule", "grønne")}
    told = re.search(r"Lige nu: (.*?)\.", text_of(home(town)))
    assert told
    for one, answer in counted.items():
        (count,) = re.findall(rf"(\d+) {one}", told[1])
        assert f"{count} sager" in answer


def test_all_cases_of_a_person_are_one_table(town: LocalBot) -> None:
    """The tab has room for four; the rest are a press away, each with its colour in a word and its next due day."""
    for code in ("VH02", "VH04", "FU02", "FU03", "AD01"):
        town.ask(LEAD, f"/sag følg {code}")
    own(town)
    shown = home(town)
    assert text_of(shown).count(" · følger") == 3, "one of the four is their own"
    town.press(LEAD, shown, ids.HOME_CASES)
    whole = text_of(town.in_modal(LEAD, "VH02 (2023)"))
    for said in ("VH02 (2023)", "VH04 (2024)", "AD01 (2024)", "IF04", "🔴 Rød", "🟡 Gul", "Afsluttet"):
        assert said in whole
    assert limits.view_problems(town.slack.modal(LEAD).content) == []


def test_an_admin_says_who_answers_for_a_unit(town: LocalBot) -> None:
    """From the count on the Home tab, and then it is one less; when all have somebody the checklist ticks it off."""
    shown = home(town, ADMIN)
    left = int(re.search(r"☐ Enheder \(mangler (\d+)\)", text_of(shown))[1])
    label = local_bot.button(shown, ids.HOME_UNITS)["text"]["text"]
    town.press(ADMIN, shown, ids.HOME_UNITS)
    form = town.slack.modal(ADMIN)
    units = next(one["element"] for one in form.content["blocks"] if one.get("block_id") == ids.UNIT_FIELD)
    town.slack.submit(ADMIN, {ids.UNIT_FIELD: units["options"][0]["value"], ids.PERSON_FIELD: lead(town)})
    town.settle()
    (unit,) = Reminders(town.people.file).units()
    assert unit.person == lead(town)
    assert units["options"][0]["text"]["text"].startswith(unit.unit[:20])
    now = home(town, ADMIN)
    assert f"☐ Enheder (mangler {left - 1})" in text_of(now)
    assert local_bot.button(now, ids.HOME_UNITS)["text"]["text"] != label
    for name in printed_units(town):
        Reminders(town.people.file).set_unit(Unit(name, person=lead(town)), BY, TODAY)
    assert "✓ Enheder" in text_of(home(town, ADMIN))


def printed_units(town: LocalBot) -> set[str]:
    """Who is responsible for something, by the documents."""
    with closing(Store(town.path)) as store:
        rows = [*store.milestones().values(), *store.statuses().values()]
        return {" ".join(one.responsible.split()) for one in rows if one.responsible}


def test_nobody_else_settles_anything(town: LocalBot) -> None:
    settled = {
        ids.HOME_UNITS,
        ids.HOME_CORRECTIONS,
        ids.HOME_WORDS,
        ids.HOME_COLUMNS,
        ids.HOME_DOCUMENTS,
        ids.HOME_PLAN,
    }
    assert not settled & set(actions(home(town)))


def test_settings_are_set_from_the_desk(town: LocalBot) -> None:
    town.press(LEAD, home(town), ids.HOME_SETTINGS)
    modal = town.in_modal(LEAD, "Stedfortræder")
    town.press(LEAD, modal, ids.HOME_STAND_IN)
    chef = town.slack.workspace.person("Kontorchef").id
    days = {ids.FIRST_FIELD: "2026-12-01", ids.LAST_FIELD: "2026-12-15"}
    town.slack.submit(LEAD, {ids.PERSON_FIELD: chef, **days})
    town.settle()
    (found,) = Reminders(town.people.file).stand_ins()
    assert (found.person, found.stand_in.id) == (lead(town), chef)


def test_the_settings_are_short_and_what_is_followed_opens_from_them(town: LocalBot) -> None:
    """Twenty cases make them no longer; a line each in the modal above, where one is chosen to be stopped."""
    town.press(LEAD, home(town), ids.HOME_SETTINGS)
    empty = town.in_modal(LEAD, "Du følger ingen sager og har ingen abonnementer.")
    assert ids.HOME_FOLLOWED not in actions(empty)
    town.slack.close_modal(LEAD, everything=True)
    for code in ("VH02", "VH04", "FU02", "FU03"):
        town.ask(LEAD, f"/sag følg {code}")
    town.press(LEAD, home(town), ids.HOME_SETTINGS)
    settings = town.in_modal(LEAD, "4 sager")
    assert len(local_bot.blocks(settings)) == len(local_bot.blocks(empty)) + 1
    town.press(LEAD, settings, ids.HOME_FOLLOWED)
    listed = town.in_modal(LEAD, "VH04")
    assert "🔴 Rød" in text_of(listed)
    assert len(text_of(listed)) < 4 * 100
    followed = len(town.people.followed(lead(town)))
    town.press(LEAD, listed, ids.UNFOLLOW)
    assert len(town.people.followed(lead(town))) == followed - 1


def test_a_question_that_found_nothing_gets_a_word_of_ours(town: LocalBot) -> None:
    """Its words stand on the list without who asked; the word that is explained finds from then on."""
    question = "hvilke forslag handler om snuslogik?"
    assert "IF04" not in text_of(town.ask(LEAD, f"/sag {question}"))
    town.press(ADMIN, home(town, ADMIN), ids.HOME_UNANSWERED)
    listed = town.in_modal(ADMIN, "snuslogik")
    assert LEAD not in text_of(listed)
    town.press(ADMIN, listed, ids.EXPLAIN_WORD)
    town.in_modal(ADMIN, "Jeres ord")
    town.slack.submit(ADMIN, {ids.TERM_FIELD: "snuslogik", ids.MEANS_FIELD: "robotter"})
    town.settle()
    assert "snuslogik" not in text_of(town.slack.modal(ADMIN)), "the list behind the form is drawn again"
    assert "IF04" in text_of(town.ask(LEAD, f"/sag {question}"))
    assert ids.HOME_UNANSWERED not in actions(home(town, ADMIN))


def test_a_word_of_ours_is_removed_again_by_an_admin_and_nobody_else(town: LocalBot) -> None:
    """What it meant is listed; the button asks first, and from then on the word finds nothing of its own."""
    with closing(Store(town.path)) as store, store.file.writer() as db:
        add_word(db, "da", "snuslogik", ("robotter",), Person(ADMIN, "Administrator"), TODAY)
    question = "/sag hvilke forslag handler om snuslogik?"
    assert "IF04" in text_of(town.ask(LEAD, question))
    assert ids.HOME_OWN_WORDS not in actions(home(town, LEAD))
    town.press(ADMIN, home(town, ADMIN), ids.HOME_OWN_WORDS)
    listed = town.in_modal(ADMIN, "snuslogik")
    assert "robotter" in text_of(listed)
    assert "snuslogik" in str(local_bot.button(listed, ids.DROP_WORD)["confirm"]["text"])
    town.press(LEAD, listed, ids.DROP_WORD)
    town.settle()
    assert "IF04" in text_of(town.ask(LEAD, question)), "only admins may"
    town.press(ADMIN, listed, ids.DROP_WORD)
    town.settle()
    assert "IF04" not in text_of(town.ask(LEAD, question))
    assert ids.HOME_OWN_WORDS not in actions(home(town, ADMIN))


def test_what_did_not_help_is_listed_with_its_reading(town: LocalBot) -> None:
    card = town.ask(LEAD, "/sag røde sager i Struer")
    town.press(LEAD, card, ids.NOT_HELPFUL)
    town.press(ADMIN, home(town, ADMIN), ids.HOME_UNHELPFUL)
    shown = text_of(town.in_modal(ADMIN, "røde sager i Struer"))
    assert "Forstået som:" in shown
    assert LEAD not in shown


def test_the_help_names_a_case_and_a_year_of_these_documents(town: LocalBot) -> None:
    """What it says can be written is answered here."""
    told = text_of(town.ask(LEAD, "/sag hjælp"))
    assert "HA06" not in told
    code = told.split("følg ")[1].split()[0]
    assert "Du følger nu" in text_of(town.ask(LEAD, f"/sag følg {code}"))
    year = told.split("· besparelser ")[1].split()[0]
    assert "budgetår" in text_of(town.ask(LEAD, f"/sag besparelser {year}"))


def test_a_question_that_asks_for_help_is_shown_what_these_documents_answer(town: LocalBot) -> None:
    """However it is asked: nobody is shown a case that is not here."""
    told = text_of(town.ask(LEAD, "/sag hvad kan du?"))
    assert "Spørg mig om" in told
    assert "HA06" not in told


def test_a_channel_that_the_bot_joins_gets_one_line(town: LocalBot) -> None:
    """With questions that these documents answer; once, however often it comes and goes."""
    channel = town.slack.workspace.conversation("#økonomi").id
    talking.invite(town.slack.workspace, "#økonomi")
    for _ in range(2):
        about = {"channel": channel, "user": town.slack.app.user, "channel_type": "C"}
        town.slack.workspace.emit("member_joined_channel", {"type": "member_joined_channel", **about})
        town.settle()
    line = town.says("#økonomi", LEAD, "status på")
    assert town.heard("#økonomi", LEAD) == [line]


def test_a_greeting_that_slack_did_not_take_comes_the_next_time(town: LocalBot) -> None:
    """That it was said is noted only of one that was."""
    talking.invite(town.slack.workspace, "#alment")
    about = {"channel": town.slack.channel("#alment"), "user": town.slack.app.user, "channel_type": "C"}
    town.slack.fault("chat.postMessage", "error", error="restricted_action", count=2)
    for _ in range(2):
        town.slack.workspace.emit("member_joined_channel", {"type": "member_joined_channel", **about})
        town.settle()
    town.slack.backend.script.clear()
    town.slack.workspace.emit("member_joined_channel", {"type": "member_joined_channel", **about})
    town.says("#alment", LEAD, "status på")
