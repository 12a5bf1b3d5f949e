"""The samples are read whole: what samples/README.md says of them is so."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from index.store.row_matching import MovementKind, movements
from loaders import files, kinds, links
from records import Loaded, Proposal, StatusRow

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DECEMBER = "status-december-2025.txt"


@pytest.fixture(scope="module")
def samples() -> dict[str, Loaded]:
    """Every sample by its kind; of the two follow-up reports the older."""
    read = [kinds.read_document(files.document(path)) for path in sorted(SAMPLES.glob("*.txt"))]
    return {loaded.kind: loaded for loaded in read if loaded.document != DECEMBER}


@pytest.fixture(scope="module")
def proposals(samples: dict[str, Loaded]) -> dict[str | None, Proposal]:
    """The proposals of the catalogue by code."""
    return {proposal.code: proposal for proposal in samples["proposals"].proposals}


@pytest.fixture(scope="module")
def rows(samples: dict[str, Loaded]) -> tuple[StatusRow, ...]:
    return samples["statuses"].statuses


def found(loaded: Loaded, code: str) -> set[str]:
    """The kinds of the findings about a code."""
    return {
        finding.kind for finding in loaded.findings if code in (finding.values.get("code"), finding.values.get("case"))
    }


@pytest.mark.parametrize(
    ("kind", "proposals", "milestones", "statuses", "figures"),
    [
        ("ideas", 7, 0, 0, 0),
        ("proposals", 5, 32, 0, 0),
        ("statuses", 0, 0, 13, 0),
        ("strategy", 0, 0, 0, 52),
        ("letter", 0, 0, 0, 0),
    ],
)
def test_every_kind_is_there(
    samples: dict[str, Loaded], kind: str, proposals: int, milestones: int, statuses: int, figures: int
) -> None:
    """Each layout is recognised by what stands in it, and nothing of it is lost."""
    loaded = samples[kind]
    counts = (len(loaded.proposals), len(loaded.milestones), len(loaded.statuses), len(loaded.figures))
    assert counts == (proposals, milestones, statuses, figures)


def test_a_proposal_printed_twice_is_one(samples: dict[str, Loaded]) -> None:
    """Two chapters print it; it is counted once and keeps both places."""
    (twice,) = [proposal for proposal in samples["ideas"].proposals if len(proposal.places) > 1]
    assert (twice.title, len(twice.places)) == ("Skærmbesøg i hjemmeplejen", 2)


def test_costs_in_words(samples: dict[str, Loaded]) -> None:
    """The first one-off amount is the cost; "Ikke oplyst" is none, and never 0."""
    costs = {proposal.cost_text: proposal.cost_tkr for proposal in samples["ideas"].proposals}
    assert costs["420 i 2026, herefter 110 årligt"] == 420
    assert costs["1500 engangsudgift + 60 årligt"] == 1500
    assert costs["Ikke oplyst"] is None


def test_damage_of_the_page_is_mended(samples: dict[str, Loaded]) -> None:
    """Page furniture and a hyphen that became a "1" are no part of what a proposal says."""
    said = " ".join(proposal.summary for proposal in samples["ideas"].proposals)
    assert "it-udstyr" in said
    assert "effektivisering " in said
    assert "Idébank" not in said


@pytest.mark.parametrize("code", ["IF01", "IF03", "IF05"])
def test_figures_add_up(proposals: dict[str | None, Proposal], code: str) -> None:
    """Lasting change and implementation make the total of every year, also where blank cells leave no mark."""
    proposal = proposals[code]
    for year in range(2025, 2031):
        parts = proposal.lasting_change.get(year, 0) + proposal.implementation.get(year, 0)
        assert proposal.total_effect[year] == parts


def test_a_total_that_does_not_add_up_is_kept_and_found(
    samples: dict[str, Loaded], proposals: dict[str | None, Proposal]
) -> None:
    """Two swapped digits stay as printed and are a finding, as are another title and payback in the overview."""
    assert proposals["IF04"].total_effect[2027] == -620
    assert found(samples["proposals"], "IF04") >= {
        "proposal_years_differ",
        "proposal_title_differs",
        "proposal_payback_differs",
    }


def test_a_title_without_its_code(proposals: dict[str | None, Proposal]) -> None:
    """The overview has the code that the title lacks."""
    assert proposals["IF03"].title == "Fælles booking af skolernes lokaler"
    assert len(proposals["IF03"].places) == 2


def test_the_confidential_one_has_its_overview_line(proposals: dict[str | None, Proposal]) -> None:
    """What the overview says of it is all that is known."""
    confidential = proposals["IF02"]
    assert (confidential.confidential, confidential.saving_tkr, confidential.cost_tkr) == (True, 900, 300)
    assert not confidential.total_effect
    assert [code for code, proposal in proposals.items() if proposal.confidential] == ["IF02"]


def test_due_days_in_every_form(samples: dict[str, Loaded]) -> None:
    """Every goal names a due day, but for the one whose date is only relative."""
    without = [milestone.when for milestone in samples["proposals"].milestones if not milestone.all_dues]
    assert without == ["Efter implementering"]
    several = {
        milestone.when: len(milestone.all_dues)
        for milestone in samples["proposals"].milestones
        if len(milestone.all_dues) > 1
    }
    assert several == {"Ultimo 2026 og medio 2027": 2, "Februar 2026, 2027 og 2028": 3}
    assert sum(milestone.recurring for milestone in samples["proposals"].milestones) == 3


def test_thirteen_rows_are_twelve_cases(rows: tuple[StatusRow, ...]) -> None:
    """A case in two areas is one case with two rows."""
    assert len({(row.code or row.title, row.budget_year) for row in rows}) == 12
    assert {row.area for row in rows if row.code == "TV01"} == {"Voksne med handicap", "Familier og unge"}


def test_a_code_of_two_cases(rows: tuple[StatusRow, ...]) -> None:
    """One code, two budget years, two cases."""
    assert {(row.budget_year, row.title) for row in rows if row.code == "VH01"} == {
        (2023, "Flere botilbud tæt på byen"),
        (2025, "Fælles vagtplan for bosteder"),
    }


def test_colours(rows: tuple[StatusRow, ...]) -> None:
    """Red for both kinds of delay or a case that is not carried out as intended, yellow for one."""
    coloured = {row.code: row.colour for row in rows if row.colour != "green"}
    assert coloured == {"VH04": "red", "AD01": "red", "FU02": "yellow"}
    assert Counter(row.colour_from for row in rows) == {"words": 13}


def test_a_positive_saving_is_an_extra_cost(samples: dict[str, Loaded], rows: tuple[StatusRow, ...]) -> None:
    """It is kept as printed and is a finding."""
    assert [row.code for row in rows if (row.saving_tkr or 0) > 0] == ["TV03"]
    assert found(samples["statuses"], "TV03") == {"extra_cost"}


def test_the_next_report_moves_one_case_of_each_sort(rows: tuple[StatusRow, ...]) -> None:
    """One turns red, one yellow, one is better, one amount changes, one case is new, one is left out."""
    later = kinds.read_document(files.document(SAMPLES / DECEMBER))
    assert (later.as_of, len(later.statuses)) == (date(2025, 12, 31), 13)
    moved = {(m.kind, m.row.code, m.row.colour) for m in movements(rows, later.statuses) if m.kind != MovementKind.SAME}
    assert moved == {
        (MovementKind.WORSE, "VH02", "yellow"),
        (MovementKind.WORSE, "FU02", "red"),
        (MovementKind.BETTER, "AD01", "yellow"),
        (MovementKind.CHANGED, "VH04", "red"),
        (MovementKind.CHANGED, "TV04", "green"),
        (MovementKind.NEW, "FU04", "green"),
        (MovementKind.VANISHED, None, "green"),
    }


def test_proposals_are_followed_up_under_other_codes(samples: dict[str, Loaded], rows: tuple[StatusRow, ...]) -> None:
    """Titles and amounts (or shares of them) tell which."""
    linked = {
        (link.from_code, link.to_code, link.to_budget_year)
        for link in links.find_links(samples["proposals"].proposals, rows)
    }
    assert linked == {("IF01", "TV01", 2025), ("IF05", "FU01", 2025)}


@pytest.mark.parametrize("year", ["2026", "2027", "2028", "2029"])
def test_the_table_of_committees_adds_up(samples: dict[str, Loaded], year: str) -> None:
    """The committees' rows make the total, year by year."""
    column = f"Effektiviseringer, service {year}"
    values = {figure.row: figure.value for figure in samples["strategy"].figures if figure.column == column}
    total = values.pop("I alt, investeringsforslag")
    assert sum(values.values()) == total


def test_the_letter_speaks_for_a_municipality(samples: dict[str, Loaded]) -> None:
    """Its amounts stand in passages under their headings."""
    headings = [passage.heading for passage in samples["letter"].passages if "mio. kr." in passage.text]
    assert headings == [
        "Rekruttering og fastholdelse",
        "Klima og bygninger",
        "Sociale investeringer",
        "It og digitalisering",
    ]
    assert samples["letter"].municipality == "Struer"
