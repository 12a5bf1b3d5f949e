"""One municipality's answers do not hang on how the database goes through its tables."""

from contextlib import closing
from pathlib import Path

from bot.ingest.loading import store_to_fill
from index.store.store import Store
from tests.bot import engines


def reversing(path: Path) -> Store:
    """A store in which every SELECT that names no order gives its rows from the last to the first."""
    store = store_to_fill(path, None)
    store.file.connection().execute("PRAGMA reverse_unordered_selects = ON")
    return store


def test_no_order_is_left_to_the_database(tmp_path: Path) -> None:
    """Loaded and asked either way round, all answers and exports are the same: another engine may take any order."""
    with (
        closing(store_to_fill(tmp_path / "a.db", None)) as usual,
        closing(reversing(tmp_path / "b.db")) as reversed_,
    ):
        for store in (usual, reversed_):
            engines.fill(store, engines.SAMPLES)
        asked = list(engines.questions(usual))
        assert engines.exports(usual) == engines.exports(reversed_)
        assert engines.answers(usual, asked) == engines.answers(reversed_, asked)
