"""Modals that are filled after they have opened.

A form that is sent stays and says that the answer comes: its acknowledgement says so, and travels beside the answer. An
answer that comes first would be put under it, and the modal wait for ever. So the acknowledgement names the view anew
(`external_id`): under that name nothing can be filled before it has come.
"""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack.answering import AnswerSender
from templates import ids

# Forms whose modal stays and says that the answer comes.
WAITING = (ids.SEARCH_FORM,)
VIEW_GONE = ("not_found", "view_not_found")
# How long the acknowledgement is waited for. Slack takes none that is older than three seconds, and shows the form with
# an error of its own; what comes later all the same is looked for once more.
USUAL_S, LATE_S = (0.0, 0.2, 0.4, 0.8, 1.6), (3.0, 6.0)

View = Mapping[str, Any]


def waiting_name(view: View) -> str:
    """How the modal of a form that was sent is called while it waits: each time it is sent has a name of its own."""
    return f"waiting:{view['id']}:{view.get('hash') or ''}"


def waits(waiting: View, sent: View) -> dict[str, Any]:
    """The acknowledgement of a form: its modal stays, and shows that the answer comes."""
    return {"response_action": "update", "view": {**waiting, "external_id": waiting_name(sent)}}


def fill_view(sender: AnswerSender, view: View, **where: str) -> bool:
    """Put contents into a modal, as often as it takes: what stands there is put there again. False where the person has
    closed it, or it has not come. Raises SlackApiError, Unproven."""
    try:
        sender.repeat(lambda: sender.client.views_update(view=dict(view), **where))
    except SlackApiError as error:
        if error.response.get("error") not in VIEW_GONE:
            raise
        return False
    return True


def fill_waiting(sender: AnswerSender, sent: View, view: View) -> bool:
    """The same where a form stood that was sent, after its acknowledgement."""

    def has_come(pauses: tuple[float, ...]) -> bool:
        for pause in pauses:
            sender.sleep(pause)
            if fill_view(sender, view, external_id=waiting_name(sent)):
                return True
        return False

    if has_come(USUAL_S):
        return True
    there = fill_view(sender, view, view_id=str(sent["id"]))
    return there and (has_come(LATE_S) or there)
