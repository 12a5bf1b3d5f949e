"""The limits of a reading together: names of one kind are a choice, and "not" reaches over the list that it begins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from filters.fields import CHOICES, LABELLED
from questions.cover import Piece
from questions.limits import Limit
from questions.periods import due_filters, since_filters
from questions.query import Filter
from questions.readings import Interpretation
from questions.sentence import Sentence
from records.names import COMMITTEES

FARTHEST_BOTH = 8  # tokens between "both" and the second of two names
FARTHEST_BUDGET = 5  # small words between "vedtaget" and the budget


def filters_of(read: Interpretation, sentence: Sentence, asks: frozenset[str], today: date) -> tuple[Filter, ...]:
    """All limits that a reading has: periods, numbers and names."""
    numbers = [filter_ for one in read.limits for filter_ in one.filters]
    named = [_reporting(part, sentence) for part in read.cover.parts if isinstance(part.meaning, Filter)]
    years = [one for one in read.limits if one.filter.field == "budget_year"]
    found = _joined([part for part in named if not _of_a_budget(part, years, sentence)], sentence)
    timed = []
    if "changes" in asks:
        timed = since_filters(sentence, today)
    elif asks & {"milestones", "responsible"} and not years:
        timed = due_filters(sentence, asks, today)
    return tuple(dict.fromkeys([*timed, *numbers, *found]))


def _reporting(part: Piece, sentence: Sentence) -> Piece:
    """ "Socialforvaltningens opfølgning" is the report to its committee, under which all of its rows stand: not only
    those that name the administration."""
    reports = {atom.start for atom in sentence.of("frame") if atom.name == "report"}
    limit = part.meaning
    if not isinstance(limit, Filter) or limit.field != "administration" or part.end not in reports:
        return part
    above = tuple(name for name, one in COMMITTEES.items() if one.administration in limit.values)
    return replace(part, meaning=replace(limit, field="committee", values=above)) if above else part


def _of_a_budget(part: Piece, years: Sequence[Limit], sentence: Sentence) -> bool:
    """ "Vedtaget i budget 2025" names the budget year, and says nothing more."""
    if part.meaning != Filter("adopted", ("true",)):
        return False
    firsts = [min(one.places) for one in years if min(one.places) >= part.end]
    between = range(part.end, min(firsts, default=0))
    return bool(firsts) and len(between) <= FARTHEST_BUDGET and all(at in sentence.framing for at in between)


def _joined(parts: Sequence[Piece], sentence: Sentence) -> list[Filter]:
    """Names of one kind in a list are one limit, any of them; "not" reaches over the list that it begins."""
    made: dict[tuple[str, bool], Filter] = {}
    before: Piece | None = None
    for part in parts:
        one: Filter = part.meaning  # type: ignore[assignment]
        if before and _listed(before, part, sentence):
            one = replace(one, negated=one.negated or before.meaning.negated)  # type: ignore[attr-defined]
        before = replace(part, meaning=one)
        joined = one.field in CHOICES and not one.op and not _is_both(part, sentence)
        key = (one.field, one.negated) if joined else (one.id, one.negated)
        kept = made.get(key)
        values = tuple(dict.fromkeys((*(kept.values if kept else ()), *one.values)))
        called = ", ".join(dict.fromkeys(filter(None, (kept.label if kept else "", one.label))))
        made[key] = replace(one, values=_ordered(one.field, values), label=called)
    return list(made.values())


def _is_both(part: Piece, sentence: Sentence) -> bool:
    """ "Både skoler og udsatte børn": a case that stands under several areas may stand under both."""
    labels = isinstance(part.meaning, Filter) and part.meaning.field in LABELLED
    return labels and any(0 <= part.start - at <= FARTHEST_BOTH for at in sentence.starts("join", "both"))


def _ordered(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(values, key=("red", "yellow", "green").index)) if field == "colour" else values


def _listed(before: Piece, part: Piece, sentence: Sentence) -> bool:
    """Do only "og", "eller" and commas stand between two names of a kind?"""
    first, second = before.meaning, part.meaning
    if not isinstance(first, Filter) or not isinstance(second, Filter) or first.field != second.field:
        return False
    if first.field not in CHOICES:
        return False
    joins = {atom.start for atom in sentence.of("between") if atom.name == "list"}
    small = {"de", "the", "i"}
    return all(at in joins or sentence.tokens[at].key in small for at in range(before.end, part.start))
