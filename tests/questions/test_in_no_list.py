"""What no list of cases tells is not understood: a list without it would be of something else."""

import pytest

from tests.questions.test_wordings import ids, understood


@pytest.mark.parametrize(
    "text",
    [
        "forslag hvor gevinsten er tre gange så stor som udgiften",
        "vis hver tredje sag",
        "proposals that save twice the investment",
        "samlet besparelse pr. borger i Greve",
        "forslag fra det seneste 1 år fra Greve",
        "sager som er vedtaget inden for de forløbne 4 år",
        "red cases of the past three years",
        "vis de små sager",
        "big proposals from Greve",
        "røde sager fra mindre kommuner",
        "sager uden frister",
        "proposals with no milestones",
        "hvilke områder er der ingen grønne sager på",
        "which municipalities have no adopted proposals",
        "hvilke udvalg har kun grønne sager",
        "hvilket udvalg har den største procentdel røde sager",
        "hvilke sager er rykket fra gul til rød",
        "cases that went from yellow to green",
        "hvad menes der med gul",
        "sager der er bagud, men ikke fordyrede",
    ],
)
def test_what_no_list_tells_is_not_understood(text: str) -> None:
    assert [one.kind for one in understood(text).missing][:1] == ["words"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kun vedtagne forslag fordelt på kommune", {"adopted:true"}),
        ("sager uden udgift", {"cost:exactly:0.0-None"}),
        ("forslag med en tilbagebetalingstid på højst to år", {"payback:at_most:2.0-None"}),
        ("de to mindste forslag fra Greve", {"municipality:Greve"}),
        ("kan du lave en liste over vedtagne forslag", {"adopted:true"}),
        ("hvilke kommuner har vedtagne forslag", {"adopted:true"}),
        ("sager der er forsinket med mere end 6 måneder", {"state:schedule_slipped"}),
        ("hvor stor en andel af Greves forslag er vedtaget", {"municipality:Greve"}),
        ("sager der er vedtaget, men ikke implementeret", {"adopted:true", "state:not:implemented"}),
        ("hvilke sager er blevet gule eller røde", {"colour:red:yellow"}),
    ],
)
def test_what_a_list_tells_is_understood(text: str, wanted: set[str]) -> None:
    made = understood(text)
    assert not made.missing
    assert wanted <= ids(made)


def test_a_compound_of_what_is_listed_can_be_counted() -> None:
    made = understood("hvor mange skoleforslag er der fra Greve")
    assert made.measure
    assert (made.intent, made.measure.what) == ("total", "count")


def test_administrations_are_groups() -> None:
    made = understood("hvilken forvaltning har de fleste investeringsforslag")
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("count", "administration")


def test_a_unit_beside_a_period_is_what_milestones_are_about() -> None:
    made = understood("milepæle for KEID i 2023")
    assert (made.intent, made.topic) == ("milestones", ("keid",))


@pytest.mark.parametrize(
    "text",
    [
        "forslag med høj gevinst",
        "proposals with a short payback",
        "sager der koster meget",
        "cases that are cheap",
        "billige forslag fra Greve",
    ],
)
def test_a_size_that_no_number_says_is_not_understood(text: str) -> None:
    """All of them were listed."""
    assert [one.kind for one in understood(text).missing][:1] == ["words"]


def test_what_costs_nothing_leaves_the_place_behind_it() -> None:
    """ "Uden udgift i Greve" was all that is not from Greve."""
    assert ids(understood("hvor mange forslag er der uden udgift i Greve")) == {
        "cost:exactly:0.0-None",
        "municipality:Greve",
    }
