"""A Slack of messages and marks only, for the sender: what it stores, and what it answers, are two things."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from index.outbox import Kept
from scheduler.delivery import Desk, Limited, Missing, Refusal, Sent, Unsure
from templates import Card

Answer = Sent | Limited | Refusal | Unsure


class Killed(BaseException):
    """The process ends here; nothing that follows is done."""


@dataclass
class FakeSlack:
    """`faults` are what the next posts meet: "lost" (never stored, no answer), "unheard" (stored, no answer),
    "limited", "token", "channel", "person", "killed" (before it is stored), "killed_after". History lags by `lag`."""

    now: datetime
    faults: list[str] = field(default_factory=list)
    lag: timedelta = timedelta(0)
    history_down: bool = False
    token_refused: bool = False
    retry_after: float = 2
    stored: list[tuple[str, str, datetime]] = field(default_factory=list)
    asked: int = 0

    def post(self, to: str, card: Card, mark: str) -> Answer:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "killed":
            raise Killed
        if fault in ("limited", "lost", "token", "channel", "person", "message"):
            return self._refused(fault)
        self.stored.append((to, mark, self.now))
        if fault == "killed_after":
            raise Killed
        return Unsure("timeout") if fault == "unheard" else Sent(f"D{to}", str(len(self.stored)))

    def _refused(self, fault: str) -> Answer:
        if fault == "limited":
            return Limited(self.retry_after)
        errors = {"token": "token_revoked", "channel": "is_archived", "person": "user_disabled", "message": "no_text"}
        return Unsure("internal_error") if fault == "lost" else Refusal(errors[fault], fault)

    def find(self, to: str, mark: str, since: datetime) -> Sent | Missing | Limited | Refusal | Unsure:
        self.asked += 1
        if self.token_refused:
            return Refusal("token_revoked", "token")
        if self.history_down:
            return Unsure("timeout")
        found = [at for where, one, at in self.stored if where == to and one == mark and at <= self.now - self.lag]
        return Sent(f"D{to}", "1") if found else Missing()

    def times(self) -> Counter[str]:
        """How often each mark stands there."""
        return Counter(mark for _, mark, _ in self.stored)


def desk(told: list[tuple[str, str]], elsewhere: str | None = "C0ALARM") -> Desk:
    """Each row a message of its own; `told` hears what is refused and what is lost."""

    def batch(rows: Sequence[Kept]) -> Iterable[Sequence[Kept]]:
        return [[one] for one in rows]

    return Desk(
        compose=lambda rows: Card([], rows[0].key),
        batch=batch,
        elsewhere=lambda: elsewhere,
        refused=lambda rows, refusal, now: bool(told.append((rows[0].key, refusal.error))),
        lost=lambda rows, now: told.append((rows[0].key, "lost")),
    )
