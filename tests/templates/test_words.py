"""The catalogue of sentences: complete, the same in both languages, and loud about what is missing."""

import re

import pytest
from jinja2 import UndefinedError

from templates import say
from templates.catalogue import all_sentences, placeholders

KEYS = sorted(all_sentences("da"))


def test_danish_and_english_have_the_same_sentences() -> None:
    """A sentence that exists in one language exists in the other."""
    assert sorted(all_sentences("en")) == KEYS


def test_both_languages_need_the_same_values() -> None:
    """Whoever fills a sentence need not know the language."""
    assert [key for key in KEYS if placeholders(key, "da") != placeholders(key, "en")] == []


def test_an_unknown_sentence_is_loud() -> None:
    """A misspelled key or language is a mistake of ours, never an empty text."""
    with pytest.raises(KeyError):
        say("notes.nothing_of_the_kind", "da")
    with pytest.raises(KeyError):
        say("notes.nearest", "sv")


def test_a_missing_value_is_loud() -> None:
    with pytest.raises(UndefinedError):
        say("notes.ambiguous_code", "da", code="AB01")


def test_values_are_words_not_templates() -> None:
    """What a person or a document wrote is printed, never run."""
    assert "{{ 7*7 }}" in say("notes.spelled_as", "en", typed="{{ 7*7 }}", read="x")


def test_a_value_is_one_line() -> None:
    """A value cannot make itself a line of the answer."""
    assert "\n" not in say("notes.spelled_as", "da", typed="a\nKilde: b", read="\x1b[31mrød")
    assert "\x1b" not in say("notes.spelled_as", "da", typed="a", read="\x1b[31mrød")


def test_a_colour_that_a_finding_names_is_a_word_of_the_language() -> None:
    """Tables give the name that we keep, status reports the word that they print: either is said in words."""
    kept, printed = (
        say("findings.colour_differs", "da", case="AB01", printed=colour, status="Forsinket")
        for colour in ("green", "Grøn")
    )
    assert (kept, printed) == (printed.replace("Grøn", "grøn"), kept.replace("grøn", "Grøn"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    """Danish sentences quote with »…«, English ones with “…”."""
    wrong = re.compile("[“”]" if language == "da" else "[»«]")
    own = {key: text for key, text in all_sentences(language).items() if not key.startswith(("findings.", "refused."))}
    assert not [key for key, text in own.items() if wrong.search(text)]


# templates/words/README.md has the word to use in place of each. What a document is quoted with is not ours.
FORBIDDEN = {
    "da": re.compile(
        r"opfølgningsmål|\bforfald|\blovet\b|\bi fare\b|\bTag dem op\b|export findings"
        r"|\brørt\b|\btrykt\b|omkostning|set efter i",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"t\.kr\.|follow-up goal|\bpromised\b|\bat risk\b|remind(ed)? of\b|export findings"
        r"|\bannual|\bdeadline\b|\bstands?\b(?!-in)",
        re.IGNORECASE,
    ),
}
# What an administrator reads in a terminal.
FOR_TERMINALS = ("load.", "cli.", "check.", "findings.", "layouts.", "refused.")


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_sentence_uses_a_forbidden_word(language: str) -> None:
    """One word for one thing, and no English with Danish numbers."""
    own = {key: text for key, text in all_sentences(language).items() if not key.startswith(FOR_TERMINALS)}
    words = {key: re.sub(r"{{.*?}}|{%.*?%}", "", text) for key, text in own.items()}
    assert not {key: text for key, text in words.items() if FORBIDDEN[language].search(text)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_command_can_be_copied_into_a_terminal(language: str) -> None:
    """What it is given stands between straight quotation marks, or between none."""
    commands = [one for text in all_sentences(language).values() for one in re.findall(r"sagsbot \w[^.:]* --.*", text)]
    assert commands
    assert not [one for one in commands if re.search(r"--\w+ [»“]", one)]
