"""What an engine must answer as any other does: the samples, questions about all that is in them, and the exports."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.export.answer_json import answer_question
from bot.export.store_json import export_objects
from bot.ingest.loading import Load, files, load_files
from index.search.search_facade import Library
from index.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
WHATS = ("proposals", "milestones", "statuses", "figures", "links", "findings", "documents")
ASKED = (ROOT / "bench/asked.txt").read_text(encoding="utf-8").splitlines()
AT_ONCE = 100  # questions
OVERALL = """
hvilke sager er røde
hvilke sager er gule eller røde
forfaldne milepæle
samlet besparelse pr. kommune
samlet besparelse pr. udvalg
største besparelse
antal forslag pr. område
antal forslag pr. tiltag
gennemsnitlig tilbagebetalingstid
hvad har ændret sig
hvor mange sager er der
hvor mange forslag har ingen besparelse
which cases are behind schedule
ældre
hjælp
status på VH\x0004
hvad koster \x00 biler?
""".strip().splitlines()


def fill(store: Store, *folders: Path) -> None:
    """Load every file below the folders, in their order."""
    for report in load_files(store, files(folders), Load(NOW, baseline=True, workers=1)):
        assert report.state in ("loaded", "refused"), report


def questions(store: Store) -> Iterator[str]:
    """Those of every list, and some about each case that the store has."""
    yield from ASKED
    yield from OVERALL
    records = [*store.proposals().values(), *store.statuses().values()]
    for one in {(one.municipality, one.code, one.title): one for one in records}.values():
        yield f"status på {one.code or one.title}"
        yield f"forslag om {max(one.title.split(), key=len)} i {one.municipality}"
        yield f"hvad koster {one.title}?"
        yield f"milepæle for {one.code or one.title}"


def answers(store: Store, asked: list[str]) -> list[dict[str, Any]]:
    """The answer to each as `ask --json` prints it, without the time that it took. Many are of one state: what cannot
    change in it is asked of the engine once."""
    library = Library(store)
    found: list[dict[str, Any]] = []
    for start in range(0, len(asked), AT_ONCE):
        with store.file.reading():
            found += [{**answer_question(library, text, NOW), "ms": None} for text in asked[start : start + AT_ONCE]]
    return found


def exports(store: Store) -> dict[str, list[Any]]:
    return {what: list(export_objects(store, what, "da")) for what in WHATS}
