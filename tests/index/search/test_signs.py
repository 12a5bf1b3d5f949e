"""The sign of a saving in the search index, whatever sign a report prints it with."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.search import entries
from index.store.store import Store
from loaders import files, kinds

TOP = "Status på besparelser i Vejle Kommune, juni 2026\nBeløb i 1.000 kr.\n\nTiltag\tStatus\tBesparelse\n"


@pytest.mark.parametrize("printed", [("100", "200", "-50"), ("-100", "-200", "50")])
def test_a_saving_is_positive_whatever_sign_the_report_prints(tmp_path: Path, printed: tuple[str, ...]) -> None:
    """A plus is an extra cost only in a report that prints its savings with a minus."""
    rows = "\n".join(f"Tiltag {name}\tI gang\t{amount}" for name, amount in zip("abc", printed, strict=True))
    loaded = kinds.read_document(files.document_from("liste.txt", (TOP + rows).encode()))
    store = Store(tmp_path / "a.db", follow=entries.update_entries)
    store.replace(loaded, "digest", datetime(2026, 7, 1, tzinfo=UTC))
    found = store.reader().rows("SELECT saving_tkr FROM entries ORDER BY id")
    assert [saving for (saving,) in found] == [100, 200, -50]
