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
from records.plain_dataclasses import making_plain_ones

NAME = "dataclasses"
SOURCES = tuple(Path(str(file)) for file in (__file__, packed_table.__file__, dataclasses.__file__))


Texts = dict[str, CodeType]


class KeptCode:
    """Text → its code, module by module, for this process and those to come."""

    def __init__(self, kept: Packed) -> None:
        self._kept = PackedBytes(kept)
        self._new: dict[str, Texts] = {}
        self._latest: tuple[str, Texts] = ("", {})

    def run_text(self, text: str, *names: dict[str, object]) -> None:
        """As `exec` does."""
        module = str(names[0].get("__name__", "")) if names else ""
        exec(self.code(text, module), *names)  # noqa: S102  # what dataclasses wrote, or was compiled of the same text

    def code(self, text: str, module: str) -> CodeType:
        name, known = self._latest
        if name != module:  # the classes of a module are made one after the other: their code is read at once
            known = self._of_module(module)
            self._latest = module, known
        if (code := known.get(text)) is None:
            code = known[text] = self._new.setdefault(module, {})[text] = compile(text, "<string>", "exec")
        return code

    def _of_module(self, module: str) -> Texts:
        kept = self._kept.get(module)
        return {**(marshal.loads(kept) if kept else {}), **self._new.get(module, {})}  # noqa: S302  # as much ours as the code

    def save(self) -> None:
        if self._new and not sys.dont_write_bytecode:
            modules = {*self._kept, *self._new}
            keep_bytes(NAME, SOURCES, packed_bytes({one: marshal.dumps(self._of_module(one)) for one in modules}))
            self._new.clear()


def keep_dataclass_code() -> None:
    """In this process dataclasses are made of what is kept; what is missing is kept when it ends."""
    if not hasattr(dataclasses, "exec"):
        _use(bytes_kept(NAME, SOURCES) or b"")


def _use(known: Packed) -> KeptCode:
    kept = KeptCode(known)
    setattr(dataclasses, "exec", kept.run_text)  # noqa: B010  # a name that the module has not, but looks up
    setattr(dataclasses, "dataclass", making_plain_ones(kept.code))  # noqa: B010
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
