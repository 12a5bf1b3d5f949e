"""How many messages were claimed, in a file beside the database: a database that was put back has fewer."""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)


class MessageNumber:
    """The number in `<database>.posted`. What cannot be read or written proves nothing, and stops nobody."""

    def __init__(self, database: Path) -> None:
        self._path = Path(f"{os.path.realpath(database)}.posted")

    def read(self) -> int | None:
        try:
            return int(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def write(self, number: int) -> None:
        """In one piece: a stop in between leaves the old number."""
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            new.write_text(str(number), encoding="ascii")
            new.replace(self._path)
        except OSError as error:
            log.warning("The number of messages is not kept outside the database: %s", error)
