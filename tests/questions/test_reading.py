"""A question is read as intent, topic, limits and order."""

from dataclasses import replace
from datetime import date

import pytest

from index.search.lexicon import Lexicon
from questions.names import Known
from questions.query import Order, Query
from questions.reading import LONGEST, read_question

TODAY = date(2026, 11, 20)
WORDS = frozenset(
    "forslag sager sag proposals cases case med fra der er har i på om hos for af til hvor hvem "
    "with from that of the in".split()
)
KNOWN = Known(
    administrations=("Socialforvaltningen", "Kultur- og Fritidsforvaltningen"),
    areas=("Skoler", "Ældre & Sundhed", "Kultur & Fritid", "Administration", "Udsatte voksne", "Borgere med Handicap"),
    measures=("Digitalisering/Automatisering", "Digitalisering", "Organisering", "Indkøb"),
    tells=str.isalpha,
)


LEXICON = Lexicon({}, WORDS)


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, KNOWN, LEXICON, language)


LIMITS = [
    ("forslag med effekt over 2 mio. kr.", {"saving:over:2000.0-None"}),
    ("forslag der koster under 500.000 kr.", {"cost:under:500.0-None"}),
    ("effekt mellem 1 og 2 mio. kr.", {"saving:between:1000.0-2000.0"}),
    ("besparelse fra 500.000 til 750.000 kr.", {"saving:between:500.0-750.0"}),
    ("effekt over 1 mio. kr. og omkostninger under 200.000 kr.", {"saving:over:1000.0-None", "cost:under:200.0-None"}),
    ("præcis 450 t.kr. i effekt", {"saving:exactly:450.0-None"}),
    ("mindst 3 mio. kr. i besparelse", {"saving:at_least:3000.0-None"}),
    ("robot under 1 mio. kr.", {"saving:under:1000.0-None"}),
    ("gratis forslag", {"cost:exactly:0.0-None"}),
    ("forslag uden implementeringsomkostninger", {"cost:exactly:0.0-None"}),
    ("implementeringsomkostninger ikke oplyst", {"cost:not_stated"}),
    ("tilbagebetalingstid under 5 år", {"payback:under:5.0-None"}),
    ("tilbagebetalingstid på højst 3 år", {"payback:at_most:3.0-None"}),
    ("tilbagebetalingstid mellem 2 og 4 år", {"payback:between:2.0-4.0"}),
    ("fuldt indfaset i 2026", {"phase_in_year:exactly:2026.0-None"}),
    ("fuldt indfaset efter 2026", {"phase_in_year:over:2026.0-None"}),
    ("fuldt indfaset senest i 2025", {"phase_in_year:at_most:2025.0-None"}),
    ("sager fra budgetår 2025", {"budget_year:exactly:2025.0-None"}),
    ("investeringsforslag fra 2025", {"type:Investeringsforslag", "budget_year:exactly:2025.0-None"}),
    ("vedtagne forslag i Solrød", {"adopted:true", "municipality:Solrød"}),
    ("forslag fra Gladsaxe der ikke er vedtaget", {"adopted:false", "municipality:Gladsaxe"}),
    ("forslag i Aalborg og Aarhus", {"municipality:Aalborg:Aarhus"}),
    ("Svendborgs forslag på ældre- og sundhedsområdet", {"municipality:Svendborg", "area:Ældre & Sundhed"}),
    ("forslag fra SUD", {"committee:SUD"}),
    ("Socialudvalgets forslag", {"committee:SUD"}),
    ("forslag der berører Socialforvaltningen", {"affected:Socialforvaltningen"}),
    ("digitaliseringsforslag", {"measure:digitalisering"}),
    ("røde sager", {"colour:red"}),
    ("gule eller røde sager", {"colour:red:yellow"}),
    ("sager der ikke er grønne", {"colour:not:green"}),
    ("sager forsinket mere end 6 måneder", {"state:schedule_slipped"}),
    ("sager der ikke implementeres som tiltænkt", {"state:not_as_intended"}),
    ("sager der forløber som planlagt", {"state:as_planned"}),
    ("sager der ikke er implementeret", {"state:not:implemented"}),
    ("implementerede sager under Udsatte voksne", {"state:implemented", "area:Udsatte voksne"}),
    ("fortrolige forslag", {"confidential:true"}),
    ("sager om voksne i udsatte positioner", {"area:Udsatte voksne"}),
    ("sager der hører til voksenområdet for udsatte", {"area:Udsatte voksne"}),
    ("sager om borgere der har et handicap", {"area:Borgere med Handicap"}),
    ("røde sager om sårbare voksne i 2025", {"colour:red", "area:Udsatte voksne", "budget_year:exactly:2025.0-None"}),
    ("sager om udsatte", set()),
    ("sager som er investeringscases", {"type:Investeringsforslag"}),
    ("innovationstiltag vi følger op på", {"type:Innovationsforslag"}),
    ("forslag hvor der står ja til vedtaget", {"adopted:true"}),
    ("forslag hvor der står nej til vedtaget", {"adopted:false"}),
    ("forslag om gratis skolemad", {"cost:exactly:0.0-None"}),
    ("hvad koster arbejdet på vejen", set()),
    ("hvad er der i vejen med kælderen", set()),
    ("forslag fra vejen", {"municipality:Vejen"}),
]
ENGLISH = [
    ("proposals saving more than 5 million", {"saving:over:5000.0-None"}),
    ("investment proposals costing less than 3 mio.", {"type:Investeringsforslag", "cost:under:3000.0-None"}),
    ("Copenhagen proposals with a payback of 2 years", {"municipality:København", "payback:exactly:2.0-None"}),
    ("proposals from Gladsaxe that were not adopted", {"municipality:Gladsaxe", "adopted:false"}),
    ("proposals from the Health and Care Committee", {"committee:SOU"}),
    ("proposals fully phased in by 2025", {"phase_in_year:at_most:2025.0-None"}),
    ("which cases are delayed?", {"state:schedule_slipped"}),
    ("red or yellow cases", {"colour:red:yellow"}),
    ("cases about adults in vulnerable positions", {"area:Udsatte voksne"}),
    ("cases concerning people who have a disability", {"area:Borgere med Handicap"}),
]


