"""A whole catalogue, from lines to records and findings. The text is written for these tests."""

from collections import Counter

import pytest

from loaders.kinds import proposals
from records import Document, Loaded, Proposal, Source

OVERVIEW = """\
Oversigt over indkomne investeringsforslag
Mio. kr. 2030 p/l
Service Anlæg År
ØU VA01 Fælles vaskeri 0,0 2,1 1,1 3
KFU VA02 Nye porte til hallerne 0,4 0,0 0,2 4
ØU ** VA03 FORTROLIGT Salg af lageret 0,0 0,3 0,9 2
I alt 0,4 2,4 2,2
** Fortrolige forslag behandles for lukkede døre.
"""
TABLE_FIRST = """\
INVESTERINGSFORSLAG
OFS 2029-2030

Tabel 1. Forslagets samlede økonomiske konsekvenser
1.000 kr. 2031 p/l Styringsområde 2030 2031 2032 2033

Varige ændringer
Mindre vask Service -1.200 -1.200 -1.200
Sæbe Service 100 100 100
Samlet varig ændring -1.100 -1.100 -1.100
Implementeringsomkostninger
Maskiner Anlæg 1.500
Projektleder Service 500
Samlede implementeringsomkostninger 2.000
Samlet økonomisk påvirkning 2.000 -1.100 -1.100 -1.100
Tilbagebetalingstid baseret på serviceeffektivisering 3
Tilbagebetalingstid baseret på totaløkonomi

1. Baggrund og formål
Der vaskes for meget i alle kommunens institutioner, og maskinerne i Tønder Kommune er ved at

Forslagets titel: VA01 Fælles vaskeri

Resumé: Ét vaskeri til alle.

Fremstillende
forvaltning:

Økonomi-forvaltningen

Berørte forvaltninger:

☒ Økonomiforvaltningen ☐ Socialforvaltningen

 være slidt op. Tønder Kommune har 40 maskiner.

8. Opfølgning

Opfølgningsmål Hvordan måles
opfølgningsmålet?

Hvem er ansvarlig for
opfølgning?

Hvornår gennemføres opfølgningen?

Milepæle for implementering
Maskinerne er købt

Kvittering foreligger

Driften Juni 2031

10. Hvem er hørt?
HR-kredsen Ikke relevant
"""
TITLE_FIRST = """\
Forslagets titel: Nye porte til hallerne

Resumé: Portene lukker selv.

Fremstillende forvaltning:

Berørte forvaltninger:

x Kultur- og Fritidsforvaltningen   Socialforvaltningen

Tabel 1. Forslagets samlede økonomiske konsekvenser
1.000 kr. 2031 p/l Styringsområde 2030 2031 2032 2033
Varige ændringer
Varme Service -200 -200 -200
Samlet varig ændring -200 -200 -200
Implementeringsomkostninger
Porte 400
Samlede implementeringsomkostninger Service 400
Samlet økonomisk påvirkning 400 -200 -200 -220
Tilbagebetalingstid baseret på totaløkonomi 2
"""


def load(text: str) -> Loaded:
    return proposals.load(Document("katalog.txt", tuple(text.split("\n"))))


WHOLE = OVERVIEW + TABLE_FIRST + TITLE_FIRST


def proposal(code: str, text: str = WHOLE) -> Proposal:
    return next(found for found in load(text).proposals if found.code == code)


def kinds(text: str) -> Counter[str]:
    return Counter(finding.kind for finding in load(text).findings)


def test_the_catalogue_is_recognised_by_what_stands_in_it() -> None:
    """Labels of the form, or an overview, make a catalogue; a word about proposals does not."""
    for text, found in (
        (WHOLE, True),
        (OVERVIEW, True),
        (TITLE_FIRST, True),
        ("Et investeringsforslag om vask", False),
    ):
        assert proposals.recognises(Document("x", tuple(text.split("\n")))) is found


def test_a_proposal_has_its_fields_from_its_own_body() -> None:
    """The table stood before the title, and the title in the middle of a sentence."""
    found = proposal("VA01")
    assert (found.title, found.municipality, found.type) == ("Fælles vaskeri", "Tønder", "Investeringsforslag")
    assert (found.saving_tkr, found.cost_tkr, found.price_level) == (1100.0, 2000.0, "2031")
    assert (found.cost_service_tkr, found.cost_construction_tkr) == (500.0, 1500.0)
    assert (found.payback_service_years, found.payback_total_years) == (3.0, None)
    assert found.lasting_change == {2031: -1100.0, 2032: -1100.0, 2033: -1100.0}
    assert (found.implementation, found.total_effect[2030]) == ({2030: 2000.0}, 2000.0)


def test_nothing_is_made_up() -> None:
    """No budget year, no phase-in year and no adoption is printed, and a blank administration stays blank."""
    found = proposal("VA02")
    assert (found.budget_year, found.phase_in_year, found.adopted, found.administration) == (None, None, None, None)


def test_names_get_their_official_spelling() -> None:
    """Administrations are respelled, and ticked ones are listed."""
    found = proposal("VA01")
    assert (found.administration, found.affected) == ("Økonomiforvaltningen", ("Økonomiforvaltningen",))
    assert proposal("VA02").affected == ("Kultur- og Fritidsforvaltningen",)


def test_the_overview_is_kept_beside_the_body() -> None:
    """What the overview says stands in `overview`; committee and both places come from there too."""
    found = proposal("VA01")
    assert (found.committee, found.overview["saving_tkr"], found.overview["price_level"]) == ("ØU", 1100.0, "2030")
    assert found.overview["line"] == 4
    assert found.places == (Source("katalog.txt", 4), Source("katalog.txt", 30))


