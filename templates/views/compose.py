"""Puts the view of an answer together."""

from collections.abc import Sequence
from dataclasses import replace

from records import Answer, CaseView, Fact, Milestone, Note, Quote
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import entries, facts, grids, moved, reading
from templates.views.names import case_name, place, title_of
from templates.views.pieces import CardEntry, CardView, QuotedText, ValueLine

# Of a list, in the plain text; the card shows fewer.
FIRST_HITS = 20
FIRST_MILESTONES = 40
FIRST_NEAREST = 5
# Told in the entry of the case, so not told again as facts.
_IN_ENTRY = {"status", "colour"}
# Cards that show the milestones themselves.
_OF_MILESTONES = {"milestones", "responsible"}
_OF_HITS = {"search", "status_list"}


def card_view(answer: Answer, first: int = 0) -> CardView:
    """What there is to show of `answer`, in its own language; of its hits, or of the milestones that it lists, those
    from `first` on."""
    language, table = answer.language, answer.table
    lines = facts.lines(_facts(answer), language)
    lead, rest = (lines, ()) if answer.intent in _OF_HITS else facts.first_and_rest(lines)
    warnings, notes = reading.notes((*_beside(answer), *answer.notes, *_alternatives(answer)), language)
    due, pages = _milestones(answer), lists_milestones(answer)
    milestones = _entries(due[first:] if pages else due, language, _several(due))
    hits = _hits(answer, first)
    return CardView(
        headline=headline(answer, lines),
        reading=reading.parts(answer.reading.parts, language),
        cases=tuple(entries.case(one, language, len(answer.cases) == 1) for one in answer.cases),
        lead=lead,
        rest=rest,
        said=tuple(_said(quote, language) for quote in answer.quotes),
        units=_units(answer.milestones),
        milestones=milestones,
        milestone_count=len(due),
        rows=facts.table_lines(table, language) if table and table.unit != "text" else (),
        heads=grids.grid_heads(table, language) if table else (),
        groups=facts.groups(table, language) if table and table.unit == "text" else _moved(answer),
        hits=hits,
        first=first,
        listed=len(milestones if pages else hits),
        total=max(answer.total, len(answer.hits)),
        cases_first=bool(answer.asked),
        near_said=tuple(_said(quote, language) for quote in answer.near_quotes),
        nearest=tuple(entries.hit(one, language) for one in answer.nearest[:FIRST_NEAREST]),
        warnings=warnings,
        notes=(*notes, *reading.covered(answer.coverage, language)),
    )


def _beside(answer: Answer) -> Sequence[Note]:
    """What of the question was left out, and what was brought along from the one before."""
    words = [say("ui.quote", answer.language, text=word) for word in answer.ignored]
    parts = joined(reading.parts(answer.carried, answer.language))
    ignored = [Note("ignored", {"words": words})] if words else []
    return [*([Note("carried", {"parts": parts})] if parts else []), *ignored]


def _alternatives(answer: Answer) -> Sequence[Note]:
    """The other readings: numbered where it is asked which is meant, else at the end."""
    labels = reading.alternatives(answer)
    if reading.is_undecided(answer):
        return [Note("one_reading", {"number": at, "parts": label}) for at, label in enumerate(labels, 1)]
    return [Note("did_you_mean", {"parts": label}) for label in labels]


def _hits(answer: Answer, first: int) -> tuple[CardEntry, ...]:
    told = () if answer.cases else answer.movements
    return tuple(
        moved.entry(one, told[at], answer.language) if at < len(told) else entries.hit(one, answer.language)
        for at, one in enumerate(answer.hits[first : first + FIRST_HITS], first)
    )


def _moved(answer: Answer) -> tuple[CardEntry, ...]:
    """What moved of the cases that the card is about; a case that is alone has its name above."""
    pairs = zip(answer.cases, answer.movements, strict=False)
    alone = len(answer.cases) == 1
    return tuple(moved.entry(None if alone else case.hit, rows, answer.language) for case, rows in pairs if rows)


