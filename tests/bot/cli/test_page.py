"""`sagsbot page`: a page as a picture, only for those who may see the document."""

import json
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from loaders.files.pdf import png
from tests.loaders.files import hostile_pdf

LETTER = (Path(__file__).resolve().parents[3] / "samples/budgetmateriale-2026-2029.txt").read_text(encoding="utf-8")
HELD = ("--audience", "U0ANNE")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"SAGSBOT_LANGUAGE": "da"})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A letter for one person, and one for all that is no PDF."""
    (tmp_path / "brev.pdf").write_bytes(hostile_pdf.scan(1, {1: LETTER[:3000]}))
    (tmp_path / "andet.txt").write_text(LETTER, encoding="utf-8")
    path = tmp_path / "x.db"
    assert run("load", tmp_path / "andet.txt", "--db", path).exit_code == 0
    assert run("load", tmp_path / "brev.pdf", "--db", path, *HELD).exit_code == 0
    return path


def test_a_page_is_shown_with_what_is_looked_for_in_a_frame(db: Path, tmp_path: Path) -> None:
    plain, marked = tmp_path / "a.png", tmp_path / "b.png"
    assert run("page", "brev.pdf", "1", "--db", db, "--out", plain).exit_code == 0
    word = LETTER.split()[0]
    done = run("page", "brev.pdf", "1", "--db", db, "--out", marked, "--mark", word, "--as", "U0ANNE", "--json")
    assert json.loads(done.stdout)["marked"] >= 1
    assert plain.read_bytes()[:8] == marked.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert plain.read_bytes() != marked.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("brev.pdf", "1", "--as", "U0BO"), "er ikke indlæst, eller du må ikke se den"),
        (("brev.pdf", "9"), "har ingen side 9"),
        (("andet.txt", "1"), "ikke en PDF"),
        (("borte.pdf", "1"), "er ikke indlæst"),
    ],
)
def test_what_cannot_be_shown_is_said(db: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Who may not see a document hears no more than of one that is not there."""
    done = run("page", *arguments, "--db", db, "--out", tmp_path / "a.png")
    assert done.exit_code == 1
    assert said in done.output
    assert not (tmp_path / "a.png").exists()


def test_a_frame_stays_on_the_picture() -> None:
    pixels = png.Pixels(bytearray(b"\xff" * 16 * 10 * 20), 15, 20, 48)
    png.frame(pixels, -9, 2, 90, 8)
    data = png.png_bytes(pixels)
    begin = data.index(b"IDAT") + 4
    assert len(zlib.decompressobj().decompress(data[begin:])) == 20 * (1 + 3 * 15)
