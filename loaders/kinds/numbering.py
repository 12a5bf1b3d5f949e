"""A row below a heading that only numbers its columns: "(1) (2) (3)". It is no case."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_LEAST = 3  # columns


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether these cells, none of them blank, count from 1 up by one."""
    found = [_NUMBER.match(text) for text in texts]
    return len(texts) >= _LEAST and [int(one[1]) for one in found if one] == list(range(1, len(texts) + 1))
