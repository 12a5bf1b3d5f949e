"""What answers are made of: how a question was read, as the parts that a person can take off, and the cases in it."""

from collections.abc import Sequence
from datetime import date

from filters.parts import part_of
from questions.query import Query
from records import Answer, CaseView, Part, Reading

TOPIC, ORDER = "topic", "order"


def reading_of(query: Query, spelled: str = "") -> Reading:
    """The parts of `query`: its cases, its topic, its limits, its order."""
    parts = [
        Part(f"code:{code.code}:{code.year or ''}", "code", {"code": code.code, "year": code.year})
        for code in query.codes
    ]
    if query.topic:
        parts.append(Part(TOPIC, "topic", {"text": spelled or " ".join(query.topic)}))
    parts += [part_of(condition) for condition in query.filters]
    if query.measure:
        values = {"what": query.measure.what, "field": query.measure.field}
        parts.append(Part("measure_of", "measure_of", values, removable=False))
        if query.measure.group:
            had = query.measure.having
            limited = {"op": had.op, "low": had.low} if had else {}
            parts.append(Part("group", "group", {"by": query.measure.group, **limited}))
    if query.order:
        direction = "descending" if query.order.descending else "ascending"
        few = {"place": query.order.place, "first": query.order.limit or 1}
        few = {name: number for name, number in few.items() if number > 1}
        parts.append(Part(ORDER, "order", {"by": query.order.field, "direction": direction, **few}))
    return Reading(tuple(parts))


def reading_id(reading: Reading) -> str:
    """What chooses this reading of several."""
    return f"reading:{'|'.join(part.id for part in reading.parts)}"


def answer_about(query: Query, cases: Sequence[CaseView], today: date, intent: str) -> Answer:
    """The answer about these cases, with nothing said of them yet."""
    return Answer(
        question=query.text,
        language=query.language,
        intent=intent,
        today=today,
        reading=reading_of(query),
        total=len(cases),
        hits=tuple(view.hit for view in cases),
        cases=tuple(cases),
    )
