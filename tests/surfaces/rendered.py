"""How high a card is on a phone: drawn in a real Chromium by the page of the local Slack."""

from dataclasses import dataclass

from bot.slack.images import upload_image
from sandbox.local import LocalSlack
from templates import Card
from tests.browser import Page
from tests.sandbox import sandbox_bot
from tests.sandbox.page_bot import Seat
from tests.surfaces.surfaces import PICTURE

PHONE = (390, 844)
CHANNEL, SENDER = "#alment", "Kontorchef"
_LAST = "[...document.querySelectorAll('#main .message')].at(-1)"
# Down to the first row of buttons, down to the last, and how much of the page messages have.
_HEIGHTS = f"""(() => {{
  const message = {_LAST}, top = message.getBoundingClientRect().top;
  const row = message.querySelector('.blocks > .actions') ?? message;
  const screen = document.querySelector('#main .scroll:not([hidden])').clientHeight;
  return [row, message].map((one) => Math.round(one.getBoundingClientRect().bottom - top)).concat(screen);
}})()"""


@dataclass(frozen=True, slots=True)
class Heights:
    """In dots of the page: down to the main action, the whole message, and one screen."""

    first: int
    whole: int
    screen: int


class Phone:
    """A channel on a phone, in which one card after the other is shown."""

    def __init__(self, page: Page, slack: LocalSlack) -> None:
        page.size(*PHONE, mobile=True)
        page.open(slack.url)
        page.click("#open-side")
        Seat(page).page.click("#side .place", CHANNEL.removeprefix("#"))
        page.see(CHANNEL.removeprefix("#"), "#main h1")
        self._page, self._slack, self._shown = page, slack, 0

    def heights(self, card: Card) -> Heights:
        self._slack.post_raw(SENDER, CHANNEL, text="-", blocks=self._with_file(card))
        self._shown += 1
        self._page.wait(f"document.querySelectorAll('#main .message').length === {self._shown}")
        self._page.wait(f"[...{_LAST}.querySelectorAll('img')].every(one => one.complete)")
        return Heights(*self._page.run(_HEIGHTS))

    def _with_file(self, card: Card) -> list[dict[str, object]]:
        """The blocks, with a picture that the local Slack has."""
        if not card.picture or PICTURE not in str(card.blocks):
            return card.blocks
        file = upload_image(sandbox_bot.client(self._slack), card.picture.name, card.picture.png)
        return card.picture.place(file).blocks
