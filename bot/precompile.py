"""`python -m bot.precompile`: keep compiled all that is (see `records.compiled`) and every module, for the first start,
and for an installation that nobody may write to afterwards. Who installs runs it; it writes whatever
PYTHONDONTWRITEBYTECODE says."""

import compileall
import gc
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from answers import answer, followups, needs
from bot import shipped
from bot.ingest.loading import Load, load_files, store_to_fill
from index.search.lexicon import lexicon
from index.search.provenance import way_of_finding, way_of_indexing
from index.search.search_facade import Library
from index.search.spelling import NO_WORDS, Spelling
from index.search.tokenizer import is_word
from index.search.wordlist import function_words
from questions.vocabulary import WORDS, vocabulary, vocabulary_in
from records import exact_periods, meanings
from records.compiled import toml_table
from records.dataclass_code import import_all
from records.lazy_patterns import LazyPattern
from templates import catalogue, engine, render
from templates.catalogue import LANGUAGES

NO_WORD = "qxzjq"  # is looked for in every list
DOCUMENTS = shipped.ROOT / "samples"
NOW = datetime(2025, 3, 3, 9, 0)
QUESTIONS = (
    *("hvad koster BU01 i 2025, og hvornår", "which red cases save more than 1 million and are late"),
    *("svømmehal og biblioteker", "fewer forms in elder care", "hvor mange vedtagne forslag er der i Struer"),
    *("hvad er ændret siden sidste rapport", "sammenlign VH04 og FU02", "hvem har ansvaret for bostedet"),
    *("hvad kan du", "totl besparelse pr. område"),
)
# In a process of its own: before it imports whatever makes patterns.
RECORD = """
import sys
from records.pattern_code import record_patterns
sys.dont_write_bytecode = False
recorded = record_patterns()
from bot.precompile import make_patterns
make_patterns()
recorded.keep()
"""
# In a process that has prepared itself as the command line does.
KEEP = """
import sys
from bot.__main__ import prepare
sys.dont_write_bytecode = False
prepare()
from bot.precompile import ANSWERING, answer_questions
from records.dataclass_code import import_all
from records.module_code import keep_modules
import bot.cli.ask
import_all(ANSWERING)
answer_questions()
keep_modules()
"""
ANSWERING = ("answers", "filters", "index", "questions", "records", "templates")
PACKAGES = tuple(
    "answers bot filters index loaders questions records sandbox scheduler templates".split()
)  # all that are installed


def precompile() -> None:
    for package in PACKAGES:
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=2)
    for language in LANGUAGES:
        catalogue.keep_sentences(language)
        for medium in (engine.BLOCKS, engine.TEXT):
            made = engine.cards(language, medium)
            for path in (path for folder in made.folders for path in folder.glob("*.j2")):
                made.get_template(path.name)
    for path in (needs.VALUES, followups.FOLLOWUPS, meanings.STATUSES, exact_periods.ABSENCES):
        toml_table(path)
    vocabulary()
    vocabulary_in(WORDS / "replies")
    is_word(NO_WORD)
    function_words()
    subprocess.run([sys.executable, "-m", "records.dataclass_code", *PACKAGES], check=True)  # noqa: S603  # ourselves
    way_of_finding()
    way_of_indexing()
    for prose in (False, True):
        Spelling(NO_WORDS, lexicon(prose=prose)).english(NO_WORD, "en")
    for process in (RECORD, KEEP):
        subprocess.run([sys.executable, "-c", process], check=True)  # noqa: S603  # ourselves


def make_patterns() -> None:
    """Those of all modules, of the tables of words, and whatever else a load and a question need."""
    import_all(PACKAGES)
    answer_questions()
    for one in gc.get_objects():
        if isinstance(one, LazyPattern):
            one.made  # noqa: B018  # is made when it is first asked for


def answer_questions() -> None:
    """As the command line does where the samples are loaded."""
    with TemporaryDirectory() as folder, closing(store_to_fill(Path(folder) / "sagsbot.db")) as store:
        for _ in load_files(store, sorted(DOCUMENTS.glob("*.txt")), Load(NOW, baseline=True)):
            pass
        for question in QUESTIONS:
            render(answer(question, Library(store), NOW.date()))


if __name__ == "__main__":
    sys.dont_write_bytecode = False
    precompile()
