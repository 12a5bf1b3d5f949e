"""The Home tab: what is mine, what I follow, settings; and suggestions where a conversation with the bot is opened."""

from slack_bolt import App

from bot.handlers.cases import case_actions, correction_list
from bot.handlers.cases.case_names import case_label_of, case_line, case_place
from bot.handlers.context import Context, handled
from bot.handlers.home import home_data
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import lay
from bot.handlers.reminders.plan import plan_sections
from bot.slack.client import SlackClient
from bot.slack.request import Request
from scheduler.queue import PLAN_DAYS
from templates import ids, render_page, say
from templates.controls import Button, Menu, Row
from templates.forms import card_view
from templates.views import Section

COMING_DAYS = 3  # that bring something
SUGGESTED = ("find", "red", "due", "help")
__all__ = ["register"]


def register(app: App, context: Context) -> None:
    app.event("app_home_opened")(handled(home_opened, context))
    app.action(ids.HOME_LANGUAGE)(handled(choose_language, context))
    app.action(ids.HOME_OPEN)(handled(at_place(open_case), context))


def home_opened(request: Request, context: Context, slack: SlackClient) -> None:
    if request.body["event"].get("tab") == "messages":
        language = context.language(request)
        prompts = [
            {"title": say(f"prompts.{name}", language), "message": say(f"prompts.{name}_message", language)}
            for name in SUGGESTED
        ]
        slack.prompts(request.channel, say("prompts.title", language), prompts)
    else:
        publish_home(request, context, slack)


def publish_home(request: Request, context: Context, slack: SlackClient) -> None:
    slack.home(request.person.id, home_view(_at_home(request), context, slack))


def _at_home(request: Request) -> Request:
    return Request(person=request.person, private=True)


def home_view(request: Request, context: Context, slack: SlackClient) -> dict[str, object]:
    """The tab as this person sees it now."""
    language = context.language(request)
    with context.queries.reading():
        mine = home_data.mine(request.person.id, context.people, context.queries)
        sections = [*home_data.sections(mine, language), _followed(request, context, language)]
    rows = _rows(mine, request, context, language)
    if context.may(request, "documents.list") and context.may(request, "findings.see"):
        today, settings = context.now().date(), context.settings
        store = context.queries.library.store
        sections.append(home_data.for_admins(store, today, settings.stale_days, language, settings.timezone))
    if context.may(request, "reminders.plan_all"):
        sections += _coming(context, slack, language)
    if context.may(request, "corrections.list"):
        sections.append(correction_list.section(context.people, language))
        rows += correction_list.review_buttons(context.people, language)
    card = render_page("", sections, language, rows)
    return {"type": "home", "blocks": card.blocks}


def _coming(context: Context, slack: SlackClient, language: str) -> list[Section]:
    """Who gets which reminders next, for admins."""
    found = plan_sections(context, slack, language, None, home_data.MOST)[:COMING_DAYS]
    return [Section(say("planning.coming", language, days=PLAN_DAYS)), *found]


def _followed(request: Request, context: Context, language: str) -> Section:
    keys = context.people.followed(request.person.id)
    entries = tuple(case_line(key, context, language) for key in keys[: home_data.MOST])
    empty = () if keys else (say("home.follow_nothing", language),)
    return Section(say("home.followed", language), empty, entries, len(keys))


def _rows(mine: home_data.Mine, request: Request, context: Context, language: str) -> list[Row]:
    keys = list(dict.fromkeys([*mine.keys, *context.people.followed(request.person.id)]))[: home_data.MOST]
    options = tuple((case_label_of(key, context), case_place(key, request, context).value()) for key in keys)
    opening = [Menu(ids.HOME_OPEN, say("buttons.open_case", language), options)] if options else []
    other = "en" if language == "da" else "da"
    return [
        [
            *opening,
            Button(ids.HOME_SEARCH, say("buttons.home_search", language), "search", "primary"),
            Button(ids.HOME_LANGUAGE, say("buttons.home_language", language), other),
        ]
    ]


def choose_language(request: Request, context: Context, slack: SlackClient) -> None:
    case_actions.language(request.value, _at_home(request), context)
    publish_home(request, context, slack)


def open_case(request: Request, place: object, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    card = lay(context, place, request)  # type: ignore[arg-type]
    slack.open(request, card_view(say("forms.answer", language), card, language))
