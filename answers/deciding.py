"""Which intent answers a question, once its reading has met the documents."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from answers import grouping, naming, unknown
from answers.alternatives import with_alternatives
from answers.amounts_of_others import held_notes
from answers.intents import INTENTS, compare, figure, passage, status
from answers.matching import asked_for
from answers.named_in_texts import without_owners
from answers.needs import names_goals, need_of
from answers.prose import told as of_documents
from answers.quoting import MOST, near_quotes
from answers.selecting import limits
from answers.tables import of_cases
from answers.things_asked import with_whole_terms
from answers.titled import with_type_in_titles, with_whole_title
from index.search.ranking import inverse_frequency
from index.search.search_facade import Library
from questions.intents import NAMED, OPEN, TOLD
from questions.query import Missing, Query
from records import Answer, Note, Quote

FEW = 3  # hits of a question in words, beside which the texts are told as well
TELLING = 0.53  # of what a word tells that one text alone holds: a word that tells as much is no aside
SEVERAL = 2  # municipalities that do a thing: "hvem arbejder med …" asks for them, and not for who is to do it
_LISTED = ("total", "search", "responsible", "milestones")
_LIMITED = ("status_list", "changes")
_COUNTED = ("search", "total", "status_list")
# Which no list answers whose words were left out.
_OF_SOMEBODY = frozenset({"says", "who", "when", "where", "thing", "whether"})
_IN_NO_LIST = ("duration", "distance", "area")  # values that no list, and no sum, holds
_STRICT = ("contact", "address", "name", "product")
_TOLD_BESIDE = ("passage", "responsible", "milestones", "search")


def answer(query: Query, library: Library, today: date) -> Answer:
    """The answer of the intent that the words call for, with how they were read, and how else they may be read. What
    names something that the documents do not hold is unknown, whatever it asks."""
    made = _of_reading(query, library, today)
    return with_alternatives(query, made, lambda one: _of_reading(one, library, today)) if query.alternatives else made


def _spelled(query: Query) -> tuple[Note, ...]:
    """How names with a slip were read."""
    return tuple(Note("spelled_as", {"typed": typed, "read": read}) for typed, read in query.spelled)


def _of_reading(query: Query, library: Library, today: date) -> Answer:
    """The answer of one reading."""
    query = with_type_in_titles(with_whole_title(with_whole_terms(query, library), library), library)
    if share := _share(query):
        query = replace(query, missing=(*query.missing, Missing("words", share)))
    if query.missing:
        found = _of_a_cell(query, library, today) or unknown.missing(query, library, today)
    elif rest := _of_the_rest(query, library, today):
        query, found = replace(query, ignored=()), rest
    else:
        found = _answered(query, library, today)
        if found.intent == "unknown" or _is_empty(found):
            found = without_owners(query, lambda one: _answered(one, library, today)) or found
        if _is_empty(found) and (rest := _of_what_was_left_out(query, library, today)):
            query, found = replace(query, ignored=()), rest
        elif _is_empty(found):
            found = unknown.unstated(query, library, today) or found
        found = unknown.not_there(query, found, "") if _lacks(query, found) else found
    strange = unknown.strange_codes(query, library) if found.intent != "unknown" else ()
    return replace(
        found,
        notes=(*_spelled(query), *held_notes(query, library), *strange, *found.notes),
        near_quotes=found.near_quotes or _beside(query, found, library),
        ignored=(*query.background, *query.replaced, *query.ignored),
        carried=tuple(part for part in found.reading.parts if part.id in query.carried),
    )


def _lacks(query: Query, found: Answer) -> bool:
    """Is a name or an address asked for, and nothing of the kind in what would be said?"""
    need = need_of(query.text)
    if need is None or need.name not in _STRICT or query.rows or found.intent == "unknown":
        return False
    said = (*(one.text for one in found.quotes), *(str(one.value) for one in found.facts))
    return not any(map(need.held, said))


def _share(query: Query) -> str:
    """The words that ask for a share of which nothing says what it is a part of: no list and no number answers that."""
    told = query.measure is not None and query.measure.is_share
    if told or query.topic or query.codes or query.intent not in (*_LISTED, *_LIMITED):
        return ""
    need = need_of(query.text)
    said = need.says(query.text) if need and need.name == "share" else None
    return said[0] if said else ""


def _of_a_cell(query: Query, library: Library, today: date) -> Answer | None:
    """The cell whose row, column and caption hold the words that were not understood as a limit; None without one."""
    if not all(one.kind in ("words", "number") for one in query.missing):
        return None
    words = replace(query, topic=query.said, filters=(), measure=None, missing=())
    for one in (query, words):
        if figure.fits(one, library) and (found := figure.answer(one, library, today)).figures:
            return found
    return None


def _answered(query: Query, library: Library, today: date) -> Answer:
    """Where a list is empty, its words may name a case, or what a text says ("nyhedsbrev: antal abonnenter")."""
    intent = decided_intent(query, library)
    if "table" in query.asks and not query.codes and intent in (*_LISTED, *_LIMITED):
        return unknown.answer(query, library, today)  # no list is a cell of a table
    if told := _told_first(query, intent, library, today):
        return told
    found = INTENTS[intent].answer(replace(query, intent=intent), library, today)
    if found.hits:
        return found
    return _instead_of_none(query, intent, found, library, today)


def _instead_of_none(query: Query, intent: str, found: Answer, library: Library, today: date) -> Answer:
    """What the cells of a table, a text or a case say, where `found` lists nothing."""
    if intent in _LISTED and figure.fits(of_cells := replace(query, rows=""), library):
        return figure.answer(of_cells, library, today)
    if not query.topic:
        return found
    if intent in _LIMITED and (checked := _checked(query, library, today)):
        return checked
    if intent in _LIMITED and query.asks & OPEN and not query.rows:
        asked = _of_all_words(query)
        told = _but_cells(query, of_documents(asked, library, today)) or status.answer_named(query, library, today)
        return told or (unknown.answer(asked, library, today) if query.asks & TOLD else found)
    if intent == "status" and "when" in query.asks and not query.codes:
        return _due(query, library, today) or found
    return _instead_of_search(query, found, library, today) if intent == "search" else found


def _but_cells(query: Query, told: Answer | None) -> Answer | None:
    """What is told without cells of tables, where what cases meet was asked for: a cell meets no colour."""
    if told is None or not told.figures or not of_cases(query):
        return told
    return replace(told, figures=(), facts=()) if told.quotes else None


def _is_empty(found: Answer) -> bool:
    """Is it a list, a number or a sum of nothing?"""
    return found.intent in _COUNTED and not (found.hits or found.quotes or found.figures)


def _of_what_was_left_out(query: Query, library: Library, today: date) -> Answer | None:
    """What texts say of all the words, or that it is not known, where some that tell what a text is about were left
    out: that nothing meets the rest is no answer to half a question."""
    if query.topic or not _telling(query.ignored, query.language, library):
        return None
    if checked := _checked(replace(query, topic=query.ignored, ignored=()), library, today):
        return checked
    return _told_or_unknown(replace(_of_all_words(query), ignored=()), library, today)


def _instead_of_search(query: Query, found: Answer, library: Library, today: date) -> Answer:
    if query.rows:  # "er forslaget om … vedtaget": what is said of the case is checked, not looked for
        return _checked(query, library, today) or found
    if query.order:
        return compare.of_titles(query, library, today) or found
    return status.answer_named(query, library, today) or _of_texts(query, library, today) or found


def _due(query: Query, library: Library, today: date) -> Answer | None:
    """The goals of which it is asked when they are met ("hvornår er … færdig"), where no list answers that."""
    made = INTENTS["milestones"].answer(replace(query, intent="milestones"), library, today)
    return made if made.milestones else None


def _of_all_words(query: Query) -> Query:
    """The question for what a text says of all the words, where those that were read as limits left no case: "hvem
    tjekker at … er færdig" lists nothing that is finished."""
    named = tuple(one for one in query.filters if one.field in NAMED)
    return replace(query, intent="passage", topic=query.said, filters=named, order=None, measure=None)


