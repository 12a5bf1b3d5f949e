"""What is kept between two runs: as long as nothing that it was made of has changed, and only where it may be."""

import os
import sys
from pathlib import Path

import pytest

from records.compiled import compiled, compiled_bytes


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "words.csv"
    path.write_text("ord", encoding="utf-8")
    return path


class Maker:
    """Counts how often it is asked."""

    def __init__(self, source: Path) -> None:
        self.source, self.times = source, 0

    def __call__(self) -> dict[str, tuple[object, ...]]:
        self.times += 1
        return {"æ": (self.source.read_text(encoding="utf-8"), 1.5, None, frozenset({"ø"}))}


def test_it_is_made_once_and_again_when_a_source_changes(source: Path) -> None:
    make = Maker(source)
    first = compiled("table", [source], make)
    assert compiled("table", [source], make) == first == {"æ": ("ord", 1.5, None, frozenset({"ø"}))}
    assert make.times == 1
    source.write_text("andre ord", encoding="utf-8")
    assert compiled("table", [source], make)["æ"][0] == "andre ord"
    os.utime(source, ns=(1, 1))
    compiled("table", [source], make)
    assert make.times == 3


def test_what_is_damaged_or_of_another_is_made_anew(source: Path) -> None:
    make = Maker(source)
    compiled("table", [source], make)
    (kept,) = source.parent.glob("__pycache__/*")
    for broken in (b"", kept.read_bytes()[:20], b"brev", kept.read_bytes()[::-1]):
        kept.write_bytes(broken)
        assert compiled("table", [source], make)["æ"][0] == "ord"
    assert make.times == 5


def test_it_is_kept_where_python_keeps_its_own(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that nobody may write to keeps what it makes in a folder of its own, which may be new."""
    monkeypatch.setattr(sys, "pycache_prefix", str(source.parent / "cache" / "sagsbot"))
    make = Maker(source)
    for _ in range(2):
        compiled("table", [source], make)
    assert make.times == 1
    assert [path.name for path in source.parent.iterdir() if path.name != "cache"] == [source.name]


def test_nothing_is_written_where_python_writes_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker(source)
    for _ in range(2):
        compiled("table", [source], make)
    assert make.times == 2
    assert list(source.parent.iterdir()) == [source]


def test_where_nothing_can_be_written_it_works_all_the_same(source: Path) -> None:
    source.with_name("__pycache__").write_text("no folder", encoding="utf-8")
    assert compiled("table", [source], Maker(source))["æ"][0] == "ord"


# ---------------------------------------------------------------- one stretch of bytes


class BytesMaker(Maker):
    def bytes_of_source(self) -> bytes:
        self.times += 1
        return self.source.read_bytes()


def test_bytes_are_made_once_and_again_when_a_source_changes(source: Path) -> None:
    make = BytesMaker(source)
    for _ in range(2):
        assert compiled_bytes("table", [source], make.bytes_of_source) == b"ord"
    assert make.times == 1
    source.write_text("andre ord", encoding="utf-8")
    held = compiled_bytes("table", [source], make.bytes_of_source)
    source.write_text("", encoding="utf-8")
    assert compiled_bytes("table", [source], make.bytes_of_source) == b""
    assert held == b"andre ord"  # whoever looks at the earlier ones still sees them
    assert make.times == 3


def test_bytes_that_are_damaged_are_made_anew(source: Path) -> None:
    make = BytesMaker(source)
    compiled_bytes("table", [source], make.bytes_of_source)
    (kept,) = source.parent.glob("__pycache__/*")
    whole = kept.read_bytes()
    for broken in (b"", whole[:2], whole[:20], whole[:-1], whole + b"o", b"brev", whole[::-1]):
        kept.unlink()
        kept.write_bytes(broken)
        assert compiled_bytes("table", [source], make.bytes_of_source) == b"ord"
    assert make.times == 8
    assert kept.read_bytes() == whole
