"""`python -m bot.precompile`: keep compiled all that is (see `records.compiled`) and every module, for the first start,
and for an installation that nobody may write to afterwards. Who installs runs it; it writes whatever
PYTHONDONTWRITEBYTECODE says."""

import compileall
import subprocess
import sys
from pathlib import Path

from answers import conversation, needs
from index.search.lexicon import lexicon
from index.search.provenance import way_of_finding, way_of_indexing
from index.search.spelling import NO_WORDS, Spelling
from index.search.tokenizer import is_word
from index.search.wordlist import function_words
from questions.vocabulary import WORDS, vocabulary, vocabulary_in
from records import exact_periods, meanings
from records.compiled import toml_table
from templates import catalogue, engine
from templates.catalogue import LANGUAGES

NO_WORD = "qxzjq"  # is looked for in every list
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
            for name in made.list_templates(extensions=["j2"]):
                made.get_template(name)
    for path in (needs.VALUES, conversation.FOLLOWUPS, meanings.STATUSES, exact_periods.ABSENCES):
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


if __name__ == "__main__":
    sys.dont_write_bytecode = False
    precompile()
