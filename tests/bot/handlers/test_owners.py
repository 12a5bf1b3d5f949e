"""Who owns a case in Slack: changed by those who may, told to whom it concerns, kept, taken back."""

from collections.abc import Iterator

import pytest

from index.state.audit import Audit
from index.state.notes import AttachedMessage
from index.state.outbox import Outbox, OutboxRow
from index.state.people import Attribution, Person
from index.state.reminders import Reminders, Unit
from scheduler import posts
from scheduler.posts.render_context import RenderContext
from templates import ids
from tests import local_bot
from tests.local_bot import TODAY, LocalBot, actions, text_of

CHEF, LEAD, ECONOMIST, ADMIN = "Kontorchef", "Projektleder", "Økonom", "Administrator"


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("owners")), "http") as made:
        yield made


def handle(town: LocalBot, person: str) -> str:
    return town.slack.workspace.person(person).handle


def who(town: LocalBot, person: str) -> str:
    return town.slack.workspace.person(person).id


def say_owner(town: LocalBot, by: str, owner: str, case: str = "VH04") -> str:
    return text_of(town.ask(by, f"/sag ejer {case} @{handle(town, owner)}"))


def told(town: LocalBot, person: str) -> list[OutboxRow]:
    rows = Outbox(town.people.file).waiting()
    return [row for row in rows if row.post.kind == "personal" and row.post.recipient == who(town, person)]


def key(town: LocalBot) -> str:
    return town.people.owned(who(town, LEAD))[0]


def test_anybody_names_the_first_owner_who_is_told(town: LocalBot) -> None:
    assert "Projektleder er ejer af VH04" in say_owner(town, ECONOMIST, LEAD)
    (row,) = told(town, LEAD)
    card = posts.render_post([row], RenderContext("da", TODAY))
    assert card is not None
    assert "har gjort dig til ejer af VH04" in card.text


def test_a_name_that_slack_does_not_know_is_said(town: LocalBot) -> None:
    """The owner is shown as it is, and not as if it had been changed."""
    said = text_of(town.ask(LEAD, "/sag ejer VH04 @okonomen"))
    assert "Slack kender ingen, der hedder @okonomen, så der er intet ændret" in said
    assert "Ingen er sat som ejer af VH04" in said


@pytest.mark.parametrize("typed", ["Projektleder", "Projektleder Hansen"])
def test_a_name_without_a_mention_is_not_taken_for_nothing(town: LocalBot, typed: str) -> None:
    said = text_of(town.ask(ECONOMIST, f"/sag ejer VH04 2024 {typed}"))
    assert f"Slack kender ingen, der hedder {typed}, så der er intet ændret" in said


@pytest.mark.parametrize("asked", ["VH04", "VH04 2024", "VH04 (2024)", "VH04 2024 Struer", "VH04 2024?"])
def test_who_only_asks_named_nobody(town: LocalBot, asked: str) -> None:
    assert "kender ingen" not in text_of(town.ask(ECONOMIST, f"/sag ejer {asked}"))


@pytest.mark.parametrize("subword", ["følg", "stop", "ejer"])
def test_a_code_of_several_cases_has_a_button_for_each(town: LocalBot, subword: str) -> None:
    said = town.ask(ECONOMIST, f"/sag {subword} VH01")
    assert "Flere sager har koden VH01. Hvilken mener du?" in text_of(said)
    assert "VH01 (2023): Flere botilbud tæt på byen" in text_of(said)
    assert len(actions(said)) == 2


def test_the_case_that_is_chosen_is_followed(town: LocalBot) -> None:
    town.press(ECONOMIST, town.ask(ECONOMIST, "/sag følg VH01"), ids.FOLLOW)
    assert "Du følger nu VH01 (" in text_of(town.says("#besparelser", ECONOMIST, "Du følger nu"))


def test_who_names_themselves_is_not_told(town: LocalBot) -> None:
    say_owner(town, LEAD, LEAD)
    assert told(town, LEAD) == []


def test_an_owner_is_not_overwritten_by_just_anybody(town: LocalBot) -> None:
    """In writing and in the form: the owner stays, and who may change it is said."""
    say_owner(town, LEAD, LEAD)
    assert "Projektleder ejer VH04 (2024). Det kan ejeren selv ændre" in say_owner(town, ECONOMIST, ECONOMIST)
    card = town.ask(ECONOMIST, "/sag status på VH04")
    town.press(ECONOMIST, card, ids.OWNER)
    town.says("#besparelser", ECONOMIST, "Det kan ejeren selv ændre")
    assert town.people.owned(who(town, LEAD)) != []


