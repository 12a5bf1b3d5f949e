"""Where and when a post is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from index.state.notes import AttachedMessage
from index.state.reminders import Due, Mark


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where and when a post is rendered: in which language, on which local moment, with the answers of people (`marks`)
    and the keys of the cases that are `over`. `sent_at`: when it was posted; None while it is not.
    `overdue`: how many milestones are, by municipality. `colours`: the colour of each case in its newest report.
    `notes`: what a person last said of a case since the report before."""

    language: str
    now: datetime
    marks: dict[Due, tuple[Mark, ...]] = field(default_factory=dict)
    over: frozenset[str] = frozenset()
    sent_at: datetime | None = None
    overdue: Mapping[str, int] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, AttachedMessage] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()
