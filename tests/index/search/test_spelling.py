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


def test_words_of_a_list_are_told_by_how_they_begin_in_the_same_order_in_every_process() -> None:
    """Of two that are as near to a word the first is taken, and a set has another order in each process."""
    listed = Listed({"park", "par", "parken", "ål", "pa", "parørt", "q", "parø"})
    assert listed.beginning("par") == ["par", "park", "parken", "parø", "parørt"]
    assert [*listed.beginning("")] == sorted(listed)
    assert [*listed.beginning("x")] == [*Listed().beginning("a")] == []
