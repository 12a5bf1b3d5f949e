"""PDFs as documents. Each is read in a process of its own with limits (`child`); here is what starts and judges it."""

import json
import logging
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from loaders.files.pdf.limits import Limits
from records import Document, Finding, Refused, Source

log = logging.getLogger(__name__)

MARK = b"%PDF-"
LOOKED_AT = 1024  # bytes in which the mark of a PDF may stand
Progress = Callable[[int, int], None]
_ROOT = str(Path(__file__).resolve().parents[3])
# `-I` keeps the environment and the working folder out of what is imported, so our own folder is named here.
_PROGRAM = f"import sys; sys.path.insert(0, {_ROOT!r}); from loaders.files.pdf import child; child.main()"
_MOST_PRINTED = 4_000  # bytes of what went wrong that are kept
_CHUNK = 1 << 16
_CHUNK_LINES = 16  # so many chunks may all lines about progress be
_TOO_LONG = (signal.SIGXCPU, signal.SIGALRM)


class _Late(Exception):
    """The reader said nothing for too long, took too long in all, or said more than it may."""


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF, whatever the file is called; some have a few others before its mark."""
    return data.startswith(MARK) or (MARK in data[:LOOKED_AT] and b"endobj" in data)


def document(name: str, data: bytes, limits: Limits = Limits(), progress: Progress | None = None) -> Document:  # noqa: B008  # frozen
    """The PDF `data` as lines with their pages, and what was noticed while reading it. Raises Refused with the reason.

    `progress(page, of)` is told now and then how far it is.
    """
    answer = _answer(name, data, limits, progress or _untold)
    if "extract" not in answer:
        raise Refused(str(answer["refused"]), name=name, **answer["values"])
    extract = answer["extract"]
    return Document(
        name=name,
        lines=tuple(extract["lines"]),
        pages=tuple(extract["pages"]),
        fills={(line, cell): colour for line, cell, colour in extract["fills"]},
        findings=tuple(_noticed(name, extract)),
    )


def _untold(_page: int, _of: int) -> None:
    return None


def _noticed(name: str, extract: Mapping[str, Any]) -> Iterator[Finding]:
    """Pages that hold no text, and pages that cannot be read."""
    if silent := extract["silent"]:
        yield Finding("pages_without_text", Source(name, page=silent[0]), _pages(silent))
    if damaged := extract["damaged"]:
        yield Finding("pages_damaged", Source(name, page=damaged[0]), _pages(damaged))


def _pages(numbers: list[int]) -> dict[str, object]:
    """How many pages, and which ("2, 5–7")."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return {"count": len(numbers), "pages": shown}


def _answer(name: str, data: bytes, limits: Limits, progress: Progress) -> Mapping[str, Any]:
    """The last word of a process that reads the file. Raises Refused when it has none."""
    with tempfile.TemporaryDirectory(prefix="sagsbot-") as folder, tempfile.TemporaryFile() as printed:
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            process = _started(file, printed, folder, limits)
        try:
            answer = _last_word(process, limits, progress)
            code = process.wait(limits.silent_seconds) if answer is None else 0
        except (_Late, subprocess.TimeoutExpired) as error:
            raise Refused("too_slow", name=name) from error
        except (ValueError, TypeError) as error:  # what it said is no answer of ours
            raise Refused("crashed", name=name) from error
        finally:
            process.kill()
            process.communicate()
        if answer is not None:
            return answer
        raise _crash(name, code, printed)


def _started(file: IO[bytes], printed: IO[bytes], folder: str, limits: Limits) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _PROGRAM, json.dumps(asdict(limits))]
    return subprocess.Popen(  # noqa: S603  # our own program
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=printed,
        cwd=folder,
        env={},
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
        if "extract" in said or "refused" in said:
            return said
        if said["of"]:  # how many pages there are is not known at first
            progress(said["page"], said["of"])
    return None


def _spoken(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    """The whole lines that the process writes, as they come. Raises _Late."""
    end = time.monotonic() + limits.clock_seconds
    pending: list[bytes] = []
    heard = 0
    stream = process.stdout
    with selectors.DefaultSelector() as ready:
        if stream is None:
            return
        ready.register(stream, selectors.EVENT_READ)
        while True:
            wait = min(limits.silent_seconds, end - time.monotonic())
            if wait <= 0 or not ready.select(wait):
                raise _Late
            chunk = stream.read(_CHUNK)
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


def _crash(name: str, code: int, printed: IO[bytes]) -> Refused:
    """Why a process ended without an answer."""
    printed.seek(0, 2)
    printed.seek(max(0, printed.tell() - _MOST_PRINTED))
    detail = printed.read().decode("utf-8", "replace")
    if -code in _TOO_LONG:
        return Refused("too_slow", name=name)
    if -code in (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGBUS) or "MemoryError" in detail:
        return Refused("crashed", name=name)
    log.error("the reader of PDFs failed on %s: %s", name, detail)
    return Refused("failed", name=name, detail=detail.strip().rpartition("\n")[2].partition(":")[0] or "PDF")
