"""Corrections of how tables are read as TOML, which municipalities can hand to each other."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from records.layouts import Layouts, TableLayout
from records.meanings import MEANINGS

COLOURS = ("green", "yellow", "red", "")
_TABLE = ("headings", "unit", "municipality", "roles", "units")


class BadLayouts(Exception):
    """A file that cannot be taken. Its text says where."""


def as_toml(said: Layouts) -> bytes:
    """All corrections, a [[layout]] for each kind of table."""
    return "\n".join(_lines(said)).encode()


def form(layouts: Iterable[TableLayout], intro: str) -> bytes:
    """Layouts to fill in: a column whose role is not known is a comment until somebody gives it one."""
    lines = [f"# {line}" for line in intro.splitlines()]
    for one in layouts:
        lines += ["", "[[layout]]", f"headings = [{', '.join(map(_text, sorted(one.headings)))}]", '# unit = "tkr"']
        lines += ['# municipality = ""', "[layout.roles]"]
        lines += [f"{'' if role else '# '}{_text(heading)} = {_text(role)}" for heading, role in one.roles.items()]
    return "\n".join([*lines, ""]).encode()


def _lines(said: Layouts) -> Iterator[str]:
    for one in said.known:
        yield "[[layout]]"
        yield f"headings = [{', '.join(map(_text, sorted(one.headings)))}]"
        yield from (f"{name} = {_text(value)}" for name in ("unit", "municipality") if (value := getattr(one, name)))
        for name in ("roles", "units"):
            held: Mapping[str, str] = getattr(one, name)
            yield from [f"[layout.{name}]"] * bool(held)
            yield from (f"{_text(heading)} = {_text(value)}" for heading, value in sorted(held.items()))
        yield ""
    yield from ["[status]"] * bool(said.meanings)
    yield from (f"{_text(words)} = {_text(meaning)}" for words, meaning in sorted(said.meanings.items()))
    yield from ["[colour]"] * bool(said.colours)
    yield from (f"{_text(words)} = {_text(colour)}" for words, colour in sorted(said.colours.items()))


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_toml(data: bytes) -> Layouts:
    """The corrections of a file. Raises BadLayouts."""
    try:
        held = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadLayouts(str(error)) from error
    if unknown := held.keys() - {"layout", "status", "colour"}:
        raise BadLayouts(", ".join(sorted(unknown)))
    tables = held.get("layout", [])
    if not isinstance(tables, list):
        raise BadLayouts("layout")
    return Layouts(
        tuple(map(_layout, tables)),
        _words(held.get("status", {}), MEANINGS, "status"),
        _words(held.get("colour", {}), COLOURS, "colour"),
    )


def _layout(held: Any) -> TableLayout:
    if not isinstance(held, dict) or held.keys() - set(_TABLE):
        raise BadLayouts(f"layout: {', '.join(_TABLE)}")
    headings = held.get("headings", [])
    if not isinstance(headings, list) or not all(isinstance(one, str) for one in headings):
        raise BadLayouts("headings")
    texts = {name: held.get(name) for name in ("unit", "municipality")}
    if any(value is not None and not isinstance(value, str) for value in texts.values()):
        raise BadLayouts("unit, municipality")
    roles, units = (_words(held.get(name, {}), None, name) for name in ("roles", "units"))
    return TableLayout(frozenset(headings), roles, units, texts["unit"], texts["municipality"])


def _words(held: Any, known: tuple[str, ...] | None, where: str) -> dict[str, str]:
    if not isinstance(held, dict):
        raise BadLayouts(where)
    for words, value in held.items():
        if not isinstance(value, str) or (known is not None and value not in known):
            raise BadLayouts(f"{where}: {words} = {value}")
    return dict(held)
