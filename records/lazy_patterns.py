"""Regular expressions that are compiled when they are first used: to compile them all takes a good part of a start, and
most questions and commands need few of them."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class LazyPattern:
    """As `re.Pattern`, as far as it is needed. What is wrong with the text is said at the first use."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text = text
        self.flags = flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        return re.compile(self.text, self.flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.made.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.made.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.made.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.made.finditer(text)

    def split(self, text: str, most: int = 0) -> list[str]:
        return [piece or "" for piece in self.made.split(text, most)]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.made.sub(by, text)

    def subn(self, by: str | Callable[[re.Match[str]], str], text: str) -> tuple[str, int]:
        return self.made.subn(by, text)
