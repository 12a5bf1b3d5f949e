"""Following a case, and saying who owns it."""

from dataclasses import replace

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import named
from bot.handlers.context import Desk, handled
from bot.handlers.forms import brought, with_place
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import Place, lay
from bot.slack.client import Slack
from bot.slack.request import Asked
from index.state.people import Person
from index.state.reminders import Reminders
from templates import ids, render_notice, say
from templates.forms import Field, Form, form_view


def register(app: App, desk: Desk) -> None:
    app.action(ids.FOLLOW)(handled(at_place(follow), desk))
    app.action(ids.UNFOLLOW)(handled(at_place(unfollow), desk))
    app.action(ids.OWNER)(handled(at_place(ask_owner), desk))
    app.view(ids.OWNER_FORM)(handled(set_owner, desk))


def follow(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    card = case_actions.follow_case(place.case, asked, desk)
    _turn_button(asked, place, desk, slack)
    slack.privately(asked, card)


def unfollow(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    card = case_actions.unfollow_case(place.case, asked, desk)
    _turn_button(asked, place, desk, slack)
    slack.privately(asked, card)


def _turn_button(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """The button says the other thing now; not on a card that others look at. In a list of what is followed (its
    buttons have no question) the sentence is enough."""
    if place.private and place.card.question:
        slack.replace(asked, lay(desk, place, asked))


def ask_owner(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    language, known = desk.language(asked), desk.people.owner(place.case)
    person = Field(ids.PERSON_FIELD, say("forms.owner_label", language), "person", initial=known[0].id if known else "")
    intro = say("forms.owner_intro", language, name=named(place.case, desk))
    form = Form(ids.OWNER_FORM, say("forms.owner", language), (person,), with_place(asked, place), intro)
    slack.open(asked, form_view(form, language))


def set_owner(asked: Asked, desk: Desk, slack: Slack) -> None:
    """The owner is kept, the card is edited where it stands, and the one who chose is told. Whoever sent the form first
    is not overwritten in silence: the answer names the owner before."""
    asked, place = brought(asked, desk)
    language = desk.language(asked)
    if place is None or not asked.fields.get(ids.PERSON_FIELD):
        slack.privately(asked, render_notice(say("doors.stale", language), language))
        return
    before = desk.people.owner(place.case)
    owner = Person(asked.fields[ids.PERSON_FIELD], slack.name(asked.fields[ids.PERSON_FIELD]))
    desk.people.own(place.case, owner, asked.person, desk.now())
    Reminders(desk.people.file).is_back(owner.id)  # chosen among those who are there
    if asked.message or asked.ephemeral:
        slack.replace(asked, lay(desk, place, asked))
    values = {"name": named(place.case, desk), "owner": owner.name, "before": before[0].name if before else ""}
    slack.privately(replace(asked, ephemeral=True), render_notice(say("doors.owner_set", language, **values), language))
