"""The page for those who cannot see it, or use no mouse: WCAG 2.1 AA, measured in a real Chromium."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.sandbox import sandbox_bot
from tests.sandbox.axe import violations
from tests.sandbox.page_bot import Talk, card
from tests.sandbox.page_measures import FAINT_EDGES, FAINT_TEXTS, FOCUS_SHOWS, SIDEWAYS

USED = {"button", "link", "textbox", "combobox", "checkbox", "radio", "tab", "menuitem", "menuitemradio", "searchbox"}
NAMED = USED | {"dialog", "navigation", "complementary", "region", "listbox", "menu", "tablist", "group"}


def home(talk: Talk) -> None:
    talk.page.click("[role=tab]", "Hjem")
    talk.page.see("Trykket", "#panel-home")


def modal(talk: Talk) -> None:
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    talk.page.click("dialog .button", "Gem")
    talk.page.see("Feltet skal udfyldes.", "dialog")


def thread(talk: Talk) -> None:
    talk.go("besparelser")
    talk.write("@sagsbot status på HA06?")
    talk.page.click(".thread-link")
    talk.page.see("HA06 Robotter", "#thread .message")


def wire(talk: Talk) -> None:
    talk.ask()
    talk.page.click("#inspect")
    talk.page.click(".wire summary")
    talk.page.see("Sendt", ".wire h3")


def table(talk: Talk) -> None:
    talk.go("besparelser")
    talk.write("/sag tabel")
    talk.page.see("rækker", ".table-foot")


def clock(talk: Talk) -> None:
    talk.page.click("#clock")
    talk.page.see("Stil uret", ".popover")


def people(talk: Talk) -> None:
    talk.page.click("#who")
    talk.page.see("Økonom", "[role=menu]")


def suggestions(talk: Talk) -> None:
    talk.page.click("#composer-text")
    talk.page.write("/")
    talk.page.see("/case", ".suggestions")


PLACES = (Talk.ask, home, modal, thread, wire, table, clock, people, suggestions)
WITH_FOCUS = (clock, people, modal, home, wire)  # panels, menus and modals


@pytest.mark.parametrize("show", PLACES, ids=lambda show: show.__name__)
def test_each_state_of_the_page_can_be_used_by_everybody(talk: Talk, show: Callable[[Talk], None]) -> None:
    """All that is measured of a state is measured in one visit: what takes time is to get there.

    A screen reader can say what each thing is; text stands out at least 4.5 : 1 (large 3 : 1), edges of fields and
    buttons 3 : 1, light and dark; axe finds nothing against WCAG 2.1 AA and good practice; nothing has to be scrolled
    sideways; what has the focus stands out against what is around it.
    """
    show(talk)
    nameless = [node for node in talk.page.tree() if node["role"] in NAMED and not node["name"].strip()]
    found = {"nameless": nameless}
    for scheme in ("dark", "light"):
        wear(talk, scheme)
        found[f"faint texts, {scheme}"] = talk.page.run(FAINT_TEXTS)
        found[f"faint edges, {scheme}"] = talk.page.run(FAINT_EDGES)
    for width in (1280, 390):
        talk.page.size(width, 844)
        found[f"axe, {width}"] = violations(talk.page)
    assert {what: found[what] for what in found if found[what]} == {}
    for width in (320, 390, 768, 1280):
        talk.page.size(width, 800)
        talk.page.wait(f"window.innerWidth === {width}")
        talk.page.wait(f"({SIDEWAYS}) <= 0")
    if show in WITH_FOCUS:
        the_focus_stands_out(talk)


def the_focus_stands_out(talk: Talk) -> None:
    """At eight stops of the Tab key, light and dark."""
    for _ in range(8):
        talk.page.key("Tab")
        if talk.page.run("document.activeElement !== document.body"):
            for scheme in ("dark", "light"):
                wear(talk, scheme)
                assert talk.page.run(FOCUS_SHOWS), (scheme, talk.page.focused())


def wear(talk: Talk, scheme: str) -> None:
    """The page in the colours that the reader's system asks for."""
    talk.page.prefers(scheme)
    talk.page.wait(f"document.documentElement.dataset.theme === '{scheme}'")
    talk.page.wait("document.getAnimations().every(one => one.playState === 'finished')")