def _told_first(query: Query, intent: str, library: Library, today: date) -> Answer | None:
    """The field of a case, or what one of many costs, where the words of a list ask for that."""
    if not query.topic:
        return None
    if intent == "search" and (told := passage.of_field(query, library, today)):
        return told
    if "whether" in query.asks and naming.by_title(query, library).share >= naming.WHOLE:
        return _checked(query, library, today)
    if intent in ("search", "status") and not query.codes and _in_no_field(query):
        return of_documents(replace(query, intent="passage"), library, today) or unknown.answer(query, library, today)
    return None


def _in_no_field(query: Query) -> bool:
    """Is the price of one of many asked for, or what a thing is called? No sum or title of a case is an answer."""
    need = need_of(query.text)
    return need is not None and need.name in ("unit", "product")


def _beside(query: Query, made: Answer, library: Library) -> tuple[Quote, ...]:
    """What other texts say, where the answer does not hold every word that was asked about, or is empty."""
    few = not made.hits or (len(made.hits) <= FEW and query.asks & OPEN)
    if not query.topic or query.codes or made.intent not in _TOLD_BESIDE or (made.intent == "search" and not few):
        return ()
    asked = asked_for(query.topic, query.language, library)
    goals = [f"{one.goal} {one.measured_by} {one.responsible} {one.title}" for one in made.milestones]
    said = [f"{one.title} {one.heading} {one.text}" for one in made.quotes]
    if made.intent != "search" and not asked.missing(*goals, *said):
        return ()
    told = {one.source for one in made.quotes}
    near = near_quotes(query, library, library.passages_in(limits(query)))
    return tuple(one for one in near if one.source not in told)[: MOST - len(made.quotes)]


