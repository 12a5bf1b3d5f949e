"""Where people talk, and what was said there."""

from sandbox import messages, payloads
from sandbox.api.method import Method, bot_conversation, one_page
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.refusals import ApiError, missing_argument
from sandbox.state import Conversation, Json, Message

TYPES = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
SCOPES = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def info(backend: Backend, given: Arguments) -> Json:
    conversation = bot_conversation(backend, given.needed("channel"))
    _scoped(backend, conversation, "read")
    found = payloads.channel(backend.workspace, conversation, given.flag("include_num_members"))
    return {"channel": found | ({"locale": "da-DK"} if given.flag("include_locale") else {})}


def list_conversations(backend: Backend, given: Arguments) -> Json:
    """Public ones, and of the others those that the bot is in."""
    names = given.listed("types") or ["public_channel"]
    if not set(names) <= set(TYPES):
        raise ApiError("invalid_types")
    kinds, bot = {TYPES[name] for name in names}, backend.workspace.app.user
    found = [
        payloads.channel(backend.workspace, conversation, with_count=True)
        for conversation in backend.workspace.conversations.values()
        if conversation.kind in kinds
        and (conversation.kind == "channel" or bot in conversation.members)
        and not (conversation.archived and given.flag("exclude_archived"))
    ]
    shown, more = one_page(found, given)
    return {"channels": shown, **more}


def of_bot(backend: Backend, given: Arguments) -> Json:
    """Those that the bot is in."""
    found = list_conversations(backend, given)
    return found | {"channels": [one for one in found["channels"] if one.get("is_member")]}


def members(backend: Backend, given: Arguments) -> Json:
    conversation = bot_conversation(backend, given.needed("channel"))
    _scoped(backend, conversation, "read")
    shown, more = one_page([{"id": who} for who in conversation.members], given)
    return {"members": [who["id"] for who in shown], **more}


def join(backend: Backend, given: Arguments) -> Json:
    conversation, bot = bot_conversation(backend, given.needed("channel")), backend.workspace.app.user
    if conversation.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise ApiError("is_archived")
    if bot not in conversation.members:
        conversation.members.append(bot)
    return {"channel": payloads.channel(backend.workspace, conversation)}


def opened(backend: Backend, given: Arguments) -> Json:
    """Direct messages with these people."""
    workspace, people = backend.workspace, given.listed("users")
    if given.text("channel"):
        conversation = bot_conversation(backend, given.text("channel"))
    elif not people:
        raise missing_argument("users")
    elif any(who not in workspace.people for who in people):
        raise ApiError("user_not_found")
    else:
        conversation = workspace.direct(*people)
    whole = payloads.channel(workspace, conversation)
    return {"channel": whole if given.flag("return_im") else {"id": conversation.id}}


def history(backend: Backend, given: Arguments) -> Json:
    """Newest first; answers in threads only where they were sent to the channel as well."""
    conversation = _readable(backend, given)
    found = [m for m in _visible(backend, conversation) if m.thread is None and _between(m, given)]
    return _told(backend, given, conversation, found[::-1])


def replies(backend: Backend, given: Arguments) -> Json:
    """The question, then its answers, oldest first."""
    conversation, ts = _readable(backend, given), given.needed("ts")
    visible = _visible(backend, conversation)
    whole = [m for m in visible if ts in (m.ts, m.thread)]
    if not whole:
        raise ApiError("thread_not_found")
    return _told(backend, given, conversation, [m for m in whole if m.ts == ts or _between(m, given)])


def _told(backend: Backend, given: Arguments, conversation: Conversation, found: list[Message]) -> Json:
    with_metadata = given.flag("include_all_metadata")
    shown = [messages.message_payload(backend.workspace, message, with_metadata) for message in found]
    part, more = one_page(shown, given)
    following = bool(more["response_metadata"]["next_cursor"])
    return {"messages": part, "has_more": following, "pin_count": 0, **(more if following else {})}


def _readable(backend: Backend, given: Arguments) -> Conversation:
    conversation = bot_conversation(backend, given.needed("channel"))
    if backend.workspace.app.user not in conversation.members:
        raise ApiError("not_in_channel")
    _scoped(backend, conversation, "history")
    return conversation


def _visible(backend: Backend, conversation: Conversation) -> list[Message]:
    """What everybody sees, but for what history does not show yet."""
    newest = backend.workspace.clock.now() - backend.young_s
    young = backend.young_s > 0
    return [m for m in conversation.messages if m.only_for is None and not (young and m.stored_at > newest)]


def _between(message: Message, given: Arguments) -> bool:
    oldest, latest = given.text("oldest") or "0", given.text("latest") or "9" * 12
    try:
        low, high, ts = float(oldest), float(latest), float(message.ts)
    except ValueError as error:
        raise ApiError("invalid_ts_oldest") from error
    return low <= ts <= high if given.flag("inclusive") else low < ts < high


def _scoped(backend: Backend, conversation: Conversation, what: str) -> None:
    """Each kind of conversation has a scope of its own."""
    scope, scopes = f"{SCOPES[conversation.kind]}:{what}", backend.workspace.app.scopes
    if scope not in scopes:
        raise ApiError("missing_scope", needed=scope, provided=",".join(sorted(scopes)))


METHODS = {
    "conversations.info": Method(info),
    "conversations.list": Method(list_conversations, "channels:read"),
    "users.conversations": Method(of_bot, "channels:read"),
    "conversations.members": Method(members),
    "conversations.join": Method(join, "channels:join"),
    "conversations.open": Method(opened, "im:write"),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
}
