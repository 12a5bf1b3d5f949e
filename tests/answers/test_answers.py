"""Whole answers over a small store: what is found, what is said beside it."""

from dataclasses import replace
from datetime import date

import pytest

from answers import answer
from answers.milestones import next_of
from bot.export import answer_json
from index.search.search_facade import Library
from questions.query import Filter
from records import Answer, Source
from templates import render
from templates.views import reading
from tests.sample_store import MILESTONES, NOW, TODAY, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def titles(found: Answer) -> list[str]:
    return [hit.title for hit in found.hits]


def kinds(found: Answer) -> set[str]:
    return {note.kind for note in found.notes}


SETS = [
    ("robotforslag", {"Brug af robotstøvsugere", "Robotrengøring i idrætshaller", "Færre vikarer i ældreplejen"}),
    ("vedtagne robotforslag", {"Brug af robotstøvsugere", "Robotrengøring i idrætshaller"}),
    ("forslag i Greve over 1 mio. kr.", {"Fælles indkøb af kontorartikler"}),
    ("gratis forslag", {"Fælles indkøb af kontorartikler"}),
    ("forslag i Solrød hvor omkostninger ikke er oplyst", {"Robotrengøring i idrætshaller"}),
    ("ikke vedtagne forslag", {"Fælles indkøb af kontorartikler", "Ny struktur for bibliotekerne"}),
    ("hvilke sager er røde?", {"Plads til flere børn"}),
    ("which cases are implemented?", {"Mindre fravær i skolen"}),
    ("hvilke sager i Socialforvaltningen er røde?", {"Plads til flere børn"}),
    ("fortrolige forslag", {"FORTROLIGT Salg af grund"}),
    ("digitaliseringsforslag i Solrød", {"Robotrengøring i idrætshaller"}),
    ("forslag fra SUD med tilbagebetalingstid under 5 år", {"Bedre botilbud til borgere med handicap"}),
    ("hvilket forslag har den største effekt i Solrød?", {"Ny struktur for bibliotekerne"}),
]


@pytest.mark.parametrize(("question", "expected"), SETS)
def test_the_whole_set_is_found(library: Library, question: str, expected: set[str]) -> None:
    """What meets every limit is a hit, what fails one is not, and a case is one hit."""
    found = answer(question, library, TODAY)
    assert set(titles(found)) == expected
    assert found.total == len(found.hits) == len(expected)


def test_an_ambiguous_code_shows_every_case(library: Library) -> None:
    """HA06 names two cases: both are shown, the latest first, and the answer says so."""
    found = answer("hvad er status på HA06?", library, TODAY)
    assert [view.hit.budget_year for view in found.cases] == [2025, 2022]
    assert "ambiguous_code" in kinds(found)


@pytest.mark.parametrize(
    "question", ["status på HA06 indkøb", "hvad koster HA06 bedre indkøb", "HA06 purchasing status"]
)
def test_words_of_one_title_choose_among_the_cases_of_a_code(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert [view.hit.title for view in found.cases] == ["Bedre indkøb"]


@pytest.mark.parametrize("question", ["status på HA06 vandrør", "status på HA06 indkøb plads"])
def test_words_that_no_one_title_holds_choose_no_case_of_a_code(library: Library, question: str) -> None:
    """They stand in none of the titles, or in both between them."""
    found = answer(question, library, TODAY)
    assert len(found.cases) != 1


def test_a_year_chooses_among_the_cases_of_a_code(library: Library) -> None:
    """With its budget year the code is one case."""
    found = answer("HA06(2022)", library, TODAY)
    assert [view.hit.title for view in found.cases] == ["Plads til flere børn"]


def test_a_linked_case_is_shown_with_both_codes(library: Library) -> None:
    """A proposal that is followed up under another code carries it, and says on what basis."""
    found = answer("AB01", library, TODAY)
    assert [also.code for also in found.cases[0].hit.also] == ["HA03"]
    assert "link_basis" in kinds(found)


def test_a_case_is_found_by_its_title(library: Library) -> None:
    """A status question names a case by words of its title as well."""
    assert [view.hit.code for view in answer("status på mindre fravær i skolen", library, TODAY).cases] == ["TV02"]


def test_facts_asked_for_come_first_with_their_place(library: Library) -> None:
    """ "what does it cost" puts the cost first, and the figure has a line."""
    fact = answer("how much does AB01 cost?", library, TODAY).facts[0]
    assert (fact.label, fact.value, fact.source and fact.source.line) == ("cost", "9.000", 15)


def test_the_text_of_a_case_is_quoted(library: Library) -> None:
    """A question for more than the fields gets the words of the document with their place."""
    (quote, *_) = answer("hvor mange møblerede boliger købes i AB01, og hvad koster de?", library, TODAY).quotes
    assert "12 møblerede" in quote.text
    assert quote.source.line == 50


def test_responsible_units_are_listed_by_goal(library: Library) -> None:
    """Who answers for a case is said for each of its goals."""
    found = answer("hvem er ansvarlig for AB01?", library, TODAY)
    assert {fact.value for fact in found.facts} == {"Center for Handicap", "HR-enheden"}


def test_milestones_of_a_case_say_when_no_day_can_be_named(library: Library) -> None:
    """Milestones come by due day; a relative date is not guessed."""
    found = answer("milepæle for AB01", library, TODAY)
    assert [bool(milestone.all_dues) for milestone in found.milestones] == [True, False]
    assert "only_relative_date" in kinds(found)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("milepæle der forfalder i december 2023", 1),
        ("milepæle der forfalder i maj 2023", 0),
        ("overskredne milepæle", 1),
    ],
)
def test_milestones_are_found_by_their_due_day(library: Library, question: str, count: int) -> None:
    """A period or "overdue" chooses milestones by their due day."""
    assert len(answer(question, library, TODAY).milestones) == count


