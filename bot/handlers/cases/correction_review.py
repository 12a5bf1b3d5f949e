"""Admins decide about corrections: /sag rettelser, and on their Home tab."""

from slack_bolt import App

from bot.handlers.cases import correction_list
from bot.handlers.context import Desk, handled
from bot.handlers.home import home_tab
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import Card, ids, render_notice, render_page, say


def register(app: App, desk: Desk) -> None:
    app.action(ids.ACCEPT)(handled(accept, desk))
    app.action(ids.REJECT)(handled(reject, desk))


def listed(asked: Asked, desk: Desk) -> Card:
    """The corrections with a button for each; for admins only."""
    language = desk.language(asked)
    if asked.person.id not in desk.settings.admins:
        return render_notice(say("corrections.admins_only", language), language)
    shown = correction_list.section(desk.people, language)
    return render_page("", [shown], language, correction_list.rows(desk.people, language))


def accept(asked: Asked, desk: Desk, slack: Slack) -> None:
    _settle(asked, desk, slack, True)


def reject(asked: Asked, desk: Desk, slack: Slack) -> None:
    _settle(asked, desk, slack, False)


def _settle(asked: Asked, desk: Desk, slack: Slack, accepted: bool) -> None:
    """Once: a second press says who did it and when. The list is laid anew where it stands."""
    language = desk.language(asked)
    if asked.person.id not in desk.settings.admins:
        slack.privately(asked, render_notice(say("corrections.admins_only", language), language))
        return
    known = desk.people.correction(int(asked.value)) if asked.value.isdecimal() else None
    if known is None:
        slack.privately(asked, render_notice(say("doors.stale", language), language))
        return
    first = desk.people.settle(known.id, accepted, asked.person, desk.now())
    if asked.message or asked.ephemeral:
        slack.replace(asked, listed(asked, desk))
    else:
        home_tab.publish(asked, desk, slack)
    if not first and (done := desk.people.correction(known.id)):
        already = say("corrections.already", language, ruling=correction_list.ruled(done, language))
        slack.privately(asked, render_notice(already, language))
