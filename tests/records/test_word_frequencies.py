"""How common words are: what wordfreq's own reader says."""

import pytest

from records.word_frequencies import words_by_share


@pytest.mark.parametrize(("language", "size"), [("da", "small"), ("en", "small"), ("en", "large")])
def test_the_lists_are_as_wordfreq_reads_them(language: str, size: str) -> None:
    """Every word has the share that the package gives it."""
    import wordfreq  # takes as long as all else that the tests of records import

    read = {word: share for share, words in words_by_share(language, size) for word in words}
    assert read == wordfreq.get_frequency_dict(language, size)


def test_danish_has_no_larger_list() -> None:
    """The small list is wordfreq's best of Danish."""
    import wordfreq

    assert "da" not in wordfreq.available_languages("large")
