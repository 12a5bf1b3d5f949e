"""What the tests start ends with them."""

import signal
import sys

from tests import postgresql
from tests.processes import Start, gone, is_alive

# It waits for an answer and is killed before its clean-up: a program with another in a session of its own, a server.
RUN = """
from tests import postgresql, processes
postgresql.memory = lambda: None  # what is left of its files is to lie on the disk
with processes.children() as start:
    print(start("sh", "-c", "setsid sleep 1000 & echo $!; wait").line(), flush=True)
    if postgresql.programs():
        with postgresql.server() as server:
            print((server.folder / "data" / "postmaster.pid").read_text().split()[0], flush=True)
            input()
    input()
"""


def test_nothing_outlives_a_run_that_is_killed(start: Start) -> None:
    run = start(sys.executable, "-c", RUN)
    pids = [int(run.line(r"\d")) for _ in range(2 if postgresql.programs() else 1)]
    assert all(map(is_alive, pids))
    run.signal(signal.SIGKILL)
    gone(*pids)
