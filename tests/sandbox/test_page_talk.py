"""The page of the local Slack in a real Chromium: what people do there all day."""

from datetime import UTC, datetime
from pathlib import Path

from tests.sandbox.page_bot import Talk


def test_everybody_finds_the_app_at_the_side(talk: Talk) -> None:
    """As in Slack, where it is installed for all: also who has not spoken with it."""
    talk.go("alment")
    talk.act_as("Administrator")
    talk.page.see("Sagsbot", "#side .place")
    talk.page.see("alment", "#main h1")
    talk.act_as("Kontorchef")


def test_a_command_is_answered_with_a_card_that_says_who_sees_it(talk: Talk) -> None:
    """An answer to a command is private and says so."""
    talk.ask()
    assert "Kun synlig for dig" in talk.page.text(".message.private")
    assert talk.page.text(".block-header") == "HA06 Robotter i rengøringen"
    assert talk.page.count(".message .fields .words") == 4
    assert not talk.page.problems


def test_another_person_does_not_see_what_is_for_one_only(talk: Talk) -> None:
    """An ephemeral message is drawn for its person and for nobody else."""
    talk.ask()
    talk.act_as("Økonom")
    talk.page.see("besparelser", "#main h1")
    talk.page.wait("!document.querySelector('#main .message')")
    talk.act_as("Kontorchef")
    talk.page.see("HA06 Robotter", ".message")


def test_a_button_edits_its_card_in_place(talk: Talk) -> None:
    """A press shows what it did, on the same card."""
    talk.ask()
    talk.page.click(".button", "Følg")
    talk.page.see("du følger sagen", ".message")
    assert talk.page.count(".message") == 1


def test_a_button_that_asks_first_does_nothing_until_it_is_confirmed(talk: Talk) -> None:
    talk.ask()
    talk.page.click(".button", "Slet")
    talk.page.see("Det kan ikke fortrydes.", "dialog[open]")
    talk.page.click("dialog .button", "Behold")
    talk.page.wait("!document.querySelector('dialog')")
    assert talk.page.count(".message") == 1
    talk.page.click(".button", "Slet")
    talk.page.click("dialog .button", "Slet")
    talk.page.wait("!document.querySelector('.message')")


def test_a_mention_is_answered_in_its_thread_and_one_can_reply_there(talk: Talk) -> None:
    """Answers in a thread stand in the thread's pane, not in the channel."""
    talk.go("besparelser")
    talk.write("@sagsbot status på HA06?")
    talk.page.click(".thread-link")
    talk.page.see("HA06 Robotter", "#thread .message")
    talk.write("Tak, det var det.", "#thread-text")
    talk.page.see("Tak, det var det.", "#thread .message")
    talk.page.see("2 svar", "#main .thread-link")
    assert talk.page.count("#main .message") == 1


def test_the_modal_is_filled_in_sent_and_corrected(talk: Talk) -> None:
    """Empty fields and the app's own errors stand at their fields; what was written stays."""
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    talk.page.click("dialog .button", "Gem")
    talk.page.see("Feltet skal udfyldes.", "dialog [data-block=person]")
    talk.page.click("dialog [data-action=person]")
    talk.page.click("dialog .option", "Projektleder")
    talk.page.click("dialog [data-action=why]")
    talk.page.write("kort")
    talk.page.click("dialog .button", "Gem")
    talk.page.see("Skriv lidt mere.", "dialog [data-block=why]")
    talk.page.write(" og godt")
    talk.page.click("dialog .button", "Gem")
    talk.page.wait("!document.querySelector('dialog')")
    talk.go("Sagsbot")
    talk.page.see("Ejer: @Projektleder", ".message")


def test_an_external_select_asks_the_app_what_there_is(talk: Talk) -> None:
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.click("dialog [data-action=case]")
    talk.page.write("indkøb")
    talk.page.click("dialog .option", "Fælles indkøb af madvarer")
    assert talk.page.run("document.querySelector('dialog [data-action=case]').value") == "Fælles indkøb af madvarer"


def test_the_home_of_the_app_is_drawn_and_redrawn(talk: Talk) -> None:
    talk.page.click("[role=tab]", "Hjem")
    talk.page.see("Trykket 0 gange", "#panel-home")
    talk.page.click("#panel-home .button", "Tæl")
    talk.page.see("Trykket 1 gange", "#panel-home")
    assert "Tæl" in talk.page.focused()


