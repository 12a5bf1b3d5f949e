"""Which of what is sorted: the second, the last, the first few together; of groups, and of what was listed before."""

import pytest

from index.search.search_facade import Library
from records import Answer
from tests.answers.test_conversation import asked, titles
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def rows(found: Answer) -> list[tuple[object, ...]]:
    return [tuple(row) for row in found.table.rows] if found.table else []


def notes(found: Answer) -> dict[str, dict[str, object]]:
    return {note.kind: dict(note.values) for note in found.notes}


@pytest.mark.parametrize("text", [
    "det næstdyreste forslag", "hvad er det andet dyreste forslag?", "den 2. dyreste",
    "the second most expensive proposal", "the second-costliest proposal",
])  # fmt: skip
def test_a_place_is_counted_from_the_first(library: Library, text: str) -> None:
    found = asked(library, text)
    assert titles(found) == ["Bedre indkøb"]
    (order,) = [part.values for part in found.reading.parts if part.kind == "order"]
    assert order == {"by": "cost", "direction": "descending", "place": 2}


@pytest.mark.parametrize("text", [
    "hvilken kommune har næstflest forslag?", "hvilken kommune kommer nummer to målt på antal forslag?",
    "which municipality has the second most proposals?",
])  # fmt: skip
def test_a_place_among_groups_says_who_shares_it(library: Library, text: str) -> None:
    found = asked(library, text)
    assert rows(found) == [("Greve", 2.0)]
    assert notes(found)["alike"] == {"names": ["Greve", "Lillekøbing"]}


def test_the_first_and_the_one_behind_it_are_both_told(library: Library) -> None:
    found = asked(library, "hvilket område har flest sager, og hvilket kommer på andenpladsen?")
    assert rows(found) == [("Handicap", 4.0), ("Børnefamilier", 2.0)]


@pytest.mark.parametrize("text", ["hvad er det mest almindelige område?", "what is the most common area?"])
def test_what_is_common_is_counted(library: Library, text: str) -> None:
    assert rows(asked(library, text))[0][0] == "Handicap"


@pytest.mark.parametrize("text", [
    "hvad sparer de to største forslag tilsammen?", "what do the two largest proposals save together?",
])  # fmt: skip
def test_so_many_of_the_first_are_added_up_and_no_more(library: Library, text: str) -> None:
    found = asked(library, text)
    assert set(titles(found)) == {"Bedre botilbud til borgere med handicap", "Ny struktur for bibliotekerne"}
    assert found.facts[0].values["raw"] == 6000.0


def test_a_superlative_is_of_the_noun_behind_it(library: Library) -> None:
    (order,) = [
        part.values
        for part in asked(library, "hvad koster de 2 største besparelser?").reading.parts
        if part.id == "order"
    ]
    assert order["by"] == "saving"


def test_a_first_that_others_share_is_not_told_as_the_only_one(library: Library) -> None:
    alone = asked(library, "det dyreste forslag i Greve")
    assert "alike_cases" not in notes(alone)
    shared = asked(library, "hvilken sag er senest fuldt indfaset?")
    counts = notes(shared).get("alike_cases")
    years = [hit.phase_in_year for hit in asked(library, "sager sorteret efter indfasningsår").hits]
    same = sum(year == max(filter(None, years)) for year in years) - 1
    assert (counts or {"count": 0})["count"] == same


# ------------------------------------------------------------------ in a conversation


@pytest.mark.parametrize("text", ["og hvem er nummer to?", "og hvilket er det næste?", "and which comes second?"])
def test_the_second_of_the_groups(library: Library, text: str) -> None:
    assert rows(asked(library, "hvilket område har flest sager", text)) == [("Børnefamilier", 2.0)]


def test_the_last_of_the_groups_and_what_it_has(library: Library) -> None:
    talk = ("hvilket område har flest sager", "hvilket kommer sidst?")
    assert rows(asked(library, *talk))[0] == ("Børnefamilier", 2.0)
    assert set(titles(asked(library, *talk, "vis dem"))) == {"Afdrag på interne lån", "Mindre fravær i skolen"}


