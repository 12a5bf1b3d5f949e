"""The first table: rows as printed, cells under their years, paybacks wherever they stand."""

import pytest

from loaders.kinds.proposals import economy
from loaders.kinds.proposals.lines import spoken
from loaders.kinds.proposals.years import Layout, fits_years, lay_out
from records import Document

TABLE = """\
Tabel 1. Forslagets samlede økonomiske konsekvenser
1.000 kr. 2031 p/l Styrings-

område
2030 2031 2032 2033

Varige ændringer
Mindre vask på nr. 4
og 5 Service -1. 200 -1.200 -1.200

Sæbe
Service
-

100 100
100

Samlet varig ændring -1.100 -1.100 -1.100
Implementeringsomkostninger
Maskiner til Havnegade 31

Anlæg 2.000     \x20
Samlede
implementeringsomkostninger

Anlæg 2.000
Samlet økonomisk påvirkning  2.000 -1.100 -1.100 -1.100
Tilbagebetalingstid baseret på
3
Serviceeffektivisering
Tilbagebetalingstid baseret på
totaløkonomi 2,5 år
Noter til alle tabeller:
1. Baggrund og formål"""


def table(text: str) -> economy.EconomyTable | None:
    document = Document("x", tuple(text.split("\n")))
    lines = spoken(document, 0, len(document.lines))
    return economy.read_economy_table(lines, 0, len(lines))


def found(text: str) -> economy.EconomyTable:
    read = table(text)
    assert read is not None
    return read


def test_rows_are_read_as_printed() -> None:
    """A label goes over lines, may end with a number, and has its area and cells beside or below it."""
    assert [(row.label, row.area, row.cells) for row in found(TABLE).parts] == [
        ("Mindre vask på nr. 4 og 5", "Service", ("-1.200", "-1.200", "-1.200")),
        ("Sæbe", "Service", ("-", "100", "100", "100")),
        ("Maskiner til Havnegade 31", "Anlæg", ("2.000",)),
    ]


def test_totals_keep_their_label_over_two_lines() -> None:
    """A total row is known by its letters, whatever breaks them; a group heading is no row."""
    totals = found(TABLE).totals
    assert {name: row.cells for name, row in totals.items()} == {
        "lasting_change": ("-1.100", "-1.100", "-1.100"),
        "implementation": ("2.000",),
        "total_effect": ("2.000", "-1.100", "-1.100", "-1.100"),
    }
    assert totals["implementation"].area == "Anlæg"


def test_years_unit_and_price_level_come_from_the_header() -> None:
    """The header may be broken over lines; amounts in millions are made thousands."""
    read = found(TABLE)
    assert (read.years, read.price_level, read.scale) == ((2030, 2031, 2032, 2033), "2031", 1.0)
    millions = found(TABLE.replace("1.000 kr. 2031 p/l", "(mio. kr./2031-P/L)"))
    assert (millions.price_level, millions.scale) == ("2031", 1000.0)


@pytest.mark.parametrize(
    ("printed", "paybacks"),
    [
        ("Tilbagebetalingstid baseret på serviceeffek-\ntivisering\n\n6 år\n", {"service": 6.0}),
        ("Tilbagebetalingstid baseret på\nserviceeffektivisering\n\n\nNoter til alle tabeller:", {}),
        ("Tilbagebetalingstid baseret på totaløkonomi 2,5 år", {"total": 2.5}),
        ("Tilbagebetalingstid baseret på\nTotaløkonomi\n1. Baggrund og formål", {}),
        ("Tilbagebetalingstid baseret på\n4\n\nTotaløkonomi\nNoter", {"total": 4.0}),
    ],
)
def test_paybacks_beside_inside_and_below_their_labels(printed: str, paybacks: dict[str, float]) -> None:
    """The number stands in the label's line, below it or inside it; a blank stays blank, a heading is no number."""
    head, _, _ = TABLE.partition("Tilbagebetalingstid")
    read = found(head + printed)
    assert {kind: years for kind, (years, _) in read.paybacks.items()} == paybacks


