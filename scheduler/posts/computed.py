"""A post that needs more than its row in the outbox: a digest, which is counted anew when it goes out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from index.state.outbox import OutboxRow, Post
from templates import Card


class ComputedPost(Protocol):
    """What of it a moment calls for, and its message. `sending`: it goes out now, and may bring a picture."""

    def posts(self, now: datetime) -> Sequence[Post]: ...
    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card | None: ...