@pytest.mark.parametrize(("text", "limits"), LIMITS)
def test_danish_limits(text: str, limits: set[str]) -> None:
    """Amounts, years, names and states are read as limits, each with its comparison."""
    assert {f.id for f in understood(text).filters} == limits


@pytest.mark.parametrize(("text", "limits"), ENGLISH)
def test_english_limits(text: str, limits: set[str]) -> None:
    """English questions have the same limits."""
    assert {f.id for f in understood(text, "en").filters} == limits


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("robotforslag i Solrød", ("robot",)),
        ("digitalisering af byggesager", ("digitalisering", "byggesager")),
        ("vedtagne forslag om vikarer over 1 mio. kr.", ("vikarer",)),
        ("hvilke kommuner sparer på vikarer?", ("vikarer",)),
        ("forslag om gratis skolemad", ("skolemad",)),
        ("hvor tit skal vi tage fat på sygefraværet alligevel", ("sygefraværet",)),
        ("hvor meget er sat af til puljerne i budgetforslaget", ("puljerne",)),
        ("hvad er der i vejen med kælderen", ("kælderen",)),
    ],
)
def test_what_is_left_is_the_topic(text: str, topic: tuple[str, ...]) -> None:
    """Words that no limit took, and that do not only ask, are the topic."""
    assert understood(text).topic == topic


INTENTS = [
    ("robot", "search"),
    ("hvad er status på HA06?", "status"),
    ("status på SAS-Exit", "status"),
    ("how much does BC05 cost?", "status"),
    ("hvem er ansvarlig for BC12?", "responsible"),
    ("hvilke opfølgningsmål har BC20?", "milestones"),
    ("overskredne milepæle", "milestones"),
    ("which milestones are due in June 2023?", "milestones"),
    ("sammenlign BC08 og BC12", "compare"),
    ("hvorfor blev BU01 rød?", "changes"),
    ("hvad er ændret siden december?", "changes"),
    ("hvor mange forslag har Favrskov?", "total"),
    ("samlet effekt af vedtagne forslag", "total"),
    ("average payback for TMU", "total"),
    ("vis en graf over besparelserne pr. udvalg", "total"),
    ("tegn et diagram over besparelserne fordelt på kommune", "total"),
    ("show me a graph of savings per municipality", "total"),
    ("bar chart of savings by year", "total"),
    ("røde sager", "status_list"),
    ("hvilken af de sager vi følger op på er dyrest", "status_list"),
    ("sum for Solrød", "total"),
    ("hvad siger Aarhus om outcomefonden?", "passage"),
    ("hvor meget er der tilbage i puljen?", "passage"),
    ("hvilken gade flytter Vartov til?", "passage"),
    ("hvor ligger det nye magasin?", "passage"),
    ("hvad er den største risiko ved magasinet?", "passage"),
    ("hvornår blev magasinet vedtaget?", "passage"),
    ("hvornår er istandsættelsen implementeret?", "passage"),
    ("hvor meget sparer man på screeninger af strækninger?", "passage"),
    ("det største digitale forslag", "search"),
    ("hjælp", "help"),
    ("", "help"),
    ("?!…", "help"),
]


@pytest.mark.parametrize(("text", "intent"), INTENTS)
def test_intents(text: str, intent: str) -> None:
    """Each question has one intent."""
    assert understood(text).intent == intent


@pytest.mark.parametrize(("text", "order"), [
    ("største effekt i Aarhus", Order("saving", True, 1)),
    ("top 5 dyreste forslag", Order("cost", True, 5)),
    ("hvilket forslag har den største effekt?", Order("saving", True, 1)),
    ("forslag med kortest tilbagebetalingstid", Order("payback", False)),
    ("cheapest proposals", Order("cost", False)),
    ("which proposal from Solrød costs the most to implement", Order("cost", True, 1)),
    ("the biggest three proposals", Order("saving", True, 3, assumed=True)),
])  # fmt: skip
def test_superlatives_sort(text: str, order: Order) -> None:
    """A superlative sorts by what it names; a question for one gets one."""
    assert understood(text).order == order


@pytest.mark.parametrize("text", ["HA06(2025)", "HA06 2025", "ha 06/2025", "sag HA-06 2025"])
def test_a_case_is_named_in_many_ways(text: str) -> None:
    """Code and budget year are found however they are written."""
    assert [(code.code, code.year) for code in understood(text).codes] == [("HA06", 2025)]


