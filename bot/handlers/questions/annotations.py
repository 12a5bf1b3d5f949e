"""What people said of the cases of an answer, told beside it: owner, attached messages, figures said to be wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from answers.economy import facts_of
from bot.access import Asker
from bot.case_queries import case_key_of, identity
from index.state.people import AttachedMessage, Attribution, CaseKey, Correction, People, case_of
from index.state.reminders import Reminders, done_of
from records import Answer, CaseView, Fact, Note
from records.amounts import number
from scheduler.rules.watched_cases import milestone_key

CASES, NOTES = 5, 5  # so many cases of an answer, so many of the newest messages of each


def annotated(
    answer: Answer, people: People, zone: tzinfo, reminders: Reminders | None = None, viewer: str = ""
) -> Answer:
    """The answer with what people said of its cases, on which day in `zone`. Beside a printed figure stands what it
    should be, and which milestones are done. `viewer` is the one person who sees it ("": others do as well)."""
    said = [note for view in answer.cases[:CASES] for note in _of(view, people, zone, viewer)]
    said += [note for view in answer.cases[:CASES] for note in _done(view, reminders)] if reminders else []
    return replace(answer, notes=(*answer.notes, *said)) if said else answer


def _of(view: CaseView, people: People, zone: tzinfo, viewer: str) -> Iterator[Note]:
    key = identity(view).key
    newest = {one.field: one for name in _names(view) for one in people.corrections(name)}
    if newest:
        printed = {name: fact.value for name, fact in named_figures(facts_of([view]))}
        yield from (_correction(one, printed.get(one.field), zone) for one in newest.values())
    if owner := people.owner(key):
        yield Note("owned", {"owner": owner[0].name or owner[0].id, **_by(owner[1], zone)})
    for note in people.notes(key)[-NOTES:]:
        yield attached_note(note, viewer, zone)


def attached_note(note: AttachedMessage, viewer: str, zone: tzinfo) -> Note:
    """The note as `viewer` may read it: one from a private conversation has its words only for who attached it."""
    if note.private and not Asker(viewer, mine=(note.said.person,)).may("notes.read_private"):
        return Note("attached_private", _by(note.said, zone))
    by = _by(note.said, zone)
    author = by["name"] if note.author.id == note.said.person else note.author.name
    return Note("attached", {"text": note.text, "author": author, "only_you": note.private, **by})


def _done(view: CaseView, reminders: Reminders) -> Iterator[Note]:
    """The milestones that somebody has called done, the last ones first."""
    found = [
        (mark, milestone)
        for milestone in view.milestones
        for day in {last for _, last in milestone.all_dues}
        if (mark := done_of(reminders.marks((milestone_key(milestone), day))))
    ]
    for mark, milestone in sorted(found, key=lambda one: one[0].at, reverse=True)[:NOTES]:
        values = {"goal": milestone.goal, "name": mark.by.name or mark.by.id, "date": mark.on, "said": mark.note}
        yield Note("milestone_done", values)


def _names(view: CaseView) -> list[str]:
    """The keys that the case has had: a figure may have been corrected before its proposal was followed up."""
    own = view.proposal
    before = [CaseKey(own.municipality, own.code, own.budget_year, own.title)] if own else []
    rows = [row for way in view.past for row in way]  # a code may have been spelled otherwise
    before += [case_of(row) for row in rows]
    cases = [*before, *map(case_key_of, view.hit.also), case_key_of(view.hit), identity(view)]
    return list(dict.fromkeys(case.key for case in cases))


def _correction(one: Correction, now: str | None, zone: tzinfo) -> Note:
    """What was said, what was decided about it, and whether the document says something else by `now`."""
    field = one.field.split("/")[0]
    values = {"field": field, "printed": one.printed, "corrected": one.corrected, **_by(one.said, zone)}
    if now is not None and now != one.printed:
        return Note("corrected_since" if _same(now, one.corrected) else "printed_anew", {**values, "now": now})
    if one.ruling is None:
        return Note("corrected", {**values, "why": one.why})
    judge = {
        "judge": one.ruling.said.name or one.ruling.said.person,
        "judged": one.ruling.said.when.astimezone(zone).date(),
    }
    if one.ruling.accepted:
        return Note("corrected_accepted", {**values, **judge, "why": one.why})
    return Note("corrected_rejected", {**values, **judge})


def _same(printed: str, corrected: str) -> bool:
    """A saving is printed with a minus and spoken of without."""
    one, other = number(printed), number(corrected)
    return one is not None and other is not None and abs(one) == abs(other)


def _by(said: Attribution, zone: tzinfo) -> dict[str, object]:
    return {"name": said.name or said.person, "date": said.when.astimezone(zone).date()}


def correctable_figures(answer: Answer) -> list[tuple[str, Fact]]:
    """The figures of a case that can be wrong, each with the name that a correction knows it by."""
    return named_figures(answer.facts)


def named_figures(facts: Iterable[Fact]) -> list[tuple[str, Fact]]:
    """The same of any facts. What an earlier report says is history, and no figure of the case."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if isinstance(fact.values.get("raw"), int | float) and fact.label != "count" and "as_of" not in fact.values:
            area = fact.values.get("area")
            found.setdefault(f"{fact.label}/{area}" if area else fact.label, fact)
    return list(found.items())
