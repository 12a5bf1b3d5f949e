"""What people do with sagsbot in Slack: the same list over HTTP and over Socket Mode."""

import json
import re
from collections.abc import Iterator
from functools import partial

import pytest

from index.state.audit import Audit
from index.state.feedback import Feedback
from index.state.people import Attribution, CaseKey, Correction
from sandbox.state import Message
from templates import ids, say
from tests import local_bot
from tests.local_bot import TODAY, LocalBot, actions, blocks, elements, text_of, valid

CHEF, LEAD, ECONOMIST, ADMIN = "Kontorchef", "Projektleder", "Økonom", "Administrator"
LIST, CASE = "/sag vedtagne forslag under 1 mio. kr.", "/sag status på VH04"


@pytest.fixture(scope="module", params=["http", "socket"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("town")), request.param) as made:
        yield made


@pytest.fixture
def town(running: LocalBot) -> LocalBot:
    """With nothing said yet."""
    running.clear()
    return running


def last(town: LocalBot, person: str = CHEF, channel: str = "#besparelser") -> str:
    return text_of(town.heard(channel, person)[-1])


def newest(town: LocalBot, count: int, person: str = CHEF, channel: str = "#besparelser") -> Message:
    return town.slack.said(channel, person, count)[-1]


def shows(town: LocalBot, words: str) -> bool:
    return words in text_of(newest(town, 1))


def kinds(card: Message) -> list[str]:
    return [one["type"] for one in blocks(card)]


# ---------------------------------------------------------------- doors


def test_a_command_is_private(town: LocalBot) -> None:
    """Nobody else sees the answer (Slack itself says so); the card offers to share it."""
    card = town.ask(CHEF, LIST)
    assert town.heard("#besparelser", LEAD) == []
    assert {ids.PART, ids.SHARE, ids.CSV, ids.OPEN, ids.HELPFUL} <= set(actions(card))
    assert valid(card) == []


def test_a_mention_is_answered_in_its_thread(town: LocalBot) -> None:
    asked = town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    (said,) = town.slack.said("#besparelser", LEAD)
    assert said.body["thread_ts"] == asked.body["ts"]
    assert ids.SHARE not in actions(said)


def test_a_direct_message_is_answered_there(town: LocalBot) -> None:
    town.slack.post_as(CHEF, "@bot", "røde")
    assert "2 sager" in town.slack.said("@bot", CHEF)[0].body["text"]


def test_a_thread_is_a_conversation_of_each_person(town: LocalBot) -> None:
    """What a person asks in a thread leans on what that person asked there before, and the card shows what it took."""
    first = town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("#besparelser", CHEF, "2 sager")
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot kun budgetår 2024", first.body["ts"])
    town.says("#besparelser", CHEF, "Fra dit forrige spørgsmål")
    town.slack.post_as(ECONOMIST, "#besparelser", "@sagsbot hvorfor?", first.body["ts"])
    town.says("#besparelser", CHEF, "Hvilken sag mener du?")


def test_what_was_asked_long_ago_is_forgotten(town: LocalBot) -> None:
    with town.people.file.writer() as db:
        db.write("UPDATE slack_cards SET made_at = '2020-01-01T00:00:00+00:00'")
    town.slack.post_as(CHEF, "@bot", "og hvad koster den?")
    assert "Hvilken sag mener du?" in text_of(town.says("@bot", CHEF, "Hvilken sag"))


def test_talk_in_a_channel_is_left_alone(town: LocalBot) -> None:
    town.slack.post_as(CHEF, "#besparelser", "hvilke sager er røde?")
    town.slack.settle()
    assert town.heard("#besparelser", CHEF) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/sag hjælp", "Jeg er et program"),
        ("/case help", "I am a program"),
        ("/sag røde", "2 sager"),
        ("/case red", "2 cases"),
        ("/sag frister", "milepæle"),
        ("/sag besparelser", "Besparelse i alt"),
        ("/sag abonnementer", "Du følger ingen sager"),
        ("/sag sprog", "Skriv /sag sprog"),
        ("/sag følg QX99", "QX99 findes ikke"),
        ("/sag følg VH04 1999", "VH04 1999 findes ikke"),
        ("/sag ejer VH04 i 1999", "VH04 1999 findes ikke i dokumenterne, så der er intet ændret. Den nærmeste er VH04"),
        ("/sag ejer VH04 Solrød", "VH04 Solrød findes ikke"),
        ("/sag noter QX99", "QX99 findes ikke i dokumenterne. Ingen kode ligner den."),
        ("/case notes QX99", "QX99 is not in the documents. No other code is similar."),
        ("/sag stop VH04 og QX99", "findes ikke"),
        ("/sag følg VH01", "Flere sager har koden VH01"),
        ("/sag ejer VH02", "Ingen er sat som ejer"),
    ],
)
def test_sub_words(town: LocalBot, typed: str, said: str) -> None:
    assert said in text_of(town.ask(CHEF, typed))


