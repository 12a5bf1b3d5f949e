"""Entries, postings and conditions: what is found, in which order, and that it follows the store."""

from dataclasses import replace
from pathlib import Path

import pytest

from filters.conditions import Condition
from index.search.search_facade import Library
from records import Loaded
from tests.sample_store import BANK, IDEAS, NOW, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def titles(library: Library, words: str, language: str = "da", strong: bool = False) -> list[str]:
    """The titles found for a topic, best first."""
    ranking = library.rank(library.concepts(words.split(), language))
    ids = ranking.units[ranking.strong] if strong else ranking.units
    return [entry.title for entry in library.entries(ids).values()]


def test_a_word_finds_its_compounds(library: Library) -> None:
    """robot finds robotstøvsugere and Robotrengøring before a text that only mentions a robot."""
    assert set(titles(library, "robot")[:2]) == {"Brug af robotstøvsugere", "Robotrengøring i idrætshaller"}


def test_a_compound_finds_its_word(library: Library) -> None:
    """A compound that stands nowhere is found by the words it is made of."""
    assert titles(library, "vikarforbrug")[0] == "Færre vikarer i ældreplejen"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bibliotker", "Ny struktur for bibliotekerne"),
        ("robotstoevsuger", "Brug af robotstøvsugere"),
        ("vikare", "Færre vikarer i ældreplejen"),
        ("kontorartikeler", "Fælles indkøb af kontorartikler"),
    ],
)
def test_slips_and_spellings(library: Library, typed: str, title: str) -> None:
    """A typo, an inflection or ae/oe/aa finds what was meant."""
    assert titles(library, typed)[0] == title


def test_english_words_are_translated(library: Library) -> None:
    """An English word finds the Danish one through the word list."""
    assert titles(library, "libraries", "en")[0] == "Ny struktur for bibliotekerne"


def test_nothing_is_found_for_what_is_not_there(library: Library) -> None:
    """A word that no document holds finds nothing, not the next best."""
    assert titles(library, "svævebane") == []


CASES = [
    (Condition("municipality", ("Greve",)), 2),
    (Condition("municipality", ("Greve", "Solrød")), 5),
    (Condition("municipality", ("Greve",), negated=True), 11),
    (Condition("saving", (), "over", 1000.0), 6),
    (Condition("saving", (), "under", 500.0), 2),
    (Condition("saving", (), "exactly", 500.0), 1),
    (Condition("saving", (), "between", 500.0, 1500.0), 4),
    (Condition("saving", (), "not_stated"), 2),
    (Condition("saving", (), "not_stated", negated=True), 11),
    (Condition("cost", (), "exactly", 0.0), 1),
    (Condition("cost", (), "at_least", 9000.0), 2),
    (Condition("payback", (), "under", 4.0), 2),
    (Condition("payback", (), "exactly", 4.0), 2),
    (Condition("phase_in_year", ("2025", "2027"), "in"), 3),
    (Condition("adopted", ("false",)), 2),
    (Condition("adopted", ("unstated",)), 2),
    (Condition("area", ("Ældre & Sundhed",)), 2),
    (Condition("measure", ("digitalisering",)), 2),
    (Condition("committee", ("TMU",)), 1),
    (Condition("colour", ("red",)), 1),
    (Condition("colour", ("red",), negated=True), 6),
    (Condition("state", ("schedule_slipped",)), 1),
    (Condition("state", ("implemented",)), 2),
    (Condition("confidential", ("true",)), 1),
    (Condition("budget_year", (), "exactly", 2023.0), 2),
]


@pytest.mark.parametrize(("condition", "count"), CASES)
def test_conditions(library: Library, condition: Condition, count: int) -> None:
    """Each limit holds exactly: strict under and over, not stated is never 0, an extra cost is no small saving."""
    assert library.matching([condition]).sum() == count


def test_a_value_is_never_sql(library: Library) -> None:
    """What a person writes stays a value."""
    assert not library.matching([Condition("municipality", ("Greve') OR 1=1 --",))]).any()


def test_a_link_makes_one_case(library: Library) -> None:
    """A proposal and the status row that follows it up are one case; the row lends its year, colour and adoption."""
    (case,) = library.members([library.by_code("HA03")[0].case_id]).values()
    assert [(entry.kind, entry.code, entry.budget_year, entry.adopted) for entry in case] == [
        ("proposal", "AB01", 2023, True),
        ("status", "HA03", 2023, True),
    ]


def test_rows_of_one_case_in_two_areas_are_one_case(library: Library) -> None:
    """TV02 of 2024 stands in two areas: two rows, one case; HA06 of 2022 and of 2025 are two cases."""
    assert len({entry.case_id for entry in library.by_code("TV02")}) == 1
    assert len({entry.case_id for entry in library.by_code("HA06")}) == 2


def test_the_index_follows_the_store(tmp_path: Path) -> None:
    """A document that is replaced takes its old words out of the index, and a second reader sees it at once."""
    library = sample_library(tmp_path)
    assert titles(library, "robotstøvsugere")
    changed = replace(IDEAS[0], title="Fejemaskiner på gangene", summary="")
    library.store.replace(Loaded(BANK, "ideas", "Idébank", proposals=(changed, *IDEAS[1:])), "new", NOW)
    assert titles(library, "fejemaskine")[0] == "Fejemaskiner på gangene"
    assert "Brug af robotstøvsugere" not in titles(library, "robotstøvsugere")


def test_removing_the_report_takes_back_what_it_lent(tmp_path: Path) -> None:
    """Without status rows the proposal has no budget year and no colour of its own."""
    library = sample_library(tmp_path)
    library.store.replace(Loaded("status.txt", "statuses", "Status", "Lillekøbing"), "empty", NOW)
    (entry,) = library.by_code("AB01")
    assert (entry.budget_year, entry.colour, entry.adopted) == (None, None, None)


def test_a_full_index_is_not_taken_for_damaged(library: Library) -> None:
    """SQLite's quick check finds NULLs in tables without row ids that have none; the whole check does not."""
    assert library.store.file.damage() is None
