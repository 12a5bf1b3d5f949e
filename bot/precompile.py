"""`python -m bot.precompile`: keep compiled all that is (see `records.compiled`), for an installation that nobody may
write to afterwards. Who installs runs it, without PYTHONDONTWRITEBYTECODE."""

from index.search.lexicon import lexicon
from index.search.spelling import NO_WORDS, Spelling
from index.search.tokenizer import is_word
from questions.vocabulary import WORDS, vocabulary, vocabulary_in
from templates import engine
from templates.catalogue import LANGUAGES, all_sentences

NO_WORD = "qxzjq"  # is looked for in every list


def precompile() -> None:
    for language in LANGUAGES:
        all_sentences(language)
        for medium in (engine.BLOCKS, engine.TEXT):
            made = engine.cards(language, medium)
            for name in made.list_templates(extensions=["j2"]):
                made.get_template(name)
    vocabulary()
    vocabulary_in(WORDS / "replies")
    is_word(NO_WORD)
    for prose in (False, True):
        Spelling(NO_WORDS, lexicon(prose=prose)).english(NO_WORD, "en")


if __name__ == "__main__":
    precompile()
