"""Nothing is posted where people of other organisations read along."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.delivery import NotThere, Outcome, Poster, RateLimited, Refusal, Sent, Unsure
from templates import Card

REFUSED = "shared_outside"  # its sentence is `notices.mend_shared_outside`
BELIEVED_S = 60.0  # so long a channel that was not shared is taken for one
ASK_AGAIN_S = 30.0


@dataclass
class InsidePoster:
    """A poster that first asks whether a channel is shared. Where Slack cannot be asked nothing is posted yet."""

    poster: Poster
    is_shared: Callable[[str], bool | None]
    clock: Callable[[], float] = time.monotonic
    _inside: dict[str, float] = field(default_factory=dict)

    def post(self, to: str, card: Card, mark: str) -> Outcome:
        shared = self._shared(to) if to.startswith(("C", "G")) else False
        if shared is None:
            return RateLimited(ASK_AGAIN_S)
        return Refusal(REFUSED, "channel") if shared else self.poster.post(to, card, mark)

    def find(self, to: str, mark: str, since: datetime) -> Sent | NotThere | RateLimited | Refusal | Unsure:
        return self.poster.find(to, mark, since)

    def _shared(self, channel: str) -> bool | None:
        if self._inside.get(channel, 0.0) > self.clock():
            return False
        shared = self.is_shared(channel)
        if shared is False:
            self._inside[channel] = self.clock() + BELIEVED_S
        return shared
