"""Where handlers get their cards."""

from collections.abc import Callable
from dataclasses import dataclass

from templates import Card, render_help

Ask = Callable[[str, str | None], Card]


@dataclass(frozen=True, slots=True)
class Desk:
    """`ask(text, language)` answers a question, in its own language when `language` is None. `language` is that of the
    workspace, for what is said without a question."""

    ask: Ask
    language: str

    def answer(self, text: str, language: str | None = None) -> Card:
        """The card for what a person wrote; for nothing, what can be asked."""
        return self.ask(text, language) if text else render_help(language or self.language)
