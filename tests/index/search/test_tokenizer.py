"""Text becomes the tokens that are searched."""

import pytest

from index.search.tokenizer import (
    PART,
    compound_parts,
    spelled,
    stem,
    stem_frequency,
    tokens,
    tokens_of,
    words,
    zipf_scale,
)


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("robotløsninger", {"robot"}),
        ("kontaktpersonsområdet", {"kontaktperson", "person"}),
        ("vikarforbruget", {"vikar", "forbrug"}),
        ("hjemmeplejen", {"pleje"}),
        ("fritidsklubber", {"fritid", "klub"}),
        ("vandløbsregulativ", {"vandløb"}),
        ("elcykler", {"cykel"}),
        ("robotgulvvasker", {"robot", "gulv"}),
        ("lægeerklæringer", {"læge", "erklæring"}),
        ("parkeringsautomater", {"parkering", "automat"}),
    ],
)
def test_a_compound_holds_its_words(word: str, inside: set[str]) -> None:
    """A search for a word finds the compounds that it stands in, whatever their inflection."""
    marked = {token for token in tokens_of(word) if token.startswith(PART)}
    stems = {PART + stem(one) for one in inside}
    assert all(any(token == one or token.startswith(one) or one.startswith(token) for token in marked) for one in stems)


@pytest.mark.parametrize(
    "word", ["forslag", "administration", "effektivisering", "kommunikation", "organisation", "refusion"]
)
def test_one_idea_is_not_split(word: str) -> None:
    """A common word, and a word that only looks put together, is one token."""
    assert tokens_of(word) == (stem(word),)


def test_a_prefix_makes_no_compound() -> None:
    """ "genoptræning" is not found by "træning": what follows prefixes is no noun of its own."""
    assert compound_parts("genoptræning") == ()


@pytest.mark.parametrize(
    ("left", "right"), [("rengøring", "rengoering"), ("vandløb", "vandloeb"), ("ÆLDRE", "aeldre"), ("åben", "aaben")]
)
def test_danish_letters_meet_their_spellings(left: str, right: str) -> None:
    """æøå and ae, oe, aa are the same word."""
    assert tokens_of(left.lower()) == tokens_of(right)


def test_spelled_gives_danish_letters_back() -> None:
    """What is shown to a person is spelled as Danes do, and words without those letters are left alone."""
    assert [spelled(word) for word in ("rengoering", "poesi", "robot")] == ["rengøring", "poesi", "robot"]


def test_hyphenated_words_are_found_whole_and_in_parts() -> None:
    """ "avatar-robotter" is found by avatar, by robotter and by avatarrobotter."""
    assert words("Avatar-robotter") == ["avatarrobotter", "avatar", "robotter"]


def test_inflections_share_a_token() -> None:
    """Forms of one word have one token."""
    assert len({tokens(form)[0] for form in ("vikar", "vikarer", "vikaren", "vikarerne")}) == 1


def test_a_stem_is_as_common_as_its_commonest_word() -> None:
    """Every form counts, irregular ones and those whose base form loses a letter too."""
    best: dict[str, float] = {}
    for word, rank in zipf_scale("da", "small").items():
        best[stem(word)] = max(rank, best.get(stem(word), 0.0))
    assert [key for key, rank in best.items() if stem_frequency(key) < rank] == []
    assert stem_frequency("qqq") == 0.0


def test_small_letters_that_other_alphabets_share_stand_in_words() -> None:
    """Whatever a text is typed with, a word is not cut in two."""
    assert words("Straſse, ıl, SUD-2/3 -a- /b") == ["straſse", "ıl", "sud", "2", "3", "a", "b"]
