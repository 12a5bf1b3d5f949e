"""What a word that no language knows was probably meant to be."""

from index.search.lexicon import Lexicon
from index.search.spelling import Spelling
from index.search.vocabulary import Listed


def test_a_slip_that_can_be_put_together_is_read_as_the_word_of_the_documents() -> None:
    """ "Inteligens" is no word, though "intel" is and "igens" nearly: of a compound each part is a word by itself."""
    vocabulary = Listed(frozenset({"intellig", "madordning"}))
    spelling = Spelling(vocabulary, Lexicon({}, frozenset()))
    assert spelling.mended("inteligens", "da") == "intellig"
    assert spelling.mended("badordning", "da") == "badordning"
