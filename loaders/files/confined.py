"""What every process does in which a file is read: it takes limits upon itself, and says on stdout what it found.

Such a process has no environment, no token and no database. The file comes on stdin, its limits as JSON in the first
argument. JSON lines leave on stdout; the last has "extract", "document" or "refused" with "values".
"""

import json
import os
import sys

from loaders.limits import MEGABYTE, Limits

if sys.platform == "win32":

    def _limit(_name: str, _soft: int, _hard: int) -> None:
        return

else:
    import resource

    def _limit(name: str, soft: int, hard: int) -> None:
        try:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (soft, hard))
        except (ValueError, OSError):
            if sys.platform == "linux" or name != "AS":  # macOS knows the name and refuses the value
                raise


def confine(limits: Limits) -> None:
    """Take on what the system can limit: on Linux all of it, on macOS not the memory, on Windows nothing. There only
    the clock of the process that has started this one ends it."""
    _limit("AS", limits.memory, limits.memory)
    allow_processor(limits.page_seconds, limits)
    _limit("FSIZE", MEGABYTE, MEGABYTE)
    _limit("NOFILE", 64, 64)
    _limit("CORE", 0, 0)


def allow_processor(seconds: int, limits: Limits) -> None:
    """End this process after so many seconds of processor time in all."""
    _limit("CPU", seconds, limits.processor_seconds)


def send_result(value: object, most: int = MEGABYTE) -> None:
    line = (json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n").encode()
    if len(line) > most:
        line = b'{"refused":"too_much_text","values":{"page":0}}\n'
    while line:
        line = line[os.write(1, line) :]
