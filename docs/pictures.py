"""Takes the pictures of docs/pictures/ from the running demo, in a headless Chromium. Run by `make pictures`.

    python docs/pictures.py [--documents DIR] [--to DIR] [--only case case_modals]

Each is taken on a screen and on a phone, light and dark: `case.png`, `case-dark.png`, `case-phone.png`,
`case-phone-dark.png`.

It needs Chromium, and a font with coloured emoji (fonts-noto-color-emoji). Play all of it before or after the hours in
which the bot reminds (8 to 17): in them it does so as soon as the demo starts, and the next morning has no news.

The demo is started on the samples (or on DIR) but for one document, which is dropped on the page later. What is asked
about is found in the documents, so any collection will do that has a status report.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scenes import HEIGHT, PICTURES, ROOT, SCALE, SCENE_S, SCENES, WIDTH, Collection, Session, look

from tests.browser import browser, program
from tests.sandbox.page_bot import Seat
from tests.waiting import pause


def collection(documents: Path, folder: Path) -> Collection:
    """The documents but for the smallest, in a folder of their own. Raises ValueError when none has a case."""
    files = sorted(
        (one for one in documents.iterdir() if one.suffix in (".txt", ".pdf")), key=lambda one: -one.stat().st_size
    )
    shown = folder / "documents"
    shown.mkdir()
    for file in files[:-1]:
        shutil.copy(file, shown)
    db = folder / "found.db"
    sagsbot("load", str(shown), "--db", str(db))
    rows = json.loads(sagsbot("export", "statuses", "--format", "json", "--db", str(db)))
    goals = json.loads(sagsbot("export", "milestones", "--format", "json", "--db", str(db)))
    asked = next((one["code"], one["responsible"]) for one in goals if one["code"] and one["responsible"])
    return Collection(shown, files[-1], _codes(rows), asked)


def _codes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Of one case each, the red ones first: those have most to tell."""
    newest = max((row["as_of"] or "" for row in rows), default="")
    coded = [row for row in rows if row["code"] and row["as_of"] == newest]
    times = Counter(row["code"] for row in coded)
    alone = [row for row in coded if times[row["code"]] == 1]
    if not alone:
        raise ValueError("no case has a code of its own")
    return [str(row["code"]) for row in sorted(alone, key=lambda row: row["colour"] != "red")]


def sagsbot(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.removeprefix("\ufeff")


@contextmanager
def demo(documents: Path) -> Iterator[str]:
    """The running demo; returns the address of its page."""
    command = [sys.executable, "-m", "bot", "demo", "--documents", str(documents), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        finally:
            process.terminate()
            process.communicate()


def main() -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the guides.")
    parser.add_argument("--documents", type=Path, default=ROOT / "samples")
    parser.add_argument("--to", type=Path, default=PICTURES)
    names = [scene.__name__ for scene in SCENES]
    parser.add_argument("--only", choices=names, nargs="+", default=names, help="Play these scenes alone.")
    given = parser.parse_args()
    where = program()
    if where is None:
        sys.exit("The pictures need Chromium: apt-get install chromium, or CHROMIUM=/path make pictures.")
    given.to.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser(where) as page:
        found = collection(given.documents, Path(folder))
        with demo(found.folder) as address:
            page.size(WIDTH, HEIGHT, scale=SCALE)
            page.open(address)
            look(page, "light")
            for scene in (one for one in SCENES if one.__name__ in given.only):
                print(scene.__name__, flush=True)
                begun = time.monotonic()
                scene(Session(Seat(page), found, given.to))
                pause(max(0.0, SCENE_S - (time.monotonic() - begun)))


if __name__ == "__main__":
    main()
