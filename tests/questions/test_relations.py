"""What must hold between questions, whatever they ask: order, framing, spelling, one limit more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.lexicon import Lexicon
from questions.names import Known
from questions.query import Query
from questions.reading import read_question
from tests.soak import examples

TODAY = date(2026, 11, 20)
KNOWN = Known(
    areas=("Skoler", "Ældre & Sundhed", "Udsatte voksne", "Borgere med Handicap"),
    sections=("Udsatte voksne", "Borgere med Handicap"),
    measures=("Digitalisering",),
    tells=lambda _: False,
)
LEXICON = Lexicon({}, frozenset())
MONEY = st.sampled_from(
    ["500.000 kr.", "1 mio.", "1,5 mio. kr.", "250 t.kr.", "2 millioner kroner", "750000", "½ mio. kr."]
)
LIMITS = st.one_of(
    MONEY.map("med en besparelse over {}".format),
    MONEY.map("der koster højst {}".format),
    MONEY.map("hvor investeringen ikke er under {}".format),
    st.integers(2020, 2029).map("fuldt indfaset senest i {}".format),
    st.integers(2020, 2029).map("fra budget {}".format),
    st.sampled_from(
        ["der er vedtaget", "som ikke blev vedtaget", "med rød status", "der ikke er grønne", "for udsatte voksne"]
    ),
    st.sampled_from(["fra Gladsaxe", "i Solrød Kommune", "af typen investering"]),
)
FRAMES = st.sampled_from(
    ["hej,", "kan du vise mig", "tak", "lige nu", "egentlig", "jeg vil gerne se", "på forhånd tak"]
)
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def understood(text: str) -> Query:
    return read_question(text, TODAY, KNOWN, LEXICON)


def ids(text: str) -> set[str]:
    return {one.id for one in understood(text).filters}


def asking(limits: list[str]) -> str:
    return " ".join(["sager", *limits])


several = st.lists(LIMITS, min_size=1, max_size=3, unique_by=lambda text: text.split()[:3][-1])


@examples(40)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_limits_does_not_matter(limits: list[str], random: object) -> None:
    """The same limits in another order are the same limits."""
    other = [*limits]
    random.shuffle(other)  # type: ignore[attr-defined]
    assert ids(asking(limits)) == ids(asking(other))


@examples(40)
@given(several, FRAMES)
def test_words_that_frame_change_nothing(limits: list[str], frame: str) -> None:
    """A greeting in front, or a thank you behind."""
    assert ids(f"{frame} {asking(limits)}") == ids(asking(limits)) == ids(f"{asking(limits)} {frame}")


@examples(40)
@given(
    several, st.sampled_from([str.upper, str.lower, lambda text: text.lower().translate(ASCII), "  ".join, str.title])
)
def test_spelling_changes_nothing(limits: list[str], spelled: object) -> None:
    """Capitals, ae for æ, blanks between."""
    text = asking(limits)
    other = "  ".join(text.split()) if spelled == "  ".join else spelled(text)  # type: ignore[operator]
    assert ids(other) == ids(text)


@examples(40)
@given(several, LIMITS)
def test_one_limit_more_is_one_limit_more(limits: list[str], more: str) -> None:
    """What was said before is still limited: the answer can only become smaller."""
    fields = {one.split(":")[0] for one in ids(asking([more]))}
    said = asking([*limits, more])
    if "vedtaget" in said and "budget" in said:
        return  # "vedtaget i budget 2025" names the year, and is no limit of its own
    if not fields & {one.split(":")[0] for one in ids(asking(limits))}:
        assert ids(asking([*limits, more])) == ids(asking(limits)) | ids(asking([more]))


@examples(40)
@given(several, st.sampled_from(["faktisk", "zorbel", "simpelthen", "krumtap", "ufatteligt"]))
def test_a_word_beside_limits_never_limits(limits: list[str], word: str) -> None:
    """It is left out, and nothing else is."""
    text = " ".join(["sager", word, *limits])
    assert ids(text) == ids(asking(limits))
    assert not understood(text).topic


@examples(40)
@given(several, st.sampled_from(["rumfart", "ubåde", "krumtapaksler"]))
def test_a_topic_that_is_asked_for_stays(limits: list[str], topic: str) -> None:
    """Behind "om" it is what the question is about, whatever limits it has."""
    query = understood(f"{asking(limits)} om {topic}")
    assert topic in query.topic
    assert query.asked_topic


@pytest.mark.parametrize("phrase", ["med en besparelse {} {}", "der koster {} {}", "hvor investeringen er {} {}"])
@pytest.mark.parametrize(
    ("comparison", "other"),
    [("under", "mindst"), ("over", "højst"), ("ikke over", "over"), ("mindre end", "ikke under")],
)
def test_a_comparison_and_its_opposite_part_the_cases(phrase: str, comparison: str, other: str) -> None:
    """ "Under 1 mio." and "mindst 1 mio." leave nothing out and share nothing."""
    opposite = {"under": "at_least", "at_least": "under", "over": "at_most", "at_most": "over"}
    (one,) = understood(f"sager {phrase.format(comparison, '1 mio. kr.')}").filters
    (two,) = understood(f"sager {phrase.format(other, '1 mio. kr.')}").filters
    assert (one.field, one.low) == (two.field, two.low)
    assert opposite[one.op] == two.op


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sager med en forrentning over 2 mio. kr.", ("words", "forrentning over 2 mio. kr.")),
        ("forslag fra Gladsaxe der wobbler under 500.000 kr.", ("words", "wobbler under 500.000 kr.")),
        ("forslag fra Gladsaxe der ikke wobbler", ("words", "ikke wobbler")),
        ("hvor mange af de 30 sager er røde", ("number", "30")),
    ],
)
def test_what_was_not_understood_is_said(text: str, said: tuple[str, str]) -> None:
    """It is no guess at the saving, and no word to search for."""
    assert [(one.kind, one.text) for one in understood(text).missing] == [said]
