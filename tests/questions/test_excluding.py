"""What a list is without is read whole: all that is said of it must hold, and nothing of it limits the list itself."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY

GREVE = replace(KNOWN, municipalities=("Greve", "Solrød"))


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, GREVE, LEXICON, language)


def ids(made: Query) -> set[str]:
    return {one.id for one in made.filters}


ADOPTED_BIG = "adopted:true+saving:over:2000.0-None"
ADOPTED_DEAR = "adopted:true+cost:over:1000.0-None"


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("forslag i Greve undtagen de vedtagne over 2 mio. kr.", "da", ADOPTED_BIG),
        ("forslag i Greve, men ikke dem der er vedtaget og koster over 1 mio.", "da", ADOPTED_DEAR),
        ("bortset fra dem, der er vedtaget, og som koster over 1 mio., forslag i Greve", "da", ADOPTED_DEAR),
        ("proposals in Greve except the adopted ones above 2 million", "en", ADOPTED_BIG),
        ("proposals in Greve (but not those adopted with a cost over 1m)", "en", ADOPTED_DEAR),
    ],
)
def test_all_that_is_said_of_what_is_left_out_must_hold(text: str, language: str, left: str) -> None:
    made = understood(text, language)
    assert not made.missing
    (whole,) = made.of("left_out")
    assert ids(made) - {whole.id} == {"municipality:Greve"}
    assert sorted(one.id for one in whole.parts) == left.split("+")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vedtagne forslag, men ikke noget fra Greve", "da"),
        ("vedtagne forslag, dog ikke dem i Greve", "da"),
        ("vedtagne forslag, men ik dem i Greve", "da"),
        ("vedtagne forslag, og spring dem fra Greve over", "da"),
        ("vedtagne forslag, og skær dem fra, som er fra Greve", "da"),
        ("vedtagne forslag, men spar mig for dem fra Greve", "da"),
        ("vedtagne forslag, medmindre de kommer fra Greve", "da"),
        ("adopted proposals unless they are from Greve", "en"),
        ("vedtagne forslag, men tag lige Greve ud", "da"),
        ("adopted proposals, leave the ones from Greve out", "en"),
        ("adopted proposals, but nothing from Greve", "en"),
        ("adopted proposals from anywhere but Greve", "en"),
        ("adopted proposals (apart from the ones in Greve)", "en"),
        ("apart from the ones in Greve, which proposals were adopted?", "en"),
        ("undtagen dem i Greve, hvilke forslag er vedtaget?", "da"),
    ],
)
def test_one_limit_is_turned_round(text: str, language: str) -> None:
    assert ids(understood(text, language)) == {"adopted:true", "municipality:not:Greve"}


@pytest.mark.parametrize("text", ["forslag i Greve undtagen dem om robotter", "forslag i Greve bortset fra robotter"])
def test_a_topic_can_be_left_out(text: str) -> None:
    made = understood(text)
    assert not made.topic
    assert ids(made) == {"municipality:Greve", "topic:not:robotter"}


def test_each_pronoun_is_a_thing_that_is_left_out() -> None:
    made = understood("vedtagne forslag undtagen dem i Greve og dem over 2 mio. kr.")
    assert ids(made) == {"adopted:true", "municipality:not:Greve", "saving:at_most:2000.0-None"}


def test_a_second_not_begins_another() -> None:
    made = understood("forslag over 2 mio. kr., men ikke noget fra Greve og heller ikke noget, der er vedtaget")
    assert ids(made) == {"saving:over:2000.0-None", "municipality:not:Greve", "adopted:false"}


@pytest.mark.parametrize(
    "text",
    [
        "vedtagne forslag, men ikke dem fra Greve, Vejen eller Solrød, og kun dem over 2 mio.",
        "adopted proposals but not the ones from Greve, Vejen or Solrød, and only those over 2 million",
    ],
)
def test_a_list_that_ends_with_or_is_left_out_whole(text: str) -> None:
    assert ids(understood(text)) == {"adopted:true", "saving:over:2000.0-None", "municipality:not:Greve:Solrød:Vejen"}


def test_a_not_behind_which_nothing_stands_leaves_out_nothing() -> None:
    assert "adopted:true" in ids(understood("vedtagne forslag, og heller ikke noget"))


def test_how_a_list_is_sorted_is_not_left_out() -> None:
    made = understood("vedtagne forslag, dog ikke dem i Greve, sorteret efter pris")
    assert ids(made) == {"adopted:true", "municipality:not:Greve"}
    assert made.order


@pytest.mark.parametrize(
    "text",
    [
        "forslag i Greve undtagen dem med frist i maj",
        "vedtagne sager bortset fra HA06 2022 og HA06 2025",  # of which one limit would leave out one
    ],
)
def test_what_no_row_has_is_not_understood(text: str) -> None:
    assert understood(text).missing


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("forslag i Greve på nær den med den største besparelse", "da", "largest:1.0-None:saving"),
        ("forslag i Greve, bare ikke det der sparer mest", "da", "largest:1.0-None:saving"),
        ("forslag i Greve bortset fra de to dyreste", "da", "largest:2.0-None:cost"),
        ("proposals in Greve, all but the cheapest", "en", "smallest:1.0-None:cost"),
        ("all the proposals in Greve except the one with the smallest saving", "en", "smallest:1.0-None:saving"),
    ],
)
def test_the_first_of_the_list_itself_are_left_out(text: str, language: str, first: str) -> None:
    made = understood(text, language)
    assert not made.missing
    assert made.order is None
    assert ids(made) == {"municipality:Greve", f"first_of:not:{first}:(municipality:Greve)"}


def test_one_part_can_be_taken_off_again() -> None:
    made = understood("forslag i Greve undtagen de vedtagne over 2 mio. kr.")
    (whole,) = made.of("left_out")
    assert ids(made.without(whole.id)) == {"municipality:Greve"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("vedtagne forslag bortset fra HA06 2022", "code:not:exactly:2022-None:HA06"),
        ("vedtagne sager, der ikke er HA06", "code:not:HA06"),
        ("vedtagne sager, HA06 holdt udenfor", "code:not:HA06"),
        ("vedtagne sager, men hverken HA06 eller TV02", "code:not:HA06:TV02"),
        ("HA06 og TV02 holdt udenfor, hvilke sager er vedtaget", "code:not:HA06:TV02"),
        ("vedtagne forslag, men ikke HA06 og TV02", "code:not:HA06:TV02"),
    ],
)
def test_codes_are_left_out(text: str, left: str) -> None:
    made = understood(text)
    assert not made.codes
    assert ids(made) == {"adopted:true", left}


@pytest.mark.parametrize("text", ["ikke dem, " * 150, "forslag " + "undtagen dem om robotter, " * 60])
def test_many_things_that_are_left_out_are_not_read_one_by_one(text: str) -> None:
    """Whoever writes hundreds keeps nobody waiting: it is not understood."""
    assert understood(text).missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hvad sparer vi ved at droppe callcentret i Greve", "da"),
        ("hvorfor udelader Greve fårene", "da"),
        ("hvornår dropper Greve callcentret", "da"),
        ("hvorfor kan vi ikke droppe ydelserne, sagen i Greve", "da"),
        ("why do they leave out the callcentre in Greve", "en"),
        ("why would Greve skip the callcentre", "en"),
        ("what did Greve set aside for robots", "en"),
        ("what was set aside for robots in Greve", "en"),
        ("hvad er der lagt til side til robotter i Greve", "da"),
    ],
)
def test_what_somebody_else_leaves_out_is_no_exclusion(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"municipality:Greve"}
    assert made.topic or made.missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vedtagne forslag over 2 mio. hvis vi dropper Greve", "da"),
        ("kan du springe Greve over, vedtagne forslag over 2 mio.", "da"),
        ("vedtagne forslag over 2 mio., men vi springer Greve over", "da"),
        ("adopted proposals over 2 million if we skip Greve", "en"),
        ("please leave Greve out and show adopted proposals over 2 million", "en"),
        ("adopted proposals over 2 million, leave out the ones from Greve", "en"),
    ],
)
def test_who_asks_can_have_something_left_out(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"saving:over:2000.0-None", "adopted:true", "municipality:not:Greve"}
    assert not made.missing


def test_ideas_that_are_left_out_are_told_by_what_is_said_of_them() -> None:
    text = "forslag i Greve, hvis man ser bort fra de idéer der ikke er vedtaget"
    made = read_question(text, TODAY, replace(GREVE, has_ideas=True), LEXICON, "da")
    assert ids(made) == {"municipality:Greve", "adopted:true"}
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("vedtagne forslag, men ikke dem fra Greve, Solrød og Greve", "da", {"municipality:not:Greve:Solrød"}),
        ("adopted proposals, not the ones from greve, solrød or greve", "en", {"municipality:not:Greve:Solrød"}),
        ("vedtagne forslag, men ikke dem i 2023, 2024 eller 2025", "da", {"budget_year:not:in:2023:2024:2025"}),
        ("vedtagne sager undtagen BU01, HA03 og HA06", "da", {"code:not:BU01:HA03:HA06"}),
        ("vedtagne forslag, men ikke dem fra Greve, og kun over 2 mio.", "da", None),
        ("vedtagne forslag, men ikke dem fra Greve, over 2 mio.", "da", None),
    ],
)
def test_a_comma_between_two_of_a_kind_ends_nothing(text: str, language: str, left: set[str] | None) -> None:
    made = understood(text, language)
    one = {"municipality:not:Greve", "saving:over:2000.0-None"}
    assert ids(made) - {"adopted:true"} == (one if left is None else left)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("forslag på Skoler, dem fra Greve har vi været igennem", "municipality:not:Greve"),
        ("forslag på Skoler, men dem fra Greve skal ikke med", "municipality:not:Greve"),
        ("sager i Udsatte voksne, de grønne har vi styr på", "colour:not:green"),
        ("sager fra 2024. De røde har vi talt om.", "colour:not:red"),
        ("forslag fra Solrød; de gratis har jeg ingen brug for", "cost:over:0.0-None"),
        ("sager, dem fra 2022 kender vi i forvejen", "budget_year:not:exactly:2022.0-None"),
        ("forslag over 10 mio. i effekt. Greve skal du bare udelade", "municipality:not:Greve"),
    ],
)
def test_what_somebody_has_already_is_left_out(text: str, left_out: str) -> None:
    made = understood(text)
    assert left_out in {one.id for one in made.filters}
    assert made.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "hvilke forslag har vi allerede vedtaget",
        "hvilke forslag kender vi fra Greve",
        "forslag fra Greve som vi kender i forvejen",
    ],
)
def test_what_somebody_has_is_not_left_out_of_itself(text: str) -> None:
    assert not any(one.negated for one in understood(text).filters)
