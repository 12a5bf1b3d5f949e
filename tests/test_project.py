"""What surrounds the code: pins, commands, the README. A newcomer types what is printed there."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from bot import setting_sources, settings
from bot.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
A_SCREEN = 55  # lines
PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
ALL_PINS = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
SERVER_PINS = (ROOT / "requirements-postgresql.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>.*)$", re.MULTILINE)


def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(tools: bool) -> list[Requirement]:
    """What pyproject.toml asks for: to run, or as tools."""
    table = project()["project"]
    lines = table["optional-dependencies"]["dev"] if tools else table["dependencies"]  # type: ignore[index]
    return [Requirement(line) for line in lines]  # type: ignore[attr-defined]


def pinned(pins: str) -> set[tuple[str, str]]:
    return {(match["name"], match["version"]) for match in PINNED.finditer(pins)}


@pytest.mark.parametrize("pins", [PINS, ALL_PINS, SERVER_PINS], ids=["running", "tools", "server"])
def test_requirements_hold_no_addresses(pins: str) -> None:
    """Where packages come from is the machine's own setting: no index, no file, no repository in the pins."""
    assert not re.search(r"://|^\s*-|@ ", pins.replace("    --hash=sha256:", ""), re.MULTILINE)


@pytest.mark.parametrize("pins", [PINS, ALL_PINS, SERVER_PINS], ids=["running", "tools", "server"])
def test_every_pin_has_its_hashes(pins: str) -> None:
    """Whatever is installed is what was pinned."""
    blocks = re.split(r"\n(?=\S)", pins.strip())
    assert len(blocks) == len(PINNED.findall(pins))
    assert all(re.search(r"\\\n +--hash=sha256:[0-9a-f]{64}", block) for block in blocks)


@pytest.mark.parametrize(
    ("requirement", "pins"),
    [*((one, PINS) for one in wanted(tools=False)), *((one, ALL_PINS) for one in wanted(tools=True))],
    ids=lambda value: getattr(value, "name", ""),
)
def test_pins_meet_what_the_project_asks_for(requirement: Requirement, pins: str) -> None:
    """pyproject.toml and the pins are changed together (`make pins`)."""
    versions = [version for name, version in pinned(pins) if name == requirement.name.lower()]
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_what_runs_is_what_was_tested() -> None:
    """The tools come beside the packages of a user, in the same versions; a user gets none of the tools."""
    assert pinned(PINS) < pinned(ALL_PINS)
    assert pinned(SERVER_PINS) < pinned(ALL_PINS)
    assert "psycopg-binary" in dict(pinned(SERVER_PINS))
    assert not {"pytest", "hypothesis", "mypy", "ruff", "reportlab"} & {name for name, _ in pinned(PINS)}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_make_target_is_phony() -> None:
    """A file named like a command must not keep the command from running."""
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    assert targets() == set(phony[1].split())