def _facts(answer: Answer) -> Sequence[Fact]:
    """The facts that the card does not tell in another way."""
    told = _IN_ENTRY if answer.cases else set()
    if answer.intent in _OF_MILESTONES and answer.milestones:
        told = told | {"due", "responsible"}
    # What two reports say of a field is told together, where the case has moved.
    found = [fact for fact in answer.facts if fact.label not in told and "as_of" not in fact.values]
    if answer.intent == "compare" and answer.table:
        compared = {row[0] for row in answer.table.rows}
        return [fact for fact in found if fact.label in compared]
    return facts.without_repeats(found)


def _milestones(answer: Answer) -> Sequence[Milestone]:
    """On the card of a case only those that are still to come."""
    if answer.intent in _OF_MILESTONES:
        return answer.milestones
    return entries.upcoming(answer.milestones, answer.today)


def lists_milestones(answer: Answer) -> bool:
    """Is it the milestones that the card turns the pages of?"""
    return answer.intent in _OF_MILESTONES and bool(answer.milestones)


def _several(milestones: Sequence[Milestone]) -> bool:
    """Are they of more than one case?"""
    return len({(one.municipality, one.code, one.title) for one in milestones}) > 1


def _entries(milestones: Sequence[Milestone], language: str, several: bool) -> tuple[CardEntry, ...]:
    return tuple(entries.milestone(one, language, several) for one in milestones[:FIRST_MILESTONES])


def _units(milestones: Sequence[Milestone]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in milestones if (text := one_line(one.responsible))))


def _said(quote: Quote, language: str) -> QuotedText:
    heading = " – ".join(dict.fromkeys(filter(None, (one_line(quote.title), one_line(quote.heading)))))
    return QuotedText(
        say("ui.quote", language, text=quote.text), place(quote.source, language, quote.last_line), heading
    )


# ---------------------------------------------------------------- headlines


def headline(answer: Answer, lines: Sequence[ValueLine]) -> str:
    """What the answer is, in a line."""
    return _total_headline(answer, lines) if answer.intent == "total" else _other_headline(answer)


def _total_headline(answer: Answer, lines: Sequence[ValueLine]) -> str:
    language = answer.language
    if answer.facts and answer.facts[0].label == "groups":
        counted = answer.facts[0].values
        return say("headlines.groups", language, count=int(str(counted["raw"])), by=counted.get("by", ""))
    if answer.table and answer.table.rows and _is_ordered(answer):
        first = facts.table_lines(replace(answer.table, rows=answer.table.rows[:1]), language)[0]
        return say("headlines.group_first", language, name=first.label, value=first.value)
    if answer.facts and answer.facts[0].label != "count":
        return lines[0].text
    cases = any(note.kind == "counted_cases" for note in answer.notes)
    return say(f"headlines.{'status_list' if cases else 'total'}", language, total=answer.total)


def _other_headline(answer: Answer) -> str:
    language = answer.language
    if answer.intent == "changes" or (answer.intent == "status" and answer.cases):
        return _case_headline(answer)
    if answer.intent == "compare":
        return say("headlines.compare", language, names=[case_name(one, language) for one in answer.cases])
    if answer.intent in _OF_MILESTONES:
        return say(
            f"headlines.{answer.intent}", language, count=len(answer.milestones), name=_only(answer.cases, language)
        )
    if reading.is_undecided(answer):
        return say("headlines.which_reading", language)
    if answer.near_quotes and answer.intent == "unknown":
        return say("headlines.not_sure", language)
    return say(f"headlines.{answer.intent}", language, total=max(answer.total, len(answer.hits)))


def _is_ordered(answer: Answer) -> bool:
    """Is the first of the groups what was asked for, and not the sum of all?"""
    return any(part.kind == "order" for part in answer.reading.parts)


def _case_headline(answer: Answer) -> str:
    language = answer.language
    if not answer.cases:
        return say("headlines.changes", language, total=answer.total)
    if answer.intent == "changes":
        names = [case_name(one, language) for one in answer.cases]
        return say("headlines.changes_of", language, names=names)
    if len(answer.cases) == 1:
        return title_of(answer.cases[0].hit, language)
    return say("headlines.status", language, total=len(answer.cases))


def _only(cases: Sequence[CaseView], language: str) -> str:
    return title_of(cases[0].hit, language) if len(cases) == 1 else ""