def test_a_long_question_is_cut_and_says_so() -> None:
    """10,000 characters are read to their first 2,000."""
    query = understood("robot " * 1700)
    assert query.truncated
    assert len(query.text) <= LONGEST


def test_a_part_can_be_taken_off() -> None:
    """Without one part the question keeps the others."""
    query = understood("vedtagne forslag i Solrød")
    assert [f.id for f in query.without("adopted:true").filters] == ["municipality:Solrød"]


SAID_OTHERWISE = [
    ("forslag med vedtaget: nej", {"adopted:false"}),
    ("proposals, adopted: no, from Favrskov", {"adopted:false", "municipality:Favrskov"}),
    ("sager vedtaget i et senere budget end 2021", {"budget_year:over:2021.0-None"}),
    ("sager vedtaget i 2019-budgettet eller et senere budget", {"budget_year:at_least:2019.0-None"}),
    ("sager hvor fuld indfasning ligger i 2025 eller endnu senere", {"phase_in_year:at_least:2025.0-None"}),
    ("forslag hvor besparelsen højst løber op i 2.000.000 kr", {"saving:at_most:2000.0-None"}),
    ("forslga med invistering under 100.000 kr", {"cost:under:100.0-None"}),
    ("cases where the investement is under 2,500,000 kr", {"cost:under:2500.0-None"}),
    ("jeg sidder og mangler en oversigt over forslag som Favrskov er kommet med", {"municipality:Favrskov"}),
    ("favrskov forslag, dem alle", {"municipality:Favrskov"}),
    ("forslag hvor vedtaget = nej", {"adopted:false"}),
    ("forslag hvor vedtaget er nej stillet af Favrskov Kommune", {"adopted:false", "municipality:Favrskov"}),
    ("proposals where adopted is no", {"adopted:false"}),
    ("cases of the efficiency type", {"type:Effektiviseringsforslag"}),
    ("proposals where adopted=no submitted by Favrskov", {"adopted:false", "municipality:Favrskov"}),
    ("sager fuldt indfaset i 2025 el. senere", {"phase_in_year:at_least:2025.0-None"}),
    ("forslag til højst 2.000.000 kr i implementering", {"cost:at_most:2000.0-None"}),
    (
        "forslag der giver over 1 mio. kr. i besparelse til højst 500.000 kr. i implementering",
        {"saving:over:1000.0-None", "cost:at_most:500.0-None"},
    ),
    ("forslag fuldt indfaset før 2028, tusind tak", {"phase_in_year:under:2028.0-None"}),
    ("sager som er i grøn, tak for hjælpen", {"colour:green"}),
    ("giv mig de røde sager til et møde kl 10", {"colour:red"}),
    ("sager fuldt indfaset i 2027 eller på et tidligere tidspunkt", {"phase_in_year:at_most:2027.0-None"}),
    ("proposals that Favrskov municipality is behind", {"municipality:Favrskov"}),
    (
        "cases with full phase-in by 2024 at the latest belonging to the budget for 2022",
        {"phase_in_year:at_most:2024.0-None", "budget_year:exactly:2022.0-None"},
    ),
    ("cases fully rolled in during 2026", {"phase_in_year:exactly:2026.0-None"}),
]


@pytest.mark.parametrize(("text", "limits"), SAID_OTHERWISE)
def test_what_is_said_in_a_form_or_with_a_slip_is_read(text: str, limits: set[str]) -> None:
    assert {one.id for one in understood(text).filters} == limits
    assert not understood(text).topic


@pytest.mark.parametrize("text", ["forslag fuldt indfaset i 2025 sidenhen", "proposals over 2 million in profit"])
def test_a_number_with_a_word_beside_it_that_nothing_takes_is_not_understood(text: str) -> None:
    assert understood(text, "en" if "profit" in text else "da").missing


HELD = [
    ("Jeg skal venligst anmode om en fortegnelse over sager der ikke er grønne", {"colour:not:green"}),
    ("der ønskes et samlet overblik over sager i B2024", {"budget_year:exactly:2024.0-None"}),
    ("Til inspirationsoplægget: forslag med effekt over 2 mio. kr.", {"saving:over:2000.0-None"}),
    ("sager hvis implementeringsomk. er lavere end 500.000 kr.", {"cost:under:500.0-None"}),
    ("sager med 2028 som første år med fuld effekt", {"phase_in_year:exactly:2028.0-None"}),
    ("forslag hvor man skal lægge mindre end 2 mio. kr. ud", {"cost:under:2000.0-None"}),
    ("forslag som er helt indfaset i 2024 eller bagefter", {"phase_in_year:at_least:2024.0-None"}),
    ("proposals that they have said no to from Solrød", {"adopted:false", "municipality:Solrød"}),
    ("proposals fully implemented in 2026 or thereafter", {"phase_in_year:at_least:2026.0-None"}),
]


