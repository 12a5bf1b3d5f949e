"""The rows of the word list's files, as they stand there."""

import csv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).with_name("words")


def rows(path: Path) -> Iterator[tuple[str, str, tuple[str, ...], float]]:
    """Language, term, meanings and weight of each row; lines with # are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if line.strip() and not line.startswith("#")), delimiter=";"):
            means = tuple(mean.strip() for mean in row["means"].split(","))
            yield row["lang"].strip(), row["term"].strip(), means, float(row["weight"])


def danish_words() -> frozenset[str]:
    """Every single Danish word of the list: the field's own words, which a general frequency list lacks."""
    found = set()
    for path in HERE.glob("*.csv"):
        for language, term, means, _ in rows(path):
            found |= {word for word in (*means, *((term,) if language == "da" else ())) if word.isalpha()}
    return frozenset(found)
