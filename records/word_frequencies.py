"""How common words are in a language. The home of wordfreq, whose lists are read from its data files.

Importing the package itself would bring parsers of language tags and texts in every script: three times as long as the
lists take, for every command that answers a question.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_FORMAT = {"format": "cB", "version": 1}


def list_path(language: str, size: str) -> Path:
    """The file of a list. Raises ModuleNotFoundError where wordfreq is not installed."""
    found = find_spec("wordfreq")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("wordfreq is not installed")
    return Path(found.origin).with_name("data") / f"{size}_{language}.msgpack.gz"


def words_by_share(language: str, size: str) -> Iterator[tuple[float, list[str]]]:
    """Each share of all running text that a word of the list ("small" or "large") has, with the words that have it, the
    commonest first. Raises ValueError for a list of another format than is known."""
    import gzip  # noqa: PLC0415  # where a list is read, which most processes need not

    import msgpack  # noqa: PLC0415

    with gzip.open(list_path(language, size)) as file:
        head, *lists = msgpack.load(file)
    if head != _FORMAT:
        raise ValueError(f"a word list of wordfreq in another format: {head}")
    return ((10 ** (-at / 100), words) for at, words in enumerate(lists))  # a list for each hundredth of a bel
