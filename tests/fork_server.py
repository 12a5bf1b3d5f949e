"""`sagsbot` without its start: a process that has imported it once and forks for each command that is run.

What comes of the fork is a process like any other: its own folder, environment, streams and session, and a child of
the tests, which take it over when the one that forked it has ended. Only importing, which does nothing
(`test_house.py`), is shared. On Linux only; elsewhere, and where the interpreter itself would start otherwise, each
command is started from the beginning.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = (
    "bot",
    "answers",
    "filters",
    "index",
    "loaders",
    "questions",
    "records",
    "sandbox",
    "scheduler",
    "templates",
)
MOST = 1_000_000  # bytes of a request: its arguments and its environment
_OWN_START = ("PYTHON", "LC_", "LANG", "TZ", "LD_")  # what the interpreter reads before any module


class Forked:
    """A command that runs in a fork: as much of `subprocess.Popen` as `tests.processes` uses."""

    def __init__(self, pid: int, pipes: Sequence[int]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = os.pidfd_open(pid)
        self.stdin, self.stdout, self.stderr = (_text(pipe, mode) for pipe, mode in zip(pipes, "wrr", strict=True))

    def poll(self) -> int | None:
        return self._waited(0)

    def wait(self, timeout: float) -> int:
        """Its exit code, negative for a signal. Raises subprocess.TimeoutExpired."""
        code = self._waited(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("sagsbot", timeout)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _waited(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._handle], [], [], seconds)[0]:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self._handle)
        return self.returncode


class ForkServer:
    """The process that forks, and the way to it."""

    def __init__(self) -> None:
        self.environment = _own_start(os.environ)
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (self._channel, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fork_server", str(theirs.fileno())],
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a thread does not come along into a fork
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def run(self, arguments: Sequence[str], env: Mapping[str, str], cwd: Path) -> Forked:
        """Begins `sagsbot` with these arguments."""
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        ours_err, theirs_err = os.pipe()
        request = json.dumps({"arguments": list(arguments), "env": dict(env), "cwd": str(cwd)})
        socket.send_fds(self._channel, [request.encode(errors="surrogateescape")], [theirs_in, theirs_out, theirs_err])
        for end in (theirs_in, theirs_out, theirs_err):
            os.close(end)
        return Forked(int(self._channel.recv(MOST)), (ours_in, ours_out, ours_err))

    def stop(self) -> None:
        self._channel.close()
        self._process.wait()


_servers: list[ForkServer] = []


def started(arguments: Sequence[str], env: Mapping[str, str] | None, cwd: Path) -> Forked | None:
    """`sagsbot` with these arguments in a fork; None where it cannot be one."""
    wanted = os.environ if env is None else env
    if sys.platform != "linux":
        return None
    if not _servers:
        _servers.append(ForkServer())
    return _servers[0].run(arguments, wanted, cwd) if _own_start(wanted) == _servers[0].environment else None


def stop() -> None:
    """Ends the server, if there is one."""
    while _servers:
        _servers.pop().stop()


def _text(number: int, mode: str, like: TextIO | None = None) -> TextIOWrapper:
    encoding, errors = (like.encoding, like.errors) if like else ("utf-8", "replace")
    # Whoever has it closes it.
    made = open(number, mode, encoding=encoding, errors=errors, closefd=like is None)  # noqa: SIM115
    assert isinstance(made, TextIOWrapper)
    return made


def _own_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_OWN_START)}


# ---------------------------------------------------------------- in the process that forks


def serve(channel: socket.socket) -> dict[str, Any]:
    """Forks for each request, and returns in the fork, with what it is to do. Ends when nobody can ask any more."""
    while True:
        request, streams, _, _ = socket.recv_fds(channel, MOST, 3)
        if not request:
            os._exit(0)
        told, tells = os.pipe()
        between = os.fork()
        if between == 0:
            command = os.fork()
            if command == 0:
                os.close(told)
                os.close(tells)
                channel.close()
                return {**json.loads(request.decode(errors="surrogateescape")), "streams": streams}
            os.write(tells, str(command).encode())
            os._exit(0)  # what it forked loses its parent, and the tests adopt it (`processes.adopt_orphans`)
        for one in (*streams, tells):
            os.close(one)
        os.waitpid(between, 0)
        channel.send(os.read(told, 100))
        os.close(told)


def become(request: Mapping[str, Any]) -> None:
    """All that a process has of its own."""
    os.setsid()
    for number, stream in enumerate(request["streams"]):
        os.dup2(stream, number)
        os.close(stream)
    # As the interpreter makes them at its start, for what is there now.
    sys.stdin = sys.__stdin__ = _text(0, "r", sys.stdin)
    sys.stdout = sys.__stdout__ = _text(1, "w", sys.stdout)
    sys.stderr = sys.__stderr__ = _text(2, "w", sys.stderr)
    sys.stderr.reconfigure(line_buffering=True)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv[1:] = request["arguments"]


def import_all() -> None:
    """All modules of ours, with what they import at their top."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def main() -> None:
    import_all()
    gc.freeze()
    become(serve(socket.socket(fileno=int(sys.argv[1]))))
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
