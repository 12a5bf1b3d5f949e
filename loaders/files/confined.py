"""What every process does in which a file is read: it takes limits upon itself, and says on stdout what it found.

Such a process has no environment, no token and no database. The file comes on stdin, its limits as JSON in the first
argument. JSON lines leave on stdout; the last has "extract", "document" or "refused" with "values".
"""

import json
import os
import resource

from loaders.files.limits import MEGABYTE, Limits


def confine(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.page_seconds, limits.processor_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send_result(value: object, most: int = MEGABYTE) -> None:
    line = (json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n").encode()
    if len(line) > most:
        line = b'{"refused":"too_much_text","values":{"page":0}}\n'
    while line:
        line = line[os.write(1, line) :]
