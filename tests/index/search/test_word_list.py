"""The word list is well formed, speaks Danish, and reaches the everyday concepts of a municipality."""

import csv
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
import wordfreq

from index.search.lexicon import lexicon
from index.search.tokenizer import stem, tokens

FOLDER = Path(__file__).parents[3] / "index/search/words"
FILES = ("synonyms.csv", "abbreviations.csv", "general_en.csv")
HEADER = ["lang", "term", "means", "weight"]
# How common (Zipf scale) a word is in English to be taken for English, and words that Danish has borrowed.
COMMON = 2.5
LOANS = frozenset(
    (
        "alzheimer antivirus attest auditorium baseline benchmark bilateral biogas blister blockchain bulldozer "
        "bungalow caries chromebook compliance controlling cost-benefit dashboard datacenter delirium "
        "emission empowerment flyer forecast fossil foyer franchise fundraising generalist governance "
        "habitat hashtag headset immigrant infiltration inflammation insolvent intranet iot leasing "
        "linoleum malware marginal median memo metadata migrant minibus obligation opioid ordination outcome "
        "outsourcing overhead parasol parcel portfolio progression radiator radon ransomware rationale "
        "redesign renovation reservoir respirator respondent roaming router skater smog solvent "
        "sprinkler supervision suspension takeaway token turbine vibration visitation voucher webcast "
        "webinar wellness whistleblower whiteboard workflow "
    ).split()
)


class Row(NamedTuple):
    file: str
    lang: str
    term: str
    means: tuple[str, ...]
    weight: float


def printed(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.reader((line for line in lines if line and not line.startswith("#")), delimiter=";"))


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(name, lang, term, tuple(means.split(",")), float(weight))
        for name in FILES
        for lang, term, means, weight in printed(name)[1:]
    )


