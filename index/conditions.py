"""The limits that a hit must meet, as SQL over the table of entries. Values only ever travel as parameters."""

from collections.abc import Callable
from dataclasses import dataclass

UNDER, OVER, AT_MOST, AT_LEAST, BETWEEN, EXACTLY = "under", "over", "at_most", "at_least", "between", "exactly"
NOT_STATED, IN = "not_stated", "in"

NUMBERS = {
    "saving": ("saving_tkr",),
    "cost": ("cost_tkr",),
    "phase_in_year": ("phase_in_year",),
    "budget_year": ("budget_year",),
    # A bare "tilbagebetalingstid" is met by the service or by the total figure.
    "payback": ("payback_service_years", "payback_total_years"),
}
_OPERATORS = {UNDER: "{0} < ?", OVER: "{0} > ?", AT_MOST: "{0} <= ?", AT_LEAST: "{0} >= ?", EXACTLY: "{0} = ?"}
# An extra cost that is printed where the saving should be is no small saving.
_NO_EXTRA_COST = {UNDER, AT_MOST}

# The words of a status, as LIKE patterns that all must fit, and those that none may fit.
STATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "schedule_slipped": (("%tidsplan%skredet%",), ()),
    "economy_slipped": (("%økonomi%skredet%",), ()),
    "both_slipped": (("%tidsplan%skredet%", "%økonomi%skredet%"), ()),
    "not_as_intended": (("%ikke%som%",), ()),
    "as_planned": (("%som planlagt%",), ("%ikke%",)),
    "implemented": (("%implementeret%",), ("%ikke%",)),
}
LABELS = {"area": "area", "measure": "measure", "affected": "affected"}
COLUMNS = {"municipality", "committee", "administration", "type", "colour"}
FLAGS = {"adopted", "confidential", "cross_cutting"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit. `field` is what is limited; a number has `op` with `low`/`high` (1.000 kr., years or a calendar year), a
    name has `values`, any one of which will do. `negated` turns it round; the op "not_stated" asks for what is missing.
    """

    field: str
    values: tuple[str, ...] = ()
    op: str = ""
    low: float | None = None
    high: float | None = None
    negated: bool = False

    @property
    def id(self) -> str:
        """What takes this condition off a reading again."""
        numbers = "" if self.low is None and self.high is None else f"{self.low}-{self.high}"
        return ":".join(filter(None, (self.field, "not" if self.negated else "", self.op, numbers, *self.values)))


Clause = tuple[str, list[object]]


def clause(condition: Condition) -> Clause:
    """The SQL of one condition on the table `entries`, and its parameters. Raises KeyError for an unknown field."""
    if condition.field in NUMBERS:
        return _number(condition)
    for fields, build in _BUILDERS:
        if condition.field in fields:
            sql, values = build(condition)
            return (f"NOT ({sql})", values) if condition.negated and condition.field != "colour" else (sql, values)
    raise KeyError(condition.field)


def _number(condition: Condition) -> Clause:
    columns = NUMBERS[condition.field]
    if condition.op == NOT_STATED:
        return " AND ".join(f"{column} IS NULL" for column in columns), []
    if condition.op == IN:
        marks = ",".join("?" * len(condition.values))
        return f"{columns[0]} IN ({marks})", [float(value) for value in condition.values]
    if condition.op == BETWEEN:
        one, values = "{0} BETWEEN ? AND ?", [condition.low, condition.high]
    else:
        one, values = _OPERATORS[condition.op], [condition.low]
    if condition.field == "saving" and condition.op in _NO_EXTRA_COST:
        one += " AND {0} >= 0"
    sql = " OR ".join(f"({one.format(column)})" for column in columns)
    return f"({sql})", [value for _ in columns for value in values]


def _label(condition: Condition) -> Clause:
    marks = ",".join("?" * len(condition.values))
    kind = LABELS[condition.field]
    sql = f"id IN (SELECT entry_id FROM labels WHERE kind = ? AND value IN ({marks}))"  # noqa: S608 - only marks
    return sql, [kind, *condition.values]


def _column(condition: Condition) -> Clause:
    marks = ",".join("?" * len(condition.values))
    if condition.field == "colour" and condition.negated:
        return f"colour NOT IN ({marks})", list(condition.values)
    return f"coalesce({condition.field}, '') IN ({marks})", list(condition.values)


def _flag(condition: Condition) -> Clause:
    value = condition.values[0]
    if value == "unstated":
        return f"{condition.field} IS NULL", []
    return f"{condition.field} IS ?", [int(value == "true")]


def _state(condition: Condition) -> Clause:
    wanted, unwanted = STATES[condition.values[0]]
    parts = ["status LIKE ?"] * len(wanted) + ["status NOT LIKE ?"] * len(unwanted)
    sql = " AND ".join(parts)
    return (f"status IS NULL OR ({sql})" if condition.negated else f"({sql})"), [*wanted, *unwanted]


_BUILDERS: tuple[tuple[frozenset[str] | set[str], Callable[[Condition], Clause]], ...] = (
    (set(LABELS), _label),
    (COLUMNS, _column),
    (FLAGS, _flag),
    ({"state"}, _state),
)
