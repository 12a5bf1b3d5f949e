"""Slack's limits, and what breaks them. Slack refuses a message that is over any of them, so nothing may be.

From docs.slack.dev/reference/block-kit and slack_sdk's models; the size of a whole message is not documented: messages
were refused from about 13,000 characters.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BLOCKS = 50
MESSAGE = 12_000  # characters of all blocks as JSON
TEXT = 3_000  # a section; the fallback text is kept below it as well
HEADER = 150
FIELDS = 10
FIELD = 2_000
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
BUTTON = 75
BUTTON_VALUE = 2_000
MENU_LABEL = 150
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
VIEW_BLOCKS = 100
VIEW_TITLE = 24
PRIVATE = 3_000
URL = 3_000
TABLE = "data_table"
TABLE_ROWS = 101  # the header among them; a later library says 201
TABLE_COLUMNS = 20
TABLE_CELLS = 10_000  # characters over the cells of all tables of a message
IDENTIFIER = 255

# The ampersand first: the others bring some.
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
LONGEST_ENTITY = 5
CUT = "…"


def escape(text: str) -> str:
    """What Slack must be sent to show `text`: without this a document could mention a channel or fake a link."""
    for sign, entity in ENTITIES.items():
        text = text.replace(sign, entity)
    return text


def unescape(text: str) -> str:
    """What `escape` was given."""
    for sign, entity in reversed(ENTITIES.items()):
        text = text.replace(entity, sign)
    return text


def shortened(text: str, most: int) -> str:
    """`text`, or its beginning with "…", so that it has at most `most` characters once it is escaped."""
    if len(text) * LONGEST_ENTITY <= most or (len(text) <= most and len(escape(text)) <= most):
        return text
    room = max(most - len(CUT), 0)
    kept = text[:room]
    while (over := len(escape(kept)) - room) > 0:  # a character less is at most one entity less
        kept = kept[: -max(over // LONGEST_ENTITY, 1)]
    end = len(kept)
    border = kept.rfind(" ")
    return (kept[:border] if border > end * 0.7 else kept).rstrip(" .,;:") + CUT


def size(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How large a message is, counted as Slack seems to: everything in it, but of a table what its cells say."""
    rest = [block for block in blocks if block.get("type") != TABLE]
    return len(json.dumps(rest, ensure_ascii=False)) + cells(blocks)


