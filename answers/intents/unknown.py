"""A question that nothing in the documents answers."""

from answers.intents.passage import unknown as answer

__all__ = ["answer"]
