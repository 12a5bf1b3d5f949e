"""A report with no heading above its table: its rows have no area, and that is no name that a question could say."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from answers import answer
from bot.ingest import loading
from bot.ingest.loading import Load
from index.search.search_facade import Library

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = (
    "Vedtaget budgetår",
    "Titel på forslag inkl. nr.",
    "Forslagstype",
    "Status december 2025",
    "Bemærkning december 2025",
)
ROWS = (
    (
        "2025",
        "QX01 - Fælles vagtplan på havnen",
        "Effektiviseringsforslag",
        "Forløber som planlagt",
        "Alt er på plads.",
    ),
    (
        "2025",
        "QX02 - Ny kantineaftale",
        "Effektiviseringsforslag",
        "Initiativet implementeres ikke som tiltænkt",
        "Udgår.",
    ),
)


def red(files: list[Path], database: Path) -> list[str]:
    store = loading.store_to_fill(database)
    with closing(store):
        results = list(loading.load_files(store, files, Load(datetime(2026, 2, 1, tzinfo=UTC))))
        assert {one.state for one in results} == {"loaded"}, results
        found = answer("hvilke sager er røde", Library(store), date(2026, 2, 2))
        return sorted(hit.code or hit.title for hit in found.hits)


def test_an_empty_area_is_no_name(tmp_path: Path) -> None:
    """The red cases of all other reports are still answered, and those of the bare one with them."""
    bare = tmp_path / "tabel.txt"
    table = "\n".join("\t".join(row) for row in (NAMES, *ROWS))
    bare.write_text(
        f"{table}\n\nNæste opfølgning kommer i august, og den bliver forelagt for udvalget.\n", encoding="utf-8"
    )
    files = sorted(SAMPLES.glob("*.txt"))
    before = red(files, tmp_path / "a.db")
    assert len(before) > 1
    assert red([*files, bare], tmp_path / "b.db") == sorted([*before, "QX02"])