def test_nobody_else_takes_a_case_back(town: LocalBot) -> None:
    """The button stands on the card of the owner, which everybody may see."""
    say_owner(town, LEAD, LEAD)
    say_owner(town, LEAD, CHEF)
    town.press(ECONOMIST, town.ask(ECONOMIST, "/sag ejer VH04"), ids.OWNER_BACK)
    town.says("#besparelser", ECONOMIST, "Det kan ejeren selv ændre")
    assert town.people.owned(who(town, LEAD)) == []


def test_the_unit_of_a_milestone_and_its_manager_may_change_the_owner(town: LocalBot) -> None:
    code, unit = with_milestone(town)
    say_owner(town, LEAD, LEAD, code)
    assert "Det kan ejeren selv ændre" in say_owner(town, ECONOMIST, ECONOMIST, code)
    Reminders(town.people.file).set_units([Unit(unit, manager=who(town, ECONOMIST))])
    assert "Økonom er ejer af" in say_owner(town, ECONOMIST, ECONOMIST, code)


def with_milestone(town: LocalBot) -> tuple[str, str]:
    """The code of a case with a milestone, and who answers for that, as the document says it."""
    sql = "SELECT code, responsible FROM milestones WHERE responsible <> '' AND code IS NOT NULL"
    with town.people.file.reading() as db:
        code, unit = db.rows(sql)[0]
    return code, unit


def test_the_old_owner_is_told_and_takes_the_case_back(town: LocalBot) -> None:
    say_owner(town, CHEF, LEAD)
    assert "Økonom er ejer af VH04" in say_owner(town, CHEF, ECONOMIST)
    row = told(town, LEAD)[-1]
    card = posts.render_post([row], RenderContext("da", TODAY))
    assert card is not None
    assert "Det var du før" in card.text
    change = row.post.content["change"]
    assert town.people.owners.take_back(change, Person(who(town, LEAD), "projektleder"), TODAY) is not None
    assert "Projektleder er ejer af VH04" in text_of(town.ask(CHEF, "/sag ejer VH04"))
    assert town.people.owners.take_back(change, Person(who(town, LEAD), "projektleder"), TODAY) is None


def test_the_card_tells_how_the_case_came_to_its_owner(town: LocalBot) -> None:
    say_owner(town, CHEF, LEAD)
    say_owner(town, CHEF, ECONOMIST)
    card = town.ask(CHEF, "/sag ejer VH04")
    assert "Før var det Projektleder (sat af Kontorchef" in text_of(card)
    town.press(CHEF, card, ids.OWNER_BACK)
    town.says("#besparelser", CHEF, "Projektleder ejer igen VH04")
    town.press(CHEF, card, ids.OWNER_BACK)  # of a change that is not the last any longer
    town.says("#besparelser", CHEF, "Projektleder er ejer af VH04")
    acts = [row for row in Audit(town.people.file).rows() if row.act.action == "owner_set"]
    assert [row.act.about_name for row in acts] == ["Projektleder", "Økonom", "Projektleder"]
    assert {row.code for row in acts} == {"VH04"}


@pytest.mark.parametrize("how", ["writing", "form"])
def test_a_program_owns_nothing(town: LocalBot, how: str) -> None:
    bot = town.slack.app.user
    if how == "writing":
        assert "er et program" in text_of(town.ask(CHEF, "/sag ejer VH04 @sagsbot"))
    else:
        card = town.ask(CHEF, "/sag status på VH04")
        town.press(CHEF, card, ids.OWNER)
        town.in_modal(CHEF, "Hvem ejer sagen?")
        town.slack.submit(CHEF, {ids.PERSON_FIELD: bot})
        town.says("#besparelser", CHEF, "er et program")
    assert town.people.owned(bot) == []


def test_who_has_left_owns_nothing_that_others_cannot_take(town: LocalBot) -> None:
    say_owner(town, LEAD, LEAD)
    Reminders(town.people.file).has_gone(who(town, LEAD), TODAY)
    assert "Økonom er ejer af VH04" in say_owner(town, ECONOMIST, ECONOMIST)


# ---------------------------------------------------------------- notes


