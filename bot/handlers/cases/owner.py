"""Following a case, and saying who owns it."""

from dataclasses import replace

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import case_label_of
from bot.handlers.context import Context, handled
from bot.handlers.forms import brought, with_place
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import CardPlace, lay
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.people import Person
from index.state.reminders import Reminders
from templates import ids, render_notice, say
from templates.forms import Form, FormField, form_view


def register(app: App, context: Context) -> None:
    app.action(ids.FOLLOW)(handled(at_place(follow), context))
    app.action(ids.UNFOLLOW)(handled(at_place(unfollow), context))
    app.action(ids.OWNER)(handled(at_place(ask_owner), context))
    app.view(ids.OWNER_FORM)(handled(set_owner, context))


def follow(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    card = case_actions.follow_case(place.case, request, context)
    _turn_button(request, place, context, slack)
    slack.privately(request, card)


def unfollow(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    card = case_actions.unfollow_case(place.case, request, context)
    _turn_button(request, place, context, slack)
    slack.privately(request, card)


def _turn_button(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The button says the other thing now; not on a card that others look at. In a list of what is followed (its
    buttons have no question) the sentence is enough."""
    if place.private and place.card.question:
        slack.replace(request, lay(context, place, request))


def ask_owner(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    language, known = context.language(request), context.people.owner(place.case)
    person = FormField(
        ids.PERSON_FIELD, say("forms.owner_label", language), "person", initial=known[0].id if known else ""
    )
    intro = say("forms.owner_intro", language, name=case_label_of(place.case, context))
    form = Form(ids.OWNER_FORM, say("forms.owner", language), (person,), with_place(request, place), intro)
    slack.open(request, form_view(form, language))


def set_owner(request: Request, context: Context, slack: SlackClient) -> None:
    """The owner is kept, the card is edited where it stands, and the one who chose is told. Whoever sent the form first
    is not overwritten in silence: the answer names the owner before."""
    request, place = brought(request, context)
    language = context.language(request)
    if place is None or not request.fields.get(ids.PERSON_FIELD):
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    before = context.people.owner(place.case)
    owner = Person(request.fields[ids.PERSON_FIELD], slack.name(request.fields[ids.PERSON_FIELD]))
    context.people.own(place.case, owner, request.person, context.now())
    Reminders(context.people.file).is_back(owner.id)  # chosen among those who are there
    if request.message or request.ephemeral:
        slack.replace(request, lay(context, place, request))
    had = before[0].name if before else ""
    text = say("doors.owner_set", language, name=case_label_of(place.case, context), owner=owner.name, before=had)
    slack.privately(replace(request, ephemeral=True), render_notice(text, language))
