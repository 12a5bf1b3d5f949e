"""The tables of released versions: what a database of a municipality was made with is never another."""

import hashlib
from pathlib import Path

from index.db import migrations

FOLDER = Path(migrations.__file__).parent
# Of each step as it was released the first digits of its sha256. A change is a new step, never another digest here.
RELEASED = {
    "m001_documents_and_records": "8a6e14d3d96e5bff",
    "m002_search_index": "68a39f66424d815b",
    "m003_inbox": "3b4e0baaf24464d4",
    "m004_people": "2cff6900afcc8f03",
    "m005_clock": "fdef0773f65d9ac4",
    "m006_history": "69b3bdbc65325b9d",
    "m007_subscriptions": "7bc7041a07a43888",
    "m008_alerts": "a58bd1723326d7e3",
}


def test_no_released_step_has_changed() -> None:
    """A step that is edited would leave those databases behind that have had it."""
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in FOLDER.glob("*.sql")}
    assert {name: found.get(name) for name in RELEASED} == RELEASED


def test_a_step_is_known_by_its_name_alone() -> None:
    """A database remembers names: moving the files changes nothing for it."""
    assert {path.stem for path in FOLDER.glob("*.sql")} == migrations.KNOWN
