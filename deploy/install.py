"""Set up .venv with the packages that a file pins, by their hashes, and say how far it is.

    python deploy/install.py                          what running takes
    python deploy/install.py requirements-dev.txt     with the tools for work on the code

Needs Python 3.11 and nothing else, on Linux, macOS and Windows alike; `make` calls it too.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# A venv that was cut off half-made has a python that is the machine's own.
WHOLE = "import sys, pip; sys.exit(sys.prefix == sys.base_prefix)"
# pip refuses to install outside a venv, whatever happens meanwhile.
PIP = {"PIP_REQUIRE_VIRTUALENV": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}
LOOK_S, SAY_S = 0.2, 5.0  # between two looks; between two lines where the output is no terminal
MOST_SHOWN = 30  # lines of what pip said of a failure


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  # run by whatever Python is there
        sys.exit("sagsbot needs Python 3.11 or newer: install it, and run this with it.")
    pins = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "requirements.txt")
    print(f"Setting up in {FOLDER.name}", flush=True)
    if not (
        PYTHON.exists() and subprocess.run([PYTHON, "-c", WHOLE], check=False, capture_output=True).returncode == 0
    ):
        venv.create(FOLDER, clear=True, with_pip=True)
    pip(len(set(re.findall(r"^[a-z0-9-]+(?===)", pins.read_text("utf-8"), re.M))), "--require-hashes", "-r", str(pins))
    pip(1, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    precompile()


def precompile() -> None:
    """Keep compiled what every start needs, also where Python is told to write no bytecode: those starts read it."""
    command = [PYTHON, "-m", "bot.precompile"]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pip(count: int, *what: str) -> None:
    """Install, with progress; what pip said is shown when it fails, and the program ends."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(
            [PYTHON, "-m", "pip", "install", "--no-color", "--progress-bar", "off", *what],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **PIP, "PYTHONWARNINGS": "ignore"},
        )
        said = time.monotonic()
        while process.poll() is None:
            time.sleep(LOOK_S)
            if count > 1 and (sys.stdout.isatty() or time.monotonic() - said > SAY_S):
                said = time.monotonic()
                show(progress(text(log), count))
        if sys.stdout.isatty():
            print("\r\033[K", end="", flush=True)
        if process.returncode:
            sys.exit("\n".join(text(log).splitlines()[-MOST_SHOWN:]) + f"\nThe setup failed in {FOLDER}.")


def text(log: "tempfile._TemporaryFileWrapper[str]") -> str:
    log.seek(0)
    return log.read()


def progress(said: str, count: int) -> str:
    """How far pip is: it first fetches every package, then installs them."""
    if "\nInstalling collected" in said:
        return f"{min(count, len(list(FOLDER.glob('**/site-packages/*.dist-info'))))} of {count} packages installed"
    fetched = re.findall(r"^(?:Collecting|Requirement already satisfied:) ([\w.-]+)", said, re.MULTILINE)
    return f"{min(count, len(fetched))} of {count} packages fetched" + (f" ({fetched[-1]})" if fetched else "")


def show(line: str) -> None:
    on_screen = sys.stdout.isatty()
    print(f"\r\033[K  {line}" if on_screen else f"  {line}", end="" if on_screen else "\n", flush=True)


if __name__ == "__main__":
    main()
