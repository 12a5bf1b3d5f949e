"""The page that an answer was taken from, as a picture with its figure in a frame, for whoever may see the file."""

import io
import struct
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bot.handlers.questions.page_pictures import KEPT, MOST, PagePictures
from bot.ingest import loading
from bot.ingest.holding import hold
from bot.ingest.loading import Load
from bot.rules import scheduler_settings
from bot.settings import Settings
from loaders.files import pdf
from loaders.files.pdf import PagePicture
from loaders.limits import AS_USUAL
from records import Source
from templates import ids
from tests import local_bot
from tests.bot.handlers.status_pdf import NAME, report
from tests.local_bot import TODAY, LocalBot, text_of

CHEF, LEAD = "Kontorchef", "Projektleder"
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def town_with(tmp_path: Path, how: Load) -> Iterator[LocalBot]:
    path = local_bot.samples(tmp_path)
    with closing(loading.store_to_fill(path, scheduler_settings(Settings(alert_channel="C0ALARM")))) as store:
        (done,) = loading.load_files(store, [report(tmp_path)], how)
        assert done.refused is None
    with local_bot.town(path, "http") as made:
        yield made


@pytest.fixture
def town(tmp_path: Path) -> Iterator[LocalBot]:
    yield from town_with(tmp_path, Load(BEFORE))


@pytest.fixture
def held_town(tmp_path: Path) -> Iterator[LocalBot]:
    """The report is for the channel #ledelse, where the project lead is not."""
    for made in town_with(tmp_path, Load(BEFORE, hold=hold(["C0LEDELSE"], TODAY + timedelta(days=7), BEFORE))):
        made.slack.workspace.conversation("#ledelse").members.remove(made.slack.workspace.person(LEAD).id)
        yield made


def test_the_page_is_shown_with_its_figure_in_a_frame(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag hvad er effekten af ZX72")
    town.press(CHEF, card, ids.SOURCE)
    modal = town.in_modal(CHEF, "▶")
    town.press(CHEF, modal, ids.SOURCE_PAGE)
    shown = town.in_modal(CHEF, "rammet ind")
    assert "4.150" in text_of(shown)
    image = next(block for block in shown.content["blocks"] if block["type"] == "image")
    kept = town.slack.workspace.files[image["slack_file"]["id"]]
    assert kept.content.startswith(b"\x89PNG")
    assert f"{NAME}" in image["alt_text"]


def test_who_may_see_the_document_sees_its_page_and_nobody_else(held_town: LocalBot) -> None:
    card = held_town.ask(CHEF, "/sag status på ZX72")
    held_town.press(CHEF, card, ids.SOURCE)
    held_town.press(CHEF, held_town.in_modal(CHEF, "▶"), ids.SOURCE_PAGE)
    assert "rammet ind" in text_of(held_town.in_modal(CHEF, "rammet ind"))
    assert ids.SOURCE not in local_bot.actions(held_town.ask(LEAD, "/sag status på ZX72"))
    conversation = held_town.slack.workspace.conversation("#ledelse")
    conversation.members.remove(held_town.slack.workspace.person(CHEF).id)
    held_town.now = TODAY + timedelta(minutes=6)
    held_town.press(CHEF, card, ids.SOURCE)
    gone = held_town.in_modal(CHEF, "ingen kilde")
    assert ids.SOURCE_PAGE not in local_bot.actions(gone)


def test_a_page_is_kept_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def render(*given: object, close: bool) -> PagePicture:
        made.append(given)
        return PagePicture(b"png", "4.150", 1)

    monkeypatch.setattr(pdf, "page_picture", render)
    pictures, place = PagePictures(), Source("a.pdf", page=2)
    for minutes in (0, 1):
        pictures.picture(place, b"one", ["4.150"], AS_USUAL, TODAY + timedelta(minutes=minutes))
    assert len(made) == 1
    pictures.picture(place, b"another file", ["4.150"], AS_USUAL, TODAY)
    pictures.picture(place, b"one", ["10.100"], AS_USUAL, TODAY)
    pictures.picture(place, b"one", ["4.150"], AS_USUAL, TODAY + KEPT)
    assert len(made) == 4
    for number in range(MOST + 5):
        pictures.picture(Source("a.pdf", page=number + 3), b"one", [], AS_USUAL, TODAY + KEPT)
    assert len(pictures._kept) == MOST


def test_the_first_mark_that_stands_on_the_page_is_framed(tmp_path: Path) -> None:
    data = report(tmp_path).read_bytes()
    found = pdf.page_picture(NAME, data, 1, ["9.999", "-4.150", "ZX72"])
    assert (found.mark, found.marked) == ("-4.150", 1)
    bare = pdf.page_picture(NAME, data, 1, ["9.999"])
    assert (bare.mark, bare.marked) == ("", 0)
    assert bare.png != found.png


def test_what_is_framed_is_shown_again_larger_above_the_page(tmp_path: Path) -> None:
    data = report(tmp_path).read_bytes()
    page, more = (pdf.page_picture(NAME, data, 1, ["-4.150"], close=close).png for close in (False, True))
    (width, height), (same, higher) = (struct.unpack(">II", one[16:24]) for one in (page, more))
    assert same == width
    assert height < higher < 2 * height


def test_the_paper_of_a_page_in_a_window_is_grey(tmp_path: Path) -> None:
    """Slack's window may be dark, and a white page would glare; a file of one's own is the page as it is."""
    data = report(tmp_path).read_bytes()
    shown, own = (pdf.page_picture(NAME, data, 1, [], close=close).png for close in (True, False))
    papers = [Image.open(io.BytesIO(one)).convert("L").getpixel((2, 2)) for one in (shown, own)]
    assert papers == [214, 255]


def test_a_text_that_is_painted_letter_by_letter_is_one_place(tmp_path: Path) -> None:
    """On a page that is turned as well."""
    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    canvas.setPageRotation(90)
    for y in (700, 600):
        x = 100.0
        for letter in "Forsinket":
            canvas.setFont("Helvetica" if letter in "oie" else "Times-Roman", 12)
            canvas.drawString(x, y, letter)
            x += canvas.stringWidth(letter)
    canvas.save()
    found = pdf.page_picture("a.pdf", (tmp_path / "a.pdf").read_bytes(), 1, ["Forsinket"], close=True)
    assert (found.mark, found.marked) == ("Forsinket", 2)
