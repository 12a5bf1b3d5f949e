"""The ways to read a question: the limits on its numbers, and the cheapest cover of what they leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from filters.conditions import are_ends, is_range
from filters.fields import AMOUNT, FIELDS, YEAR, YEARS
from questions import costs
from questions.cover import Cover, Piece, cheapest
from questions.intents import TOLD
from questions.limits import Limit, limits_of
from questions.quantities import BARE, Quantity
from questions.query import Filter
from questions.sentence import Sentence
from questions.tokens import Token

TRIED = 12  # ways of reading the numbers that are held against the other words


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One reading of all words, and what it costs."""

    limits: tuple[Limit, ...]
    cover: Cover
    cost: float

    @property
    def taken(self) -> frozenset[int]:
        """The tokens that limits on numbers take."""
        return frozenset().union(*(one.places for one in self.limits))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all limits."""
        numbers = {filter_.id for one in self.limits for filter_ in one.filters}
        return frozenset(numbers | {one.meaning.id for one in self.cover.parts if isinstance(one.meaning, Filter)})


def readings(sentence: Sentence, parts: Sequence[Piece], year: str) -> list[Interpretation]:
    """The readings of a question, the cheapest first. `parts` are all that its words can mean; `year` is what a year
    limits whose field is not named (`year_field`)."""
    small = sentence.framing - frozenset().union(*(one.places for one in parts if one.kind != "frame"))
    leaving = [_leaving(token, at, sentence, small) for at, token in enumerate(sentence.tokens)]
    wanted = [one for one in sentence.values if one.kind != BARE]
    read = []
    for cost, chosen in limits_of(sentence, wanted, year)[:TRIED]:
        taken = frozenset().union(*(one.places for one in chosen))
        cover = cheapest(parts, leaving, taken)
        read.append(Interpretation(tuple(chosen), cover, cost + cover.cost + _against(chosen, sentence)))
    return sorted(read, key=lambda one: one.cost)


def _against(chosen: Sequence[Limit], sentence: Sentence) -> float:
    """What it costs that two limits on one amount hold nothing between them, where no "or" stands there, and the word of
    another amount is left that one of them may be of."""
    named = frozenset().union(*(one.named for one in chosen))
    left = {one.name for one in sentence.of("field") if not one.places & named}
    ors = sorted(sentence.starts("join", "or"))
    cost = 0.0
    for one, other in combinations(chosen, 2):
        first, second = sorted((one.value.start, other.value.start))
        ends = FIELDS[one.filter.field].kind == AMOUNT and are_ends(one.filter, other.filter)
        alike = one.filter.field == other.filter.field and not (one.filter.negated or other.filter.negated)
        apart = ends and one.filter.low != other.filter.low and not is_range(one.filter, other.filter)
        others = any(FIELDS[name].kind == AMOUNT for name in left - {one.filter.field} if name in FIELDS)
        if alike and apart and others and not any(first < at < second for at in ors):
            cost += costs.NOTHING_MEETS
    return cost


def _leaving(token: Token, at: int, sentence: Sentence, framing: frozenset[int]) -> float:
    """What it costs to leave a token out."""
    if token.kind == "sign":
        return costs.SIGN
    if any(one.start <= at < one.end and one.kind in (AMOUNT, YEAR) for one in sentence.values):
        return costs.NUMBER
    if any(one.start <= at < one.end and one.kind == YEARS for one in sentence.values):
        return costs.SAYING / 2
    if any(atom.name == "words" and atom.start <= at < atom.end for atom in sentence.of("not")):
        return costs.NEGATION
    return costs.FRAMING if at in framing or token.kind == "number" else costs.SAYING


_BESIDE_A_YEAR = frozenset({"field", "order", "rows", "total", "group", "ask", "source"})


def bare_year(sentence: Sentence) -> Quantity | None:
    """The one year beside which nothing is said but what is listed, summed, sorted or reported ("besparelser 2026"):
    such a year is never what is asked about."""
    years = [one for one in sentence.values if one.kind == YEAR and one.high is None and not one.several]
    if len(years) != 1 or sentence.times:
        return None
    said = {at for at, token in enumerate(sentence.tokens) if token.kind != "sign"} - sentence.framing
    beside = [*sentence.of(*_BESIDE_A_YEAR), *(atom for atom in sentence.of("frame") if atom.name == "report")]
    taken = {at for atom in beside for at in atom.places}
    return years[0] if said <= taken | set(range(years[0].start, years[0].end)) else None


def year_field(sentence: Sentence, parts: Sequence[Piece], asks: frozenset[str]) -> str:
    """What a year limits that stands alone: the budget year, where cases, sums or other limits are asked for."""
    if asks & {"changes"} or (asks & {"milestones", "responsible"} and not any(p.kind == "code" for p in parts)):
        return ""
    if bare_year(sentence) and not asks & (TOLD | {"who"}):
        return "budget_year"
    kinds = {part.kind for part in parts}
    rows = {part.meaning for part in parts if part.kind == "rows"}
    amounts = any(one.kind == AMOUNT for one in sentence.values)
    if "code" in kinds or "case" in rows or kinds & {"limit", "order", "total", "group"} or amounts:
        return "budget_year"
    return ""
