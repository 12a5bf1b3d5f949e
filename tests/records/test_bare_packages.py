"""A module of a package is imported without the others, and the package is whole when it is asked for something."""

import sys

from tests import processes

PROGRAM = """
import sys
from records.bare_packages import import_bare
import_bare("jinja2")
from jinja2.runtime import StrictUndefined
print("jinja2.environment" in sys.modules)
import jinja2
import_bare("jinja2")
print("jinja2.environment" in sys.modules)
from jinja2 import Environment, StrictUndefined as same
print(Environment().from_string("{{ 1 + 1 }}").render(), same is StrictUndefined, hasattr(jinja2, "no_such_name"))
import_bare("no_such_package")
print("no_such_package" in sys.modules)
"""


def test_a_package_runs_when_something_of_it_is_asked_for() -> None:
    done = processes.run(sys.executable, "-c", PROGRAM)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False", "2", "True", "False", "False"]
