"""What an index was made with: the code and the words that decide which terms, names and meanings a document has.

What is kept in a database is used by nobody whose code would make it otherwise, whether that is newer or older. Nobody
has to remember a number: it is of the files themselves.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from index.search.tokenizer import token_sources
from index.search.wordlist import table_sources
from records import meanings
from records.compiled import compiled

ROOT = Path(__file__).parents[2]
# Beside what tells the tokens of a word; a test holds these against all that `index.search.entries` imports.
_INDEXING = (
    *(f"index/search/{name}.py" for name in ("entries", "names", "postings", "text_words")),
    "index/search/words/means.txt",
    *(f"index/store/{name}.py" for name in ("row_matching", "timeline")),
    *(f"records/{name}.py" for name in ("areas", "meanings", "movements", "municipalities", "names", "spelling")),
)
OLD = 1_000  # numbers below were given by hand
LARGEST = 2**31 - 1  # of a column of numbers, whichever the engine


def digest_of(paths: Iterable[Path]) -> str:
    """The sha256 of what the files hold, one after the other."""
    import hashlib  # noqa: PLC0415  # takes as long as a short answer, and is seldom needed

    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def index_sources() -> tuple[Path, ...]:
    """All that tells what is indexed of a document."""
    return (*token_sources(), *(ROOT / name for name in _INDEXING), meanings.STATUSES)


@cache
def way_of_finding() -> str:
    """Differs where stems may: other words, another stemmer, another way of taking compounds apart."""
    return compiled("way_of_finding", table_sources(), lambda: digest_of(token_sources())[:16])


@cache
def way_of_indexing() -> int:
    """Differs where what is indexed may: `OLD` to `LARGEST`."""

    def make() -> int:
        return OLD + int(digest_of(index_sources()), 16) % (LARGEST - OLD)

    return compiled("way_of_indexing", index_sources(), make)