@pytest.mark.parametrize(("text", "limits"), HELD)
def test_what_holds_shortens_or_goes_round_is_read(text: str, limits: set[str]) -> None:
    made = understood(text)
    assert ({one.id for one in made.filters}, made.missing, made.measure) == (limits, (), None)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("forslag fuldt indfaset i 2026 eller nårsomhelst", "2026 eller nårsomhelst"),
        ("forslag hvor man skal ud i mere end 2 mio. kr.", "skal ud i mere end 2 mio. kr."),
        ("forslag som de nikkede ja til fra Solrød", "nikkede ja"),
        ("forslag med lønudgifter over 2 mio. kr.", "lønudgifter over 2 mio. kr."),
        ("hvem er min chef", "min chef"),
        ("røde sager uden en forglemmelse", "uden en forglemmelse"),
        ("hvor mange sager er der i rapporten fra december 2022", "december 2022"),
    ],
)
def test_what_joins_or_names_something_else_is_not_understood(text: str, missing: str) -> None:
    known = replace(KNOWN, report_days=(date(2024, 12, 31),), tells=lambda _: False)
    made = read_question(text, TODAY, known, LEXICON)
    assert [one.text for one in made.missing] == [missing]


@pytest.mark.parametrize("text", ["hvad skal vi have til frokost i dag", "what do we get for lunch today"])
def test_a_question_that_names_nothing_lists_nothing(text: str) -> None:
    assert understood(text, "en" if text.startswith("what") else "da").intent == "unknown"


def test_an_administration_that_reports_limits_to_what_its_committee_is_told() -> None:
    made = understood("hvilken sag i Socialforvaltningens opfølgning har den største besparelse")
    assert {one.id for one in made.filters} == {"committee:SUD"}


def test_no_phrase_swallows_what_is_asked_about() -> None:
    made = understood("hvor stor er investeringen i De rette botilbud ifølge opfølgningen")
    assert made.topic == ("rette", "botilbud")


def test_verbs_of_what_is_done_to_a_thing_are_known() -> None:
    assert understood("hvad sparer Vejen ved at afskaffe fastnettelefonerne").acts == ("afskaffe",)
    assert understood("what does Vejen save by leaving the platform", "en").acts == ("leaving",)


def test_a_degree_of_a_state_is_asked_of_one_case() -> None:
    made = understood("hvor forsinket er markedsafdækningen")
    assert (made.filters, made.intent) == ((), "status")


def test_a_word_for_a_clock_is_no_time() -> None:
    assert understood("hvad er klokken").topic == ("klokken",)


def test_many_numbers_are_read_in_the_time_of_a_few() -> None:
    """The ways to read each number are not multiplied."""
    query = understood("forslag " + " eller ".join(f"over {at} mio. kr." for at in range(1, 30)))
    assert query.text


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("hvad løber effekten op i for forslag fra Greve", "saving"),
        ("hvad giver forslag der koster over 100.000 kr. at gennemføre tilsammen", "saving"),
        ("læg effekten sammen af forslag hvor det koster over 0,2 mio. at gennemføre", "saving"),
        ("samlet udgift for forslag med effekt over 1 mio.", "cost"),
    ],
)
def test_a_field_beside_the_number_that_it_limits_is_not_what_is_added_up(text: str, field: str) -> None:
    made = understood(text).measure
    assert made is not None
    assert (made.what, made.field) == ("sum", field)


def test_an_everyday_word_is_an_abbreviation_only_in_capitals() -> None:
    """ "Bor" is what people do, "BOR" a unit; "buu" is nothing else than the committee."""
    assert not understood("hvor mange bor i Greve").of("committee")
    assert understood("forslag fra BOR").of("committee")
    assert understood("forslag fra buu").of("committee")


def test_a_word_that_only_marks_an_area_is_no_topic() -> None:
    query = understood("red cases in the children's area", "en")
    assert (query.topic, query.ignored) == (("children",), ())
    assert "area" in understood("how large an area is used", "en").topic


@pytest.mark.parametrize(
    ("text", "intent"),
    [("hvem har BC08", "responsible"), ("hvem har godkendt BC08", "status"), ("hvem vedtog BC08", "status")],
)
def test_whose_a_case_is_and_who_did_something_to_it_are_two_questions(text: str, intent: str) -> None:
    assert understood(text).intent == intent


def test_who_is_behind_a_case_says_nothing_of_its_schedule() -> None:
    query = understood("who is behind BC08", "en")
    assert (query.filters, "proposer" in query.asks) == ((), True)
    assert {one.id for one in understood("which cases are behind", "en").filters} == {"state:schedule_slipped"}


def test_what_somebody_laid_before_others_is_a_list() -> None:
    assert understood("hvad har KFU lagt frem").topic == ()


def test_what_efficiency_proposals_are_about_is_no_word_beside_them() -> None:
    text = "effektiviseringsforslag der er vedtaget hvor implementeringen koster mindre end 250.000 kr."
    assert understood(text).topic == ()


def test_to_reach_something_is_no_question_of_when() -> None:
    text = "hvad giver forslag der når fuld indfasning senest 2028 tilsammen i besparelse"
    measure = understood(text).measure
    assert measure is not None
    assert (measure.what, measure.field) == ("sum", "saving")


