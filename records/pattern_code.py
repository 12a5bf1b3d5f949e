"""The code of regular expressions is kept between two runs.

Python compiles a pattern in every process anew: the hundred and thirty of a first answer, those of libraries among
them, take a tenth of it. `bot.precompile` keeps the code of all patterns that code and tables of words hold, by their
text, beside it as `records.compiled` keeps all else. No other process keeps any: a pattern may be made of what somebody
asked.
"""

import importlib
import marshal
from array import array
from pathlib import Path
from typing import Any

from records import packed_table
from records.compiled import bytes_kept, keep_bytes
from records.packed_table import Packed, PackedBytes, packed_bytes

NAME = "patterns"
# What `re` calls, looked up in its module at each call.
_compiler: Any = importlib.import_module("re._compiler")
_parser: Any = importlib.import_module("re._parser")
_sre: Any = importlib.import_module("_sre")
SOURCES = tuple(Path(str(file)) for file in (__file__, packed_table.__file__, _compiler.__file__, _parser.__file__))


class KeptPatterns:
    """Makes patterns of code that is known, and others as Python does. Threads may share it."""

    def __init__(self, known: Packed) -> None:
        self._known = PackedBytes(known)
        self._compile = _compiler.compile

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """In the place of `re._compiler.compile`."""
        kept = self._known.get(_named(pattern, flags)) if isinstance(pattern, str | bytes) else None
        if kept is None:
            return self._compile(pattern, flags)
        all_flags, code, *groups = marshal.loads(kept)  # noqa: S302  # as much ours as the code beside it
        return _sre.compile(pattern, all_flags, array("I", code).tolist(), *groups)


class RecordedPatterns:
    """Makes patterns as Python does, and remembers their texts."""

    def __init__(self) -> None:
        self.made: set[tuple[str | bytes, int]] = set()
        self._compile = _compiler.compile

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """In the place of `re._compiler.compile`."""
        if isinstance(pattern, str | bytes):
            self.made.add((pattern, int(flags)))
        return self._compile(pattern, flags)

    def keep(self) -> None:
        """For the processes to come."""
        keep_bytes(NAME, SOURCES, packed_bytes({_named(*one): _parts(*one) for one in self.made}))


def _named(pattern: str | bytes, flags: int) -> str:
    return repr((pattern, int(flags)))


def _parts(pattern: str | bytes, flags: int) -> bytes:
    """What `re._compiler.compile` hands to `_sre`, but for the text."""
    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    code = array("I", _compiler._code(parsed, flags))
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return marshal.dumps((int(flags | state.flags), code.tobytes(), state.groups - 1, state.groupdict, tuple(names)))


def use_kept_patterns() -> None:
    """In this process patterns are made of what is kept, from now on."""
    _compiler.compile = KeptPatterns(bytes_kept(NAME, SOURCES) or b"").compile


def record_patterns() -> RecordedPatterns:
    """In this process patterns are remembered, from now on."""
    recorded = RecordedPatterns()
    _compiler.compile = recorded.compile
    return recorded
