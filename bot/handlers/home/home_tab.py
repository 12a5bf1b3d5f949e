"""The Home tab as a desk: what waits for me, what changed, my cases, and for admins what needs to be settled. And what
is suggested where a conversation with the bot is opened."""

import re
from datetime import datetime

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import case_label_of, case_place
from bot.handlers.context import Context, handled
from bot.handlers.home import checklist, decisions, home_changes, home_data, home_today
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import card_at, question_card
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.feedback import Feedback
from index.state.looks import Looks
from index.store.own_words import added_words
from scheduler.posts import reminder
from templates import Step, ids, limits, render_notice, render_steps, say
from templates.controls import Button, Menu, Row
from templates.forms import card_view, waiting_view
from templates.views import Section, ValueLine

SUGGESTED = ("find", "red", "due", "help")
MOST_WAITING, MOST_CHANGES = 2, 2
LINE = 66  # signs
BLOCKS, MOST_LISTED = 96, 99
__all__ = ["register"]


def register(app: App, context: Context) -> None:
    app.event("app_home_opened")(handled(home_opened, context))
    app.action(ids.HOME_LANGUAGE)(handled(choose_language, context))
    app.action(ids.HOME_OPEN)(handled(at_place(open_case), context))
    app.action(ids.HOME_ALL)(handled(show_waiting, context))
    app.action(ids.HOME_CASES)(handled(show_cases, context))
    app.action(re.compile(f"^{ids.HOME_EXAMPLE}:"))(handled(ask_example, context))


def home_opened(request: Request, context: Context, slack: SlackClient) -> None:
    if request.body["event"].get("tab") == "messages":
        language = context.language(request)
        slack.prompts(request.channel, say("prompts.title", language), prompts(context, language))
    else:
        publish_home(request, context, slack)


def prompts(context: Context, language: str) -> list[dict[str, str]]:
    """What can be asked of these documents, and the help; where they answer nothing yet, what can be asked at all."""
    own = [{"title": one, "message": one} for one in context.examples.of(context.queries, language)]
    names = ("help",) if own else SUGGESTED
    fixed = [
        {"title": say(f"prompts.{one}", language), "message": say(f"prompts.{one}_message", language)} for one in names
    ]
    return [*own, *fixed]


def publish_home(request: Request, context: Context, slack: SlackClient) -> None:
    slack.home(request.person.id, home_view(_at_home(request), context, slack))


def _at_home(request: Request) -> Request:
    return Request(person=request.person, private=True)


def home_view(request: Request, context: Context, slack: SlackClient) -> dict[str, object]:
    """The tab as this person sees it now."""
    language, since = context.language(request), Looks(context.people.file).look(request.person.id, context.now())
    with context.queries.reading():
        mine = home_data.mine(request.person.id, context.people, context.queries)
        changed = _changed(mine, request, since, context, language) if since else []
    waiting = home_today.waiting_for(request.person.id, context, language)
    steps = [
        *_waiting(waiting, language),
        *([Step(Section(say("home.changed", language, since=since), items=tuple(changed)))] if changed else []),
        *_cases(mine, request, context, language),
        *_examples(mine, waiting, context, language),
        *_for_admins(request, context, language),
        Step(Section(), [_settings(language)]),
    ]
    names = [case_label_of(key, context) for key in mine.red_keys]
    headline = say("home.headline", language, waiting=len(waiting.items), red=mine.red, names=names)
    card = render_steps(headline, steps, language, BLOCKS)
    blocks = card.blocks if card else render_notice(headline, language).blocks
    return {"type": "home", "blocks": blocks}


# ---------------------------------------------------------------- what waits, what changed


def _waiting(found: home_today.Waiting, language: str) -> list[Step]:
    """The oldest with the buttons that answer them; the rest in a modal."""
    steps = reminder.waiting_steps(found.items[:MOST_WAITING], found.context)
    if left := len(found.items) - MOST_WAITING:
        label = say("buttons.home_all_waiting", language, count=len(found.items))
        steps += [Step(Section(), [[Button(ids.HOME_ALL, label, "all")]])] if left > 0 else []
    return steps


def show_waiting(request: Request, context: Context, slack: SlackClient) -> None:
    """Everything that waits for the person, each with its buttons, in a modal."""
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    slack.fill(view_id, waiting_modal(request, context))


def waiting_modal(request: Request, context: Context) -> dict[str, object]:
    language = context.language(request)
    found = home_today.waiting_for(request.person.id, context, language)
    card = home_today.everything(found, language) or render_notice(say("home.nothing_waits", language), language)
    return card_view(say("reminders.show_all", language), card, language)


def _changed(
    mine: home_data.Mine, request: Request, since: datetime, context: Context, language: str
) -> list[ValueLine]:
    found = home_changes.changes_since(mine.views, request.person.id, since, context, language)
    shown = [ValueLine(one.label, limits.shortened(one.value, LINE - len(one.label))) for one in found[:MOST_CHANGES]]
    left = len(found) - len(shown)
    return [*shown, *([ValueLine("", say("ui.more", language, count=left))] if left else [])]


