"""E-mails (.eml): the text of the letter, and what is attached to it."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import PurePosixPath

from loaders.files import decoding, text
from records import Document, Refused

_SHOWN = ("Subject", "From", "To", "Cc", "Date")
MOST_PARTS, DEEPEST = 200, 4


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its text, the page that it is written as (empty for a plain one), and files by name."""

    text: Document
    page: bytes = b""
    attached: tuple[tuple[str, bytes], ...] = ()


def document(name: str, data: bytes) -> Letter:
    """The e-mail `data`. Raises Refused for one that is packed too deep or holds too much."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise Refused("damaged", name=name) from error
    if not isinstance(message, EmailMessage):
        raise Refused("damaged", name=name)
    head = [f"{header}: {_one_line(message, header)}" for header in _SHOWN if message.get(header)]
    plain, page = _body(message)
    files = tuple(_files(name, message))
    if page and ("<table" in page.lower() or not plain.strip()):
        shown = "".join(f"<p>{_escaped(one)}</p>" for one in head)
        return Letter(Document(name, tuple(head)), f"<html><body>{shown}{page}</body></html>".encode(), files)
    return Letter(text.document(name, "\n".join([*head, "", *plain.splitlines()])), attached=files)


def _one_line(message: EmailMessage, header: str) -> str:
    return " ".join(str(message[header]).split())


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _body(message: EmailMessage) -> tuple[str, str]:
    """The text of a letter as plain text and as HTML; either may be empty."""
    found = {"plain": "", "html": ""}
    for kind in found:
        part = message.get_body((kind,))
        if isinstance(part, EmailMessage):
            found[kind] = _content(part)
    return found["plain"], found["html"]


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        return decoding.decoded(_bytes(part))


def _files(name: str, message: EmailMessage, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """What is attached, with a name for each. A letter inside a letter is a file of its own."""
    parts = list(message.iter_attachments()) if message.is_multipart() else []
    if len(parts) > MOST_PARTS:
        raise Refused("too_many_attached", name=name, largest=MOST_PARTS)
    for number, part in enumerate(parts, 1):
        if not isinstance(part, EmailMessage) or _is_decoration(part):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, EmailMessage):
                yield _named(part, f"{number}.eml"), inner.as_bytes()
        elif part.is_multipart():
            if depth < DEEPEST:
                yield from _files(name, part, depth + 1)
        elif content := _bytes(part):
            yield _named(part, f"{number}"), content


def _is_decoration(part: EmailMessage) -> bool:
    """A picture that stands in the text (a logo, a signature), which nobody attached as a document."""
    return part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _named(part: EmailMessage, otherwise: str) -> str:
    name = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
    return " ".join(name.split()) or otherwise
