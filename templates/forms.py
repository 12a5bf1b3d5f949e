"""Modals: a title, what there is to read, and what there is to fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from templates import formats, limits
from templates.catalogue import say
from templates.controls import Block, option, plain_text
from templates.render import Card

LONGEST_INPUT = 3_000


@dataclass(frozen=True, slots=True)
class FormField:
    """Something to fill in. `name` is the key of its value; `kind` is "text", "long", "person", "channel",
    "choice" or "date" (ISO)."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    initial: str = ""
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    most: int = LONGEST_INPUT


@dataclass(frozen=True, slots=True)
class Form:
    """`name` says what happens when it is sent, `about` (at most 3,000 signs) comes back with it."""

    name: str
    title: str
    fields: tuple[FormField, ...]
    about: str = ""
    intro: str = ""
    send: str = ""  # what is on the button that sends it, where "save" is wrong


def form_view(form: Form, language: str) -> dict[str, Any]:
    """The modal of a form, with a button that sends it and one that does not."""
    intro = [{"type": "section", "text": plain_text(form.intro, limits.TEXT)}] if form.intro else []
    return {
        **reading_view(form.title, [*intro, *map(_field, form.fields)], language),
        "callback_id": form.name,
        "private_metadata": form.about,
        "submit": plain_text(form.send or say("forms.send", language), limits.VIEW_TITLE),
    }


def reading_view(title: str, blocks: Sequence[Block], language: str) -> dict[str, Any]:
    """A modal that is only read."""
    return {
        "type": "modal",
        "title": plain_text(title, limits.VIEW_TITLE),
        "close": plain_text(say("forms.close", language), limits.VIEW_TITLE),
        "blocks": list(blocks),
    }


def card_view(title: str, card: Card, language: str) -> dict[str, Any]:
    """A card shown as a modal."""
    return reading_view(title, card.simple, language)


def text_view(title: str, text: str, language: str) -> dict[str, Any]:
    """A long text shown as a modal: its paragraphs, as many as have room."""
    paragraphs = list(_paragraphs(formats.clean(text)))
    shown = paragraphs if len(paragraphs) <= limits.VIEW_BLOCKS else paragraphs[: limits.VIEW_BLOCKS - 1]
    left = len(paragraphs) - len(shown)
    told = [*shown, say("ui.more", language, count=left)] if left else shown
    return reading_view(title, [_paragraph(one) for one in told or [formats.UNKNOWN]], language)


def _paragraphs(text: str) -> Iterator[str]:
    """What empty lines part, and of that as many lines as one block takes."""
    piece = ""
    for line in text.split("\n"):
        if piece and (not line.strip() or len(limits.escape(f"{piece}\n{line}")) > limits.TEXT):
            yield piece
            piece = ""
        piece = f"{piece}\n{line}" if piece else line.rstrip()
    if piece.strip():
        yield piece


def _paragraph(text: str) -> Block:
    shown = limits.escape(limits.shortened(text, limits.TEXT)) or formats.UNKNOWN
    return {"type": "section", "text": {"type": "plain_text", "emoji": False, "text": shown}}


def waiting_view(language: str) -> dict[str, Any]:
    """What is shown while the answer is being found."""
    block = {"type": "section", "text": plain_text(say("forms.waiting_text", language), limits.TEXT)}
    return reading_view(say("forms.waiting", language), [block], language)


def _field(field: FormField) -> Block:
    made: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, limits.FIELD),
        "optional": field.optional,
        "element": {"action_id": field.name, **_ELEMENTS[field.kind](field)},
    }
    return made | ({"hint": plain_text(field.hint, limits.FIELD)} if field.hint else {})


def _text(field: FormField) -> Block:
    made: Block = {"type": "plain_text_input", "multiline": field.kind == "long", "max_length": field.most}
    return made | ({"initial_value": field.initial[: field.most]} if field.initial else {})


def _person(field: FormField) -> Block:
    return {"type": "users_select", **({"initial_user": field.initial} if field.initial else {})}


def _channel(field: FormField) -> Block:
    return {"type": "conversations_select", "filter": {"include": ["public", "private"], "exclude_bot_users": True}}


def _choice(field: FormField) -> Block:
    options = [option(*one) for one in field.options[: limits.OPTIONS]]
    chosen = next((one for one in options if one["value"] == field.initial), None)
    return {"type": "static_select", "options": options, **({"initial_option": chosen} if chosen else {})}


def _date(field: FormField) -> Block:
    return {"type": "datepicker", **({"initial_date": field.initial} if field.initial else {})}


_ELEMENTS = {
    "text": _text,
    "long": _text,
    "person": _person,
    "channel": _channel,
    "choice": _choice,
    "date": _date,
}
