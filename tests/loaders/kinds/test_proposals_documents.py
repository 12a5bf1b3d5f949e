"""The real catalogue: counts, sums and places, held against the text itself."""

from collections import Counter
from pathlib import Path

import pytest

from loaders.files import document
from records import Document, Loaded
from tests import once

pytestmark = pytest.mark.documents


@pytest.fixture(scope="module")
def text(documents: Path) -> Document:
    return document(documents / "investeringsforslag-ofs-2021-2022.txt")


@pytest.fixture(scope="module")
def loaded(documents: Path) -> Loaded:
    return once.read(documents / "investeringsforslag-ofs-2021-2022.txt")


def test_counts(loaded: Loaded) -> None:
    """39 proposals stand in the overview, 35 of them in full, with 175 milestones."""
    assert len(loaded.proposals) == 39
    assert sum(bool(found.lasting_change) for found in loaded.proposals) == 35
    assert sum(found.confidential for found in loaded.proposals) == 2
    assert len(loaded.milestones) == 175
    assert (loaded.municipality, loaded.title) == ("København", "Investeringsforslag OFS 2021-2022")


def test_years_add_up_or_are_named(loaded: Loaded) -> None:
    """Lasting change + implementation = total effect in every year that no finding names."""
    named = {(found.values["code"], found.values["year"]) for found in loaded.findings if "year" in found.values}
    for found in loaded.proposals:
        for year, total in found.total_effect.items():
            parts = found.lasting_change.get(year, 0.0) + found.implementation.get(year, 0.0)
            assert abs(parts - total) <= 1 or (found.code, year) in named


def test_every_proposal_in_full_has_its_fields(loaded: Loaded) -> None:
    """Title, summary, amounts, price level, a ticked administration and a payback stand in every body."""
    for found in loaded.proposals:
        assert found.title
        assert found.committee
        if found.lasting_change:
            assert found.summary
            assert found.affected
            assert (found.saving_tkr or 0) > 0
            assert (found.cost_tkr or 0) > 0
            assert found.price_level == "2023"
            assert found.payback_service_years or found.payback_total_years


def test_figures_stand_where_evidence_says(loaded: Loaded, text: Document) -> None:
    """The printed saving stands on the line that its evidence names."""
    for found in loaded.proposals:
        if found.lasting_change:
            line = text.lines[(found.evidence["saving_tkr"].line or 0) - 1].replace(". ", ".")
            assert f"{found.saving_tkr:,.0f}".replace(",", ".") in line


def test_milestones_are_whole_rows(loaded: Loaded, text: Document) -> None:
    """Every row begins on its line, names somebody and a time, and no row is doubtful."""
    for row in loaded.milestones:
        assert row.goal.startswith(text.lines[(row.source.line or 0) - 1].split()[0].rstrip("-"))
        assert row.measured_by
        assert row.responsible
        assert row.when
    assert "milestone_doubtful" not in Counter(found.kind for found in loaded.findings)


def test_contradictions_are_found(loaded: Loaded) -> None:
    """Price levels, titles, paybacks and amounts that differ, and totals that do not add up, are named."""
    counts = Counter(found.kind for found in loaded.findings)
    expected = {
        "proposal_price_levels": 1,
        "proposal_only_in_overview": 4,
        "proposal_code_from_overview": 1,
        "proposal_title_differs": 3,
        "proposal_payback_differs": 1,
        "proposal_cost_differs": 1,
        "proposal_years_differ": 3,
        "proposal_parts_differ": 2,
        "proposal_administration_missing": 3,
    }
    assert {kind: counts[kind] for kind in expected} == expected


def test_text_is_whole(loaded: Loaded) -> None:
    """No side note and no broken word is left in the text, and every passage knows its proposal."""
    for passage in loaded.passages:
        assert "Side " not in passage.text[:5]
        assert passage.title
        assert passage.code
        assert (passage.source.line or 0) <= (passage.last_line or 0)
