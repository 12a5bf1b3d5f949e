"""Child processes of the tests. Each runs in a group of its own, and none outlives the test that started it, also when
the tests are killed (`watcher.py`).

Only this module starts processes (`test_house` says so): what is started elsewhere is not ended when a test fails.
"""

import ctypes
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tests import fork_server, watcher
from tests.fork_server import Forked
from tests.waiting import CEILING_S, until

ROOT = Path(__file__).resolve().parents[1]
SAGSBOT = (sys.executable, "-m", "bot")  # in a fork of what has imported it already, where that is the same
FROM_THE_START = (sys.executable, "-m", "bot.__main__")  # the same with all its imports, as users start it
PR_SET_CHILD_SUBREAPER = 36  # of prctl(2)
Argument = str | Path
Start = Callable[..., "Child"]


class Child:
    """A running program. Its output is read as it comes, so it never waits for us."""

    def __init__(
        self, command: Sequence[Argument], env: Mapping[str, str] | None, cwd: Path, user: int | None = None
    ) -> None:
        self.process = _forked(command, env, cwd, user) or subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            user=user,
            extra_groups=None if user is None else [],
        )
        watcher.watch(self.process.pid)
        self._changed = threading.Condition()
        self._lines: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self._taken = {"stdout": 0, "stderr": 0}
        self._open = 2
        for name in self._lines:
            threading.Thread(target=self._read, args=(name, getattr(self.process, name)), daemon=True).start()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def stdout(self) -> str:
        """What it has written so far."""
        return "".join(self._lines["stdout"])

    @property
    def stderr(self) -> str:
        return "".join(self._lines["stderr"])

    def line(self, pattern: str = "", stream: str = "stdout") -> str:
        """The next line that holds `pattern`, as soon as it is written. Raises AssertionError when none comes."""
        with self._changed:
            found: list[str] = []
            self._changed.wait_for(lambda: self._next(pattern, stream, found) or not self._open, CEILING_S)
            if not found:
                raise AssertionError(f"{pattern!r} was not written to {stream}: {self._lines}")
            return found[0]

    def write(self, text: str) -> None:
        """Types into its standard input."""
        assert self.process.stdin
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def close_input(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ended(self) -> int:
        """Its exit code, once it has ended by itself and all it wrote is read. Raises AssertionError, for a Python with
        what its threads were at."""
        try:
            code = self.process.wait(CEILING_S)
        except subprocess.TimeoutExpired as error:
            self.signal(signal.SIGABRT)  # faulthandler writes the stacks (`conftest.py` turns it on)
            self._all_is_read()
            raise AssertionError(f"still running: {self._lines}") from error
        self._all_is_read()
        return code

    def _all_is_read(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._open, CEILING_S)

    def kill(self) -> None:
        """Ends it and everything it has started. Returns when all of it is gone: a busy machine takes its time."""
        below = descendants(self.pid)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(CEILING_S)
        gone(*below)
        if self.process.stdin:
            with suppress(BrokenPipeError):
                self.process.stdin.close()

    def _next(self, pattern: str, stream: str, found: list[str]) -> bool:
        lines = self._lines[stream]
        while self._taken[stream] < len(lines) and not found:
            line = lines[self._taken[stream]]
            self._taken[stream] += 1
            if re.search(pattern, line):
                found.append(line)
        return bool(found)

    def _read(self, name: str, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                with self._changed:
                    self._lines[name].append(line)
                    self._changed.notify_all()
        with self._changed:
            self._open -= 1
            self._changed.notify_all()


def _forked(command: Sequence[Argument], env: Mapping[str, str] | None, cwd: Path, user: int | None) -> Forked | None:
    """The command as a fork, if it is `sagsbot` as this user."""
    if tuple(command[: len(SAGSBOT)]) != SAGSBOT or user is not None:
        return None
    return fork_server.started([str(part) for part in command[len(SAGSBOT) :]], env, cwd)


@contextmanager
def children() -> Iterator[Start]:
    """`start(*command, env=…, cwd=…)` gives a Child; all of them are killed at the end, whatever happened. Root may
    start one as another `user`."""
    started: list[Child] = []

    def start(
        *command: Argument, env: Mapping[str, str] | None = None, cwd: Path = ROOT, user: int | None = None
    ) -> Child:
        started.append(Child(command, env, cwd, user))
        return started[-1]

    try:
        yield start
    finally:
        for child in started:
            child.kill()


def run(
    *command: Argument, env: Mapping[str, str] | None = None, typed: str = "", cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, whatever its exit code. Raises AssertionError when it does not end."""
    with children() as start:
        child = start(*command, env=env, cwd=cwd)
        with suppress(BrokenPipeError):
            child.write(typed)
            child.close_input()
        code = child.ended()
        return subprocess.CompletedProcess(list(command), code, child.stdout, child.stderr)


def fork() -> int:
    """`os.fork()` whose child ends by itself when it is stuck."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(CEILING_S))
    return child


def descendants(pid: int) -> set[int]:
    """Every process below `pid`, those in other sessions too. Empty where there is no /proc."""
    return watcher.below({pid}) - {pid}


def adopt_orphans() -> None:
    """From now on what loses its parent becomes a child of this process, and can be found. On Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def left_over() -> list[str]:
    """The command lines of all that runs below this process; each is killed. Python's own helpers are none of
    them, nor is Chromium's reporter of crashes, which ends by itself a moment after it."""
    found = []
    for pid in filter(is_alive, descendants(os.getpid())):
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
            if "resource_tracker" in command:
                continue
            os.kill(pid, signal.SIGKILL)
            if "chrome_crashpad_handler" not in command:
                found.append(command)
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(*pids: int) -> None:
    """Waits until none of these runs."""
    until(lambda: not any(map(is_alive, pids)), f"the end of {pids}")