def test_a_change_that_a_title_names_is_no_change_of_its_status() -> None:
    assert understood("hvad koster ændring af madproduktionen").intent != "changes"
    assert understood("er der nogen ændring i BC08").intent == "changes"


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("proposals by Solrød municipality that got a no", {"municipality:Solrød", "adopted:false"}),
        ("forslag fra Solrød der har fået et ja", {"municipality:Solrød", "adopted:true"}),
        ("sager som vi kan få for højst 5 mio. kr.", {"cost:at_most:5000.0-None"}),
    ],
)
def test_a_yes_a_no_and_a_price_that_are_got(text: str, limits: set[str]) -> None:
    query = understood(text, "en" if " by " in text else "da")
    assert ({one.id for one in query.filters}, query.missing) == (limits, ())


@pytest.mark.parametrize(
    "text",
    ["hvad sker der med en sag når den er endeligt implementeret", "what happens to a case when it is implemented"],
)
def test_what_holds_of_any_case_lists_none(text: str) -> None:
    found = understood(text)
    assert (found.intent, found.filters, found.rows) == ("passage", (), "")


@pytest.mark.parametrize("text", ["kan du booke mødelokale 3", "could you order lunch"])
def test_what_is_to_be_done_is_not_looked_for(text: str) -> None:
    """Nothing that nobody can do here is answered with what is near its words; what is to be shown is shown."""
    assert understood(text).missing
    for told in ("kan du grave de røde sager frem", "kan du forklare hvad outcomefonden er", "kan du uddybe BC08"):
        assert not understood(told).missing


@pytest.mark.parametrize("text", ["hvor mange sager i 2025 er færdigforhandlede", "røde sager der er tinglyste"])
def test_what_the_listed_are_said_to_be_is_not_left_out(text: str) -> None:
    assert [one.kind for one in understood(text).missing] == ["words"]


def test_a_year_of_two_digits_behind_a_code_is_its_year() -> None:
    known = replace(KNOWN, code=lambda said: "HA03" if said.upper() == "HA03" else None)
    read = read_question("HA03 fra 23 mod HA03 fra 24", TODAY, known, LEXICON)
    assert [(one.code, one.year) for one in read.codes] == [("HA03", 2023), ("HA03", 2024)]
    for text in ("status på HA03 fra 12. marts 2025", "HA03 fra 12 til 15 mio. kr."):
        assert [one.year for one in read_question(text, TODAY, known, LEXICON).codes] == [None]


def test_a_sum_behind_a_count_tells_how_many_it_is_over() -> None:
    """ "Antal …, og hvad de giver tilsammen" asks for both, "hvor mange … i alt" for one."""
    assert understood("antal forslag fra Solrød og hvad de giver tilsammen").measure.what == "sum"  # type: ignore[union-attr]
    assert understood("hvor mange forslag er der i alt").measure.what == "count"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["hvilken farve havde BU01 i sommer", "røde sager i juni"])
def test_a_time_without_a_year_is_of_a_report_too(text: str) -> None:
    """No report of another time answers; one of the same months of an earlier year does."""
    known = replace(KNOWN, report_days=(date(2024, 12, 31),))
    assert [one.kind for one in read_question(text, TODAY, known, LEXICON).missing] == ["report"]
    in_december = read_question("hvilken farve havde BU01 i december", TODAY, known, LEXICON)
    assert not in_december.missing
    assert {f.id for f in in_december.filters} == {"report:2024-12-31"}


def test_a_comparison_that_ends_as_a_superlative_does_sorts_nothing() -> None:
    assert understood("how far may a parking machine be at most", "en").order is None


def test_the_area_of_contact_persons_asks_for_nobody() -> None:
    assert "responsible" not in understood("what went wrong in the contact person area", "en").asks
    assert "responsible" in understood("who is the contact person for HA06", "en").asks


@pytest.mark.parametrize(
    ("text", "language"),
    [("antallet af elever på specialskolerne", "da"), ("number of pupils in special schools", "en")],
)
def test_a_number_of_things_is_asked_for_in_either_way(text: str, language: str) -> None:
    found = understood(text, language)
    assert (found.intent, "how_much" in found.asks) == ("passage", True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("sager der gik fra gul til grøn mellem juni og december 2024", "da"),
        ("cases that went from yellow to green since June 2024", "en"),
    ],
)
def test_from_one_colour_to_another_is_a_change(text: str, language: str) -> None:
    assert understood(text, language).intent == "changes"


@pytest.mark.parametrize(
    ("text", "language", "sayer"),
    [
        ("hvad siger ministeren om p-automaterne", "da", "ministeren"),
        ("what did the mayor say about it", "en", "mayor"),
    ],
)
def test_who_says_something_must_be_found(text: str, language: str, sayer: str) -> None:
    assert understood(text, language).thing == sayer


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("hvor meget har vi sparet på HA06 ifølge regnskabet", "da", "regnskabet"),
        ("what did HA06 save according to the accounts", "en", "accounts"),
    ],
)
def test_a_source_that_nobody_has_read_is_said(text: str, language: str, named: str) -> None:
    found = understood(text, language)
    assert [(one.kind, one.text) for one in found.missing] == [("source", named)]
    assert named not in found.ignored


def test_a_code_is_no_part_of_the_name_of_an_administration() -> None:
    found = understood("hvad sparer HA06 ifølge forvaltningen")
    assert (found.filters, found.missing, [one.code for one in found.codes]) == ((), (), ["HA06"])


