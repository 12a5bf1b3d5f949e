"""The methods of dataclasses are made of code that is kept, and are the same as those that Python makes."""

import os
import sys
from pathlib import Path

from tests import processes

# Makes a class before and after it is told to, and says how many texts were compiled for the second.
PROGRAM = """
import builtins, dataclasses, sys
made = []
def compiling(text, *more, _compile=compile):
    made.append(text)
    return _compile(text, *more)
source = '''
@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Place:
    "Where."
    name: str
    line: int | None = None
    pages: tuple[int, ...] = dataclasses.field(default_factory=tuple, repr=False)
'''
plain, kept = {"dataclasses": dataclasses}, {"dataclasses": dataclasses}
exec(source, plain)
from records.dataclass_code import keep_dataclass_code
keep_dataclass_code()
keep_dataclass_code()
code = compile(source, "source", "exec")
builtins.compile = compiling
exec(code, kept)
for names in (plain, kept):
    one, other = names["Place"]("a", 1), names["Place"]("a", pages=(2,))
    print(one, other, one == other, names["Place"]("b") > one, hash(one) == hash(names["Place"]("a", 1)))
    try:
        one.line = 2
    except dataclasses.FrozenInstanceError as error:
        print(error)
print(len(made), file=sys.stderr)
"""


def test_what_one_process_compiled_the_next_one_has(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    first, second = (processes.run(sys.executable, "-c", PROGRAM, env=env) for _ in range(2))
    for done in (first, second):
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines[:2] == lines[2:]
    assert int(first.stderr) > 0
    assert int(second.stderr) == 0


def test_what_is_damaged_is_compiled_anew(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    said = processes.run(sys.executable, "-c", PROGRAM, env=env).stdout
    (kept,) = tmp_path.rglob("dataclasses.*.words")
    kept.write_bytes(b"brev")
    done = processes.run(sys.executable, "-c", PROGRAM, env=env)
    assert (done.stdout, int(done.stderr) > 0) == (said, True)


def test_a_start_changes_no_answer_of_the_command_line() -> None:
    """`python -m bot` begins with it."""
    done = processes.run(sys.executable, "-m", "bot", "--version")
    assert (done.returncode, "sagsbot" in done.stdout) == (0, True), done.stderr
