"""Words whose forms look like other words are one word, alone and at the end of a compound."""

import pytest

from index.search.tokenizer import stem, tokens_of
from index.search.wordlist import irregular_forms


@pytest.mark.parametrize(
    "forms",
    [
        "plejecenter plejecentre plejecentret plejecentrene plejecenteret",
        "museum museet museer museerne",
        "softwarelicens softwarelicenser",
        "produktionskøkken produktionskøkkenet produktionskoekken",
        "indsø indsøer indsøen",
        "nat nætterne",
        "nattevagt nattevagter",
        "stomiprodukt stomiprodukter",
        "budget budgetter budgettet",
        "kapacitet kapaciteten",
        "projekt projekter projektet",
        "lærer lærere læreren",
        "server servere serveren",
        "procent procenter",
        "takst takster taksten",
        "huset huse",
        "timer timerne",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    """The stemmer takes "centre" for "centr" and "center" for "cent"."""
    assert len({tokens_of(word)[0] for word in forms.split()}) == 1


def test_each_form_belongs_to_one_word() -> None:
    """A form stands in one row, and its base form stems to itself."""
    assert all(stem(lemma) == stem(form) for form, lemma in irregular_forms().items())


def test_an_irregular_word_is_no_compound() -> None:
    """ "kurser" is not made of anything."""
    assert tokens_of("kurser") == ("kursus",)
