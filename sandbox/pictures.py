"""Pictures that a message shows out of Slack's own files: what Slack refuses of them, and their kinds."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.blocks.rules import problem
from sandbox.state import File
from sandbox.workspace import Workspace

# What Slack shows, by the first bytes of the file.
SHOWN = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_ID = r"^[F][A-Z0-9]{8,}$"


def picture_type(content: bytes) -> str | None:
    """The type of a picture that Slack shows; None for anything else, whatever its name."""
    return next((kind for begins, kind in SHOWN.items() if content.startswith(begins)), None)


def refused(workspace: Workspace, value: Any, path: str) -> Iterator[str]:
    """Slack's words for every `slack_file` at any depth that the bot cannot show."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from refused(workspace, one, f"{path}/{at}")
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == "slack_file" and isinstance(one, dict):
                yield from _refused_file(workspace, one, f"{path}/slack_file")
            else:
                yield from refused(workspace, one, f"{path}/{name}")


def _refused_file(workspace: Workspace, given: dict[str, Any], path: str) -> Iterator[str]:
    key, url = given.get("id"), given.get("url")
    if key is not None and url is not None:
        yield problem("only one of url or id is allowed", path)
    elif key is not None and not re.match(_ID, str(key)):
        yield problem(f"input must match regex pattern: {_ID}", f"{path}/id")
    elif not _is_shown(workspace, _found(workspace, str(key or ""), str(url or ""))):
        yield problem("invalid slack file", path)


def _found(workspace: Workspace, key: str, url: str) -> File | None:
    """By its id, or by the address of which its id is a part."""
    return next((file for file in workspace.files.values() if file.id == key or file.id in url.split("/")), None)


def _is_shown(workspace: Workspace, file: File | None) -> bool:
    """A picture that is there whole, and that the bot may see."""
    if file is None or file.content is None or picture_type(file.content) is None:
        return False
    bot = workspace.app.user
    return file.owner == bot or any(bot in workspace.conversations[where].members for where in file.shared_in)
