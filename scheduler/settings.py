"""What the municipality has set for its reminders, alerts and digests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from scheduler.rules.workdays import WorkDays

BEGAN = "began"  # the name of the heartbeat that tells when the clock of a database first ticked


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """What the municipality has set: its zone, its working days, where things go, the language without a choice."""

    zone: ZoneInfo
    work: WorkDays = field(default_factory=WorkDays)
    alert_channel: str | None = None
    digest_channel: str | None = None
    admins: Sequence[str] = ()
    language: str = "da"

    def elsewhere(self) -> str | None:
        """Where something goes that has no recipient."""
        return self.alert_channel or next(iter(self.admins), None)
