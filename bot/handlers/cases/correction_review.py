"""Admins decide about corrections: /sag rettelser, and on their Home tab."""

from slack_bolt import App

from bot.handlers.cases import correction_list
from bot.handlers.context import Context, handled
from bot.handlers.home import home_tab
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import Card, ids, render_notice, render_page, say


def register(app: App, context: Context) -> None:
    app.action(ids.ACCEPT)(handled(accept, context))
    app.action(ids.REJECT)(handled(reject, context))


def corrections_card(request: Request, context: Context) -> Card:
    """The corrections with a button for each; for admins only."""
    language = context.language(request)
    if not context.may(request, "corrections.list"):
        return render_notice(say("corrections.admins_only", language), language)
    shown = correction_list.section(context.people, language)
    return render_page("", [shown], language, correction_list.review_buttons(context.people, language))


def accept(request: Request, context: Context, slack: SlackClient) -> None:
    _settle(request, context, slack, True)


def reject(request: Request, context: Context, slack: SlackClient) -> None:
    _settle(request, context, slack, False)


def _settle(request: Request, context: Context, slack: SlackClient, accepted: bool) -> None:
    """Once: a second press says who did it and when. The list is laid anew where it stands."""
    language = context.language(request)
    if not context.may(request, "corrections.decide"):
        slack.privately(request, render_notice(say("corrections.admins_only", language), language))
        return
    known = context.people.correction(int(request.value)) if request.value.isdecimal() else None
    if known is None:
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    first = context.people.settle(known.id, accepted, request.person, context.now())
    slack.replace(request, corrections_card(request, context))
    if request.view and not request.message:  # in the modal that was opened from the Home tab
        home_tab.publish_home(request, context, slack)
    if not first and (done := context.people.correction(known.id)):
        already = say("corrections.already", language, ruling=correction_list.review_note(done, language))
        slack.privately(request, render_notice(already, language))
