"""Running text out of broken lines: paragraphs, bullets, hyphens at line ends, and soft hyphens that became a "1"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache, reduce

from loaders import prose

_WORD = re.compile(r"[^\W\d_][\w]*(?:-\w+)*")
# A "1" between two letters of one word is what is left of a soft hyphen.
_LOST_HYPHENS = re.compile(r"(?<![\w./@-])[^\W\d_]+(?:1[^\W\d_]+)+(?![\w@/])")
# Where to look at all: a search for one fixed letter is quick.
_HINT = re.compile(r"1(?=[^\W\d_])")
_LINE_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BULLET = re.compile(r"[•·▪◦‣●o\uf0b7]\s|[-–*]\s+\S|\d{1,2}[.)]\s*[A-ZÆØÅ]")
_JOINS = frozenset({"og", "eller", "samt", "til"})
_SENTENCE_ENDS = (".", ":", "!", "?", "”", '"')
# Lines of the bank are about 100 characters; one that stops well before that was ended on purpose.
_FULL_LINE = 72
_HEADING = 45
_LEFT_OPEN = re.compile(r"\b(?:og|i|på|af|for|til|med|ved|fra|hos|som|at|der|den|det|de|en|et)$")
# Enough text to learn a document's words from.
_LEARNT_LINES = 40_000


class TitleSpelling:
    """How a document spells its words, asked when a hyphen has to be closed, kept or dropped."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.join = lru_cache(maxsize=8192)(self._join)

    @cached_property
    def _words(self) -> list[str]:
        text = "\n".join(self._lines[:_LEARNT_LINES]).lower()
        return sorted(set(_WORD.findall(text)))

    def _join(self, left: str, right: str) -> str:
        """One word of two pieces: "effekti" + "visering", "it-" + "kommunikation", "kontor- " + "og"."""
        if right.lower() in _JOINS:
            return f"{left}- {right}"
        if left.isupper() != right.isupper() and (left.isupper() or right[0].isupper()):
            return f"{left}-{right}"
        low, high = left.lower(), right.lower()
        if self._has(low + high):
            return left + right
        hyphened, closed = self._starting(low + "-", low + "."), self._starting(low + "a", low + "\uffff")
        keeps = self._has(f"{low}-{high}") or hyphened > closed or prose.keeps_hyphen(low)
        return f"{left}-{right}" if keeps else left + right

    def _has(self, word: str) -> bool:
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def _starting(self, first: str, last: str) -> int:
        return bisect_left(self._words, last) - bisect_left(self._words, first)


def mend(text: str, spelling: TitleSpelling) -> str:
    """The text without the "1" that a lost soft hyphen left inside a word."""
    if not _HINT.search(text):
        return text
    return _LOST_HYPHENS.sub(lambda match: reduce(spelling.join, match[0].split("1")), text)


def as_one_line(lines: Iterable[str], spelling: TitleSpelling) -> str:
    """A title or another short text as one line."""
    pieces: list[str] = []
    for line in lines:
        _append(pieces, " ".join(line.split()), spelling)
    return mend("".join(pieces), spelling)


def paragraphs(lines: Iterable[str], spelling: TitleSpelling) -> str:
    """Running text: lines joined, with a newline before every paragraph and bullet. Empty lines part paragraphs."""
    pieces: list[str] = []
    gap, opened, last = False, False, ""
    for line in lines:
        text = line.strip()
        if not text:
            gap = True
            continue
        text = " ".join(text.split()) if "  " in text else text
        new = not last or _new_block(last, text, gap) or (opened and _is_heading(last, text))
        if new and last:
            pieces += ["\n", text]
        else:
            _append(pieces, text, spelling)
        gap, opened, last = False, new, text
    return mend("".join(pieces), spelling)


def link(lines: Iterable[str]) -> str:
    """Addresses and file names: a line that breaks inside one is joined to the next without a space."""
    pieces: list[str] = []
    inside = False
    for line in lines:
        text = " ".join(line.split())
        goes_on = bool(pieces) and (pieces[-1].endswith(("-", "/")) or text.startswith(("%", "?", "&", "_")))
        goes_on = goes_on or (inside and "/" in text and not text.startswith(("http", "www.", "(")))
        pieces += [text] if goes_on or not pieces else [" ", text]
        inside = text.rsplit(" ", 1)[-1].startswith(("http", "www.")) or (goes_on and inside and " " not in text)
    return "".join(pieces)


def _new_block(last: str, text: str, gap: bool) -> bool:
    if _BULLET.match(text):
        return True
    finished = last.endswith(_SENTENCE_ENDS)
    if gap:
        # An empty line inside a sentence is a page that ended there.
        return finished or not text[0].islower()
    ended_early = len(last) < _FULL_LINE and text[0].isupper()
    return last.endswith(":") or (ended_early and (finished or _BULLET.match(last) is not None))


def _is_heading(first: str, text: str) -> bool:
    """Whether the first line of a block is a heading over the next: a few words that nothing ends."""
    alone = len(first) <= _HEADING and first[-1].isalpha() and not _BULLET.match(first)
    return alone and text[0].isupper() and _LEFT_OPEN.search(first) is None


def _append(pieces: list[str], text: str, spelling: TitleSpelling) -> None:
    """Goes on with a line. A hyphen at the end of the last is closed, kept, or kept with a space ("telefon- og")."""
    last = pieces[-1] if pieces else ""
    if not last.endswith("-"):
        pieces += [" ", text] if last else [text]
        return
    left, right = _LINE_HYPHEN.search(last), _FIRST_WORD.match(text)
    if left and right:
        pieces[-1] = last[: left.start()] + spelling.join(left[1], right[0])
        pieces.append(text[right.end() :])
    else:
        pieces += [text] if last[-2:-1].isdigit() and text[0].isdigit() else [" ", text]