def test_the_page_has_its_landmarks_and_headings(talk: Talk) -> None:
    """One banner, one main, named regions; one first heading, and no level left out."""
    talk.ask()
    roles = [node["role"] for node in talk.page.tree()]
    assert [roles.count(name) for name in ("banner", "main", "navigation")] == [1, 1, 1]
    levels = [node["level"] for node in talk.page.tree() if node["role"] == "heading" and "level" in node]
    assert levels.count(1) == 1
    in_main = talk.page.run("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(n => +n.tagName[1])")
    assert all(later - earlier <= 1 for earlier, later in pairwise(in_main))


def test_new_messages_are_said_and_old_ones_are_not(talk: Talk) -> None:
    """A polite live region says what arrives; going to a channel reads nothing aloud but its name."""
    talk.slack.post_as("Økonom", "#alment", "Gammel besked")
    talk.go("alment")
    talk.page.see("Gammel besked", ".message")
    assert "Gammel besked" not in talk.page.run("document.querySelector('#live').textContent")
    talk.slack.post_as("Økonom", "#alment", "Ny besked")
    talk.page.wait("document.querySelector('#live').textContent.includes('Økonom: Ny besked')")


@pytest.mark.parametrize("focused", ["body", "#composer-text"])
def test_what_is_pressed_is_clicked_though_a_message_comes_meanwhile(talk: Talk, focused: str) -> None:
    """The list of channels is drawn anew when a message comes, but not under a finger that is down."""
    talk.page.run(f"document.querySelector('{focused}').focus()")  # which the press takes from it
    x, y = talk.page.middle("#side .place", "alment")
    talk.page.command("Input.dispatchMouseEvent", type="mousePressed", x=x, y=y, button="left", clickCount=1)
    talk.slack.post_as("Økonom", "#alment", "Ny besked")
    talk.page.wait("document.body.ariaBusy")  # the page has heard of it
    talk.page.command("Input.dispatchMouseEvent", type="mouseReleased", x=x, y=y, button="left", clickCount=1)
    talk.page.see("alment", "#main h1")
    talk.page.see("Ny besked", ".message")
    talk.page.wait("!document.body.ariaBusy")