def attach(town: LocalBot, by: str, author: str, channel: str, text: str) -> None:
    message = town.slack.post_as(author, channel, text)
    town.slack.shortcut_as(by, ids.NOTE_SHORTCUT, message)
    town.in_modal(by, "Sagens kode")
    town.slack.submit(by, {ids.CASE_FIELD: "VH04"})
    town.says(channel, by, "Beskeden er knyttet til VH04")


def case(town: LocalBot, person: str) -> str:
    return text_of(town.ask(person, "/sag status på VH04"))


def test_a_note_is_credited_to_its_author(town: LocalBot) -> None:
    attach(town, CHEF, LEAD, "#besparelser", "VH04 venter på byggetilladelsen")
    said = case(town, ECONOMIST)
    assert "Note af Projektleder, tilføjet af Kontorchef" in said
    assert "byggetilladelsen" in said


def test_a_note_from_a_private_channel_stays_private(town: LocalBot) -> None:
    """Its words are shown to who attached it and where nobody else looks; others see that there is one."""
    attach(town, CHEF, LEAD, "#ledelse", "VH04: vi fyrer lederen")
    assert "fyrer" in case(town, CHEF)
    for person in (LEAD, ECONOMIST, ADMIN):
        said = case(town, person)
        assert "fyrer" not in said
        assert "Kontorchef har tilføjet en note fra en privat samtale" in said
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot status på VH04")
    assert "fyrer" not in text_of(town.says("#besparelser", LEAD, "privat samtale"))
    town.clear()
    shared = town.ask(CHEF, "/sag status på VH04")
    town.press(CHEF, shared, ids.SHARE)
    assert "fyrer" not in text_of(town.says("#besparelser", ECONOMIST, "Delt af"))


def test_a_note_is_removed_by_its_author_who_attached_it_the_owner_and_admins(town: LocalBot) -> None:
    attach(town, ECONOMIST, LEAD, "#besparelser", "VH04 venter")
    for person, may in ((LEAD, True), (ECONOMIST, True), (ADMIN, True)):
        listed = town.ask(person, "/sag noter VH04")
        assert (ids.NOTE_REMOVE in actions(listed)) == may
    town.press(LEAD, town.ask(LEAD, "/sag noter VH04"), ids.NOTE_REMOVE)
    town.says("#besparelser", LEAD, "Noten er fjernet fra VH04")
    assert "Der er ingen noter på sagen" in text_of(town.ask(ECONOMIST, "/sag noter VH04"))


def test_a_note_is_not_removed_by_others(town: LocalBot) -> None:
    attach(town, CHEF, CHEF, "#besparelser", "VH04 venter")
    assert ids.NOTE_REMOVE not in actions(town.ask(ECONOMIST, "/sag noter VH04"))
    say_owner(town, ECONOMIST, ECONOMIST)
    listed = town.ask(ECONOMIST, "/sag noter VH04")
    assert ids.NOTE_REMOVE in actions(listed)
    say_owner(town, ECONOMIST, LEAD)
    town.press(ECONOMIST, listed, ids.NOTE_REMOVE)  # a button of before
    town.says("#besparelser", ECONOMIST, "Det kan kun")
    assert "VH04 venter" in text_of(town.ask(CHEF, "/sag noter VH04"))


def test_of_many_notes_the_newest_are_listed(town: LocalBot) -> None:
    say_owner(town, CHEF, LEAD)
    said = Attribution(key(town), who(town, LEAD), LEAD, TODAY)
    for number in range(21):
        town.people.attached.add(AttachedMessage(f"Besked {number:02}", "C1", f"{number}.0", said))
    shown = text_of(town.ask(ECONOMIST, "/sag noter VH04"))
    assert [f"Besked {number}" in shown for number in ("00", "01", "20")] == [False, True, True]


def test_a_person_has_one_name_wherever_they_write(town: LocalBot) -> None:
    """A command brings the handle, a mention no name, a press the handle: all are told by the name that Slack shows."""
    town.ask(CHEF, "/sag ejer VH04 @projektleder")
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot ejer VH04 @oekonom")
    town.says("#besparelser", CHEF, "Økonom")
    card = town.ask(CHEF, "/sag ejer VH04")
    town.press(CHEF, card, ids.OWNER_BACK)
    town.says("#besparelser", CHEF, "ejer igen")
    acts = [row.act for row in Audit(town.people.file).rows() if row.act.action == "owner_set"]
    assert [act.name for act in acts] == ["Kontorchef"] * 3
