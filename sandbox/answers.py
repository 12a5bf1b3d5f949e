"""What the bot says back to a command or a click: at a response_url, or with its acknowledgement."""

from sandbox import messages
from sandbox.api import views
from sandbox.deliveries import Delivery
from sandbox.refusals import ApiError, missing_argument
from sandbox.state import Answering, Json, Message, View
from sandbox.workspace import Workspace


def at_response_url(workspace: Workspace, key: str, given: Json) -> None:
    """Five times within half an hour. A message by this way needs no membership and is not paced. Raises Refusal."""
    where = workspace.use_response_url(key)
    try:
        post_response(workspace, where, given)
    except ApiError as refusal:
        where.uses -= 1
        raise ApiError(refusal.error, 400 if refusal.status == 200 else refusal.status, **refusal.more) from refusal


def post_response(workspace: Workspace, where: Answering, given: Json) -> None:
    """Only for the person who asked, unless `response_type` is "in_channel"; `replace_original` and `delete_original`
    act on the message that was clicked. Raises Refusal."""
    original = _original(workspace, where)
    if given.get("delete_original"):
        if original:
            messages.remove(workspace, original)
        return
    content = messages.checked_message(workspace, given, "an answer at a response_url")
    if original and given.get("replace_original"):
        messages.edit(workspace, original, content, workspace.app.user)
        return
    conversation = workspace.conversation(where.channel)
    alone = given.get("response_type", "ephemeral") != "in_channel"
    thread = given.get("thread_ts")  # without one it stands in the channel, wherever the click was
    body = messages.by_bot(workspace, content | ({"thread_ts": thread} if thread else {}))
    message = messages.store_message(workspace, conversation, body, only_for=where.person if alone else None)
    message.metadata = messages.metadata(given)


def _original(workspace: Workspace, where: Answering) -> Message | None:
    """The message that was clicked, unless it is gone."""
    try:
        return workspace.message(where.channel, where.original) if where.original else None
    except ApiError:
        return None


def to_command(workspace: Workspace, delivery: Delivery) -> None:
    """A command's acknowledgement may be its answer; without any, Slack tells the person."""
    person, channel = delivery.payload["user_id"], delivery.payload["channel_id"]
    if delivery.reason:
        word = "operation_timeout" if delivery.reason == "http_timeout" else "dispatch_failed"
        workspace.tell(person, channel, f'{delivery.name} failed with the error "{word}"')
    elif delivery.answer and (delivery.answer.get("text") or delivery.answer.get("blocks")):
        post_response(workspace, Answering(person, channel, expires=0), delivery.answer)


def to_click(workspace: Workspace, delivery: Delivery) -> None:
    if delivery.reason:
        person = delivery.payload["user"]["id"]
        channel = delivery.payload.get("channel", {}).get("id", "")
        workspace.tell(person, channel, "The app did not respond")


def to_submission(workspace: Workspace, delivery: Delivery, view: View) -> None:
    """`response_action` of a submission: nothing closes the modal, "clear" closes all. Raises Refusal."""
    if delivery.reason:
        to_click(workspace, delivery)
        return
    answer = delivery.answer or {}
    action = answer.get("response_action")
    stack = workspace.modals.get(view.person, [])
    if action == "errors":
        view.errors = dict(answer.get("errors", {}))
    elif action in ("update", "push"):
        if "view" not in answer:
            raise missing_argument("view")
        content = views.stored_view(answer["view"], "modal")
        if action == "update":
            views.replace(workspace, view, content)
        else:
            views.push(workspace, view.person, content)
    elif action == "clear":
        stack.clear()
    elif action is not None:
        raise ApiError("invalid_response_action")
    elif view in stack:
        stack.remove(view)
