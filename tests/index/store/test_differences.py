"""Two documents that print other figures for one case: both stand in a finding of the newer one."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from index.search.entries import update_entries
from index.store.differences import DIFFERING
from index.store.store import Store
from loaders import links
from records import Loaded, Proposal, Source, StatusRow
from templates import catalogue
from tests.sample_store import row

NOW = datetime(2026, 11, 20, 9, 0)
JUNE, DECEMBER = date(2024, 6, 30), date(2024, 12, 31)
HOME = replace(row("AA01", 2023, "Hjemmebesøg i bostøtten", 10), saving_tkr=-500.0, investment_tkr=1200.0)
PLACE = "Lillekøbing"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "a.db", find_links=links.find_links, follow=update_entries)) as made:
        yield made


def report(store: Store, name: str, day: date, *rows: StatusRow) -> None:
    dated = tuple(
        replace(one, source=Source(name, line), as_of=day, municipality=PLACE) for line, one in enumerate(rows, 1)
    )
    store.replace(Loaded(name, "statuses", "Status", PLACE, day, statuses=dated), name, NOW)


def proposed(store: Store, name: str, saving: float | None, cost: float | None, title: str = HOME.title) -> None:
    one = Proposal(
        PLACE,
        title,
        Source(name, 1),
        code="AA01",
        budget_year=2023,
        saving_tkr=saving,
        cost_tkr=cost,
        price_level="2023",
    )
    store.replace(Loaded(name, "proposals", "Forslag", PLACE, None, proposals=(one,)), name, NOW)


def differing(store: Store) -> list[tuple[object, ...]]:
    found = (one for one in store.findings().values() if one.kind == DIFFERING)
    return [
        (one.source.document, *(one.values[key] for key in ("figure", "own", "other", "document"))) for one in found
    ]


@pytest.mark.parametrize(
    ("saving", "investment", "figures"),
    [
        (-500.0, 1200.0, []),
        (-520.0, 1201.0, []),  # in later prices, and rounded
        (500.0, 1200.0, ["saving"]),
        (-5000.0, 1200.0, ["saving"]),
        (-500.0, 12000.0, ["investment"]),
        (None, 120.0, ["investment"]),
    ],
)
def test_amounts_that_are_others_than_in_the_report_before(
    store: Store, saving: float | None, investment: float, figures: list[str]
) -> None:
    report(store, "juni", JUNE, HOME)
    report(store, "december", DECEMBER, replace(HOME, saving_tkr=saving, investment_tkr=investment))
    assert [(found[0], found[1], found[4]) for found in differing(store)] == [
        ("december", one, "juni") for one in figures
    ]


def test_amounts_of_a_report_that_are_others_than_those_of_the_proposal(store: Store) -> None:
    """Said once, however often documents come in; not of another proposal that has the same code."""
    report(store, "status", DECEMBER, HOME)
    proposed(store, "andet", 900.0, 100.0, title="Ny rengøringsaftale")
    assert differing(store) == []
    proposed(store, "katalog", 50.0, 1200.0)
    proposed(store, "katalog", 50.0, 1200.0)
    assert differing(store)[0] == ("status", "saving", -500.0, -50.0, "katalog")
    assert len([one for one in differing(store) if one[0] == "status"]) == 1


def test_shares_of_a_case_are_no_other_amounts(store: Store) -> None:
    proposed(store, "katalog", 800.0, 1200.0)
    report(store, "status", DECEMBER, replace(HOME, area="A"), replace(HOME, area="B", saving_tkr=-300.0))
    assert differing(store) == []


def test_amounts_of_a_proposal_that_are_others_in_another_document(store: Store) -> None:
    proposed(store, "katalog", 500.0, 1200.0)
    proposed(store, "bilag", 500.0, 2100.0)
    assert differing(store) == [("bilag", "investment", 2100.0, 1200.0, "katalog")]
    proposed(store, "bilag", 500.0, 1200.0)


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_said_in_words(store: Store, language: str) -> None:
    proposed(store, "katalog", 500.0, 1200.0)
    proposed(store, "bilag", 500.0, 2100.0)
    (found,) = (one for one in store.findings().values() if one.kind == DIFFERING)
    said = catalogue.say(f"findings.{found.kind}", language, **found.values)
    assert "AA01 (2023)" in said
    assert "katalog" in said
