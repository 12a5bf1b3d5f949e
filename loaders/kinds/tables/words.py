"""The words that stand in and around tables: `loaders/kinds/words/tables.toml`, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data() -> dict[str, Any]:
    """The file as it stands: section → key → words."""
    return tomllib.loads((files("loaders.kinds") / "words/tables.toml").read_text(encoding="utf-8"))


@cache
def word_list(section: str, key: str = "words") -> frozenset[str]:
    """The words of one key, to look up whole texts."""
    return frozenset(data()[section][key])


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """Finds any of the phrases of one key as words of their own, the longest first."""
    return phrases(data()[section][key])


def phrases(listed: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases; "_" is an optional space or point, a blank is any white space."""
    ordered = sorted(listed, key=len, reverse=True)
    parts = (re.escape(one).replace("_", r"[ .]{0,2}").replace(r"\ ", r"\s+") for one in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@cache
def beginnings(section: str, key: str) -> re.Pattern[str]:
    """Finds a word that begins with one of the words of a key."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, data()[section][key]))})", re.IGNORECASE)


@cache
def endings(section: str, key: str = "endings") -> re.Pattern[str]:
    """Finds a word that ends in one of the words of a key."""
    listed = "|".join(sorted(map(re.escape, data()[section][key]), key=len, reverse=True))
    return re.compile(rf"(?:{listed})(?!\w)", re.IGNORECASE)