@pytest.mark.parametrize("target", ["test", "lint", "types", "check", "soak", "bench", "picture", "pins"])
def test_every_target_sets_up_first(target: str) -> None:
    """Each command works in a fresh clone."""
    assert re.search(rf"^{target}: setup$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_demo_waits_for_no_tools() -> None:
    """Whoever tries the bot waits only for what it runs on."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\ndemo: $(VENV)/.user\n" in makefile
    assert re.search(r"^\$\(VENV\)/\.user: .*\n.*\n\t@\$\(PY\) deploy/install\.py requirements\.txt\n", makefile, re.M)


def test_setup_never_installs_into_the_machines_python() -> None:
    """A half-made venv runs the machine's own Python; pip must refuse it, for every command of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installing = (ROOT / "deploy/install.py").read_text(encoding="utf-8")
    assert re.search(r"^export PIP_REQUIRE_VIRTUALENV := 1$", makefile, re.MULTILINE)
    assert '"PIP_REQUIRE_VIRTUALENV": "1"' in installing
    assert "sys.prefix == sys.base_prefix" in installing


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
    assert not [name for name in named if not (ROOT / name / "py.typed").exists()]


def test_the_readme_names_commands_that_exist() -> None:
    """It fits one screen, every `make` command of it is a target, and its two commands and flows stand at the top."""
    assert len(README.splitlines()) <= A_SCREEN
    named = re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`|^    .*$", README, re.MULTILINE)))
    assert set(named) <= targets()
    first_screen = "\n".join(README.splitlines()[:30])
    assert {"make demo", "make test"} <= set(re.findall(r"make [a-z]+", first_screen))
    assert first_screen.count("→") >= 10


def test_the_command_table_agrees_with_help() -> None:
    """The table lists exactly the commands that `sagsbot --help` lists."""
    shown = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]
    listed = re.findall(r"^  (\w+)  ", shown, re.MULTILINE)
    assert sorted(re.findall(r"^\| `sagsbot (\w+)", COMMANDS, re.MULTILINE)) == sorted(listed)


@pytest.mark.parametrize(("command", "option"), re.findall(r"`sagsbot (\w+)[^|]*\|[^|]*`(--\w+)", COMMANDS))
def test_options_in_the_command_table_exist(command: str, option: str) -> None:
    """What is said of a command is what its own help says."""
    assert option in CliRunner().invoke(main, [command, "--help"]).output


def test_the_settings_table_names_every_variable() -> None:
    """A variable that is read is documented, and none is documented that is not read."""
    documented = set(re.findall(r"`((?:SLACK|SAGSBOT)_[A-Z_]+)`", SETTINGS))
    assert documented == {*settings.VARIABLES, *setting_sources.SOURCES}


PAGES = sorted(
    str(page.relative_to(ROOT)) for pattern in ("*.md", "[a-z]*/*.md", "docs/*/*.md") for page in ROOT.glob(pattern)
)


def test_the_version_stands_in_one_place() -> None:
    """pyproject.toml says it; the command line reads it from what is installed, and the changelog tells of it."""
    version = str(project()["project"]["version"])
    assert f"## {version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert not [path for path in ROOT.glob("[a-z]*/**/*.py") if f'"{version}"' in path.read_text(encoding="utf-8")]


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert project()["project"]["license"] == "MPL-2.0"
    assert "Mozilla Public License Version 2.0" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    """A link to a file of the project names one that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert not [link for link in links if not ((ROOT / page).parent / link).exists()]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"^[ ├└→]*([a-z]+/) ", README, re.MULTILINE))))
def test_paths_in_the_readme_exist(path: str) -> None:
    """What the README points at is there."""
    assert (ROOT / path).exists()


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_names_exist(page: str) -> None:
    """A file that was moved is named by its new place; NAME stands for one that somebody adds."""
    named = re.findall(
        r"`((?:bot|index|loaders|scheduler|answers|questions|records|templates|tests)/[\w/]+\.\w+)`",
        (ROOT / page).read_text(encoding="utf-8"),
    )
    assert not [name for name in named if "NAME" not in name and not (ROOT / name).exists()]


def test_every_picture_is_shown_and_small() -> None:
    """A guide that names a picture has it, with words for who does not see it; none lies about unused."""
    shown: dict[Path, str] = {}
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            shown[(page.parent / target).resolve()] = words
    assert all(shown.values())
    assert all(path.is_file() for path in shown)
    pictures = set((ROOT / "docs/pictures").glob("*.png"))
    assert pictures <= set(shown)
    assert all(path.stat().st_size < 150_000 for path in pictures)


def test_every_test_that_the_documents_name_exists() -> None:
    """Whoever must approve the bot reads which test shows what."""
    named = {
        one
        for page in sorted((ROOT / "docs").glob("*.md"))
        for one in re.findall(r"`((?:tests|bench)/[\w/]+\.py(?:::\w+)?)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 50
    assert [one for one in sorted(named) if "NAME" not in one and not is_there(one)] == []


@pytest.mark.parametrize(("page", "least"), [("security.md", 20), ("faults.md", 40)])
def test_every_threat_and_fault_names_the_test_that_shows_it(page: str, least: int) -> None:
    """By its path, so that the test above finds it."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()
    heads = ("| threat", "| | fault", "| ---")
    rows = [line for line in lines if line.startswith("| ") and not line.startswith(heads)]
    assert len(rows) >= least
    assert [row for row in rows if "`tests/" not in row.rstrip(" |").rpartition(" | ")[2]] == []


def is_there(name: str) -> bool:
    path, _, test = name.partition("::")
    file = ROOT / path
    return file.is_file() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))
