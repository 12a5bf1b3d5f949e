"""The interactive elements, and which of them may stand in which block.

Limits: docs.slack.dev/reference/block-kit/block-elements and slack_sdk's models.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.blocks.rules import Rule, Shape, Typed, each, flag, moment, one_of, problem, string, url, whole_number
from sandbox.blocks.texts import (
    CONFIRM,
    GROUP,
    IDENTIFIER,
    IMAGE,
    LINKED_OPTION,
    MARKED_OPTION,
    OPTION,
    RICH_TEXT,
    any_text_rule,
    plain_text_rule,
)

_ASKED: Mapping[str, Rule] = {"action_id": IDENTIFIER, "confirm": CONFIRM, "focus_on_load": flag}
_FIELD: Mapping[str, Rule] = {
    "action_id": IDENTIFIER,
    "placeholder": plain_text_rule(150),
    "focus_on_load": flag,
    "dispatch_action_config": Shape(
        {"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}
    ),
}
_PICKED: Mapping[str, Rule] = {**_ASKED, "placeholder": plain_text_rule(150)}
_MOST = whole_number(1, 10_000)
_FILTER = Shape(
    {},
    {
        "include": each(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_bot_users": flag,
        "exclude_external_shared_channels": flag,
    },
)


def _offered(value: Mapping[str, Any], path: str) -> Iterator[str]:
    """What is chosen beforehand is among the choices."""
    groups = value.get("option_groups")
    offered = value.get("options", []) if not isinstance(groups, list) else [o for g in groups for o in g["options"]]
    chosen = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
    if any(option not in offered for option in chosen):
        yield problem("initial option is not among the options", path)


def _choices(rule: Rule, most: int, **more: Rule) -> Shape:
    return Shape({"options": each(rule, 1, most)}, {**_ASKED, **more}, also=(_offered,))


def _static(**more: Rule) -> Shape:
    optional: Mapping[str, Rule] = {
        **_PICKED,
        "options": each(OPTION, 1, 100),
        "option_groups": each(GROUP, 1, 100),
        **more,
    }
    return Shape({}, optional, groups=(("options", "option_groups"),), also=(_offered,))


def _picker(**more: Rule) -> Shape:
    return Shape({}, {**_PICKED, **more})


def _typed(**more: Rule) -> Shape:
    return Shape({}, {**_FIELD, **more})


_IDS = each(IDENTIFIER, 0, 1_000)
_FEEDBACK = Shape({"text": plain_text_rule(75), "value": string(2_000)}, {"accessibility_label": string(75)})
_BUTTON_LABELS: Mapping[str, Rule] = {"accessibility_label": string(75), "visible_to_user_ids": _IDS}
_CONVERSATION: Mapping[str, Rule] = {"default_to_current_conversation": flag, "filter": _FILTER}

SHAPES: Mapping[str, Rule] = {
    "button": Shape(
        {"text": plain_text_rule(75)},
        {
            "action_id": IDENTIFIER,
            "url": url,
            "value": string(2_000, least=0),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            **_BUTTON_LABELS,
        },
    ),
    "icon_button": Shape(
        {"icon": one_of("trash"), "text": plain_text_rule(75)},
        {"action_id": IDENTIFIER, "value": string(2_000), "confirm": CONFIRM, **_BUTTON_LABELS},
    ),
    "feedback_buttons": Shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": IDENTIFIER}),
    "overflow": Shape({"options": each(LINKED_OPTION, 1, 5)}, {"action_id": IDENTIFIER, "confirm": CONFIRM}),
    "image": IMAGE,
    "checkboxes": _choices(MARKED_OPTION, 10, initial_options=each(MARKED_OPTION, 1, 10)),
    "radio_buttons": _choices(MARKED_OPTION, 10, initial_option=MARKED_OPTION),
    "datepicker": _picker(initial_date=moment("%Y-%m-%d", "must be a valid date of the form YYYY-MM-DD")),
    "timepicker": _picker(initial_time=moment("%H:%M", "must be a valid time of the form HH:mm"), timezone=string(255)),
    "datetimepicker": Shape({}, {**_ASKED, "initial_date_time": whole_number(0, 9_999_999_999)}),
    "static_select": _static(initial_option=OPTION),
    "multi_static_select": _static(initial_options=each(OPTION, 1, 100), max_selected_items=_MOST),
    "external_select": _picker(min_query_length=whole_number(0, 1_000), initial_option=OPTION),
    "multi_external_select": _picker(
        min_query_length=whole_number(0, 1_000), initial_options=each(OPTION, 1, 100), max_selected_items=_MOST
    ),
    "users_select": _picker(initial_user=IDENTIFIER),
    "multi_users_select": _picker(initial_users=_IDS, max_selected_items=_MOST),
    "conversations_select": _picker(initial_conversation=IDENTIFIER, response_url_enabled=flag, **_CONVERSATION),
    "multi_conversations_select": _picker(initial_conversations=_IDS, max_selected_items=_MOST, **_CONVERSATION),
    "channels_select": _picker(initial_channel=IDENTIFIER, response_url_enabled=flag),
    "multi_channels_select": _picker(initial_channels=_IDS, max_selected_items=_MOST),
    "plain_text_input": _typed(
        initial_value=string(3_000, least=0),
        multiline=flag,
        min_length=whole_number(0, 3_000),
        max_length=whole_number(1, 3_000),
    ),
    "email_text_input": _typed(initial_value=string(255)),
    "url_text_input": _typed(initial_value=url),
    "number_input": Shape(
        {"is_decimal_allowed": flag},
        {**_FIELD, "initial_value": string(50), "min_value": string(50), "max_value": string(50)},
    ),
    "rich_text_input": _typed(initial_value=RICH_TEXT, min_lines=whole_number(1, 100), max_lines=whole_number(1, 100)),
    "file_input": Shape(
        {}, {"action_id": IDENTIFIER, "filetypes": each(string(50), 1, 100), "max_files": whole_number(1, 10)}
    ),
}

_MULTI = {kind for kind in SHAPES if kind.startswith("multi_")}
_SINGLE = {kind for kind in SHAPES if kind.endswith("_select")} - _MULTI
_CHOSEN = _SINGLE | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
_WRITTEN = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}


def _these(kinds: set[str]) -> Typed:
    return Typed({kind: SHAPES[kind] for kind in kinds})


IN_SECTION = _these(_CHOSEN | _MULTI | {"button", "overflow", "image"})
IN_ACTIONS = _these(_CHOSEN | _MULTI | {"button", "overflow", "datetimepicker"})
IN_INPUT = _these(_CHOSEN | _MULTI | _WRITTEN | {"datetimepicker"})
IN_CONTEXT = Typed({"image": IMAGE, **any_text_rule(2_000).shapes})
IN_CONTEXT_ACTIONS = _these({"feedback_buttons", "icon_button"})
