"""Questions that are no questions: a pasted document is not read, and the person is told."""

from templates import Card, say

LONGEST = 2_000  # characters


def is_overlong(question: str) -> bool:
    return len(question) > LONGEST


def overlong_card(language: str) -> Card:
    """What is said instead of an answer."""
    text = say("cli.too_long", language, limit=LONGEST)
    return Card([{"type": "section", "text": {"type": "plain_text", "text": text}}], text)
