"""Forms whose cells are parted by tabs, as a PDF's tables are: nothing about columns has to be guessed."""

import pytest

from loaders.kinds.ideas import economy
from loaders.kinds.ideas.boxes import ticks_of
from loaders.kinds.ideas.economy import ADOPTED, COST, PHASE_IN, SAVING
from tests.loaders.kinds.ideas_form import form, only

HEADING = "Økonomi\t\tTyper af tiltag\t"


@pytest.mark.parametrize(
    "rows",
    [
        ("Skoler\t☒\tKultur & Fritid\t☐", "Udsatte børn\t☐\tAdministration\t☒", "Ældre & Sundhed\t☐\t\t"),
        ("☒\tSkoler\t☐\tKultur & Fritid", "☐\tUdsatte børn\t☒\tAdministration", "☐\tÆldre & Sundhed\t\t"),
        ("Skoler\tx\tKultur & Fritid\t", "Udsatte børn\t\tAdministration\tx", "Ældre & Sundhed\t\t\t"),
        ("x\tSkoler\t\tKultur & Fritid", "\tUdsatte børn\tx\tAdministration", "\tÆldre & Sundhed\t\t"),
        ("☒ Skoler\t☐ Kultur & Fritid", "☐ Udsatte børn\t☒ Administration", "☐ Ældre & Sundhed\t"),
        ("x Skoler\tKultur & Fritid", "Udsatte børn\tx Administration", "Ældre & Sundhed\t"),
        ("Skoler ☒\tKultur & Fritid ☐", "Udsatte børn ☐\tAdministration ☒", "Ældre & Sundhed ☐\t"),
    ],
)
def test_boxes_in_cells_belong_to_their_labels(rows: tuple[str, ...]) -> None:
    """Behind or before the label, in a cell of their own or in the label's, and where empty ones are not drawn."""
    assert (ticks_of(rows).areas, ticks_of(rows).unread) == (("Skoler", "Administration"), ())


def read(*rows: str, heading: str = HEADING) -> economy.Economy:
    return economy.read_economy_fields((heading, *rows), list(range(1, len(rows) + 1)), 0)


def test_values_and_measures_stand_in_their_own_columns() -> None:
    """A measure beside a blank value is no value, and a value that reads like a measure is none."""
    found = read(
        "Effekt ved fuld indfasning (t.kr.): 650\t\tOrganisering\t",
        "Fuldt indfaset år:\t\tUdbud\t",
        "Implementeringsomkostninger: 420 i 2026, herefter årligt Indkøb\t\t\t",
        "Er forslaget vedtaget: Ja\t\tBorgerrettede indsatser\t",
    )
    assert [found.value(key) for key in (SAVING, PHASE_IN, COST, ADOPTED)] == [
        "650",
        None,
        "420 i 2026, herefter årligt Indkøb",
        "Ja",
    ]
    assert [name for name, _ in found.measures] == ["Organisering", "Udbud", "Borgerrettede indsatser"]


def test_a_value_stands_in_the_cell_beside_its_label() -> None:
    """Label, value and measure each in a cell; a row without a label goes on with the value above."""
    found = read(
        "Effekt ved fuld indfasning (t.kr.):\t650\tOrganisering",
        "Implementeringsomkostninger:\t420 i 2026,\tUdbud",
        "\therefter 110 årligt\t",
        heading="Økonomi\t\tTyper af tiltag",
    )
    assert (found.value(SAVING), found.value(COST)) == ("650", "420 i 2026, herefter 110 årligt")
    assert [name for name, _ in found.measures] == ["Organisering", "Udbud"]


@pytest.mark.parametrize(
    ("row", "value", "measures"),
    [
        ("Effekt ved fuld indfasning (t.kr.): 80\tPlanlægning", "80", ["Planlægning"]),
        ("Effekt ved fuld indfasning (t.kr.):\t80\tPlanlægning", "80", ["Planlægning"]),
        ("Effekt ved fuld indfasning (t.kr.): 80\t", "80", []),
    ],
)
def test_a_page_may_cut_the_form_into_other_columns(row: str, value: str, measures: list[str]) -> None:
    """Where the heading has other cells than the row, the row's own cells tell."""
    found = read(row, heading="Økonomi\t\t\tTyper af tiltag\t")
    assert (found.value(SAVING), [name for name, _ in found.measures]) == (value, measures)


def test_a_whole_form_of_cells() -> None:
    """Sections are found where labels have cells beside them."""
    rows = "Skoler\t☐\tAdministration\t☒\n"
    economy_rows = f"{HEADING}\nEffekt ved fuld indfasning (t.kr.): 450\t\tIndkøb\t\nEr forslaget vedtaget: Nej\t\t\t\n"
    text = form(economy=economy_rows, more="Yderligere information\t\t\t\nBilag 1.pdf\n")
    start, end = text.index(" Daginstitutioner"), text.index("Økonomi")
    proposal = only(text[:start] + rows + text[end:])
    assert (proposal.areas, proposal.saving_tkr, proposal.measures) == (("Administration",), 450.0, ("Indkøb",))
    assert (proposal.adopted, proposal.further_information) == (False, "Bilag 1.pdf")