def cells(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How many characters stand in the cells of tables."""
    tables = [block for block in blocks if block.get("type") == TABLE]
    return sum(len(cell["text"]) for table in tables for row in table["rows"] for cell in row)


def problems(blocks: Sequence[Mapping[str, Any]], text: str) -> list[str]:
    """Everything that Slack would refuse in a message, or show badly (no fallback text), a line each."""
    found = [line for index, block in enumerate(blocks) for line in _block(block, f"blocks[{index}]")]
    found += _over("blocks", len(blocks), BLOCKS)
    found += _over("message", size(blocks), MESSAGE)
    found += _over("tables", cells(blocks), TABLE_CELLS)
    return found if text.strip() else [*found, "text: missing"]


def view_problems(view: Mapping[str, Any]) -> list[str]:
    """Everything that Slack would refuse in a modal or a Home tab, a line each."""
    found = [f"blocks[{at}]: no place for a table" for at, one in enumerate(view["blocks"]) if one["type"] == TABLE]
    found += [line for index, block in enumerate(view["blocks"]) for line in _block(block, f"blocks[{index}]")]
    found += _over("blocks", len(view["blocks"]), VIEW_BLOCKS)
    found += _over("private_metadata", len(view.get("private_metadata", "")), PRIVATE)
    for name in ("title", "submit", "close"):
        if name in view:
            found += _length(name, view[name]["text"], VIEW_TITLE)
    return found


def _over(place: str, count: int, most: int) -> list[str]:
    return [f"{place}: {count} of {most}"] if count > most else []


def _length(place: str, text: str, most: int) -> list[str]:
    return [f"{place}: empty"] if not text else _over(place, len(text), most)


def _block(block: Mapping[str, Any], place: str) -> Iterator[str]:
    kind = block.get("type")
    if "block_id" in block:
        yield from _length(f"{place}.block_id", block["block_id"], IDENTIFIER)
    if kind == "header":
        yield from _length(f"{place}.text", block["text"]["text"], HEADER)
    elif kind == "section":
        yield from _section(block, place)
    elif kind in ("context", "actions"):
        most = CONTEXT_ELEMENTS if kind == "context" else ACTION_ELEMENTS
        yield from _elements(block["elements"], place, most)
    elif kind == "rich_text":
        yield from _rich(block, place)
    elif kind == "image":
        yield from _length(f"{place}.alt_text", block["alt_text"], FIELD)
    elif kind == TABLE:
        yield from _table(block, place)
    elif kind == "input":
        yield from _length(f"{place}.label", block["label"]["text"], FIELD)
        yield from _elements([block["element"]], place, 1)
    elif kind != "divider":
        yield f"{place}: unknown type {kind}"


def _section(block: Mapping[str, Any], place: str) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" in block:
        yield from _length(f"{place}.text", block["text"]["text"], TEXT)
    elif not fields:
        yield f"{place}: empty"
    yield from _over(f"{place}.fields", len(fields), FIELDS)
    for field in fields:
        yield from _length(f"{place}.field", field["text"], FIELD)
    if "accessory" in block:
        yield from _elements([block["accessory"]], place, 1)


def _elements(elements: Sequence[Mapping[str, Any]], place: str, most: int) -> Iterator[str]:
    yield from _over(f"{place}.elements", len(elements), most)
    if not elements:
        yield f"{place}: empty"
    for element in elements:
        if element["type"] == "button":
            yield from _button(element, f"{place}.button")
        elif element["type"] == "static_select":
            yield from _menu(element, f"{place}.menu")
        elif "text" in element:
            yield from _length(f"{place}.text", element["text"], FIELD)


def _button(button: Mapping[str, Any], place: str) -> Iterator[str]:
    yield from _length(f"{place}.text", button["text"]["text"], BUTTON)
    yield from _length(f"{place}.action_id", button["action_id"], IDENTIFIER)
    yield from _over(f"{place}.value", len(button.get("value", "")), BUTTON_VALUE)
    yield from _over(f"{place}.url", len(button.get("url", "")), URL)


def _menu(menu: Mapping[str, Any], place: str) -> Iterator[str]:
    yield from _length(f"{place}.action_id", menu["action_id"], IDENTIFIER)
    yield from _over(f"{place}.options", len(menu["options"]), OPTIONS)
    if not menu["options"]:
        yield f"{place}.options: empty"
    for option in menu["options"]:
        yield from _length(f"{place}.option", option["text"]["text"], OPTION_TEXT)
        yield from _length(f"{place}.value", option["value"], OPTION_VALUE)


def _table(block: Mapping[str, Any], place: str) -> Iterator[str]:
    """A header row and at least one more, each with as many cells."""
    rows = block["rows"]
    yield from _length(f"{place}.caption", block["caption"], FIELD)
    yield from _over(f"{place}.rows", len(rows), TABLE_ROWS)
    if len(rows) < 2:
        yield f"{place}.rows: only {len(rows)}"
    if len({len(row) for row in rows}) != 1:
        yield f"{place}.rows: not of one length"
    for row in rows:
        yield from _over(f"{place}.cells", len(row), TABLE_COLUMNS)
        if not row or not all(cell["text"] for cell in row):
            yield f"{place}.cells: empty"


def _rich(block: Mapping[str, Any], place: str) -> Iterator[str]:
    """Rich text has no limit of its own in Slack's reference; what holds for a section is kept for it too."""
    if not block["elements"]:
        yield f"{place}: empty"
    for part in block["elements"]:
        texts = [run["text"] for run in part["elements"]]
        yield from _length(f"{place}.rich_text", "".join(texts), TEXT)
        if not all(texts):
            yield f"{place}.rich_text: empty text"
