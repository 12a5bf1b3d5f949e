"""The code of the methods of dataclasses is kept between two runs.

Python writes the methods of a dataclass as text, and compiles that text in every process anew: for the hundred classes
that a question needs a fifth of its first answer. Here what was compiled is kept by its text, so that it is never that
of another class, and beside it as `records.compiled` keeps all else. A Python whose dataclasses do without `exec` does
without this.
"""

import atexit
import dataclasses
import importlib
import marshal
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType

from records import packed_table
from records.compiled import bytes_kept, keep_bytes
from records.packed_table import Packed, PackedBytes, packed_bytes

NAME = "dataclasses"
SOURCES = tuple(Path(str(file)) for file in (__file__, packed_table.__file__, dataclasses.__file__))


class KeptCode:
    """Text → its code, for this process and those to come."""

    def __init__(self, kept: Packed) -> None:
        self._kept = PackedBytes(kept)
        self._new: dict[str, bytes] = {}

    def run_text(self, text: str, *names: dict[str, object]) -> None:
        """As `exec` does."""
        exec(self._code(text), *names)  # noqa: S102  # what dataclasses wrote, or what was compiled of the same text

    def _code(self, text: str) -> CodeType:
        if (kept := self._kept.get(text) or self._new.get(text)) is not None:
            code: CodeType = marshal.loads(kept)  # noqa: S302  # as much ours as the code beside it
            return code
        code = compile(text, "<string>", "exec")
        self._new[text] = marshal.dumps(code)
        return code

    def save(self) -> None:
        if self._new and not sys.dont_write_bytecode:
            keep_bytes(NAME, SOURCES, packed_bytes({**self._kept, **self._new}))
            self._new.clear()


def keep_dataclass_code() -> None:
    """In this process dataclasses are made of what is kept; what is missing is kept when it ends."""
    if not hasattr(dataclasses, "exec"):
        _use(bytes_kept(NAME, SOURCES) or b"")


def _use(known: Packed) -> KeptCode:
    kept = KeptCode(known)
    setattr(dataclasses, "exec", kept.run_text)  # noqa: B010  # a name that the module has not, but looks up
    atexit.register(kept.save)
    return kept


def _modules(packages: Iterable[str]) -> Iterator[str]:
    import pkgutil  # noqa: PLC0415  # whoever only uses what is kept need not look for modules

    for package in packages:
        folder = str(Path(__file__).parents[1] / package)
        yield from (one.name for one in pkgutil.walk_packages([folder], f"{package}."))


def import_all(packages: Iterable[str]) -> None:
    """Import all modules of our packages."""
    for name in _modules(packages):
        if not name.endswith("__main__"):
            with suppress(ImportError):  # a package for an engine that is not installed
                importlib.import_module(name)


def keep_code_of_all() -> None:
    """Keep the code for all modules of the packages that the command line names, and for no class that is gone."""
    sys.dont_write_bytecode = False  # as `bot.precompile` does, which calls this
    kept = _use(b"")
    import_all(sys.argv[1:])
    kept.save()


if __name__ == "__main__":
    keep_code_of_all()
