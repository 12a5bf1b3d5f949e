"""What a person sets for themselves, in a modal from the Home tab: language, who stands in, what they subscribe to."""

from datetime import date

from slack_bolt import App

from bot.handlers.context import Context, allowed, handled
from bot.handlers.reminders import stand_ins
from bot.handlers.subscriptions import subscribe
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import Card, Step, ids, render_notice, render_page, render_steps, say
from templates.controls import Button, Menu
from templates.forms import Form, FormField, card_view, form_view
from templates.views import Section

LANGUAGES = ("da", "en", "auto")


def register(app: App, context: Context) -> None:
    app.action(ids.HOME_SETTINGS)(handled(show_settings, context))
    app.action(ids.HOME_FOLLOWED)(handled(show_followed, context))
    app.action(ids.HOME_STAND_IN)(handled(allowed("stand_ins.set_own", ask_stand_in), context))
    app.view(ids.STAND_IN_FORM)(handled(allowed("stand_ins.set_own", keep_stand_in), context))


def show_settings(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.open(request, card_view(say("forms.home_settings", language), settings_card(request, context), language))


def settings_card(request: Request, context: Context) -> Card:
    """Each thing in a line with what changes it right below; what is followed opens by itself, it may be long."""
    language = context.language(request)
    now = stand_ins.stand_in_now(request.person.id, context, language) or say("planning.no_stand_in", language)
    spoken = context.people.language(request.person.id)
    options = tuple((say(f"home.language_{one}", language), one) for one in LANGUAGES)
    button = Button(ids.HOME_STAND_IN, say("buttons.home_stand_in", language), "set", "primary")
    menu = Menu(ids.HOME_LANGUAGE, say("home.language_choose", language), options)
    steps = [
        Step(Section(say("home.stand_in", language), (now,)), [[button]]),
        _followed_step(request, context, language),
        Step(Section(say("home.language", language), (say(f"home.language_{spoken or 'auto'}", language),)), [[menu]]),
    ]
    return render_steps("", steps, language) or render_notice(now, language, [[button, menu]])


def _followed_step(request: Request, context: Context, language: str) -> Step:
    counted = {
        "cases": len(context.people.followed(request.person.id)),
        "subscriptions": len(subscribe.subscriptions_of(request, context)),
    }
    button = Button(ids.HOME_FOLLOWED, say("buttons.home_followed", language), "all")
    section = Section(say("doors.followed", language), (say("home.followed", language, **counted),))
    return Step(section, [[button]] if any(counted.values()) else [])


def show_followed(request: Request, context: Context, slack: SlackClient) -> None:
    """What the person follows and subscribes to, and what stops it, in a modal above the settings."""
    language = context.language(request)
    sections, rows = subscribe.subscribed_parts(request, context)
    card = render_page("", sections or [Section(texts=(say("doors.follow_nothing", language),))], language, rows)
    slack.open(request, card_view(say("doors.followed", language), card, language))


def ask_stand_in(request: Request, context: Context, slack: SlackClient) -> None:
    language, today = context.language(request), context.here(context.now()).date()
    fields = (
        FormField(ids.PERSON_FIELD, say("home.stand_in_who", language), "person"),
        FormField(ids.FIRST_FIELD, say("home.stand_in_first", language), "date", initial=today.isoformat()),
        FormField(ids.LAST_FIELD, say("home.stand_in_last", language), "date"),
    )
    form = Form(ids.STAND_IN_FORM, say("home.stand_in", language), fields, intro=say("home.stand_in_how", language))
    slack.open(request, form_view(form, language))


def keep_stand_in(request: Request, context: Context, slack: SlackClient) -> None:
    """As `/sag stedfortræder` does it: a period that is over, or ends before it begins, changes nothing."""
    language, today = context.language(request), context.here(context.now()).date()
    first, last = (date.fromisoformat(request.fields[one]) for one in (ids.FIRST_FIELD, ids.LAST_FIELD))
    if last < max(first, today):
        text = say("home.stand_in_past", language)
    else:
        text = stand_ins.kept(request, request.fields[ids.PERSON_FIELD], (first, last), context, slack)
    slack.privately(request, render_notice(text, language))
