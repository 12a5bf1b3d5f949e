"""What surrounds the code: pins, commands, the README. A newcomer types what is printed there."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>.*)$", re.MULTILINE)


def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for, with the tools."""
    table = project()["project"]
    lines = [*table["dependencies"], *table["optional-dependencies"]["dev"]]  # type: ignore[index,misc]
    return [Requirement(line) for line in lines]


def test_requirements_hold_no_addresses() -> None:
    """Where packages come from is the machine's own setting: no index, no file, no repository in the pins."""
    assert not re.search(r"://|^\s*-|@ ", PINS.replace("    --hash=sha256:", ""), re.MULTILINE)


def test_every_pin_has_its_hashes() -> None:
    """Whatever is installed is what was pinned."""
    blocks = re.split(r"\n(?=\S)", PINS.strip())
    assert len(blocks) == len(PINNED.findall(PINS))
    assert all(re.search(r"\\\n +--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_pins_meet_what_the_project_asks_for(requirement: Requirement) -> None:
    """pyproject.toml and requirements.txt are changed together (`make pins`)."""
    versions = [match["version"] for match in PINNED.finditer(PINS) if match["name"] == requirement.name.lower()]
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_make_target_is_phony() -> None:
    """A file named like a command must not keep the command from running."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    assert targets() == set(phony[1].split())


def test_the_demo_and_the_tests_set_up_first() -> None:
    """Each of the README's two commands works in a fresh clone."""
    for target in ("demo", "test"):
        plan = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert plan.splitlines()[-1].startswith(".venv/bin/")
    assert re.search(r"^demo: setup$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.search(r"^test: setup$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_what_the_readme_says() -> None:
    """CI has no way of its own to test: it lints, checks types and calls `make test` last."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert re.findall(r"^make (\w+)", script.read_text(encoding="utf-8"), re.MULTILINE) == [
        "setup",
        "lint",
        "types",
        "test",
    ]
    assert "export CI=true" in script.read_text(encoding="utf-8")


def test_every_package_is_installed_with_its_files() -> None:
    """A flat layout must name its packages; a folder forgotten there is missing from an installation."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {name.rstrip("*") for name in settings["tool"]["setuptools"]["packages"]["find"]["include"]}
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert named == folders
