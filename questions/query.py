"""How a question was read: what is wanted, about what, with which limits."""

from dataclasses import dataclass, field, replace

from index.search.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, IN, NOT_STATED, OVER, UNDER
from index.search.conditions import Condition as Filter

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "BETWEEN",
    "EXACTLY",
    "IN",
    "NOT_STATED",
    "OVER",
    "UNDER",
    "Code",
    "Filter",
    "Measure",
    "Order",
    "Query",
]


@dataclass(frozen=True, slots=True)
class Code:
    """A case that is named by its code, with the budget year when it was given."""

    code: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by a field; `limit` hits when a superlative asked for so many."""

    field: str
    descending: bool
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a total question counts: `what` is sum, count, average, largest or smallest; `field` saving, cost or payback;
    `group` what it is split by."""

    what: str
    field: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    `topic` holds the words that no filter took, in their order; `said` all words that carry meaning, taken or not.
    `rows` is "case" where cases that are followed up were asked for, "proposal" where proposals were.
    """

    text: str
    language: str
    intent: str = "search"
    topic: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    codes: tuple[Code, ...] = ()
    order: Order | None = None
    measure: Measure | None = None
    asks: frozenset[str] = field(default_factory=frozenset)
    said: tuple[str, ...] = ()
    rows: str = ""
    truncated: bool = False

    def without(self, part: str) -> "Query":
        """The same question with one part of its reading taken off."""
        return replace(
            self,
            filters=tuple(f for f in self.filters if f.id != part),
            topic=() if part == "topic" else self.topic,
            order=None if part == "order" else self.order,
        )

    def of(self, name: str) -> tuple[Filter, ...]:
        """The filters on the field `name`."""
        return tuple(f for f in self.filters if f.field == name)
