"""The corrections that people made, for the admins who decide about them."""

from index.state.people import Correction, People
from templates import ids, say
from templates.controls import Button, Row
from templates.formats import day
from templates.views import CardEntry, Section
from templates.views.names import code_label

MOST, DONE = 8, 5


def section(people: People, language: str) -> Section:
    """Those that wait, numbered as their buttons are, and after them the last that were decided about."""
    waiting = people.unsettled()
    entries = [_entry(f"{at}. ", one, people, language) for at, one in enumerate(waiting[:MOST], 1)]
    entries += [_entry("", one, people, language) for one in people.settled(DONE)]
    empty = () if waiting else (say("corrections.none", language),)
    return Section(say("corrections.title", language), empty, tuple(entries), len(entries) + len(waiting[MOST:]))


def review_buttons(people: People, language: str) -> list[Row]:
    """Accept and reject for each that waits."""
    return [
        [
            Button(ids.ACCEPT, say("buttons.accept_correction", language, number=at), str(one.id), "primary"),
            Button(ids.REJECT, say("buttons.reject_correction", language, number=at), str(one.id)),
        ]
        for at, one in enumerate(people.unsettled()[:MOST], 1)
    ]


def _entry(mark: str, one: Correction, people: People, language: str) -> CardEntry:
    case = people.case(one.said.case_key)
    name = (code_label(case.code, case.budget_year) or case.title) if case else one.said.case_key
    field, _, area = one.field.partition("/")
    values = {"field": field, "area": area, "printed": one.printed, "corrected": one.corrected, "why": one.why}
    said = say("corrections.said", language, **values)
    by = say("corrections.by", language, name=one.said.name or one.said.person, date=one.said.when.date())
    return CardEntry(f"{mark}{name}", tuple(filter(None, (said, by, review_note(one, language)))))


def review_note(one: Correction, language: str) -> str:
    """Who decided what, and when; nothing while it waits."""
    if one.ruling is None:
        return ""
    word, by = "accepted" if one.ruling.accepted else "rejected", one.ruling.said
    return say(f"corrections.{word}", language, name=by.name or by.person, day=day(by.when.date(), language))
