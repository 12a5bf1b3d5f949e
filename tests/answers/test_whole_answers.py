"""Every kind of question, from its words to its card, in both languages: nothing that is read lacks its words."""

import json

import pytest

from answers import answer
from index.search.search_facade import Library
from templates import limits, render
from tests.questions.test_reading import ENGLISH, INTENTS, LIMITS
from tests.sample_store import TODAY, sample_library

MORE = (
    "samlet effekt pr. område",
    "antal forslag pr. tiltag",
    "hvor mange forslag er der i idébanken?",
    "forslag med anlægsudgifter over 10 mio. kr.",
    "serviceudgifter under 1 mio. kr.",
    "Socialudvalgets effektivisering i 2023",
    "hvem fremstiller AB01?",
    "tværgående forslag",
    "forslag på anlæg mellem 1 og 1,5 mio. kr.",
    "hvad er gennemsnitlig tilbagebetalingstid pr. type?",
    "forslag undtagen de vedtagne over 2 mio. kr.",
    "forslag, men ikke dem om robotter",
    "vedtagne forslag sorteret efter budgetår, nyeste først",
)
QUESTIONS = [*(text for text, _ in LIMITS), *(text for text, _ in ENGLISH), *(text for text, _ in INTENTS), *MORE]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_becomes_a_card(library: Library, question: str, language: str) -> None:
    """Whatever is read, found or missing has its words, and the card is within Slack's limits."""
    card = render(answer(question, library, TODAY, language))
    assert card.text.strip()
    assert not limits.problems(card.blocks, card.text)
    assert json.loads(json.dumps(card.blocks)) == card.blocks


def test_what_is_left_out_and_what_is_left_part_a_list(library: Library) -> None:
    """Every proposal either meets all that is said of what is left out, does not, or does not state it."""

    def found(text: str) -> set[str]:
        return {one.title for one in answer(text, library, TODAY).hits}

    every, out = found("forslag"), found("vedtagne forslag over 500.000 kr.")
    left = found("forslag undtagen de vedtagne over 500.000 kr.")
    assert out
    assert left
    assert not left & out
    assert left | out <= every
    assert left >= found("forslag der ikke er vedtaget")
    assert found("forslag, men ikke dem om robotter") == every - found("forslag om robotter")
