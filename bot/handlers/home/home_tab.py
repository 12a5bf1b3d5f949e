"""The Home tab: what is mine, what I follow, settings; and suggestions where a conversation with the bot is opened."""

from slack_bolt import App

from bot.handlers.cases import case_actions, correction_list
from bot.handlers.cases.case_names import case_line, case_place, named
from bot.handlers.context import Desk, handled
from bot.handlers.home import home_data
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import lay
from bot.handlers.reminders.plan import plan_sections
from bot.slack.client import Slack
from bot.slack.request import Asked
from scheduler.tick import PLAN_DAYS
from templates import ids, render_page, say
from templates.controls import Button, Menu, Row
from templates.forms import card_view
from templates.views import Section

COMING_DAYS = 3  # that bring something
SUGGESTED = ("find", "red", "due", "help")
__all__ = ["register"]


def register(app: App, desk: Desk) -> None:
    app.event("app_home_opened")(handled(opened, desk))
    app.action(ids.HOME_LANGUAGE)(handled(choose_language, desk))
    app.action(ids.HOME_OPEN)(handled(at_place(open_case), desk))


def opened(asked: Asked, desk: Desk, slack: Slack) -> None:
    if asked.body["event"].get("tab") == "messages":
        language = desk.language(asked)
        prompts = [
            {"title": say(f"prompts.{name}", language), "message": say(f"prompts.{name}_message", language)}
            for name in SUGGESTED
        ]
        slack.prompts(asked.channel, say("prompts.title", language), prompts)
    else:
        publish(asked, desk, slack)


def publish(asked: Asked, desk: Desk, slack: Slack) -> None:
    slack.home(asked.person.id, view(_at_home(asked), desk, slack))


def _at_home(asked: Asked) -> Asked:
    return Asked(person=asked.person, private=True)


def view(asked: Asked, desk: Desk, slack: Slack) -> dict[str, object]:
    """The tab as this person sees it now."""
    language = desk.language(asked)
    with desk.archive.reading():
        mine = home_data.mine(asked.person.id, desk.people, desk.archive)
        sections = [*home_data.sections(mine, language), _followed(asked, desk, language)]
    rows = _rows(mine, asked, desk, language)
    if asked.person.id in desk.settings.admins:
        today, settings = desk.now().date(), desk.settings
        store = desk.archive.library.store
        sections.append(home_data.for_admins(store, today, settings.stale_days, language, settings.timezone))
        sections += _coming(desk, slack, language)
        sections.append(correction_list.section(desk.people, language))
        rows += correction_list.rows(desk.people, language)
    sections.append(Section(say("home.help", language), (say("help.where", language),)))
    card = render_page(say("home.title", language), sections, language, rows)
    return {"type": "home", "blocks": card.blocks}


def _coming(desk: Desk, slack: Slack, language: str) -> list[Section]:
    """Who gets which reminders next, for admins."""
    found = plan_sections(desk, slack, language, None, home_data.MOST)[:COMING_DAYS]
    return [Section(say("planning.coming", language, days=PLAN_DAYS)), *found]


def _followed(asked: Asked, desk: Desk, language: str) -> Section:
    keys = desk.people.followed(asked.person.id)
    entries = tuple(case_line(key, desk, language) for key in keys[: home_data.MOST])
    empty = () if keys else (say("home.follow_nothing", language),)
    return Section(say("home.followed", language), empty, entries, len(keys))


def _rows(mine: home_data.Mine, asked: Asked, desk: Desk, language: str) -> list[Row]:
    keys = list(dict.fromkeys([*mine.keys, *desk.people.followed(asked.person.id)]))[: home_data.MOST]
    options = tuple((named(key, desk), case_place(key, asked, desk).value()) for key in keys)
    opening = [Menu(ids.HOME_OPEN, say("buttons.open_case", language), options)] if options else []
    other = "en" if language == "da" else "da"
    return [
        [
            *opening,
            Button(ids.HOME_SEARCH, say("buttons.home_search", language), "search", "primary"),
            Button(ids.HOME_LANGUAGE, say("buttons.home_language", language), other),
        ]
    ]


def choose_language(asked: Asked, desk: Desk, slack: Slack) -> None:
    case_actions.language(asked.value, _at_home(asked), desk)
    publish(asked, desk, slack)


def open_case(asked: Asked, place: object, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    card = lay(desk, place, asked)  # type: ignore[arg-type]
    slack.open(asked, card_view(say("forms.answer", language), card, language))
