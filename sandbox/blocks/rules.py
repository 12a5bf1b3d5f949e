"""What a value must be. A rule takes a value and its JSON pointer, and returns Slack's own words for what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S")


def problem(words: str, path: str) -> str:
    return f"{words} [json-pointer:{path}]"


def string(most: int, least: int = 1) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", path)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", path)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", path)

    return rule


def flag(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield problem("must be a boolean", path)


def is_number(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield problem("must be a number", path)


def whole_number(low: int, high: int) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield problem("must be an integer", path)
        elif not low <= value <= high:
            yield problem(f"must be between {low} and {high}", path)

    return rule


def one_of(*values: str) -> Rule:
    def rule(value: Any, path: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be a valid enum value: {', '.join(values)}", path)

    return rule


def url(value: Any, path: str) -> Iterator[str]:
    """An address with its scheme, of at most 3,000 characters."""
    wrong = list(string(3_000)(value, path))
    yield from wrong
    if not wrong and not _SCHEME.match(value):
        yield problem("invalid_url", path)


def moment(form: str, words: str) -> Rule:
    """A date or a time in the form that `strptime` knows it by."""

    def rule(value: Any, path: str) -> Iterator[str]:
        try:
            datetime.strptime(value, form)
        except (TypeError, ValueError):
            yield problem(words, path)

    return rule


def each(rule: Rule, low: int, high: int) -> Rule:
    """A list of `low` to `high` items, each of which keeps `rule`."""

    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", path)
            return
        if len(value) < low:
            yield problem(f"no less than {low} items allowed", path)
        if len(value) > high:
            yield problem(f"no more than {high} items allowed", path)
        for index, item in enumerate(value):
            yield from rule(item, f"{path}/{index}")

    return check


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others. Of each of `groups` one field must be there; `also` sees all."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    also: tuple[Rule, ...] = ()

    def __call__(self, value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", path)
            return
        for name in self.required:
            if name not in value:
                yield problem(f"missing required field: {name}", path)
        for group in self.groups:
            if not any(name in value for name in group):
                yield problem(f"must define one of {' or '.join(group)}", path)
        yield from self._fields(value, path)
        for rule in self.also:
            yield from rule(value, path)

    def _fields(self, value: Mapping[str, Any], path: str) -> Iterator[str]:
        for name, item in value.items():
            rule = self.required.get(name) or self.optional.get(name)
            if rule:
                yield from rule(item, f"{path}/{name}")
            else:
                yield problem(f"invalid additional property: {name}", path)


@dataclass(frozen=True)
class Typed:
    """An object whose `type` says which of the shapes it has."""

    shapes: Mapping[str, Rule]

    def __call__(self, value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", path)
        elif "type" not in value:
            yield problem("missing required field: type", path)
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            yield problem(f"unsupported type: {value['type']}", f"{path}/type")
        else:
            rest = {name: item for name, item in value.items() if name != "type"}
            yield from self.shapes[value["type"]](rest, path)
