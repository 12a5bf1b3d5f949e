"""Ends what a test run has started when the run itself was killed and could not. On Linux only.

A process beside the tests. They write a line for each process that they start; when they are gone without having said
that they end, all of those that still run are killed, with what they have started. It imports nothing of ours: it
starts with every run.
"""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

END = "end"


class Watcher:
    """The way to the process that watches this one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            encoding="ascii",
            start_new_session=True,
        )

    def tell(self, line: str) -> None:
        """The number of a process that was started, or END."""
        assert self._process.stdin
        print(line, file=self._process.stdin, flush=True)

    def stop(self) -> None:
        """The run ends, and has ended all that it started."""
        self.tell(END)
        self._process.communicate()


_watchers: dict[int, Watcher] = {}  # by the process that is watched: a fork of it is another one


def watch(pid: int) -> None:
    """From now on this process of ours does not outlive us."""
    if sys.platform == "linux":
        if os.getpid() not in _watchers:
            _watchers[os.getpid()] = Watcher()
        _watchers[os.getpid()].tell(str(pid))


def stop() -> None:
    """Ends the watcher, if there is one."""
    if found := _watchers.pop(os.getpid(), None):
        found.stop()


# ---------------------------------------------------------------- in the process that watches


def main(watched: int) -> None:
    run = os.pidfd_open(watched)
    started: dict[int, int] = {}  # processes that run, by a handle that no later process can have
    said = ""
    while os.getppid() == watched:
        ready, _, _ = select.select([0, run, *started], [], [])
        for handle in started.keys() & set(ready):
            os.close(handle)
            del started[handle]
        if 0 in ready and (data := os.read(0, 65_536)):
            *lines, said = (said + data.decode()).split("\n")
            if END in lines:
                return
            for pid in map(int, lines):
                with suppress(ProcessLookupError):
                    started[os.pidfd_open(pid)] = pid
        elif {0, run} & set(ready):
            break  # killed: nobody can write any more
    kill(set(started.values()))


def kill(started: set[int]) -> None:
    """Those processes, all below them and all in their sessions."""
    of_sessions = {pid for pid, session in _numbers(3).items() if session in started}
    doomed = below(started | of_sessions)
    for pid in doomed:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def below(pids: set[int]) -> set[int]:
    """These processes and every one below them, those in other sessions too; they alone where there is no /proc."""
    parents, found = _numbers(1), set(pids)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _numbers(field: int) -> dict[int, int]:
    """A field behind the name in /proc/…/stat (proc(5)), of each process."""
    found: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            found[int(stat.parent.name)] = int(stat.read_text(errors="replace").rpartition(")")[2].split()[field])
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