@pytest.mark.parametrize(
    ("question", "today", "days"),
    [
        ("næste milepæl for AB01", date(2023, 1, 1), [date(2023, 12, 31)]),
        ("what is the next deadline of AB01?", date(2023, 12, 31), [date(2023, 12, 31)]),
        ("kommende milepæle", date(2023, 1, 1), [date(2023, 12, 31)]),
        ("næste milepæl for AB01", TODAY, []),
        ("upcoming milestones for AB01", TODAY, []),
    ],
)
def test_what_is_to_come_falls_due_from_today_on(
    library: Library, question: str, today: date, days: list[date]
) -> None:
    """Where nothing is to come that is said, with the last that was and its place; and what has no date."""
    found = answer(question, library, today)
    assert [one.all_dues[0][1] for one in found.milestones] == days
    past = [note.values for note in found.notes if note.kind == "none_to_come"]
    last = {"day": date(2023, 12, 31), "goal": "Boligerne er taget i brug", "source": Source("forslag.txt", 90)}
    assert past == ([] if days else [last])
    assert days or (found.intent == "milestones" and "only_relative_date" in kinds(found))


def test_of_several_to_come_the_next_is_the_first_of_them() -> None:
    """A day that comes again counts with its next time; what falls due on the same day is next as well."""
    made = [
        replace(MILESTONES[0], goal=goal, all_dues=tuple((day, day) for day in days))
        for goal, days in {
            "yearly": (date(2026, 2, 1), date(2027, 2, 1)),
            "too": (date(2027, 2, 1),),
            "later": (date(2027, 3, 1),),
            "undated": (),
        }.items()
    ]
    due = [Filter("due", (), "next", float(TODAY.toordinal()), None)]
    assert [one.goal for one in next_of(made, due)] == ["yearly", "too"]


def test_a_sum_leaves_out_what_is_not_stated_and_says_so(library: Library) -> None:
    """Not stated is never 0."""
    found = answer("samlet effekt af forslag i Solrød", library, TODAY)
    assert found.facts[0].value == "2.900"
    assert {(note.kind, note.values.get("count")) for note in found.notes} >= {("not_stated_apart", 1)}


def test_cases_are_counted_once_and_rows_are_said(library: Library) -> None:
    """ "hvor mange sager" counts cases and says how many rows they are printed in."""
    found = answer("hvor mange sager er der?", library, TODAY)
    (note,) = (note for note in found.notes if note.kind == "counted_cases")
    assert (found.total, note.values["rows"]) == (5, 6)


def test_a_case_counts_with_its_share_in_every_area(library: Library) -> None:
    """TV02 (2024) saves 104 in one area and 390 in another."""
    assert answer("samlet effekt af sager fra budget 2024", library, TODAY).facts[0].value == "494"
    one = answer("samlet effekt af sager fra budget 2024 på området børnefamilier", library, TODAY)
    assert one.facts[0].value == "390"