def test_any_colour_but_one_leaves_that_one_out() -> None:
    assert {one.id for one in understood("cases in any colour but green", "en").filters} == {
        one.id for one in understood("cases that are not green", "en").filters
    }


def test_at_least_so_many_of_a_thing_sorts_nothing() -> None:
    assert understood("hvor mange forældre skal mindst sige ja til det").order is None


@pytest.mark.parametrize("text", ["milepæle med frist i 2026", "næste milepæl i 2026"])
def test_a_year_in_which_milestones_fall_due_is_not_left_out(text: str) -> None:
    found = understood(text)
    assert ([one.field for one in found.filters], found.ignored) == (["due"], ())


def test_words_with_or_between_them_are_one_of_which_either_will_do() -> None:
    assert understood("forslag om robotter eller automatisering").topic == ("robotter/automatisering",)
    assert understood("ideas with chatbots or voicebots", "en").topic == ("chatbots/voicebots",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("forslag som ikke endte med at blive vedtaget", "da"),
        ("proposals that did not end up being adopted", "en"),
    ],
)
def test_what_did_not_end_so_is_denied(text: str, language: str) -> None:
    assert {one.id for one in understood(text, language).filters} == {"adopted:false"}


def test_what_somebody_lacks_in_order_to_see_it_denies_nothing() -> None:
    found = understood("jeg mangler de sager hvor farven er grøn")
    assert [(one.field, one.negated) for one in found.filters] == [("colour", False)]


def test_the_cases_of_an_area_may_be_one_word() -> None:
    known = replace(KNOWN, sections=("Borgere med Handicap",))
    found = read_question("handicapsager der er røde", TODAY, known, LEXICON, "da")
    assert ({one.id for one in found.filters}, found.rows, found.topic) == (
        {"area:Borgere med Handicap", "colour:red"},
        "case",
        (),
    )
    assert read_question("hvem måler regressager", TODAY, known, LEXICON, "da").of("area") == ()


@pytest.mark.parametrize("text", ["hvad bliver Greves forslag til i alt", "hvad sparer forslag i greve"])
def test_a_name_is_no_slip(text: str) -> None:
    """ "Greves" is one letter from a word of costs."""
    assert [one.values for one in understood(text).of("municipality")] == [("Greve",)]


def test_an_area_in_words_of_another_language_is_no_unknown_administration() -> None:
    known = replace(KNOWN, sections=("Tværgående opgaver og administration",))
    text = "Cross-cutting tasks and administration: which cases have an investment above 10 million?"
    read = read_question(text, TODAY, known, LEXICON, "en")
    assert [one.values for one in read.of("area")] == [("Tværgående opgaver og administration",)]
    assert not read.of("administration")


@pytest.mark.parametrize(("text", "language", "place"), [
    ("hvor mange forslag har vejen sendt ind", "da", "Vejen"),
    ("how many proposals has skive made", "en", "Skive"),
])  # fmt: skip
def test_a_word_that_would_be_left_out_and_may_be_a_municipality_is_that(text: str, language: str, place: str) -> None:
    read = understood(text, language)
    assert [one.values for one in read.of("municipality")] == [(place,)]
    assert place.lower() not in read.ignored


def test_what_a_list_concerns_is_its_topic() -> None:
    assert understood("hvor mange forslag vedrører vejen foran hallen").topic[:1] == ("vejen",)


def test_outside_denies_only_what_it_stands_before() -> None:
    read = understood("is the market scan for outside places on schedule", "en")
    assert not any(one.negated for one in read.filters)


@pytest.mark.parametrize(("text", "language", "limit"), [
    ("every case where the type is efficiency", "en", "type:Effektiviseringsforslag"),
    ("sager hvor typen er innovation", "da", "type:Innovationsforslag"),
    ("forslag hvor effekten er under 500.000 der er nikket ja til", "da", "adopted:true"),
    ("sager i handicapafsnittet", "da", "area:Borgere med Handicap"),
])  # fmt: skip
def test_what_says_the_kind_the_section_or_a_yes_is_never_left_out(text: str, language: str, limit: str) -> None:
    known = replace(KNOWN, sections=("Borgere med Handicap",))
    assert limit in {one.id for one in read_question(text, TODAY, known, LEXICON, language).filters}


@pytest.mark.parametrize(
    "text",
    [
        "besparelser 2026",
        "2026",
        "forslag 2026",
        "hvad sparer vi i 2026",
        "investeringer 2026",
        "sager 2026",
        "savings 2026",
        "samlet besparelse i 2026",
    ],
)
def test_a_bare_year_beside_what_is_listed_is_a_budget_year(text: str) -> None:
    """A year is never what is asked about."""
    made = understood(text)
    assert ([one.id for one in made.filters], made.topic) == (["budget_year:exactly:2026.0-None"], ())


@pytest.mark.parametrize(
    "text",
    ["rapport 2024", "status 2024", "report 2024", "rapporten fra december 2024", "the report from December 2024"],
)
def test_a_report_alone_lists_its_cases(text: str) -> None:
    """The year of a report is that of its day; a year of which there is none is said to be missing."""
    known = replace(KNOWN, report_days=(date(2024, 12, 31),))
    made = read_question(text, TODAY, known, LEXICON)
    assert (made.intent, [one.id for one in made.filters]) == ("status_list", ["report:2024-12-31"])
    none = read_question(text.replace("2024", "2023"), TODAY, known, LEXICON)
    assert [one.kind for one in none.missing] == ["report"]


