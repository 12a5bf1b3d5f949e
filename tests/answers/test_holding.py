"""An answer holds what was asked for: a value of that kind, for that thing; else it is unknown, with the nearest."""

from dataclasses import replace
from pathlib import Path

import pytest

from answers import answer, deciding
from answers.needs import need_of, of_the_past
from answers.number_of import NumberOf
from answers.selecting import select
from index.search.search_facade import Library
from questions.query import Order, Query
from records import Answer, Figure, Loaded, Passage, Source
from records.codes import nearest_codes
from templates import render
from tests.sample_store import IDEAS, NOW, TODAY, proposal, row, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def notes(found: Answer) -> dict[str, dict[str, object]]:
    return {note.kind: dict(note.values) for note in found.notes}


def facts(found: Answer) -> dict[str, str]:
    return {fact.label: fact.value for fact in reversed(found.facts)}


UNKNOWN = (
    "hvem er borgmester i Solrød?",
    "hvad er telefonnummeret til Socialforvaltningen?",
    "hvad er adressen på boligerne i AB01?",
    "hvor mange ansatte har Greve Kommune?",
    "hvem vinder kommunalvalget?",
    "hvor meget sparer AB01 i 2031?",
    "hvad koster HA06 2022?",
    "hvem er ansvarlig for AB02?",
    "status på HA06 2023",
    "status på HA06 i 2023",
    "hvad var status på HA06 i juni 2023?",
    "hvilke sager var røde i december 2022?",
    "hvornår åbner bogbussen?",
    "milepæle for ZZ99",
    "hvor mange robotter køber HA03 2023?",
    "status på HA06 i dec 23",
    "status på HA06 dec. 23",
    "hvad er renten på HA06 2022",
    "hvor mange procent af de røde sager",
    "hvad siger fagforeningen til de røde sager",
    "which company makes the robots",
    "hvornår holder Socialudvalget sit næste møde om de gule sager",
    "hvad mener Enhedslisten om forslagene i Solrød",
)


@pytest.mark.parametrize("verb", ["påbegyndes", "skubbes", "klares"])
def test_a_text_says_what_is_done_in_other_words(library: Library, verb: str) -> None:
    found = answer(f"hvornår {verb} flytningen til de møblerede boliger?", library, TODAY)
    assert found.intent == "passage"
    assert "april" in found.quotes[0].text


