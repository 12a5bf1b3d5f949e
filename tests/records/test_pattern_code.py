"""Patterns are made of code that is kept, and find the same as those that Python compiles."""

import os
import re
import sys
from pathlib import Path

import pytest

from records import pattern_code
from records.packed_table import packed_bytes
from records.pattern_code import KeptPatterns, RecordedPatterns
from tests import processes

PATTERNS: tuple[tuple[str | bytes, int], ...] = (
    (r"(?P<letters>[a-zæøå]{2,5}(?:/[a-zæøå]{1,5})?) ?(?P<number>\d+)|(?<!\w)x", re.IGNORECASE),
    (r"(?i:ÆRØ)|[^\W\d_]+(?=[^\w]*\d)", 0),
    (r"(?x) a   b  # both", 0),
    (rb"(__libc)|(GLIBC_([0-9.]+))", re.ASCII),
    ("", re.DOTALL),
)
TEXTS = ("BU 12 og ærø3, x ab", "", "GLIBC_2.31 __libc", "æøå/b 7")
# Keeps the patterns of one text where it is told to, and says whether it was parsed after all.
PROGRAM = """
import re, sys
from re import _parser
from records import pattern_code
if sys.argv[1] == "record":
    recorded = pattern_code.record_patterns()
else:
    pattern_code.use_kept_patterns()
parsed, parse = [], _parser.parse
_parser.parse = lambda text, *more: parsed.append(text) or parse(text, *more)
print(re.compile(r"(?P<name>kommunen*)").sub(r"<\\g<name>>", "kommunen"))
if sys.argv[1] == "record":
    recorded.keep()
print("kommune" in str(parsed))
"""


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_of_kept_code_finds_the_same(pattern: str | bytes, flags: int) -> None:
    anew = pattern_code._compiler.compile(pattern, int(flags))
    named, parts = (make(pattern, int(flags)) for make in (pattern_code._named, pattern_code._parts))
    kept = KeptPatterns(packed_bytes({named: parts}))
    made = kept.compile(pattern, int(flags))
    assert (made, made.flags, made.groups, made.groupindex) == (anew, anew.flags, anew.groups, anew.groupindex)
    for text in TEXTS:
        read = text.encode() if isinstance(pattern, bytes) else text
        found = [(one.span(), one.groups(), one.lastgroup) for one in made.finditer(read)]
        assert found == [(one.span(), one.groups(), one.lastgroup) for one in anew.finditer(read)]


def test_a_pattern_that_is_not_known_is_compiled() -> None:
    kept = KeptPatterns(b"")
    assert kept.compile("a+").fullmatch("aa")
    with pytest.raises(re.error):
        kept.compile("(")
    recorded = RecordedPatterns()
    assert recorded.compile("a+", re.IGNORECASE).fullmatch("aA")
    assert recorded.made == {("a+", int(re.IGNORECASE))}


def test_what_was_recorded_is_not_parsed_again_and_nobody_else_keeps_any(tmp_path: Path) -> None:
    """A pattern may be made of what somebody asked, so only who records keeps them."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)

    def said(how: str) -> list[str]:
        done = processes.run(sys.executable, "-c", PROGRAM, how, env=env)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    assert said("use") == ["<kommunen>", "True"]
    assert not [*tmp_path.rglob("patterns.*.words")]
    assert said("record") == ["<kommunen>", "True"]
    (file,) = tmp_path.rglob("patterns.*.words")
    kept = file.read_bytes()
    assert said("use") == ["<kommunen>", "False"]
    assert file.read_bytes() == kept
    file.write_bytes(b"brev")
    assert said("use") == ["<kommunen>", "True"]
