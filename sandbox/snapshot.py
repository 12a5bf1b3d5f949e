"""The whole workspace as one JSON document: what a page needs to draw it. It holds no secrets."""

from sandbox import messages, payloads
from sandbox.deliveries import Deliveries
from sandbox.state import Conversation, Json, Message, User, View
from sandbox.workspace import TEAM_NAME, Workspace

SHOWN_DELIVERIES = 50


def take_snapshot(workspace: Workspace, deliveries: Deliveries) -> Json:
    """The caller holds the workspace's lock."""
    return {
        "version": workspace.version,
        "team": TEAM_NAME,
        "clock": clock_state(workspace),
        "bot": _bot(workspace, deliveries),
        "people": [_person(person) for person in workspace.people.values()],
        "conversations": [_conversation(workspace, one) for one in workspace.conversations.values()],
        "homes": {who: _view(workspace, view) for who, view in workspace.homes.items()},
        "modals": {who: [_view(workspace, v) for v in stack] for who, stack in workspace.modals.items() if stack},
        "prompts": workspace.prompts,
        "statuses": {where: text for where, text in workspace.statuses.items() if text},
        "titles": workspace.titles,
        "notices": workspace.notices[-50:],
        "warnings": list(workspace.warnings),
        "faults": deliveries.script.left(),
        "deliveries": [one.summary() for one in list(deliveries.sent)[-SHOWN_DELIVERIES:]],
    }


def clock_state(workspace: Workspace) -> Json:
    """`now` in UTC, and how many seconds it is ahead of the machine."""
    return {"now": workspace.clock.moment().isoformat(timespec="seconds"), "moved": round(workspace.clock.moved)}


def _bot(workspace: Workspace, deliveries: Deliveries) -> Json:
    app, sockets = workspace.app, len(deliveries.sockets.connections)
    transport = "http" if deliveries.post else "socket"
    return {
        "id": app.user,
        "name": app.name,
        "transport": transport,
        "connected": bool(deliveries.post or sockets),
        "sockets": sockets,
        "commands": dict(app.commands),
        "shortcuts": dict(app.shortcuts),
        "message_shortcuts": dict(app.message_shortcuts),
    }


def _person(person: User) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "handle": person.handle,
        "is_admin": person.is_admin,
        "is_bot": person.is_bot,
        "is_guest": person.is_guest,
    }


def _conversation(workspace: Workspace, conversation: Conversation) -> Json:
    return {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind,
        "topic": conversation.topic,
        "members": conversation.members,
        "archived": conversation.archived,
        "messages": [_message(workspace, message) for message in conversation.messages],
    }


def _message(workspace: Workspace, message: Message) -> Json:
    """As Slack gives it, with `only_for` (who sees it, or null) and what has been filled in by each person."""
    shown = messages.message_payload(workspace, message, with_metadata=True)
    return {**shown, "only_for": message.only_for, "inputs": message.inputs}


def _view(workspace: Workspace, view: View) -> Json:
    return {**payloads.view(workspace, view), "errors": view.errors, "person": view.person}
