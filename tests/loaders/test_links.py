"""Links between proposals and the status rows that follow them up: what makes one, and what must never."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders import links, titles
from records import Proposal, Source, StatusRow
from tests import once

PROPOSAL = Proposal(
    municipality="Odense",
    title="Fælles vagtplanlægning og mobile hjælpemidler på plejehjem",
    source=Source("forslag.txt", 1),
    code="AB12",
    price_level="2023",
    cost_tkr=2000,
    saving_tkr=1000,
    implementation={2022: 1500, 2023: 500},
    lasting_change={2023: -500, 2024: -1000},
)
ROW = StatusRow(
    municipality="Odense",
    code="PL04",
    code_as_printed="PL04",
    budget_year=2023,
    area="Plejehjem",
    title="Fælles vagtplanlægning og mobile hjælpemidler på plejehjem",
    type="Investeringsforslag",
    status="Forløber som planlagt",
    colour="green",
    colour_from="words",
    remark="",
    source=Source("status.txt", 7),
    investment_tkr=2000,
    saving_tkr=-1085,
    price_level="2025",
)
OTHERS = tuple(
    replace(ROW, code=f"ZZ{n:02}", title=title, investment_tkr=90, saving_tkr=-9)
    for n, title in enumerate(("Mobile løsninger i hjemmeplejen", "Fælles indkøb", "Færre biler", "Grønne tage"))
)


def basis(proposal: Proposal, *rows: StatusRow) -> list[tuple[str | None, str]]:
    return [(link.to_code, link.basis) for link in links.find_links([proposal], [*rows, *OTHERS])]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "title+amount"),
        ({"title": "Fælles vagtplanlægning og mobile hjælpemiddler på plejehjem."}, "title+amount"),
        ({"title": "Vagtplanlægning og mobile hjælpemidler på plejehjem"}, "title+amount"),
        ({"investment_tkr": 1000, "saving_tkr": -542}, "title+share"),
        ({"investment_tkr": None}, "title+amount"),
        ({"investment_tkr": None, "saving_tkr": None}, "title"),
        ({"investment_tkr": 5000, "saving_tkr": -3000}, "title"),
        ({"budget_year": 2024}, "title+amount"),
    ],
)
def test_nearly_the_same_title_and_amounts_make_a_link(changes: dict[str, object], expected: str) -> None:
    """Words may be misspelt or missing; a saving is dearer in later prices; a share is the same part of both."""
    assert basis(PROPOSAL, replace(ROW, **changes)) == [("PL04", expected)]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Mobile hjælpemidler i hjemmeplejen"},
        {"title": "Fælles indkøb af hjælpemidler til plejehjem"},
        {"title": "Vagtplanlægning og mobile hjælpemidler på plejehjem", "investment_tkr": 700, "saving_tkr": -20},
        {"municipality": "Vejle"},
        {"budget_year": 2028},
        {"budget_year": 2019},
    ],
)
def test_likeness_alone_makes_no_link(changes: dict[str, object]) -> None:
    """Other words, other amounts, another municipality or a year far off: no link."""
    assert basis(PROPOSAL, replace(ROW, **changes)) == []


def test_a_short_ordinary_title_needs_its_amounts() -> None:
    """Two words that anybody may use are no ground on their own."""
    short = replace(PROPOSAL, title="Driftsoptimering på udførerområdet")
    row = replace(ROW, title="Driftoptimering på udførerområdet")
    assert basis(short, row) == [("PL04", "title+amount")]
    assert basis(short, replace(row, investment_tkr=300, saving_tkr=-12)) == []


def test_of_two_titles_that_share_most_words_each_gets_its_own() -> None:
    """A series of proposals has one long beginning; the words that differ and the amounts tell them apart."""
    start = "Tidlig målrettet indsats for en god"
    pair = [
        replace(PROPOSAL, code="AB1", title=f"{start} start på livet", cost_tkr=8400, saving_tkr=3000),
        replace(PROPOSAL, code="AB2", title=f"{start} skolestart", cost_tkr=5600, saving_tkr=1750),
    ]
    rows = [
        replace(ROW, code="BU03", title=f"{start} skolestart", investment_tkr=5600, saving_tkr=-1901),
        replace(ROW, code="BU02", title=f"{start} start på livet", investment_tkr=8400, saving_tkr=-3258),
    ]
    assert {(link.from_code, link.to_code) for link in links.find_links(pair, rows)} == {
        ("AB1", "BU02"),
        ("AB2", "BU03"),
    }


def test_the_amounts_decide_between_two_cases_of_one_title() -> None:
    """The same title comes back another year with other amounts: the case whose amounts agree is the one."""
    again = replace(ROW, code="PL09", budget_year=2024, investment_tkr=900, saving_tkr=-70)
    assert basis(PROPOSAL, ROW, again) == [("PL04", "title+amount")]


def test_what_nothing_decides_is_a_doubt_and_no_link() -> None:
    """Two cases that fit equally well are both named; none is guessed."""
    twin = replace(ROW, code="PL09")
    assert links.find_links([PROPOSAL], [ROW, twin]) == ()
    (doubt,) = links.doubts([PROPOSAL], [ROW, twin])
    assert doubt.kind == "link_undecided"
    assert {doubt.values["one"], doubt.values["other"]} == {"PL04 (2023)", "PL09 (2023)"}


def test_a_case_in_two_areas_is_linked_in_both() -> None:
    """A case that is shared between areas has a row and a link in each; in two reports it has one link."""
    half = replace(ROW, investment_tkr=1000, saving_tkr=-542)
    rows = [half, replace(half, area="Hjemmepleje"), replace(half, source=Source("status-2.txt", 9))]
    found = links.find_links([PROPOSAL], rows)
    assert sorted((link.to_area, link.basis) for link in found) == [
        ("Hjemmepleje", "title+share"),
        ("Plejehjem", "title+share"),
    ]


def test_one_code_and_year_is_one_case_already() -> None:
    """A proposal that stands under the row's own code and year needs no link; without a year the link supplies it."""
    named = replace(PROPOSAL, code="PL04", budget_year=2023)
    assert basis(named, ROW) == []
    assert basis(replace(named, budget_year=None), ROW) == [("PL04", "title+amount")]


