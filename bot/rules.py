"""The settings as the clock needs them."""

from bot.settings import Settings
from index.store.store import Store
from scheduler.rules.workdays import WorkDays
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler


def work(read: Settings) -> WorkDays:
    return WorkDays(read.closed_days, read.christmas_closed)


def scheduler_settings(read: Settings) -> SchedulerSettings:
    return SchedulerSettings(
        read.timezone, work(read), read.alert_channel, read.digest_channel, read.admins, read.language
    )


def scheduler(store: Store, read: Settings) -> Scheduler:
    """The clock's decisions and memory, for whoever asks or answers; the one that posts is made in `bot/clock.py`."""
    return Scheduler(store, scheduler_settings(read))
