"""`python -m bot.healthcheck`: ends with 0 when the bot of this machine is well, else with 1 and why on stderr.

What a container is asked with. Its words are plain: some programs that start containers give them to a shell unquoted.
"""

import sys
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

ADDRESS = "http://127.0.0.1:3000/healthz"  # as the image serves
PATIENCE_S = 5.0
MOST_SAID = 500  # bytes of an answer


def ill_health(address: str) -> str | None:
    """Returns what is wrong there, as the bot says it or as it cannot be reached, or None."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=PATIENCE_S):
            return None
    except HTTPError as refused:
        return refused.read(MOST_SAID).decode("utf-8", "replace")
    except OSError as unreachable:
        return str(unreachable)


if __name__ == "__main__":
    sys.exit(ill_health(*(sys.argv[1:] or [ADDRESS])))
