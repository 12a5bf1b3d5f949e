"""The rows of the word list's files, as they stand there."""

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from records import committees, packed_table, word_frequencies
from records.compiled import compiled

HERE = Path(__file__).with_name("words")


WordRow = tuple[str, str, tuple[str, ...], float]


def word_rows(path: Path) -> Iterator[WordRow]:
    """Language, term, meanings and weight of each row; lines with # are comments. Raises LookupError where a column is
    missing, ValueError where a weight is no number."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if line.strip() and not line.startswith("#")), delimiter=";")
        if not (header := next(rows, ())):
            return
        column = {name: at for at, name in enumerate(header)}
        lang, term, means, weight = (column[name] for name in ("lang", "term", "means", "weight"))
        for row in rows:
            words = tuple(mean.strip() for mean in row[means].split(","))
            yield row[lang].strip(), row[term].strip(), words, float(row[weight])


@cache
def shipped_rows(path: Path) -> tuple[WordRow, ...]:
    """The rows of a file of the package, which is read once."""
    return tuple(word_rows(path))


@cache
def table_sources() -> tuple[Path, ...]:
    """All that a table of this folder may be made of: its words and code, the stemmer, how common words are."""
    here = (path for folder, names in ((HERE, "*.*"), (HERE.parent, "*.py")) for path in sorted(folder.glob(names)))
    shared = [word_frequencies.list_path(*one) for one in (("da", "small"), ("en", "small"), ("en", "large"))]
    code = (Path(one.__file__) for one in (Stemmer, word_frequencies, committees, packed_table) if one.__file__)
    return (*here, *code, *shared)


def verb_forms(path: Path = HERE / "verbs.csv") -> Iterator[tuple[str, str]]:
    """Language and word of each verb, and of each of its forms that no ending makes."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            for word in (row["verb"], *filter(None, (row["forms"] or "").split(","))):
                yield row["lang"], word


def meanings() -> list[Path]:
    """The files whose rows say what a term means."""
    return [path for path in sorted(HERE.glob("*.csv")) if path.name not in ("function.csv", "forms.csv", "verbs.csv")]


def danish_words() -> frozenset[str]:
    """Every single Danish word of the list: the field's own words, which a general frequency list lacks."""
    found = set()
    for path in meanings():
        for language, term, means, _ in shipped_rows(path):
            found |= {word for word in (*means, *((term,) if language == "da" else ())) if word.isalpha()}
    return frozenset(found)


def word_set(name: str) -> frozenset[str]:
    """The words of a file with one word a line; lines with # are comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def function_words() -> dict[str, str]:
    """The language of each small word that belongs to one language only (`function.csv`)."""
    return compiled("function_words", (HERE / "function.csv", Path(__file__)), _make_function_words)


def _make_function_words() -> dict[str, str]:
    languages: dict[str, set[str]] = {}
    with (HERE / "function.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"):
            languages.setdefault(row["word"], set()).add(row["lang"])
    return {word: next(iter(of)) for word, of in languages.items() if len(of) == 1}


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """The base form of each form of `forms.csv`."""
    return compiled("irregular_forms", (HERE / "forms.csv", Path(__file__)), _make_irregular_forms)


def _make_irregular_forms() -> dict[str, str]:
    lines = (line for line in (HERE / "forms.csv").read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {form: row["lemma"] for row in csv.DictReader(lines, delimiter=";") for form in row["forms"].split()}
