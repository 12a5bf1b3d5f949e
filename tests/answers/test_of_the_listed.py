"""What is asked of several cases at once: their names, who answers for them, and each of them by itself."""

import pytest

from index.search.search_facade import Library
from templates.render import render
from tests.answers.test_conversation import asked
from tests.sample_store import sample_library

SOLROED = "forslag i Solrød"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def groups(library: Library, *texts: str) -> dict[object, object]:
    found = asked(library, *texts)
    assert found.table, found.intent
    return {row[0]: row[-1] for row in found.table.rows}


@pytest.mark.parametrize(
    "texts",
    [
        ("hvilke kommuner kommer forslagene under 1 mio. kr. fra?",),
        ("which municipalities do the proposals below 1 million come from?",),
        ("forslag under 1 mio. kr.", "hvilken kommune kommer de fra?"),
        ("forslag under 1 mio. kr.", "which municipalities are they from?"),
    ],
)
def test_the_names_of_what_is_listed_are_told_with_their_number(library: Library, texts: tuple[str, ...]) -> None:
    wanted = groups(library, "forslag under 1 mio. kr. pr. kommune")
    assert len(wanted) > 1
    assert groups(library, *texts) == wanted


def test_they_are_those_of_the_list_and_not_all(library: Library) -> None:
    """ "Hvilken kommune har flest?" compares all; what is asked of "them" is of the list."""
    assert set(groups(library, SOLROED, "hvilken kommune kommer de fra?")) == {"Solrød"}
    assert len(groups(library, SOLROED, "hvilken kommune har flest?")) > 1


@pytest.mark.parametrize(
    "text", ["hvilken kommune har et forslag om bibliotekerne", "hvilke kommuner har forslag om robotter"]
)
def test_what_is_about_a_topic_is_found_and_not_counted(library: Library, text: str) -> None:
    assert asked(library, text).intent == "search"


def test_which_names_it_is_counts_them(library: Library) -> None:
    found = asked(library, SOLROED, "hvilke fagområder er det?")
    assert found.table
    assert len(found.table.rows) > 1
    (left,) = asked(library, SOLROED, "hvor mange af dem er vedtaget?", "vis det der ikke er").hits
    assert left.adopted is False


@pytest.mark.parametrize("text", ["hvad er deres status?", "hvad er deres budgetår?", "what is their status?"])
def test_what_is_asked_of_the_first_few_is_of_these(library: Library, text: str) -> None:
    listed = asked(library, "de to dyreste sager")
    found = asked(library, "de to dyreste sager", text)
    assert {hit.code for hit in found.hits} == {hit.code for hit in listed.hits}
    assert found.total == 2


@pytest.mark.parametrize("text", ["hvad koster de hver især?", "hvad koster de hver?", "what do they each cost?"])
def test_each_of_them_has_its_own_amount(library: Library, text: str) -> None:
    found = asked(library, SOLROED, text)
    assert not [one for one in found.facts if one.label == "total"]
    assert found.total == 3
    assert [one for one in asked(library, SOLROED, "hvad koster de?").facts if one.label == "total"]


def test_that_nobody_is_named_is_said_of_those_that_are_listed(library: Library) -> None:
    for texts in (("hvem er ansvarlig for forslagene i Solrød?",), (SOLROED, "hvem er ansvarlig for dem?")):
        found = asked(library, *texts)
        assert found.intent == "unknown"
        assert "siger ikke noget om ansvaret for" in render(found).text


def test_the_next_follow_up_is_not_the_second_of_a_list(library: Library) -> None:
    for text in ("hvornår er næste opfølgning på dem?", "when is the next milestone for each of them?"):
        found = asked(library, SOLROED, text)
        assert found.intent == "milestones"
        assert not found.reading.parts[0].id.startswith("code")


def test_a_year_in_which_goals_are_due_is_no_topic(library: Library) -> None:
    read = asked(library, "hvem er ansvarlig for milepælene i 2024").reading
    assert [part.kind for part in read.parts] == ["due"]


def test_a_code_beside_its_year_is_compared_in_no_other(library: Library) -> None:
    """HA06 is of 2022 and of 2025: what stands beside another code is not its year."""
    both = asked(library, "sammenlign HA06 2022 og HA06 2025")
    assert {hit.budget_year for hit in both.hits} == {2022, 2025}
    found = asked(library, "sammenlign HA06 2022 og TV07 2025")
    assert {(hit.code, hit.budget_year) for hit in found.hits} == {("HA06", 2022), ("TV07", 2025)}


def test_years_that_are_shown_limit_the_cases_of_codes(library: Library) -> None:
    found = asked(library, "HA06 og HA03 i 2022 og 2023")
    assert {hit.budget_year for hit in found.hits} == {2022, 2023}


