"""Files and folders → documents in the store. A file that cannot be read is a value, not the end of the load."""

import hashlib
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from unicodedata import normalize

import loaders
from index import entries
from index.database import is_part_of
from index.store import Store, StoredDocument
from loaders import links, text
from records import Document, Loaded, Refused

log = logging.getLogger(__name__)

REFUSED = "refused"
# What a loader's own mistake raises on a document that nobody thought of. The rest of the folder must still be loaded;
# the log has the trace.
MISTAKES = (ArithmeticError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file. `state` is "loaded", "replaced", "unchanged" or "refused".

    A refused file has `refused`, every other has `document`, as the store knows it; `seconds` is the time taken.
    """

    name: str
    state: str
    seconds: float = 0.0
    document: StoredDocument | None = None
    refused: Refused | None = None

    @property
    def records(self) -> Mapping[str, int]:
        """How many records of each kind the document has, findings among them."""
        return self.document.counts if self.document else {}


@dataclass(frozen=True, slots=True)
class Load:
    """How to load: the moment that is noted, and whether the documents are the first of their collection."""

    when: datetime
    baseline: bool = False
    starting: Callable[[str], None] = field(default=lambda name: None)


def store_to_fill(path: Path) -> Store:
    """The store as a load needs it: with the finder of links, and the search index that follows. Raises Unusable."""
    return Store(path, find_links=links.find, follow=entries.follow)


def load(store: Store, files: Iterable[Path], how: Load) -> Iterator[Report]:
    """Load the files one by one; each is in the store, whole, when its report comes. Raises Unusable."""
    names: dict[str, Path] = {}
    for path in files:
        how.starting(shown(path))
        started = time.perf_counter()
        try:
            state, document = _load_one(store, path, how, names)
            yield Report(shown(path), state, time.perf_counter() - started, document)
        except Refused as refused:
            yield Report(shown(path), REFUSED, time.perf_counter() - started, refused=refused)


def files(paths: Iterable[Path], database: Path | None = None) -> list[Path]:
    """The files that are meant: those named, and all of each folder, at any depth, but for hidden ones. Each once.

    A path that is not there, and a folder that cannot be looked into, stay in the list, to be refused in their turn.
    The database's own files are no documents of the folder in which it may stand.
    """
    found = (file for path in paths for file in (_inside(path, database) if os.path.isdir(path) else [path]))
    return list({os.path.realpath(file): file for file in found}.values())


def shown(path: Path) -> str:
    """The file's name as text, even when its bytes are not; å is one letter, whatever system the file comes from."""
    return normalize("NFC", os.fsencode(path.name).decode("utf-8", "replace"))


def totals(reports: Iterable[Report]) -> Counter[str]:
    """How many files met each fate, and how many `findings` there are in all."""
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update({report.state: 1, "findings": report.records.get("findings", 0)})
    return counted


def _inside(folder: Path, database: Path | None) -> Iterator[Path]:
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where, name) for name in sorted(names) if not name.startswith("."))
        files = (path for path in paths if os.path.isfile(path))
        yield from (file for file in files if not (database and is_part_of(file, database)))
    yield from (Path(error.filename) for error in closed)


def _load_one(store: Store, path: Path, how: Load, names: dict[str, Path]) -> tuple[str, StoredDocument]:
    digest = _digest(path)
    outcome = store.known(digest)
    first = names.setdefault(shown(path), path)
    if outcome is None:
        if first is not path:  # the second would push the first out of the store
            raise Refused("same_name", name=shown(path), other=str(first))
        document, loaded = _read(path)
        outcome = store.replace(loaded, digest, how.when, how.baseline, document.lines)
    return outcome.state, store.document(outcome.document_id)


def _digest(path: Path) -> str:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for, for ever
            raise Refused("unreadable", name=shown(path))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("missing", name=shown(path)) from error
    except OSError as error:
        raise Refused("unreadable", name=shown(path)) from error


def _read(path: Path) -> tuple[Document, Loaded]:
    try:
        document = replace(text.document(path), name=shown(path))
        return document, loaders.read(document)
    except MISTAKES as error:
        log.exception("the loader failed on %s", shown(path))
        raise Refused("failed", name=shown(path), detail=type(error).__name__) from error
