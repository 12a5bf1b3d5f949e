"""Block Kit as the local Slack takes it."""

import inspect
from typing import Any

import pytest
from slack_sdk.models.blocks import block_elements, blocks

from sandbox.blocks import characters, check_message, check_view, elements, kinds
from sandbox.blocks.rules import Shape
from tests.sandbox.sandbox_bot import HOME, MODAL, SHARE

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> Block:
    return {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": plain("Åbn"), **more}]}


def select(**more: Any) -> Block:
    option = {"text": plain("Én"), "value": "1"}
    return {"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": [option], **more}]}


def table(rows: int, columns: int = 2, **more: Any) -> Block:
    row = [{"type": "raw_text", "text": "x"}] * columns
    return {"type": "data_table", "caption": "Sager", "rows": [row] * rows, **more}


def rich(**run: Any) -> Block:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a", **run}]}
    return {"type": "rich_text", "elements": [part]}


RICH_CELL = rich() | {"block_id": "c"}
GOOD: dict[str, Block] = {
    "section": section("x" * 3_000),
    "fields": {"type": "section", "fields": [plain("x" * 2_000)] * 5},
    "header": {"type": "header", "text": plain("x" * 150)},
    "buttons": SHARE,
    "confirm": button(confirm={"title": plain("?"), "text": plain("?"), "confirm": plain("Ja"), "deny": plain("Nej")}),
    "select": select(initial_option={"text": plain("Én"), "value": "1"}),
    "context": {"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}]},
    "rich text": rich(style={"bold": True}),
    "table": table(101, 20, page_size=10, row_header_column_index=0),
    "number cell": {
        "type": "data_table",
        "caption": "Beløb",
        "rows": [[{"type": "raw_text", "text": "kr."}], [{"type": "raw_number", "value": 1.5, "text": "1,5"}]],
    },
    "image": {"type": "image", "image_url": "https://eksempel.dk/a.png", "alt_text": "Kurve"},
    "markdown": {"type": "markdown", "text": "# a"},
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_block_is_taken(name: str) -> None:
    assert check_message([GOOD[name]]) == []


BAD: list[tuple[Block, str]] = [
    ({}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "chart"}, "unsupported type: chart [json-pointer:/blocks/0/type]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (section("x" * 3_001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "must define one of text or fields [json-pointer:/blocks/0]"),
    ({"type": "section", "text": "a"}, "must provide an object [json-pointer:/blocks/0/text]"),
    ({"type": "section", "fields": [plain("a")] * 11}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (
        {"type": "section", "fields": [plain("x" * 2_001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "header", "text": {"type": "mrkdwn", "text": "a"}},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (section("a") | {"colour": "red"}, "invalid additional property: colour [json-pointer:/blocks/0]"),
    (section("a") | {"block_id": "x" * 256}, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    (button(text=plain("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    (button(value="x" * 2_001), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
    (button(url="eksempel"), "invalid_url [json-pointer:/blocks/0/elements/0/url]"),
    (button(style="blue"), "must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    ({"type": "actions", "elements": []}, "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        {"type": "actions", "elements": [{"type": "plain_text_input", "action_id": "a"}]},
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (select(options=[]), "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"),
    (
        select(initial_option={"text": plain("To"), "value": "2"}),
        "initial option is not among the options [json-pointer:/blocks/0/elements/0]",
    ),
    (rich(text=""), "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"),
    (table(1), "no less than 2 items allowed [json-pointer:/blocks/0/rows]"),
    (table(102), "no more than 101 items allowed [json-pointer:/blocks/0/rows]"),
    (table(2, page_size=101), "must be between 1 and 100 [json-pointer:/blocks/0/page_size]"),
    (
        {"type": "data_table", "caption": "a", "rows": [[RICH_CELL], [RICH_CELL]]},
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
]


@pytest.mark.parametrize(("block", "words"), BAD, ids=[words for _, words in BAD])
def test_a_bad_block_is_refused_in_slacks_words(block: Block, words: str) -> None:
    assert check_message([block]) == [words]


def test_a_table_has_rows_of_one_length() -> None:
    uneven = table(2)
    uneven["rows"] = [uneven["rows"][0], uneven["rows"][0][:1]]
    assert check_message([uneven]) == ["all rows must have the same number of cells [json-pointer:/blocks/0/rows]"]


def test_a_message_has_fifty_blocks() -> None:
    assert check_message([{"type": "divider"}] * 50) == []
    assert check_message([{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]


def test_names_are_unique() -> None:
    """A block_id on its surface, an action_id in its block."""
    twice = button()
    twice["elements"] *= 2
    assert check_message([twice]) == ['`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]']
    named = section("a") | {"block_id": "b"}
    assert check_message([named, named]) == ['`block_id` "b" already exists [json-pointer:/blocks/1/block_id]']


def test_the_cells_of_tables_count_for_themselves() -> None:
    """All that a table says, and none of the JSON around it; 10,000 characters over all tables."""
    big = table(101)
    assert characters([big]) == 202 + len("[]")
    long = {"type": "data_table", "caption": "a", "rows": [[{"type": "raw_text", "text": "x" * 5_001}]] * 2}
    assert check_message([long]) == ["table cells must be less than 10001 characters [json-pointer:/blocks]"]


def test_views_have_their_own_limits() -> None:
    assert check_view(MODAL) == check_view(HOME) == []
    assert check_view(MODAL | {"title": plain("x" * 25)}) == [
        "must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    unsent = {name: value for name, value in MODAL.items() if name != "submit"}
    assert check_view(unsent) == ["missing required field: submit [json-pointer:/view]"]
    assert check_view(HOME | {"blocks": [table(2)]}) == [
        "unsupported type: data_table [json-pointer:/view/blocks/0/type]"
    ]


# Newer than Slack's published reference.
UNPUBLISHED = {"agent_prompt", "agent_prompt_display"}


def fields(shape: Any) -> set[str]:
    assert isinstance(shape, Shape)
    return {*shape.required, *shape.optional}


def classes(module: Any, known: Any) -> list[tuple[type, Shape]]:
    found = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if kind.__module__ == module.__name__]
    return [(kind, known[kind.type]) for kind in found if getattr(kind, "type", None) in known]


@pytest.mark.parametrize(
    ("model", "shape"),
    [*classes(blocks, kinds.SHAPES), *classes(block_elements, elements.SHAPES)],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_every_field_of_the_sdk_is_known(model: type, shape: Shape) -> None:
    """What slack_sdk can write is not refused as an unknown field."""
    written = set(inspect.signature(model).parameters) - {"others", *UNPUBLISHED}
    assert written <= fields(shape)
