"""The catalogue of sentences: words/da.toml and words/en.toml, read once, when the first sentence is said."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from records import packed_table
from records.compiled import compiled_bytes
from records.packed_table import PackedTable, packed_pieces
from templates import engine, formats

LANGUAGES = ("da", "en")


@cache
def all_sentences(language: str) -> Mapping[str, str]:
    """Every sentence of a language by its key, "section.name". Raises KeyError for a language that is not there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    sources = (engine.WORDS / f"{language}.toml", Path(__file__), Path(str(packed_table.__file__)))
    return PackedTable(compiled_bytes(language, sources, lambda: packed_pieces(_read(language))))


def _read(language: str) -> dict[str, str]:
    import tomllib  # noqa: PLC0415  # most processes need it for nothing else

    sections = tomllib.loads((engine.WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, texts in sections.items() for name, text in texts.items()}


def say(key: str, language: str, **values: object) -> str:
    """The sentence `key` ("notes.nearest") as plain text. Raises KeyError for an unknown key, jinja2's UndefinedError
    for a value that is missing."""
    text = all_sentences(language)[key]
    if "{" not in text:
        return text
    try:
        return _filled(text, language, **values)
    except TypeError:  # a list cannot be remembered
        return engine.sentence(text, language, called).render(values)


# A list says the same few words again and again. typed: 2024 and 2024.0 are printed differently.
@lru_cache(maxsize=1024, typed=True)
def _filled(text: str, language: str, **values: object) -> str:
    return engine.sentence(text, language, called).render(values)


def called(name: object, section: str, language: str) -> str:
    """What the catalogue calls `name` (or each of several); a name that it does not know stands for itself."""
    if isinstance(name, list | tuple):
        return formats.any_of([called(one, section, language) for one in name], language)
    key = f"{section}.{name}"
    return say(key, language) if key in all_sentences(language) else formats.one_line(name)


def keep_sentences(language: str) -> None:
    """Keep the sentences of a language, and their code, for the processes to come."""
    engine.keep_code([text for text in all_sentences(language).values() if "{" in text], language, called)


def placeholders(key: str, language: str) -> frozenset[str]:
    """The values that the sentence `key` needs."""
    return engine.placeholders(all_sentences(language)[key], called)


def has_sentence(key: str) -> bool:
    """Is there such a sentence?"""
    return key in all_sentences(LANGUAGES[0])
