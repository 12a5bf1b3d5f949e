"""One case, by its code or its title; all cases of a code that names several."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from answers import naming, yearly
from answers.case_texts import case_texts, passages_of
from answers.cases import as_reported, cases_of_code, named_years
from answers.economy import facts_of, labels_of, notes_of, wanted_labels
from answers.intents import search
from answers.matching import asked_for
from answers.needs import fields_of, need_of
from answers.parts import answer_about, reading_of
from answers.premises import TOLD_SO, checked
from answers.quoting import near_quotes, quotes
from answers.selecting import select
from answers.unknown import not_there, nothing_of
from index.search.search_facade import Library
from index.search.tokenizer import stem, words
from questions.query import Query
from records import Answer, CaseView, Note, Quote, Source

# Fields of a case: a question for one of them is answered by its value.
FIELDS = ("cost", "saving", "payback", "proposer")
_REASONS = {"remark", "handling", "consequence"}
_SAYS_WHO = frozenset({"responsible", "proposer", "administration", "committee"})
_OF_IT = frozenset({"who", "where", "thing"})
_ABOUT_IT = frozenset({"about", "status", "changes", "responsible", "milestones"})
_OF_NO_FIELD = frozenset({"date", "person", "name", "product"})  # what a field that is named beside it does not hold
MOSTLY = 0.5  # of what is asked of a case, each word as much as it tells


def answer(query: Query, library: Library, today: date) -> Answer:
    """The case in full. A question that asks for more than its fields gets the words of the document as well."""
    if not query.codes:
        return _by_title(query, library, today)
    cases = of_codes(query, library)
    if not cases:
        return nothing_of(query, library, today)
    return about_case(query, cases, library, today)


def of_codes(query: Query, library: Library) -> tuple[CaseView, ...]:
    """The cases that the codes of a question name, each once; with years only those of these years, never another. A
    year that is no case's own may be one of a case's table, or the year in which it is phased in."""
    found: dict[Source, CaseView] = {}
    phased = query.of("phase_in_year")
    for code in query.codes:
        years = named_years(query) if code.year is None else {code.year}
        every = cases_of_code(library, replace(code, year=None))
        own = [view for view in every if not years or years & _years(view)]
        told = [view for view in every if yearly.has_years(view) or (phased and view.hit.phase_in_year in years)]
        found |= {view.hit.source: view for view in _told_apart(own or told, query, library)}
    return tuple(found.values())


def _told_apart(cases: Sequence[CaseView], query: Query, library: Library) -> Sequence[CaseView]:
    """Of the cases of one code the one whose title alone holds what is said beside the code; all of them where none
    does ("status HA05 solistbolig")."""
    if len(cases) <= 1 or not query.topic or query.intent == "compare":
        return cases
    asked = asked_for(query.topic, query.language, library, "entries").in_parts()
    titled = [view for view in cases if asked.held(view.hit.title) > 0]
    return titled if len(titled) == 1 and asked.held(titled[0].hit.title) >= MOSTLY else cases


def _years(view: CaseView) -> set[int | None]:
    rows = [row.budget_year for row in view.statuses]
    return {view.hit.budget_year, *(one.budget_year for one in view.hit.also), *rows}


def about_case(query: Query, cases: tuple[CaseView, ...], library: Library, today: date) -> Answer:
    """The answer about these cases, or that the documents do not say what was asked of them. With a report that is
    named, as that report has them."""
    for report in query.of("report"):
        day = date.fromisoformat(report.values[0])
        told = tuple(view for one in cases if (view := as_reported(one, day)))
        if not told:
            missing = Note("not_in_report", {"names": [view.hit.code or view.hit.title for view in cases], "date": day})
            return not_there(query, compose(query, cases, today, library), "status", missing)
        cases = told
    if years := yearly.asked(query, cases):
        return yearly.answer(query, cases, years, compose(query, cases, today, library))
    made = compose(query, cases, today, library)
    if not _names_thing(query, cases, library):
        return not_there(replace(query, topic=(query.thing,)), made, "")
    told_so = "whether" in query.asks and any(note.kind in TOLD_SO for note in made.notes)
    if told_so or _holds(query, made, library):
        return made
    near = near_quotes(query, library, passages_of(cases, library)) if query.topic else ()
    return replace(not_there(query, made, _lacking(query)), near_quotes=near)


def _holds(query: Query, made: Answer, library: Library) -> bool:
    """Is there a value of the kind that was asked for?"""
    counting = is_counting(query)
    wanted = [ask for ask in FIELDS if ask in query.asks and (not counting or ask == "payback")]
    labels = {fact.label for fact in made.facts}
    named_thing = "thing" in query.asks and query.topic and not query.codes and "status" not in query.asks
    if wanted and not named_thing:
        return any(labels.intersection(labels_of(ask)) for ask in wanted)
    if "why" in query.asks and not named_thing:
        return bool(made.quotes) or gives_reason(made)
    need = need_of(query.text)
    if counting or (need and need.name == "contact"):
        of_it = query.codes or (need and need.name == "duration")  # "how long is the payback time of …"
        return bool(made.quotes) or bool(counting and of_it and not query.topic)
    strict = query.asks & _OF_IT or ("what" in query.asks and len(query.topic) > 1)  # one word may be its verb
    who = query.asks == {"who"} and bool(query.topic if query.codes else query.filters or not _SAYS_WHO & labels)
    if query.codes and query.topic and not query.asks & _ABOUT_IT and strict and not who:
        return bool(made.quotes) or _hold(made.cases, _beside_titles(query, made.cases), query, library)
    if who or named_thing or (need and need.name in ("name", "product")) or (query.codes and query.asks == {"who"}):
        return _says_who(query, made) if who else bool(made.quotes)  # "who voted against …"
    told = need is None or need.name in ("date", "person") or not query.topic or "status" in query.asks
    return told or bool(made.quotes)


def _says_who(query: Query, made: Answer) -> bool:
    """Does what is quoted name somebody?"""
    need = need_of(query.text)
    return any(need is None or need.name != "person" or need.held(one.text) for one in made.quotes)


def _beside_titles(query: Query, cases: Sequence[CaseView]) -> tuple[str, ...]:
    """The words of a topic that the titles of its cases do not hold; all of it where they hold every one."""
    titles = {stem(one) for view in cases for one in words(view.hit.title)}
    return tuple(word for word in query.topic if not titles.intersection(map(stem, words(word)))) or query.topic


def gives_reason(made: Answer) -> bool:
    """Does a status say why, or that what is asked of is not so?"""
    return bool(_REASONS & {fact.label for fact in made.facts}) or any(note.kind == "premise" for note in made.notes)


def _is_beyond(query: Query) -> bool:
    """Is a day, a person or a number asked for? What the title does not hold of the question is then what matters."""
    need = need_of(query.text)
    if need is None:
        return False
    if need.name in _OF_NO_FIELD and not fields_of(query.text):
        return "status" not in query.asks and "proposer" not in query.asks
    asks = {"status", "why"} if is_counting(query) else {*FIELDS, "status", "why"}
    return not query.asks & asks


def is_counting(query: Query) -> bool:
    """Is a number of some things asked for ("hvor mange timer sparer …")? No amount of money answers that."""
    need = need_of(query.text)
    return need is not None and need.name in ("count", "people", "duration", "share", "unit")


def _lacking(query: Query) -> str:
    return next((ask for ask in (*FIELDS, "why") if ask in query.asks), "")


def compose(query: Query, cases: tuple[CaseView, ...], today: date, library: Library) -> Answer:
    """The answer for these cases: facts that are asked for first, then the words of the documents."""
    named = tuple(fields_of(query.text))
    facts = facts_of(cases, query.asks, named)
    notes = [note for view in cases for note in notes_of(view)]
    for code in query.codes:
        count = sum(code.code in {view.hit.code, *(also.code for also in view.hit.also)} for view in cases)
        if count > 1 and not named_years(query):
            notes.insert(0, Note("ambiguous_code", {"code": code.code, "count": count}))
    newest = max((row.as_of for view in cases for row in view.statuses if row.as_of), default=None)
    if newest:
        notes.append(Note("data_as_of", {"date": newest}))
    if newest and (today - newest).days > library.stale_days and not all(view.gone for view in cases):
        notes.append(Note("status_old", {"days": (today - newest).days}))
    made = replace(
        answer_about(query, cases, today, "status"),
        milestones=tuple(m for view in cases for m in view.milestones),
        quotes=_said(query, cases, library),
        facts=facts,
        notes=tuple(notes),
        asked=wanted_labels(query.asks, named),
    )
    return checked(made, query, library)


def _said(query: Query, cases: tuple[CaseView, ...], library: Library) -> tuple[Quote, ...]:
    """What the documents say of the topic in the text of these cases, when the question has one."""
    if not query.topic:
        return ()
    ids = passages_of(cases, library)
    return quotes(query, library, ids) if ids else ()


def tells_of(named: naming.Named, query: Query, library: Library) -> bool:
    """Does the text of the cases hold the words that their titles do not? "Hvad koster en billet til …" asks of no case
    that says nothing of tickets."""
    return _hold(named.cases, named.rest, query, library)


def _hold(cases: Sequence[CaseView], said: Sequence[str], query: Query, library: Library) -> bool:
    asked = asked_for([word for word in said if word not in query.acts], query.language, library)
    return not asked.concepts or asked.held(*case_texts(cases, library)) >= MOSTLY


def _names_thing(query: Query, cases: Sequence[CaseView], library: Library) -> bool:
    """Do the texts of the cases name the very thing of theirs that is asked for ("renten på …", "en billet til …")?"""
    said = {*query.topic, *(one.lower() for one in query.ignored)}
    if query.thing not in said or is_counting(query):
        return True
    return asked_for((query.thing,), query.language, library).names(query.thing, *case_texts(cases, library))


def _by_title(query: Query, library: Library, today: date) -> Answer:
    """The cases that the topic names; a list of what it is about when it names none."""
    found = answer_named(query, library, today)
    query = replace(query, intent="search")
    return found or search.answer_with(query, library, today, select(query, library))


def beside(query: Query, named: naming.Named) -> Query:
    """What a question asks of the cases that it names: the words that their titles do not hold, and a year of them."""
    return replace(query, topic=named.rest, cell=query.cell or min(named_years(query), default=None))


def answer_named(query: Query, library: Library, today: date) -> Answer | None:
    """The answer about the cases that the topic names by their titles, or by what a status says of them."""
    beyond = _is_beyond(query)
    ways = (naming.by_title,) if beyond else (naming.by_title, naming.by_status, naming.by_goal)
    found = next((one for way in ways if (one := way(query, library))), None)
    if not found or (found.rest and beyond):
        return None
    if "status" not in query.asks and not tells_of(found, query, library):
        return None
    made = about_case(beside(query, found), found.cases, library, today)
    return replace(made, reading=reading_of(query))
