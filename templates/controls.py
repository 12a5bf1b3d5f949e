"""Buttons and menus → Slack blocks. What stands on them is plain text, cut to what Slack takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from templates import formats, limits

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is asked before a button does what cannot be taken back by another press."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """`action` says what happens when it is pressed, `value` (at most 2,000 signs) on what. `style` is "", "primary" or
    "danger"; `about` tells a screen reader more than the label does; `confirm` is asked first."""

    action: str
    label: str
    value: str
    style: str = ""
    about: str = ""
    confirm: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to choose from: (label, value of at most 150 signs) each."""

    action: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A small line of text among the buttons."""

    text: str


Row = Sequence[Button | Menu] | Remark


def plain_text(text: str, most: int) -> Block:
    """A text object that shows `text` as it stands."""
    shown = limits.escape(limits.shortened(formats.one_line(text) or formats.UNKNOWN, most))
    return {"type": "plain_text", "emoji": True, "text": shown}


def blocks(rows: Iterable[Row]) -> list[Block]:
    """A block for each row that has something in it."""
    found = []
    for row in rows:
        if isinstance(row, Remark):
            found.append({"type": "context", "elements": [plain_text(row.text, limits.FIELD)]})
        elif row:
            found.append({"type": "actions", "elements": [element(one) for one in row[: limits.ACTION_ELEMENTS]]})
    return found


def element(one: Button | Menu) -> Block:
    return _button(one) if isinstance(one, Button) else _menu(one)


def _button(one: Button) -> Block:
    made: Block = {
        "type": "button",
        "action_id": one.action,
        "text": plain_text(one.label, limits.BUTTON),
        "value": one.value,
    }
    made |= {"style": one.style} if one.style else {}
    made |= {"confirm": _confirmation(one.confirm)} if one.confirm else {}
    return made | ({"accessibility_label": plain_text(one.about, limits.BUTTON)["text"]} if one.about else {})


def _confirmation(one: Confirmation) -> Block:
    return {
        "title": plain_text(one.title, limits.CONFIRM_TITLE),
        "text": plain_text(one.text, limits.CONFIRM_TEXT),
        "confirm": plain_text(one.yes, limits.CONFIRM_BUTTON),
        "deny": plain_text(one.no, limits.CONFIRM_BUTTON),
        "style": "danger",
    }


def _menu(one: Menu) -> Block:
    return {
        "type": "static_select",
        "action_id": one.action,
        "placeholder": plain_text(one.label, limits.MENU_LABEL),
        "options": [option(label, value) for label, value in one.options[: limits.OPTIONS]],
    }


def option(label: str, value: str) -> Block:
    return {"text": plain_text(label, limits.OPTION_TEXT), "value": value}