def _checked(query: Query, library: Library, today: date) -> Answer | None:
    if "whether" not in query.asks or not any(one.field in naming.SAID_OF_IT for one in query.filters):
        return None
    query = replace(query, asks=frozenset({"whether"}), rows="")
    made = status.answer_named(query, library, today)
    if not made and (named := naming.by_all_texts(query, library)):
        made = status.about_case(status.beside(query, named), named.cases, library, today)
        left = (Note("nearest_case", {"words": list(named.rest)}),) if named.rest else ()
        made = replace(made, notes=(*left, *made.notes))
    return made if made and len(made.cases) == 1 else None


def _of_the_rest(query: Query, library: Library, today: date) -> Answer | None:
    """What a text says of the words that a list or a sum would leave out; None where none is sure to."""
    named = "whether" in query.asks and query.topic and not (found := naming.by_title(query, library)).rest and found
    if named and query.ignored and (checked := _checked(query, library, today)):
        return checked  # "is the trial with … for admin work on track": the case is named by the rest
    need = need_of(query.text)
    strict = query.intent in _COUNTED and (query.asks & _OF_SOMEBODY or (need and need.name in _IN_NO_LIST))
    if not (query.ignored and (strict or (query.asks & OPEN and query.intent in _LISTED))):
        return None
    asked = replace(query, intent="passage", topic=query.ignored, ignored=(), measure=None, order=None)
    if query.intent == "total" and max(len(limits(query)), 1) < len(query.ignored):  # most of it would be left out
        return _told_or_unknown(asked, library, today)
    if query.rows and query.intent in ("total", "search") and not strict:
        return None
    if made := of_documents(asked, library, today):
        return made
    told = _telling(query.ignored, query.language, library) if query.intent != "search" else ()
    told = told or (query.ignored if strict else ())
    return unknown.answer(replace(asked, topic=told), library, today) if told else None


def _told_or_unknown(query: Query, library: Library, today: date) -> Answer:
    """What texts say of it, or a field of the case that is clearly the nearest; else that it is not known."""
    told = of_documents(query, library, today) or passage.of_nearest_case(query, library, today)
    return told or unknown.answer(query, library, today)


def _telling(left: Sequence[str], language: str, library: Library) -> tuple[str, ...]:
    """The words that are no aside: texts hold them, and they tell what a text is about."""
    asked = asked_for(left, language, library)
    enough = TELLING * inverse_frequency(len(library.postings("passages").units), 1)
    return tuple(
        one.typed
        for one, worth in zip(asked.concepts, asked.telling, strict=True)
        if worth >= enough and len(library.rank_passages((one,)).units)
    )


def _of_texts(query: Query, library: Library, today: date) -> Answer | None:
    """What the texts say of words that name no case."""
    made = passage.answer(query, library, today, named=False)
    return made if made.quotes or made.near_quotes or made.cases else None


def decided_intent(query: Query, library: Library) -> str:
    """What the words call for, once they have met the documents: a cell of a table is named by its row and its year,
    two values of one name are compared, and a reason is a text whatever else is said."""
    if figure.fits(query, library):
        return "figure"
    if query.codes and query.intent == "status" and names_goals(query.text):
        return "milestones"
    if query.order and not query.codes and not query.rows and grouping.several(query):
        return "compare"
    if query.intent == "passage" and "who" in query.asks and naming.proposers(query, library) >= SEVERAL:
        return "search"
    if "why" in query.asks and query.topic and not query.codes and query.intent != "changes":
        return "passage"
    return query.intent