@pytest.mark.parametrize(("what", "column"), [("samlet effekt", 1), ("antal", -1)])
def test_the_number_of_an_area_is_that_of_its_list(library: Library, what: str, column: int) -> None:
    """TV02 (2024) stands under two areas, and is counted in both with what it has there."""
    split = answer(f"{what} af sager fordelt på område", library, TODAY)
    assert split.table
    for name, *numbers in split.table.rows:
        alone = answer(f"{what} af sager på området {name}", library, TODAY).facts[0]
        assert numbers[column - 1 if column > 0 else column] == alone.values["raw"], name


def test_groups_that_overlap_are_said(library: Library) -> None:
    assert "in_several_groups" in kinds(answer("antal sager fordelt på område", library, TODAY))
    assert "in_several_groups" not in kinds(answer("antal sager fordelt på kommune", library, TODAY))


def test_a_sum_by_municipality(library: Library) -> None:
    """A split gives one row a municipality, the largest first."""
    table = answer("samlet effekt pr. kommune", library, TODAY).table
    assert table
    assert next(row[0] for row in table.rows) == "Lillekøbing"


def test_how_many_municipalities_is_their_number(library: Library) -> None:
    """Not that of their proposals, which is told beside it."""
    found = answer("hvor mange forskellige kommuner har forslag om robotter?", library, TODAY)
    facts = {fact.label: fact.value for fact in found.facts}
    assert int(facts["groups"]) == len({hit.municipality for hit in found.hits})
    assert render(found).text.startswith(f"{facts['groups']} kommuner")


def test_prose_is_quoted_with_its_place(library: Library) -> None:
    """What a note says is quoted, not rephrased."""
    found = answer("hvor meget resterer der i investeringspuljen?", library, TODAY)
    assert "247,4 mio. kr." in found.quotes[0].text
    assert found.quotes[0].source.line == 3


def test_a_table_answers_with_its_cell(library: Library) -> None:
    """A figure of a table is a fact with row, column, unit and place."""
    found = answer("hvor meget service var der i investeringspuljen 2021?", library, TODAY)
    assert found.facts[0].value == "115 mio. kr. i 2021 p/l"


def test_a_row_that_nearly_all_words_name_answers_with_its_cell(library: Library) -> None:
    """Also where no asking word, and no committee, says that it is a table; a compound of row and column names both."""
    found = answer("service i investeringspuljen 2021", library, TODAY)
    assert (found.intent, found.facts[0].value) == ("figure", "115 mio. kr. i 2021 p/l")
    assert "figure" not in {fact.label for fact in answer("vandskader i investeringspuljen 2021", library, TODAY).facts}


@pytest.mark.parametrize(
    "question", ["hvad ender socialudvalget på i 2023 i strategistatussen", "hvad leverer SUD i 2023 jf. statusnotatet"]
)
def test_a_note_that_is_named_answers_with_its_cell(library: Library, question: str) -> None:
    """The proposals of that year are not listed instead."""
    found = answer(question, library, TODAY)
    assert (found.intent, [fact.value for fact in found.facts]) == ("figure", ["29.696 t.kr. 2022 p/l"])


def test_who_does_a_thing_lists_the_municipalities_that_propose_it(library: Library) -> None:
    """Where several do: no sentence that holds a person is quoted in their place."""
    found = answer("hvem arbejder med robotter?", library, TODAY)
    assert (found.intent, {hit.municipality for hit in found.hits} >= {"Greve", "Solrød"}) == ("search", True)


def test_a_cell_answers_words_that_are_no_limit(library: Library) -> None:
    """Its row, column and caption hold what was not understood; where they do not, that is said."""
    found = answer("How much does the Social Committee save on service in 2023 according to table 2?", library, TODAY)
    assert (found.intent, found.facts[0].value) == ("figure", "29.696 t.kr. 2022 p/l")
    other = answer("How much does the Social Committee save on parking in 2023?", library, TODAY)
    assert (other.intent, other.facts) == ("unknown", ())


@pytest.mark.parametrize("question", ["hvad er status på ZZ99?", "hvad er svævebanens kontonummer?"])
def test_unknown_is_an_answer(library: Library, question: str) -> None:
    """What the documents do not say is said to be unknown."""
    found = answer(question, library, TODAY)
    assert found.intent == "unknown"
    assert {"not_in_documents", "no_such_code"} & set(kinds(found))


