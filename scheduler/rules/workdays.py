"""Danish working days: no weekends, no holidays, not the municipality's own closing days."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

DAY = timedelta(days=1)
# No holidays by law, but offices of municipalities are closed: Constitution Day, Christmas Eve and New Year's Eve.
CLOSED_EVERY_YEAR = ((6, 5), (12, 24), (12, 31))
CHRISTMAS = ((12, 27), (12, 28), (12, 29), (12, 30))


@dataclass(frozen=True, slots=True)
class WorkDays:
    """`closed` are days of the municipality's own; `christmas_closed`: nobody works between Christmas and New Year."""

    closed: frozenset[date] = field(default_factory=frozenset)
    christmas_closed: bool = False

    def is_open(self, day: date) -> bool:
        when = (day.month, day.day)
        if day.weekday() >= 5 or day in self.closed or when in CLOSED_EVERY_YEAR:
            return False
        return not (self.christmas_closed and when in CHRISTMAS) and day not in _holidays(day.year)

    def on_or_before(self, day: date) -> date:
        while not self.is_open(day):
            day -= DAY
        return day

    def on_or_after(self, day: date) -> date:
        while not self.is_open(day):
            day += DAY
        return day

    def monday(self, day: date) -> date:
        """The working day on which the week of `day` begins: its Monday or, when that is closed, the next one."""
        return self.on_or_after(day - timedelta(days=day.weekday()))


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    """The holidays by law; Store Bededag is none from 2024 on."""
    return frozenset(holidays.country_holidays("DK", years=year))