def test_rounded_overview_amounts_agree() -> None:
    """A line of an overview has mio. kr. with one decimal: 0,2 may be 245."""
    line = replace(PROPOSAL, implementation={}, lasting_change={}, cost_tkr=400, saving_tkr=200, price_level="2022")
    assert basis(line, replace(ROW, investment_tkr=430, saving_tkr=-245)) == [("PL04", "title+amount")]


def test_a_link_has_a_score_and_both_ends() -> None:
    """The score is between 0 and 1, and higher where amounts agree than where only titles do."""
    (sure,) = links.find_links([PROPOSAL], [ROW])
    (less,) = links.find_links([PROPOSAL], [replace(ROW, investment_tkr=9, saving_tkr=-9)])
    assert (sure.from_code, sure.to_budget_year, sure.municipality) == ("AB12", 2023, "Odense")
    assert 0 < less.score < sure.score <= 1


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Styrket overgang fra ung til voksen.", "Styrket overgang fra ung til voksen", True),
        ("Måltrettet indsats for unge", "Målrettet indsats for de unge", True),
        ("Digitale borgermøder og indsatser", "Digitale borgermøder og indsats", True),
        ("Styrket indsats for voksne", "Styrket indsats for vejene", False),
        ("Nye biler", "Gamle broer", False),
        ("", "", False),
    ],
)
def test_words_decide_how_near_titles_are(one: str, other: str, near: bool) -> None:
    """Small words and slips do not matter, other words do."""
    weights = titles.Weights.of([one, other])
    assert (titles.nearness(titles.title_words(one), titles.title_words(other), weights) > 0.9) is near


def test_many_proposals_are_compared_only_with_their_like() -> None:
    """Titles are looked up by their rarest words, so a large collection costs each row a bounded look."""
    words = ["plan", "vagt", "bil", "skole", "tag", "køkken", "vej", "park", "havn", "bro"]
    many = [
        replace(PROPOSAL, code=f"N{n}", title=f"{words[n % 10]} {words[n // 10 % 10]} nummer{n}") for n in range(2000)
    ]
    assert [link.from_code for link in links.find_links([*many, PROPOSAL], [ROW])] == ["AB12"]


@pytest.mark.slow
@pytest.mark.documents
def test_the_real_documents_are_linked(documents: Path) -> None:
    """Seven proposals of one document are followed up in another under other codes, one of them as a share."""
    names = ("idebank-2024.txt", "investeringsforslag-ofs-2021-2022.txt", "status-december-2024.txt")
    loaded = [once.read(documents / name) for name in names]
    proposals = [proposal for one in loaded for proposal in one.proposals]
    statuses = [row for one in loaded for row in one.statuses]
    found = links.find_links(proposals, statuses)
    assert len(found) == 7
    assert {link.to_budget_year for link in found} == {2023}
    assert sorted(link.basis for link in found) == ["title+amount"] * 6 + ["title+share"]
    assert links.doubts(proposals, statuses) == ()
