"""How a method of the Web API is written down."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.refusals import ApiError
from sandbox.state import Conversation, Json

Run = Callable[[Backend, Arguments], Json]


@dataclass(frozen=True)
class Method:
    """`run` gives what stands beside `ok`, or raises Refusal."""

    run: Run
    scope: str = ""
    with_app_token: bool = False
    public: bool = False


def bot_conversation(backend: Backend, name: str) -> Conversation:
    """A conversation that the bot may see. Raises Refusal channel_not_found."""
    found = backend.workspace.conversation(name)
    if found.kind != "channel" and backend.workspace.app.user not in found.members:
        raise ApiError("channel_not_found")
    return found


def one_page(items: list[Json], given: Arguments, otherwise: int = 100, most: int = 999) -> tuple[list[Json], Json]:
    """The items from `cursor` on, at most `limit`, and the cursor to go on with."""
    limit, cursor = given.whole("limit", otherwise, most), given.text("cursor")
    if cursor and not (cursor.startswith("at:") and cursor[3:].isdecimal()):
        raise ApiError("invalid_cursor")
    start = int(cursor[3:]) if cursor else 0
    following = f"at:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": following}}