# ---------------------------------------------------------------- my cases, what can be asked


def _cases(mine: home_data.Mine, request: Request, context: Context, language: str) -> list[Step]:
    if not mine.views:
        texts = (home_data.case_counts(context, language), say("home.own_nothing", language))
        return [Step(Section(texts=texts), [_opening(mine, request, context, language)])]
    shown = home_data.case_table(mine, context.now().date(), language)
    return [Step(shown, [_opening(mine, request, context, language)])]


def _opening(mine: home_data.Mine, request: Request, context: Context, language: str) -> list[Button | Menu]:
    """Search first, and the cases to choose one from."""
    keys = [*mine.views][: home_data.MOST]
    options = tuple((case_label_of(key, context), case_place(key, request, context).value()) for key in keys)
    opening: list[Button | Menu] = [Menu(ids.HOME_OPEN, say("buttons.open_case", language), options)] if options else []
    if (count := len(mine.views)) > home_data.SHOWN:
        opening.append(Button(ids.HOME_CASES, say("buttons.home_cases", language, count=count), "all"))
    return [Button(ids.HOME_SEARCH, say("buttons.home_search", language), "search", "primary"), *opening]


def show_cases(request: Request, context: Context, slack: SlackClient) -> None:
    """All cases of the person as one table, in a modal."""
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    with context.queries.reading():
        mine = home_data.mine(request.person.id, context.people, context.queries)
    table = home_data.whole_case_table(mine, context.now().date(), language)
    nothing = render_notice(say("home.own_nothing", language), language)
    card = (render_steps("", [Step(table)], language, BLOCKS) if mine.views else None) or nothing
    slack.fill(view_id, card_view(say("home.cases", language), card, language))


def _examples(mine: home_data.Mine, waiting: home_today.Waiting, context: Context, language: str) -> list[Step]:
    """For whoever has nothing here yet: what these documents answer, one press away."""
    found = () if mine.views or waiting.items else context.examples.of(context.queries, language)
    buttons = [Button(f"{ids.HOME_EXAMPLE}:{at}", one, one) for at, one in enumerate(found)]
    return [Step(Section(texts=(say("home.examples", language),)), [buttons])] if buttons else []


def ask_example(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    card = question_card(request.value, request, context)
    slack.fill(view_id, card_view(say("forms.answer", language), card, language))


# ---------------------------------------------------------------- for admins, settings


def _for_admins(request: Request, context: Context, language: str) -> list[Step]:
    """What is to be settled, each as a button that leads there, and what is still to be set up."""
    steps = []
    found = decisions.decisions(request, context)
    there = [
        Button(action, say(f"buttons.{action}", language), "all")
        for action, right in ((ids.HOME_DOCUMENTS, "documents.list"), (ids.HOME_PLAN, "reminders.plan_all"))
        if context.may(request, right)
    ]
    there += [
        Button(action, say(f"buttons.{action}", language, count=count), "all")
        for action, count in _words(request, context)
    ]
    if found or there:
        text = say("home.to_settle", language, count=sum(one.count for one in found))
        steps.append(Step(Section(texts=(text,)), [[*decisions.decision_buttons(found, language), *there]]))
    checks = checklist.checklist(context) if context.may(request, "documents.load") else []
    if not all(one.done for one in checks):
        button = Button(ids.HOME_CHECKLIST, say("buttons.home_checklist", language), "all")
        steps.append(Step(Section(texts=(checklist.checklist_line(checks, language),)), [[button]]))
    return steps


def _words(request: Request, context: Context) -> list[tuple[str, int]]:
    """What did not help, what found nothing, and the words that were added, where there are any."""
    if not context.may(request, "findings.see"):
        return []
    kept = Feedback(context.people.file)
    counts = {
        ids.HOME_UNANSWERED: len(kept.unanswered(MOST_LISTED)),
        ids.HOME_UNHELPFUL: len(kept.unhelpful(MOST_LISTED)),
    }
    if context.may(request, "tables.correct"):
        counts[ids.HOME_OWN_WORDS] = len(added_words(context.queries.library.store.reader()))
    return [(action, count) for action, count in counts.items() if count]


def _settings(language: str) -> Row:
    other = "en" if language == "da" else "da"
    return [
        Button(ids.HOME_SETTINGS, say("buttons.home_settings", language), "open"),
        Button(ids.HOME_LANGUAGE, say("buttons.home_language", language), other),
    ]


def choose_language(request: Request, context: Context, slack: SlackClient) -> None:
    case_actions.language(request.value, _at_home(request), context)
    publish_home(request, context, slack)


def open_case(request: Request, place: object, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    card = card_at(context, place, request)  # type: ignore[arg-type]
    slack.open(request, card_view(say("forms.answer", language), card, language))
