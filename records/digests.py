"""What a digest says, before it becomes a card. Amounts are in 1.000 kr., savings positive; lists are whole."""

from dataclasses import dataclass
from datetime import date

from records.answers import Quote
from records.documents import Source

COLOURS = ("red", "yellow", "green", "none")  # none: the report does not tell


@dataclass(frozen=True, slots=True)
class CaseName:
    """A case as it is called; `area` only where it stands in several. `key` is what it is known by in Slack."""

    key: str
    municipality: str
    title: str
    code: str | None = None
    budget_year: int | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class ColourCount:
    """How many cases have a colour, by their worst row; `before` in the report before (None: there is none)."""

    colour: str
    count: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A status row that got another colour, is new (`was` None) or is gone (`colour` None). `source` is its place in
    the newer report, `was_source` in the older."""

    case: CaseName
    was: str | None
    colour: str | None
    remark: str = ""
    source: Source | None = None
    was_source: Source | None = None


@dataclass(frozen=True, slots=True)
class RedRow:
    """A red status row. `since` is the date of the first of the reports in a row that call it red; `at_least` when no
    earlier report says what it was before."""

    case: CaseName
    since: date | None
    at_least: bool
    remark: str
    saving_tkr: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class ColouredCase:
    """A case as it is counted: the worst of its rows, with the place of that."""

    case: CaseName
    colour: str
    remark: str
    source: Source


@dataclass(frozen=True, slots=True)
class DueDay:
    """One due day of a milestone. `owner` is how the owner is called, "" for nobody."""

    case: CaseName
    day: date
    goal: str
    responsible: str
    source: Source
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Savings:
    """What is promised at one price level (None: not printed), and how much of it in red and yellow rows; of each the
    first place in every document."""

    price_level: str | None
    promised_tkr: float
    at_risk_tkr: float
    cases: int
    cases_at_risk: int
    sources: tuple[Source, ...] = ()
    sources_at_risk: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class SavingOfCase:
    """One of the amounts that `Savings` adds: what a case promises in an area, and where that is printed."""

    case: CaseName
    saving_tkr: float
    price_level: str | None
    at_risk: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SavingsOfYear:
    """What is promised by the rows that are fully phased in in a year (None: no year is stated)."""

    year: int | None
    promised_tkr: float
    at_risk_tkr: float


@dataclass(frozen=True, slots=True)
class NewDocument:
    name: str
    kind: str
    title: str
    as_of: date | None
    findings: int


@dataclass(frozen=True, slots=True)
class Trend:
    """How many cases had which colour in the reports of one date."""

    as_of: date
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What has become of the cases of one filter. `since` is the day of the digest before (None: there was none).

    `not_stated` cases state no saving, `extra_costs` rows print one above 0, `twice` cases stand in several areas with
    the same amounts and are counted once. `by_year` is of the price level `by_year_level` only.
    """

    today: date
    since: date | None = None
    filter: str = ""
    cases: int = 0
    rows: int = 0
    counts: tuple[ColourCount, ...] = ()
    worse: tuple[Move, ...] = ()
    better: tuple[Move, ...] = ()
    vanished: tuple[Move, ...] = ()
    added: tuple[Move, ...] = ()
    red: tuple[RedRow, ...] = ()
    standing: tuple[ColouredCase, ...] = ()
    overdue: tuple[DueDay, ...] = ()
    coming: tuple[DueDay, ...] = ()
    savings: tuple[Savings, ...] = ()
    shares: tuple[SavingOfCase, ...] = ()
    not_stated: int = 0
    extra_costs: int = 0
    twice: int = 0
    expected: tuple[Quote, ...] = ()
    documents: tuple[NewDocument, ...] = ()
    findings: int = 0
    oldest: date | None = None
    newest: date | None = None
    sources: tuple[str, ...] = ()
    trend: tuple[Trend, ...] = ()
    by_year: tuple[SavingsOfYear, ...] = ()
    by_year_level: str | None = None
    quiet: bool = False
