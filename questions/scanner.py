"""The text of a question while it is being read: what one reader has understood, the next does not see."""

import re
from collections.abc import Iterator

USED = "\x1f"


class Scanner:
    """Holds the question in lower case; `take` marks what was understood, `rest` is what is left."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.original = text
        self.text = text.lower() if len(text.lower()) == len(text) else "".join(c.lower()[:1] or c for c in text)
        self.rest = self.text

    @property
    def cased(self) -> str:
        """What is left, in the letters that were typed."""
        return "".join(USED if used == USED else letter for used, letter in zip(self.rest, self.original, strict=True))

    def has(self, pattern: str) -> bool:
        """Is there a match in what is left? Nothing is taken."""
        return re.search(pattern, self.rest) is not None

    def said(self, pattern: str) -> bool:
        """Is there a match anywhere in the question, taken or not?"""
        return re.search(pattern, self.text) is not None

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first match in what is left, which is taken."""
        match = re.search(pattern, self.rest)
        if match:
            self.use(*match.span())
        return match

    def take_all_of(self, pattern: str) -> None:
        """Mark every match of `pattern` as understood."""
        for _ in self.take_all(pattern):
            pass

    def take_all(self, pattern: str) -> Iterator[re.Match[str]]:
        """Every match, each taken."""
        while match := self.take(pattern):
            yield match

    def use(self, start: int, end: int) -> None:
        """Mark the characters from `start` to `end` as understood."""
        self.rest = self.rest[:start] + USED * (end - start) + self.rest[end:]
