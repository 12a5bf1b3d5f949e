"""The document's own lines around the places that an answer tells of."""

from collections.abc import Iterator

from bot.case_queries import Archive
from records import Answer, Source
from templates import Card, render_notice, render_page, say
from templates.formats import place as place_name
from templates.views import Said, Section

MOST = 8  # places
LONGEST = 300  # letters of a line


def card(answer: Answer | None, archive: Archive, language: str) -> Card:
    """A section for each place, its line marked."""
    found = list(dict.fromkeys(places(answer)))[:MOST] if answer else []
    sections = [_section(place, archive, language) for place in found]
    if not sections:
        return render_notice(say("doors.no_source", language), language)
    return render_page(say("doors.from_documents", language), sections, language)


def places(answer: Answer) -> Iterator[Source]:
    """The case itself, then what is said of it: facts, quotes, milestones."""
    yield from (row.source for view in answer.cases for row in view.statuses)
    yield from (view.hit.source for view in answer.cases)
    yield from (fact.source for fact in answer.facts if fact.source)
    yield from (quote.source for quote in answer.quotes)
    yield from (milestone.source for milestone in answer.milestones)
    if not answer.cases:
        yield from (hit.source for hit in answer.hits[:MOST])


def _section(place: Source, archive: Archive, language: str) -> Section:
    first, lines = archive.lines(place)
    said = tuple(
        Said(_line(number, text, number == place.line), "") for number, text in enumerate(lines, first) if text.strip()
    )
    return Section(place_name(place, language), said=said)


def _line(number: int, text: str, marked: bool) -> str:
    short = text.strip() if len(text) <= LONGEST else text.strip()[:LONGEST] + " …"
    return f"{'▶ ' if marked else ''}{number}: {short}"
