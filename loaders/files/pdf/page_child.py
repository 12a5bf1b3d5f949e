"""The process in which one page of a PDF is rendered, with the same limits as the one in which a PDF is read.

The file comes on stdin, its limits as JSON in the first argument, the page and what is to be marked in the second. One
JSON line leaves on stdout: {"picture", "mark", "marked"} or {"refused", "values"}.
"""

import base64
import json
import sys

from loaders.files.confined import confine, send_result
from loaders.limits import Limits


def main() -> None:
    """Render a page of the PDF on stdin, within the limits of the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    from loaders.files.pdf import painted  # noqa: PLC0415  # the library is loaded when the limits hold

    wanted = json.loads(sys.argv[2])
    try:
        found = painted.page_picture(
            sys.stdin.buffer.read(), wanted["page"] - 1, wanted["marks"], close=wanted["close"]
        )
    except MemoryError:
        send_result({"refused": "too_much_memory", "values": {}})
        return
    if found is None:
        send_result({"refused": "no_page", "values": {"page": wanted["page"]}})
        return
    png, mark, marked = found
    picture = base64.b64encode(png).decode("ascii")
    send_result({"picture": picture, "mark": mark, "marked": marked}, limits.result)
