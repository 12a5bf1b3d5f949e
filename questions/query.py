"""How a question was read: what is wanted, about what, with which limits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from filters.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, IN, NOT_STATED, OVER, UNDER
from filters.conditions import Condition as Filter
from records.spelling import key_of

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "BETWEEN",
    "EXACTLY",
    "IN",
    "NOT_STATED",
    "OF_A_STATUS",
    "OVER",
    "UNDER",
    "Code",
    "Filter",
    "HeldAgainst",
    "Measure",
    "Missing",
    "Order",
    "Query",
    "several_of",
]


OF_A_STATUS = ("colour", "state", "budget_year")  # limits that only a status report can tell of


def several_of(filters: Iterable[Filter], fields: Collection[str]) -> str:
    """The first of these fields of which two names or more are asked for ("Frederiksberg or Gladsaxe"); "" for none."""
    named = (one for one in filters if one.field in fields and not one.negated)
    return next((one.field for one in named if len(_apart(one.values)) > 1), "")


def _apart(values: Sequence[str]) -> list[str]:
    """The names, but for those within another: an area of the idea bank and the section of a report that is called as
    a part of it are one to the one who asks."""
    keys = [key_of(one) for one in values]
    return [one for one in keys if not any(one != other and one in other for other in keys)]


@dataclass(frozen=True, slots=True)
class Code:
    """A case that is named by its code, with the budget year when it was given."""

    code: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """The amount (1.000 kr., or years) of a field that others are held against: of the case of a code, else the average."""

    code: Code | None
    field: str
    amount: float


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by a field; `limit` hits when a superlative asked for so many, from the `place` on ("det næstdyreste");
    `assumed`: nothing says by what ("den største")."""

    field: str
    descending: bool
    limit: int | None = None
    place: int = 1
    assumed: bool = False

    @property
    def wanted(self) -> slice:
        """Which of what is sorted are asked for."""
        first = self.place - 1
        return slice(first, first + self.limit if self.limit else None)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a total question counts: `what` is sum, count, average or share, `field` saving, cost or a payback. A share is
    what meets `part`, of all that meets the other filters.
    `group` what it is split by; with `groups` those are counted ("hvor mange kommuner har …"), and with `having` only
    those of so many are meant ("… har mindst 12 forslag")."""

    what: str
    field: str = ""
    group: str = ""
    groups: bool = False
    having: Filter | None = None
    part: tuple[Filter, ...] = ()

    @property
    def is_share(self) -> bool:
        """Is it what part of all meets a limit?"""
        return self.what == "share"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the question names and the documents do not hold, or a number that was not understood.

    `kind` is code, year, month, municipality, case_year (the code exists, in other years), report (no report of that
    day), column (no such year in the table), source (no document is called so), number, correction (of nothing that stands before
    it), amount (the case that others are held against has not one), or words (a field or a "not" that nobody knows); `text` is how it was typed, `exists` what there is in its place:
    the nearest codes, the first and the last year, the reports. A question with one is unknown, whatever it asks.
    """

    kind: str
    text: str
    exists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was understood.

    `topic` holds the words that say what it is about, in their order; with `asked_topic` they were asked for ("om …",
    quoted, the only noun), so that nothing that does not hold them answers the question. `said` are all words that carry
    meaning, taken or not; `ignored` those that were left out. `rows` is "case" where cases that are followed up were
    asked for, "proposal" where proposals were. `cell` is the year beside a code whose figure is asked for ("BC30 i 2022").
    `thing` is what is counted or priced ("hvor mange pladser", "hvad koster en billet"): without it no text answers.
    `acts` are the words of the topic that are verbs of what is done to a thing ("ved at afskaffe …").
    `background` is what was told before the question and after it, `replaced` what somebody took back in it ("2025, nej
    vent, 2024"), as they are shown.
    `spelled` are the names that were typed with a slip, each as typed and as read.
    `missing` is what the documents do not hold: then the intent is unknown. `alternatives` are other readings that are
    nearly as near, so many of the first as good as equal as `doubted` says; `carried` the ids of the parts that a conversation brought along.
    `held` are the amounts of a case, or averages, that its limits are.
    `assumed` are the fields of numbers of which nothing says what they limit ("over 2 mio.").
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
    asked_topic: bool = False
    thing: str = ""
    acts: tuple[str, ...] = ()
    cell: int | None = None
    ignored: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    spelled: tuple[tuple[str, str], ...] = ()
    missing: tuple[Missing, ...] = ()
    alternatives: tuple["Query", ...] = ()
    doubted: int = 0
    carried: tuple[str, ...] = ()
    held: tuple[HeldAgainst, ...] = ()
    assumed: frozenset[str] = field(default_factory=frozenset)

    def without(self, part: str) -> "Query":
        """The same question with one part of its reading taken off."""
        return replace(
            self,
            filters=tuple(f for f in self.filters if f.id != part),
            topic=() if part == "topic" else self.topic,
            order=None if part == "order" else self.order,
        )

    @property
    def kind_listed(self) -> str:
        """What a list of it holds: "status" for cases that are followed up, "proposal" where it is only of what was
        proposed, "" for either. Every status row stands under the committee that its report is for: "forslag fra SUD"
        means what SUD proposed; and so do "investeringsforslag", where nothing of a status is said."""
        if self.intent == "status_list":
            return "status"
        own = self.of("committee") or (self.of("type") and not any(map(self.of, OF_A_STATUS)))
        return "proposal" if self.rows == "proposal" and own else ""

    @property
    def limited(self) -> tuple[object, ...]:
        """By what two readings of the same words differ."""
        return (frozenset(one.id for one in self.filters), self.codes, self.topic, self.order, self.measure)

    def speaks_of(self, name: str) -> bool:
        """Does a filter limit the field `name`, by itself or as one of two that an "or" joins?"""
        return any(name == one.field for limit in self.filters for one in limit.every)

    def of(self, name: str) -> tuple[Filter, ...]:
        """The filters on the field `name`."""
        return tuple(f for f in self.filters if f.field == name)
