"""Files are read ahead in processes of their own, so that two cores read while this process stores.

A process that dies takes no other file with it: its file is read once more, alone, and is refused when that fails too.
"""

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from records import Refused

log = logging.getLogger(__name__)

T = TypeVar("T")
MOST_WORKERS = 2
WORTH_IT = 2 * 1024 * 1024  # bytes of text, below which starting processes takes longer than reading
PDF_WEIGHT = 20  # a byte of a PDF takes so much longer to read


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What came of reading a file: a value or why it was refused, the seconds it took, what was logged meanwhile."""

    value: T | None
    refused: Refused | None
    seconds: float
    logged: tuple[str, ...] = ()


class Readers(Generic[T]):
    """`read(path)` gives what is in a file or raises Refused; with more than one worker it must be importable."""

    def __init__(self, read: Callable[[Path], T], workers: int) -> None:
        self._read = read
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._ahead: dict[Path, Future[Read[T]]] = {}

    def ahead(self, path: Path) -> None:
        """Begin to read a file that will be asked for."""
        if self.workers > 1 and path not in self._ahead:
            self._ahead[path] = self._submit(path)

    def result(self, path: Path) -> Read[T]:
        if self.workers < 2:
            return timed(self._read, path)
        self.ahead(path)
        try:
            found = self._ahead.pop(path).result()
        except BrokenProcessPool:
            found = self._alone(path)
        for text in found.logged:
            log.error(text)
        return found

    def _alone(self, path: Path) -> Read[T]:
        """The file again, with no other beside it: one of those that were read took the processes with it."""
        log.warning("A process that read files ended; %s is read once more", path.name)
        self.close()
        try:
            self._begin().submit(os.getpid).result()
        except BrokenProcessPool:  # none can be started here, as where the program has no file of its own
            self.close()
            self.workers = 1
            return timed(self._read, path)
        try:
            return self._submit(path).result()
        except BrokenProcessPool:
            self.close()
            refused = Refused("failed", name=path.name, detail=BrokenProcessPool.__name__)
            return Read(None, refused, 0.0, (f"A process ended while it read {path.name}",))

    def _submit(self, path: Path) -> Future[Read[T]]:
        with _deaf():  # a process is started when there is work for it
            return self._begin().submit(_timed_and_logged, self._read, path)

    def _begin(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: this process has threads and an open database.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        return self._pool

    def close(self) -> None:
        """End the processes, whatever they are reading."""
        if self._pool is not None:
            mine = set(getattr(self._pool, "_processes", None) or ())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                if process.pid in mine:
                    process.terminate()
        self._pool, self._ahead = None, {}


@contextmanager
def readers(read: Callable[[Path], T], workers: int) -> Iterator[Readers[T]]:
    made = Readers(read, workers)
    try:
        yield made
    finally:
        made.close()


def workers_for(files: Sequence[Path]) -> int:
    """How many processes are worth it: none beside this one for a file, or a few small ones."""
    weights = [
        path.stat().st_size * (PDF_WEIGHT if path.suffix.lower() == ".pdf" else 1)
        for path in files
        if os.path.isfile(path)
    ]
    if len(weights) < 2 or sum(weights) < WORTH_IT:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_WORKERS, cores)


def timed(read: Callable[[Path], T], path: Path) -> Read[T]:
    started = time.perf_counter()
    try:
        return Read(read(path), None, time.perf_counter() - started)
    except Refused as refused:
        return Read(None, refused, time.perf_counter() - started)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started here does not hear Ctrl-C, from its first moment on."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say so; `_begin` says it a little later
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# ---------------------------------------------------------------- in the processes


class _Kept(logging.Handler):
    """Keeps what is logged, for the process that asked: here nobody reads it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


_kept = _Kept()


def _begin() -> None:
    """Ctrl-C is for the process that asked: it ends these."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(_kept)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    """A process that is killed cannot end those that it started: they end themselves."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _timed_and_logged(read: Callable[[Path], Any], path: Path) -> Read[Any]:
    _kept.texts.clear()
    found = timed(read, path)
    return Read(found.value, found.refused, found.seconds, tuple(_kept.texts))