@pytest.mark.parametrize("text", ["idébank: fuldt indfaset 2028", "forslag i idébanken fuldt indfaset i 2028"])
def test_the_year_of_another_thing_is_no_reports(text: str) -> None:
    """A source that has no reports, and the year in which something is phased in, call for none."""
    made = read_question(text, TODAY, replace(KNOWN, report_days=(date(2024, 12, 31),)), LEXICON)
    assert not made.missing
    assert "phase_in_year" in {one.field for one in made.filters}


def test_how_much_time_counts_no_time() -> None:
    """What takes it is asked about."""
    assert understood("hvor lang tid varer et kompressionsforløb?").thing == "varer"


def test_a_small_word_of_one_language_stands_before_no_verb_of_another() -> None:
    assert read_question("AI at elderly centres", TODAY, KNOWN, LEXICON, "en").acts == ()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("vis en graf over besparelserne pr. år", "budget_year"),
        ("chart of savings per year", "budget_year"),
        ("hvor mange sager pr. år", "budget_year"),
        ("samlet besparelse pr. år", "budget_year"),
        ("besparelser pr. år", "budget_year"),
        ("hvor mange forslag sparer over 1 mio. pr. år", ""),
        ("hvor meget sparer forslagene pr. år", ""),
        ("hvad koster robotforslag pr. år", ""),
    ],
)
def test_per_year_splits_sums_and_else_says_that_an_amount_is_yearly(text: str, group: str) -> None:
    made = understood(text)
    assert (made.measure.group if made.measure else "") == group


def test_what_is_sorted_by_is_no_comparison_of_a_year() -> None:
    """ "Sortér efter besparelse 2025" is of that year, not of those after it."""
    made = understood("sortér efter besparelse 2025")
    assert ([one.op for one in made.filters], made.order and made.order.field) == (["exactly"], "saving")


@pytest.mark.parametrize(
    ("text", "field", "descending"),
    [
        ("vedtagne forslag sorteret efter besparelse", "saving", True),
        ("vedtagne forslag sorteret efter pris stigende", "cost", False),
        ("vedtagne forslag sorteret efter pris, laveste først", "cost", False),
        ("forslag ordnet efter indfasningsår", "phase_in_year", False),
        ("adopted proposals sorted by budget year, newest first", "budget_year", True),
        ("sager sorteret efter tilbagebetalingstid", "payback", False),
    ],
)
def test_a_list_is_sorted_by_the_field_that_is_named(text: str, field: str, descending: bool) -> None:
    made = understood(text)
    assert made.order
    assert (made.order.field, made.order.descending) == (field, descending)


def test_what_no_list_is_sorted_by_is_left_out_and_said() -> None:
    made = understood("vedtagne forslag sorteret efter farve")
    assert (made.order, made.ignored) == (None, ("sorteret efter farve",))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("de 3 dyreste sager", 3),
        ("top 5 cheapest proposals", 5),
        ("de fem dyreste sager", 5),
        ("5 største besparelser blandt forslagene", 5),
        ("the three most expensive cases", 3),
        ("hvilke to forslag koster mest?", 2),
    ],
)
def test_how_many_are_wanted_is_understood(text: str, limit: int) -> None:
    """Such a number is neither strange nor left out."""
    made = understood(text)
    assert (made.order and made.order.limit, made.missing, made.ignored) == (limit, (), ())


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("hvad er renten på lånet i BC08?", "renten"),
        ("rente på det lån Solrød tager", "rente"),
        ("hvad er avatarer", ""),
        ("what is the interest on the loan", "interest"),
        ("hvem er leder af centret?", ""),
    ],
)
def test_what_is_asked_of_another_thing_is_the_thing(text: str, thing: str) -> None:
    assert understood(text).thing == thing


def test_how_much_together_is_a_sum_where_only_names_limit_it() -> None:
    made = understood("hvor meget tilsammen i Greve?")
    assert (made.measure and made.measure.what, made.topic) == ("sum", ())


@pytest.mark.parametrize("text", ["why can't we stop the bus", "er det rigtigt at vi lukker bussen"])
def test_words_of_whether_something_may_be_are_no_topic(text: str) -> None:
    assert not {"can't", "rigtigt"} & {*understood(text).topic}


@pytest.mark.parametrize(
    "text", ["hvad koster det at pille alle automaterne ned", "hvad koster det at flytte automaterne"]
)
def test_what_is_done_is_not_the_thing_that_is_priced(text: str) -> None:
    assert read_question(text, TODAY, KNOWN, LEXICON, "da").thing in ("", "automaterne")


def test_a_committee_by_its_name_is_not_whom_the_answer_is_for() -> None:
    named = read_question("what was adopted for the Social Committee", TODAY, KNOWN, LEXICON, "en")
    assert "committee:SUD" in {one.id for one in named.filters}
    aside = read_question("what was adopted, for the committee", TODAY, KNOWN, LEXICON, "en")
    assert {one.id for one in aside.filters} == {"adopted:true"}


