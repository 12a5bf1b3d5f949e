"""What the program says of itself, without people: their ids are masked, and an error tells where it was and of what
kind, not what it says, as that may quote what somebody asked."""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

PERSON = re.compile(r"\b[UW][A-Z0-9]{6,}\b")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MOST = 5  # errors that led to one another
ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """A line of the log without people."""

    def format(self, record: logging.LogRecord) -> str:
        return PERSON.sub("U…", super().format(record))

    def formatException(self, ei: ErrorInfo) -> str:  # logging's own name
        return "\n".join(_told(ei[1]))


def _told(error: BaseException | None) -> Iterator[str]:
    """The last error first, each with where it happened."""
    for _ in range(MOST):
        if error is None:
            return
        yield type(error).__name__
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        error = error.__cause__ or error.__context__


def begin(with_people: bool) -> None:
    """Log to stderr from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT) if with_people else DiscreetFormatter(FORMAT))
    logging.basicConfig(handlers=[handler])
