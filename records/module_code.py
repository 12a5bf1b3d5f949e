"""The code of modules is kept together between two runs.

A first answer imports three hundred modules, of ours, of Python's and of libraries. Python looks for the file of each
in folder after folder, and opens and reads it: a tenth of a first answer. `bot.precompile` keeps the code of all in one
file, beside the code as `records.compiled` keeps all else. A module whose file has changed since is imported as Python
does it, and so are all where modules are looked for in other folders than they were.
"""

import marshal
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

from records import compiled, packed_table
from records.compiled import bytes_kept, file_stamp, keep_bytes
from records.packed_table import Packed, PackedList, packed_list

NAME = "modules"
SOURCES = tuple(Path(str(file)) for file in (__file__, compiled.__file__, packed_table.__file__, os.__file__))


class KeptModules:
    """Finds modules whose code is known, in folders that are."""

    def __init__(self, kept: Packed) -> None:
        self._codes = PackedList(kept)
        folders, self._known = marshal.loads(self._codes[0]) if self._codes else ([], {})  # noqa: S302  # as much ours as the code
        self.usable = folders == _folders()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if (known := self._known.get(name)) is None:
            return None
        at, stamp, folder, own_folders = known
        file = stamp[0]
        try:
            if file_stamp(file) != stamp or (path is not None and folder not in path):
                return None
        except OSError:
            return None
        loader = _KeptLoader(name, file, self._codes[at])
        return spec_from_file_location(name, file, loader=loader, submodule_search_locations=own_folders)


class _KeptLoader(SourceFileLoader):
    def __init__(self, name: str, file: str, code: memoryview) -> None:
        super().__init__(name, file)
        self._code = code

    def get_code(self, _name: str) -> CodeType:
        code: CodeType = marshal.loads(self._code)  # noqa: S302  # see above
        return code


def use_kept_modules() -> None:
    """In this process modules are made of what is kept, from now on."""
    if (found := KeptModules(bytes_kept(NAME, SOURCES) or b"")).usable:
        sys.meta_path.insert(0, found)


def keep_modules() -> None:
    """Keep the code of the modules that this process has imported, for those to come."""
    known, codes = {}, [b""]
    for name, module in [*sys.modules.items()]:
        spec = getattr(module, "__spec__", None)
        if spec is not None and spec.name == name and str(spec.origin).endswith(".py"):
            known[name] = (len(codes), file_stamp(spec.origin), *_places(spec))
            codes.append(marshal.dumps(spec.loader.get_code(name)))
    codes[0] = marshal.dumps((_folders(), known))
    keep_bytes(NAME, SOURCES, packed_list(codes))


def _places(spec: ModuleSpec) -> tuple[str, list[str] | None]:
    """The folder that a module is found in, and those that its own modules are found in."""
    folder, own_folders = os.path.dirname(str(spec.origin)), spec.submodule_search_locations
    return (folder, None) if own_folders is None else (os.path.dirname(folder), [*own_folders])


def _folders() -> list[str]:
    """Where modules are looked for, but for the first place: that of the program, or where a person is."""
    return sys.path[1:]
