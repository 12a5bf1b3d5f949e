"""Which cases a subscription is about: text → `read` → a tree → `written`; `meets` evaluates it, JSON keeps it."""

from scheduler.filters.grammar import read
from scheduler.filters.reader import Known, NotUnderstood
from scheduler.filters.tree import EVERYTHING, Filter, Traits, from_json, meets, promised, relabelled, to_json, traits
from scheduler.filters.wording import written

__all__ = [
    "EVERYTHING",
    "Filter",
    "Known",
    "NotUnderstood",
    "Traits",
    "from_json",
    "meets",
    "promised",
    "read",
    "relabelled",
    "to_json",
    "traits",
    "written",
]
