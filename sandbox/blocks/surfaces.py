"""A whole message or view: its blocks together."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.blocks.kinds import IN_HOME, IN_MESSAGE, IN_MODAL
from sandbox.blocks.rules import Shape, Typed, each, flag, problem, string
from sandbox.blocks.texts import plain_text_rule

TABLES = ("data_table", "table")
TABLE_CHARACTERS = 10_000  # over the cells of all tables of a message
MARKDOWN_CHARACTERS = 12_000  # over all markdown blocks of a message

_BLOCKS_IN_MESSAGE = each(IN_MESSAGE, 0, 50)
_VIEW = {
    "private_metadata": string(3_000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_MODAL = Shape(
    {"title": plain_text_rule(24), "blocks": each(IN_MODAL, 1, 100)},
    {
        **_VIEW,
        "close": plain_text_rule(24),
        "submit": plain_text_rule(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = Shape({"blocks": each(IN_HOME, 0, 100)}, _VIEW)
_VIEWS = Typed({"modal": _MODAL, "home": _HOME})


def check_message(blocks: Any) -> list[str]:
    """All that Slack would refuse in the blocks of a message, in its words; nothing for a good one."""
    return list(_BLOCKS_IN_MESSAGE(blocks, "/blocks")) or list(_together(blocks))


def check_view(view: Any) -> list[str]:
    """All that Slack would refuse in a modal or an App Home."""
    wrong = list(_VIEWS(view, "/view"))
    if wrong:
        return wrong
    asks = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and asks and "submit" not in view:
        wrong.append(problem("missing required field: submit", "/view"))
    return wrong + list(_unique(view["blocks"], "/view/blocks"))


def characters(blocks: Sequence[Any]) -> int:
    """How large Slack seems to find a message: the JSON of its blocks, but only what the cells of a table say.

    It is not documented: messages were refused with `msg_blocks_too_long` from 11,341 characters of text among many
    fields, and at 13,297 in a single block. Tables of 10,000 characters are allowed.
    """
    rest = [block for block in blocks if block.get("type") not in TABLES]
    return len(json.dumps(rest, ensure_ascii=False, separators=(",", ":"))) + _cells(blocks)


def _cells(blocks: Sequence[Any]) -> int:
    return sum(len(text) for block in blocks if block.get("type") in TABLES for text in _texts(block["rows"]))


def _texts(value: Any) -> Iterator[str]:
    """Every `text` at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name == "text" and isinstance(item, str):
                yield item
            else:
                yield from _texts(item)


def _together(blocks: Sequence[Any]) -> Iterator[str]:
    yield from _unique(blocks, "/blocks")
    if _cells(blocks) > TABLE_CHARACTERS:
        yield problem(f"table cells must be less than {TABLE_CHARACTERS + 1} characters", "/blocks")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        yield problem(f"markdown must be less than {MARKDOWN_CHARACTERS + 1} characters", "/blocks")


def _unique(blocks: Sequence[Any], path: str) -> Iterator[str]:
    """No block_id twice on a surface, no action_id twice in a block."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        if block.get("block_id") in seen:
            yield problem(f'`block_id` "{block["block_id"]}" already exists', f"{path}/{index}/block_id")
        seen |= {block["block_id"]} if "block_id" in block else set()
        yield from _unique_actions(block, f"{path}/{index}")


def _unique_actions(block: Any, path: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, element in enumerate(block.get("elements", [])):
        action = element.get("action_id")
        if action and action in seen:
            yield problem(f'`action_id` "{action}" already exists', f"{path}/elements/{index}/action_id")
        seen |= {action} if action else set()
