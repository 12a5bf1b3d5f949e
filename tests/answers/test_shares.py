"""A share is told with both its numbers; of what was listed before where nothing else is named."""

import pytest

from index.search.search_facade import Library
from records import Answer, Fact
from templates.render import render
from tests.answers.test_conversation import asked
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def share(found: Answer) -> Fact:
    (one,) = [fact for fact in found.facts if fact.label == "share"]
    return one


def test_the_share_of_a_list_is_that_of_two_counts(library: Library) -> None:
    found = asked(library, "hvor stor en andel af sagerne er røde?")
    part, whole = asked(library, "hvor mange røde sager?").total, asked(library, "hvor mange sager?").total
    told = share(found)
    assert whole > part > 0
    assert (told.values["part"], told.values["whole"]) == (part, whole)
    assert render(found).text.startswith(f"Andel (🔴 Rød): {round(100 * part / whole)} %, {part} af {whole}")


def test_the_parts_of_a_whole_add_up(library: Library) -> None:
    """What is adopted, what is not, and what does not say so, are all there is."""
    said = asked(library, "hvor stor en andel af forslagene er vedtaget?")
    other = asked(library, "hvor stor en andel af forslagene er ikke vedtaget?")
    (note,) = [one for one in said.notes if one.kind == "share_unstated"]
    parts = [float(str(share(one).values["part"])) for one in (said, other)]
    assert sum(parts) + int(str(note.values["count"])) == share(said).values["whole"]


def test_a_share_of_an_amount_is_that_of_two_sums(library: Library) -> None:
    found = share(asked(library, "hvor stor en andel af besparelsen kommer fra Greve?"))
    sums = [asked(library, text).facts[0].values["raw"] for text in ("samlet besparelse i Greve", "samlet besparelse")]
    assert [found.values["part"], found.values["whole"]] == sums


def test_a_share_of_what_was_listed(library: Library) -> None:
    texts = ("sager fra budget 2024", "hvor stor en andel er røde?")
    found = asked(library, *texts)
    assert share(found).values["whole"] == asked(library, texts[0]).total
    assert found.carried
    alone = asked(library, "hvor stor en andel er røde?")
    assert alone.intent == "unknown"


def test_a_share_with_a_whole_of_its_own_stands_alone(library: Library) -> None:
    """After a list of proposals "af sagerne" are all cases; what names no whole is of the list, whatever it is of."""
    found = asked(library, "forslag i Solrød", "hvor stor en andel af sagerne er røde?")
    assert (share(found).values["whole"], found.carried) == (asked(library, "hvor mange sager?").total, ())
    found = asked(library, "sager der er røde eller fra 2025", "hvor stor en andel er fra 2025?")
    assert share(found).values["whole"] == asked(library, "sager der er røde eller fra 2025").total


def test_the_others_of_a_share_are_a_list(library: Library) -> None:
    found = asked(library, "forslag i Solrød", "hvor stor en andel af dem er vedtaget?", "og de andre?")
    assert (found.intent, found.total) == ("search", 2)


@pytest.mark.parametrize(
    ("texts", "part", "whole"),
    [
        (("forslag i Solrød", "kun dem på Kultur & Fritid", "hvad sparer de?",
          "hvor stor en andel er det af alle Solrøds forslag?"), 2900.0, 2900.0),
        (("forslag i Solrød", "sorter efter besparelse", "hvad sparer den anden?",
          "hvor stor en andel er det af dem alle?"), 900.0, 2900.0),
        (("forslag i Greve", "hvad sparer den om robotstøvsugere?", "what share is that of Greve's savings?"),
         500.0, 2000.0),
    ],
)  # fmt: skip
def test_the_share_of_what_was_told_is_of_more_than_that(
    library: Library, texts: tuple[str, ...], part: float, whole: float
) -> None:
    told = share(asked(library, *texts))
    assert (told.values["part"], told.values["whole"]) == (part, whole)


def test_the_share_of_what_is_no_part_of_it_is_said_not_to_be_understood(library: Library) -> None:
    found = asked(library, "hvad sparer HA06 2022?", "hvor stor en andel er det af Greves besparelse?")
    assert found.intent == "unknown"
    assert not [fact for fact in found.facts if fact.label == "share"]
