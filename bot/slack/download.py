"""A file that was shared with the bot → a file here, of bounded size, from Slack's own host and no other; and bytes to
the address that Slack has given for them."""

import time
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from records import Refused

LARGEST = 64 * 1024 * 1024  # bytes; the loaders' own limit
PATIENCE_S = 30  # until the next bytes come
LONGEST_S = 600  # until all have come
PIECE = 1 << 16


class NoRedirects(HTTPRedirectHandler):
    """The token goes to the address that was checked, and is not carried on to another."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def is_slacks(url: str, api_url: str) -> bool:
    """Is the address one of Slack's, or of the Slack that the settings name?"""
    there, api = urlsplit(url), urlsplit(api_url)
    if (there.scheme, there.netloc) == (api.scheme, api.netloc):
        return True
    return there.scheme == "https" and there.port in (None, 443) and (there.hostname or "").endswith(".slack.com")


def fetch(file: Mapping[str, Any], folder: Path, api_url: str, token: str) -> Path:
    """The file that files.info tells of, under its own name in `folder`. Raises Refused."""
    name = Path(str(file.get("name") or file.get("title") or "")).name.lstrip(".") or "dokument"
    if int(file.get("size") or 0) > LARGEST:
        raise Refused("too_large", name=name, megabytes=int(file["size"]) // 1_048_576, largest=LARGEST // 1_048_576)
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not is_slacks(url, api_url):
        raise Refused("not_slacks", name=name)
    target = folder / name
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310  # the scheme is checked above
    try:
        with build_opener(NoRedirects).open(request, timeout=PATIENCE_S) as answer, target.open("wb") as out:
            _copy(answer, out, name)
    except (OSError, HTTPException) as error:
        raise Refused("not_fetched", name=name) from error
    return target


def send(address: str, content: bytes) -> bool:
    """The bytes of a file that is uploaded. Raises OSError, HTTPException."""
    request = Request(address, data=content, method="POST")  # noqa: S310  # Slack's own answer names it
    with build_opener(NoRedirects).open(request, timeout=PATIENCE_S) as answer:
        answer.read(PIECE)
    return True


def _copy(answer: Any, out: Any, name: str) -> None:
    """Never more than the limit, whatever the size was said to be, and not for ever."""
    taken, until = 0, time.monotonic() + LONGEST_S
    while piece := answer.read1(PIECE):
        taken += len(piece)
        if taken > LARGEST:
            raise Refused("too_large", name=name, megabytes=taken // 1_048_576, largest=LARGEST // 1_048_576)
        if time.monotonic() > until:
            raise Refused("not_fetched", name=name)
        out.write(piece)