def test_the_groups_are_still_there_behind_the_list_of_the_first(library: Library) -> None:
    talk = ("hvilken kommune har flest forslag", "vis den kommunes forslag")
    assert {hit.municipality for hit in asked(library, *talk).hits} == {"Solrød"}
    assert rows(asked(library, *talk, "hvem er nummer to?")) == [("Greve", 2.0)]


def test_one_of_the_groups_by_its_name(library: Library) -> None:
    found = asked(library, "hvilken kommune har flest forslag", "hvor mange har Greve?")
    assert found.facts[0].values["raw"] == 2


@pytest.mark.parametrize("text", ["og den næststørste?", "and the second largest?"])
def test_a_place_without_a_field_is_by_what_was_sorted(library: Library, text: str) -> None:
    found = asked(library, "hvilken sag har den største investering?", text)
    assert titles(found)[0] == "Bedre indkøb"


def test_a_place_of_what_was_added_up(library: Library) -> None:
    found = asked(library, "forslag i Greve", "hvad sparer de i alt?", "hvilken af dem sparer næstmest?")
    assert titles(found)[0] == "Brug af robotstøvsugere"


@pytest.mark.parametrize(("before", "text", "many"), [
    ("status på HA06 2025", "hvor mange sager er der på det område?", 4),
    ("hvad koster Robotrengøring i idrætshaller", "hvor mange forslag har den kommune?", 3),
    ("what is the status of HA06 2025", "how many cases are there in that area?", 4),
])  # fmt: skip
def test_what_else_there_is_in_the_place_of_a_case(library: Library, before: str, text: str, many: int) -> None:
    found = asked(library, before, text)
    assert found.facts[0].values["raw"] == many
    assert not [part for part in found.reading.parts if part.kind == "code"]


@pytest.mark.parametrize("text", ["uden den om biblioteker", "without the one about bibliotekerne"])
def test_one_is_left_out_by_what_it_is_about(library: Library, text: str) -> None:
    assert set(titles(asked(library, "forslag i Solrød", text))) == {
        "Robotrengøring i idrætshaller", "Færre vikarer i ældreplejen",
    }  # fmt: skip


def test_it_goes_back_over_a_case_that_was_asked_about_between(library: Library) -> None:
    talk = ("forslag i Solrød", "forresten, hvad er status på TV02 2024?", "tilbage til Solrød: hvad sparer de i alt?")
    found = asked(library, *talk)
    assert {hit.municipality for hit in found.hits} == {"Solrød"}
    assert found.facts[0].values["raw"] == 2900.0


def test_what_is_named_whole_begins_anew(library: Library) -> None:
    found = asked(library, "forslag i Solrød over 1 mio.", "hvad sparer de i alt", "vis alle Solrøds forslag i stedet")
    assert (found.intent, len(found.hits)) == ("search", 3)


def test_groups_are_split_otherwise(library: Library) -> None:
    found = asked(library, "fordel sagerne på område", "og på budgetår")
    assert [row[0] for row in rows(found)] == ["2022", "2023", "2024", "2025"]


def test_the_order_is_turned_round(library: Library) -> None:
    talk = ("forslag i Solrød", "sorter efter pris", "og så omvendt")
    assert titles(asked(library, *talk))[0] == "Færre vikarer i ældreplejen"


@pytest.mark.parametrize("text", ["og pludselig", "no, rather"])
def test_what_is_not_understood_is_not_answered_with_the_list_again(library: Library, text: str) -> None:
    found = asked(library, "hvilket område har flest sager", text)
    assert found.intent == "unknown"


# ------------------------------------------------------------------ the rest


@pytest.mark.parametrize("text", ["er der andre sager på det område?", "which other cases are there in that area?"])
def test_others_than_the_case(library: Library, text: str) -> None:
    found = asked(library, "status på HA06 2025", text)
    assert len(found.hits) == 3
    assert "Bedre indkøb" not in titles(found)


def test_what_was_left_out_comes_back(library: Library) -> None:
    talk = ("forslag over 800.000 kr.", "uden Solrød")
    assert "Solrød" not in {hit.municipality for hit in asked(library, *talk).hits}
    assert titles(asked(library, *talk, "tag Solrød med igen")) == titles(asked(library, talk[0]))


