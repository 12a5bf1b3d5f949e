"""The title block: labels beside their values or all before them, broken titles, ticked boxes of every kind."""

import pytest

from loaders.kinds.proposals import boxes, front
from loaders.kinds.proposals.headings import known_headings
from loaders.kinds.proposals.layout import TITLE_LABEL
from loaders.kinds.proposals.lines import spoken, starts_with
from records import Document

BESIDE = """\
Forslagets titel: AB07 Fælles vaskeri til kommunens pleje-

hjem i nord

Kort resumé:

Plejehjemmene får ét vaskeri, som
drives af en fælles enhed.

Fremstillende
forvaltning:

Vaskeforvaltningen

Berørte for-
valtninger:

☒ Vaskeforvaltningen ☐ Lys- og Varmefor-
valtningen
1. Baggrund og formål
Der vaskes for meget."""

LABELS_FIRST = """\
Forslagets titel:

Resumé:

Fremstillende
forvaltning:

AB08 Varme i svømmehallen

Vandet bliver varmere.

Og luften med.

Lysforvaltningen

Berørte
forvaltninger:

Vaskeforvaltningen  X Lysforvaltningen
Tabel 1. Forslagets samlede økonomiske konsekvenser"""

BLANK = """\
Forslagets
titel:

AB09 Nye porte

Resumé: Portene skiftes.

Fremstillende
forvaltning:

\x20
Berørte forvalt-

ninger:

\x20Vaskeforvaltningen
x Lysforvaltningen

1. Baggrund og formål"""


def read(text: str) -> tuple[front.TitleBlock, str]:
    document = Document("x", tuple(text.split("\n")))
    lines = spoken(document, 0, len(document.lines))
    at = next(at for at in range(len(lines)) if starts_with(lines, at, TITLE_LABEL))
    block = front.read_title_block(lines, at, len(lines), frozenset(), known_headings(lines))
    return block, lines[block.end].text


def test_values_beside_their_labels() -> None:
    """A title may break in the middle of a word, over an empty line; a label may break too."""
    block, after = read(BESIDE)
    assert block.values == {
        "title": "AB07 Fælles vaskeri til kommunens plejehjem i nord",
        "summary": "Plejehjemmene får ét vaskeri, som drives af en fælles enhed.",
        "administration": "Vaskeforvaltningen",
    }
    assert block.affected == ("Vaskeforvaltningen",)
    assert after == "1. Baggrund og formål"


def test_all_labels_before_all_values() -> None:
    """The first value is the title, the last the administration, and what stands between them the summary."""
    block, after = read(LABELS_FIRST)
    assert block.values == {
        "title": "AB08 Varme i svømmehallen",
        "summary": "Vandet bliver varmere. Og luften med.",
        "administration": "Lysforvaltningen",
    }
    assert (block.affected, after[:7]) == (("Lysforvaltningen",), "Tabel 1")


def test_a_blank_administration_stays_blank() -> None:
    """The boxes that follow a blank field are not its value."""
    block, _ = read(BLANK)
    assert "administration" not in block.values
    assert (block.values["title"], block.affected) == ("AB09 Nye porte", ("Lysforvaltningen",))


def test_every_value_has_its_line() -> None:
    """Places are line indices from 0, so that a field can be quoted from where it stands."""
    block, _ = read(BESIDE)
    assert block.places["administration"] == 12
    assert block.places["summary"] == 6


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("☒ Vaskeforvaltningen ☐ Lysforvaltningen ☒ Teknik- og Miljøforvaltningen", ["Vask", "Teknik"]),
        ("x Vaskeforvaltningen   Lysforvaltningen", ["Vask"]),
        ("Vaskeforvaltningen  X Lysforvaltningen Havneforvaltningen", ["Lys"]),
        ("Vaskeforvaltningen ☐ Lysforvaltningen ☒", ["Lys"]),
        ("☐ Vaskeforvaltningen ☐ Lysforvaltningen", []),
        ("\uf0fe Vaskeforvaltningen \uf0a8 Lysforvaltningen", ["Vask"]),
    ],
)
def test_ticked_boxes(text: str, names: list[str]) -> None:
    """A mark belongs to the name after it; where a mark ends the text, every mark belongs to the name before it."""
    assert [name[: len(start)] for name, start in zip(boxes.ticked(text), names, strict=True)] == names
