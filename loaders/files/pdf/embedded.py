"""The files that a PDF carries: their names. What is in them is not read."""

from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.pdftypes import resolve1

_DEEPEST, _MOST = 8, 200
_NAME_LENGTH = 120


def names(catalog: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the files that are attached to the document, in order."""
    tree = _dict(_dict(catalog.get("Names")).get("EmbeddedFiles"))
    return tuple(dict.fromkeys(_names(tree, _DEEPEST)))[:_MOST]


def is_portfolio(catalog: Mapping[str, Any]) -> bool:
    """Whether the document is only a cover around the files that it carries."""
    return bool(_dict(catalog.get("Collection")))


def _names(node: Mapping[str, Any], deepest: int) -> Iterator[str]:
    listed = resolve1(node.get("Names"))
    pairs = listed[: 2 * _MOST] if isinstance(listed, list) else []
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        held = _dict(value)
        shown = next((text for one in (held.get("UF"), held.get("F"), key) if (text := _text(resolve1(one)))), "")
        if shown:
            yield shown
    kids = resolve1(node.get("Kids"))
    for kid in kids[:_MOST] if isinstance(kids, list) and deepest else []:
        yield from _names(_dict(kid), deepest - 1)


def _dict(value: object) -> Mapping[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        return ""
    marked = value[:2] in (b"\xfe\xff", b"\xff\xfe")
    text = value.decode("utf-16", "replace") if marked else value.decode("latin-1")
    return " ".join(text.split())[:_NAME_LENGTH]
