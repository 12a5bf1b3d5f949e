"""Proposals whose tables have cells parted by tabs, as a PDF's have: blank cells keep their year, rows their cells."""

from loaders.kinds.proposals import economy, milestones, sections
from loaders.kinds.proposals.body import _laid_out
from loaders.kinds.proposals.headings import known_headings
from loaders.kinds.proposals.lines import Line, spoken
from records import Document

HEAD = "1.000 kr. 2031 p/l\tStyringsområde\t2030\t2031\t2032\t2033"
TABLE = f"""\
Tabel 1. Forslagets samlede økonomiske konsekvenser
{HEAD}
Varige ændringer\t\t\t\t\t
Mindre vask på nr. 4\tService\t\t-1.200\t-1.200\t
Sæbe\tService\t100\t\t\t100
Samlet varig ændring\tService\t100\t-1.200\t-1.200\t100
Implementeringsomkostninger
Maskiner\tAnlæg\t\t\t2.000\t
Samlede implementeringsomkostninger\tAnlæg\t\t\t2.000\t
Samlet økonomisk påvirkning\t\t100\t-1.200\t800\t100
Tilbagebetalingstid baseret på serviceeffektivisering\t\t3\t\t\t
Tilbagebetalingstid baseret på totaløkonomi\t\t2,5\t\t\t
Note til alle tabeller: …"""
FOLLOWUP = """\
Opfølgningsmål\tHvordan måles opfølgningsmålet?\tHvem er ansvarlig for opfølgning?\tHvornår gennemføres opfølgningen?
Milepæle for implementering og anvendelse af investeringsmidler
Maskinerne er købt\tKvittering i Juni 2030\tDriften\tJuni 2031
\tog sat op\t\t
\tMåling\tVaskeriet\tUltimo 2031
En linje, som siden har sat ind
Tøjet er rent\t\tDriften\t
Realisering af effektiviseringer\t\t\t
Der bruges mindre sæbe\tMåling\tDriften\tÅrligt fra 2032
9. Risikovurdering
Risikoen er lille."""


def lines(text: str) -> list[Line]:
    document = Document("x", tuple(text.split("\n")))
    return spoken(document, 0, len(document.lines))


def table(text: str) -> economy.EconomyTable:
    found = economy.read_economy_table(lines(text), 0, len(lines(text)))
    assert found is not None
    return found


def test_a_blank_cell_keeps_its_year() -> None:
    """Even where meaning would lay the figures out otherwise: what lasts may begin early, what is once come late."""
    layout = _laid_out(table(TABLE))
    assert layout.lasting_change == {2030: 100.0, 2031: -1200.0, 2032: -1200.0, 2033: 100.0}
    assert layout.implementation == {2032: 2000.0}
    assert layout.total_effect == {2030: 100.0, 2031: -1200.0, 2032: 800.0, 2033: 100.0}
    assert layout.wrong == ()


def test_rows_have_their_label_area_group_and_blanks() -> None:
    """A heading whose other cells are blank is the group of the rows below it."""
    assert [(row.label, row.area, row.cells, row.group) for row in table(TABLE).parts] == [
        ("Mindre vask på nr. 4", "Service", ("", "-1.200", "-1.200", ""), "varigeændringer"),
        ("Sæbe", "Service", ("100", "", "", "100"), "varigeændringer"),
        ("Maskiner", "Anlæg", ("", "", "2.000", ""), "implementeringsomkostninger"),
    ]


def test_paybacks_and_unit_are_found_among_cells() -> None:
    """The unit stands in the head, the paybacks under the first years."""
    found = table(TABLE)
    assert (found.price_level, found.scale, found.years) == ("2031", 1.0, (2030, 2031, 2032, 2033))
    assert {kind: years for kind, (years, _) in found.paybacks.items()} == {"service": 3.0, "total": 2.5}


def test_a_row_of_another_width_is_read_as_text() -> None:
    """Where a row lost a cell, its figures are laid out by what they mean, as in running text."""
    odd = TABLE.replace(
        "Samlede implementeringsomkostninger\tAnlæg\t\t\t2.000\t", "Samlede implementeringsomkostninger\t2.000"
    )
    assert table(odd).totals["implementation"].cells == ("2.000",)
    assert _laid_out(table(odd)).implementation == {2032: 2000.0}


def test_years_may_have_a_word_beside_them() -> None:
    """ "Budget 2030" over a column is the year 2030; a year in the first cell's price level is none."""
    named = TABLE.replace("\t2030\t2031\t", "\tBudget 2030\tBudget 2031\t")
    assert table(named).years == (2030, 2031, 2032, 2033)


def test_rows_of_the_follow_up_are_their_cells() -> None:
    """A row without a goal goes on with the one above, or is another measure of it; blank cells stay blank."""
    found = lines(FOLLOWUP)
    follow = milestones.read_follow_up(found, 0, len(found), known_headings(found), frozenset())
    assert [(row.group, row.goal, row.measured_by, row.responsible, row.when) for row in follow.rows] == [
        ("implementering", "Maskinerne er købt", "Kvittering i Juni 2030 og sat op", "Driften", "Juni 2031"),
        ("implementering", "Maskinerne er købt", "Måling", "Vaskeriet", "Ultimo 2031"),
        ("implementering", "Tøjet er rent", "", "Driften", ""),
        ("effektivisering", "Der bruges mindre sæbe", "Måling", "Driften", "Årligt fra 2032"),
    ]
    assert [found[at].text for at in range(len(found)) if at not in follow.taken] == [
        "En linje, som siden har sat ind",
        "9. Risikovurdering",
        "Risikoen er lille.",
    ]


def test_columns_of_the_follow_up_may_stand_in_another_order() -> None:
    """Which cell is which is told by the labels over them."""
    rows = [line.split("\t") for line in FOLLOWUP.split("\n")]
    turned = "\n".join("\t".join(cells[::-1]) for cells in rows)
    found = lines(turned)
    follow = milestones.read_follow_up(found, 0, len(found), known_headings(found), frozenset())
    assert (follow.rows[0].measured_by, follow.rows[0].responsible) == ("Kvittering i Juni 2030 og sat op", "Driften")


def test_a_table_among_text_is_one_passage_and_text_goes_on_after_it() -> None:
    """Rows are told from text by their cells, however long their texts are."""
    long = "Et afsnit, som er så langt, at det går over hele siden, og som står for sig selv før tabellen kommer."
    text = (
        f"3. Økonomi\n{long}\nTabel 2. Varige ændringer\n{HEAD}\nSæbe\t\t\t\t{long}\t2\n* Med moms\nEfter tabellen.\n"
    )
    found = lines(text)
    read = sections.paragraphs(found, known_headings(found), frozenset())
    assert [(each.heading, each.text.endswith(("kommer.", "moms", "tabellen."))) for each in read] == [
        ("Økonomi", True),
        ("Tabel 2. Varige ændringer", True),
        ("Økonomi", True),
    ]