@pytest.mark.parametrize(
    "text", ["hvilken kommune sparer mest i alt?", "hvem sparer mest i alt", "hvilken kommune sparer mest"]
)
def test_who_saves_most_in_total_is_one_of_the_groups(text: str) -> None:
    made = read_question(text, TODAY, KNOWN, LEXICON, "da")
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("sum", "municipality")
    assert made.order


@pytest.mark.parametrize("text", ["Greve indfaset 2025 under 1,5 mio.", "Greve phased in 2025 under 1.5 million"])
def test_what_stands_between_a_year_and_an_amount_compares_the_amount(text: str) -> None:
    made = read_question(text, TODAY, KNOWN, LEXICON)
    assert {one.id for one in made.of("saving")} == {"saving:under:1500.0-None"}


def test_a_number_of_what_is_asked_about_limits_nothing() -> None:
    counted = read_question(
        "how much does Greve save by keeping stockings on for 48 hours", TODAY, KNOWN, LEXICON, "en"
    )
    assert not counted.missing
    compared = read_question("forslag i Greve over 48 robotter", TODAY, KNOWN, LEXICON, "da")
    assert [one.kind for one in compared.missing] == ["number"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("forslag med et andet indfasningsår end 2024", "da"),
        ("proposals with another phase-in year than 2024", "en"),
    ],
)
def test_another_year_than_one_is_not_that_year(text: str, language: str) -> None:
    made = read_question(text, TODAY, KNOWN, LEXICON, language)
    assert {one.id for one in made.filters} == {"phase_in_year:not:exactly:2024.0-None"}


def test_the_year_that_has_the_most_of_what_was_named_is_counted() -> None:
    made = read_question("of the proposals in Greve, which phase-in year has the most?", TODAY, KNOWN, LEXICON, "en")
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("count", "phase_in_year")
    saved = read_question("of the proposals, which one saves the most?", TODAY, KNOWN, LEXICON, "en")
    assert saved.order
    assert saved.order.field == "saving"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which budget year has the largest total cost among the proposals", "en"),
        ("hvilket budgetår har den største samlede udgift", "da"),
    ],
)
def test_the_year_with_the_largest_sum_is_one_of_the_groups(text: str, language: str) -> None:
    made = read_question(text, TODAY, KNOWN, LEXICON, language)
    assert made.measure
    assert (made.measure.what, made.measure.field, made.measure.group) == ("sum", "cost", "budget_year")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("forslag hvor udgiften eller besparelsen er over 5 mio.", "da"),
        ("forslag hvor både udgift og besparelse er over 2 mio.", "da"),
        ("proposals where the cost or the saving is above 5 million", "en"),
    ],
)
def test_a_number_that_is_to_limit_two_fields_is_said(text: str, language: str) -> None:
    assert read_question(text, TODAY, KNOWN, LEXICON, language).missing


def test_fields_that_are_asked_for_are_not_both_limited() -> None:
    assert not read_question("vis udgift og besparelse for forslag over 5 mio.", TODAY, KNOWN, LEXICON, "da").missing
    both = read_question("forslag med besparelse over 1 mio. og udgift under 2 mio.", TODAY, KNOWN, LEXICON, "da")
    assert not both.missing


@pytest.mark.parametrize(
    ("text", "language", "field"),
    [
        ("sorter Greves forslag efter besparelse", "da", "saving"),
        ("sort the proposals from Greve by cost", "en", "cost"),
        ("sorter vedtagne forslag efter udgift, laveste først", "da", "cost"),
    ],
)
def test_what_is_sorted_may_stand_between(text: str, language: str, field: str) -> None:
    made = read_question(text, TODAY, KNOWN, LEXICON, language)
    assert made.order
    assert made.order.field == field


def test_what_a_reason_is_asked_of_is_no_limit() -> None:
    """ "Not" and a number say what is asked about."""
    made = understood("hvorfor kan vi ikke droppe § 102 ydelserne alligevel, sagen på handicapområdet?")
    assert {"droppe", "102", "ydelserne"} <= set(made.topic)
    assert not made.missing


@pytest.mark.parametrize(("text", "kind"), [
    ("investeringsforslag over 1 mio.", "proposal"),
    ("hvor mange investeringsforslag har Socialudvalget", "proposal"),
    ("forslag fra Socialudvalget", "proposal"),
    ("røde investeringsforslag", "status"),
    ("sager fra Socialudvalget", "status"),
    ("forslag over 1 mio.", ""),
])  # fmt: skip
def test_what_a_list_holds(text: str, kind: str) -> None:
    """What is left out of a list, and the first of it, are of what it holds."""
    assert understood(text).kind_listed == kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hvad koster det at parkere i rød zone", "da"),
        ("gule striber på fortovet", "da"),
        ("grønne biler til hjemmeplejen", "da"),
        ("green cars for home care", "en"),
    ],
)
def test_the_colour_of_a_thing_is_no_status(text: str, language: str) -> None:
    assert not understood(text, language).of("colour")


@pytest.mark.parametrize("text", ["rest efter overførselssagen", "besparelse 2023 i overførselssagen"])
def test_a_document_whose_name_ends_as_cases_do_lists_no_cases(text: str) -> None:
    made = understood(text)
    assert made.of("source")
    assert made.rows == ""
