"""What can be done with an answer: share it, see its source, take it as CSV, say whether it helped."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.export import spreadsheet
from bot.handlers.context import Context, handled
from bot.handlers.questions import sources
from bot.handlers.questions.annotations import annotated
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import CardPlace, answer_at, card_at
from bot.handlers.questions.page_pictures import page_card
from bot.slack.client import SlackClient
from bot.slack.images import with_picture
from bot.slack.request import Request
from index.state.feedback import REASONS, UNLISTED, Feedback
from index.state.reminders import Reminders
from records import Answer
from templates import ids, render, render_case_part, render_notice, render_picture, say
from templates.answer_pictures import answer_picture
from templates.controls import Button, Remark
from templates.forms import card_view, text_view, waiting_view
from templates.views.compose import lists_milestones

View = dict[str, Any]
CLOSED = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission")


def register(app: App, context: Context) -> None:
    app.action(ids.MORE)(handled(at_place(show_all), context))
    app.action(ids.SHARE)(handled(at_place(share), context))
    app.action(ids.SOURCE)(handled(at_place(show_source), context))
    app.action(ids.MORE_SOURCE)(handled(at_place(show_more_source), context))
    app.action(ids.SOURCE_PAGE)(handled(at_place(show_source_page), context))
    for part, action in ids.CASE_PARTS.items():
        app.action(action)(handled(at_place(partial(show_part, part)), context))
    app.action(ids.PICTURE)(handled(at_place(show_picture), context))
    app.action(ids.CSV)(handled(at_place(send_csv), context))
    app.action(ids.HELPFUL)(handled(at_place(helpful), context))
    app.action(ids.NOT_HELPFUL)(handled(at_place(not_helpful), context))
    for reason in REASONS:
        chosen = at_place(partial(why_not_helpful, reason))
        app.action(f"{ids.WHY_NOT_HELPFUL}:{reason}")(handled(chosen, context))


def _in_modal(
    request: Request,
    place: CardPlace,
    context: Context,
    slack: SlackClient,
    made: Callable[[Answer | None, Context, str], View],
) -> None:
    """A modal that opens at once, and is filled with what is `made` of the answer when that is found."""
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    context = context.within(request.person.id, place.private, place.channel or request.channel)
    with context.queries.reading():
        view = made(answer_at(context, place), context, language)
    slack.fill(view_id, view)


def show_all(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """What the card had no room for, in a modal: the whole answer in plain words."""

    def made(answer: Answer | None, context: Context, language: str) -> View:
        zone = context.settings.timezone
        shown = render(annotated(answer, context.people, zone, viewer=request.person.id)) if answer else None
        return text_view(say("forms.whole", language), shown.text if shown else say("notes.gone", language), language)

    _in_modal(request, place, context, slack, made)


def share(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """For all in the channel, once: a second press says who did it and when. Not where other organisations read."""
    language = context.language(request)
    if slack.is_shared_outside(request.channel):
        slack.privately(request, render_notice(say("doors.shared_outside", language), language))
        return
    what = f"share:{request.channel}:{place.value()}"
    if (first := context.people.press(what, request.person, context.now())) and not slack.again:
        values = {"name": first.name or first.person, "moment": context.at(first.when)}
        slack.privately(request, render_notice(say("doors.shared_before", language, **values), language))
        return
    by = Remark(say("doors.shared_by", language, name=request.person.name))
    said = "shared"
    with context.people.pressed(what):
        card = card_at(context, replace(place, private=False), request).above([by])
        try:
            slack.post(request.channel, card, request.thread)
        except SlackApiError as error:
            if error.response.get("error") not in CLOSED:
                raise
            context.people.unpress(what)
            said = "not_in_channel"
    slack.privately(request, render_notice(say(f"doors.{said}", language), language))


def show_source(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The document's own lines, in a modal."""

    def made(answer: Answer | None, context: Context, language: str) -> View:
        card = sources.source_card(answer, context.queries, language, place.value())
        return card_view(say("forms.source", language), card, language)

    _in_modal(request, place, context, slack, made)