@pytest.mark.parametrize("question", ["soc.udvalget tabel 2, 2023", "social-udvalget 2023 i tabellen"])
def test_a_table_that_is_asked_for_answers_with_its_cell(library: Library, question: str) -> None:
    """Its row may be said shortened; no list of proposals of that year is meant."""
    found = answer(question, library, TODAY)
    assert (found.intent, [fact.value for fact in found.facts]) == ("figure", ["29.696 t.kr. 2022 p/l"])


@pytest.mark.parametrize(
    "question",
    [
        "Socialudvalgets udgifter i 2023",
        "hvor mange medlemmer har Socialudvalget i 2023",
        "Socialudvalgets effektivisering i 2021",  # the cell of that year counts employees
    ],
)
def test_a_cell_of_something_else_does_not_answer(library: Library, question: str) -> None:
    assert "figure" not in {fact.label for fact in answer(question, library, TODAY).facts}


def test_nothing_found_shows_the_nearest(library: Library) -> None:
    """An empty list names what comes nearest, and never as a hit."""
    found = answer("vedtagne forslag om biblioteker", library, TODAY)
    assert found.total == 0
    assert [hit.title for hit in found.nearest] == ["Ny struktur for bibliotekerne"]


@pytest.mark.parametrize("question", ["besparelser 2031", "sager fra budgetår 2031", "røde sager 2031"])
def test_a_year_that_no_document_has_is_named_with_those_that_there_are(library: Library, question: str) -> None:
    """ "Remove a condition" would send people to look for it themselves."""
    notes = {note.kind: note.values for note in answer(question, library, TODAY).notes}
    assert notes["missing_year"]["exists"] == ["2022", "2025"]
    assert "nothing_found" not in notes


def test_sums_by_year_stand_in_the_order_of_the_years(library: Library) -> None:
    """A chart of them is read from left to right; other groups begin with the largest."""
    table = answer("graf over besparelser pr. år", library, TODAY).table
    assert table
    years = [row[0] for row in table.rows if row[0]]
    assert len(years) > 1
    assert years == sorted(years)


@pytest.mark.parametrize(
    "question", ["", "?!…", "' OR 1=1 --", "{{ 7*7 }} {% raise %}", "robot " * 2000, "\x00\x1f", "¿" * 50, "x" * 10_000]
)
def test_no_question_breaks_an_answer(library: Library, question: str) -> None:
    """Punctuation, SQL, Jinja, control signs and 10,000 characters are answered like any question."""
    assert answer(question, library, TODAY).intent in {"help", "unknown", "search", "passage", "status"}


def test_an_extra_cost_is_no_saving(library: Library) -> None:
    """A printed plus is an extra cost: no hit of a limit on savings, and the card says so."""
    assert "Afdrag på interne lån" not in titles(answer("sager med besparelse under 4 mio. kr.", library, TODAY))
    assert "printed_extra_cost" in kinds(answer("TV07", library, TODAY))


