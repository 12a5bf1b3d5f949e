"""What somebody writes behind "abonner", read without any documents."""

from filters.trees import Tree
from index.search.lexicon import lexicon
from questions.names import Known
from questions.selection import read_selection

ME = ("U0ME", "Mia")


def read(text: str, known: Known | None = None, me: tuple[str, str] = ME) -> Tree:
    return read_selection(text, known or Known(), lexicon(), me)
