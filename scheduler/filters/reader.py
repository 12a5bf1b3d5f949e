"""A text while it is being read as a filter, and the words that several readers know."""

import re
from collections.abc import Collection
from dataclasses import dataclass


class NotUnderstood(Exception):
    """A part of what was written that is no limit on cases. `part` is that part, as written."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What the documents hold, so that any name of theirs can be used; and who writes, for "ejer mig"."""

    areas: Collection[str] = ()
    committees: Collection[str] = ()
    me: tuple[str, str] = ("", "")


class FilterReader:
    def __init__(self, text: str, known: FilterNames) -> None:
        self.text, self.known, self.at = text, known, 0

    def rest(self) -> str:
        return self.text[self.at :].lstrip(" .!?") if self.at else self.text.strip(" .!?")

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands next, when it is this; it is taken."""
        while self.at < len(self.text) and self.text[self.at] == " ":
            self.at += 1
        match = pattern.match(self.text, self.at)
        if match and match.end() > match.start():
            self.at = match.end()
            return match
        return None

    def piece(self) -> str:
        """What stands next, up to the next word that joins."""
        rest = self.rest()
        joined = JOINS.search(rest, 1)
        return (rest[: joined.start()] if joined else rest).strip(" .,;") or rest or self.text


def filter_words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})(?![\wæøå])", re.IGNORECASE)


ALL = filter_words("alt", "alle(?: sager)?", "det hele", "everything", "all(?: cases)?", "sager", "cases")
AND, OR = filter_words("og(?: også)?", "samt", "and", r"men(?= ikke)", r"but(?= not)"), filter_words("eller", "or")
NOT = filter_words(
    "ikke", "undtagen", "bortset fra", "not", "except", "uden for", "other than", "andet end", "på nær", "but(?! not)"
)
COMMA = re.compile("[,;]")
OPEN, CLOSE = re.compile(r"\("), re.compile(r"\)")
JOINS = re.compile(r"[,;()]|\b(?:og|samt|and|men|but|eller|or|ikke|undtagen|nær|not|except)\b", re.IGNORECASE)
FILLER = filter_words(
    "sager(?:ne)?",
    "sag(?:en)?",
    "cases?",
    "proposals?",
    "forslag(?:ene)?",
    "projekte?r?",
    "(?:der|som|that|which) (?:er|are)",
    "er",
    "are",
    "is",
    "status",
    "med(?: en)?",
    "with(?: an?)?",
    "i",
    "in",
    "på",
    "for",
    "hos",
    "the",
    "de[nt]?",
    "alle",
    "all",
    "kun",
    "only",
    "farven?",
    "colou?r",
    "fra(?! (?:og med )?\\d)",
    "from(?! \\d)",
)