def test_a_file_is_dropped_and_sent(talk: Talk, tmp_path: Path) -> None:
    """A dropped file waits in the composer until it is sent, then the app gets it."""
    report = tmp_path / "Statusrapport æøå.txt"
    report.write_text("HA06")
    talk.page.drop("#main .scroll", report)
    talk.page.see("Statusrapport æøå.txt", ".waiting")
    talk.page.key("Enter")
    talk.page.see("Statusrapport æøå.txt", ".message .file")
    talk.page.see("Fik filen", ".message")


def test_the_clock_is_moved_to_any_day(talk: Talk) -> None:
    """Everything of the workspace, the bot's posts too, stands at the new time."""
    talk.page.click("#clock")
    talk.page.run("document.querySelector('#clock-field').value = '2027-03-01T08:29'")
    talk.page.click(".popover .button", "Stil uret")
    talk.page.see("1. mar. 2027", "#clock")
    assert talk.slack.workspace.clock.moment() >= datetime(2027, 3, 1, 7, 29, tzinfo=UTC)
    talk.page.key("Escape")
    talk.write("Hej")
    talk.page.see("1. marts 2027", ".day")


def test_shortcuts_open_their_forms(talk: Talk) -> None:
    """A global one from the composer's menu, one on a message from the message's."""
    talk.page.click(".composer [aria-haspopup=menu]")
    talk.page.click("[role=menuitem]", "Søg i sager")
    talk.page.see("Sæt ejer", "dialog[open]")
    talk.page.key("Escape")
    talk.page.wait("!document.querySelector('dialog')")
    talk.write("Husk rengøringen")
    talk.page.hover(".message")
    talk.page.click(".message .toolbar [aria-haspopup=menu]")
    talk.page.click("[role=menuitem]", "Vedhæft som note")
    talk.page.see("Sæt ejer", "dialog[open]")


# The next picture of the workspace is fetched, but given to the page only by `letGo`.
HELD = """(() => {
  const plain = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await plain(...asked);
    if (!String(asked[0]).includes('/local/state') || window.letGo) return answer;
    await new Promise((go) => (window.letGo = go));
    return answer;
  };
})()"""


def test_a_modal_that_was_closed_stays_closed(talk: Talk) -> None:
    """Also when the page hears only then of how things stood before."""
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    talk.page.run(HELD)
    talk.slack.post_as("Økonom", "#besparelser", "Ny opgørelse")
    talk.page.wait("window.letGo")
    talk.page.key("Escape")
    talk.slack.wait_until(lambda: not talk.slack.workspace.modals.get("U0KONTORCHEF"))
    talk.page.run("window.letGo()")
    talk.page.see("Ny opgørelse", ".message")
    assert talk.page.count("dialog") == 0


def test_what_is_unread_is_marked(talk: Talk) -> None:
    talk.go("alment")
    talk.slack.post_as("Økonom", "#besparelser", "Ny opgørelse")
    talk.page.see("1 ulæst", "#side .place")
    talk.go("besparelser")
    talk.page.wait("!document.querySelector('#side .unread')")


def test_the_wire_shows_what_went_over_it_without_secrets(talk: Talk) -> None:
    talk.ask()
    talk.page.click("#inspect")
    talk.page.see("/sag", ".wire .what")
    talk.page.click(".wire summary", "/sag")
    talk.page.see("status på HA06", ".wire pre")
    assert talk.slack.app.bot_token not in talk.page.run("document.documentElement.outerHTML")


def test_a_long_answer_is_shown_from_its_first_line(talk: Talk) -> None:
    """Who asks reads on from the headline; who has scrolled away is left there."""
    top = "document.querySelector('.message:last-child').getBoundingClientRect().top - 95"
    talk.page.size(1280, 400)
    talk.ask()
    talk.page.wait(f"({top}) >= 0 && ({top}) < 40")
    talk.page.run("document.querySelector('#panel-messages .scroll').scrollTop = 60")
    talk.slack.post_as("Økonom", "#besparelser", "En ny besked")
    talk.page.see("En ny besked", ".message")
    assert talk.page.run("document.querySelector('#panel-messages .scroll').scrollTop") == 60
