"""What Slack sends → who wants what, where. The only reader of Slack's payloads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.slack.message_text import question
from index.state.people import Person

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A wish. `channel` is "" on the Home tab and in most modals; `thread` is where an answer in the open belongs,
    `in_thread` the thread that the question itself stands in: what only one person sees shows in no other.

    `value` is that of the button or the choice; `message` the time stamp of the message that it stands on; `fields`
    what was filled in; `about` what a form brought along. `private`: nobody else sees where it was asked. `team` is
    the workspace that the person belongs to ("": not said); `shared`: people of other organisations are in the channel.
    """

    person: Person
    channel: str = ""
    text: str = ""
    command: str = ""
    thread: str | None = None
    in_thread: str | None = None
    response_url: str | None = None
    trigger: str = ""
    action: str = ""
    value: str = ""
    message: str | None = None
    view: str | None = None
    private: bool = False
    ephemeral: bool = False
    team: str = ""
    shared: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    body: Body = field(default_factory=dict)

    @property
    def conversation(self) -> str | None:
        """The thread that a message goes on in; "" for a direct message outside any. None for what is no message."""
        if "event" not in self.body:
            return None
        return self.thread or ("" if self.channel.startswith("D") else None)


def parse_request(body: Body) -> Request:
    """The wish in a request, of whatever kind."""
    if "command" in body:
        return _command(body)
    if "event" in body:
        return _event(body, body["event"])
    return _interaction(body)


def _command(body: Body) -> Request:
    return Request(
        person=Person(body["user_id"], body.get("user_name", "")),
        channel=body.get("channel_id", ""),
        text=question(body.get("text", "")),
        command=body["command"],
        response_url=body.get("response_url"),
        trigger=body.get("trigger_id", ""),
        private=True,
        ephemeral=True,
        team=body.get("team_id", ""),
        body=body,
    )


def _event(body: Body, event: Body) -> Request:
    mention = event.get("type") == "app_mention"
    channel = event.get("channel") or event.get("channel_id", "")
    shared = bool(body.get("is_ext_shared_channel"))
    return Request(
        person=Person(event.get("user") or event.get("user_id", ""), ""),
        channel=channel,
        text=question(event.get("text") or ""),
        thread=event.get("thread_ts") or (event.get("ts") if mention else None),
        in_thread=event.get("thread_ts"),
        message=event.get("ts"),
        private=channel.startswith("D") or shared,
        team=event.get("user_team") or event.get("team") or "",
        shared=shared,
        body=body,
    )


def _interaction(body: Body) -> Request:
    user, container = body.get("user", {}), body.get("container", {})
    pressed: Body = next(iter(body.get("actions") or ()), {})
    view = body.get("view") or {}
    channel = body.get("channel", {}).get("id") or container.get("channel_id", "")
    return Request(
        person=Person(user.get("id", ""), user.get("name") or user.get("username", "")),
        channel=channel,
        thread=container.get("thread_ts") or body.get("message", {}).get("thread_ts"),
        in_thread=_thread_of(container, body.get("message", {})),
        response_url=body.get("response_url"),
        trigger=body.get("trigger_id", ""),
        action=pressed.get("action_id") or body.get("callback_id") or view.get("callback_id", ""),
        value=pressed.get("value") or (pressed.get("selected_option") or {}).get("value", ""),
        message=container.get("message_ts") or body.get("message", {}).get("ts"),
        view=view.get("id"),
        private=bool(container.get("is_ephemeral")) or channel.startswith("D") or not channel,
        ephemeral=bool(container.get("is_ephemeral")),
        team=user.get("team_id", ""),
        fields=_fields(view),
        about=view.get("private_metadata", ""),
        body=body,
    )


def _thread_of(container: Body, message: Body) -> str | None:
    """The thread that a message stands in; None for one that others answer, for it stands in the channel."""
    thread = container.get("thread_ts") or message.get("thread_ts")
    return None if thread in (None, container.get("message_ts"), message.get("ts")) else thread


def _fields(view: Body) -> dict[str, str]:
    """What was filled in, by the name of the field; nothing for one that was left empty."""
    filled = (one for block in view.get("state", {}).get("values", {}).values() for one in block.items())
    return {name: _filled(one) for name, one in filled}


def _filled(one: Body) -> str:
    chosen = one.get("selected_option") or {}
    picked = one.get("selected_user") or one.get("selected_date") or one.get("selected_conversation")
    return one.get("value") or picked or chosen.get("value") or ""
