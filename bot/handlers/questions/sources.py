"""The document's own lines around the places that an answer tells of."""

from collections.abc import Iterator

from bot.case_queries import CaseQueries
from records import Answer, Source
from templates import Card, render_notice, render_page, say
from templates.formats import place as place_name
from templates.views import QuotedText, Section

MOST = 8  # places
LONGEST = 300  # letters of a line


def source_card(answer: Answer | None, queries: CaseQueries, language: str) -> Card:
    """A section for each place, its line marked."""
    found = list(dict.fromkeys(source_places(answer)))[:MOST] if answer else []
    sections = [_section(place, queries, language) for place in found]
    if not sections:
        return render_notice(say("doors.no_source", language), language)
    return render_page(say("doors.from_documents", language), sections, language)


def source_places(answer: Answer) -> Iterator[Source]:
    """What was asked for, the case itself, then what is said of it: facts, quotes, milestones."""
    yield from (fact.source for label in answer.asked for fact in answer.facts if fact.label == label and fact.source)
    yield from (row.source for view in answer.cases for row in view.statuses)
    yield from (view.hit.source for view in answer.cases)
    yield from (fact.source for fact in answer.facts if fact.source)
    yield from (quote.source for quote in answer.quotes)
    yield from (milestone.source for milestone in answer.milestones)
    if not answer.cases:
        yield from (hit.source for hit in answer.hits[:MOST])


def _section(place: Source, queries: CaseQueries, language: str) -> Section:
    first, lines = queries.lines(place)
    said = tuple(
        QuotedText(_line(number, text, number == place.line), "")
        for number, text in enumerate(lines, first)
        if text.strip()
    )
    return Section(place_name(place, language), said=said)


def _line(number: int, text: str, marked: bool) -> str:
    text = " · ".join(filter(None, (cell.strip() for cell in text.split("\t"))))  # cells of a table
    short = text if len(text) <= LONGEST else text[:LONGEST] + " …"
    return f"{'▶ ' if marked else ''}{number}: {short}"
