"""What takes long to make out of files that seldom change (word lists, above all) is kept between two runs.

It is kept as Python keeps the code of a module: in `__pycache__` beside the file, by the size and time of every file
that it was made of, and for this version of Python. Where nobody may write there, PYTHONPYCACHEPREFIX names another
folder; where Python is told to write no bytecode, it is made anew each time. Whoever may write there may change the
code as well, so it is trusted as much.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

Data = TypeVar("Data")
_HEAD = 4  # bytes that say how long it is what a stretch of bytes was made of
Stamps = tuple[tuple[str, int, int], ...]


def compiled(name: str, sources: Iterable[Path], make: Callable[[], Data]) -> Data:
    """What `make` returns, from the last time it did if no source has changed: texts, bytes, numbers, None, code, and
    tuples, lists, dicts and frozensets of them. The sources are files, of code as well; `name` is unique beside the
    first."""
    paths = [*sources]
    if (data := data_kept(name, paths)) is not None:
        return data  # type: ignore[no-any-return]
    data = make()
    keep_data(name, paths, data)
    return data


def keep_data(name: str, sources: Iterable[Path], data: object) -> None:
    """Keep data for `data_kept`, where that may be written."""
    paths = [*sources]
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(_place(name, paths), marshal.dumps((_stamps(paths), data)))  # type: ignore[arg-type]


def data_kept(name: str, sources: Iterable[Path]) -> Any:
    """What is kept under a name, if no source has changed; None where nothing is."""
    paths = [*sources]
    stamps = _stamps(paths)
    with suppress(OSError, ValueError, EOFError, TypeError):
        of, data = marshal.loads(_place(name, paths).read_bytes())  # noqa: S302  # as much ours as the code beside it
        if of == stamps:
            return data
    return None


def compiled_bytes(name: str, sources: Iterable[Path], make: Callable[[], bytes]) -> memoryview:
    """As `compiled`, for one stretch of bytes, of which a process reads what it looks at (see `packed_table`)."""
    paths = [*sources]
    if (data := bytes_kept(name, paths)) is None:
        made = make()
        keep_bytes(name, paths, made)
        data = memoryview(made)
    return data


def keep_bytes(name: str, sources: Iterable[Path], data: bytes) -> None:
    """Keep bytes for `bytes_kept`, where that may be written."""
    paths = [*sources]
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            about = marshal.dumps((_stamps(paths), len(data)))
            _keep(_place(name, paths), len(about).to_bytes(_HEAD, "little") + about + data)


def bytes_kept(name: str, sources: Iterable[Path]) -> memoryview | None:
    """The bytes that are kept under a name, if no source has changed; None where none are."""
    paths = [*sources]
    stamps = _stamps(paths)
    with suppress(OSError, ValueError, EOFError, TypeError):
        whole = _mapped(_place(name, paths))
        begin = _HEAD + int.from_bytes(whole[:_HEAD], "little")
        of, size = marshal.loads(whole[_HEAD:begin])  # noqa: S302  # as much ours as the code beside it
        if of == stamps and size == len(whole) - begin:
            return whole[begin:]
    return None


def _mapped(path: Path) -> memoryview:
    """A file as memory, which processes share. (Where a file in use cannot be replaced it is read.)"""
    if os.name == "nt":
        return memoryview(path.read_bytes())
    from mmap import ACCESS_READ, mmap  # noqa: PLC0415  # not on every system

    with path.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def toml_table(path: Path) -> dict[str, Any]:
    """A TOML file of the package without dates."""

    def make() -> dict[str, Any]:
        import tomllib  # noqa: PLC0415  # most processes need it for nothing else

        return tomllib.loads(path.read_text(encoding="utf-8"))

    return compiled(f"{path.stem}.toml", [path], make)


def _place(name: str, paths: Sequence[Path]) -> Path:
    return Path(cache_from_source(str(paths[0].with_name(f"{name}.py")))).with_suffix(".words")


def _stamps(paths: Iterable[Path]) -> Stamps:
    return tuple(file_stamp(str(path)) for path in paths)


def file_stamp(path: str) -> tuple[str, int, int]:
    """By what a file is known not to have changed. Raises OSError."""
    found = os.stat(path)
    return path, found.st_size, int(found.st_mtime)  # whole seconds: the layers of an image hold no more


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all, also where several processes start together."""
    path.parent.mkdir(parents=True, exist_ok=True)  # several where PYTHONPYCACHEPREFIX names another place
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