@pytest.mark.parametrize("typed", ["ejer kommunen bygningerne?", "følg op på robotterne", "stop for biler"])
def test_what_only_begins_like_a_sub_word_is_a_question(town: LocalBot, typed: str) -> None:
    assert "Forstået som" in text_of(town.ask(CHEF, f"/sag {typed}"))


def test_the_messages_tab_suggests_what_to_ask(town: LocalBot) -> None:
    town.slack.open_messages(CHEF)
    town.slack.settle()
    town.slack.wait_until(lambda: bool(town.slack.state()["prompts"]))
    (prompts,) = town.slack.state()["prompts"].values()
    assert len(prompts["prompts"]) == 4


def test_the_shortcut_searches_in_a_modal(town: LocalBot) -> None:
    """It opens at once, waits visibly, and holds the answer then."""
    town.slack.shortcut_as(ECONOMIST, ids.SEARCH_SHORTCUT)
    town.in_modal(ECONOMIST, "Dit spørgsmål")
    town.slack.submit(ECONOMIST, {ids.QUESTION_FIELD: "status på VH04"})
    town.in_modal(ECONOMIST, "Engvej")


def test_a_search_that_fails_says_so_in_its_modal(town: LocalBot) -> None:
    """It does not wait for ever; the reference stands there."""
    town.slack.shortcut_as(ECONOMIST, ids.SEARCH_SHORTCUT)
    town.in_modal(ECONOMIST, "Dit spørgsmål")
    town.slack.fault("views.update", "error", error="view_too_large")
    town.slack.submit(ECONOMIST, {ids.QUESTION_FIELD: "status på VH04"})
    modal = town.in_modal(ECONOMIST, say("errors.title", "da"))
    assert re.search(r"[0-9A-F]{8}", text_of(modal))


def test_home_shows_what_is_mine(town: LocalBot) -> None:
    """What I follow with its colour; documents are for admins, behind their button."""
    case = town.ask(LEAD, CASE)
    town.press(LEAD, case, ids.FOLLOW)
    town.slack.open_home(LEAD)
    town.slack.wait_until(lambda: town.slack.home(LEAD) is not None and "VH04" in text_of(town.slack.home(LEAD)))
    assert "🔴 Rød" in text_of(town.slack.home(LEAD))
    assert ids.HOME_DOCUMENTS not in actions(town.slack.home(LEAD))
    town.slack.open_home(ADMIN)
    town.slack.wait_until(lambda: (home := town.slack.home(ADMIN)) and ids.HOME_DOCUMENTS in actions(home))
    town.press(ADMIN, town.slack.home(ADMIN), ids.HOME_DOCUMENTS)
    town.in_modal(ADMIN, "status-juni-2025.txt")


# ---------------------------------------------------------------- cards


def test_a_part_is_taken_off_in_place(town: LocalBot) -> None:
    """The same message has the new answer, and a way back to what was asked."""
    card = town.ask(CHEF, LIST)
    before = text_of(card)
    town.press(CHEF, card, ids.PART)
    town.slack.wait_until(lambda: last(town) != before)
    (edited,) = town.heard("#besparelser", CHEF)
    town.press(CHEF, edited, ids.RESET)
    town.slack.wait_until(lambda: last(town) == before)


def test_the_other_reading_is_a_press_away(town: LocalBot) -> None:
    card = town.ask(CHEF, LIST)
    assert "besparelse under" in text_of(card)
    town.press(CHEF, card, ids.SWAP)
    town.slack.wait_until(lambda: "udgift under" in last(town))