def test_one_question_that_breaks_does_not_end_a_batch(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is told with a reference, in the place of the answer."""
    monkeypatch.setattr(answer_json, "answer", lambda *_: 1 / 0)
    found = answer_json.answer_or_say(library, "robot", NOW, "da")
    assert found["question"] == "robot"
    assert found["results"] == []
    assert found["text"]


def test_the_milestones_of_a_unit_are_those_it_answers_for(library: Library) -> None:
    """A case has milestones of several units: only the one that is asked for is listed."""
    found = answer("milepæle for HR-enheden", library, TODAY)
    assert [milestone.goal for milestone in found.milestones] == ["Personalet er ansat"]


def test_what_comes_near_is_quoted_and_no_answer(library: Library) -> None:
    """A text that holds some of what is asked, and not all: it is told apart from an answer."""
    found = answer("hvad koster en billet til de 12 møblerede boliger", library, TODAY)
    assert (found.intent, len(found.hits), found.facts) == ("unknown", 0, ())
    assert [quote.source.line for quote in found.near_quotes] == [50]
    assert not found.quotes
    assert "not_sure" in kinds(found)


def test_what_no_text_comes_near_is_not_in_the_documents(library: Library) -> None:
    found = answer("hvornår lander rumfærgen", library, TODAY)
    assert (found.intent, found.near_quotes) == ("unknown", ())
    assert "not_in_documents" in kinds(found)


def test_a_remark_of_the_newest_report_is_an_answer(library: Library) -> None:
    found = answer("hvornår er pladserne klar", library, TODAY)
    assert any("først klar i 2025" in quote.text for quote in found.quotes) or found.cases


def test_a_milestone_of_another_municipality_is_no_answer(library: Library) -> None:
    """Whoever asks of Greve is not told of a milestone in Lillekøbing."""
    found = answer("hvem følger op på boligerne i Greve", library, TODAY)
    assert not found.milestones


def test_a_noun_phrase_that_no_list_answers_is_looked_for_in_the_texts(library: Library) -> None:
    found = answer("møblerede boliger antal", library, TODAY)
    assert any("12 møblerede boliger" in quote.text for quote in (*found.quotes, *found.near_quotes)) or found.cases


@pytest.mark.parametrize("question", ["hvad koster det at personalet er ansat", "hvor meget koster indflytningen"])
def test_a_field_is_that_of_the_case_whose_goal_is_named(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert [case.hit.code for case in found.cases] == ["AB01"]
    assert found.facts[0].label == "cost"


def test_an_empty_list_tells_what_a_text_says_of_it(library: Library) -> None:
    found = answer("vedtagne forslag om møblerede boliger", library, TODAY)
    assert (found.intent, found.total) == ("search", 0)
    assert [quote.source.line for quote in found.near_quotes] == [50]


def test_an_empty_list_of_one_municipality_quotes_no_other(library: Library) -> None:
    found = answer("forslag om møblerede boliger i Greve", library, TODAY)
    assert (found.total, found.near_quotes) == (0, ())


def test_whether_a_case_is_adopted_is_told_of_the_case(library: Library) -> None:
    """What is asked of it is no limit that the case has to meet."""
    found = answer("er forslaget om biblioteker i Solrød vedtaget?", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Ny struktur for bibliotekerne"]
    assert found.cases[0].hit.adopted is False


@pytest.mark.parametrize("question", ["hvor mange mennesker bor i botilbud", "telefonnummer på lederen for AB01"])
def test_a_number_that_no_text_states_is_unknown(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert (found.intent, len(found.hits), found.facts) == ("unknown", 0, ())


def test_a_verb_beside_a_code_does_not_hide_its_case(library: Library) -> None:
    assert answer("vær venlig at opsummere AB01", library, TODAY).cases


def test_a_row_of_a_follow_up_table_is_said_where_who_or_when_is_asked(library: Library) -> None:
    """Also where nothing says that goals are asked for, and where a word is read as the state of a case."""
    found = answer("hvilket center måler gennemførte botilbud", library, TODAY)
    assert (found.intent, found.total) == ("unknown", 0)
    assert (
        found.near_quotes[0].text == "Boligerne er taget i brug · Indflytning · Center for Handicap · Udgangen af 2023"
    )
    priced = answer("hvad koster boligerne, der er taget i brug", library, TODAY)
    assert not any("Center for Handicap" in one.text for one in (*priced.quotes, *priced.near_quotes))


@pytest.mark.parametrize(("question", "facts"), [
    ("hvilken sag sparer mest", ["4.000"]),
    ("hvilke sager sparer mest", []),
])  # fmt: skip
def test_the_one_that_is_most_is_told_with_its_value(library: Library, question: str, facts: list[str]) -> None:
    assert [fact.value for fact in answer(question, library, TODAY).facts] == facts


def test_when_something_is_done_is_no_saving_of_its_case(library: Library) -> None:
    """A field that is named beside it does not answer when."""
    found = answer("hvornår er besparelsen ved botilbud gjort op for kommunens revisor", library, TODAY)
    assert "saving" not in {fact.label for fact in found.facts}


def test_groups_of_so_many_are_the_only_ones_that_are_counted(library: Library) -> None:
    every = answer("antal forslag pr. kommune", library, TODAY).table
    found = answer("hvor mange kommuner har mindst 3 forslag?", library, TODAY)
    assert every
    assert found.table
    kept = [row for row in every.rows if row[0] and float(str(row[1])) >= 3]
    assert 0 < len(kept) < len(every.rows)
    assert sorted(found.table.rows, key=str) == sorted(kept, key=str)
    assert found.total == sum(float(str(row[1])) for row in kept)
    assert {hit.municipality for hit in found.hits} == {row[0] for row in kept}
    assert render(found).text.startswith(f"{len(kept)} kommune")


@pytest.mark.parametrize(("kind", "there"), [("investeringsforslag", True), ("innovationsforslag", False)])
def test_milestones_on_a_topic_meet_the_limits_that_are_shown(library: Library, kind: str, there: bool) -> None:
    found = answer(f"hvem er ansvarlig for at boligerne er taget i brug i {kind}", library, TODAY)
    assert bool(found.milestones) is there


@pytest.mark.parametrize(("year", "value"), [(2023, "1.000"), (2024, "4.000")])
def test_a_year_beside_a_title_is_the_cell_of_that_year(library: Library, year: int, value: str) -> None:
    found = answer(f"hvad sparer bedre botilbud i {year}", library, TODAY)
    assert (found.facts[0].label, found.facts[0].value) == ("saving_in_year", value)


@pytest.mark.parametrize(
    "question",
    [
        "hvad sparer bedre botilbud i 2031",
        "hvad sparer robotstøvsugere i 2031",  # an idea has no table of years
        "hvor mange boliger købes der i 2031",
        "hvem leverer robotstøvsugere",
        "hvem er projektleder på bedre botilbud AB01",
    ],
)
def test_what_is_not_said_of_that_year_or_that_person_is_unknown(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert found.intent == "unknown"
    assert not found.hits


@pytest.mark.parametrize("question", ["email address of the person in charge of AB01", "navnet på arkitekten bag AB01"])
def test_an_address_or_a_name_is_in_what_is_said_or_unknown(library: Library, question: str) -> None:
    assert answer(question, library, TODAY).intent == "unknown"


@pytest.mark.parametrize("question", [
    "midler i investeringspuljen omregnet til 2021 priser",
    "tabel 1 i strategien: service, midler i investeringspuljen",
])  # fmt: skip
def test_what_a_table_is_called_and_its_prices_are_in_no_cell(library: Library, question: str) -> None:
    assert [fact.value for fact in answer(question, library, TODAY).facts][:1] == ["115 mio. kr. i 2021 p/l"]


@pytest.mark.parametrize(
    "question", ["midler i investeringspuljen 2021, i alt?", "midler i investeringspuljen 2021 i 2022"]
)
def test_words_that_are_no_limit_may_name_a_cell_and_nothing_else(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert found.intent in ("figure", "unknown")
    assert not found.hits


def test_a_row_of_a_note_is_found_by_all_its_words(library: Library) -> None:
    found = answer("midler i investeringspuljen 2021, i alt?", library, TODAY)
    assert [one.value for one in found.figures] == [115.0]


@pytest.mark.parametrize(
    "question",
    [
        "hvad er fremskridtet for AB01",
        "hvilken fase er AB01 i",
        "nøgletal for AB01",
        "hvad dækker koden AB01 over",
        "what is the backstory to AB01",
        "guide me through AB01",
        "the particulars of case AB01",
    ],
)
def test_what_asks_for_all_of_a_case_tells_of_it(library: Library, question: str) -> None:
    """News, figures, a stage: what names nothing that a case should hold asks for the case itself."""
    found = answer(question, library, TODAY)
    assert [view.hit.code for view in found.cases] == ["AB01"], found.intent


@pytest.mark.parametrize(
    "question", ["navnet på projektlederen for AB01", "hvilken udvikling i sygefraværet venter AB01"]
)
def test_what_asks_for_something_of_a_case_is_not_answered_by_all_of_it(library: Library, question: str) -> None:
    """Another noun stands between: that is asked for, and nothing tells it."""
    assert answer(question, library, TODAY).intent == "unknown"


@pytest.mark.parametrize("question", ["sager fra SUD eller BUU", "cases of SUD or BUU"])
def test_every_committee_that_limits_a_list_is_shown(library: Library, question: str) -> None:
    """The reading that is shown is the filter that was applied: only the first of several was."""
    said = " ".join(reading.parts(answer(question, library, TODAY).reading.parts, "da"))
    assert "Socialudvalget (SUD) eller Børne- og Ungdomsudvalget (BUU)" in said


def test_who_did_something_to_a_case_is_no_card_of_it(library: Library) -> None:
    """Its committee stands on it, and is not who was asked for."""
    found = answer("hvem stemte imod ny struktur for bibliotekerne", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())
