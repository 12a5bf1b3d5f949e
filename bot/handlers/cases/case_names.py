"""Cases by their keys: what they are called, and where their cards are."""

from bot.case_queries import Question
from bot.handlers.context import Context
from bot.handlers.questions.answer_card import CardPlace, new_card
from bot.slack.request import Request
from templates import say
from templates.views import CardEntry
from templates.views.entries import hit as hit_entry
from templates.views.names import code_label as code_name


def case_label_of(key: str, context: Context) -> str:
    """The shortest name that tells the case from others."""
    case = context.people.case(key)
    return (code_name(case.code, case.budget_year) or case.title) if case else key


def case_place(key: str, request: Request, context: Context) -> CardPlace:
    """The card of a case that was not found by a question."""
    card = new_card(Question("", context.chosen(request)), request, context)
    return CardPlace(card, 0, key, request.private, request.channel)


def case_line(key: str, context: Context, language: str) -> CardEntry:
    """A case of a list as it stands now; one that no document has any longer says so."""
    case = context.people.case(key)
    view = context.queries.view(case) if case else None
    if view is None:
        return CardEntry(case_label_of(key, context), (say("notes.gone", language),))
    return hit_entry(view.hit, language)