def show_more_source(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """All the lines, in the modal that shows the first of them."""
    seen = context.within(request.person.id, place.private, place.channel or request.channel)
    with seen.queries.reading():
        answer, language = answer_at(seen, place), context.language(request)
        card = sources.source_card(answer, seen.queries, language, place.value(), whole=True)
    slack.replace(request, card)


def show_source_page(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The page of the document with its figure marked, in a modal; its place in words where Slack has no picture."""

    def made(answer: Answer | None, seen: Context, language: str) -> View:
        allowed, now = context.settings.allowed, context.now()
        card = page_card(answer, seen.queries, context.pages, allowed, now, language)
        return card_view(say("forms.source_page", language), with_picture(slack.client, card), language)

    _in_modal(request, place, context, slack, made)


def show_picture(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """What people would rather look at, in a modal; its words where Slack has no picture."""

    def made(answer: Answer | None, context: Context, language: str) -> View:
        reminders, zone = Reminders(context.people.file), context.settings.timezone
        found = answer_picture(annotated(answer, context.people, zone, reminders)) if answer else None
        card = render_picture(found, language) if found else render_notice(say("notes.gone", language), language)
        return card_view(say("forms.picture", language), with_picture(slack.client, card), language)

    _in_modal(request, place, context, slack, made)


def show_part(part: str, request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The economy, the milestones or the history of a case, in a modal."""

    def made(answer: Answer | None, context: Context, language: str) -> View:
        viewer, zone = request.person.id if place.private else "", context.settings.timezone
        card = (
            render_case_part(annotated(answer, context.people, zone, Reminders(context.people.file), viewer), part)
            if answer
            else render_notice(say("notes.gone", language), language)
        )
        return card_view(say(f"forms.{part}", language), card, language)

    _in_modal(request, place, context, slack, made)


def send_csv(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The whole list as a file, to this person; as text where files cannot be sent."""
    language = context.language(request)
    context = context.within(request.person.id, place.private, place.channel or request.channel)
    with context.queries.reading():
        answer = answer_at(context, place)
        name, table = _table(answer)
    try:
        slack.upload(request.person.id, say(f"doors.{name}", language), table)
    except SlackApiError:
        text = table.decode("utf-8-sig")
        slack.privately(request, render_notice(f"{say('doors.csv_as_text', language)} {text}", language))
    else:
        slack.privately(request, render_notice(say("doors.csv_sent", language), language))


def _table(answer: Answer | None) -> tuple[str, bytes]:
    """What the file is called, as a key of the catalogue's section `doors`, and what is in it."""
    if answer and lists_milestones(answer):
        return "csv_name_milestones", spreadsheet.milestones_as_csv(answer.milestones)
    return "csv_name", spreadsheet.as_csv(answer.hits if answer else ())


def helpful(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    _rate(request, place, context, True)
    language = context.language(request)
    slack.privately(request, render_notice(say("doors.thanks_helpful", language), language))


def not_helpful(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """Asks one thing: what was wrong. The answer counts as not helpful whether that is said or not."""
    _rate(request, place, context, False)
    language = context.language(request)
    reasons = [
        Button(f"{ids.WHY_NOT_HELPFUL}:{one}", say(f"buttons.why_{one}", language), place.value()) for one in REASONS
    ]
    slack.privately(request, render_notice(say("doors.why_not_helpful", language), language, [reasons]))


def why_not_helpful(reason: str, request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    _rate(request, place, context, False, reason)
    language = context.language(request)
    slack.replace(request, render_notice(say(f"doors.thanks_{reason}", language), language))


def _rate(request: Request, place: CardPlace, context: Context, good: bool, reason: str = "") -> None:
    if not good and not _is_public(request, place, context):
        reason = UNLISTED
    Feedback(context.people.file).rate(place.card.key, request.person.id, good, context.now(), reason)


def _is_public(request: Request, place: CardPlace, context: Context) -> bool:
    """Is the question read and answered by what everybody may see? What only some may see yet is on no list."""
    seen = context.within(request.person.id, place.private, place.channel or request.channel)
    with context.queries.reading():
        public = answer_at(context, place)
    if public is None or not (public.cases or public.hits or public.facts or public.milestones or public.quotes):
        return False
    if seen is context:
        return True
    with seen.queries.reading():
        own = answer_at(seen, place)
    return own is not None and (own.reading.parts, own.ignored) == (public.reading.parts, public.ignored)