def test_a_question_of_two_readings_asks_which_and_answers_the_one_that_is_pressed(town: LocalBot) -> None:
    """No figure is given before; the way back asks again."""
    card = town.ask(CHEF, "/sag which proposals have 2026 as the year they are fully phased in?")
    assert "What do you mean?" in text_of(card)
    assert not {ids.CSV, ids.OPEN, ids.PART} & set(actions(card))
    assert valid(card) == []
    _, phased = [one for one in elements(card) if one["action_id"].startswith(f"{ids.READING}:")]
    assert phased["text"]["text"] == "Fully phased in 2026"
    town.slack.press(CHEF, card, phased["action_id"])
    town.slack.wait_until(lambda: "fully phased in 2026" in last(town))
    assert ids.CSV in actions(newest(town, 1))
    town.press(CHEF, newest(town, 1), ids.RESET)
    town.slack.wait_until(lambda: "What do you mean?" in last(town))


def test_a_list_is_turned_over(town: LocalBot) -> None:
    """The next page goes on where the first stopped, and the page before is the first again."""
    card = town.ask(CHEF, "/sag forslag under 10 mio. kr.")
    assert "Viser 1–6 af" in text_of(card)
    town.press(CHEF, card, ids.NEXT)
    town.slack.wait_until(lambda: "Viser 7–" in text_of(newest(town, 1)))
    town.press(CHEF, newest(town, 1), ids.PREVIOUS)
    town.slack.wait_until(lambda: "Viser 1–6" in text_of(newest(town, 1)))


def test_milestones_are_turned_over(town: LocalBot) -> None:
    """Each page goes on where the last stopped, and the cases behind a page can be opened."""
    card = town.ask(CHEF, "/sag hvilke milepæle er forfaldne?")
    assert "Viser 1–6 af 21" in text_of(card)
    assert ids.OPEN in actions(card)
    town.press(CHEF, card, ids.NEXT)
    town.slack.wait_until(lambda: "Viser 7–12 af 21" in text_of(newest(town, 1)))
    for page in ("Viser 13–18 af 21", "Viser 19–21 af 21"):
        town.press(CHEF, newest(town, 1), ids.NEXT)
        town.slack.wait_until(partial(shows, town, page))
    assert ids.NEXT not in actions(newest(town, 1))
    town.press(CHEF, newest(town, 1), ids.OPEN)
    town.slack.wait_until(lambda: ids.BACK in actions(newest(town, 1)))


