"""Modules that run when they are first used, not when they are imported: a start waits for nothing that is not needed.

`prepare` of `bot.__main__` names them: packages that import all their modules where few are needed, and modules of ours
that many answers do without. Whoever imports one of them has it whole, whatever is asked of it; only the import of a
name from it (`from module import name`) runs it at once, but for functions that are told: whoever imports one of those
has one that runs the module when it is called.

(Python's LazyLoader does the same, but two threads that use a module at once may find it empty before 3.12; and the
base classes of `importlib.abc` bring ten modules more.)
"""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.machinery import ModuleSpec
from threading import RLock
from types import ModuleType
from typing import Any

ALL = "__all__"  # among the functions of a module: they are all that it says it has


def run_when_used(*names: str, called: Mapping[str, Collection[str]] | None = None) -> None:
    """For the modules of these names that are imported from now on. A name that nothing has is none. `called` are more
    of them, each with its functions that others import by name."""
    sys.meta_path.insert(0, _Finder({**dict.fromkeys(names, ()), **(called or {})}))


class _Finder:
    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self._names = names

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in self._names:
            return None
        others = (one for one in sys.meta_path if not isinstance(one, _Finder))
        found = next((spec for one in others if (spec := one.find_spec(name, path, target))), None)
        if found is not None and found.loader is not None:
            found.loader = _WhenUsed(found.loader, self._names[name])  # type: ignore[assignment]  # a loader without its base class
        return found


class _WhenUsed:
    """Runs a module when it is asked for a name that it has not yet. Threads that ask meanwhile wait."""

    def __init__(self, loader: Any, functions: Collection[str]) -> None:
        self._loader, self._functions, self._lock, self.begun = loader, {*functions}, RLock(), False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loader, name)  # whoever asks for the source of a module, or for a file beside it

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._loader.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        def wanted(name: str) -> Any:
            if not self.begun and name in self._functions:
                return self._calling(module, name) if name != ALL else [*self._functions - {ALL}]
            with self._lock:
                if not self.begun and name != "__path__":  # Python asks so whether a module is a package
                    self._run(module)
            try:
                return vars(module)[name]
            except KeyError:
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}") from None

        setattr(module, "__getattr__", wanted)  # noqa: B010  # a module looks there for a name that it has not

    def _calling(self, module: ModuleType, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            with self._lock:
                if not self.begun:
                    self._run(module)
            return vars(module)[name](*given, **named)

        return call

    def _run(self, module: ModuleType) -> None:
        self.begun = True  # what it imports itself may ask while it runs
        try:
            self._loader.exec_module(module)
        except BaseException:
            self.begun = False
            raise
