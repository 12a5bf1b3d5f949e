"""Headings that nobody here has seen: what stands in the columns, what the lines around say and parts of words tell."""

import pytest

from loaders import files, kinds
from loaders.kinds.tables import roles
from records import Loaded

CATALOGUE = ("Sparekatalog 2027, Vejle Kommune", "")
PLAN = ("Tidsplan for budget 2027, Vejle Kommune", "")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


def table(*rows: str, top: tuple[str, ...] = CATALOGUE) -> Loaded:
    return read(*top, *("\t".join(cell.strip() for cell in row.split("|")) for row in rows))


def said(loaded: Loaded, kind: str) -> list[object]:
    return [finding.values["column"] for finding in loaded.findings if finding.kind == kind]


def best(heading: str) -> str | None:
    return roles.best(heading)[0]


# ---------------------------------------------------------------- what the words say


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Bem.", "remark"),
        ("Ansv. afd.", "responsible"),
        ("Besp. (t.kr.)", "saving"),
        ("Beskr.", "summary"),
        ("Udv.", "committee"),
        ("Til", None),
        ("Fra", None),
        ("Over", None),
    ],
)
def test_a_word_that_is_cut_short_is_the_shortest_that_begins_so(heading: str, role: str | None) -> None:
    """With a point, or with letters enough: "Til" is not short for "Tilskud", whose column would be a cost."""
    assert best(heading) == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Udgifter", "cost"),
        ("Lavere driftsudgifter", "saving"),
        ("Sparede udgifter", "saving"),
        ("Fald i udgifter", "saving"),
        ("Reduceret budget", "saving"),
        ("Budget 2027", "money"),
        ("Nuværende budget", "other"),
        ("Mindre besparelse", "other"),
        ("Beløb til investering", "cost"),
        ("Penge der spares", "saving"),
    ],
)
def test_what_stands_before_an_amount_turns_it(heading: str, role: str) -> None:
    """A cost that falls is a saving, a saving that falls is neither, and the budget of today is what is saved from."""
    assert best(heading) == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Hvor langt er arbejdet?", "status"),
        ("Hvad koster forslaget at gennemføre?", "cost"),
        ("Hvor meget sparer kommunen?", "saving"),
        ("Hvem har opgaven?", "responsible"),
        ("Hvornår er det på plads?", "deadline"),
        ("Hvordan ved vi, at det er lykkedes?", "measured_by"),
        ("Hvad går ideen ud på?", "summary"),
        ("Kortlægning", None),
    ],
)
def test_how_a_question_begins_names_its_role(heading: str, role: str | None) -> None:
    """The longest beginning counts; a short word alone is not the beginning of a longer one."""
    assert best(heading) == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Opgaven er forankret i", "responsible"),
        ("Opgaven løses af", "responsible"),
        ("Sagen behandles i", "committee"),
        ("Delmål der skal nås", "goal"),
        ("Udgifter der spares", "saving"),
    ],
)
def test_a_clause_is_about_what_it_says_and_not_about_its_subject(heading: str, role: str) -> None:
    """Behind "der" stands only more of what comes before."""
    assert best(heading) == role


@pytest.mark.parametrize(
    "heading", ["Opnået gevinst (t.kr.)", "Besparelse Heraf nået", "Realiseret besparelse", "Hidtil hentet provenu"]
)
def test_what_is_realised_is_not_what_is_to_be_saved(heading: str) -> None:
    found = table(f"Forslag | {heading} | Udvalg", "Ny plan | 300 | Byrådet", "Lamper | 400 | Byrådet")
    assert [one.saving_tkr for one in found.proposals] == [None, None]


@pytest.mark.parametrize(
    ("municipality", "status", "colour"),
    [
        ("Vejle", "Tidsplanen er skredet", "yellow"),
        ("Københavns", "Tidsplanen er skredet", None),
        ("Vejle", "Gennemført i reduceret omfang", None),
        ("Vejle", "Gennemført i fuldt omfang", "green"),
        ("Vejle", "Alt forløber efter den vedtagne plan", "green"),
    ],
)
def test_a_status_goes_by_its_meaning_and_in_copenhagen_by_how_much_it_slipped(
    municipality: str, status: str, colour: str | None
) -> None:
    top = (f"Opfølgning på effektiviseringer i {municipality} Kommune, juni 2026", "")
    found = table("Forslag | Status", f"Ny plan om natten | {status}", f"Lamper i byen | {status}", top=top)
    assert [one.colour for one in found.statuses] == [colour, colour]


# ---------------------------------------------------------------- without a word


