"""The rows of the word list's files, as they stand there."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).with_name("words")


def word_rows(path: Path) -> Iterator[tuple[str, str, tuple[str, ...], float]]:
    """Language, term, meanings and weight of each row; lines with # are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if line.strip() and not line.startswith("#")), delimiter=";"):
            means = tuple(mean.strip() for mean in row["means"].split(","))
            yield row["lang"].strip(), row["term"].strip(), means, float(row["weight"])


def meanings() -> list[Path]:
    """The files whose rows say what a term means."""
    return [path for path in sorted(HERE.glob("*.csv")) if path.name not in ("function.csv", "forms.csv")]


def danish_words() -> frozenset[str]:
    """Every single Danish word of the list: the field's own words, which a general frequency list lacks."""
    found = set()
    for path in meanings():
        for language, term, means, _ in word_rows(path):
            found |= {word for word in (*means, *((term,) if language == "da" else ())) if word.isalpha()}
    return frozenset(found)


def word_set(name: str) -> frozenset[str]:
    """The words of a file with one word a line; lines with # are comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def function_words() -> dict[str, str]:
    """The language of each small word that belongs to one language only (`function.csv`)."""
    languages: dict[str, set[str]] = {}
    with (HERE / "function.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"):
            languages.setdefault(row["word"], set()).add(row["lang"])
    return {word: next(iter(of)) for word, of in languages.items() if len(of) == 1}


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """The base form of each form of `forms.csv`."""
    lines = (line for line in (HERE / "forms.csv").read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {form: row["lemma"] for row in csv.DictReader(lines, delimiter=";") for form in row["forms"].split()}
