"""What Slack sends, in its own form."""

from typing import Any

from sandbox.inputs import values
from sandbox.state import Conversation, Json, Message, User, View
from sandbox.workspace import DOMAIN, TEAM, TEAM_NAME, Workspace


def team() -> Json:
    return {"id": TEAM, "name": TEAM_NAME, "domain": DOMAIN, "email_domain": "sandvig.example"}


def user(workspace: Workspace, person: User) -> Json:
    """As users.info gives it."""
    names = {"real_name": person.name, "display_name": person.handle, "email": person.email}
    more: Json = {"bot_id": workspace.app.bot, "is_bot": True} if person.is_bot else {"is_bot": False}
    return {
        "id": person.id,
        "team_id": person.team or TEAM,
        "is_stranger": bool(person.team),
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.deleted,
        "tz": person.tz,
        "locale": person.locale,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "updated": 0,
        "profile": {name: value for name, value in names.items() if value},
        **more,
    }


def channel(workspace: Workspace, conversation: Conversation, with_count: bool = False) -> Json:
    """As conversations.info gives it."""
    kind, bot = conversation.kind, workspace.app.user
    common = {
        "id": conversation.id,
        "created": int(conversation.created),
        "is_channel": kind == "channel",
        "is_group": kind == "private",
        "is_im": kind == "im",
        "is_mpim": kind == "mpim",
        "is_private": kind != "channel",
        "is_archived": conversation.archived,
        "is_ext_shared": conversation.shared,
        "is_shared": conversation.shared,
        "context_team_id": TEAM,
    }
    if kind == "im":
        return common | {"user": next((who for who in conversation.members if who != bot), bot), "is_open": True}
    named = {"name": conversation.name, "name_normalized": conversation.name, "is_member": bot in conversation.members}
    about = {"topic": {"value": conversation.topic}, "purpose": {"value": ""}}
    return common | named | about | ({"num_members": len(conversation.members)} if with_count else {})


def view(workspace: Workspace, shown: View) -> Json:
    """A view as Slack keeps it, with what has been filled in."""
    content: Json = dict.fromkeys(("title", "submit", "close"))
    content |= dict.fromkeys(("private_metadata", "callback_id", "external_id"), "")
    content |= {"clear_on_close": False, "notify_on_close": False, **shown.content}
    app = workspace.app
    return content | {
        "id": shown.id,
        "team_id": TEAM,
        "hash": shown.hash,
        "state": {"values": values(shown.content["blocks"], shown.inputs)},
        "root_view_id": shown.root,
        "previous_view_id": shown.previous,
        "app_id": app.id,
        "bot_id": app.bot,
        "app_installed_team_id": TEAM,
    }


def envelope(workspace: Workspace, event: Json) -> Json:
    """An event as the Events API wraps it."""
    app = workspace.app
    where = workspace.conversations.get(event.get("channel") or event.get("channel_id") or "")
    return {
        "token": app.verification,
        "team_id": TEAM,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(workspace.clock.now()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": app.user, "is_bot": True}],
        "is_ext_shared_channel": bool(where and where.shared),
    }


def _who(workspace: Workspace, person: User) -> Json:
    return {
        "token": workspace.app.verification,
        "api_app_id": workspace.app.id,
        "team": {"id": TEAM, "domain": DOMAIN},
        "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team or TEAM},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(workspace: Workspace, person: User, conversation: Conversation, name: str, text: str) -> dict[str, str]:
    names = {"channel": conversation.name, "private": "privategroup", "im": "directmessage", "mpim": "mpdm"}
    return {
        "token": workspace.app.verification,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": conversation.id,
        "channel_name": names[conversation.kind],
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": workspace.new_response_url(person.id, conversation.id),
        "trigger_id": workspace.new_trigger(person.id),
    }


def action(workspace: Workspace, block: Json, element: Json, answer: Json) -> Json:
    """One entry of `actions`: which element was used, and how."""
    names = ("text", "value", "style", "confirm", "placeholder")
    kept: Json = {name: element[name] for name in names if name in element}
    found: Json = {"action_id": element["action_id"], "block_id": block["block_id"], "type": element["type"], **kept}
    return found | answer | {"action_ts": f"{workspace.clock.now():.6f}"}


def message_actions(workspace: Workspace, person: User, message: Message, actions: list[Json]) -> Json:
    """A click on a message. An ephemeral message is not sent along: Slack does not keep it."""
    where = workspace.conversations[message.channel]
    alone = message.only_for is not None
    url = workspace.new_response_url(person.id, where.id, message.ts)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": where.id, "is_ephemeral": alone}
    if message.thread:
        container["thread_ts"] = message.thread
    found = _who(workspace, person) | {
        "type": "block_actions",
        "container": container,
        "trigger_id": workspace.new_trigger(person.id),
        "channel": {"id": where.id, "name": where.name or "directmessage"},
        "state": {"values": values(message.body.get("blocks", []), message.inputs.get(person.id, {}))},
        "response_url": url,
        "actions": actions,
    }
    return found if alone else found | {"message": message.body}


def view_actions(workspace: Workspace, person: User, shown: View, actions: list[Json]) -> Json:
    return _who(workspace, person) | {
        "type": "block_actions",
        "container": {"type": "view", "view_id": shown.id},
        "trigger_id": workspace.new_trigger(person.id, shown.id),
        "view": view(workspace, shown),
        "actions": actions,
    }


def submission(workspace: Workspace, person: User, shown: View) -> Json:
    return _who(workspace, person) | {
        "type": "view_submission",
        "trigger_id": workspace.new_trigger(person.id, shown.id),
        "view": view(workspace, shown),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, person: User, shown: View, is_cleared: bool) -> Json:
    return _who(workspace, person) | {
        "type": "view_closed",
        "view": view(workspace, shown),
        "is_cleared": is_cleared,
    }


def shortcut(workspace: Workspace, person: User, callback_id: str) -> Json:
    now = f"{workspace.clock.now():.6f}"
    more = {"type": "shortcut", "callback_id": callback_id, "action_ts": now}
    return _who(workspace, person) | more | {"trigger_id": workspace.new_trigger(person.id)}


def message_shortcut(workspace: Workspace, person: User, callback_id: str, message: Message) -> Json:
    where = workspace.conversations[message.channel]
    return shortcut(workspace, person, callback_id) | {
        "type": "message_action",
        "message_ts": message.ts,
        "channel": {"id": where.id, "name": where.name or "directmessage"},
        "message": message.body,
        "response_url": workspace.new_response_url(person.id, where.id, message.ts),
    }


def suggestion(workspace: Workspace, person: User, where: Json, block: Json, element: Json, typed: str) -> Json:
    """A request for options; `where` is the `view` or the `message` and `channel` that the element stands on."""
    asked: dict[str, Any] = {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}
    return _who(workspace, person) | {"type": "block_suggestion", **asked, **where}
