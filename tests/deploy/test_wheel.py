"""A wheel works outside the checkout: built, installed beside the dependencies alone, used from an empty folder."""

import json
import os
import re
import shlex
import shutil
import sys
import sysconfig
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from bot.shipped import CONTENTS
from tests import once, processes
from tests.processes import ROOT
from tests.test_house import FOLDERS

pytestmark = pytest.mark.slow
BESIDE = ("pyproject.toml", "setup.py", "MANIFEST.in")
# What is read by who changes the code, not by the program.
FOR_AUTHORS = (".md", ".py", ".pyc")
Installed = Callable[..., CompletedProcess[str]]


def copied(target: Path) -> Path:
    """The project as a clone has it, so that a build leaves nothing in this one."""
    for name in dict.fromkeys((*FOLDERS, *BESIDE, *CONTENTS)):
        source, ignored = ROOT / name, shutil.ignore_patterns("__pycache__")
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=ignored)
        else:
            shutil.copy(source, target / name)
    return target


def pip(*arguments: str | Path, cwd: Path) -> None:
    """Nothing is fetched: what builds the wheel is among the tools."""
    done = processes.run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def build(where: Path) -> None:
    folder = copied(where / "project")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", where, folder, cwd=folder)


@pytest.fixture(scope="module")
def wheel() -> Path:
    (made,) = once.folder("wheel", build).glob("*.whl")
    return made


def install(wheel: Path, place: Path) -> None:
    """With the dependencies but nothing of the checkout."""
    processes.run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    python = place / "venv/bin/python"
    pip("--python", python, "install", "--no-index", "--no-deps", wheel, cwd=place)
    (packages,) = place.glob("venv/lib/python*/site-packages")
    # Only the folder: the .pth files in it, which lead to the checkout, are not read.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Installed:
    """Runs the installed `sagsbot`, in a folder of its own."""
    place = once.folder("installed", lambda place: install(wheel, place))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def run(*arguments: str | Path, cwd: Path = place, typed: str = "", **more: str) -> CompletedProcess[str]:
        assert ROOT not in (cwd, *cwd.parents)
        return processes.run(place / "venv/bin/sagsbot", *arguments, env={**kept, **more}, cwd=cwd, typed=typed)

    return run


def good(done: CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_that_the_program_reads_is_inside(wheel: Path) -> None:
    """A folder of words that package data does not name would be missing from an installation alone."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    here = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    needed = {
        str(path.relative_to(ROOT))
        for path in here
        if path.suffix not in FOR_AUTHORS and path.parent.name != "__pycache__"
    }
    assert needed - inside == set()
    assert {f"bot/shipped/files/{name}" for name in CONTENTS if (ROOT / name).is_file()} <= inside


def test_it_holds_nothing_of_this_machine(wheel: Path) -> None:
    """No cache, no settings, no database, and no package that is not ours."""
    inside = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in inside if re.search(r"\.(pyc|db|env)$|__pycache__", name)]
    assert {name.split("/")[0] for name in inside} == {*FOLDERS, "sagsbot-0.1.0.dist-info"}


def test_the_demo_answers_in_the_terminal(installed: Installed, tmp_path: Path) -> None:
    """With the samples that are inside."""
    shown = good(installed("demo", "--terminal", cwd=tmp_path, typed="hvilke sager er røde?\n/quit\n"))
    assert "status-december-2025.txt" in shown
    assert "Engvej" in shown
    assert list(tmp_path.iterdir()) == []


def test_it_prints_the_manifest(installed: Installed, tmp_path: Path) -> None:
    plain = good(installed("manifest", cwd=tmp_path))
    assert yaml.safe_load(plain) == yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))
    over_http = good(installed("manifest", "--url", "https://sagsbot.example", cwd=tmp_path))
    assert over_http.count("https://sagsbot.example/slack/events") == 4


def test_pdfs_are_read_in_their_own_process(installed: Installed, tmp_path: Path) -> None:
    """That process finds the program though it has no environment."""
    (tmp_path / "not.pdf").write_bytes(b"%PDF-1.4\nno more")
    refused = installed("load", tmp_path / "not.pdf", cwd=tmp_path, SAGSBOT_LANGUAGE="en")
    assert refused.returncode == 1
    assert "not.pdf" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_guides_inside_lead_somewhere(installed: Installed, tmp_path: Path) -> None:
    """Their links hold in the folder that `sagsbot init` makes."""
    good(installed("init", tmp_path / "new", cwd=tmp_path))
    assert broken_links(sorted((tmp_path / "new/docs").rglob("*.md"))) == []


def broken_links(pages: Sequence[Path]) -> list[tuple[str, str]]:
    return [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]


@pytest.mark.long
def test_the_guide_to_installing_is_so(installed: Installed, tmp_path: Path) -> None:
    """Its commands, typed one after the other in an empty folder, end with an answer and where it stands."""
    guide = (ROOT / "docs/install.md").read_text(encoding="utf-8")
    typed = re.findall(r"^    sagsbot (.+)$", guide, re.MULTILINE)
    assert [one.split()[0] for one in typed] == ["demo", "init", "load", "ask"]
    said = []
    for command in typed:
        more = ["--port", "0"] if command == "demo" else []
        said.append(good(installed(*shlex.split(command), *more, cwd=tmp_path, typed="/quit\n")))
    assert "http://127.0.0.1:" in said[0]  # the page of the local Slack
    assert "status-december-2025.txt" in said[-1]
    assert "sagsbot-0.1.0-py3-none-any.whl" in guide
    answer = json.loads(good(installed("ask", "status på VH04", "--json", cwd=tmp_path)))
    assert answer["total"] == 1
    assert {fact["source"]["document"] for fact in answer["facts"] if fact["source"]} == {"status-december-2025.txt"}
    assert json.loads(good(installed("tick", "--now", "2026-01-05T09:00", "--json", cwd=tmp_path)))["delivered"] == []
