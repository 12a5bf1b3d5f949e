"""A file that is shared with the bot: what can be read is offered, what cannot is said."""

import io
from collections.abc import Iterator

import docx
import pytest

from templates import ids
from tests import local_bot
from tests.local_bot import LocalBot

CHEF = "Kontorchef"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("town")), "http") as made:
        yield made


OLE = b"\xd0\xcf\x11\xe0" + bytes(508)
UNREAD = {
    "gammel.doc": OLE + "WordDocument".encode("utf-16-le"),
    "oplæg.ppt": OLE + "PowerPoint Document".encode("utf-16-le"),
    "billede.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "notat.rtf": b"{\\rtf1 Forslag}",
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_read_is_not_offered(town: LocalBot, name: str) -> None:
    """It is said at once, with what to do, as a direct message and with a mention in a channel."""
    town.slack.upload_as(CHEF, "@bot", name, UNREAD[name])
    told = town.says("@bot", CHEF, name)
    assert ids.LOAD not in local_bot.actions(told)


def test_a_file_that_holds_nothing_to_load_is_not_offered(town: LocalBot) -> None:
    """A Word file of plain prose: it is said at once what a list has to look like."""
    document, made = docx.Document(), io.BytesIO()
    for _ in range(5):
        document.add_paragraph("Vi drøftede lokalerne og aftalte at vende tilbage efter sommerferien.")
    document.save(made)
    town.slack.upload_as(CHEF, "@bot", "referat.docx", made.getvalue())
    told = town.says("@bot", CHEF, "referat.docx")
    assert ids.LOAD not in local_bot.actions(told)
    assert "første række har kolonnenavne" in local_bot.text_of(told)


def test_a_word_file_is_offered_and_loaded_at_every_door(town: LocalBot) -> None:
    """As a direct message, and with a mention in a channel."""
    for place, words in (("@bot", ""), ("#besparelser", "@sagsbot læs den her")):
        town.slack.upload_as(CHEF, place, f"tiltag{len(words)}.docx", _word(f"Mindre papir {len(words)}"), words)
        offer = town.says(place, CHEF, "Skal jeg indlæse")
        town.press(CHEF, offer, ids.LOAD)
        town.says(place, CHEF, "er læst")


def _word(title: str) -> bytes:
    """A Word file with a table of proposals."""
    document, made = docx.Document(), io.BytesIO()
    rows = (("Nr.", "Forslag", "Besparelse (1.000 kr.)"), ("A1", title, "120"), ("A2", "Fælles vagt", "75"))
    table = document.add_table(len(rows), 3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(made)
    return made.getvalue()
