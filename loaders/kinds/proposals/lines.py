"""The lines of a catalogue: what is furniture, where a block ends, and how broken words are put together again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records import Document

HYPHENS = "-\u00ad\u2010"
_FURNITURE = re.compile(r"^\s*(?:Side|Page)\s+\d+(?:\s+(?:af|of)\s+\d+)?\s*$", re.IGNORECASE)
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w[\w/’'.\-\u2010]*")
_LABEL = 160  # characters in which a label ends
_AFTER_WORD = "/’'.-\u2010"
_NOT_LETTERS = re.compile(r"[\W_]+")
# "Service- og", "drift- eller": the hyphen stands for the rest of a word that comes later and is kept.
_KEEPS_HYPHEN = frozenset({"og", "eller", "samt", "til", "såvel", "kontra", "henholdsvis", "hhv."})


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something. `gap` is how it is parted from the line before it.

    "line": the next line; "blank": an empty line between; "far": more than one; "space": a line that holds only spaces
    (an empty paragraph inside a cell) between; "page": the first of a page. `cells` are those of a table's row, where
    tabs part them: then what stands in which column is certain, and an empty cell is "".
    """

    index: int
    text: str
    gap: str
    cells: tuple[str, ...] = ()


def is_furniture(text: str) -> bool:
    """Side notes such as "Side 3 af 5" are of the page, not of the text."""
    return len(text) < 40 and _FURNITURE.match(text) is not None


def new_page(document: Document, index: int) -> bool:
    """Whether a page begins at this line. Text taken out of a PDF leaves a space where the page began."""
    if document.pages and index:
        return document.pages[index] != document.pages[index - 1]
    text = document.lines[index]
    return text.startswith((" ", "\f")) and bool(text.strip())


def spoken(document: Document, start: int, end: int) -> list[Line]:
    """The lines from `start` up to `end` (from 0) that say something, without furniture."""
    found = []
    gap = "blank"
    for index in range(start, end):
        text = document.lines[index]
        if not text.strip():
            gap = "space" if text or gap == "space" else "blank" if gap == "line" else "far"
        elif not is_furniture(text):
            if new_page(document, index):
                gap = "page"
            found.append(_line(index, text, gap))
            gap = "line"
    return found


def _line(index: int, text: str, gap: str) -> Line:
    if "\t" not in text:
        return Line(index, text.strip(), gap)
    cells = tuple(" ".join(cell.split()) for cell in text.split("\t"))
    return Line(index, " ".join(filter(None, cells)), gap, cells)


def letters(text: str) -> str:
    """Only the letters and digits, in lower case: how labels are compared, whatever breaks them."""
    return _NOT_LETTERS.sub("", text).lower()


def words_of_lines(lines: Iterable[str]) -> frozenset[str]:
    """Words that stand unbroken somewhere in the document; they decide whether a hyphen at a line's end is real."""
    words: set[str] = set()
    for line in lines:
        words.update(word.rstrip(_AFTER_WORD) for word in _WORD.findall(line.rstrip().rstrip(HYPHENS)))
    return frozenset(words)


def join_text(parts: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """Put lines together to running text: "implemente-" + "ring" is one word, "Service-" + "og" stays two."""
    done: list[str] = []
    for part in parts:
        text = " ".join(part.split())
        if not text:
            continue
        if done and done[-1][-1] in HYPHENS and done[-1][-2:-1].isalnum():
            done[-1:] = _mend(done[-1], text, known)
        else:
            done.append(text)
    return " ".join(done)


def _mend(before: str, text: str, known: frozenset[str]) -> list[str]:
    """The line before and this one, in two parts or one."""
    left = before[:-1].rsplit(maxsplit=1)[-1]
    right = text.split(maxsplit=1)[0]
    if right.lower() in _KEEPS_HYPHEN:
        return [before, text]
    return [before + text if _real_hyphen(left, right, known) else before[:-1] + text]


def _real_hyphen(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether "left-right" is written with its hyphen. The document's own words decide, then how the parts look."""
    head = left.lstrip("([„”“\"'’")
    word = _WORD.match(right)
    tail = word.group().rstrip(_AFTER_WORD) if word else right
    run = _LETTER_RUN.match(right)
    if _known_in_any_case(f"{head}-{tail}", known):
        return True
    if _known_in_any_case(head + tail, known) or (run is not None and head + run.group() in known):
        return False
    return not right[0].islower() or len(_last_run(head)) < 2 or head.isupper()


def _known_in_any_case(word: str, known: frozenset[str]) -> bool:
    lower = word.lower()
    return word in known or lower in known or lower.capitalize() in known


def _last_run(word: str) -> str:
    runs = _LETTER_RUN.findall(word)
    return runs[-1] if runs else ""


def starts_with(lines: Sequence[Line], at: int, label: str, reach: int = 4) -> int:
    """How many lines from `at` it takes to spell the letters of `label`; 0 where they do not stand there."""
    built = ""
    for used, line in enumerate(lines[at : at + reach], start=1):
        built += letters(line.text[:_LABEL])
        if built.startswith(label):
            return used
        if not label.startswith(built):
            return 0
    return 0
