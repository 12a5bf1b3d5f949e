"""What people do in conversations: write, change, react, share files, invite."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox import messages
from sandbox.api.files import public
from sandbox.refusals import ApiError
from sandbox.state import Conversation, File, Json, Message, User
from sandbox.workspace import Workspace, typed


def post(workspace: Workspace, person: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
    """A person writes. The bot hears of it where it is a member, and once more when it is named. Raises Refusal."""
    author, conversation = member(workspace, person, channel)
    thread = messages.thread_of(conversation, thread_ts)
    body: Json = {"user": author.id, "text": typed(workspace, text), **thread}
    message = messages.store_message(workspace, conversation, body)
    _announce(workspace, conversation, message)
    return message


def post_raw(workspace: Workspace, person: str, channel: str, **body: object) -> Message:
    """A message exactly as given, such as another program's with its `bot_id`."""
    conversation = workspace.conversation(channel)
    message = messages.store_message(workspace, conversation, {"user": workspace.person(person).id, "text": "", **body})
    _announce(workspace, conversation, message)
    return message


def edit(workspace: Workspace, person: str, channel: str, ts: str, text: str) -> Message:
    """The bot hears of a change; once more, as of any mention, when it names the bot now."""
    message, conversation = _own(workspace, person, channel, ts), workspace.conversation(channel)
    messages.edit(workspace, message, {"text": typed(workspace, text)}, message.author)
    for event in _mentions(workspace, conversation, message):
        workspace.emit("app_mention", event)
    return message


def delete(workspace: Workspace, person: str, channel: str, ts: str) -> None:
    messages.remove(workspace, _own(workspace, person, channel, ts))


def dismiss(workspace: Workspace, person: str, channel: str, ts: str) -> None:
    """A person puts away what only they see."""
    conversation, message = workspace.conversation(channel), workspace.message(channel, ts)
    if message.only_for == workspace.person(person).id:
        conversation.messages.remove(message)


def react(workspace: Workspace, person: str, channel: str, ts: str, name: str) -> None:
    """Put a reaction on a message, or take it off again."""
    who = workspace.message(channel, ts).reactions.setdefault(name, [])
    key = workspace.person(person).id
    if key in who:
        who.remove(key)
    else:
        who.append(key)


def share_outside(workspace: Workspace, channel: str, name: str) -> User:
    """The channel is shared with another organisation, and somebody of it joins: Slack Connect."""
    conversation, key = workspace.conversation(channel), workspace.new_id("W")
    person = User(key, name, name.lower(), team="T0ELSEWHERE")
    workspace.people[key] = person
    conversation.shared = True
    conversation.members.append(key)
    return person


def invite(workspace: Workspace, channel: str) -> None:
    """The bot becomes a member."""
    conversation, bot = workspace.conversation(channel), workspace.app.user
    if bot not in conversation.members:
        conversation.members.append(bot)


def kick(workspace: Workspace, channel: str) -> None:
    """The bot is no longer a member."""
    conversation = workspace.conversation(channel)
    conversation.members = [who for who in conversation.members if who != workspace.app.user]


@dataclass(frozen=True)
class Upload:
    """A file and what is written with it; in a thread where one is named."""

    name: str
    content: bytes
    text: str = ""
    thread_ts: str | None = None


def upload(workspace: Workspace, person: str, channel: str, given: Upload) -> File:
    """A person shares a file: the bot hears of the file, and of the message as of any other. Raises Refusal."""
    author, conversation = member(workspace, person, channel)
    thread = messages.thread_of(conversation, given.thread_ts)
    key, now = workspace.new_id("F"), workspace.clock.now()
    file = File(key, given.name, author.id, given.name, len(given.content), given.content, [conversation.id], now)
    workspace.files[key] = file
    shown = {"files": [public(workspace, file)], "upload": False, "subtype": "file_share", **thread}
    message = messages.store_message(
        workspace, conversation, {"user": author.id, "text": typed(workspace, given.text), **shown}
    )
    _announce(workspace, conversation, message)
    if workspace.app.user in conversation.members:
        about = {"file_id": key, "file": {"id": key}, "user_id": author.id, "channel_id": conversation.id}
        workspace.emit("file_shared", {"type": "file_shared", **about})
    return file


def member(workspace: Workspace, person: str, channel: str) -> tuple[User, Conversation]:
    """Somebody in a conversation that they are in; "@bot" is their direct messages with it. Raises Refusal."""
    author = workspace.person(person)
    conversation = direct(workspace, author) if channel in ("@bot", "im") else workspace.conversation(channel)
    if author.id not in conversation.members:
        raise ApiError("not_in_channel")
    if conversation.archived:
        raise ApiError("is_archived")
    return author, conversation


def direct(workspace: Workspace, person: User) -> Conversation:
    return workspace.direct(person.id)


def _own(workspace: Workspace, person: str, channel: str, ts: str) -> Message:
    message = workspace.message(channel, ts)
    if message.author != workspace.person(person).id:
        raise ApiError("cant_update_message")
    return message


def _announce(workspace: Workspace, conversation: Conversation, message: Message) -> None:
    messages.announce(workspace, conversation, message.body)
    for event in _mentions(workspace, conversation, message):
        workspace.emit("app_mention", event)


def _mentions(workspace: Workspace, conversation: Conversation, message: Message) -> Iterator[Json]:
    """A mention is an event of its own, beside the message's; not in direct messages, and not where the bot is not."""
    bot = workspace.app.user
    named = f"<@{bot}" in str(message.body.get("text", ""))
    if named and conversation.kind != "im" and bot in conversation.members:
        yield {**message.body, "type": "app_mention", "channel": conversation.id}
