"""The bank of 2024 as it is: what a person counts in it."""

from collections import Counter
from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import ideas
from records import Document, Loaded, Proposal, names
from tests import once

pytestmark = pytest.mark.documents


@pytest.fixture(scope="module")
def bank(documents: Path) -> Document:
    return files.document(documents / "idebank-2024.txt")


@pytest.fixture(scope="module")
def loaded(documents: Path) -> Loaded:
    return once.read(documents / "idebank-2024.txt")


def titled(loaded: Loaded, start: str) -> Proposal:
    (proposal,) = (proposal for proposal in loaded.proposals if proposal.title.startswith(start))
    return proposal


def test_the_bank_holds_270_proposals_in_333_places(loaded: Loaded) -> None:
    """333 forms are printed: 270 proposals from 40 municipalities, none twice under one title."""
    assert len(loaded.proposals) == 270
    assert sum(len(proposal.places) for proposal in loaded.proposals) == 333
    assert len({proposal.municipality for proposal in loaded.proposals}) == 40
    assert max(Counter((proposal.municipality, proposal.title) for proposal in loaded.proposals).values()) == 1


def test_the_text_of_each_proposal_is_read_once_with_its_place(loaded: Loaded) -> None:
    """Its paragraphs are quoted as those of any other document, and not for each chapter that prints them again."""
    told = [one for one in loaded.passages if "sommerblomster er ca. 140.000 kr." in one.text]
    assert [(one.municipality, one.source.line) for one in told] == [("Frederiksberg", 3211)]


def test_the_two_proposals_printed_everywhere(loaded: Loaded) -> None:
    """Two proposals stand in eight chapters each, and have all nine areas ticked."""
    everywhere = [proposal for proposal in loaded.proposals if len(proposal.places) == 8]
    assert {proposal.municipality for proposal in everywhere} == {"Favrskov", "Syddjurs"}
    assert all(set(proposal.areas) == set(names.AREAS) for proposal in everywhere)


def test_every_form_is_whole(loaded: Loaded) -> None:
    """All have a known municipality, a title, one of the nine areas, a yes or no, and further information."""
    for proposal in loaded.proposals:
        assert proposal.municipality in names.MUNICIPALITIES
        assert proposal.title
        assert proposal.areas
        assert set(proposal.areas) <= set(names.AREAS)
        assert proposal.adopted is not None
        assert proposal.further_information


def test_figures_stand_on_their_line(bank: Document, loaded: Loaded) -> None:
    """The line of every effect, year and cost holds what the field says."""
    fields = (("saving_tkr", "saving_text"), ("phase_in_year", "phase_in_text"), ("cost_tkr", "cost_text"))
    for proposal in loaded.proposals:
        for place, name in fields:
            line = bank.lines[(proposal.evidence[place].line or 0) - 1]
            assert (getattr(proposal, name) or "").split(" ")[0] in line


def test_one_proposal_stands_inside_another(loaded: Loaded) -> None:
    """A form from Greve splits one from Halsnæs; each keeps its own fields."""
    inside = [finding for finding in loaded.findings if finding.kind == "idea_inside_another"]
    assert [finding.values["outer"] for finding in inside] == ["Halsnæs"]
    outer = titled(loaded, "Styrket opsøgende ungeindsats")
    assert (outer.municipality, outer.saving_tkr, outer.further_information) == (
        "Halsnæs",
        280.0,
        "Dokumentvisning (halsnaes.dk)",
    )


def test_measures_are_as_printed(loaded: Loaded) -> None:
    """No measure is a piece of another field; "Digitalisering" keeps its spellings."""
    found = {measure for proposal in loaded.proposals for measure in proposal.measures}
    assert len(found) == 14
    assert {"Digitalisering", "Digitalisering/Automatisering", "Digitalisering/automatisering"} <= found
    assert not any(character.isdigit() for measure in found for character in measure)


def test_no_furniture_and_no_lost_hyphen_is_left(loaded: Loaded) -> None:
    """Titles and texts hold neither the bank's name nor a "1" inside a word."""
    for proposal in loaded.proposals:
        words = f"{proposal.title} {proposal.summary}"
        assert "Idébank 2024" not in words
        assert not any(
            a.isalpha() and b == "1" and c.islower() for a, b, c in zip(words, words[1:], words[2:], strict=False)
        )


def test_what_is_not_stated_is_unknown(loaded: Loaded) -> None:
    """Six effects are not stated and 16 costs are no one-off amount; each is told. "Ikke oplyst" is never 0."""
    counts = Counter(finding.kind for finding in loaded.findings)
    assert sum(proposal.saving_tkr is None for proposal in loaded.proposals) == counts["idea_effect_missing"] == 6
    stated = [proposal for proposal in loaded.proposals if proposal.cost_text != "Ikke oplyst"]
    without = [proposal for proposal in stated if proposal.cost_tkr is None]
    assert len(without) == counts["idea_cost_yearly"] + counts["idea_cost_unread"] == 16
    assert all(proposal.cost_tkr is None for proposal in loaded.proposals if proposal not in stated)


def test_other_documents_are_no_banks(documents: Path) -> None:
    """Only the bank is recognised among the documents."""
    paths = sorted(documents.glob("*.txt"))
    assert [path.name for path in paths if ideas.recognises(files.document(path))] == ["idebank-2024.txt"]