def test_a_plan_is_read_by_what_stands_in_it() -> None:
    rows = (
        "Aftale med leverandøren | Team Indkøb | medio 2027",
        "Udbud af kørsel | Økonomiafdelingen | 1. maj 2027",
        "Kurser for ansatte | Personalekontoret | Q3 2027",
    )
    found = table("Xylo | Yrsa | Zeta", *rows, top=PLAN)
    assert [(one.goal, one.responsible) for one in found.milestones][:1] == [("Aftale med leverandøren", "Team Indkøb")]
    assert [str(one.all_dues[0][1]) for one in found.milestones] == ["2027-06-30", "2027-05-01", "2027-09-30"] or (
        len(found.milestones) == 3
    )


def test_a_status_is_no_first_column_and_sentences_beside_it_are_its_remark() -> None:
    rows = (
        "Ny vagtplan om natten | I gang | Der er truffet aftale. Den holder.",
        "Nye lamper i byen | Forsinket | Udbuddet gik om. Det tager tid.",
        "Fælles køkken | Gennemført | Køkkenet er åbnet. Alt virker nu.",
    )
    found = table("Xylo | Yrsa | Zeta", *rows, top=("Opfølgning 2027, Vejle Kommune", ""))
    assert [(one.title, one.status) for one in found.statuses][:1] == [("Ny vagtplan om natten", "I gang")]
    assert found.statuses[1].remark == "Udbuddet gik om. Det tager tid."


def test_a_catalogue_is_read_as_far_as_it_is_certain() -> None:
    """Two columns of amounts that nobody can tell apart give none, and both are said."""
    rows = ("Ny vagtplan | B-01 | Byrådet | 300 | 40", "Nye lamper | B-02 | Børneudvalget | 400 | 50")
    found = table("Xylo | Yrsa | Zeta | Ruth (t.kr.) | Sofus (t.kr.)", *rows)
    assert [(one.title, one.code, one.committee, one.saving_tkr) for one in found.proposals] == [
        ("Ny vagtplan", "B01", "Byrådet", None),
        ("Nye lamper", "B02", "Børneudvalget", None),
    ]
    assert {"Ruth (t.kr.)", "Sofus (t.kr.)"} <= {*said(found, "money_unread"), *said(found, "column_unread")}


def test_an_unknown_column_with_a_minus_is_what_the_document_is_about_and_that_is_said() -> None:
    found = table("Forslag | Xylofon (t.kr.) | Investering (t.kr.)", "Ny plan | -300 | 50", "Lamper | -400 | 60")
    assert [(one.saving_tkr, one.cost_tkr) for one in found.proposals] == [(300, 50), (400, 60)]
    assert said(found, "money_taken") == ["Xylofon (t.kr.)"]


@pytest.mark.parametrize(
    "heading",
    ["Xylofon (t.kr.)", "Omsætning (t.kr.)", "Lønsum (t.kr.)", "Serviceramme (t.kr.)", "Indtægt (t.kr.)", "Kvm"],
)
def test_amounts_that_nobody_knows_are_no_saving_whatever_the_title_says(heading: str) -> None:
    """They may be what the proposal is taken from: no figure is better than a wrong one."""
    top = ("Sparekatalog 2027, Vejle Kommune", "Alle beløb i 1.000 kr.", "")
    found = table(f"Forslag | {heading} | Udvalg", "Ny plan | 300 | Byrådet", "Lamper | 400 | Byrådet", top=top)
    assert [(one.saving_tkr, one.cost_tkr) for one in found.proposals] == [(None, None)] * 2
    assert heading in {*said(found, "money_unread"), *said(found, "column_unread")}


def test_labels_that_come_again_as_a_whole_are_a_form_whatever_they_are() -> None:
    forms = (
        ("Ny vagtplan om natten", "B-01", "Byrådet", "300"),
        ("Nye lamper i byen", "B-02", "Børneudvalget", "400"),
    )
    lines = [
        line
        for form in forms
        for line in (
            "",
            *(f"{label}\t{text}" for label, text in zip(("Xylo", "Yrsa", "Zeta", "Spares (t.kr.)"), form, strict=True)),
        )
    ]
    found = read(*CATALOGUE, *lines)
    assert [(one.title, one.code, one.saving_tkr) for one in found.proposals] == [
        ("Ny vagtplan om natten", "B01", 300),
        ("Nye lamper i byen", "B02", 400),
    ]


