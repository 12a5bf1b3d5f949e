"""The files of the page, read once and served from memory: no request ever names a file."""

from collections.abc import Iterator
from pathlib import Path

from sandbox.replies import ServedFile

FOLDER = Path(__file__).parent / "page"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
}


def pages(folder: Path = FOLDER) -> dict[str, ServedFile]:
    """Path of the address → what is served there; the page itself at "/"."""
    found = dict(_files(folder))
    return {"/": found["/index.html"], **found}


def _files(folder: Path) -> Iterator[tuple[str, ServedFile]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in KINDS:
            yield f"/{file.relative_to(folder).as_posix()}", ServedFile(KINDS[file.suffix], file.read_bytes())
