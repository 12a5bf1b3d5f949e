"""The process in which one PDF is read: it has limits, no environment, no token and no database.

The file comes on stdin, its limits as JSON in the argument. JSON lines leave on stdout: {"page", "of"} while it
reads, at last {"extract"} or {"refused", "values"}. A process that ends without the last has crashed or passed a limit.
"""

import gc
import json
import sys
import time
from dataclasses import asdict

from loaders.files.confined import allow_processor, confine, send_result
from loaders.limits import Limits

_SOFTLY = 0.2  # seconds between two lines about progress


def main() -> None:
    """Read the PDF on stdin, within the limits of the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    gc.disable()  # pages hold few cycles, and looking for them costs a fifth of the time
    from loaders.files.pdf import pages, reading  # noqa: PLC0415  # the library is loaded when the limits hold

    pace = _Pace(limits)
    try:
        extract = reading.extract(sys.stdin.buffer.read(), limits, pace.progress)
        send_result({"extract": asdict(extract)}, limits.result)
    except pages.Locked:
        send_result({"refused": "encrypted", "values": {}})
    except pages.Damaged:
        send_result({"refused": "damaged", "values": {}})
    except reading.TooMuch as error:
        send_result({"refused": error.reason, "values": error.values})
    except MemoryError:
        send_result({"refused": "too_much_memory", "values": {}})


class _Pace:
    """Give each page its own processor time, and report progress."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._said = limits, 0.0

    def progress(self, page: int, of: int) -> None:
        most = self._limits.processor_until(page, int(time.process_time()) + 1)
        allow_processor(most, self._limits)
        if page % 50 == 0:
            gc.collect()
        if time.monotonic() - self._said > _SOFTLY:
            self._said = time.monotonic()
            send_result({"page": page, "of": of})
