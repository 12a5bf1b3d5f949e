"""The settings as the clock needs them."""

from bot.settings import Settings
from index.store.store import Store
from scheduler.rules.workdays import WorkDays
from scheduler.tick import Clockwork, Rules


def work(read: Settings) -> WorkDays:
    return WorkDays(read.closed_days, read.christmas_closed)


def rules(read: Settings) -> Rules:
    return Rules(read.timezone, work(read), read.alert_channel, read.digest_channel, read.admins, read.language)


def clockwork(store: Store, read: Settings) -> Clockwork:
    """The clock's decisions and memory, for whoever asks or answers; the one that posts is made in `bot/clock.py`."""
    return Clockwork(store, rules(read))