def test_a_case_is_opened_from_a_list_and_left_again(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag røde")
    town.press(CHEF, card, ids.OPEN)
    town.slack.wait_until(lambda: "Engvej" in last(town) and ids.BACK in actions(newest(town, 1)))
    town.press(CHEF, newest(town, 1), ids.BACK)
    town.slack.wait_until(lambda: last(town).startswith("2 sager"))


def test_a_list_that_others_look_at_stays(town: LocalBot) -> None:
    """Opening a case from a card in a thread shows it to the one who opened it."""
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    (said,) = town.slack.said("#besparelser", LEAD)
    town.press(LEAD, said, ids.OPEN)
    assert "Engvej" in text_of(newest(town, 2, LEAD))
    assert len(town.heard("#besparelser", CHEF)) == 1


TOTAL = "samlet besparelse pr. kommune"


def test_a_total_is_a_table(town: LocalBot) -> None:
    """Slack's client sorts it; it is valid for Slack."""
    card = town.ask(CHEF, f"/sag {TOTAL}")
    assert "data_table" in kinds(card)
    assert valid(card) == []


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
def test_where_tables_are_refused_a_total_is_said_in_lines(town: LocalBot, error: str) -> None:
    """Once, with all that it says, privately and in the open; shared with who shared it."""
    for method in ("response_url", "chat.postMessage"):
        town.slack.fault(method, "error", error=error)
    card = town.ask(CHEF, f"/sag {TOTAL}")
    town.slack.post_as(CHEF, "#besparelser", f"@sagsbot {TOTAL}")
    (said,) = town.slack.said("#besparelser", LEAD)
    assert "data_table" not in kinds(card) + kinds(said)
    for shown in map(text_of, (card, said)):
        assert re.search(r"Kommune +Besparelse \(.+?\) · .+ Fanø +3\.050 · 2 ", shown)
    assert len(town.heard("#besparelser", CHEF)) == 2


def test_a_total_in_a_modal_is_said_in_lines(town: LocalBot) -> None:
    """Slack takes no table there."""
    town.slack.shortcut_as(ECONOMIST, ids.SEARCH_SHORTCUT)
    town.in_modal(ECONOMIST, "Dit spørgsmål")
    town.slack.submit(ECONOMIST, {ids.QUESTION_FIELD: TOTAL})
    assert re.search(r"Kommune +Besparelse \(.+?\) · .+ Fanø +3\.050 · 2 ", text_of(town.in_modal(ECONOMIST, "Fanø")))


def test_an_ambiguous_code_is_a_choice(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag status på VH01")
    assert actions(card).count(ids.CHOOSE) == 2
    town.press(CHEF, card, ids.CHOOSE)
    town.slack.wait_until(lambda: ids.FOLLOW in actions(newest(town, 1)))


def test_sharing_is_done_once(town: LocalBot) -> None:
    """All see it with who shared it; a second press says who did and when."""
    card = town.ask(CHEF, CASE)
    town.press(CHEF, card, ids.SHARE)
    (shared,) = town.slack.said("#besparelser", LEAD)
    assert "Delt af Kontorchef" in text_of(shared)
    assert ids.BACK not in actions(shared)  # it would turn what all look at into something else
    newest(town, 3)
    town.press(CHEF, card, ids.SHARE)
    assert "Kontorchef har allerede delt" in text_of(newest(town, 4))
    assert len(town.heard("#besparelser", LEAD)) == 1


def test_sharing_where_the_bot_is_not_says_what_to_do(town: LocalBot) -> None:
    card = town.ask(CHEF, CASE, "#økonomi")
    town.press(CHEF, card, ids.SHARE)
    town.says("#økonomi", CHEF, "/invite")


def test_following_and_its_list(town: LocalBot) -> None:
    card = town.ask(ECONOMIST, CASE)
    town.press(ECONOMIST, card, ids.FOLLOW)
    town.slack.wait_until(lambda: ids.UNFOLLOW in actions(town.heard("#besparelser", ECONOMIST)[0]))
    town.says("#besparelser", ECONOMIST, "Du følger nu VH04")
    town.ask(ECONOMIST, "/sag abonnementer")
    listed = town.says("#besparelser", ECONOMIST, "Det følger du")
    assert "Engvej" in text_of(listed)
    town.press(ECONOMIST, listed, ids.UNFOLLOW)
    town.says("#besparelser", ECONOMIST, "følger ikke længere")


def test_an_owner_is_chosen_from_slacks_list(town: LocalBot) -> None:
    """The modal opens on the press; the card then names the owner."""
    card = town.ask(CHEF, CASE)
    town.press(CHEF, card, ids.OWNER)
    town.in_modal(CHEF, "Hvem ejer sagen?")
    town.slack.submit(CHEF, {ids.PERSON_FIELD: town.slack.workspace.person(LEAD).id})
    town.says("#besparelser", CHEF, "er nu ejer af VH04")
    town.slack.wait_until(lambda: "Ejer: Projektleder" in text_of(town.heard("#besparelser", CHEF)[0]))
    assert ids.BACK not in actions(town.heard("#besparelser", CHEF)[0])  # there was no list


def test_no_other_case_than_the_one_that_is_named_gets_an_owner(town: LocalBot) -> None:
    """ "VH04 1999" is no case: VH04 of another year keeps the owner that it has, and what exists is told."""
    who, before = town.slack.workspace.person(ECONOMIST), text_of(town.ask(CHEF, "/sag ejer VH04"))
    town.slack.post_as(CHEF, "#besparelser", f"@sagsbot ejer VH04 1999 @{who.handle}")
    town.says("#besparelser", CHEF, "der er intet ændret")
    assert text_of(town.ask(CHEF, "/sag ejer VH04")) == before


def test_an_owner_is_named_in_writing(town: LocalBot) -> None:
    """With a mention the owner is set at once, and told."""
    who = town.slack.workspace.person(ECONOMIST)
    town.slack.post_as(CHEF, "#besparelser", f"@sagsbot ejer AD01 @{who.handle}")
    town.says("#besparelser", LEAD, "Økonom er ejer af AD01")


def test_the_source_is_shown_with_its_lines(town: LocalBot) -> None:
    card = town.ask(CHEF, CASE)
    town.press(CHEF, card, ids.SOURCE)
    modal = town.in_modal(CHEF, "▶ 27:")
    first = text_of(modal)
    town.press(CHEF, modal, ids.MORE_SOURCE)
    whole = town.slack.modal(CHEF)
    assert ids.MORE_SOURCE not in local_bot.actions(whole)
    assert len(text_of(whole)) > len(first)


def test_what_a_card_has_no_room_for_is_shown_in_a_modal(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag status på IF04")
    town.press(CHEF, card, ids.MORE)
    whole = town.in_modal(CHEF, "Implementering: ")
    assert len(text_of(whole)) > len(text_of(card))


@pytest.mark.parametrize(
    ("action", "words"),
    [("economy", "2027"), ("goals", "De sidste fire robotter"), ("history", "Ejer: ")],
)
def test_the_parts_of_a_case_are_a_press_away(town: LocalBot, action: str, words: str) -> None:
    """The amounts of each year, the milestones with their places, what reports and people have said."""
    who = town.slack.workspace.person(LEAD).handle
    town.ask(CHEF, f"/sag ejer IF04 @{who}")
    town.press(CHEF, town.ask(CHEF, "/sag status på IF04"), ids.CASE_PARTS[action])
    modal = town.in_modal(CHEF, words)
    assert "linje" in text_of(modal) or action == "history"


def test_a_wrong_figure_is_corrected_beside_the_printed(town: LocalBot) -> None:
    """What is no number goes back at once; a correction is shown with who, when and why, also in the next answer."""
    card = town.ask(CHEF, CASE)
    town.press(CHEF, card, ids.WRONG)
    modal = town.in_modal(CHEF, "Hvilket tal?")
    figure = next(one for one in blocks(modal) if one.get("block_id") == ids.FIGURE_FIELD)
    filled = {ids.FIGURE_FIELD: figure["element"]["options"][0]["value"], ids.WHY_FIELD: "Regnskabet siger det."}
    town.slack.submit(CHEF, {**filled, ids.VALUE_FIELD: "meget"})
    assert "Skriv et tal" in json.dumps(town.slack.state()["modals"], ensure_ascii=False)
    town.slack.submit(CHEF, {**filled, ids.VALUE_FIELD: "2.500"})
    town.says("#besparelser", CHEF, "Rettelsen står nu")
    again = text_of(town.ask(LEAD, CASE))
    assert "Rettet af Kontorchef" in again
    assert "2.500" in again
    assert "2.700" in again


def waiting_in_modal(town: LocalBot) -> int:
    """How many corrections the admin's modal has buttons for."""
    return actions(town.slack.modal(ADMIN)).count(ids.REJECT)


def test_admins_settle_a_correction_once(town: LocalBot) -> None:
    """Listed with buttons; the list is laid anew; a second press says who did it; others are sent away."""
    case = CaseKey("Struer", "VH04", 2024, "Ombygning af Bostedet Engvej")
    for value in ("2.600", "2.610"):
        said = Attribution(town.people.know(case), "U0ANNE", "Anne", TODAY)
        town.people.correct(Correction("saving_printed/Voksne med handicap", "-2.700", value, "Regnskabet.", said))
    assert "Kun administratorer ser og afgør rettelser" in text_of(town.ask(LEAD, "/sag rettelser"))
    mine = town.ask(ADMIN, "/sag rettelser")
    other = town.ask(ADMIN, "/case corrections")
    assert "2.600" in text_of(mine)
    waiting = len(town.people.unsettled())
    with town.slack.workspace.changing():
        mine.only_for = None  # forwarded: whoever presses is asked for, not whoever got it
    for action in (ids.ACCEPT, ids.REJECT):
        town.press(LEAD, mine, action)
    assert len(town.people.unsettled()) == waiting
    with town.slack.workspace.changing():
        mine.only_for = town.slack.workspace.person(ADMIN).id
    town.press(ADMIN, mine, ids.ACCEPT)
    town.slack.wait_until(lambda: len(town.people.unsettled()) == waiting - 1)
    town.press(ADMIN, other, ids.REJECT)
    town.says("#besparelser", ADMIN, "allerede afgjort. Godkendt af Administrator")
    assert len(town.people.unsettled()) == waiting - 1
    town.slack.open_home(ADMIN)
    town.slack.wait_until(lambda: (home := town.slack.home(ADMIN)) and ids.HOME_CORRECTIONS in actions(home))
    town.press(ADMIN, town.slack.home(ADMIN), ids.HOME_CORRECTIONS)
    town.in_modal(ADMIN, "2.610")
    while left := len(town.people.unsettled()):
        town.slack.wait_until(lambda left=left: waiting_in_modal(town) == left)
        town.press(ADMIN, town.slack.modal(ADMIN), ids.REJECT)
        town.slack.wait_until(lambda left=left: waiting_in_modal(town) == left - 1)
    town.slack.wait_until(lambda: ids.HOME_CORRECTIONS not in actions(town.slack.home(ADMIN)))
    town.press(LEAD, town.ask(LEAD, CASE), ids.MORE)  # a card with many corrections shows some of them
    town.in_modal(LEAD, "Rettelse, afvist af Administrator")


def test_a_list_comes_as_a_file(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag røde")
    town.press(CHEF, card, ids.CSV)
    town.says("#besparelser", CHEF, "sendt til dig")
    files = [one for message in town.slack.messages("@bot", CHEF) for one in message.body.get("files") or ()]
    assert [one["name"] for one in files] == ["sager.csv"]


def test_milestones_come_as_a_file_too(town: LocalBot) -> None:
    """All of them, not only the page that is shown."""
    card = town.ask(CHEF, "/sag hvilke milepæle er forfaldne?")
    town.press(CHEF, card, ids.CSV)
    town.says("#besparelser", CHEF, "sendt til dig")
    (file,) = [one for message in town.slack.messages("@bot", CHEF) for one in message.body.get("files") or ()]
    assert file["name"] == "milepæle.csv"
    lines = (town.slack.workspace.files[file["id"]].content or b"").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("municipality;code;")
    assert len(lines) == 1 + 21


def test_the_nearest_of_an_empty_answer_is_opened(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag røde sager i TMU")
    assert "Ingen sager passer" in text_of(card)
    town.press(CHEF, card, ids.OPEN)
    town.slack.wait_until(lambda: "Engvej" in last(town) and ids.BACK in actions(newest(town, 1)))


def test_without_the_right_to_files_a_list_comes_as_text(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag røde")
    town.slack.fault("files.getUploadURLExternal", "error", error="missing_scope")
    town.press(CHEF, card, ids.CSV)
    assert "VH04" in text_of(town.says("#besparelser", CHEF, "som tekst"))


def test_a_total_is_shown_as_a_picture(town: LocalBot) -> None:
    """In a modal, with its figures in words for whoever does not see it."""
    town.press(CHEF, town.ask(CHEF, "/sag samlet besparelse pr. kommune"), ids.PICTURE)
    town.slack.wait_until(lambda: "Struer" in str(town.slack.modal(CHEF).content))
    shown = town.slack.modal(CHEF).content["blocks"][0]
    assert (shown["type"], "18.720 t.kr." in shown["alt_text"]) == ("image", True)


def test_what_people_think_is_kept(town: LocalBot) -> None:
    card = town.ask(CHEF, CASE)
    town.press(CHEF, card, ids.NOT_HELPFUL)
    asked = town.says("#besparelser", CHEF, "Hvad var galt")
    town.press(CHEF, asked, ids.WHY_NOT_HELPFUL)
    town.says("#besparelser", CHEF, "Administratorerne kan se det")
    kept = Feedback(town.people.file).unhelpful(5)
    assert [one.reason for one in kept] == ["wrong"]


def test_a_message_becomes_a_note(town: LocalBot) -> None:
    message = town.slack.post_as(LEAD, "#besparelser", "VH04 venter på byggetilladelsen")
    town.slack.shortcut_as(CHEF, ids.NOTE_SHORTCUT, message)
    town.in_modal(CHEF, "Sagens kode")
    town.slack.submit(CHEF, {ids.CASE_FIELD: "ved ikke"})
    assert "Skriv sagens kode" in json.dumps(town.slack.state()["modals"], ensure_ascii=False)
    town.slack.submit(CHEF, {ids.CASE_FIELD: "VH04"})
    town.says("#besparelser", CHEF, "knyttet til VH04")
    town.press(CHEF, town.ask(CHEF, CASE), ids.CASE_PARTS["history"])
    town.in_modal(CHEF, "byggetilladelsen")
    town.slack.shortcut_as(LEAD, ids.NOTE_SHORTCUT, message)
    town.in_modal(LEAD, "Sagens kode")
    town.slack.submit(LEAD, {ids.CASE_FIELD: "VH04"})
    town.says("#besparelser", LEAD, "Kontorchef har allerede knyttet beskeden til VH04")


def test_a_person_has_one_name_at_every_door(town: LocalBot) -> None:
    """A command brings a handle, a press a user name and a mention only an id: all tell of "Kontorchef"."""
    who = town.slack.workspace.person(CHEF)
    assert who.handle != who.name
    message = town.slack.post_as(CHEF, "#besparelser", "VH04 venter på byggetilladelsen")
    town.slack.shortcut_as(CHEF, ids.NOTE_SHORTCUT, message)
    town.in_modal(CHEF, "Sagens kode")
    town.slack.submit(CHEF, {ids.CASE_FIELD: "VH04"})
    town.says("#besparelser", CHEF, "knyttet til VH04")
    said = [town.ask(CHEF, f"/sag ejer VH04 @{who.handle}"), town.ask(LEAD, "/sag noter VH04")]
    town.slack.slash_as(CHEF, "#besparelser", "/sag abonner røde")
    town.settle()
    said += [town.ask(CHEF, "/sag abonnementer")]
    town.press(CHEF, town.ask(CHEF, CASE), ids.SHARE)
    said += [town.says("#besparelser", LEAD, "Delt af"), town.ask(LEAD, CASE)]
    told = " ".join(text_of(one) for one in said)
    assert all(f"{words} Kontorchef" in told for words in ("sat af", "Note af", "oprettet af", "Delt af", "Ejer:"))
    assert f"@{who.handle}" not in told
    assert who.id not in told
    assert {row.act.name for row in Audit(town.people.file).rows() if row.act.person == who.id} == {"Kontorchef"}


# ---------------------------------------------------------------- documents


def test_a_shared_document_is_loaded_after_a_click(town: LocalBot) -> None:
    """Offered, then its progress, then what came of it, all in one message; a second press says who does it."""
    letter = (local_bot.ROOT / "samples" / "budgetmateriale-2026-2029.txt").read_bytes()
    town.slack.upload_as(CHEF, "@bot", "nyt-brev.txt", letter + b"\nEn linje mere om budgettet.\n")
    offer = town.slack.said("@bot", CHEF)[0]
    assert "nyt-brev.txt" in offer.body["text"]
    town.press(CHEF, offer, ids.LOAD)
    town.slack.wait_until(lambda: "er læst" in town.slack.said("@bot", CHEF)[0].body["text"])


def test_a_document_that_cannot_be_read_says_why(town: LocalBot) -> None:
    town.slack.upload_as(CHEF, "@bot", "billede.txt", b"\x89PNG\r\n\x1a\n" + bytes(200))
    town.says("@bot", CHEF, "kan ikke læses")


def test_a_document_with_a_mention_is_offered_in_its_thread(town: LocalBot) -> None:
    """It was shared with the bot. Whoever may load it can press; the offer becomes the report."""
    letter = (local_bot.ROOT / "samples" / "budgetmateriale-2026-2029.txt").read_bytes()
    shared = letter + b"\nEn linje til, fra en kanal.\n"
    town.slack.upload_as(LEAD, "#besparelser", "brev-i-kanal.txt", shared, "@sagsbot her er brevet")
    town.slack.settle()
    town.says("#besparelser", LEAD, "Kun bottens administratorer")
    town.slack.upload_as(CHEF, "#besparelser", "brev-i-kanal.txt", shared, "@sagsbot her er brevet")
    offer = town.says("#besparelser", LEAD, "Indlæs")
    assert offer.thread is not None
    town.press(LEAD, offer, ids.LOAD)
    town.says("#besparelser", LEAD, "Kun bottens administratorer")
    town.press(CHEF, offer, ids.LOAD)
    town.says("#besparelser", LEAD, "er læst")
    assert len(town.heard("#besparelser", CHEF)) == 2


def test_a_file_in_a_channel_is_left_alone(town: LocalBot) -> None:
    town.slack.upload_as(CHEF, "#besparelser", "referat.txt", b"hej")
    town.slack.settle()
    assert town.heard("#besparelser", CHEF) == []


# ---------------------------------------------------------------- who is answered


@pytest.fixture
def guest(town: LocalBot) -> Iterator[str]:
    """Somebody of another organisation, in a channel that is shared with it."""
    made = town.slack.share_outside("#alment", "Konsulent")
    yield made.id
    town.slack.workspace.conversation("#alment").shared = False
    town.slack.workspace.conversation("#alment").members.remove(made.id)


def test_people_from_outside_are_not_answered(town: LocalBot, guest: str) -> None:
    """Neither a mention nor the press of a button on what others were shown; they are told so alone."""
    town.slack.post_as(guest, "#alment", "@sagsbot hvilke sager er røde?")
    (said,) = town.slack.said("#alment", guest)
    assert "anden organisation" in text_of(said)
    assert town.heard("#alment", CHEF) == []
    town.slack.workspace.conversation("#alment").shared = False
    town.slack.post_as(CHEF, "#alment", "@sagsbot hvilke sager er røde?")
    (card,) = town.slack.said("#alment", CHEF)
    town.press(guest, card, ids.OPEN)
    town.slack.wait_until(lambda: len(town.heard("#alment", guest)) == 3)
    assert not any("Engvej" in text_of(one) for one in town.heard("#alment", guest) if one.only_for)


def test_where_others_read_along_the_answer_is_private(town: LocalBot, guest: str) -> None:
    """A mention there is answered to its writer alone, and nothing is shared."""
    town.slack.post_as(CHEF, "#alment", "@sagsbot hvilke sager er røde?")
    card = town.says("#alment", CHEF, "2 sager")
    town.press(CHEF, card, ids.SHARE)
    town.says("#alment", CHEF, "delt med en anden organisation")
    assert town.heard("#alment", guest) == []


def test_without_the_right_to_see_who_reads_nothing_is_shared(town: LocalBot) -> None:
    card = town.ask(CHEF, CASE)
    town.slack.fault("conversations.info", "error", error="missing_scope")
    town.press(CHEF, card, ids.SHARE)
    town.says("#besparelser", CHEF, "kan ikke se, om den er det")
    assert town.heard("#besparelser", LEAD) == []


# ---------------------------------------------------------------- what goes wrong


def test_a_card_of_yesterday_still_answers(town: LocalBot) -> None:
    """It is asked again from what is kept, and edited where it stands."""
    card = town.ask(CHEF, "/sag forslag under 10 mio. kr.")
    town.slack.advance(26 * 60 * 60)
    town.press(CHEF, card, ids.NEXT)
    town.says("#besparelser", CHEF, "Viser 7–")
    assert len(town.heard("#besparelser", CHEF)) == 1


def test_a_lost_response_url_still_answers(town: LocalBot) -> None:
    """The card cannot be edited any longer, so the answer comes anew, to the same person alone."""
    card = town.ask(CHEF, "/sag forslag under 10 mio. kr.")
    town.slack.fault("response_url", "status", status=404)
    town.press(CHEF, card, ids.NEXT)
    assert "Viser 7–" in text_of(newest(town, 2))
    assert town.heard("#besparelser", LEAD) == []


def test_an_expired_trigger_says_press_again(town: LocalBot) -> None:
    card = town.ask(CHEF, CASE)
    town.slack.fault("views.open", "error", error="expired_trigger_id")
    town.press(CHEF, card, ids.SOURCE)
    assert "Tryk igen" in text_of(newest(town, 2))


def test_a_repeated_delivery_is_answered_once(town: LocalBot) -> None:
    town.slack.fault("event", "duplicate")
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot røde")
    town.slack.settle()
    town.slack.said("#besparelser", CHEF)
    town.slack.fault("event", "unheard")
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hjælp")
    town.slack.said("#besparelser", CHEF, 2)
    town.slack.settle()
    town.ask(LEAD, "/sag hjælp")
    assert len(town.heard("#besparelser", CHEF)) == 2


def test_language_by_person_and_by_channel(town: LocalBot) -> None:
    """What a person chose holds where only that person reads, what a channel chose for what all read there."""
    assert "in English" in text_of(town.ask(ECONOMIST, "/sag sprog en"))
    assert "Read as" in text_of(town.ask(ECONOMIST, CASE))
    assert "in this channel" in text_of(town.ask(ECONOMIST, "/case language kanal en"))
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    assert "Read as" in text_of(newest(town, 1, LEAD))
    assert "Forstået som" in text_of(town.ask(LEAD, CASE))
    town.ask(ECONOMIST, "/sag sprog auto")
    town.ask(ECONOMIST, "/sag sprog kanal auto")


def test_nothing_was_taken_badly(town: LocalBot) -> None:
    """No message without a text, none faster than Slack stores them."""
    assert [one for one in town.slack.state()["warnings"] if "text" in one] == []
