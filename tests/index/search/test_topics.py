"""A topic: what is about it and what is near, which words no document holds, in which language it was asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.search.search_facade import Library
from questions.language import language_of
from records import Loaded, Passage, Proposal, Source
from tests.sample_store import BANK, IDEAS, NOW, sample_library

LONG = "Kommunen ser på sine arbejdsgange og aftaler i alle centre og vil gøre dem enklere for alle. " * 12
TEXTS = (
    ("Omlægning af stomiprodukter", ""),
    ("Ny aftale om remedier", "Borgere med stomi får en ny leverandør."),
    ("Gennemgang af aftaler", f"{LONG} Et af mange eksempler er stomi. {LONG}"),
    ("Vejledning af borgere", f"Stomi kræver vejledning. {LONG} Derfor vejledes ved stomi."),
    ("Nedlæggelse af parkeringsautomater", "Byens automater erstattes."),
    ("Bedre adgang til parker", "Flere bænke i parkerne."),
    ("Brugerstyring samles", "En ny løsning til brugerstyring."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = sample_library(tmp_path_factory.mktemp("topics"))
    ideas = tuple(replace(IDEAS[0], title=title, summary=summary) for title, summary in TEXTS)
    made.store.replace(Loaded(BANK, "ideas", "Idébank", proposals=ideas), "topics", NOW)
    return made


def about(library: Library, topic: str, language: str = "da") -> list[str]:
    ranking = library.rank(library.concepts(topic.split(), language))
    return [entry.title for entry in library.entries(ranking.about).values()]


def near(library: Library, topic: str) -> list[str]:
    ranking = library.rank(library.concepts(topic.split(), "da"))
    return [entry.title for entry in library.entries(ranking.near).values()]


def test_a_passing_mention_is_only_near(library: Library) -> None:
    """A title, a short summary or a word said again is about the topic; one word in a long text is not."""
    assert set(about(library, "stomi")) == {TEXTS[0][0], TEXTS[1][0], TEXTS[3][0]}
    assert near(library, "stomi") == [TEXTS[2][0]]


def test_a_word_that_tells_little_need_not_be_there(library: Library) -> None:
    """ "Access management" is about what controls access, whether it says management or not."""
    assert about(library, "user access management", "en") == ["Brugerstyring samles"]


@pytest.mark.parametrize("topic", ["rumfart", "letbane", "krematorium", "nuclear"])
def test_a_topic_that_no_document_holds_names_its_words(library: Library, topic: str) -> None:
    """Nothing is about it, and the word is told."""
    ranking = library.rank(library.concepts([topic], "da"))
    assert (list(ranking.about), ranking.missing) == ([], (topic,))


@pytest.mark.parametrize(
    ("topic", "title"),
    [("parking", "Nedlæggelse af parkeringsautomater"), ("library", "Ny struktur"), ("libary", "Ny struktur")],
)
def test_an_english_word_alone_finds_the_danish(library: Library, topic: str, title: str) -> None:
    """One word says no language: "parking" is no park, and it is looked up in both."""
    library = library if topic == "parking" else _with_library(library)
    assert about(library, topic)[0].startswith(title)
    assert "Bedre adgang til parker" not in about(library, topic)


def _with_library(library: Library) -> Library:
    idea = replace(IDEAS[0], title="Ny struktur for bibliotekerne", summary="")
    library.store.replace(Loaded("ny.txt", "ideas", "Idéer", proposals=(idea,)), "library", NOW)
    return library


@pytest.mark.parametrize("word", ["token", "ignorer", "ignore", "bench", "refuse", "rumfart"])
def test_a_word_of_either_language_is_never_mended(library: Library, word: str) -> None:
    """ "token" is no slip for "to", nor is "ignorer" one for "indr"."""
    (concept,) = library.concepts([word], "da")
    assert (concept.typed, concept.mended) == (word, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hvad koster det", "da"),
        ("what does it cost", "en"),
        ("hvor mange proposals", "da"),
        ("finn tiltak uten status", "da"),  # Norwegian has no answers of its own
        ("vejbelysning på", "da"),
        ("library", None),
        ("parking Greve", None),
    ],
)
def test_small_words_tell_the_language_of_the_answer(text: str, language: str | None) -> None:
    """Words of both languages, and words of things, tell nothing."""
    assert language_of(text) == language


def test_a_short_question_of_english_things_is_english(tmp_path: Path) -> None:
    """Where small words tell nothing, words that one language alone knows do; else it is Danish."""
    library = sample_library(tmp_path)
    assert [library.language_of(text) for text in ("swimming pool", "library", "vejbelysning")] == ["en", "da", "da"]


def test_words_of_a_phrase_stand_together(tmp_path: Path) -> None:
    """A text that says one word here and the other there is no text about "kunstig intelligens"."""
    made = sample_library(tmp_path)
    texts = (
        ("Energistyring", "Varmen styres med kunstig intelligens."),
        ("Emotionel intelligens i ledelse", "Ledere skal ikke smile kunstigt."),
    )
    ideas = tuple(replace(IDEAS[0], title=title, summary=summary) for title, summary in texts)
    made.store.replace(Loaded(BANK, "ideas", "Idébank", proposals=ideas), "phrases", NOW)
    assert about(made, "kunstig intelligens") == ["Energistyring"]
    assert "Emotionel intelligens i ledelse" in near(made, "kunstig intelligens")


def test_a_name_with_a_version_number_is_found_as_it_is_written(library: Library) -> None:
    (concept,) = library.concepts(["2.0"], "da")
    assert concept.ways[0].stems == ("2", "0")


@pytest.mark.parametrize("topic", ["stomiprod", "remed"])
def test_a_word_cut_short_is_the_word_where_few_begin_so(library: Library, topic: str) -> None:
    whole = {"stomiprod": "stomiprodukter", "remed": "remedier"}[topic]
    assert about(library, topic) == about(library, whole) != []


def test_an_ending_behind_an_apostrophe_is_no_part_of_the_word(library: Library) -> None:
    (concept,) = library.concepts(("pc'er",), "da")
    assert concept.ways[0].stems == ("pc",)


def test_what_a_proposal_is_carried_out_with_is_what_it_is_about(tmp_path: Path) -> None:
    """Neither its title nor its summary names it; another text that only mentions it is near."""
    store = sample_library(tmp_path).store
    said = ("Sager udsøges ved hjælp\naf robotteknologi og ocr.", "Et hold, der bygger robotteknologi, er spurgt.")
    source = Source("use.txt", 1)
    passages = tuple(
        Passage(text, source, municipality="Lillekøbing", code=f"BC9{number}", title=title)
        for number, (title, text) in enumerate(zip(("Regres for sygedagpenge", "Bedre refusion"), said, strict=True))
    )
    proposals = tuple(Proposal("Lillekøbing", one.title or "", source, code=one.code) for one in passages)
    store.replace(Loaded("use.txt", "proposals", "F", "Lillekøbing", proposals=proposals, passages=passages), "u", NOW)
    library = Library(store)
    assert "Regres for sygedagpenge" in about(library, "robotteknologi")
    assert "Bedre refusion" in near(library, "robotteknologi")
