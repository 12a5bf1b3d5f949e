"""What a person filled in: elements that ask for something, and how Slack reports the answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.refusals import ApiError
from sandbox.state import Json

# kind of element → (the field of the answer, the field of the element that it begins with)
FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) of everything in the blocks that a person can use."""
    for block in blocks:
        inside = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        yield from ((block, found) for found in inside if isinstance(found, dict) and "action_id" in found)


def find_element(blocks: Sequence[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json]:
    """The (block, element) with this action_id. Raises Refusal not_found."""
    for block, element in elements(blocks):
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    raise ApiError("not_found")


def _options(element: Json) -> list[Json]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def _option(element: Json, value: Any) -> Any:
    """An option is named by its value; a whole option stands for itself, as one that the bot suggested."""
    if isinstance(value, dict) or value is None:
        return value
    for option in _options(element):
        if option["value"] == value:
            return option
    raise ApiError("not_found", option=value)


def answered(element: Json, value: Any) -> Json:
    """How Slack reports that `value` was given in an element."""
    kind = element["type"]
    name = FIELDS[kind][0]
    if name == "selected_option":
        value = _option(element, value)
    elif name == "selected_options":
        value = [_option(element, item) for item in value]
    return {"type": kind, name: value}


def begun(element: Json) -> Json:
    """How an element is reported that nobody has touched."""
    name, first = FIELDS[element["type"]]
    none: Any = [] if name.endswith("options") or name == "files" else None
    return {"type": element["type"], name: element.get(first, none)}


def values(blocks: Sequence[Json], given: Mapping[str, Mapping[str, Any]]) -> Json:
    """`state.values`: block_id → action_id → the answer, for everything on a surface that holds one."""
    found: Json = {}
    for block, element in elements(blocks):
        if element["type"] in FIELDS and element["type"] != "overflow":
            answer = given.get(block["block_id"], {}).get(element["action_id"]) or begun(element)
            found.setdefault(block["block_id"], {})[element["action_id"]] = answer
    return found


def unanswered_inputs(blocks: Sequence[Json], answers: Json) -> list[str]:
    """The block_ids of questions that must be answered and are not."""
    left = []
    for block, element in elements(blocks):
        if block["type"] == "input" and not block.get("optional"):
            answer = answers[block["block_id"]][element["action_id"]]
            left += [] if answer[FIELDS[element["type"]][0]] else [block["block_id"]]
    return left