def test_a_total_for_one_area_is_not_the_total() -> None:
    """Where the lasting change is printed for all and again for service alone, the one for all counts."""
    both = "Samlet varig ændring, service -900 -900 -900\nSamlet varig ændring -1.100 -1.100 -1.100"
    read = found(TABLE.replace("Samlet varig ændring -1.100 -1.100 -1.100", both))
    assert read.totals["lasting_change"].cells == ("-1.100", "-1.100", "-1.100")


def test_without_years_and_totals_there_is_no_table() -> None:
    """A row of years alone is no first table."""
    assert table("2030 2031 2032\nVask 1 2 3") is None


YEARS = (2030, 2031, 2032, 2033)


@pytest.mark.parametrize(
    ("lasting", "once", "total", "layout"),
    [
        ("-5 -5 -5", "9", "9 -5 -5 -5", ({2031: -5, 2032: -5, 2033: -5}, {2030: 9})),
        ("-2 -5 -5 -5", "9 4", "7 -1 -5 -5", ({2030: -2, 2031: -5, 2032: -5, 2033: -5}, {2030: 9, 2031: 4})),
        ("- -5 -5 -5", "9 - - -", "9 -5 -5 -5", ({2031: -5, 2032: -5, 2033: -5}, {2030: 9})),
        ("-5 -5", "9 4", "9 4 -5 -5", ({2032: -5, 2033: -5}, {2030: 9, 2031: 4})),
        ("-5 -5", "4", "0 4 -5 -5", ({2032: -5, 2033: -5}, {2031: 4})),
        ("- 2.000 - 3.000 - 3.000 - 3.000", "9", "-1.991 -3.000 -3.000 -3.000", None),
        ("- 5 - 5 - 5", "9", "9 -5 -5 -5", ({2031: -5, 2032: -5, 2033: -5}, {2030: 9})),
    ],
)
def test_cells_are_laid_out_by_meaning(lasting: str, once: str, total: str, layout: tuple[dict, dict] | None) -> None:
    """A blank leaves no mark: the layout that adds up is taken, what lasts at the end, what is once at the start."""
    rows = {"lasting_change": lasting.split(), "implementation": once.split(), "total_effect": total.split()}
    read = lay_out(YEARS, rows)
    assert read.wrong == ()
    if layout:
        assert (read.lasting_change, read.implementation) == layout
    else:
        assert read.lasting_change == {2030: -2000, 2031: -3000, 2032: -3000, 2033: -3000}


def test_what_does_not_add_up_is_named_and_kept() -> None:
    """A difference of 1 is rounding; more is told by its year, and the printed number stays."""
    rows = {
        "lasting_change": ["0", "-60", "-64", "-46"],
        "implementation": ["9"],
        "total_effect": "9 -61 -64 -64".split(),
    }
    read = lay_out(YEARS, rows)
    assert read.wrong == (2033,)
    assert (read.lasting_change[2033], read.total_effect[2031]) == (-46, -61)


def test_a_missing_total_leaves_its_usual_place() -> None:
    """Without the total effect nothing can be checked: what lasts is laid at the end, what is once at the start."""
    read = lay_out(YEARS, {"lasting_change": ["-5", "-5"], "implementation": ["9"]}, scale=1000.0)
    assert read == Layout({2032: -5000.0, 2033: -5000.0}, {2030: 9000.0}, {}, ())


@pytest.mark.parametrize(("cells", "enough"), [("1 2 3", True), ("- 1 - 2 - 3", True), ("1 2 3 4", False)])
def test_more_numbers_than_years_are_noticed(cells: str, enough: bool) -> None:
    """A sign that stands apart from its number makes no further cell."""
    assert fits_years(cells.split(), 3) is enough


def test_many_years_stay_quick() -> None:
    """The layouts that are tried are limited, however many years a table has."""
    years = range(2000, 2040)
    rows = {"lasting_change": ["-5"] * 20, "implementation": ["9"] * 20, "total_effect": ["1"] * 20}
    assert len(lay_out(years, rows).lasting_change) == 20