def test_a_modal_is_a_dialog_that_keeps_the_focus_and_gives_it_back(talk: Talk) -> None:
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    for _ in range(14):
        talk.page.key("Tab")
        assert talk.page.run("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    talk.page.key("Escape")
    talk.page.wait("!document.querySelector('dialog')")
    assert talk.page.focused() == "Sæt ejer"


def test_the_focus_returns_to_a_message_that_was_drawn_again_meanwhile(talk: Talk) -> None:
    """As under a digest, whose thread is counted while *Se mere om* is open: the same button of the new card has it."""
    client = sandbox_bot.client(talk.slack)
    said = client.chat_postMessage(channel="#besparelser", text="HA06", blocks=card())
    talk.go("besparelser")
    talk.page.see("Følger: Ikke fulgt", ".message")
    talk.page.click(".message .button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    client.chat_update(channel=str(said["channel"]), ts=str(said["ts"]), text="HA06", blocks=card("Fulgt"))
    talk.page.see("Følger: Fulgt", ".message")
    talk.page.key("Escape")
    talk.page.wait("!document.querySelector('dialog')")
    assert talk.page.focused() == "Sæt ejer"


def test_a_field_tells_its_error(talk: Talk) -> None:
    """An error belongs to its field, and the first field with one has the focus."""
    modal(talk)
    fields = [node for node in talk.page.tree() if node.get("invalid") == "true"]
    assert {field["name"] for field in fields} == {"Ejer", "Begrundelse"}
    assert talk.page.focused() == "Ejer"
    assert "Feltet skal udfyldes." in talk.page.run(
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText"
    )


def tab_to(talk: Talk, name: str, back: bool = False) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(25):
        talk.page.key("Tab", shift=back)
        if talk.page.focused().split("\n")[0] == name:
            return
    raise AssertionError(f"{name} cannot be reached")


def test_a_question_can_be_asked_and_a_form_be_sent_without_a_mouse(talk: Talk) -> None:
    """From the top of the page by the skip link, suggestions, a card's button, a select and Enter."""
    page = talk.page
    page.key("Tab")
    assert page.focused() == "Gå til skrivefeltet"
    page.key("Enter")
    page.write("/sa")
    page.see("/sag", ".suggestions")
    page.key("Enter")
    page.write("HA06")
    page.key("Enter")
    page.see("HA06 Robotter", ".message")
    tab_to(talk, "Sæt ejer", back=True)
    page.key("Enter")
    page.see("Begrundelse", "dialog[open]")
    page.key("ArrowDown")
    page.see("Projektleder", "dialog .option")
    page.write("Øko")
    page.wait("document.querySelectorAll('dialog .option').length === 1")
    page.key("Enter")
    tab_to(talk, "Begrundelse")
    page.write("Kender sagen bedst")
    tab_to(talk, "Gem")
    page.key("Enter")
    page.wait("!document.querySelector('dialog')")
    talk.slack.said("@bot", "Kontorchef")


def test_every_stop_of_the_tab_key_shows_where_it_is(talk: Talk) -> None:
    """Visible focus, in order: bar, channels, messages, composer; nothing holds on to it."""
    talk.ask()
    talk.page.open(talk.slack.url)
    talk.page.see("HA06 Robotter", ".message")
    stops: list[str] = []
    talk.page.key("Tab")
    while talk.page.run("document.activeElement !== document.body") and len(stops) < 40:
        assert talk.page.run(FOCUS_SHOWS), talk.page.focused()
        stops.append(talk.page.focused())
        talk.page.key("Tab")
    wanted = ["Ur:", "Du er Kontorchef", "alment", "Åbn", "Følg", "Skriv til #besparelser"]
    at = [next(i for i, stop in enumerate(stops) if text in stop) for text in wanted]
    assert at == sorted(at)


def test_f6_goes_round_the_regions(talk: Talk) -> None:
    talk.page.run("document.querySelector('#clock').focus()")
    talk.page.key("F6")
    assert talk.page.run("document.activeElement.closest('#side') !== null")
    talk.page.key("F6")
    assert talk.page.run("document.activeElement.id") == "composer-text"


def test_menus_move_by_arrows_and_close_by_escape(talk: Talk) -> None:
    talk.page.run("document.querySelector('#who').focus()")
    talk.page.key("Enter")
    assert "Kontorchef" in talk.page.focused()
    talk.page.key("ArrowDown")
    assert "Projektleder" in talk.page.focused()
    talk.page.key("Escape")
    assert talk.page.run("document.activeElement.id") == "who"


def test_on_a_narrow_screen_the_channels_are_behind_a_button(talk: Talk) -> None:
    talk.page.size(390, 844)
    talk.page.click("#open-side")
    talk.page.click("#side .place", "alment")
    talk.page.see("alment", "#main h1")
    assert not talk.page.run("document.querySelector('#side').getClientRects().length")


COVERED = """[...document.querySelectorAll('.message > .toolbar')].filter((one) => {
  const tools = one.getBoundingClientRect(), body = one.parentElement.querySelector('.body').getBoundingClientRect();
  return getComputedStyle(one).opacity !== '0' && tools.bottom > body.top + 1 && tools.right > body.left + 1;
}).length"""


def test_the_tools_of_a_message_cover_none_of_it_on_a_phone(talk: Talk) -> None:
    """Where nothing can be hovered over they are always there; also on the second message of the same minute."""
    talk.ask()
    for typed in ("@sagsbot status på HA06?", "og nu", "/sag tabel"):
        talk.write(typed)
    talk.page.see("rækker", ".table-foot")
    talk.page.size(390, 844, mobile=True)
    assert talk.page.run("matchMedia('(hover: none)').matches")
    assert talk.page.count(".message > .toolbar") >= 2
    assert talk.page.run(COVERED) == 0


def test_the_language_can_be_english(talk: Talk) -> None:
    """The page says so to screen readers, and remembers it."""
    talk.page.click("#look")
    talk.page.click("[role=menuitemradio]", "English")
    talk.page.see("Channels", "#side h2")
    assert talk.page.run("document.documentElement.lang") == "en"
    talk.page.open(talk.slack.url)
    talk.page.see("Channels", "#side h2")


def test_light_and_dark_follow_the_system_until_one_is_chosen(talk: Talk) -> None:
    theme = "document.documentElement.dataset.theme"
    talk.page.prefers("dark")
    talk.page.wait(f"{theme} === 'dark'")
    talk.page.click("#look")
    talk.page.click("[role=menuitemradio]", "Lyst")
    assert talk.page.run(theme) == "light"
