"""Questions that are put together of several limits, as people compose them: none of it is lost or turned round."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, KNOWN, LEXICON, language)


def limits(made: Query) -> list[tuple[str, str, float | None]]:
    return sorted((one.field, one.op, one.low) for one in made.filters)


@pytest.mark.parametrize(
    "text", ["investeringer over halvanden million, men under 3,5 mio.", "udgift over 1,5 mio. og under 3,5 mio."]
)
def test_the_ends_of_a_range_are_of_one_field(text: str) -> None:
    assert limits(understood(text)) == [("cost", "over", 1500.0), ("cost", "under", 3500.0)]


@pytest.mark.parametrize(
    ("text", "descending"),
    [
        ("rangér forslag fra størst til mindst effekt", True),
        ("forslag fra mindste til største besparelse", False),
        ("proposals from largest to smallest saving", True),
        ("sager, billigste først", False),
    ],
)
def test_from_one_end_to_the_other_is_an_order(text: str, descending: bool) -> None:
    made = understood(text)
    assert made.order
    assert made.order.descending is descending


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("forslag hvor besparelsen er større end budgettet", "større end budgettet"),
        ("adopted versus not adopted proposals", "adopted versus not adopted"),
        ("den dyreste og den billigste sag", "dyreste og den billigste"),
        ("hvilke kommuner har ingen vedtagne forslag", "kommuner har ingen"),
        ("sager uden besparelse", "uden besparelse"),
        ("forslag der kravlede 10 mio. kr. i udgift", "kravlede 10 mio. kr."),
        ("proposals saving exactly 1m and exactly 4m", "1m and exactly 4m"),
        ("proposals saving between two and three million", "two and three million"),
    ],
)
def test_what_no_limit_can_say_is_said_to_be_not_understood(text: str, words: str) -> None:
    """A list without it, or with it turned round, would be wrong without a word."""
    assert words in {one.text for one in understood(text).missing}


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("proposals saving exactly 1m or exactly 4m", [("saving", 1000.0), ("saving", 4000.0)]),
        ("sager der koster 1 eller 2 mio. kr.", [("cost", 1000.0), ("cost", 2000.0)]),
        ("investeringsforslag med en tilbagebetalingstid på enten 2 eller 3 år", [("payback", 2.0), ("payback", 3.0)]),
        ("cases with a payback of 2, 3 or 4 years", [("payback", 2.0), ("payback", 3.0), ("payback", 4.0)]),
        ("proposals with savings of 1, 2 or 3 million", [("saving", 1000.0), ("saving", 2000.0), ("saving", 3000.0)]),
        ("sager der koster 1 mio. eller sparer 2 mio.", [("cost", 1000.0), ("saving", 2000.0)]),
    ],
)
def test_any_of_several_numbers_is_meant_where_an_or_stands_between_them(
    text: str, either: list[tuple[str, float]]
) -> None:
    made = understood(text)
    assert not made.missing
    (choice,) = (one for one in made.filters if one.field == "either")
    assert [(one.field, one.low) for one in choice.parts] == either
    assert {one.op for one in choice.parts} == {"exactly"}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("forslag hvor besparelsen er større end investeringen", "over"),
        ("vedtagne forslag der sparer mere, end de koster", "over"),
        ("sager der koster mindre end de sparer", "over"),
        ("ideas that cost more than they save", "under"),
        ("cases where the investment is larger than the yearly saving", "under"),
        ("hvor mange forslag sparer mindre end de koster", "under"),
        ("sager med en besparelse, der er større end deres egen investering", "over"),
        ("forslag der sparer mere om året, end de koster", "over"),
        ("cases that save more than their own investment", "over"),
    ],
)
def test_the_saving_is_held_against_the_cost_of_the_same_case(text: str, way: str) -> None:
    made = understood(text, "en" if text.startswith(("ideas", "cases")) else "da")
    assert not made.missing
    assert [(one.op, one.low) for one in made.filters if one.field == "gain"] == [(way, 0.0)]
    assert not [one for one in made.filters if one.field in ("saving", "cost")]


def test_of_several_numbers_none_is_meant_behind_a_not() -> None:
    made = understood("forslag der ikke sparer 1 eller 2 mio. kr. i Greve")
    said = [(one.field, one.low, one.negated) for one in made.filters if one.field == "saving"]
    assert said == [("saving", 1000.0, True), ("saving", 2000.0, True)]


@pytest.mark.parametrize(
    ("text", "left_out", "limited"),
    [
        (
            "idéer der ikke er vedtaget – bortset fra dem i Greve – og som sparer over 700.000 kr.",
            {"municipality"},
            {"adopted", "saving"},
        ),
        (
            "idéer der ikke er vedtaget, bortset fra dem i Greve, og som sparer over 700.000 kr.",
            {"municipality"},
            {"adopted", "saving"},
        ),
        ("sager over 5 mio. (undtagen dem fra 2023) og som er røde", {"budget_year"}, {"saving", "colour"}),
        ("cases that are late - except those from 2023 - and cost over 2 million", {"budget_year"}, {"state", "cost"}),
    ],
)
def test_what_goes_on_behind_the_left_out_is_of_the_list(text: str, left_out: set[str], limited: set[str]) -> None:
    made = understood(text, "en" if text.startswith("cases") else "da")
    assert not made.missing
    fields = {(one.field, one.negated) for one in made.filters if one.field != "source"}
    assert {field for field, negated in fields if negated} == left_out
    assert {field for field, negated in fields if not negated} == limited


def test_a_clause_behind_a_clause_of_the_left_out_says_more_of_it() -> None:
    made = understood("sager fra 2023, bortset fra dem, der er røde, og som koster over 5 mio.")
    (out,) = (one for one in made.filters if one.field == "left_out")
    assert {one.field for one in out.parts} == {"colour", "cost"}


@pytest.mark.parametrize(
    "text",
    [
        "Jeg har allerede listen over de røde sager. Hvilke af de andre er forsinkede?",
        "De røde sager koster jo en formue. Hvilke af de øvrige er forsinkede?",
        "My colleague already has a list of the red ones, so which of the other cases are late?",
    ],
)
def test_the_others_are_without_what_was_told_of_before(text: str) -> None:
    made = understood(text, "en" if text.startswith("My") else "da")
    said = {(one.field, one.negated, one.values) for one in made.filters}
    assert said == {("colour", True, ("red",)), ("state", False, ("schedule_slipped",))}


def test_the_others_of_one_year_are_without_the_red_of_it() -> None:
    made = understood("Røde sager fra 2022 har vi. Vis de andre sager fra 2022.")
    (out,) = (one for one in made.filters if one.field == "left_out")
    assert {one.field for one in out.parts} == {"colour", "budget_year"}
    assert [one.low for one in made.filters if one.field == "budget_year"] == [2022.0]


def test_a_heading_before_a_colon_is_the_topic_and_what_somebody_does_is_not() -> None:
    headed = understood("Robotter: hvilke forslag er vedtaget?")
    assert (headed.topic, headed.asked_topic) == (("robotter",), True)
    told = understood("The auditors called and want a number before lunch: how many cases are red?", "en")
    assert not told.topic
    assert [one.field for one in told.filters] == ["colour"]


def test_a_field_that_only_a_limit_names_is_not_asked_for() -> None:
    """ "Hvor besparelsen ligger over …" asks for the saving of no case."""
    assert "saving" not in understood("vedtagne forslag om robotter, hvor besparelsen ligger over 500.000 kr.").asks
    assert "saving" in understood("hvad er besparelsen på forslag over 500.000 kr. i udgift").asks


@pytest.mark.parametrize(
    "text", ["har Greve eller Solrød flest forslag?", "which has more proposals, Greve or Solrød?"]
)
def test_more_of_two_counts_each(text: str) -> None:
    made = understood(text)
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("count", "municipality")


def test_a_number_of_two_together_is_no_sum_of_savings() -> None:
    made = understood("hvor mange forslag har Greve og Solrød tilsammen?")
    assert (made.measure and made.measure.what) == "count"


@pytest.mark.parametrize(
    ("text", "field", "op"),
    [
        ("proposals saving 5m or up", "saving", "at_least"),
        ("hvilket forslag er hurtigst tjent hjem?", "payback", "order"),
        ("hvad løber besparelserne i Greve op i tilsammen?", "saving", "sum"),
    ],
)
def test_everyday_words_of_limits_orders_and_sums(text: str, field: str, op: str) -> None:
    made = understood(text)
    said = {(one.field, one.op) for one in made.filters}
    said |= {(made.order.field, "order")} if made.order else set()
    said |= {(made.measure.field, made.measure.what)} if made.measure else set()
    assert (field, op) in said


def test_the_order_in_which_names_are_said_makes_no_other_limit() -> None:
    first, second = understood("sager i Greve og Solrød"), understood("sager i Solrød og Greve")
    assert {one.id for one in first.filters} == {one.id for one in second.filters}


@pytest.mark.parametrize(
    "text",
    ["forslag under Administration", "det Greve har under Administration, men kun hvis det er vedtaget"],
)
def test_the_name_of_an_area_is_no_administration(text: str) -> None:
    """ "Administration" is an area of the idea bank, and what stands before it is no name."""
    made = read_question(text, TODAY, replace(KNOWN, areas=("Administration",)), LEXICON)
    assert "administration" not in {one.field for one in made.filters}


def test_above_nothing_is_not_nothing() -> None:
    assert ("cost", "exactly", 0.0) not in limits(understood("adopted proposals with a cost above 0", "en"))


def test_the_one_of_several_is_one() -> None:
    made = understood("det vedtagne forslag fra Greve, der sparer allermest")
    assert (made.order and made.order.limit) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Greve's proposals", ("Greve",)),
        ("Solrød's and Greve's proposals", ("Solrød", "Greve")),
        ("Greves forslag", ("Greve",)),
    ],
)
def test_whose_they_are_is_a_name_and_no_slip(text: str, names: tuple[str, ...]) -> None:
    """ "Greve's" is not a word of another language with a slip in it."""
    assert [one.values for one in understood(text, "en").filters] == [names]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("fordel sagerne på budgetår", "budget_year"),
        ("fordeling af forslagene på indfasningsår", "phase_in_year"),
        ("break down the savings by phase-in year", "phase_in_year"),
        ("hvilken kommune i idébanken har fået vedtaget flest forslag?", "municipality"),
    ],
)
def test_a_sum_is_split_by_what_is_said(text: str, group: str) -> None:
    made = understood(text)
    assert (made.measure and made.measure.group) == group


def test_no_reaches_no_further_than_its_field() -> None:
    """ "Need no investment in Struer" is not said of another place."""
    assert not any(one.negated for one in understood("how many proposals need no investment in Greve?", "en").filters)


@pytest.mark.parametrize(
    ("text", "language", "limit"),
    [
        ("sager over 10 mio. i investering, bortset fra budget 2025", "da", "budget_year:not:exactly:2025.0-None"),
        ("røde sager undtagen fra budget 2024 og 2025", "da", "budget_year:not:in:2024:2025"),
        ("forslag, der ikke er indfaset i 2024", "da", "phase_in_year:not:exactly:2024.0-None"),
        ("proposals excluding those that save less than 1.5m", "en", "saving:at_least:1500.0-None"),
        ("forslag undtagen dem over 500.000 kr.", "da", "saving:at_most:500.0-None"),
        ("red cases except HA06 (2022)", "en", "code:not:exactly:2022-None:HA06"),
        ("forslag, hvis man ser bort fra BC61", "da", "code:not:BC61"),
    ],
)
def test_what_is_left_out_is_limited_the_other_way(text: str, language: str, limit: str) -> None:
    made = understood(text, language)
    assert limit in {one.id for one in made.filters}
    assert not made.missing
    assert not made.codes


@pytest.mark.parametrize(
    "text", ["sager, der ikke er røde i budget 2025", "forslag som ikke koster noget (0 kr.) i 2025"]
)
def test_a_not_of_another_word_turns_no_number_round(text: str) -> None:
    assert ("budget_year", "exactly", 2025.0) in limits(understood(text))
    assert not any(one.negated for one in understood(text).filters if one.field != "colour")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("sager fra budget 24", "da", [("budget_year", "exactly", 2024.0)]),
        ("cases in budget '25", "en", [("budget_year", "exactly", 2025.0)]),
        (
            "mere end 4 og mindre end 7 mio. i besparelse",
            "da",
            [("saving", "over", 4000.0), ("saving", "under", 7000.0)],
        ),
        ("forslag, der koster ingenting (0 kr.)", "da", [("cost", "exactly", 0.0)]),
        ("besparelser (1 mio. kr.)", "da", [("saving", "exactly", 1000.0)]),
    ],
)
def test_a_number_that_is_said_halfway(text: str, language: str, found: list[tuple[str, str, float]]) -> None:
    assert limits(understood(text, language)) == found


@pytest.mark.parametrize(
    ("text", "letters"), [("BC-forslag", "BC"), ("alle BC sager", "BC"), ("the BC cases", "BC"), ("UD-sager", "UD")]
)
def test_the_letters_of_codes_are_a_limit_before_what_is_listed(text: str, letters: str) -> None:
    known = replace(KNOWN, families=frozenset({"BC", "UD"}))
    made = read_question(text, TODAY, known, LEXICON)
    assert [one.id for one in made.filters] == [f"code:{letters}"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("de to røde sager, der har kostet flest penge", 2),
        ("which two Ældre & Sundhed proposals give the biggest saving?", 2),
        ("det dyreste forslag i Greve", 1),
        ("the single priciest idea in Greve", 1),
        ("the smallest saving in Greve", 1),
        ("forslag i Greve med den største besparelse", None),
        ("proposals with the largest saving", None),
    ],
)
def test_how_many_of_the_first_are_wanted(text: str, count: int | None) -> None:
    made = understood(text)
    assert made.order
    assert made.order.limit == count


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("hvor mange kommuner har mindst 12 forslag?", "da", "municipality"),
        ("kommuner med mindst 12 forslag", "da", "municipality"),
        ("which committees have at least 12 adopted proposals", "en", "committee"),
        ("which committees have at least 12 proposals", "en", "committee"),
    ],
)
def test_groups_that_have_so_many_are_counted(text: str, language: str, group: str) -> None:
    made = understood(text, language)
    having = made.measure.having if made.measure else None
    assert (made.measure.group if having and made.measure else "") == group
    assert made.order is None
    assert "12" not in made.topic
    if having:
        assert (having.op, having.low) == ("at_least", 12.0)
        assert not made.missing


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("hvilket område har den største samlede investering i sager fra 2024", "area"),
        ("which idea bank municipality has the most proposals", "municipality"),
        ("of Solrød and Greve, whose proposals cost the most in total", "municipality"),
    ],
)
def test_the_best_of_some_names_has_a_sum_each(text: str, group: str) -> None:
    made = understood(text)
    assert (made.measure and made.measure.group) == group


def test_groups_that_are_counted_are_sorted_by_their_number() -> None:
    made = understood("hvilket udvalg har flest forslag")
    assert (made.order and made.order.field) == "count"


@pytest.mark.parametrize("text", ["forslag med digitalisering som tiltag", "tiltaget digitalisering"])
def test_a_measure_is_named_before_its_mark_or_behind_it(text: str) -> None:
    assert [(one.field, one.label) for one in understood(text).filters] == [("measure", "Digitalisering")]


def test_a_compound_of_an_area_is_that_area() -> None:
    assert [(one.field, one.values) for one in understood("vedtagne skoleforslag").of("area")] == [
        ("area", ("Skoler",))
    ]


def test_what_is_left_out_and_nobody_knows_is_said() -> None:
    """A list with it would be wrong."""
    known = replace(KNOWN, tells=lambda _: False)
    assert read_question("forslag fra Greve undtagen dem om zeppelinere", TODAY, known, LEXICON).missing


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("besparelse mellem 1.100 og 4.000 t.kr.", 1100.0, 4000.0),
        ("besparelse mellem 500.000 og 1 mio. kr.", 500.0, 1000.0),
    ],
)
def test_the_lower_end_of_a_range_has_the_unit_that_keeps_it_lower(text: str, low: float, high: float) -> None:
    (made,) = understood(text).filters
    assert (made.low, made.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("hvem har flest forslag i idébanken", "da", "municipality"),
        ("hvem sparer mest i idébanken", "da", "municipality"),
        ("hvilket år når flest forslag fuld effekt", "da", "phase_in_year"),
        ("fordel sagerne på områder, hvor er der flest", "da", "area"),
        ("hvilken kommune har det dyreste forslag", "da", ""),
        ("hvem står bag det dyreste forslag", "da", ""),
        ("hos hvilket udvalg er forslagene dyrest i gennemsnit", "da", "committee"),
        ("de to kommuner med flest idéer i idébanken", "da", "municipality"),
        ("farverne på sagerne, hvor mange af hver?", "da", "colour"),
        ("how many of each colour are there among the cases", "en", "colour"),
        ("kommune for kommune: besparelsen i snit for idéer", "da", "municipality"),
        ("hvilken kommune har det største antal forslag, som ikke er vedtaget?", "da", "municipality"),
        ("per phase-in year, how many proposals are there, and which year has most of them?", "en", "phase_in_year"),
    ],
)
def test_who_and_when_compare_names_but_for_those_of_one_case(text: str, language: str, group: str) -> None:
    made = understood(text, language)
    assert (made.measure.group if made.measure else "") == group


@pytest.mark.parametrize(
    "text",
    [
        "sager der ikke er både røde og fra 2024",
        "vedtagne forslag, men ikke Greve og Administration",
    ],
)
def test_what_may_be_either_of_two_things_is_said_to_be_not_understood(text: str) -> None:
    """A list meets all of its limits: one that meets both would be another than was asked for."""
    assert understood(text).missing


@pytest.mark.parametrize(
    ("text", "language", "field", "group", "ordered"),
    [
        ("hvilket udvalg har de dyreste forslag i gennemsnit", "da", "cost", "committee", True),
        ("læg besparelserne i Greves vedtagne forslag på skoleområdet sammen", "da", "saving", "", False),
        ("savings of Greve summed", "en", "saving", "", False),
        ("gennemsnitsprisen for Greves forslag", "da", "cost", "", False),
        ("samlet investering pr. budgetår, hvilket år topper", "da", "cost", "budget_year", True),
        ("total investment by budget year, which year got the most", "en", "cost", "budget_year", True),
    ],
)
def test_what_is_measured_however_it_is_said(text: str, language: str, field: str, group: str, ordered: bool) -> None:
    """A superlative says of what ("dyrest"), and what comes first of the groups is asked for in many words."""
    made = understood(text, language)
    assert made.measure
    assert (made.measure.field, made.measure.group, made.order is not None) == (field, group, ordered)
    assert not made.topic


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("forslag, hvor besparelsen holder sig under 400.000 kr.", "saving:under:400.0-None"),
        ("hvor mange forslag mangler et tal for besparelsen", "saving:not_stated"),
        ("forslag med en besparelse under 0 kr.", "saving:under:0.0-None"),
        ("proposals in Skoler, not in Administration", "area:not:Administration"),
        ("forslag på skoleområdet, ikke i Administration", "area:not:Administration"),
        ("sager der hverken er røde eller fra 2024", "budget_year:not:exactly:2024.0-None"),
        ("sager der ikke er røde eller fra 2024", "budget_year:not:exactly:2024.0-None"),
        ("forslag som hverken ligger under Administration eller er vedtaget", "adopted:false"),
        ("forslag undtagen Greve og dem under Administration", "area:not:Administration"),
        ("hvilke forslag er ikek vedtaget", "adopted:false"),
        ("the largest saving among the proposals that nobody adopted", "adopted:false"),
        ("how many proposals are there once you take away the ones in Administration", "area:not:Administration"),
        ("alle forslag; dem under Administration skal dog holdes udenfor", "area:not:Administration"),
        ("proposals where the saving stays below 400,000", "saving:under:400.0-None"),
        ("forslag, Greve fraregnet", "municipality:not:Greve"),
        ("proposals, leaving aside those in the Administration area", "area:not:Administration"),
        ("proposals, Greve excluded", "municipality:not:Greve"),
        ("forslag, men udelad dem der sparer under 600.000 kr.", "saving:at_least:600.0-None"),
    ],
)
def test_what_is_left_out_in_other_words(text: str, limit: str) -> None:
    assert limit in {one.id for one in understood(text).filters}


def test_a_year_of_a_budget_is_no_day_of_a_report() -> None:
    made = understood("fordel statusrapportens sager fra budget 2024 på fagområder")
    assert ("budget_year", "exactly", 2024.0) in limits(made)
    assert not made.of("report")


def test_what_somebody_says_of_the_proposals_does_not_hold_them() -> None:
    """ "Partiet om forslagene" is no list of them."""
    assert "Enhedslisten" in understood("hvad mener Enhedslisten om forslagene i Greve?").ignored


def test_sums_in_other_words() -> None:
    for text in (
        "hvad beløber investeringerne sig til for sagerne i budget 2025",
        "hvad koster det hvis man lægger forslagene i Greve sammen",
    ):
        made = understood(text)
        assert made.measure
        assert (made.measure.what, made.measure.field) == ("sum", "cost")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("forslag under både skoler og kultur & fritid", "da", {"area:Skoler", "area:Kultur & Fritid"}),
        ("forslag i Greve, når Administration holdes ude", "da", {"municipality:Greve", "area:not:Administration"}),
        ("forslag m. implementeringsomk. > 0", "da", {"cost:over:0.0-None"}),
        (
            "hvor mange forslag fra Greve der ligger under Administration.",
            "da",
            {"municipality:Greve", "area:Administration"},
        ),
        ("cases, budget years 2022 through 2023", "en", {"budget_year:between:2022.0-2023.0"}),
        ("what won't be fully phased in until 2027", "en", {"phase_in_year:at_least:2027.0-None"}),
        ("hva sparer Greve ialt pr år på ældre", "da", {"municipality:Greve", "area:Ældre & Sundhed"}),
        ("forslag u 100000 kr i besparelse", "da", {"saving:under:100.0-None"}),
        (
            "Greve kultur fritid ikk over 1 mio i besparelse",
            "da",
            {"municipality:Greve", "area:Kultur & Fritid", "saving:at_most:1000.0-None"},
        ),
        ("green cross-cutting proposals", "en", {"colour:green", "cross_cutting:true"}),
        ("forslag i Greve, også dem der ikke blev vedtaget", "da", {"municipality:Greve"}),
        ("forslag i Greve, der koster noget", "da", {"municipality:Greve", "cost:over:0.0-None"}),
        ("forslag i Greve, der ikke koster noget", "da", {"municipality:Greve", "cost:exactly:0.0-None"}),
        ("proposals in Greve without a stated cost", "en", {"municipality:Greve", "cost:not_stated"}),
        ("forslag i Greve, hvor besparelsen er oplyst", "da", {"municipality:Greve", "saving:not:not_stated"}),
        ("forslag i Greve, der mangler en oplyst besparelse", "da", {"municipality:Greve", "saving:not_stated"}),
        ("kommuneforslag i Greve", "da", {"municipality:Greve"}),
        (
            "forslag i Greve (dem uden oplyst besparelse tæller ikke)",
            "da",
            {"municipality:Greve", "saving:not:not_stated"},
        ),
        (
            "Vejen, administration, over 1 mio. i besparelse",
            "da",
            {"municipality:Vejen", "area:Administration", "saving:over:1000.0-None"},
        ),
        ("forslag om vejen på skoleområdet", "da", {"area:Skoler"}),
        ("municipality:Greve adopted:false", "en", {"municipality:Greve", "adopted:false"}),
        ("Greve, vedt., besp. u. 100 t.kr.", "da", {"municipality:Greve", "adopted:true", "saving:under:100.0-None"}),
        (
            "forslag i Greve under Skoler, der koster 0 kr.",
            "da",
            {"municipality:Greve", "area:Skoler", "cost:exactly:0.0-None"},
        ),
        (
            "forslag i Greve, der først fases fuldt ind i 2026",
            "da",
            {"municipality:Greve", "phase_in_year:exactly:2026.0-None"},
        ),
        (
            "forslag i Greve, der skal være fuldt indfaset i 2027",
            "da",
            {"municipality:Greve", "phase_in_year:exactly:2027.0-None"},
        ),
        ("proposals in Greve marked as Indkøb", "en", {"municipality:Greve", "measure:indkoeb"}),
        ("which proposals in Greve, no rush", "en", {"municipality:Greve"}),
        (
            "Jeg er skoleleder. Hvad har Greve vedtaget på skoleområdet?",
            "da",
            {"municipality:Greve", "adopted:true", "area:Skoler"},
        ),
        (
            "Vi rører ikke skolerne! Vis Greves forslag over 1 mio. i besparelse",
            "da",
            {"municipality:Greve", "saving:over:1000.0-None"},
        ),
        ("Greve, årlig effekt et sted fra 3 til 7 mio", "da", {"municipality:Greve", "saving:between:3000.0-7000.0"}),
        (
            "Greve kultur & fritid med fuld virkning allerede i 24",
            "da",
            {"municipality:Greve", "area:Kultur & Fritid", "phase_in_year:exactly:2024.0-None"},
        ),
        (
            "forslag over 3 mio. i besparelse, Greve og Solrød skal ikke med",
            "da",
            {"saving:over:3000.0-None", "municipality:not:Greve:Solrød"},
        ),
        ("Vejen ideas, all except those below 200,000 kr", "en", {"municipality:Vejen", "saving:at_least:200.0-None"}),
        (
            "grønne sager, der først er i mål med indfasningen i 2028",
            "da",
            {"colour:green", "phase_in_year:exactly:2028.0-None"},
        ),
        ("what Greve adopted, I need it for a slide", "en", {"municipality:Greve", "adopted:true"}),
        (
            "forslag i Greve, hvor der skal lægges mindst 1 mio. på bordet",
            "da",
            {"municipality:Greve", "cost:at_least:1000.0-None"},
        ),
    ],
)
def test_limits_as_people_type_them(text: str, language: str, found: set[str]) -> None:
    known = replace(KNOWN, municipalities=("Greve", "Solrød", "Vejen"))
    made = read_question(text, TODAY, known, LEXICON, language)
    assert {one.id for one in made.filters} == found
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("af forslagene i Greve, hvilke to kræver den største investering", "da", 2),
        ("which three of Greve's proposals cost the most", "en", 3),
    ],
)
def test_a_number_behind_which_says_how_many_are_wanted(text: str, language: str, wanted: int) -> None:
    order = understood(text, language).order
    assert order
    assert order.limit == wanted


def test_two_that_are_held_against_each_other_have_a_sum_each() -> None:
    known = replace(KNOWN, municipalities=("Greve", "Solrød"))
    measure = read_question("sparer Greve mere i alt end Solrød på deres forslag?", TODAY, known, LEXICON).measure
    assert measure
    assert measure.group == "municipality"


def test_a_number_of_what_nothing_names_is_unknown() -> None:
    """A list of all of the municipality would look like its answer."""
    made = read_question("hvor mange har Greve", TODAY, replace(KNOWN, municipalities=("Greve",)), LEXICON)
    assert made.intent == "unknown"


def test_two_years_that_nothing_joins_are_not_both_met() -> None:
    """A list of what is of both years at once would always be empty."""
    made = understood("sager fra budget 2022, gerne med budget 2023")
    assert made.missing or len(made.filters) == 1


def test_a_field_asks_also_in_a_longer_phrase() -> None:
    assert "payback" in understood("payback time for optimising the harbour", "en").asks


def test_of_the_pronoun_so_many_are_wanted() -> None:
    made = understood("de røde sager: nævn de tre, der koster mest")
    assert (made.order and made.order.limit) == 3


@pytest.mark.parametrize("text", ["forslag i Greve, vedtaget eller ej", "proposals in Greve, adopted or not"])
def test_adopted_or_not_limits_nothing(text: str) -> None:
    assert {one.field for one in understood(text).filters} == {"municipality"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("dyreste forslag i Greve", 1),
        ("de dyreste forslag i Greve", None),
        ("det der forslag i Greve, der koster mest", 1),
    ],
)
def test_a_superlative_alone_is_one(text: str, count: int | None) -> None:
    made = understood(text)
    assert made.order
    assert made.order.limit == count


def test_the_average_of_one_is_that_of_all() -> None:
    made = understood("hvad sparer et forslag fra Greve i snit")
    assert (made.measure and made.measure.what) == "average"
    assert not made.topic


def test_a_measure_may_be_named_by_its_first_word() -> None:
    known = replace(KNOWN, measures=("Hjemtagning af opgaver", "Indkøb"))
    made = read_question("forslag (tiltaget hjemtagning)", TODAY, known, LEXICON)
    assert [one.label for one in made.of("measure")] == ["Hjemtagning af opgaver"]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("hvilke to af dem sparer allermest, forslagene fra Greve", "da", 2),
        ("proposals from Greve together with those from Solrød, the two with the highest saving", "en", 2),
    ],
)
def test_so_many_of_them_are_wanted(text: str, language: str, count: int) -> None:
    made = understood(text, language)
    assert made.measure is None
    assert (made.order and made.order.limit) == count


def test_keywords_compare_names() -> None:
    made = understood("kommune flest vedtagne forslag idébanken")
    assert (made.measure and made.measure.group) == "municipality"


@pytest.mark.parametrize("text", ["BC-investeringsforslag", "billigste BC investeringsforslag"])
def test_the_letters_of_codes_stand_before_a_kind_of_proposal(text: str) -> None:
    made = read_question(text, TODAY, replace(KNOWN, families=frozenset({"BC"})), LEXICON)
    assert "code:BC" in {one.id for one in made.filters}


def test_an_area_straight_before_what_is_listed_is_that_area() -> None:
    assert [one.id for one in understood("the three largest savings among the school proposals", "en").filters] == [
        "area:Skoler"
    ]


def test_no_was_said_to() -> None:
    assert [one.id for one in understood("forslag, som politikerne ikke sagde ja til").filters] == ["adopted:false"]


def test_what_is_listed_is_no_part_of_an_administration() -> None:
    known = replace(KNOWN, families=frozenset({"BC"}), administrations=("Teknik- og Miljøforvaltningen",))
    made = read_question("billigste BC forslag i teknik- og miljøforvaltningen", TODAY, known, LEXICON)
    assert {one.id for one in made.filters} == {"code:BC", "administration:Teknik- og Miljøforvaltningen"}


def test_a_compound_of_a_measure_is_that_measure() -> None:
    assert [one.label for one in understood("indkøbstiltag, Greve har sagt ja til").of("measure")] == ["Indkøb"]


def test_which_name_may_be_asked_last() -> None:
    made = understood("hvor ligger flest af sagerne fra budget 2025, altså hvilket område")
    assert (made.measure and made.measure.group) == "area"


@pytest.mark.parametrize(
    ("text", "language"),
    [("which municipality has the most adopted proposals", "en"), ("which committee has the most BC proposals", "en")],
)
def test_most_before_what_is_listed_compares_how_many(text: str, language: str) -> None:
    made = understood(text, language)
    assert made.measure
    assert (made.measure.what, made.order and made.order.field) == ("count", "count")


def test_how_many_of_those_with_a_limit_are_counted() -> None:
    made = understood("how many of the adopted proposals save more than 5 million", "en")
    assert made.measure
    assert made.measure.what == "count"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which of the adopted proposals saves the most", "en"),
        ("adopted proposals with the largest saving, just the one", "en"),
        ("største vedtagne forslag, bare ét", "da"),
    ],
)
def test_one_that_is_wanted_is_said_anywhere(text: str, language: str) -> None:
    made = understood(text, language)
    assert made.order
    assert made.order.limit == 1


@pytest.mark.parametrize(
    ("text", "language", "colour"), [("gule sagr", "da", "yellow"), ("grn", "da", ""), ("red cses", "en", "red")]
)
def test_a_letter_that_is_dropped_from_a_short_word(text: str, language: str, colour: str) -> None:
    made = understood(text, language)
    assert [one.values[0] for one in made.of("colour")] == ([colour] if colour else [])
    assert not colour or made.rows == "case"


@pytest.mark.parametrize(
    ("text", "language", "letters", "negated"),
    [
        ("vedtagne forslag med koder i HA", "da", ("HA",), False),
        ("vedtagne forslag bortset fra dem med HA- eller BC-kode", "da", ("HA", "BC"), True),
        ("adopted proposals excluding the HA and BC codes", "en", ("HA", "BC"), True),
    ],
)
def test_letters_of_codes_in_a_list(text: str, language: str, letters: tuple[str, ...], negated: bool) -> None:
    known = replace(KNOWN, families=frozenset({"HA", "BC"}))
    made = read_question(text, TODAY, known, LEXICON, language)
    assert [(one.values, one.negated) for one in made.of("code")] == [(letters, negated)]
    assert not made.missing
    assert not made.ignored


def test_a_number_is_of_the_amount_that_is_to_be_stated() -> None:
    made = understood("hvilke forslag har en oplyst omkostning, som ikke er højere end 100.000 kr.")
    assert limits(made) == [("cost", "at_most", 100.0)]


def test_neither_of_two_years() -> None:
    made = understood("cases that are from neither the 2024 nor the 2025 budget", "en")
    assert [(one.low, one.negated) for one in made.of("budget_year")] == [(2024.0, True), (2025.0, True)]


@pytest.mark.parametrize(
    ("text", "letters"),
    [("sager hvor koden begynder med HA", ("HA*",)), ("cases with an HA/BC code", ("HA/BC",)), ("BC-forslag", ("BC",))],
)
def test_codes_that_begin_with_letters_or_have_two_families(text: str, letters: tuple[str, ...]) -> None:
    known = replace(KNOWN, families=frozenset({"HA", "BC"}))
    made = read_question(text, TODAY, known, LEXICON)
    assert [one.values for one in made.of("code")] == [letters]
    assert not made.ignored


def test_two_names_that_are_left_out_are_not_compared() -> None:
    known = replace(KNOWN, municipalities=("Greve", "Solrød"))
    made = read_question("de tre største besparelser, bortset fra Greve og Solrød", TODAY, known, LEXICON)
    assert made.measure is None
    assert made.order
    assert made.order.limit == 3


@pytest.mark.parametrize(
    ("text", "language"), [("hvilke forslag er ikke gratis", "da"), ("which proposals aren't free to implement", "en")]
)
def test_not_free_is_more_than_nothing(text: str, language: str) -> None:
    assert limits(understood(text, language)) == [("cost", "over", 0.0)]


def test_a_kind_before_an_administration_is_no_part_of_its_name() -> None:
    made = understood("Greves investeringsforslag fra Kultur- og Fritidsforvaltningen")
    assert {one.field for one in made.filters} == {"municipality", "type", "administration"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("hvilke sager har en investering", {"cost:over:0.0-None"}),
        ("which cases have an investment over 5 million", {"cost:over:5000.0-None"}),
        ("hvilke sager har en investering, der er mindre end 5 mio.", {"cost:under:5000.0-None"}),
        ("forslag der oplyser, hvad de koster", {"cost:not:not_stated"}),
        ("proposals that reduce our yearly spending by more than 1 million", {"saving:over:1000.0-None"}),
        (
            "idébankforslag der nedbringer de årlige udgifter med over 1 mio.",
            {"saving:over:1000.0-None", "source:ideas"},
        ),
        ("sager fuldt indfaset i 2025 eller i årene efter", {"phase_in_year:at_least:2025.0-None"}),
    ],
)
def test_a_field_that_is_only_had_stated_or_lowered(text: str, ids: set[str]) -> None:
    made = understood(text, "en" if "proposals" in text or "which" in text else "da")
    assert ({one.id for one in made.filters}, made.missing) == (ids, ())


@pytest.mark.parametrize(
    ("text", "field", "descending"),
    [
        ("den ældste røde sag", "budget_year", False),
        ("which red case is the newest", "budget_year", True),
        ("sager sorteret efter nyeste først", "budget_year", True),
        ("cheapest two Greve investment proposals", "cost", False),
    ],
)
def test_years_sort_as_amounts_do(text: str, field: str, descending: bool) -> None:
    made = understood(text, "en" if "which" in text or "cheapest" in text else "da")
    assert made.order
    assert (made.order.field, made.order.descending) == (field, descending)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "forslag med et besparelsespotentiale på minimum 1 mio. med udgifter til implementering på under 0,5 mio.",
            [("cost", "under", 500.0), ("saving", "at_least", 1000.0)],
        ),
        (
            "forslag hvor prisen for gennemførelsen ligger under 200000 kr. med en besparelse større end 0,5 mio.",
            [("cost", "under", 200.0), ("saving", "over", 500.0)],
        ),
    ],
)
def test_two_limits_that_no_number_meets_are_not_of_one_field(text: str, wanted: list[tuple[str, str, float]]) -> None:
    assert limits(understood(text)) == wanted
