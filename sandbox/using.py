"""What people do with the app: commands, buttons, modals, App Home, shortcuts."""

from collections.abc import Mapping
from typing import Any

from sandbox import answers, inputs, messages, payloads
from sandbox.deliveries import Deliveries, Delivery
from sandbox.refusals import ApiError
from sandbox.state import Json, Message, View
from sandbox.talking import direct, member
from sandbox.workspace import Workspace, typed

Values = Mapping[str, Any]


def slash(deliveries: Deliveries, person: str, channel: str, line: str) -> Delivery:
    """`line` is what is typed: "/sag status på HA06". Raises Refusal for a command that the app does not have."""
    workspace = deliveries.workspace
    name, _, text = line.strip().partition(" ")
    if name not in workspace.app.commands:
        raise ApiError("unknown_command")
    who, conversation = member(workspace, person, channel)
    payload = payloads.command(workspace, who, conversation, name, typed(workspace, text.strip(), named=True))
    return deliveries.start("command", name, payload, lambda delivery: answers.to_command(workspace, delivery))


def press(
    deliveries: Deliveries,
    person: str,
    on: Message | View,
    action_id: str,
    value: Any = None,
    block_id: str | None = None,
) -> Delivery:
    """Use an element of a message or a view: press a button, or choose `value` (options by their value).

    A button is told from others with the same action_id by `block_id`, or by its own `value`. A block that was drawn
    anew while the person pressed has another id: then the one that fits is meant. Raises Refusal not_found.
    """
    workspace = deliveries.workspace
    who = workspace.person(person)
    block, element = _meant(_blocks(on), action_id, value, block_id)
    answer: Json = {}
    if element["type"] in inputs.FIELDS:
        answer = inputs.answered(element, value)
        _given(on, who.id).setdefault(block["block_id"], {})[action_id] = answer
    elif element["type"] == "feedback_buttons":
        answer = {"value": value, "text": _feedback(element, value)["text"]}
    actions = [payloads.action(workspace, block, element, {k: v for k, v in answer.items() if k != "type"})]
    if isinstance(on, View):
        payload = payloads.view_actions(workspace, who, on, actions)
    else:
        payload = payloads.message_actions(workspace, who, on, actions)
    return _click(deliveries, action_id, payload)


def fill(workspace: Workspace, person: str, on: Message | View, values: Values) -> None:
    """Fill in what is not sent before the whole is: action_id → value. Raises Refusal not_found."""
    for action_id, value in values.items():
        block, element = inputs.find_element(_blocks(on), action_id)
        given = _given(on, workspace.person(person).id)
        given.setdefault(block["block_id"], {})[action_id] = inputs.answered(element, value)


def submit(deliveries: Deliveries, person: str, values: Values | None = None, view: View | None = None) -> Delivery:
    """Send the topmost modal. Raises Refusal with `blocks`, as Slack's own program would not send it, when something
    that must be answered is not."""
    workspace = deliveries.workspace
    on = view or top(workspace, person)
    fill(workspace, person, on, values or {})
    left = inputs.unanswered_inputs(on.content["blocks"], inputs.values(on.content["blocks"], on.inputs))
    if left:
        raise ApiError("input_required", blocks=left)
    on.errors = {}
    payload = payloads.submission(workspace, workspace.person(person), on)
    name = on.content.get("callback_id") or "view_submission"
    return deliveries.start(
        "interactive", name, payload, lambda delivery: answers.to_submission(workspace, delivery, on)
    )


def close(deliveries: Deliveries, person: str, everything: bool = False) -> list[Delivery]:
    """Close the topmost modal, or all of them; the bot hears of those that wanted it to."""
    workspace = deliveries.workspace
    who = workspace.person(person)
    stack = workspace.modals.get(who.id, [])
    closed = [stack.pop() for _ in range(len(stack) if everything or not stack else 1)]
    payload = [payloads.view_closed(workspace, who, v, everything) for v in closed if v.content.get("notify_on_close")]
    return [_click(deliveries, "view_closed", one) for one in payload]


def top(workspace: Workspace, person: str) -> View:
    """The modal that a person sees. Raises Refusal not_found."""
    stack = workspace.modals.get(workspace.person(person).id)
    if not stack:
        raise ApiError("not_found")
    return stack[-1]


def open_app(deliveries: Deliveries, person: str, tab: str = "home") -> None:
    """A person opens the app at its "home" or its "messages" tab."""
    workspace = deliveries.workspace
    who = workspace.person(person)
    event: Json = {"type": "app_home_opened", "user": who.id, "channel": direct(workspace, who).id, "tab": tab}
    if tab == "home" and who.id in workspace.homes:
        event["view"] = payloads.view(workspace, workspace.homes[who.id])
    workspace.emit("app_home_opened", event)


def shortcut(deliveries: Deliveries, person: str, callback_id: str, message: Message | None = None) -> Delivery:
    """A shortcut of the whole app, or one on a message."""
    workspace = deliveries.workspace
    who = workspace.person(person)
    if message:
        payload = payloads.message_shortcut(workspace, who, callback_id, message)
    else:
        payload = payloads.shortcut(workspace, who, callback_id)
    return _click(deliveries, callback_id, payload)


def suggest(deliveries: Deliveries, person: str, on: Message | View, action_id: str, written: str) -> Delivery:
    """Ask the bot for the options of an `external_select`; they are the answer of the delivery."""
    workspace = deliveries.workspace
    block, element = inputs.find_element(_blocks(on), action_id)
    if isinstance(on, View):
        where: Json = {"view": payloads.view(workspace, on), "container": {"type": "view", "view_id": on.id}}
    else:
        shown = {} if on.only_for else {"message": messages.message_payload(workspace, on)}
        where = {"channel": {"id": on.channel}, "container": {"type": "message", "message_ts": on.ts}, **shown}
    payload = payloads.suggestion(workspace, workspace.person(person), where, block, element, written)
    return _click(deliveries, action_id, payload)


def _click(deliveries: Deliveries, name: str, payload: Json) -> Delivery:
    workspace = deliveries.workspace
    return deliveries.start("interactive", name, payload, lambda delivery: answers.to_click(workspace, delivery))


def _blocks(on: Message | View) -> list[Json]:
    blocks = on.content["blocks"] if isinstance(on, View) else on.body.get("blocks", [])
    return list(blocks)


def _given(on: Message | View, person: str) -> Json:
    return on.inputs if isinstance(on, View) else on.inputs.setdefault(person, {})


def _meant(blocks: list[Json], action_id: str, value: Any, block_id: str | None) -> tuple[Json, Json]:
    fitting = [
        (block, element)
        for block, element in inputs.elements(blocks)
        if element["action_id"] == action_id and not _has_other_value(element, value)
    ]
    there = [one for one in fitting if block_id in (None, one[0]["block_id"])]
    if not there and len(fitting) != 1:
        raise ApiError("not_found", action_id=action_id)
    return (there or fitting)[0]


def _has_other_value(element: Json, value: Any) -> bool:
    return element["type"] == "button" and value is not None and element.get("value") != value


def _feedback(element: Json, value: Any) -> Json:
    for name in ("positive_button", "negative_button"):
        if element[name]["value"] == value:
            return dict(element[name])
    raise ApiError("not_found")
