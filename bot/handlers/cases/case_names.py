"""Cases by their keys: what they are called, and where their cards are."""

from bot.case_queries import Question
from bot.handlers.context import Context
from bot.handlers.questions.answer_card import CardPlace, new_card
from bot.slack.request import Request
from templates import say
from templates.limits import shortened
from templates.views import ValueLine
from templates.views.names import code_label as code_name
from templates.views.names import colour, title_of
from templates.views.summaries.state import worst_row

NAME = 70  # signs of a line that also tells the colour


def case_label_of(key: str, context: Context) -> str:
    """The shortest name that tells the case from others."""
    case = context.people.case(key)
    return (code_name(case.code, case.budget_year) or case.title) if case else key


def case_place(key: str, request: Request, context: Context) -> CardPlace:
    """The card of a case that was not found by a question."""
    card = new_card(Question("", context.chosen(request)), request, context)
    return CardPlace(card, 0, key, request.private, request.channel)


def case_line(key: str, context: Context, language: str) -> ValueLine:
    """A case of a list and its colour now; one that no document has any longer says so."""
    case = context.people.case(key)
    view = context.queries.view(case) if case else None
    if view is None:
        return ValueLine(case_label_of(key, context), f"· {say('notes.gone', language)}")
    name = shortened(title_of(view.hit, language), NAME)
    return ValueLine(name, f"· {colour(worst_row(view).colour, language)}" if view.statuses else "")
