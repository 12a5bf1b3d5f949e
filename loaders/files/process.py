"""The process in which a file is read, as seen from ours: it is started, listened to, and judged when it ends badly."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from loaders.limits import MEGABYTE, Limits, Progress
from records import Document, Refused
from records.packing import unpacked

log = logging.getLogger(__name__)

_ROOT = str(Path(__file__).resolve().parents[2])
_MOST_PRINTED = 4_000  # bytes of what went wrong that are kept
_CHUNK = 1 << 16
_CHUNK_LINES = 16  # so many chunks may all lines about progress be
_RAISED, _TRACE = (
    1,
    "Traceback",
)  # how a process ends, and begins to speak, in which a library raised what nobody listed


def _signals(*names: str) -> frozenset[int]:
    """Those of the names that this system has."""
    return frozenset(getattr(signal, name) for name in names if hasattr(signal, name))


_TOO_LONG = _signals("SIGXCPU", "SIGALRM")
_CRASHED = _signals("SIGABRT", "SIGKILL", "SIGSEGV", "SIGBUS")
_CRASHED_ON_WINDOWS = 0xC0000000  # and above: no signal there, but the number of the fault
_NEEDED = ("SYSTEMROOT",)  # without it Python does not start on Windows


# A file without pages has no more than a page's time, and nobody hears how far it is.
SHORT = Limits(
    memory=1024 * MEGABYTE,
    page_seconds=240,
    processor_seconds=240,
    silent_seconds=600.0,
    clock_seconds=600.0,
    result=256 * MEGABYTE,
)


class _Late(Exception):
    """The reader said nothing for too long, took too long in all, or said more than it may."""


def program(module: str) -> str:
    """The program that runs `main` of a module of ours, and nothing else."""
    folder, _, name = module.rpartition(".")
    # `-I` keeps the environment and the working folder out of what is imported, so our own folder is named here.
    return f"import sys; sys.path.insert(0, {_ROOT!r}); from {folder} import {name}; {name}.main()"


_CHILD = program("loaders.files.child")


def _untold(_page: int, _of: int) -> None:
    return None


def document(reader: str, name: str, data: bytes, progress: Progress | None = None, limits: Limits = SHORT) -> Document:
    """The file `data` as the document that a module of this folder makes of it. Raises Refused."""
    said = run_reader(_CHILD, name, data, limits, progress, (reader, name))
    if "document" not in said:
        raise Refused(str(said["refused"]), name=name, **said["values"])
    return unpacked(said["document"])


def run_reader(
    program: str, name: str, data: bytes, limits: Limits, progress: Progress | None = None, more: Sequence[str] = ()
) -> Mapping[str, Any]:
    """The last word of a process that runs `program` on the file. Raises Refused when it has none."""
    with tempfile.TemporaryDirectory(prefix="sagsbot-") as folder, tempfile.TemporaryFile() as printed:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            process = _started([program, json.dumps(asdict(limits)), *more], file, printed, folder)
        try:
            word = _last_word(process, limits, progress or _untold)
            code = process.wait(limits.silent_seconds) if word is None else 0
        except (_Late, subprocess.TimeoutExpired) as error:
            raise Refused("too_slow", name=name) from error
        except (ValueError, TypeError) as error:  # what it said is no answer of ours
            raise Refused("crashed", name=name) from error
        finally:
            process.kill()
            process.wait()
        if word is not None:
            return word
        raise _crash(name, code, printed)


def _started(arguments: Sequence[str], file: IO[bytes], printed: IO[bytes], folder: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", *arguments]
    return subprocess.Popen(  # noqa: S603  # our own program
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=printed,
        cwd=folder,
        env={name: os.environ[name] for name in _NEEDED if name in os.environ},
        start_new_session=True,
        bufsize=0,
    )


def _last_word(process: subprocess.Popen[bytes], limits: Limits, progress: Progress) -> Mapping[str, Any] | None:
    """Listens until the process has answered or ended; None when it ended without an answer.

    Raises _Late, and ValueError or TypeError for an answer that is none.
    """
    for line in _spoken(process, limits):
        said = json.loads(line)
        if not isinstance(said, dict):
            raise TypeError(said)
        if said.keys() & {"extract", "document", "picture", "refused"}:
            return said
        if said["of"]:  # how many pages there are is not known at first
            progress(said["page"], said["of"])
    return None


def _spoken(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    """The whole lines that the process writes, as they come. Raises _Late."""
    end = time.monotonic() + limits.clock_seconds
    pending: list[bytes] = []
    heard = 0
    # A thread reads, as not every system can wait for a pipe; it ends with the process.
    chunks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(process.stdout, chunks), name="reader", daemon=True).start()
    while True:
        try:
            chunk = chunks.get(timeout=max(0.0, min(limits.silent_seconds, end - time.monotonic())))
        except Empty as error:
            raise _Late from error
        if not chunk:
            return
        heard += len(chunk)
        if heard > limits.result + _CHUNK * _CHUNK_LINES:
            raise _Late
        pending.append(chunk)
        if b"\n" in chunk:
            *lines, rest = b"".join(pending).split(b"\n")
            pending = [rest]
            yield from lines


def _listen(stream: IO[bytes], chunks: "SimpleQueue[bytes]") -> None:
    """What the process says, as it comes; at its end nothing."""
    with stream:
        while chunk := stream.read(_CHUNK):
            chunks.put(chunk)
    chunks.put(b"")


def _crash(name: str, code: int, printed: IO[bytes]) -> Refused:
    """Why a process ended without an answer."""
    printed.seek(0, 2)
    printed.seek(max(0, printed.tell() - _MOST_PRINTED))
    detail = printed.read().decode("utf-8", "replace")
    if -code in _TOO_LONG:
        return Refused("too_slow", name=name)
    if -code in _CRASHED or code >= _CRASHED_ON_WINDOWS or "MemoryError" in detail:
        return Refused("crashed", name=name)
    last = detail.strip().rpartition("\n")[2]
    if code == _RAISED and detail.lstrip().startswith(_TRACE):
        log.error("the reader of files gave up on %s: %s", name, last)
        log.debug("%s", detail)
        return Refused("damaged", name=name)
    log.error("the reader of files failed on %s: %s", name, detail)
    return Refused("failed", name=name, detail=last.partition(":")[0] or "?")
