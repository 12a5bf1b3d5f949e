"""Patterns that are compiled when they are first used."""

import re

import pytest

from records.lazy_patterns import LazyPattern


def test_it_is_compiled_when_it_is_used_and_not_before() -> None:
    broken = LazyPattern("(")
    with pytest.raises(re.error):
        broken.search("x")


def test_it_finds_what_the_expression_finds() -> None:
    lazy, plain, text = LazyPattern(r"(?P<a>B)\d", re.IGNORECASE), re.compile(r"(?P<a>B)\d", re.IGNORECASE), "xb1 B2"
    assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in plain.finditer(text)]
    assert lazy.search(text, 3)["a"] == "B"  # type: ignore[index]
    assert lazy.match(text) is None
    assert lazy.match(text, 1)["a"] == "b"  # type: ignore[index]
    assert lazy.fullmatch("B2")
    assert not lazy.fullmatch(text)
    assert lazy.sub("-", text) == plain.sub("-", text)
    assert lazy.subn(lambda found: found["a"], text) == ("xb B", 2)
    assert LazyPattern(", ").split("a, b, c", 1) == ["a", "b, c"]
