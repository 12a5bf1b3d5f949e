"""One proposal printed several times, and several proposals that look alike."""

import pytest

from loaders.kinds.ideas.sums import yearly_saving
from tests.loaders.kinds.ideas_form import ECONOMY, form, kinds, load

TEXT = " Der ansættes en fælles leder, og de to afdelinger deler lokaler, biler og vagtplan fra august."
OTHER = ECONOMY.replace("450", "700").replace("2026", "2027").replace("100", "0")


def test_a_reprint_is_the_same_proposal() -> None:
    """One proposal under two chapters counts once, has two places, and its fields are those of the first print."""
    (proposal,) = load(form(), " Skoler\n", form()).proposals
    assert len(proposal.places) == 2
    assert proposal.places[0] == proposal.source


ALIKE = {
    "a slip of the pen": (form("Fælles ledelse af dagplejen", TEXT), form("Fælles ledlse af dagplejen", TEXT)),
    "a lost hyphen": (form("Fælles lede1lse af dagplejen", TEXT), form("Fælles ledelse af dagplejen", TEXT)),
    "spacing and case": (form("Fælles  ledelse - dagpleje", TEXT), form("Fælles Ledelse-dagpleje", TEXT)),
    "title run into the text": (form("Fælles ledelse\nog drift", TEXT), form("Fælles ledelse\n og drift", TEXT)),
    "text mended": (form("Fælles ledelse", TEXT), form("Fælles ledelse", TEXT + " Mere.", economy=OTHER)),
    "figures mended": (form("Fælles ledelse", TEXT), form("Fælles ledelse", TEXT, economy=OTHER)),
}
APART = {
    "another municipality": (form("Fælles ledelse", TEXT), form("Fælles ledelse", TEXT, municipality="Ærø")),
    "another code": (form("BSU - 022 Fælles ledelse", TEXT), form("BSU - 023 Fælles ledelse", TEXT)),
    "another number": (form("Fælles ledelse i afdeling 4", TEXT), form("Fælles ledelse i afdeling 5", TEXT)),
    "another place": (form("Fælles ledelse i nord", TEXT), form("Fælles ledelse i nær", TEXT)),
    "more words": (form("Fælles ledelse", TEXT), form("Fælles ledelse og drift", TEXT)),
    "other text and figures": (
        form("Fælles ledelse", TEXT),
        form("Fælles ledelse", " Nyt udbud af kørsel.", economy=OTHER),
    ),
    "near title, other figures": (form("Bedre ledelse", TEXT), form("Bedre ledelser", TEXT, economy=OTHER)),
}


@pytest.mark.parametrize("case", ALIKE)
def test_nearly_identical_prints_are_one_proposal(case: str) -> None:
    """Slips, spacing and a title that runs into its text do not make a second proposal."""
    assert [len(proposal.places) for proposal in load(*ALIKE[case]).proposals] == [2]


@pytest.mark.parametrize("case", APART)
def test_proposals_that_look_alike_stay_apart(case: str) -> None:
    """Municipality, code, numbers and short words tell proposals apart, and so do figures with another text."""
    assert [len(proposal.places) for proposal in load(*APART[case]).proposals] == [1, 1]


def test_reprints_that_disagree_are_told() -> None:
    """The first print counts; every field that a reprint has otherwise is a finding at the reprint's line."""
    first = form(text=TEXT)
    loaded = load(first, form(text=TEXT, economy=OTHER.replace("Ja", "Nej"), ticked=("Skoler", "Administration")))
    told = {finding.values["field"]: (finding.values["first"], finding.values["other"]) for finding in loaded.findings}
    assert set(kinds(loaded)) == {"idea_reprint_differs"}
    assert told == {
        "saving_tkr": ("450", "700"),
        "phase_in_year": ("2026", "2027"),
        "cost_tkr": ("100", "0"),
        "adopted": ("Ja", "Nej"),
        "areas": ("Skoler", "Administration, Skoler"),
    }
    assert loaded.proposals[0].saving_tkr == 450.0
    assert all((finding.source.line or 0) > first.count("\n") for finding in loaded.findings)


def test_a_doubt_is_told_once_for_all_prints() -> None:
    """What every print lacks is one finding."""
    unstated = form(economy=ECONOMY.replace("450", "Ikke oplyst"))
    assert kinds(load(unstated, unstated, unstated)) == ["idea_effect_missing"]


SUMS = [
    (2000.0, "Der kan spares 0,5 mio. kr. årligt.", (500.0, 4)),
    (10800.0, "Forslaget giver en årlig gevinst på 3,6 mio. kr. årligt.", (3600.0, 3)),
    (252.0, "Det giver en mulig gevinst på 62.919 kr. årligt ved skiftet.", (62.919, 4)),
    (1610.0, "Tiltaget medfører en reduktion på 200.000 kr. i 2024 og 470.000 kr. i overslagsårene.", (470.0, 4)),
    (2000.0, "Der samlet kan spares kr. 500.000 årligt.", (500.0, 4)),
]


@pytest.mark.parametrize(("effect", "summary", "yearly"), SUMS)
def test_an_effect_that_sums_years_is_seen(effect: float, summary: str, yearly: tuple[float, int]) -> None:
    """The form's effect is two to four times the saving of the text, or its first year and the full years after it."""
    found = yearly_saving(effect, summary)
    assert found is not None
    assert (found.tkr, found.years) == yearly


@pytest.mark.parametrize(
    ("effect", "summary"),
    [
        (500.0, "Der kan spares 500.000 kr. årligt, i alt 2 mio. kr."),
        (2000.0, "Der kan spares 0,5 mio. kr. og senere 2 mio. kr."),
        (2000.0, "Der investeres 0,5 mio. kr. om året."),
        (2000.0, "Besparelsen hentes i driften. Udgiften er i dag 0,5 mio. kr."),
        (2000.0, "En besparelse på 500 kr. pr. plads."),
        (2000.0, "En besparelse på 0,3 mio. kr."),
        (2000.0, "Ingen beløb."),
        (None, "Der kan spares 0,5 mio. kr. årligt."),
    ],
)
def test_an_effect_is_a_sum_only_when_the_text_says_a_yearly_saving(effect: float | None, summary: str) -> None:
    """Costs, prices per place, savings that are no part of the effect, and a confirmed effect make no sum."""
    assert yearly_saving(effect, summary) is None


def test_both_figures_of_a_sum_are_kept() -> None:
    """The printed effect stays in its field; the yearly figure of the text is told, at its own line."""
    loaded = load(form(text=" Vagterne lægges samlet.\n\n Der kan spares 150.000 kr. årligt."))
    (finding,) = loaded.findings
    assert (loaded.proposals[0].saving_tkr, finding.kind) == (450.0, "idea_effect_is_sum")
    assert finding.values["yearly"] == "150.000 kr."
    assert finding.source.line == 7