def stop_words() -> list[str]:
    lines = (FOLDER / "stop.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_the_four_columns(name: str) -> None:
    """A file that a spreadsheet or a hand has broken is seen here and not in an answer."""
    table = printed(name)
    assert table[0] == HEADER
    assert [row for row in table[1:] if len(row) != 4 or not all(cell == cell.strip() != "" for cell in row)] == []


def test_weights_say_how_near() -> None:
    """From 0.4, below which a neighbour does more harm than good, to 1.0, the same thing."""
    assert [row for row in rows() if not 0.4 <= row.weight <= 1.0] == []


def test_languages_are_danish_and_english() -> None:
    """`lang` is the language of the term; abbreviations are asked for in both languages as Danish."""
    assert {row.lang for row in rows()} == {"da", "en"}
    assert {row.lang for row in rows() if row.file == "abbreviations.csv"} == {"da"}


def test_no_pair_is_listed_twice() -> None:
    """One pair has one weight, in one file."""
    pairs = Counter((row.lang, row.term, mean.lower()) for row in rows() for mean in row.means)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_terms_are_written_as_they_are_looked_up() -> None:
    """Lower case, letters, digits and hyphens, at most four words: what a question is split into."""
    odd = [
        row.term
        for row in rows()
        if not re.fullmatch(r"[a-zæøåéèü0-9]+(?:[ -][a-zæøåéèü0-9]+){0,3}\.?(?: \w+)?", row.term)
    ]
    assert odd == []


def test_terms_hold_no_stop_words() -> None:
    """Stop words are taken out of a question first, so a term with one would never be met."""
    stop = set(stop_words())
    assert sorted({row.term for row in rows() if stop & set(row.term.split())}) == []


def test_no_term_points_at_itself() -> None:
    """A word finds itself anyway; as its own neighbour it would count twice."""
    danish = [row for row in rows() if row.lang == "da"]
    assert [row for row in danish for mean in row.means if tokens(mean) == tokens(row.term)] == []


def english(mean: str) -> bool:
    """No word of it is known in Danish, and all are common in English. Abbreviations are the same in both."""
    return not mean.isupper() and all(
        wordfreq.zipf_frequency(word, "da") == 0 and wordfreq.zipf_frequency(word, "en") >= COMMON
        for word in mean.lower().split()
    )


def test_meanings_are_danish() -> None:
    """An English word in `means` would search Danish documents for nothing."""
    means = {mean.lower() for row in rows() for mean in row.means if english(mean)}
    assert sorted(means - LOANS) == []


def test_stop_words_are_single_and_lower_case() -> None:
    """One word a line, each once, as a question is lowered before it is asked."""
    words = stop_words()
    assert [word for word in words if word != word.lower() or " " in word] == []
    assert [word for word, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize(
    "word", ["it", "robot", "skole", "ældre", "vej", "case", "forslag", "please", "venligst", "savings"]
)
def test_only_words_without_a_topic_are_stopped(word: str) -> None:
    """ "it" is a topic in Danish; "savings" is none where everything is about savings."""
    assert (word in stop_words()) is (word in {"case", "forslag", "please", "venligst", "savings"})


REACHED = [
    ("da", "tandlæge", "tandpleje"),
    ("da", "gadelys", "vejbelysning"),
    ("da", "plejehjem", "plejecenter"),
    ("da", "hjemmehjælp", "hjemmepleje"),
    ("da", "outsourcing", "udlicitering"),
    ("da", "insourcing", "hjemtagning"),
    ("da", "softwarerobot", "rpa"),
    ("da", "kunstig intelligens", "ai"),
    ("da", "skolevægring", "skolefravær"),
    ("da", "sygemelding", "sygefravær"),
    ("da", "sne", "vinterbekæmpelse"),
    ("da", "skrald", "affald"),
    ("da", "lægeattest", "lægeerklæring"),
    ("da", "børnehave", "dagtilbud"),
    ("da", "misbrug", "rusmiddel"),
    ("da", "plejefamilie", "anbringelse"),
    ("da", "bilpark", "flådestyring"),
    ("da", "videobesøg", "skærmbesøg"),
    ("da", "pedel", "teknisk service"),
    ("da", "strøm", "elforbrug"),
    ("da", "åv", "årsværk"),
    ("da", "gdpr", "databeskyttelse"),
    ("da", "ppr", "pædagogisk psykologisk rådgivning"),
    ("da", "sfo", "skolefritidsordning"),
    ("en", "home care", "hjemmepleje"),
    ("en", "sick leave", "sygefravær"),
    ("en", "street lights", "vejbelysning"),
    ("en", "nursing homes", "plejehjem"),
    ("en", "office space", "administrative kvadratmeter"),
    ("en", "medical certificates", "lægeerklæring"),
    ("en", "school absence", "skolefravær"),
    ("en", "waste collection", "affald"),
    ("en", "garbage", "affald"),
    ("en", "snow clearing", "snerydning"),
    ("en", "special education", "specialundervisning"),
    ("en", "foster care", "plejefamilie"),
    ("en", "debt collection", "inddrivelse"),
    ("en", "day care", "dagtilbud"),
    ("en", "kindergartens", "daginstitution"),
    ("en", "family counseling", "familierådgivning"),
    ("en", "procurement", "indkøb"),
    ("en", "tenders", "udbud"),
    ("en", "temps", "vikar"),
    ("en", "dentist", "tandpleje"),
    ("en", "wheelchairs", "kørestol"),
    ("en", "welfare technology", "velfærdsteknologi"),
    ("en", "homelessness", "hjemløshed"),
    ("en", "substance abuse", "misbrug"),
    ("en", "disabilities", "handicap"),
    ("en", "libraries", "bibliotek"),
    ("en", "swimming pools", "svømmehal"),
    ("en", "parks", "grønne områder"),
    ("en", "streams", "vandløb"),
    ("en", "solar panels", "solceller"),
    ("en", "canteens", "kantine"),
    ("en", "cleaning", "rengøring"),
    ("en", "job centre", "jobcenter"),
    ("en", "job center", "jobcenter"),
    ("en", "refugees", "flygtninge"),
    ("en", "interpreters", "tolk"),
    ("en", "fire brigade", "beredskab"),
    ("en", "elections", "valg"),
    ("en", "digital mail", "digital post"),
    ("en", "mergers", "sammenlægning"),
    ("en", "managers", "ledelse"),
    ("en", "early intervention", "tidlig indsats"),
    ("en", "volunteers", "frivillig"),
    ("en", "electric cars", "elbil"),
    ("en", "printing", "print"),
    ("en", "parking meters", "parkeringsautomat"),
]


@pytest.mark.parametrize(("language", "asked", "danish"), REACHED)
def test_everyday_words_reach_what_they_are_called(language: str, asked: str, danish: str) -> None:
    """Every field of a municipality can be asked for in plain words of both languages."""
    typed = asked.split()
    size, meanings = lexicon().longest(typed, language)
    assert size == len(typed)
    wanted = {stem(word) for word in danish.split()}
    assert any(wanted <= {stem(word) for word in meaning.words} and meaning.weight >= 0.6 for meaning in meanings)


def test_verbs_are_words_of_a_language_each_once() -> None:
    rows = list(csv.DictReader((FOLDER / "verbs.csv").open(encoding="utf-8"), delimiter=";"))
    said = Counter((row["lang"], row["verb"]) for row in rows)
    assert {language for language, _ in said} == {"da", "en"}
    assert max(said.values()) == 1
    assert all(re.fullmatch(r"[a-zæøåé]+", verb) for _, verb in said)


def test_a_verb_is_known_in_its_forms_and_a_thing_is_none() -> None:
    known = lexicon()
    assert all(known.is_verb(word, "da") for word in ("pillet", "slipper", "klares", "droppet"))
    assert all(known.is_verb(word, "en") for word in ("gone", "taking", "expected"))
    assert not any(known.is_verb(word, "da") for word in ("robotter", "møde", "husleje"))


def test_a_form_that_only_prose_has_a_row_for_means_what_the_word_means() -> None:
    """ "Paintings" are also what "painting" is called."""
    assert {("maleri",), ("kunstsamling",)} <= {
        one.words for one in lexicon(prose=True).longest(["paintings"], "en")[1]
    }
