"""Everything that went over the wire, without the secrets."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 1_000
HIDDEN = "[hidden]"
# Addresses that are secrets themselves: who has one may use it.
_KEYS = re.compile(r"(/(?:response|upload)/|ticket=)[\w-]+")


@dataclass(frozen=True)
class Passed:
    """`direction` is "in" for what the bot asked, "out" for what it was sent. `at` is the workspace's time."""

    number: int
    at: float
    direction: str
    kind: str
    name: str
    request: Any
    status: int | str
    answer: Any
    ms: int
    fault: str | None = None


class Wire:
    """The newest thousand. Numbers go on, so that a reader can ask for what came after the last one it has."""

    def __init__(self, secrets: Callable[[], Iterable[str]]) -> None:
        self._secrets = secrets
        self._passed: deque[Passed] = deque(maxlen=KEPT)
        self._number = 0

    def note(self, at: float, direction: str, kind: str, name: str, **rest: Any) -> None:
        """`rest` is request, status, answer, ms and fault."""
        self._number += 1
        rest |= {"request": self.hidden(rest.get("request")), "answer": self.hidden(rest.get("answer"))}
        self._passed.append(Passed(self._number, at, direction, kind, name, **rest))

    def after(self, number: int) -> list[dict[str, Any]]:
        return [asdict(passed) for passed in list(self._passed) if passed.number > number]

    def hidden(self, value: Any) -> Any:
        """The same with every secret taken out, however deep."""
        text = json.dumps(value, ensure_ascii=False, default=str)
        for secret in self._secrets():
            text = text.replace(secret, HIDDEN)
        return json.loads(_KEYS.sub(rf"\1{HIDDEN}", text))