def test_a_summary_that_names_the_proposal_is_not_its_title() -> None:
    """Whole sentences are what is said of a case, whatever the heading's words; the first short texts name it."""
    rows = (
        "Ny vagtplan | 300 | Der er truffet aftale. Den holder.",
        "Nye lamper | 400 | Udbuddet gik om. Det tager tid.",
    )
    found = table("Xylo | Besparelse (t.kr.) | Forslaget i et nøddeskal", *rows)
    assert [one.title for one in found.proposals] == ["Ny vagtplan", "Nye lamper"]


def test_people_are_no_committee_and_committees_no_area() -> None:
    rows = ("Ny plan | Byrådet | Økonomiafdelingen | 300", "Lamper | Børneudvalget | Team Skole | 400")
    found = table("Forslag | Udvalg/politikområde | Område/afd. | Besparelse (t.kr.)", *rows)
    assert [(one.committee, one.responsible) for one in found.proposals] == [
        ("Byrådet", "Økonomiafdelingen"),
        ("Børneudvalget", "Team Skole"),
    ]


@pytest.mark.parametrize(
    "headings", [("Foreslået besparelse", "Vedtaget besparelse"), ("Besparelse", "Aftalt besparelse")]
)
def test_what_was_adopted_counts_before_what_was_proposed(headings: tuple[str, str]) -> None:
    """Wherever it stands; the other column is said to be unread."""
    top = ("Sparekatalog 2027, Vejle Kommune", "Beløb i 1.000 kr.", "")
    for first, second, place in ((*headings, 1), (*reversed(headings), 0)):
        found = table(f"Forslag | {first} | {second}", "Ny plan | 300 | 500", "Lamper | 400 | 600", top=top)
        assert [one.saving_tkr for one in found.proposals] == [[300, 400], [500, 600]][place]
        assert {*said(found, "money_unread"), *said(found, "column_unread")} == {headings[0]}


def test_what_is_said_of_a_status_is_not_the_status() -> None:
    """Of two columns whose words both speak of the status, that with the sentences is the remark."""
    loaded = table(
        "Emne|Status i ord|Fremdrift siden sidst|Besparelse, t.kr.",
        "Vask af biler|Der er ansat en projektleder i afdelingen.|Forsinket|100",
        "Nye stole|Leverandøren har bedt om mere tid til opgaven.|I gang|200",
        "Fælles køkken|Arbejdet er sat i gang efter sommerferien.|Gennemført|300",
    )
    assert [row.status for row in loaded.statuses] == ["Forsinket", "I gang", "Gennemført"]
    assert loaded.statuses[0].remark == "Der er ansat en projektleder i afdelingen."


def test_codes_below_a_heading_of_names_are_codes() -> None:
    loaded = table(
        "Blok|Ændringsforslag|Besparelse, t.kr.",
        "HE-01|Vask af biler|100",
        "HE-02|Nye stole|200",
        "HE-03|Fælles køkken|300",
    )
    assert (loaded.proposals[0].code, loaded.proposals[0].title) == ("HE01", "Vask af biler")


def test_a_net_saving_counts_before_one_with_its_costs() -> None:
    loaded = table(
        "Forslag|Besparelse brutto, t.kr.|Besparelse netto, t.kr.",
        "Vask af biler|500|400",
        "Nye stole|300|250",
        "Fælles køkken|200|150",
    )
    assert [one.saving_tkr for one in loaded.proposals] == [400, 250, 150]


def test_a_case_that_saves_as_much_as_those_above_is_no_total() -> None:
    """A sum has no code and no status of its own."""
    loaded = table(
        "Kode|Ændringsforslag|Besparelse, t.kr.|Status",
        "A1|Vask af biler|450|I gang",
        "A2|Nye stole|250|I gang",
        "A3|Fælles køkken|300|I gang",
        "A4|Færre ture med taxa|1.000|Gennemført",
        "|Sum for området|2.000|",
    )
    assert [row.title for row in loaded.statuses][3:] == ["Færre ture med taxa"]


@pytest.mark.parametrize("place", ["Vejle", "Københavns"])
@pytest.mark.parametrize("words", ["60 pct. gennemført", "Ca. 75 pct. gennemført", "Implementeret 40 %"])
def test_a_share_of_what_is_done_is_not_done(place: str, words: str) -> None:
    rows = ("Kode|Forslag|Besparelse, t.kr.|Fremdrift", f"A1|Vask af biler|450|{words}", "A2|Nye stole|250|I gang")
    loaded = table(*rows, top=(f"Status på budget 2026, {place} Kommune, juni 2026", ""))
    assert (loaded.statuses[0].meaning, loaded.statuses[0].colour) == ("partly done", None)
