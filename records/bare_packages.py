"""Packages of which few modules are needed, without all that importing a package brings along."""

import sys
from importlib.util import find_spec, module_from_spec
from threading import Event, RLock
from typing import Any


def import_bare(name: str) -> None:
    """From now on the modules of a package can be imported each for itself. The package's own module, which imports
    them all, runs when it is asked for a name. Nothing happens where the package has been imported already."""
    if name in sys.modules or (spec := find_spec(name)) is None or spec.loader is None:
        return
    package, run, lock, begun = module_from_spec(spec), spec.loader.exec_module, RLock(), Event()

    def own(wanted: str) -> Any:
        with lock:  # another thread waits until it is whole; what it imports itself may ask while it runs
            if not begun.is_set():
                begun.set()
                run(package)
        try:
            return vars(package)[wanted]
        except KeyError:
            raise AttributeError(f"module {name!r} has no attribute {wanted!r}") from None

    setattr(package, "__getattr__", own)  # noqa: B010  # a module looks there for a name that it has not
    sys.modules[name] = package
