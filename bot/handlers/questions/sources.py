"""The document's own lines around the places that an answer tells of."""

import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from bot.case_queries import CaseQueries
from records import Answer, Source
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Button
from templates.formats import place as place_name
from templates.views import QuotedText, Section

MOST = 8  # places
LONGEST = 300  # letters of a line
# What the first screen shows: so many places, of the first one the lines beside its own as well.
FIRST_PLACES, SHORT, SHORT_BESIDE = 3, 120, 60
SHORTEST_CELL, _BETWEEN = 8, " · "  # letters of a cell that is cut, and what stands between two
ASKED_CELL = 32  # … and of one that holds what was asked for
SHORTEST_WORD, ENDING = 4, 2  # letters of a word that is looked for, and how many its ending may differ in


def source_card(
    answer: Answer | None, queries: CaseQueries, language: str, more: str = "", *, whole: bool = False
) -> Card:
    """A section for each place, its line marked; a button for the page as a picture where one is of a PDF. With the
    value of a button (`more`), and not `whole`: the first places, as much as one screen has room for."""
    found = list(dict.fromkeys(source_places(answer)))[:MOST] if answer else []
    sections = [_section(place, queries, language) for place in found]
    if not sections:
        return render_notice(say("doors.no_source", language), language)
    asked = asked_words(answer) if answer else []
    short = [_on_first_screen(at, place, queries, language, asked) for at, place in enumerate(found[:FIRST_PLACES])]
    shown = short if more and not whole else sections
    row = []
    if shown != sections:
        row.append(Button(ids.MORE_SOURCE, say("buttons.more_source", language), more, "primary"))
    if more and pictured_place(answer):
        row.append(Button(ids.SOURCE_PAGE, say("buttons.source_page", language), more))
    return render_page(say("doors.from_documents", language), shown, language, [row] if row else [])


def pictured_place(answer: Answer | None) -> Source | None:
    """The first place of an answer that is a page of a PDF."""
    places = source_places(answer) if answer else ()
    return next((one for one in places if one.page and one.document.lower().endswith(".pdf")), None)


def _on_first_screen(at: int, place: Source, queries: CaseQueries, language: str, asked: Sequence[str]) -> Section:
    around, most = (1, SHORT_BESIDE) if at == 0 else (0, SHORT)
    return _section(place, queries, language, around, most, asked)


def asked_words(answer: Answer) -> list[str]:
    """What a reader looks for in a line: the figures that were asked for, the sentences that tell most, then the words
    of the question without their endings, the longest first."""
    values = [fact.value for fact in answer.facts if fact.label in answer.asked and fact.value]
    told = [quote.key[:SHORT_BESIDE] for quote in answer.quotes if quote.key]
    words = [one[: max(SHORTEST_WORD, len(one) - ENDING)] for one in re.findall(r"\w+", answer.question)]
    return [*values, *told, *sorted((one for one in words if len(one) >= SHORTEST_WORD), key=len, reverse=True)]


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


def _section(
    place: Source,
    queries: CaseQueries,
    language: str,
    around: int | None = None,
    longest: int = LONGEST,
    asked: Sequence[str] = (),
) -> Section:
    """The lines of a place; only so many `around` its own, where that is said. What has no room is cut around the first
    of the words `asked` that stands there."""
    first, lines = queries.lines(place)
    numbered = [(number, text) for number, text in enumerate(lines, first) if text.strip()]
    own = next((at for at, (number, _) in enumerate(numbered) if number == place.line), 0)
    if around and "\t" in numbered[own][1]:
        around, longest = 0, SHORT  # a row beside it is another case: rather more of its own
    kept = numbered if around is None else numbered[max(own - around, 0) : own + around + 1]
    said = tuple(QuotedText(_line(number, text, number == place.line, longest, asked), "") for number, text in kept)
    return Section(place_name(place, language), said=said)


def _line(number: int, text: str, marked: bool, longest: int, asked: Sequence[str]) -> str:
    cells = [cell for cell in map(str.strip, text.split("\t")) if cell]
    return f"{'▶ ' if marked else ''}{number}: {of_cells(cells, asked, longest)}"


def of_cells(cells: Sequence[str], asked: Sequence[str], longest: int) -> str:
    """The cells of a row, the long ones cut, so that its figures are among what is shown, and most of what holds the
    words `asked`."""
    room = longest - len(_BETWEEN) * (len(cells) - 1)
    least = [ASKED_CELL if any(word.casefold() in one.casefold() for word in asked) else 0 for one in cells]
    for width in range(max(map(len, cells), default=0), SHORTEST_CELL - 1, -1):
        most = [max(width, one) for one in least]
        if sum(map(min, map(len, cells), most)) <= room:
            return _BETWEEN.join(map(cut_around, cells, repeat(asked), most))
    return cut_around(_BETWEEN.join(cells), asked, longest)


def cut_around(text: str, words: Sequence[str], longest: int) -> str:
    """So many letters of a text, and among them the first of `words` that stands in it."""
    if len(text) <= longest:
        return text
    lower = text.casefold()
    at = next((place for word in words if (place := lower.find(word.casefold())) >= 0), 0)
    start = 0 if at < longest * 2 // 3 else min(at - longest // 3, len(text) - longest)
    start = text.find(" ", start, at) + 1 if start else 0
    end = start + longest
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
