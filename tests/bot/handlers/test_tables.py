"""A municipality's own list in Slack: dropped, shown as it was read, corrected in a form, and asked about."""

import io
from collections.abc import Iterator

import openpyxl
import pytest

from templates import ids
from tests import local_bot
from tests.local_bot import LocalBot, text_of

CHEF = "Kontorchef"


@pytest.fixture
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("town")), "http") as made:
        yield made


def test_a_list_is_read_shown_and_corrected(town: LocalBot) -> None:
    """From a shared spreadsheet to a right answer: the unit that the list does not say is said in a form."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    rows = (
        ["Kode", "Forslag", "Besparelse", "Status"],
        ["QX1", "Færre trykte kort på biblioteket", 1250, "Ligger lunt"],
    )
    for row in (["Status for Silkeborg Kommune"], [], *rows, ["QX2", "Fælles indkøb af stole", 75, "I gang"]):
        book.active.append(row)
    book.save(file)
    town.slack.upload_as(CHEF, "@bot", "liste.xlsx", file.getvalue())
    town.press(CHEF, town.slack.said("@bot", CHEF)[0], ids.LOAD)
    town.slack.wait_until(lambda: "er læst" in town.slack.said("@bot", CHEF)[0].body["text"])
    report = town.slack.said("@bot", CHEF)[0]
    assert "Besparelse: besparelse (enhed ukendt)" in text_of(report)
    assert "QX1 · Færre trykte kort på biblioteket · 1250" in text_of(report)
    town.press(CHEF, report, ids.CORRECT_TABLE)
    town.in_modal(CHEF, "»Ligger lunt« betyder")
    town.slack.submit(CHEF, {ids.TABLE_UNIT_FIELD: "tkr", f"{ids.TABLE_WORDS_FIELD}0": "as planned"})
    town.says("@bot", CHEF, "Rettelsen er gemt")
    found = text_of(town.ask(CHEF, "/sag status på QX1"))
    assert "1.250" in found
    assert "Silkeborg" in found
    assert "følger planen" in found.casefold() or "grøn" in found.casefold()


def test_a_table_that_gave_nothing_is_told_and_can_be_corrected(town: LocalBot) -> None:
    """Beside one that was read: the sentence says what works, and its button stands first."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["Status for Silkeborg Kommune"], [], ["Kode", "Forslag", "Status"], ["QX1", "Færre kort", "I gang"]):
        book.active.append(row)
    other = book.create_sheet("Udvalg")
    for row in (
        ["Udvalg", "Ansvarlig", "Bemærkning"],
        ["Byrådet", "Ida", "Mødes hver måned"],
        ["Børneudvalget", "Bo", "Nyt"],
    ):
        other.append(row)
    book.save(file)
    town.slack.upload_as(CHEF, "@bot", "liste.xlsx", file.getvalue())
    town.press(CHEF, town.slack.said("@bot", CHEF)[0], ids.LOAD)
    town.slack.wait_until(lambda: "er læst" in town.slack.said("@bot", CHEF)[0].body["text"])
    report = town.slack.said("@bot", CHEF)[0]
    assert "eller tal i 1 tabel" in text_of(report)
    assert "ark Udvalg" in text_of(report)
    pressed = local_bot.button(report, ids.CORRECT_TABLE)["value"]
    assert f"tryk på Ret tabel {pressed}" in text_of(report)


def test_a_file_that_was_refused_is_read_when_its_columns_are_named(town: LocalBot) -> None:
    """In Slack alone: instead of an offer there is a refusal with a button, the form asks for roles, unit and
    municipality, the file is loaded."""
    file = "Xylo;Yrsa;Zimt\nBedre brug af lokaler;1250;Nej\nFælles indkøb af stole;75;Nej\nFærre trykte kort;300;Ja\n"
    town.slack.upload_as(CHEF, "@bot", "ukendt.csv", file.encode())
    town.press(CHEF, town.says("@bot", CHEF, "ikke forstået"), ids.NAME_COLUMNS)
    town.in_modal(CHEF, "er ikke forstået")
    column = ids.TABLE_COLUMN_FIELD
    said = {f"{column}0": "title", f"{column}1": "saving", ids.TABLE_UNIT_FIELD: "tkr"}
    town.slack.submit(CHEF, {**said, ids.TABLE_PLACE_FIELD: "Silkeborg"})
    town.says("@bot", CHEF, "er læst")
    found = text_of(town.ask(CHEF, "/sag bedre brug af lokaler"))
    assert "1.250" in found
    assert "Silkeborg" in found
