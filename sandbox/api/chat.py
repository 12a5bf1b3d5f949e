"""Saying, changing and taking back."""

from sandbox import messages
from sandbox.api.method import Method, bot_conversation
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.refusals import ApiError
from sandbox.state import Conversation, Json, Message
from sandbox.workspace import DOMAIN

NOBODY = ""  # who sees what is said to one person in a thread that nobody has begun


def post(backend: Backend, given: Arguments) -> Json:
    conversation = _open_to_bot(backend, given)
    content = _content(backend, given, conversation)
    kept = messages.metadata({"metadata": given.structure("metadata", "invalid_metadata_format")})
    _pace(backend, conversation)
    body = messages.by_bot(backend.workspace, content)
    message = messages.store_message(backend.workspace, conversation, body)
    message.metadata = kept
    # What the app was doing is done when it says something there.
    backend.workspace.statuses.pop(f"{conversation.id}/{body.get('thread_ts') or ''}", None)
    messages.announce(backend.workspace, conversation, message.body)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": messages.message_payload(backend.workspace, message),
    }


def post_ephemeral(backend: Backend, given: Arguments) -> Json:
    conversation = _open_to_bot(backend, given)
    person = backend.workspace.people.get(given.needed("user"))
    if person is None or person.id not in conversation.members:
        raise ApiError("user_not_in_channel")
    content = _content(backend, given, conversation)
    _pace(backend, conversation)
    body = messages.by_bot(backend.workspace, content)
    shown = person.id if messages.is_begun(conversation, body.get("thread_ts")) else NOBODY
    message = messages.store_message(backend.workspace, conversation, body, only_for=shown)
    return {"message_ts": message.ts}


def update(backend: Backend, given: Arguments) -> Json:
    """What is only for one person cannot be found again; what is somebody else's cannot be changed."""
    conversation, message = _own(backend, given, "cant_update_message")
    content = messages.checked_message(backend.workspace, _said(given), f"chat.update in {conversation.id}")
    if given.given.get("metadata"):
        message.metadata = messages.metadata({"metadata": given.structure("metadata", "invalid_metadata_format")})
    messages.edit(backend.workspace, message, content, backend.workspace.app.user)
    shown = messages.message_payload(backend.workspace, message)
    return {"channel": conversation.id, "ts": message.ts, "text": content["text"], "message": shown}


def delete(backend: Backend, given: Arguments) -> Json:
    conversation, message = _own(backend, given, "cant_delete_message")
    messages.remove(backend.workspace, message)
    return {"channel": conversation.id, "ts": message.ts}


def permalink(backend: Backend, given: Arguments) -> Json:
    conversation = bot_conversation(backend, given.needed("channel"))
    message = backend.workspace.message(conversation.id, given.needed("message_ts"))
    address = f"https://{DOMAIN}.slack.com/archives/{conversation.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread}&cid={conversation.id}" if message.thread else ""
    return {"channel": conversation.id, "permalink": address + thread}


def _open_to_bot(backend: Backend, given: Arguments) -> Conversation:
    conversation = bot_conversation(backend, given.needed("channel"))
    if conversation.archived:
        raise ApiError("is_archived")
    if backend.workspace.app.user not in conversation.members:
        raise ApiError("not_in_channel")
    return conversation


def _said(given: Arguments) -> Json:
    """`markdown_text` stands for a block of that kind; beside text or blocks Slack refuses it."""
    blocks = given.structure("blocks", "invalid_blocks_format")
    attachments = given.structure("attachments", "invalid_attachments")
    if given.text("markdown_text"):
        if blocks or given.text("text"):
            raise ApiError("markdown_text_conflict")
        blocks = [{"type": "markdown", "text": given.text("markdown_text")}]
        return {"text": given.text("markdown_text"), "blocks": blocks}
    return {"text": given.text("text"), "blocks": blocks, "attachments": attachments}


def _content(backend: Backend, given: Arguments, conversation: Conversation) -> Json:
    said = messages.checked_message(backend.workspace, _said(given), f"a message in {conversation.id}")
    return said | messages.thread_of(conversation, given.text("thread_ts"))


def _pace(backend: Backend, conversation: Conversation) -> None:
    if backend.pace:
        backend.pace.pass_by(backend.workspace, conversation.id)


def _own(backend: Backend, given: Arguments, refusal: str) -> tuple[Conversation, Message]:
    """A message of the bot's own that everybody sees."""
    conversation = bot_conversation(backend, given.needed("channel"))
    message = backend.workspace.message(conversation.id, given.needed("ts"))
    if message.only_for is not None:
        raise ApiError("message_not_found")
    if message.author != backend.workspace.app.user:
        raise ApiError(refusal)
    return conversation, message


METHODS = {
    "chat.postMessage": Method(post, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(permalink),
}