def test_a_proposal_without_a_body_has_the_overviews_fields() -> None:
    """A confidential proposal is known by its overview line only."""
    found = proposal("VA03")
    assert (found.title, found.confidential, found.saving_tkr, found.cost_tkr) == (
        "Salg af lageret",
        True,
        900.0,
        300.0,
    )
    assert (found.payback_total_years, found.price_level, found.summary) == (2.0, "2030", "")


def test_a_code_is_found_by_its_title() -> None:
    """A title without its code has it from the overview, and says so."""
    assert proposal("VA02").title == "Nye porte til hallerne"
    assert kinds(WHOLE)["proposal_code_from_overview"] == 1


def test_every_figure_has_its_place() -> None:
    """Evidence points at the line that the figure is printed on."""
    found = proposal("VA01")
    lines = WHOLE.split("\n")
    printed = {"saving_tkr": "-1.100", "cost_tkr": "2.000", "total_effect": "2.000", "payback_service_years": "3"}
    for name, words in printed.items():
        assert words in lines[(found.evidence[name].line or 0) - 1]
    assert lines[(found.evidence["administration"].line or 0) - 1] == "Økonomi-forvaltningen"


def test_milestones_stand_under_code_and_title() -> None:
    """A milestone knows its proposal, its group, its days and its first line."""
    (row,) = load(WHOLE).milestones
    assert (row.code, row.title, row.goal, row.responsible) == (
        "VA01",
        "Fælles vaskeri",
        "Maskinerne er købt",
        "Driften",
    )
    assert (row.group, row.all_dues[0][1].isoformat(), row.recurring) == ("implementering", "2031-06-30", False)
    assert WHOLE.split("\n")[(row.source.line or 0) - 1] == "Maskinerne er købt"


def test_sentences_are_whole_again() -> None:
    """A title block in the middle of a sentence is taken out of it."""
    texts = [passage.text for passage in load(WHOLE).passages if passage.heading == "Baggrund og formål"]
    assert texts == [
        "Der vaskes for meget i alle kommunens institutioner, og maskinerne i Tønder Kommune er ved at "
        "være slidt op. Tønder Kommune har 40 maskiner."
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("", "", "proposal_price_levels"),
        ("", "", "proposal_only_in_overview"),
        ("", "", "proposal_administration_missing"),
        ("", "", "proposal_payback_differs"),
        ("", "", "proposal_years_differ"),
        ("Forslagets titel: VA01 Fælles vaskeri", "Forslagets titel: VA01 Ét vaskeri", "proposal_title_differs"),
        ("Maskiner Anlæg 1.500", "Maskiner Anlæg 1.700", "proposal_parts_differ"),
        ("0,0 2,1 1,1 3", "0,0 3,1 1,1 3", "proposal_cost_differs"),
        ("0,0 2,1 1,1 3", "0,0 2,1 1,9 3", "proposal_saving_differs"),
        ("I alt 0,4 2,4 2,2", "I alt 0,4 4,2 2,2", "proposal_overview_sum"),
        ("KFU VA02 Nye porte til hallerne 0,4 0,0 0,2 4", "", "proposal_code_missing"),
        ("VA01 Fælles vaskeri 0,0 2,1 1,1 3", "", "proposal_not_in_overview"),
        ("Samlet økonomisk påvirkning 2.000", "Noter", "proposal_row_missing"),
        ("Ét vaskeri til alle.", "", "proposal_summary_missing"),
        ("☒ Økonomiforvaltningen", "☐ Økonomiforvaltningen", "proposal_affected_missing"),
        ("Kvittering foreligger", "", "milestone_cell_missing"),
        ("Driften Juni 2031", "Driften Fremlæggelse", "milestone_due_unread"),
        ("Opfølgningsmål Hvordan", "Hvordan", "milestones_missing"),
        ("Tønder Kommune", "kommunen", "no_municipality"),
        ("40 maskiner", "ĘĖ maskiner", "proposal_odd_letter"),
        ("Forslagets titel: Nye", "Forslagets titel: VA01 Nye", "proposal_code_twice"),
    ],
)
def test_doubts_become_findings(old: str, new: str, kind: str) -> None:
    """What is missing, misprinted or contradicted is named; the printed value stays."""
    assert kinds(WHOLE.replace(old, new) if old else WHOLE)[kind] > 0


def test_without_an_overview_the_bodies_stand_alone() -> None:
    """Nothing of the overview is missed where there is none."""
    found = load(TABLE_FIRST)
    assert [(each.code, each.committee, dict(each.overview)) for each in found.proposals] == [("VA01", None, {})]
    assert "proposal_not_in_overview" not in {finding.kind for finding in found.findings}


def test_the_title_names_the_round() -> None:
    """A catalogue is called by the heading of its proposals and the round below it."""
    assert (load(WHOLE).title, load(WHOLE).municipality) == ("Investeringsforslag OFS 2029-2030", "Tønder")


@pytest.mark.slow
def test_half_a_catalogue_is_read_as_far_as_it_goes() -> None:
    """Cut anywhere, a catalogue gives what is left, and never fails."""
    lines = tuple(WHOLE.split("\n"))
    for end in range(len(lines)):
        proposals.load(Document("x", lines[:end]))
        proposals.load(Document("x", lines[end:]))