@pytest.mark.parametrize("text", ["tag det dyreste fra", "leave out the first one"])
def test_the_first_is_left_out(library: Library, text: str) -> None:
    talk = ("forslag i Solrød", "sorter efter pris, dyreste først")
    assert titles(asked(library, *talk, text)) == titles(asked(library, *talk))[1:]


@pytest.mark.parametrize("text", ["make it three", "gør det til tre"])
def test_more_of_the_first(library: Library, text: str) -> None:
    assert len(asked(library, "de to dyreste forslag", text).hits) == 3


def test_who_has_the_fewest_is_of_the_groups_that_were_counted(library: Library) -> None:
    assert rows(asked(library, "hvor mange sager har hvert område?", "hvem har færrest?"))[0][0] == "Børnefamilier"


def test_why_is_of_the_case_whatever_is_said_of_it(library: Library) -> None:
    found = asked(library, "status på HA06 2022", "hvorfor er sagen forsinket?")
    assert [hit.code for hit in found.hits] == ["HA06"]


def test_the_next_few_of_the_first(library: Library) -> None:
    by_cost = titles(asked(library, "sorter forslag efter pris"))
    assert titles(asked(library, "de to dyreste forslag", "og de næste to?")) == by_cost[2:4]


def test_only_the_limit_that_is_named_goes(library: Library) -> None:
    found = asked(library, "forslag over 800.000 kr.", "og som koster under 1 mio.", "drop kravet til prisen")
    assert [part.kind for part in found.reading.parts] == ["saving"]


def test_a_list_of_a_place_begins_anew_after_one_case(library: Library) -> None:
    found = asked(library, "hvad sparer Robotrengøring i idrætshaller", "ok, og hvilke forslag har Greve?")
    assert {hit.municipality for hit in found.hits} == {"Greve"}
    assert len(found.hits) == 2


def test_all_of_so_many_are_those_that_were_as_many(library: Library) -> None:
    talk = ("forslag i Solrød", "hvor mange af dem er vedtaget?", "hvad sparer alle tre i alt?")
    assert asked(library, *talk).facts[0].values["raw"] == 2900.0


@pytest.mark.parametrize("text", ["hvilke andre sager har samme udvalg?", "which cases are there in that area?"])
def test_the_same_place_of_nothing_is_not_understood(library: Library, text: str) -> None:
    assert asked(library, "forslag om biblioteker eller robotter", text).intent == "unknown"


def test_the_first_is_that_of_the_order_that_was_asked_for(library: Library) -> None:
    talk = ("forslag i Solrød", "sorter efter pris, dyreste øverst", "hvad skulle den øverste spare?")
    assert titles(asked(library, *talk)) == ["Ny struktur for bibliotekerne"]


def test_a_place_among_what_is_named_whole_begins_anew(library: Library) -> None:
    talk = ("hvilken kommune har flest forslag", "og hvem er nummer to?", "hvad er det næstbilligste forslag i Solrød?")
    assert titles(asked(library, *talk)) == ["Ny struktur for bibliotekerne"]


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        ("er det dyreste forslag i Solrød vedtaget?", "Ny struktur for bibliotekerne", "premise_fails"),
        ("er det dyreste forslag i Greve vedtaget?", "Brug af robotstøvsugere", "premise_holds"),
        ("is the most expensive proposal in Greve adopted?", "Brug af robotstøvsugere", "premise_holds"),
        ("er den dyreste sag rød?", "Bedre botilbud til borgere med handicap", "premise"),
    ],
)
def test_what_is_asked_of_the_first_limits_no_list(library: Library, text: str, title: str, said: str) -> None:
    """The dearest of all, and not the dearest of the adopted."""
    found = asked(library, text)
    assert titles(found) == [title]
    assert said in notes(found)


def test_the_dearest_of_the_adopted_is_another_question(library: Library) -> None:
    assert titles(asked(library, "hvad er det dyreste vedtagne forslag i Solrød?")) == ["Robotrengøring i idrætshaller"]
