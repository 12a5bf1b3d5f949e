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
