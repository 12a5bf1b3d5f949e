"""Files and folders into the store: what is found, what is refused, and that one never harms the other."""

import dataclasses
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from bot.handlers.documents.shared_files import in_tenths
from bot.ingest import load_report, loading
from bot.ingest.loading import Load, LoadResult
from index.store.store import Store
from loaders import kinds

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
LETTER = SAMPLES / "budgetmateriale-2026-2029.txt"
HOW = Load(datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return loading.store_to_fill(tmp_path / "sagsbot.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "2026").mkdir(parents=True)
    shutil.copy(LETTER, tmp_path / "docs" / "2026" / "brev.txt")
    return tmp_path / "docs"


def load(store: Store, *paths: Path, how: Load = HOW) -> list[LoadResult]:
    return list(loading.load_files(store, loading.files(paths), how))


def states(reports_: list[LoadResult]) -> dict[str, str]:
    return {report.name: report.refused.reason if report.refused else report.state for report in reports_}


def test_a_folder_is_read_to_its_depth_without_what_is_hidden(folder: Path) -> None:
    """Every file of every folder below, in the order of their names; nothing whose name begins with a dot."""
    (folder / ".git").mkdir()
    for name in ("b.txt", "a.txt", ".DS_Store", ".git/config", "2026/c.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    assert [str(path.relative_to(folder)) for path in loading.files([folder])] == [
        "a.txt", "b.txt", "2026/brev.txt", "2026/c.txt"
    ]  # fmt: skip


def test_a_file_that_is_named_twice_is_loaded_once(folder: Path) -> None:
    """Named and inside a named folder, or reached through a link: the same file."""
    (folder / "link.txt").symlink_to(folder / "2026" / "brev.txt")
    assert len(loading.files([folder, folder / "2026" / "brev.txt", folder / "2026" / ".." / "2026"])) == 1


def test_links_and_pipes_do_not_hold_a_load_up(folder: Path, store: Store) -> None:
    """A folder that links to itself ends; a pipe in a folder is no file, and one that is named is refused."""
    (folder / "again").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe")
    assert states(load(store, folder)) == {"brev.txt": "loaded"}
    assert states(load(store, folder / "pipe")) == {"pipe": "unreadable"}


def test_a_document_is_in_the_store_with_its_lines(store: Store) -> None:
    (report,) = load(store, LETTER)
    assert (report.state, report.document and report.document.kind) == ("loaded", "letter")
    assert report.records["passages"] > 0
    assert store.lines(LETTER.name, 1, 2) == tuple(LETTER.read_text(encoding="utf-8").split("\n")[:2])


def test_the_same_file_again_changes_nothing(store: Store, folder: Path) -> None:
    """Under its own name or another; the report says how the store knows it."""
    load(store, LETTER)
    revision = store.revision()
    assert states(load(store, LETTER, folder)) == {LETTER.name: "unchanged", "brev.txt": "unchanged"}
    assert store.revision() == revision
    (report,) = load(store, folder)
    assert report.document is not None
    assert report.document.name == LETTER.name
    assert LETTER.name in load_report.message(report, "da")


def test_a_changed_file_replaces_its_records(store: Store, folder: Path) -> None:
    load(store, folder)
    with (folder / "2026" / "brev.txt").open("a", encoding="utf-8") as file:
        file.write("\n\nKommunen afsætter 2 mio. kr. til formålet i budgettet for 2027.\n")
    assert states(load(store, folder)) == {"brev.txt": "replaced"}
    assert any("afsætter 2 mio" in passage.text for passage in store.passages().values())
    assert len(store.documents()) == 1


def test_a_bad_file_among_good_ones(store: Store, folder: Path) -> None:
    """Each bad file is refused for its own reason; the good one is loaded, whichever comes first."""
    bad = {
        "0-tom.txt": b"",
        "1-billede.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "2-english.txt": b"The council was asked to think of the matter and this is what it said. " * 20,
        "3-binær.dat": bytes(range(256)) * 40,
        "4-nul.txt": b"\0" * 500,
        "5-tegn.txt": b"?!,;" * 100,
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    done = load(store, folder)
    assert states(done)["brev.txt"] == "loaded"
    assert [report.state for report in done if report.name in bad] == ["refused"] * len(bad)
    assert all(sentence for language in ("da", "en") for sentence in load_report.refusals(done, language))
    assert len(store.documents()) == 1


def test_a_path_that_is_not_there(store: Store, tmp_path: Path) -> None:
    assert states(load(store, tmp_path / "væk.txt", LETTER)) == {"væk.txt": "missing", LETTER.name: "loaded"}


def test_two_files_of_one_name_do_not_push_each_other_out(store: Store, folder: Path) -> None:
    """The first of a load keeps the name, the second is refused, and the same load again says the same."""
    other = folder / "gammel" / "brev.txt"
    other.parent.mkdir()
    other.write_text(LETTER.read_text(encoding="utf-8") + "\nEndnu en linje i budgettet.\n", encoding="utf-8")
    first = load(store, folder)
    again = load(store, folder)
    assert [report.state for report in first] == ["loaded", "refused"]
    assert [report.state for report in again] == ["unchanged", "refused"]
    assert first[1].refused is not None
    assert first[1].refused.reason == "same_name"


@pytest.mark.parametrize(("stored", "name"), [(b"br\xe6v.txt", "br\ufffdv.txt"), (b"a\xcc\x8aben.txt", "åben.txt")])
def test_a_name_is_text_whatever_system_it_comes_from(store: Store, folder: Path, stored: bytes, name: str) -> None:
    """Bytes that are no UTF-8 are shown as such; å in two parts is å, so that one file keeps one name."""
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + stored))
    shutil.copy(LETTER, path)
    assert states(load(store, path)) == {name: "loaded"}
    assert [document.name for document in store.documents()] == [name]
    assert {passage.source.document for passage in store.passages().values()} == {name}


def test_a_loaders_own_mistake_stops_only_its_document(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The rest of the folder is loaded, and the trace is in the log."""
    (folder / "9.txt").write_text(LETTER.read_text(encoding="utf-8") + "\nMere om budgettet.\n", encoding="utf-8")
    read = kinds.read_document
    monkeypatch.setattr(
        kinds, "read_document", lambda document, said: [].pop() if document.name == "9.txt" else read(document, said)
    )
    assert states(load(store, folder)) == {"9.txt": "failed", "brev.txt": "loaded"}
    assert "IndexError" in caplog.text


def test_the_baseline_is_kept(store: Store) -> None:
    load(store, LETTER, how=dataclasses.replace(HOW, baseline=True))
    assert [(document.baseline, document.loaded_at) for document in store.documents()] == [(True, HOW.when)]


def test_each_file_is_named_before_it_is_read(store: Store, folder: Path) -> None:
    named: list[str] = []
    load(store, folder, LETTER, how=dataclasses.replace(HOW, starting=named.append))
    assert named == ["brev.txt", LETTER.name]


def test_a_report_counts_what_the_database_holds(store: Store, folder: Path) -> None:
    """JSON names every kind of record; a document that was there already counts as what it has."""
    first = load_report.as_json(load(store, LETTER), "da")
    again = load_report.as_json(load(store, LETTER, folder / "nej.txt"), "da")
    assert first["documents"][0]["records"] == again["documents"][0]["records"]
    assert set(first["documents"][0]["records"]) == {"proposals", "milestones", "statuses", "figures", "passages"}
    assert again["documents"][1] | {"message": "", "seconds": 0} == {
        "document": "nej.txt", "kind": None, "state": "refused", "message": "", "seconds": 0, "findings": 0,
        "tables": [],
        "records": dict.fromkeys(first["documents"][0]["records"], 0),
    }  # fmt: skip
    assert first["findings"] == again["findings"] == sum(one["findings"] for one in first["documents"])


def test_the_table_stands_in_columns(store: Store, folder: Path) -> None:
    table = load_report.as_text(load(store, LETTER, folder / "nej.txt"), "en").splitlines()
    assert table[0].startswith("Document")
    assert [line.index("State") for line in table[:1]] == [table[2].index("refused")]
    assert table[-1].startswith("Loaded: 1. Replaced: 0. Unchanged: 0. Refused: 1.")


@pytest.mark.slow
def test_how_far_a_pdf_is_read_is_told(tmp_path: Path) -> None:
    """Page by page, now and then; a document of many pages in Slack at each tenth."""
    file = tmp_path / "brev.pdf"
    canvas = Canvas(str(file))
    for number in range(400):
        canvas.drawString(72, 700, f"Kommunen skriver om besparelser og investeringer paa side {number}.")
        canvas.showPage()
    canvas.save()
    told: list[tuple[int, int]] = []
    how = Load(datetime(2027, 1, 1, tzinfo=UTC), dry=True, paging=lambda page, of: told.append((page, of)))
    list(loading.load_files(None, [file], how))
    assert told
    assert all(0 <= page <= of == 400 for page, of in told)


def test_slack_is_told_of_tenths() -> None:
    told: list[int] = []
    paging = in_tenths(lambda page, of: told.append(page))
    for page in range(1, 2_001):
        paging(page, 2_000)
    assert told == [1, *range(200, 2_001, 200)]
    in_tenths(lambda page, of: told.clear())(1, 20)
    assert told


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever may put files into a drop folder cannot have another file of the machine read; links inside are fine."""
    folder, secret = tmp_path / "drop", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text("hemmeligt", encoding="utf-8")
    (folder / "own.txt").write_text("eget", encoding="utf-8")
    (folder / "out.txt").symlink_to(secret)
    (folder / "within.txt").symlink_to(folder / "own.txt")
    (folder / "up").symlink_to(tmp_path)
    found = loading.files([folder])
    assert [path.read_text(encoding="utf-8") for path in found] == ["eget"]
    assert "out.txt" in caplog.text