@pytest.mark.parametrize("text", ["hvorfor?", "hvorfor går det sådan med dem?", "why?"])
def test_each_of_the_few_that_are_listed_has_its_reason(library: Library, text: str) -> None:
    found = asked(library, "sager", text)
    listed = asked(library, "sager")
    told = {fact.values["code"] for fact in found.facts}
    assert told <= {hit.code for hit in listed.hits}
    assert {fact.label for fact in found.facts} <= {"remark", "handling"}
    assert any("Pladserne er først klar" in fact.value for fact in found.facts)


def test_years_of_payback_are_not_added_up(library: Library) -> None:
    for text in ("hvor lang tilbagebetalingstid har de?", "hvor lang tilbagebetalingstid har de hver især?"):
        found = asked(library, "forslag i Lillekøbing", "hvad koster de i alt?", text)
        assert not [one for one in found.facts if one.label == "total"]


@pytest.mark.parametrize("text", ["er de alle sammen vedtaget?", "er de alle vedtaget?", "are they all adopted?"])
def test_whether_all_are_is_told_by_how_many_are(library: Library, text: str) -> None:
    found = asked(library, SOLROED, text)
    (told,) = [fact for fact in found.facts if fact.label == "share"]
    assert (told.values["part"], told.values["whole"]) == (1, 3)


@pytest.mark.parametrize("text", ["vis forslagene", "vis idéerne", "show the proposals"])
def test_what_was_added_up_is_listed(library: Library, text: str) -> None:
    listed = asked(library, SOLROED)
    found = asked(library, "hvad sparer forslagene i Solrød i alt?", text)
    assert [hit.title for hit in found.hits] == [hit.title for hit in listed.hits]


def test_the_total_of_an_average_is_of_the_same(library: Library) -> None:
    found = asked(library, "hvad sparer forslagene i Solrød i gennemsnit?", "and the total?")
    assert next((one.label, one.value) for one in found.facts) == ("total", "2.900")


@pytest.mark.parametrize("text", ["hvad koster de hver?", "hvad koster de hver især?", "what do they each cost?"])
def test_what_each_costs_stands_before_the_lines_of_the_list(library: Library, text: str) -> None:
    found = asked(library, SOLROED, text)
    named = {str(fact.values.get("code") or fact.values.get("case")) for fact in found.facts}
    assert named <= {hit.code or hit.title for hit in found.hits}
    assert len(named) > 1
    assert {fact.label for fact in found.facts} <= {"cost", "cost_as_printed"}
    assert all(name in render(found).text for name in named)


def test_whether_it_is_so_of_any_is_told_and_the_list_stays(library: Library) -> None:
    """It is so of none: they are told all the same, and the next question is of them."""
    first = "forslag der ikke er vedtaget"
    for text in ("er nogen af dem vedtaget?", "are any of them adopted?"):
        found = asked(library, first, text)
        listed = asked(library, first)
        (share,) = [fact for fact in found.facts if fact.label == "share"]
        assert (share.values["part"], share.values["whole"]) == (0, listed.total)
        assert {hit.title for hit in found.hits} == {hit.title for hit in listed.hits}
        assert asked(library, first, text, "hvor mange er det?").total == listed.total


def test_a_reason_limits_nothing_by_what_it_takes_for_granted(library: Library) -> None:
    """All that were listed are late: "why are they late" does not make the next list one of late cases."""
    listed = asked(library, "grønne sager")
    assert asked(library, "røde sager", "hvorfor er de forsinkede?", "vis de grønne i stedet").total == listed.total


def test_of_a_group_that_has_most_it_is_counted_on(library: Library) -> None:
    found = asked(library, "hvilken kommune har flest forslag?", "hvor mange af dem er vedtaget?")
    assert any(part.kind == "municipality" for part in found.reading.parts)


@pytest.mark.parametrize(
    "text",
    ["røde og grønne sager. HA06 har jeg set på, så den behøver jeg ikke", "røde og grønne sager. HA06 skal ikke med."],
)
def test_a_code_that_begins_a_sentence_is_left_out(library: Library, text: str) -> None:
    every = asked(library, "røde og grønne sager")
    found = asked(library, text)
    assert {hit.code for hit in found.hits} == {hit.code for hit in every.hits} - {"HA06"}


def test_which_of_them_say_nothing_of_it_is_told(library: Library) -> None:
    found = asked(library, "vis alle sager", "hvorfor?")
    told = {f"{fact.values['code']} ({fact.values['year']})" for fact in found.facts}
    (silent,) = [note.values["names"] for note in found.notes if note.kind == "each_unstated"]
    assert isinstance(silent, list)
    assert told.isdisjoint(silent)
    assert len(told) + len(silent) == len(found.hits)
    assert "Dokumenterne oplyser det ikke for" in render(found).text
