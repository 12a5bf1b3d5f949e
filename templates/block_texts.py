"""The texts of a card's blocks as JSON: a template prints them hundreds of times, and calls these."""

from collections.abc import Callable, Iterable

from templates import limits
from templates.engine import json_string
from templates.views.pieces import GridCell


def plain_text(text: str) -> str:
    """A text of a block that Slack shows as it stands, as JSON."""
    return f'{{"type": "plain_text", "emoji": false, "text": {json_string(text)}}}'


def text_run(text: str, bold: bool = False, italic: bool = False) -> str:
    """A text of a `rich_text_section`, as JSON."""
    style = ', "style": {"bold": true}' if bold else ', "style": {"italic": true}' if italic else ""
    return f'{{"type": "text", "text": {json_string(text)}{style}}}'


def text_section(label: str, value: str, most: int) -> str:
    """A `rich_text_section` of a label and a value, or of one of them, each of at most so many characters, as JSON."""
    said = [text_run(limits.shortened(label, most), bold=True)] if label else []
    said += [text_run(limits.shortened(f" {value}" if label else value, most))] if value else []
    return f'{{"type": "rich_text_section", "elements": [{", ".join(said)}]}}'


def table_row(cells: Iterable[GridCell], most: int) -> str:
    """A row of a data_table as JSON: numbers, where cells have a value, and texts of at most so many characters."""
    return f"[{', '.join(_cell(one, most) for one in cells)}]"


def _cell(one: GridCell, most: int) -> str:
    if one.value is None:
        return f'{{"type": "raw_text", "text": {json_string(limits.shortened(one.text, most))}}}'
    return f'{{"type": "raw_number", "value": {one.value}, "text": {json_string(one.text)}}}'


FUNCTIONS: dict[str, Callable[..., str]] = {
    "plain": plain_text,
    "run": text_run,
    "section": text_section,
    "row": table_row,
}
