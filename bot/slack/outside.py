"""Nothing is posted where people of other organisations read along."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scheduler.poster import HistoryPage, Outcome, Poster, RateLimited, Refusal, Trouble, conversation_of
from templates import Card

REFUSED = "shared_outside"  # its sentence is `notices.fix_shared_outside`
BELIEVED_S = 60.0  # so long a channel that was not shared is taken for one
ASK_AGAIN_S = 30.0


@dataclass
class InsidePoster:
    """A poster that first asks whether a channel is shared. Where Slack cannot be asked nothing is posted yet."""

    poster: Poster
    is_shared: Callable[[str], bool | None]
    clock: Callable[[], float] = time.monotonic
    _inside: dict[str, float] = field(default_factory=dict)

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome:
        shared = self._shared(conversation_of(to)) if to.startswith(("C", "G")) else False
        if shared is None:
            return RateLimited(ASK_AGAIN_S)
        return Refusal(REFUSED, "channel") if shared else self.poster.post(to, card, marks)

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage | Trouble:
        return self.poster.page(to, after, cursor)

    def channels(self) -> tuple[str, ...] | Trouble:
        return self.poster.channels()

    def _shared(self, channel: str) -> bool | None:
        if self._inside.get(channel, 0.0) > self.clock():
            return False
        shared = self.is_shared(channel)
        if shared is False:
            self._inside[channel] = self.clock() + BELIEVED_S
        return shared
