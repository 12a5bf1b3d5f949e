"""The process in which one file of another program's format is read. The second argument names the reader."""

import gc
import importlib
import json
import sys

from loaders.files.confined import confine, send_result
from loaders.limits import Limits
from records import Refused
from records.packing import packed


def main() -> None:
    """Read the file on stdin, within the limits of the first argument, with the reader that the second names."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    gc.disable()  # cells hold no cycles, and looking for them takes much of the time
    try:
        reader = importlib.import_module(f"loaders.files.{sys.argv[2]}")  # the library is loaded when the limits hold
        document = reader.document(sys.argv[3], sys.stdin.buffer.read())
        send_result({"document": packed(document)}, limits.result)
    except Refused as refused:
        send_result(
            {"refused": refused.reason, "values": {name: one for name, one in refused.values.items() if name != "name"}}
        )
    except MemoryError:
        send_result({"refused": "too_much_memory", "values": {}})
