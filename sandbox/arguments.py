"""What a method was called with: JSON or a form, in which structures are JSON within a text."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from sandbox.refusals import ApiError, missing_argument
from sandbox.state import Json


class Arguments:
    """Reading gives what Slack would read, or raises Refusal with its word."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = dict(given)

    @classmethod
    def read(cls, body: bytes, kind: str, query: str = "") -> "Arguments":
        """From a request. Raises Refusal for a body that is neither a form nor a JSON object."""
        found: Json = dict(parse_qsl(query, keep_blank_values=True))
        try:
            text = body.decode()
            if kind.startswith("application/json"):
                said = json.loads(text or "{}")
            else:
                said = dict(parse_qsl(text, keep_blank_values=True))
        except (ValueError, RecursionError) as error:
            raise ApiError("invalid_json" if "json" in kind else "invalid_form_data") from error
        if not isinstance(said, dict):
            raise ApiError("json_not_object")
        return cls({**found, **said})

    def text(self, name: str) -> str:
        value = self.given.get(name)
        return "" if value is None else str(value)

    def needed(self, name: str) -> str:
        if not self.text(name):
            raise missing_argument(name)
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.given.get(name) in (True, "true", "True", "1", 1)

    def whole(self, name: str, otherwise: int, most: int) -> int:
        """A number from 1 to `most`."""
        text = self.text(name) or str(otherwise)
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise ApiError("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(text)

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """A list or an object; None where there is none."""
        value = self.given.get(name)
        if isinstance(value, str):
            try:
                value = json.loads(value) if value else None
            except (ValueError, RecursionError) as broken:
                raise ApiError(error) from broken
        return value

    def listed(self, name: str) -> list[str]:
        """Values with commas between them, or a list."""
        value = self.given.get(name)
        items = value if isinstance(value, list) else str(value or "").split(",")
        return [str(item).strip() for item in items if str(item).strip()]