def test_a_field_of_the_nearest_case_is_answered_with_what_its_texts_do_not_say(library: Library) -> None:
    found = answer("hvad sparer flytningen til møblerede boliger, når alle naboer betaler", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Bedre botilbud til borgere med handicap"]
    assert notes(found)["nearest_case"] == {"words": ["naboer", "betaler"]}
    assert "naboer" in render(found).text


def test_a_rare_word_that_no_text_says_may_tell_another_thing_apart(library: Library) -> None:
    found = answer("hvad sparer flytningen til møblerede boliger i skovbrynet", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


def test_all_texts_of_a_case_between_them_can_name_it(library: Library) -> None:
    """The title says one thing, the summary another: no single text holds most of what is asked."""
    found = answer("hvornår får Solrød fuld effekt af robotter til gulve i idrætshaller på aftenholdet", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Robotrengøring i idrætshaller"]
    assert found.facts[0].label == "phase_in_year"


def test_a_case_that_shares_a_word_is_not_the_one_that_is_asked_for(library: Library) -> None:
    found = answer("hvad sparer Solrød på robotter til græsslåning", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


def test_a_cost_that_nothing_counts_with_is_told_as_it_is_printed(tmp_path: Path) -> None:
    """ "400 årligt" is no sum, and no silence either."""
    library = sample_library(tmp_path)
    yearly = proposal("Greve", "Genbrug af vejmaterialer", saving_tkr=100.0, cost_text="400 årligt", adopted=True)
    library.store.replace(Loaded("more.txt", "ideas", "Idébank", proposals=(yearly,)), "more.txt", NOW)
    found = answer("hvad koster genbrug af vejmaterialer i Greve", library, TODAY)
    assert [(one.label, one.value) for one in found.facts[:1]] == [("cost_as_printed", "400 årligt")]
    assert "400 årligt" in render(found).text
    assert "»400 årligt«" in render(answer("forslag i Greve om vejmaterialer", library, TODAY)).text
    assert not answer("forslag i Greve der koster over 100.000", library, TODAY).hits


def _with_total(library: Library) -> Library:
    total = Figure(
        "Tabel 2", "I alt, investeringsforslag", "Effektiviseringer, service 2023", 71404.0, "1.000 kr.", LINE
    )
    noted = Loaded("more.txt", "strategy", "Notat", "Lillekøbing", figures=(total,))
    library.store.replace(noted, "more.txt", NOW)
    return library


LINE = Source("more.txt", 3)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("tabel 2: i alt for 2023", "71.404 t.kr."),
        ("table 2, total for all investment proposals in 2023", "71.404 t.kr."),
        ("Socialudvalgets effektivisering på service i 2023 ifølge tabel 2", "29.696 t.kr. 2022 p/l"),
        ("what does table 2 say for the Social Committee in 2023", "29.696 t.kr. 2022 p/l"),
    ],
)
def test_a_table_that_is_named_is_answered_by_its_cell(tmp_path: Path, question: str, value: str) -> None:
    found = answer(question, _with_total(sample_library(tmp_path)), TODAY)
    assert (found.intent, found.facts[0].value) == ("figure", value)


@pytest.mark.parametrize("question", ["tabel 2 SUD 2028", "samlet effektivisering i 2031 ifølge tabel 2"])
def test_no_list_is_the_cell_of_a_table(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert (found.intent, len(found.hits), found.facts) == ("unknown", 0, ())


def test_a_table_that_is_to_be_made_is_a_list(library: Library) -> None:
    assert answer("lav en tabel over vedtagne forslag", library, TODAY).intent == "search"


@pytest.mark.parametrize("question", ["hvor tilfredse er borgerne med boligerne?", "how satisfied are the tenants"])
def test_a_degree_is_what_was_measured(question: str) -> None:
    need = need_of(question)
    assert need
    assert not need.held("Borgerne er meget tilfredse med deres nye boliger.")
    assert need.held("87 % af borgerne er tilfredse med deres nye boliger.")


def test_what_a_sum_is_of_is_asked_of_the_case_that_is_named(library: Library) -> None:
    found = answer("how much will Greve invest in robot vacuum cleaners for people who are ill", library, TODAY)
    assert found.facts[0].label == "cost"


def test_an_order_by_number_sorts_no_list(library: Library) -> None:
    """Groups are sorted by how many they are; a list that is shown in their place is not."""
    query = replace(EMPTY, topic=("robotter",), order=Order("count", True))
    assert len(select(query, library).ids)


EMPTY = Query("", "da")


def test_ideas_are_those_of_the_idea_bank(library: Library) -> None:
    counted = answer("hvor mange idéer er der?", library, TODAY)
    assert counted.total == len(IDEAS)
    assert "source" in {part.kind for part in counted.reading.parts}
    assert answer("idéer fra Lillekøbing", library, TODAY).total
    assert answer("idéer om botilbud", library, TODAY).total


@pytest.mark.parametrize("question", UNKNOWN)
def test_what_no_document_says_is_unknown(library: Library, question: str) -> None:
    """No results and no facts: whatever is near is no answer."""
    found = answer(question, library, TODAY)
    assert (found.intent, len(found.hits), found.facts) == ("unknown", 0, ())
    assert found.notes


def test_a_year_that_no_case_has_names_those_that_are_there(library: Library) -> None:
    """ "HA06 2023" is never taken for HA06 of another year."""
    found = answer("status på HA06 2023", library, TODAY)
    assert notes(found)["no_such_year"] == {"code": "HA06", "year": 2023, "years": [2022, 2025]}
    assert {hit.code for hit in found.nearest} == {"HA06"}


def test_a_month_without_a_report_names_the_reports(library: Library) -> None:
    found = answer("hvad var status på HA06 i juni 2023?", library, TODAY)
    assert notes(found)["missing_report"]["exists"] == ["2024-12-31"]
    assert answer("hvad var status på HA06 2022 i december 2024?", library, TODAY).intent == "status"


def test_one_code_of_two_years_is_compared(library: Library) -> None:
    found = answer("sammenlign HA06 fra 2022 og 2025", library, TODAY)
    assert found.intent == "compare"
    assert {view.hit.budget_year for view in found.cases} == {2022, 2025}


def test_two_titles_are_compared(library: Library) -> None:
    found = answer("sammenlign botilbud og skolen", library, TODAY)
    assert {view.hit.title for view in found.cases} == {
        "Bedre botilbud til borgere med handicap",
        "Mindre fravær i skolen",
    }


def test_a_goal_names_its_case(library: Library) -> None:
    """Where no case is about the words, the one whose goal holds them all is meant."""
    found = answer("har vi noget om indflytning?", library, TODAY)
    assert found.hits[0].code == "AB01"


def test_proposals_are_counted_over_what_was_proposed(library: Library) -> None:
    """A case that is only followed up is none."""
    assert facts(answer("hvor mange forslag sparer mere end 1 mio. kr.?", library, TODAY))["count"] == "3"


def test_a_code_that_nobody_has_names_those_one_slip_away(library: Library) -> None:
    assert notes(answer("hvad koster HA16?", library, TODAY))["no_such_code"] == {"code": "HA16", "alike": ["HA06"]}
    assert nearest_codes("BC99", ["BC09", "BC19", "TV01"]) == ["BC09", "BC19"]
    assert nearest_codes("XX99", ["BC09", "TV01"]) == []


def test_a_year_beside_a_code_is_the_cell_of_that_year(library: Library) -> None:
    """The amount of the year stands first; a year outside the table is unknown, with the years that it has."""
    found = answer("hvor meget sparer AB01 i 2024?", library, TODAY)
    assert found.facts[0].label == "saving_in_year"
    assert found.facts[0].value == "4.000"
    outside = answer("hvor meget sparer AB01 i 2031?", library, TODAY)
    assert notes(outside)["outside_table"] == {"first": 2023, "last": 2024, "years": [2031]}


def test_a_premise_that_is_wrong_is_said_first(library: Library) -> None:
    """ "Why is HA06 (2025) red?": it is green, and the card begins with that."""
    found = answer("hvorfor er HA06 2025 rød?", library, TODAY)
    assert found.notes[0].kind == "premise"
    assert found.notes[0].values["colour"] == "green"
    assert "premise" not in notes(answer("hvorfor er HA06 2022 rød?", library, TODAY))


@pytest.mark.parametrize(("question", "said"), [
    ("er HA06 2022 rød?", "Ja: »🔴 Rød« passer på HA06 (2022)."),
    ("is HA06 2022 red?", "Yes: “🔴 Red” holds for HA06 (2022)."),
])  # fmt: skip
def test_a_premise_that_holds_is_said_where_yes_or_no_is_asked(library: Library, question: str, said: str) -> None:
    assert said in render(answer(question, library, TODAY)).text


def test_of_several_cases_the_one_of_which_it_is_true_comes_first(library: Library) -> None:
    found = answer("hvorfor er HA06 rød?", library, TODAY)
    assert found.cases[0].hit.budget_year == 2022
    assert "premise" not in notes(found)


def test_what_a_remark_says_is_an_answer(library: Library) -> None:
    """A case that is named by its title answers why by what its status says."""
    found = answer("hvorfor er plads til flere børn forsinket?", library, TODAY)
    assert facts(found)["remark"] == "Pladserne er først klar i 2025."


def test_the_figure_comes_before_the_prose(library: Library) -> None:
    """A title in the question is a case, and its own field the answer."""
    found = answer("hvad koster bedre botilbud til borgere med handicap?", library, TODAY)
    assert found.intent == "status"
    assert found.facts[0].label in {"cost", "investment"}
    assert found.facts[0].value == "9.000"


def test_milestones_are_ranked_themselves(library: Library) -> None:
    """By topic only the goals that hold it are told, not every goal of a case that is near it."""
    found = answer("hvornår er personalet ansat?", library, TODAY)
    assert [milestone.goal for milestone in found.milestones] == ["Personalet er ansat"]


def test_what_only_comes_near_is_counted_nowhere(library: Library) -> None:
    """A mention in passing stands apart: in no list, count or sum."""
    found = answer("antal forslag om vikarer", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Færre vikarer i ældreplejen"]
    assert facts(found)["count"] == "1"
    nothing = answer("forslag om bogholderi", library, TODAY)
    assert not nothing.hits


def test_two_municipalities_are_compared_by_their_totals(library: Library) -> None:
    found = answer("Greve eller Solrød hvem sparer mest?", library, TODAY)
    assert found.table
    assert [row[:2] for row in found.table.rows] == [("Solrød", 2900.0), ("Greve", 2000.0)]


def test_two_municipalities_are_compared_by_what_is_asked_for(library: Library) -> None:
    """An average and a number of cases are no sum."""
    found = answer("hvem har den højeste gennemsnitlige besparelse, Greve eller Solrød?", library, TODAY)
    assert found.table
    assert [row[:2] for row in found.table.rows] == [("Solrød", 1450.0), ("Greve", 1000.0)]


def test_one_of_two_that_is_not_there_is_said(library: Library) -> None:
    assert notes(answer("sammenlign Greve og Aarhus", library, TODAY))["nothing_for"] == {"names": ["Aarhus"]}


def test_what_one_costs_is_never_the_sum_of_a_case(library: Library) -> None:
    """The text says what one costs; where it does not, no case is the answer."""
    found = answer("pris pr. stk. for møblerede boliger", library, TODAY)
    assert found.intent == "passage"
    assert "30.000 kr. pr. stk." in found.quotes[0].text
    assert answer("udgift pr. stk. for robotstøvsugere", library, TODAY).intent == "unknown"


def test_a_quoted_case_that_is_named_is_a_hit(library: Library) -> None:
    found = answer("hvor mange møblerede boliger købes der til botilbud?", library, TODAY)
    assert (found.intent, [hit.code for hit in found.hits]) == ("passage", ["AB01"])
    assert not answer("hvor mange møblerede boliger købes der?", library, TODAY).hits


def test_a_sum_is_not_told_where_the_words_that_tell_most_are_left_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three texts no word tells much, so here less is enough."""
    monkeypatch.setattr(deciding, "TELLING", 0.5)
    assert answer("hvor meget koster Solrøds forslag i alt", library, TODAY).intent == "total"
    found = answer("hvor meget af pengene i Greve er møblerede boliger", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


NEEDS = [
    ("hvor lang tid varer et forløb i snit?", "duration"),
    ("hvor stor en andel af betalingerne?", "share"),
    ("hvad koster det?", "money"),
    ("how many citizens?", "count"),
    ("hvor stort er det?", "number"),
    ("when does it start?", "date"),
    ("hvem har ansvaret?", "person"),
    ("hvem er direktør i forvaltningen?", "name"),
    ("who is the project manager of AB01?", "name"),
    ("hvor mange kvadratmeter er lejemålet?", "area"),
    ("hvor langt er der til rådhuset?", "distance"),
    ("hvor mange årsværk spares?", "positions"),
    ("how far may it be to the next machine?", "distance"),
    ("hvorfor er der brug for den?", "reason"),
    ("hvad siger de pårørende om botilbuddet?", "statement"),
    ("what did the mayor say about the school?", "statement"),
    ("hvad siger forslaget om botilbud?", None),
    ("what does the report say about schools?", None),
    ("hvad er besparelsen pr. borger?", "unit"),
    ("what is the saving per citizen?", "unit"),
    ("how much is saved per pupil?", "unit"),
    ("how much is saved per year?", "number"),
    ("how many people used the machines?", "people"),
    ("hvor mange personer bor der?", "people"),
    ("hvad er den samlede besparelse pr. kommune?", None),
    ("forslag om robotter", None),
    ("hvad betaler vi i husleje i dag?", "money"),
    ("hvad gav Odense for sine måtter?", "money"),
    ("what did the libraries pay the zoo?", "money"),
    ("hvad giver forslagene i 2024?", None),
    ("what is the ostomy specialist called?", "name"),
    ("anyone using a voicebot to answer phone calls?", None),
    ("what is the phone number of the centre?", "contact"),
    ("hvad viste evalueringen af botilbuddet?", "finding"),
    ("hvad blev resultatet af brugerundersøgelsen?", "finding"),
    ("what did the survey of the libraries show?", "finding"),
    ("what were the findings of the pilot?", "finding"),
    ("hvornår er evalueringen færdig?", "date"),
    ("hvem vandt udbuddet af måtter?", "company"),
    ("who won the tender for mats?", "company"),
    ("hvem vandt valget?", "person"),
    ("hvad blev besøgstallet i 2023?", "count"),
    ("hvad er måltallet for 2024?", None),
    ("hvad viser tabel 2?", None),
]


@pytest.mark.parametrize(("question", "name"), NEEDS)
def test_what_a_question_needs(question: str, name: str | None) -> None:
    need = need_of(question)
    assert (need.name if need else None) == name


@pytest.mark.parametrize(
    ("question", "past"),
    [
        ("hvor mange forældre skal sige ja?", False),
        ("hvor mange forældre har sagt ja indtil nu?", True),
        ("hvor mange besøgende var der i 2021?", True),
        ("how many visitors do they aim for?", False),
        ("how many visitors did they have?", True),
        ("how many parents have actually said yes?", True),
    ],
)
def test_what_came_of_a_thing_is_no_goal(question: str, past: bool) -> None:
    assert of_the_past(question) == past


def test_a_superlative_over_municipalities_groups(library: Library) -> None:
    """The first of the groups is the headline, not the sum of all."""
    found = answer("hvilken kommune har den største samlede effekt?", library, TODAY)
    assert found.table
    assert found.table.rows[0][0] == "Lillekøbing"
    assert render(found).text.startswith("Lillekøbing: ")


def test_a_code_is_found_however_it_is_spelled(library: Library) -> None:
    assert answer("status på ha 6 2022", library, TODAY).intent != "status_list"
    assert [entry.code for entry in library.by_code("HA6")] == ["HA06", "HA06"]


def test_either_of_two_words_is_what_a_list_is_about(library: Library) -> None:
    """All that is about the one, or about the other."""
    each = [{hit.title for hit in answer(f"forslag om {word}", library, TODAY).hits} for word in ("vikarer", "fravær")]
    both = {hit.title for hit in answer("forslag om vikarer eller fravær", library, TODAY).hits}
    assert all(each)
    assert both == each[0] | each[1]


@pytest.mark.parametrize("question", ["hvad viste evalueringen af botilbuddene", "what did the review of housing show"])
def test_what_is_to_be_evaluated_found_nothing_out(tmp_path: Path, question: str) -> None:
    library = sample_library(tmp_path)
    planned = "Evalueringen af botilbuddene forelægges udvalget i 2026."
    note = Loaded("bo.txt", "strategy", "Notat", passages=(Passage(planned, Source("bo.txt", 1), 2, "Opfølgning"),))
    library.store.replace(note, note.document, NOW)
    assert not answer(question, library, TODAY).quotes
    found = replace(note.passages[0], text="Evalueringen af botilbuddene viste, at beboerne flytter mindre.")
    library.store.replace(replace(note, passages=(found,)), "another text", NOW)
    assert "flytter mindre" in render(answer("hvad viste evalueringen af botilbuddene", library, TODAY)).text


def test_a_number_of_something_else_is_no_number_of_people() -> None:
    need = need_of("how many people used the parking machines in 2023")
    assert need
    assert not need.held("P-automaterne nedlægges frem til 4. kvartal 2023, og der er 900 af dem.")
    assert need.held("Automaterne blev brugt af 4.200 forskellige borgere i 2019.")


def test_a_sum_of_which_most_is_left_out_is_not_told(library: Library) -> None:
    found = answer("how much of the dragon fund in Solrød is tied up in projects", library, TODAY)
    assert (found.intent, found.facts, len(found.hits)) == ("unknown", (), 0)


def test_a_comparison_says_which_code_names_no_case(library: Library) -> None:
    """The others are shown, and what was not found is not passed over."""
    found = answer("sammenlign HA06 og XX99", library, TODAY)
    assert found.cases
    assert notes(found)["no_such_code"] == {"code": "XX99", "alike": []}


def test_what_another_place_saves_is_no_answer(tmp_path: Path) -> None:
    """Its text only names the place that is asked about; an amount beside that name is one."""
    library = sample_library(tmp_path)
    said = "Erfaringer fra Odense viser, at købte måtter holder. Greve sparer 40.000 kr. på at købe måtter."
    note = Loaded("måtter.txt", "strategy", "Notat", passages=(Passage(said, Source("måtter.txt", 1), 2, "Måtter"),))
    library.store.replace(note, note.document, NOW)
    assert answer("hvad sparede Odense på at købe måtter", library, TODAY).intent == "unknown"
    own = replace(note.passages[0], text="I Odense sparer man 40.000 kr. på at købe måtter.")
    library.store.replace(replace(note, passages=(own,)), "another text", NOW)
    assert answer("hvad sparede Odense på at købe måtter", library, TODAY).intent == "passage"


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("røde forslag fra Greve", {"field": "colour", "count": 2, "every": 2}),
        ("forslag fra Solrød med tilbagebetalingstid under 3 år", {"field": "payback", "count": 3, "every": 3}),
        ("hvor mange forslag fra Lillekøbing er ikke vedtaget", {"field": "adopted", "count": 1, "every": 6}),
    ],
)
def test_what_nothing_states_is_not_none_of_them(library: Library, question: str, values: dict[str, object]) -> None:
    """Neither an empty list nor 0: whether it is so is not known, and it is said of how many."""
    found = answer(question, library, TODAY)
    assert (found.intent, notes(found)["stated_by_none"]) == ("unknown", values)
    assert "Derfor kan jeg hverken svare" in render(found).text


def test_none_is_none_where_all_state_it(library: Library) -> None:
    found = answer("forslag fra Greve over 9 mio. kr.", library, TODAY)
    assert (found.intent, found.total) == ("search", 0)


def test_nothing_is_no_answer_to_half_a_question(tmp_path: Path) -> None:
    """Where nothing meets the limits and words that tell were left out, texts are asked for all of them."""
    library = sample_library(tmp_path)
    said = "I budget 2021 blev der afsat 7 mio. kr. til foranalyser i Lillekøbing."
    note = Loaded("penge.txt", "strategy", "Notat", passages=(Passage(said, Source("penge.txt", 1), 2, "Penge"),))
    library.store.replace(note, note.document, NOW)
    found = answer(
        "hvad blev der sat af til foranalyser i de vedtagne forslag fra Lillekøbing over 90 mio. kr.", library, TODAY
    )
    assert found.intent in ("passage", "unknown")
    assert found.quotes or found.near_quotes


def test_what_is_asked_yes_or_no_is_checked(library: Library) -> None:
    """Of the case that is named: it says what it is instead. What names no case has no list for an answer."""
    found = answer("er fravær i skolen forsinket?", library, TODAY)
    assert [hit.code for hit in found.hits] == ["TV02"]
    assert notes(found)["premise"]
    assert "»tidsplanen er skredet« passer ikke på TV02 (2024) under Handicap: den er 🟢 Grøn" in render(found).text
    assert answer("er raketprogrammet rødt?", library, TODAY).intent == "unknown"


def test_what_a_remark_tells_of_has_a_price_of_its_own(tmp_path: Path) -> None:
    """The investment of a case is not the bill for what happened in it."""
    library = sample_library(tmp_path)
    remark = "Efter en vandskade på Søgården er indflytningen udskudt."
    report = Loaded(
        "vand.txt",
        "status",
        "Status",
        statuses=(row("HA09", 2024, "Nye boliger", 3, investment_tkr=800.0, remark=remark),),
    )
    library.store.replace(report, report.document, NOW)
    assert answer("hvad kostede vandskaden på Søgården?", library, TODAY).intent == "unknown"
    assert facts(answer("hvad koster Nye boliger?", library, TODAY))["investment"]


def test_an_amount_counts_no_things(library: Library) -> None:
    """Neither does a span of years."""
    need = need_of("hvor mange malerier")
    assert need
    counting = NumberOf(need, library.concepts(("malerier",), "da"))
    assert not counting.held("Der er 1,7 mio. kr. til flytning af malerier i 2022-2023 for malerierne.")
    assert counting.held("Der er 1,7 mio. kr. til flytning af 300 malerier.")


@pytest.mark.parametrize(
    "question", ["hvilken af HA03 2023 og HA06 2025 sparer mest", "HA03 2023 or HA06 2025: which saves most"]
)
def test_what_comes_first_of_two_is_named(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert found.intent == "compare"
    assert notes(found)["first_by"] == {"by": "saving", "direction": "descending", "case": "AB01 (2023)"}
    assert found.cases[0].hit.code == "AB01"


def test_none_is_named_where_one_does_not_state_it(library: Library) -> None:
    found = answer("hvilken af HA06 2022 og HA06 2025 koster mindst", library, TODAY)
    assert notes(found)["first_unstated"] == {"by": "cost", "names": ["HA06 (2022)"]}


def test_of_which_it_is_not_so_is_said_beside_that_of_which_it_is(library: Library) -> None:
    """ "Er HA06 rød?" of two cases of that code, one of which is."""
    assert notes(answer("er HA06 rød?", library, TODAY))["premise"]["case"] == "HA06 (2025)"


@pytest.mark.parametrize(
    "question", ["hvor mange forslag fra Roskilde er vedtaget", "how much do proposals from 2031 save in total"]
)
def test_nothing_is_counted_of_a_place_or_a_year_that_no_document_is_of(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert not found.facts
    assert {"nothing_for", "missing_year"} & set(notes(found)) or found.intent == "unknown"
