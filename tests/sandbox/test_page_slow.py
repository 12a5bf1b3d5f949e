"""The page where the server or the browser is slow: what a person does next is not lost, and comes after the rest."""

import pytest

from tests.sandbox import sandbox_bot
from tests.sandbox.page_bot import Talk, card, form

# A request with this in its address is sent only by `letGo`; `sent` has what was asked for, in that order.
HELD = """((path) => {
  const plain = window.fetch;
  window.sent = [];
  window.fetch = async (...asked) => {
    if (String(asked[0]).includes(path)) await new Promise((go) => (window.letGo = go));
    window.sent.push(String(asked[0]));
    return plain(...asked);
  };
})"""


@pytest.fixture(autouse=True)
def things_move(talk: Talk) -> None:
    """As for most people."""
    talk.page.prefers("light", motion=True)


def hold(talk: Talk, path: str) -> None:
    talk.page.run(f"{HELD}('{path}')")


def test_a_message_that_is_drawn_again_has_the_focus_at_once(talk: Talk) -> None:
    """Not only with the browser's next frame: a key that is pressed before would reach nothing."""
    client = sandbox_bot.client(talk.slack)
    said = client.chat_postMessage(channel="#besparelser", text="HA06", blocks=card())
    talk.go("besparelser")
    talk.page.see("Følger: Ikke fulgt", ".message")
    talk.page.run("window.requestAnimationFrame = () => 0; 0")
    talk.page.run("[...document.querySelectorAll('.message [data-action=owner]')][0].focus()")
    client.chat_update(channel=str(said["channel"]), ts=str(said["ts"]), text="HA06", blocks=card("Fulgt"))
    talk.page.see("Følger: Fulgt", ".message")
    assert talk.page.focused() == "Sæt ejer"


def test_a_modal_that_is_drawn_again_leaves_the_focus_where_it_was(talk: Talk) -> None:
    """Also on a button of its foot or its head, or beside its fields; not only on a field."""
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    client = sandbox_bot.client(talk.slack)
    for at, name in enumerate(("Gem", "Annuller", "Luk", "Hent igen", "Begrundelse")):
        usable = "[...document.querySelectorAll('dialog[open] :is(button, textarea)')]"
        label = "(n.ariaLabel || n.labels?.[0]?.innerText || n.innerText)"
        talk.page.run(f"{usable}.find(n => {label}.startsWith('{name}')).focus()")
        client.views_update(view_id=talk.slack.modal("Kontorchef").id, view=form(f"Udgave {at}"))
        talk.page.see(f"Udgave {at}", "dialog[open] h2")
        assert talk.page.focused().startswith(name)


def test_a_place_takes_no_focus_from_what_one_has_gone_on_to(talk: Talk) -> None:
    """The field to write in has the focus when the place is there, not when the app has answered."""
    talk.go("besparelser")
    hold(talk, "/local/home")
    talk.page.click("#side .place", "Sagsbot")
    talk.page.wait("window.letGo && document.activeElement.id === 'composer-text'")
    talk.page.run("document.querySelector('[role=tab][aria-selected=true]').focus()")
    talk.page.run("window.letGo()")
    talk.page.wait("window.sent.some(one => one.includes('/local/home')) && window.asking === 0")
    assert talk.page.focused() == "Beskeder"


def test_a_modal_is_closed_before_the_next_is_opened(talk: Talk) -> None:
    """Else the server would close the new one too."""
    talk.ask()
    talk.page.click(".button", "Sæt ejer")
    talk.page.see("Begrundelse", "dialog[open]")
    hold(talk, "/local/close")
    talk.page.key("Escape")
    talk.page.wait("window.letGo && !document.querySelector('dialog')")
    talk.page.click(".button", "Sæt ejer")
    talk.page.wait("document.querySelector('.message .button.busy')")
    talk.page.run("window.letGo()")
    talk.page.see("Begrundelse", "dialog[open]")
    closed, pressed = (f"window.sent.findIndex(one => one.includes('/local/{what}'))" for what in ("close", "press"))
    assert talk.page.run(f"0 <= {closed} && {closed} < {pressed}")
