"""Messages: checked as Slack checks them, kept, changed, and read back."""

import copy
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from sandbox import pictures
from sandbox.blocks import characters, check_message
from sandbox.refusals import ApiError, with_problems
from sandbox.state import Conversation, Json, Message
from sandbox.workspace import TEAM, Workspace

TEXT_CHARACTERS, BLOCK_CHARACTERS, METADATA_CHARACTERS = 40_000, 12_000, 8_000


def checked_message(workspace: Workspace, content: Mapping[str, Any], where: str) -> Json:
    """`text` and `blocks` of a message as Slack would store them. Raises Refusal.

    A message with blocks and no text is taken, as Slack takes it, and noted: phones and screen readers get nothing.
    """
    text, blocks = content.get("text") or "", content.get("blocks") or []
    if not text and not blocks and not content.get("attachments") and not content.get("files"):
        raise ApiError("no_text")
    if len(text) > TEXT_CHARACTERS:
        raise ApiError("msg_too_long")
    if blocks:
        problems = check_message(blocks) or list(pictures.refused(workspace, blocks, "/blocks"))
        if problems:
            raise with_problems("invalid_blocks", problems)
        if characters(blocks) > BLOCK_CHARACTERS:
            raise ApiError("msg_blocks_too_long")
        if not text.strip():
            workspace.warnings.append(f"{where}: no text beside the blocks")
    return {"text": text, **({"blocks": with_ids(blocks)} if blocks else {})}


def with_ids(blocks: Iterable[Json]) -> list[Json]:
    """The blocks, each with a block_id; an element that acts has an action_id."""
    done = copy.deepcopy(list(blocks))
    for block in done:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        elements = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in elements:
            if isinstance(element, dict) and acts(element):
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return done


def acts(element: Json) -> bool:
    """Is it something that a person can use, rather than a text or a picture?"""
    kind = str(element.get("type", ""))
    return kind == "rich_text_input" or not (kind.startswith("rich_text_") or kind in ("image", "plain_text", "mrkdwn"))


def metadata(content: Mapping[str, Any]) -> Json | None:
    """Raises Refusal for metadata of the wrong shape."""
    found = content.get("metadata")
    if not found:
        return None
    if not isinstance(found, dict) or set(found) - {"entities"} != {"event_type", "event_payload"}:
        raise ApiError("invalid_metadata_format")
    if not isinstance(found["event_payload"], dict) or not isinstance(found["event_type"], str):
        raise ApiError("invalid_metadata_format")
    if len(str(found)) > METADATA_CHARACTERS:
        raise ApiError("metadata_too_large")
    return found


def store_message(workspace: Workspace, conversation: Conversation, body: Json, only_for: str | None = None) -> Message:
    """Store a message and give it its `ts`; a channel that answers are in gets them under their question."""
    ts = workspace.new_ts()
    author = workspace.people.get(body.get("user", ""))
    whole = {"type": "message", "ts": ts, "team": (author and author.team) or TEAM, **body}
    message = Message(ts, conversation.id, whole, workspace.clock.now(), only_for)
    conversation.messages.append(message)
    return message


def by_bot(workspace: Workspace, content: Json) -> Json:
    """A message's content with its author: the bot."""
    app = workspace.app
    profile = {"id": app.bot, "app_id": app.id, "name": app.name, "user_id": app.user, "deleted": False}
    return {"user": app.user, "bot_id": app.bot, "app_id": app.id, "bot_profile": profile, **content}


def thread_of(conversation: Conversation, ts: str | None) -> Json:
    """`thread_ts` for an answer to the message at `ts`. An answer to an answer joins its thread. Raises Refusal."""
    if not ts:
        return {}
    for message in conversation.messages:
        if message.ts == ts and message.only_for is None:
            return {"thread_ts": message.thread or ts}
    raise ApiError("cannot_reply_to_message")


def is_begun(conversation: Conversation, thread: str | None) -> bool:
    """Has a thread an answer that all see? Slack shows nothing ephemeral in one that has none."""
    return thread is None or any(one.thread == thread and one.only_for is None for one in conversation.messages)


def message_payload(workspace: Workspace, message: Message, with_metadata: bool = False) -> Json:
    """A message as history gives it, with the number of its answers."""
    answers = [m for m in workspace.conversations[message.channel].messages if m.thread == message.ts]
    body = dict(message.body)
    if answers:
        people = list(dict.fromkeys(answer.author for answer in answers))
        body |= {"thread_ts": message.ts, "reply_count": len(answers), "latest_reply": answers[-1].ts}
        body |= {"reply_users": people, "reply_users_count": len(people)}
    if message.reactions:
        body["reactions"] = [{"name": n, "users": who, "count": len(who)} for n, who in message.reactions.items()]
    if with_metadata and message.metadata:
        body["metadata"] = message.metadata
    return body


def announce(workspace: Workspace, conversation: Conversation, event: Json) -> None:
    """Tell the bot of something in a conversation that it is in."""
    if workspace.app.user not in conversation.members:
        return
    plural = {"im": "im", "mpim": "mpim", "group": "groups", "channel": "channels"}[conversation.channel_type]
    whole = {"type": "message", "channel": conversation.id, "channel_type": conversation.channel_type, **event}
    workspace.emit(f"message.{plural}", whole)


def edit(workspace: Workspace, message: Message, content: Json, by: str) -> None:
    """Change a message in place; the bot hears of it."""
    before = copy.deepcopy(message.body)
    if "blocks" not in content:
        message.body.pop("blocks", None)
    message.body |= content
    message.body["edited"] = {"user": by, "ts": f"{workspace.clock.now():.6f}"}
    if message.only_for is None:
        _tell_of_change(workspace, message, "message_changed", {"message": message.body, "previous_message": before})


def remove(workspace: Workspace, message: Message) -> None:
    workspace.conversations[message.channel].messages.remove(message)
    if message.only_for is None:
        gone = {"deleted_ts": message.ts, "previous_message": message.body}
        _tell_of_change(workspace, message, "message_deleted", gone)


def _tell_of_change(workspace: Workspace, message: Message, subtype: str, more: Json) -> None:
    conversation = workspace.conversations[message.channel]
    announce(workspace, conversation, {"subtype": subtype, "hidden": True, "ts": workspace.new_ts(), **more})
