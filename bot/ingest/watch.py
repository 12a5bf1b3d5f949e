"""A drop folder: what is put into it is loaded once it has been written to its end."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

LOOK_MS = 700  # a file that has not grown between two looks is whole
# What browsers and copying programs call a file until it is whole.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", "~")


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file shows: as long as it changes, somebody writes."""

    size: int
    changed_ns: int


class Settling:
    """The files that were put in or changed, until they are whole."""

    def __init__(self) -> None:
        self._seen: dict[Path, Look | None] = {}

    def changed(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._seen.setdefault(path, None)

    def whole(self, look: Callable[[Path], Look | None]) -> list[Path]:
        """The files that are as they were at the look before, in the order of their names; they are not told again
        until they change. One that is gone is forgotten."""
        now = {path: look(path) for path in self._seen}
        ready = sorted(path for path, seen in now.items() if seen is not None and seen == self._seen[path])
        self._seen = {path: seen for path, seen in now.items() if seen is not None and path not in ready}
        return ready


def look(path: Path) -> Look | None:
    """None for what is no file, or no longer there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Look(found.st_size, found.st_mtime_ns) if path.is_file() else None


def is_document(path: Path, folders: Sequence[Path]) -> bool:
    """Not a hidden file or in a hidden folder, and not one that is still being fetched."""
    below = next((path.relative_to(one) for one in folders if path.is_relative_to(one)), Path(path.name))
    hidden = any(part.startswith(".") for part in below.parts)
    return not hidden and not path.name.endswith(UNFINISHED) and not path.name.startswith("~$")


def file_batches(rounds: Iterable[set[Path]], look: Callable[[Path], Look | None] = look) -> Iterator[list[Path]]:
    """The files to load after each round of changes (which may be empty: time has passed)."""
    settling = Settling()
    for changed in rounds:
        settling.changed(changed)
        if ready := settling.whole(look):
            yield ready


def rounds(paths: Sequence[Path], inside: Callable[[Sequence[Path]], Iterable[Path]]) -> Iterator[set[Path]]:
    """What is in the folders, then what changed, round by round, until Ctrl-C; an empty set when nothing did.

    What is there is listed when the watch has begun: nothing that comes meanwhile is missed.
    """
    real = [Path(os.path.realpath(path)) for path in paths]
    folders = [path if path.is_dir() else path.parent for path in real]
    files = {path for path in real if not path.is_dir()}

    def wanted(change: Change, name: str) -> bool:
        path = Path(name)
        ours = path in files or any(path.is_relative_to(one) for one in real if one.is_dir())
        return change != Change.deleted and ours and is_document(path, folders)

    how = {"watch_filter": wanted, "debounce": LOOK_MS, "rust_timeout": LOOK_MS}
    there = True
    for changes in watch(*folders, **how, yield_on_timeout=True, raise_interrupt=True):  # type: ignore[arg-type]
        found = {Path(name) for _, name in changes}
        yield found | (set(inside(real)) if there else set())
        there = False
