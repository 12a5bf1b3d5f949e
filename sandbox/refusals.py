"""How Slack says no."""

from collections.abc import Sequence
from typing import Any


class ApiError(Exception):
    """`error` is Slack's word; `more` stands beside it in the answer."""

    def __init__(self, error: str, status: int = 200, retry_after: str | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error, self.status, self.retry_after, self.more = error, status, retry_after, more

    @property
    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.more}


def with_problems(error: str, problems: Sequence[str]) -> ApiError:
    """A refusal that names each fault, as Slack does for blocks and views."""
    messages = [f"[ERROR] {line}" for line in problems]
    return ApiError(error, errors=list(problems), response_metadata={"messages": messages})


def missing_argument(name: str) -> ApiError:
    """A method was called without an argument that it needs."""
    return with_problems("invalid_arguments", [f"missing required field: {name}"])
