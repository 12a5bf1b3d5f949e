"""What can be done with an answer: share it, see its source, take it as CSV, say whether it helped."""

from dataclasses import replace

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.export import spreadsheet
from bot.handlers.context import Desk, handled
from bot.handlers.questions import sources
from bot.handlers.questions.annotations import told
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import Place, answer_at, lay
from bot.slack.client import Slack
from bot.slack.request import Asked
from records import Answer
from templates import ids, render, render_notice, say
from templates.controls import Remark
from templates.forms import card_view, text_view, waiting_view
from templates.views.compose import lists_milestones

CLOSED = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission")


def register(app: App, desk: Desk) -> None:
    app.action(ids.MORE)(handled(at_place(show_all), desk))
    app.action(ids.SHARE)(handled(at_place(share), desk))
    app.action(ids.SOURCE)(handled(at_place(show_source), desk))
    app.action(ids.CSV)(handled(at_place(send_csv), desk))
    app.action(ids.HELPFUL)(handled(at_place(helpful), desk))
    app.action(ids.NOT_HELPFUL)(handled(at_place(not_helpful), desk))


def show_all(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """What the card had no room for, in a modal: the whole answer in plain words."""
    language = desk.language(asked)
    view_id = slack.open(asked, waiting_view(language))
    with desk.archive.reading():
        answer = answer_at(desk, place)
        text = render(told(answer, desk.people, desk.settings.timezone)).text if answer else say("notes.gone", language)
    slack.fill(view_id, text_view(say("forms.whole", language), text, language))


def share(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """For all in the channel, once: a second press says who did it and when. Not where other organisations read."""
    language = desk.language(asked)
    if slack.is_shared_outside(asked.channel):
        slack.privately(asked, render_notice(say("doors.shared_outside", language), language))
        return
    what = f"share:{asked.channel}:{place.value()}"
    if first := desk.people.press(what, asked.person, desk.now()):
        values = {"name": first.name or first.person, "moment": desk.at(first.when)}
        slack.privately(asked, render_notice(say("doors.shared_before", language, **values), language))
        return
    by = Remark(say("doors.shared_by", language, name=asked.person.name))
    card = lay(desk, replace(place, private=False), asked).above([by])
    try:
        slack.post(asked.channel, card, asked.thread)
    except SlackApiError as error:
        desk.people.unpress(what)
        if error.response.get("error") not in CLOSED:
            raise
        slack.privately(asked, render_notice(say("doors.not_in_channel", language), language))
    else:
        slack.privately(asked, render_notice(say("doors.shared", language), language))


def show_source(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """The document's own lines, in a modal that opens at once and is filled when they are found."""
    language = desk.language(asked)
    view_id = slack.open(asked, waiting_view(language))
    with desk.archive.reading():
        answer = answer_at(desk, place)
        card = sources.card(answer, desk.archive, language)
    slack.fill(view_id, card_view(say("forms.source", language), card, language))


def send_csv(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """The whole list as a file, to this person; as text where files cannot be sent."""
    language = desk.language(asked)
    with desk.archive.reading():
        answer = answer_at(desk, place)
        name, table = _table(answer)
    try:
        slack.upload(asked.person.id, say(f"doors.{name}", language), table)
    except SlackApiError:
        text = table.decode("utf-8-sig")
        slack.privately(asked, render_notice(f"{say('doors.csv_as_text', language)} {text}", language))
    else:
        slack.privately(asked, render_notice(say("doors.csv_sent", language), language))


def _table(answer: Answer | None) -> tuple[str, bytes]:
    """What the file is called, as a key of the catalogue's section `doors`, and what is in it."""
    if answer and lists_milestones(answer):
        return "csv_name_milestones", spreadsheet.milestones_as_csv(answer.milestones)
    return "csv_name", spreadsheet.as_csv(answer.hits if answer else ())


def helpful(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    _rate(asked, place, desk, slack, "thanks_helpful")


def not_helpful(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    _rate(asked, place, desk, slack, "thanks_not_helpful")


def _rate(asked: Asked, place: Place, desk: Desk, slack: Slack, said: str) -> None:
    desk.people.rate(place.card.key, asked.person.id, said == "thanks_helpful", desk.now())
    language = desk.language(asked)
    slack.privately(asked, render_notice(say(f"doors.{said}", language), language))
