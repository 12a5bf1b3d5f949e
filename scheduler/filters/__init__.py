"""Which cases a subscription is about: text → `read_filter` → tree → `written`; `meets` evaluates it, JSON keeps it."""

from scheduler.filters.grammar import read_filter
from scheduler.filters.reader import FilterNames, NotUnderstood
from scheduler.filters.tree import EVERYTHING, Filter, Traits, from_json, meets, promised, relabelled, to_json, traits
from scheduler.filters.wording import written

__all__ = [
    "EVERYTHING",
    "Filter",
    "FilterNames",
    "NotUnderstood",
    "Traits",
    "from_json",
    "meets",
    "promised",
    "read_filter",
    "relabelled",
    "to_json",
    "traits",
    "written",
]
