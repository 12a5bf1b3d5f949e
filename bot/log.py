"""What the program says of itself, without people: their ids are masked, and an error tells where it was and of what
kind, not what it says, as that may quote what somebody asked. A token of Slack's is masked in every case.

Where a process works for several tenants, each thread that works for one says so in its lines."""

import json
import logging
import re
import threading
import traceback
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import ParamSpec, TypeVar

from bot.settings import Settings

PERSON = re.compile(r"\b[UW][A-Z0-9]{6,}\b")
SECRET = re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
P = ParamSpec("P")
T = TypeVar("T")
_here = threading.local()
MOST = 5  # errors that led to one another
ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def enter_tenant(name: str) -> None:
    """What this thread does from now on it does for this tenant."""
    _here.tenant = name


def tenant_here() -> str:
    """Whom this thread works for; "" where there is only one."""
    return str(getattr(_here, "tenant", ""))


def for_tenant_here(work: Callable[P, T]) -> Callable[P, T]:
    """The same work, for the tenant that this thread works for, in whatever thread it is done."""
    name = tenant_here()

    def run(*args: P.args, **more: P.kwargs) -> T:
        enter_tenant(name)
        return work(*args, **more)

    return run


class OpenFormatter(logging.Formatter):
    """A line of the log with ids of people and the words of errors, and without secrets."""

    def __init__(self, fmt: str = FORMAT, secrets: Collection[str] = ()) -> None:
        super().__init__(fmt)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        line = self.masked(super().format(record))
        return f"[{tenant}] {line}" if (tenant := tenant_here()) else line

    def masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return SECRET.sub(r"\1-…", text)


class DiscreetFormatter(OpenFormatter):
    """A line of the log without people."""

    def masked(self, text: str) -> str:
        return PERSON.sub("U…", super().masked(text))

    def formatException(self, ei: ErrorInfo) -> str:  # logging's own name
        return "\n".join(_told(ei[1]))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, of what another formatter lets through: `event` is the message before values are put in,
    the same for the same thing; `message` has them, `error` where it happened."""

    def __init__(self, lets_through: OpenFormatter) -> None:
        super().__init__()
        self._lets_through = lets_through

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg) if record.args else record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if tenant := tenant_here():
            told["tenant"] = tenant
        if record.exc_info and record.exc_info[1]:
            told["error"] = self._lets_through.formatException(record.exc_info)
        shown = {key: self._lets_through.masked(one) if isinstance(one, str) else one for key, one in told.items()}
        return json.dumps(shown, ensure_ascii=False)


def _told(error: BaseException | None) -> Iterator[str]:
    """The last error first, each with where it happened."""
    for _ in range(MOST):
        if error is None:
            return
        yield type(error).__name__
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        error = error.__cause__ or error.__context__


def begin(*read: Settings) -> None:
    """Log to stderr from now on, as the settings of all tenants say."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(*read))
    logging.basicConfig(handlers=[handler])


def formatter(*read: Settings) -> logging.Formatter:
    secrets = [one for of in read for one in (of.slack_bot_token, of.slack_app_token, of.slack_signing_secret) if one]
    plain = (OpenFormatter if read[0].log_people else DiscreetFormatter)(FORMAT, secrets)
    return JsonFormatter(plain) if read[0].log_format == "json" else plain
