"""The blocks, each with its fields, and what may stand on which surface.

Limits: docs.slack.dev/reference/block-kit/blocks and slack_sdk's models. Blocks that a case bot has no use for
(calls, plans, task cards, containers, charts, sign-in) are not known here and are refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.blocks.elements import IN_ACTIONS, IN_CONTEXT, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.blocks.rules import Rule, Shape, Typed, each, flag, is_number, one_of, problem, string, url, whole_number
from sandbox.blocks.texts import IDENTIFIER, IMAGE, RICH, RICH_TEXT, any_text_rule, plain_text_rule

_ID: Mapping[str, Rule] = {"block_id": IDENTIFIER}
_ANY = 1_000_000

_RAW = {
    "raw_text": Shape({"text": string(_ANY)}),
    "raw_number": Shape({"value": is_number, "text": string(_ANY)}),
}
_HEADER_CELL = Typed(_RAW)
_CELL = Typed({**_RAW, **RICH_TEXT.shapes})


def _same_length(value: Mapping[str, Any], path: str) -> Iterator[str]:
    rows = value.get("rows")
    if isinstance(rows, list) and len({len(row) for row in rows if isinstance(row, list)}) > 1:
        yield problem("all rows must have the same number of cells", f"{path}/rows")


def _plain_header(value: Mapping[str, Any], path: str) -> Iterator[str]:
    rows = value.get("rows")
    if isinstance(rows, list) and rows:
        yield from each(_HEADER_CELL, 1, 20)(rows[0], f"{path}/rows/0")


def _rows(cell: Rule, low: int, high: int) -> Rule:
    return each(each(cell, 1, 20), low, high)


_COLUMN = Shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
_IMAGE_FIELDS = {**IMAGE.required, **IMAGE.optional}
_CARD = Shape(
    {},
    {
        "hero_image": Typed({"image": IMAGE}),
        "icon": Typed({"image": IMAGE}),
        "title": any_text_rule(150),
        "subtitle": any_text_rule(150),
        "body": any_text_rule(200),
        "actions": each(IN_ACTIONS, 1, 25),
        **_ID,
    },
    groups=(("hero_image", "title", "actions", "body"),),
)

SHAPES: Mapping[str, Rule] = {
    "section": Shape(
        {},
        {
            "text": any_text_rule(3_000),
            "fields": each(any_text_rule(2_000), 1, 10),
            "accessory": IN_SECTION,
            "expand": flag,
            **_ID,
        },
        groups=(("text", "fields"),),
    ),
    "header": Shape({"text": plain_text_rule(150)}, _ID),
    "divider": Shape({}, _ID),
    "context": Shape({"elements": each(IN_CONTEXT, 1, 10)}, _ID),
    "actions": Shape({"elements": each(IN_ACTIONS, 1, 25)}, _ID),
    "context_actions": Shape({"elements": each(IN_CONTEXT_ACTIONS, 1, 5)}, _ID),
    "image": Shape(
        {"alt_text": IMAGE.required["alt_text"]},
        {**_IMAGE_FIELDS, "title": plain_text_rule(2_000), **_ID},
        groups=IMAGE.groups,
    ),
    "input": Shape(
        {"label": plain_text_rule(2_000), "element": IN_INPUT},
        {"hint": plain_text_rule(2_000), "optional": flag, "dispatch_action": flag, **_ID},
    ),
    "rich_text": Shape({"elements": RICH}, _ID),
    "markdown": Shape({"text": string(12_000)}, _ID),
    "data_table": Shape(
        {"caption": string(_ANY), "rows": _rows(_CELL, 2, 101)},
        {"page_size": whole_number(1, 100), "row_header_column_index": whole_number(0, 19), **_ID},
        also=(_same_length, _plain_header),
    ),
    "table": Shape({"rows": _rows(_CELL, 1, 100)}, {"column_settings": each(_COLUMN, 0, 20), **_ID}),
    "file": Shape({"external_id": IDENTIFIER, "source": one_of("remote")}, _ID),
    "video": Shape(
        {"alt_text": string(2_000), "title": plain_text_rule(199), "video_url": url, "thumbnail_url": url},
        {
            "title_url": url,
            "description": plain_text_rule(2_000),
            "provider_name": string(255),
            "provider_icon_url": url,
            "author_name": string(49),
            **_ID,
        },
    ),
    "alert": Shape(
        {"text": any_text_rule(3_000)}, {"level": one_of("default", "info", "warning", "error", "success"), **_ID}
    ),
    "card": _CARD,
    "carousel": Shape({"elements": each(Typed({"card": _CARD}), 1, 10)}, _ID),
}

_EVERYWHERE = {"section", "header", "divider", "context", "actions", "image", "input", "rich_text", "video"}
_TALK = {"context_actions", "markdown", "data_table", "table", "file", "card", "carousel", "alert"}


def _on(kinds: set[str]) -> Typed:
    return Typed({kind: SHAPES[kind] for kind in kinds})


IN_MESSAGE, IN_MODAL, IN_HOME = _on(_EVERYWHERE | _TALK), _on(_EVERYWHERE | {"alert"}), _on(_EVERYWHERE)
