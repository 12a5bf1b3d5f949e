"""What a question can name of the documents: codes in any spelling, words that tell cases apart, days of reports."""

import re
from datetime import date

from index.db.gateway import LAST
from index.search.postings import FIELDS
from index.search.search import SURE
from index.search.search_facade import Library
from index.search.tokenizer import PART
from records import codes

TELLING = 0.5  # a word that tells less stands in titles of anything


def code_like(library: Library, typed: str) -> str | None:
    """The code that exists from any way of writing it ("bc 8", "BSU-22"); None where none does."""
    letters = re.match(r"[^\W\d_]*", typed.strip().upper())
    if not letters or not letters[0]:
        return None
    wanted = codes.key(typed)
    sql = "SELECT DISTINCT code FROM entries WHERE code >= :first AND code < :after ORDER BY code"
    rows = library.store.reader().rows(sql, first=letters[0], after=letters[0] + LAST)
    return next((code for (code,) in rows if codes.key(code) == wanted), None)


def tells(library: Library, word: str, language: str) -> bool:
    """Does a title hold the word, and does it tell what a case is about?"""
    found = library.concepts((word,), language)
    return any(
        worth >= TELLING and _in_titles(library, {stem for way in one.ways if way.weight >= SURE for stem in way.stems})
        for one, worth in zip(found, library.telling(found), strict=True)
    )


def is_in_texts(library: Library, word: str) -> bool:
    """Does any text hold the word as it is typed?"""
    found = library.concepts((word,), "da")
    stems = {stem for one in found if not one.mended for way in one.ways if way.weight >= SURE for stem in way.stems}
    return bool(stems) and any(len(library.postings(of).find(sorted(stems)).counts) for of in ("entries", "passages"))


def _in_titles(library: Library, stems: set[str]) -> bool:
    """By itself, or inside a compound."""
    found = library.postings("entries").find(sorted({*stems, *(PART + stem for stem in stems)}))
    return bool((found.counts[:, FIELDS.index("title")] > 0).any())


def report_days(library: Library) -> tuple[date, ...]:
    """The days of which there is a status report, the oldest first."""
    return tuple(sorted({one.as_of for series in library.timeline.series for one in series if one.as_of}))
