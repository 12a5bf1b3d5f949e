"""What a message says of those that were listed must hold of what it is answered with: which, how many, and of what."""

import pytest

from index.search.search_facade import Library
from tests.answers.test_conversation import asked, titles
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


LIBRARIES, SUBSTITUTES, CLEANING = (
    "Ny struktur for bibliotekerne", "Færre vikarer i ældreplejen", "Robotrengøring i idrætshaller",
)  # fmt: skip
SOLROED = "forslag i Solrød"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("forslag i Greve", "which of these are about robots"), ["Brug af robotstøvsugere"]),
        ((SOLROED, "hvilken af de tre handler om bibliotekerne?"), [LIBRARIES]),
        ((SOLROED, "og bibliotekerne, hvad koster de?"), [LIBRARIES]),
        ((SOLROED, "what does the cleaning one save?"), [CLEANING]),
        ((SOLROED, "hvad koster den om bibliotekerne?", "og de andre?"), [CLEANING, SUBSTITUTES]),
        ((SOLROED, "hvad koster den om bibliotekerne?", "og hvilke er de to andre?"), [CLEANING, SUBSTITUTES]),
        ((SOLROED, "kun de vedtagne", "og de to andre?"), [LIBRARIES, SUBSTITUTES]),  # one does not say if it is
        ((SOLROED, "kun dem der koster under 300.000", "and the other two?"), [LIBRARIES, CLEANING]),
        ((SOLROED, "Kan du tage dem fra Kultur & Fritid ud?"), [SUBSTITUTES]),
        ((SOLROED, "Lad dem, der ligger under Ældre & Sundhed, udgå"), [LIBRARIES, CLEANING]),
        (("forslag i Greve", "Tag også Solrøds med"), ["Brug af robotstøvsugere", "Fælles indkøb af kontorartikler",
                                                       LIBRARIES, CLEANING, SUBSTITUTES]),
        (("which proposals has Greve", "and which is the cheapest of all Solrød's?"), [SUBSTITUTES]),
        ((SOLROED, "hvilket af dem sparer mest?", "fjern det fra listen"), [SUBSTITUTES, CLEANING]),
        ((SOLROED, "leave out the ones in Ældre & Sundhed", "and the one you left out?"), [SUBSTITUTES]),
        (("forslag i Greve", "hvad koster den med robotter?", "og den anden?"), ["Fælles indkøb af kontorartikler"]),
        (("forslag i Greve", "hvilke vedtagne forslag har de?"), ["Brug af robotstøvsugere"]),
        ((SOLROED, "kun de vedtagne", "hvilke er ikke?", "og hvilke er?"), [CLEANING]),
        (("forslag over 100.000 i udgift", "og under 300.000 i udgift", "kun i Solrød"), [SUBSTITUTES]),
        ((SOLROED, "sorter efter pris, dyreste først", "vend rækkefølgen om"), [SUBSTITUTES, LIBRARIES, CLEANING]),
        (("forslag i Greve med tiltaget indkøb", "og digitalisering?"), ["Brug af robotstøvsugere"]),
        (("grønne sager fra budget 2025", "and the remaining green cases?"), ["Bedre botilbud til borgere med handicap",
                                                                         "Mindre fravær i skolen"]),
        ((SOLROED, "tag dem med den største besparelse først"), [LIBRARIES, CLEANING, SUBSTITUTES]),
        ((SOLROED, "noget andet: hvilke forslag har Greve på Administration?"), ["Fælles indkøb af kontorartikler"]),
        ((SOLROED, "hvor mange af dem koster over 5 mio.?", "hvilke er det?"), [LIBRARIES, CLEANING, SUBSTITUTES]),
        ((SOLROED, "sorter efter besparelse", "alle undtagen de to største"), [SUBSTITUTES]),
        ((SOLROED, "sort them by saving", "all but the largest"), [CLEANING, SUBSTITUTES]),
        ((SOLROED, "hvilket sparer mest?", "og de to andre tilsammen?"), [CLEANING, SUBSTITUTES]),
        (("hvad sparer HA06 2022?", "og HA06 2025?", "hvilken af dem sparer mest?"), ["Bedre indkøb"]),
        (("hvad sparer AB01?", "og HA06 2025?", "compare their savings"),
         ["Bedre botilbud til borgere med handicap", "Bedre indkøb"]),
        (("de to største forslag i Solrød", "hvilke områder hører de til?", "hvornår er den anden fuldt indfaset?"),
         [CLEANING]),
        (("forslag i Solrød over 300.000 i udgift", "hvad sparer de i alt?", "vis alt fra Solrød"),
         [LIBRARIES, CLEANING, SUBSTITUTES]),
        (("det dyreste forslag i Solrød", "udvid til de to dyreste"), [LIBRARIES, SUBSTITUTES]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_listed_is_of_them(library: Library, texts: tuple[str, ...], found: list[str]) -> None:
    assert sorted(titles(asked(library, *texts))) == sorted(found)


@pytest.mark.parametrize(
    "texts",
    [
        (SOLROED, "kun de vedtagne", "og de fire andre?"),
        (SOLROED, "kun de tre om robotter"),
        (SOLROED, "hvad koster den om bibliotekerne?", "and the other one?"),
    ],
)
def test_a_number_of_them_that_does_not_hold_is_said(library: Library, texts: tuple[str, ...]) -> None:
    """Who speaks of four others means others than there are here: no list is given for them."""
    assert asked(library, *texts).intent == "unknown"


@pytest.mark.parametrize(
    ("texts", "label", "value"),
    [
        (
            (SOLROED, "hvad sparer de i alt?", "hvor stor en andel af det kommer fra den om bibliotekerne?"),
            "share",
            "69",
        ),
        ((SOLROED, "average saving", "and without the biggest one?"), "average", "900"),
        ((SOLROED, "kun de vedtagne", "hvad sparer de i alt?", "og de andre?"), "total", "2.000"),
        ((SOLROED, "uden dem på Ældre & Sundhed", "how much do the rest save?"), "total", "2.900"),
        (("forslag om bibliotekerne", "hvad koster forslaget om året?"), "cost", "3.000"),
        ((SOLROED, "how much is that in total?"), "total", "2.900"),
        ((SOLROED, "how many of them are in Kultur & Fritid?"), "count", "2"),
        ((SOLROED, "hvor mange af dem oplyser, hvad de koster?"), "count", "2"),
    ],
)
def test_a_number_of_them_is_of_them(library: Library, texts: tuple[str, ...], label: str, value: str) -> None:
    assert {fact.label: fact.value for fact in reversed(asked(library, *texts).facts)}[label] == value


def test_which_of_two_names_has_more_compares_them(library: Library) -> None:
    found = asked(library, "forslag i Greve", "og i Solrød?", "which of the two saves more in total?")
    assert found.table
    assert found.table.rows[0][:2] == ("Solrød", 2900.0)


def test_also_in_another_area_is_in_both(library: Library) -> None:
    """ "How many of those are also in …" narrows, where "tag også … med" widens."""
    texts = ("forslag på Ældre & Sundhed", "how many of those are also in Administration?")
    assert asked(library, *texts).total == 0
    assert asked(library, "forslag på Ældre & Sundhed", "tag også Administration med").total > 0


def test_a_code_is_that_of_the_year_that_was_told_of(library: Library) -> None:
    found = asked(library, "status på HA06 2022", "er der andre grønne sager?", "og hvad sparer HA06?")
    assert [(hit.code, hit.budget_year) for hit in found.hits] == [("HA06", 2022)]
    found = asked(library, "status på HA06 2022", "og den HA06 der er fra 2025?")
    assert [(hit.code, hit.budget_year) for hit in found.hits] == [("HA06", 2025)]


def test_the_committee_of_a_case_is_that_of_others(library: Library) -> None:
    found = asked(library, "hvad koster AB01?", "hvilke andre forslag har samme udvalg?")
    assert found.intent != "unknown"
    assert "AB01" not in {hit.code for hit in found.hits}


def test_status_alone_asks_which_case(library: Library) -> None:
    for text in ("status?", "hvad er status", "any news?"):
        found = asked(library, text)
        assert (found.intent, found.hits) == ("unknown", ())


@pytest.mark.parametrize(
    "said",
    [
        "stil forslagene op efter udgift, den dyreste forrest",
        "sæt de dyreste øverst",
        "costliest at the top",
        "rangér dem faldende efter udgift",
    ],
)
def test_a_list_is_sorted_however_that_is_said(library: Library, said: str) -> None:
    found = asked(library, "forslag fra Solrød", said)
    parts = {part.id for part in found.reading.parts}
    assert {"municipality:Solrød", "order"} <= parts
    assert "topic" not in parts
    assert len(found.hits) > 1


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("narrow it down to budget year 2024", "budget_year:exactly:2024.0-None"),
        ("begræns det til Greve", "municipality:Greve"),
    ],
)
def test_what_a_list_is_narrowed_to_may_be_a_name(library: Library, said: str, part: str) -> None:
    """A year was taken for the amount of the limit before."""
    found = asked(library, "forslag der sparer over 100.000 kr.", said)
    assert {part, "saving:over:100.0-None"} <= {one.id for one in found.reading.parts}
