"""Modals and the App Home."""

import json
from typing import Any

from sandbox import payloads
from sandbox.api.method import Method
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.blocks import check_view
from sandbox.messages import with_ids
from sandbox.refusals import ApiError, missing_argument, with_problems
from sandbox.state import Json, View
from sandbox.workspace import Workspace

BYTES, STACKED = 250_000, 3


def publish(backend: Backend, given: Arguments) -> Json:
    workspace, person = backend.workspace, given.needed("user_id")
    if person not in workspace.people:
        raise ApiError("user_not_found")
    content = _content(given, "home")
    old = workspace.homes.get(person)
    _fresh(given, old)
    key = old.id if old else workspace.new_id("V")
    workspace.homes[person] = View(key, person, content, workspace.fresh_hash(), key)
    return {"view": payloads.view(workspace, workspace.homes[person])}


def opened(backend: Backend, given: Arguments) -> Json:
    content = _content(given, "modal")
    trigger = backend.workspace.use_trigger(_trigger(given))
    return _stack(backend.workspace, trigger.person, content, given, fresh=trigger.view is None)


def pushed(backend: Backend, given: Arguments) -> Json:
    content = _content(given, "modal")
    trigger = backend.workspace.use_trigger(_trigger(given))
    if trigger.view is None or not backend.workspace.modals.get(trigger.person):
        raise ApiError("not_found")
    return _stack(backend.workspace, trigger.person, content, given, fresh=False)


def updated(backend: Backend, given: Arguments) -> Json:
    view = backend.workspace.view(given.text("view_id") or given.needed("external_id"))
    content = _content(given, view.content["type"])
    _fresh(given, view)
    replace(backend.workspace, view, content)
    return {"view": payloads.view(backend.workspace, view)}


def stored_view(view: Any, kind: str) -> Json:
    """A view as it is kept: checked, its blocks named. Raises Refusal."""
    problems = check_view(view)
    if problems:
        raise with_problems("invalid_arguments", problems)
    if view["type"] != kind:
        raise with_problems("invalid_arguments", [f"view type must be {kind} [json-pointer:/view/type]"])
    if len(json.dumps(view)) > BYTES:
        raise ApiError("view_too_large")
    return {**view, "blocks": with_ids(view["blocks"])}


def replace(workspace: Workspace, view: View, content: Json) -> None:
    """New content in an open view. What was filled in stays where a block and its element are still there."""
    view.content, view.hash, view.errors = content, workspace.fresh_hash(), {}


def push(workspace: Workspace, person: str, content: Json) -> View:
    """On top of the modals that a person has open. Raises Refusal."""
    stack = workspace.modals.setdefault(person, [])
    if len(stack) >= STACKED:
        raise ApiError("push_limit_reached")
    external = content.get("external_id")
    if external and any(view.content.get("external_id") == external for view in _all(workspace)):
        raise ApiError("duplicate_external_id")
    key = workspace.new_id("V")
    root, previous = (stack[0].id, stack[-1].id) if stack else (key, None)
    view = View(key, person, content, workspace.fresh_hash(), root, previous)
    stack.append(view)
    return view


def _all(workspace: Workspace) -> list[View]:
    return [view for stack in workspace.modals.values() for view in stack]


def _stack(workspace: Workspace, person: str, content: Json, given: Arguments, fresh: bool) -> Json:
    if fresh:
        workspace.modals[person] = []
    return {"view": payloads.view(workspace, push(workspace, person, content))}


def _trigger(given: Arguments) -> str:
    return given.text("trigger_id") or given.needed("interactivity_pointer")


def _content(given: Arguments, kind: str) -> Json:
    view = given.structure("view")
    if view is None:
        raise missing_argument("view")
    return stored_view(view, kind)


def _fresh(given: Arguments, view: View | None) -> None:
    if given.text("hash") and view and given.text("hash") != view.hash:
        raise ApiError("hash_conflict")


METHODS = {
    "views.publish": Method(publish),
    "views.open": Method(opened),
    "views.push": Method(pushed),
    "views.update": Method(updated),
}
