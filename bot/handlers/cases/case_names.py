"""Cases by their keys: what they are called, and where their cards are."""

from bot.case_queries import Question
from bot.handlers.context import Desk
from bot.handlers.questions.answer_card import Place, new_card
from bot.slack.request import Asked
from templates import say
from templates.views import Entry
from templates.views.entries import hit as hit_entry
from templates.views.names import named as code_name


def named(key: str, desk: Desk) -> str:
    """The shortest name that tells the case from others."""
    case = desk.people.case(key)
    return (code_name(case.code, case.budget_year) or case.title) if case else key


def case_place(key: str, asked: Asked, desk: Desk) -> Place:
    """The card of a case that was not found by a question."""
    card = new_card(Question("", desk.chosen(asked)), asked, desk)
    return Place(card, 0, key, asked.private, asked.channel)


def case_line(key: str, desk: Desk, language: str) -> Entry:
    """A case of a list as it stands now; one that no document has any longer says so."""
    case = desk.people.case(key)
    view = desk.archive.view(case) if case else None
    if view is None:
        return Entry(named(key, desk), (say("notes.gone", language),))
    return hit_entry(view.hit, language)
