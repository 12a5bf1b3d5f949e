"""Who gets a reminder: the owner, else who answers for the unit, else the unit's channel, else the alert channel."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.state.people import Person
from index.state.persons import NOBODY
from index.state.reminders import StandIn, Unit
from records import Milestone
from scheduler.rules.watched_cases import WatchedCase

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person or a channel of Slack (None: nobody is known), and why: "named" (somebody said that it is theirs),
    "owner", "unit", "unit_channel", "manager", "alert_channel", "admin", "nobody". `unit` is the one that was found,
    `instead_of` whom the person stands in for."""

    id: str | None
    why: str = ""
    unit: str = field(default="", compare=False)
    instead_of: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """All who may get something, in their order. `owners` is by the key of the case."""

    owners: Mapping[str, Person] = field(default_factory=dict)
    units: Sequence[Unit] = ()
    stand_ins: Sequence[StandIn] = ()
    gone: Collection[str] = ()
    alert_channel: str | None = None
    admins: Sequence[str] = ()
    _named: "Names" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", Names(self.units))

    def recipient(
        self, case: WatchedCase, milestone: Milestone, not_by: Collection[str], today: date, named: Person = NOBODY
    ) -> Recipient:
        """The first who can get it, and has not said that it is not theirs; `named` comes before all others."""
        first = [Recipient(named.id, "named", named.name)] if named.id else []
        for wanted in (*first, *self._wanted(case, milestone)):
            found = self._present(wanted, today)
            if found and found.id not in not_by and wanted.id not in not_by:
                return found
        return Recipient(None, "nobody")

    def manager(self, milestone: Milestone, today: date) -> Recipient:
        """Who is told that a milestone has been overdue for long."""
        unit = self._named.unit_of(milestone.responsible)
        if unit and unit.manager and (found := self._present(Recipient(unit.manager, "manager", unit.unit), today)):
            return found
        return next(filter(None, (self._present(one, today) for one in self._last())), Recipient(None, "nobody"))

    def owner_of(self, case: str, today: date) -> Recipient | None:
        """The owner of a case or whoever stands in for them; None when there is none in Slack."""
        owner = self.owners.get(case)
        return self._present(Recipient(owner.id, "owner"), today) if owner else None

    def present(self, person: str, why: str, today: date) -> Recipient | None:
        """A person or whoever stands in for them; None for one who has left."""
        return self._present(Recipient(person, why), today)

    def _wanted(self, case: WatchedCase, milestone: Milestone) -> Iterator[Recipient]:
        if owner := self.owners.get(case.key):
            yield Recipient(owner.id, "owner")
        if unit := self._named.unit_of(milestone.responsible):
            if unit.person:
                yield Recipient(unit.person, "unit", unit.unit)
            if unit.channel:
                yield Recipient(unit.channel, "unit_channel", unit.unit)
        yield from self._last()

    def _last(self) -> Iterator[Recipient]:
        if self.alert_channel:
            yield Recipient(self.alert_channel, "alert_channel")
        yield from (Recipient(admin, "admin") for admin in self.admins)

    def _present(self, wanted: Recipient, today: date) -> Recipient | None:
        """The one who is meant, or who stands in today; None for one who has left."""
        for one in self.stand_ins:
            if one.person == wanted.id and one.first <= today <= one.last and one.stand_in.id not in self.gone:
                return Recipient(one.stand_in.id, wanted.why, wanted.unit, wanted.id or "")
        return None if wanted.id in self.gone else wanted


class Names:
    """The names of units, to be found in what a document says."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._names = [(f" {name} ", unit) for unit in units if (name := _plain(unit.unit).strip())]
        self._found: dict[str, Unit | None] = {}  # the same few answers stand in most milestones

    def unit_of(self, responsible: str) -> Unit | None:
        """The unit whose name stands in "Hvem er ansvarlig": of several the longest, of equals the one named first."""
        if responsible not in self._found:
            said = _plain(responsible)
            named = [(-len(name), at, unit) for name, unit in self._names if (at := said.find(name)) >= 0]
            self._found[responsible] = min(named, key=lambda one: one[:2])[2] if named else None
        return self._found[responsible]


def _plain(text: str) -> str:
    """Words in small letters, without the genitive's apostrophe: "BUF's afdeling" names BUF."""
    without = re.sub(r"['’]s\b", "", text.casefold())
    return f" {' '.join(_WORDS.findall(without))} "
