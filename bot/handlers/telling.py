"""What people said of the cases of an answer, told beside it: owner, attached messages, figures said to be wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo

from bot.archive import identity
from index.people import Correction, People, Said
from records import Answer, CaseView, Fact, Note

CASES, NOTES = 5, 5  # so many cases of an answer, so many of the newest messages of each


def told(answer: Answer, people: People, zone: tzinfo) -> Answer:
    """The answer with what people said of its cases, on which day in `zone`. Beside a printed figure stands what it
    should be."""
    said = [note for view in answer.cases[:CASES] for note in _of(view, people, zone)]
    return replace(answer, notes=(*answer.notes, *said)) if said else answer


def _of(view: CaseView, people: People, zone: tzinfo) -> Iterator[Note]:
    key = identity(view).key
    newest = {one.field: one for one in people.corrections(key)}
    yield from (_correction(one, zone) for one in newest.values())
    if owner := people.owner(key):
        yield Note("owned", {"owner": owner[0].name or owner[0].id, **_by(owner[1], zone)})
    for note in people.notes(key)[-NOTES:]:
        yield Note("attached", {"text": note.text, **_by(note.said, zone)})


def _correction(one: Correction, zone: tzinfo) -> Note:
    field = one.field.split("/")[0]
    values = {"field": field, "printed": one.printed, "corrected": one.corrected, "why": one.why}
    return Note("corrected", {**values, **_by(one.said, zone)})


def _by(said: Said, zone: tzinfo) -> dict[str, object]:
    return {"name": said.name or said.person, "date": said.when.astimezone(zone).date()}


def figures(answer: Answer) -> list[tuple[str, Fact]]:
    """The figures of a case that can be wrong, each with the name that a correction knows it by."""
    found: dict[str, Fact] = {}
    for fact in answer.facts:
        if isinstance(fact.values.get("raw"), int | float) and fact.label != "count":
            area = fact.values.get("area")
            found.setdefault(f"{fact.label}/{area}" if area else fact.label, fact)
    return list(found.items())
