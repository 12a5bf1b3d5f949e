"""A row below a heading that only numbers its columns: "(1) (2) (3)". It is no case."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_LEAST = 3  # columns


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether these cells, no more than half of them blank, count from 1 up by one."""
    filled = [text for text in texts if text.strip()]
    found = [int(one[1]) for text in filled if (one := _NUMBER.match(text))]
    return 2 * len(filled) >= len(texts) and len(filled) >= _LEAST and found == list(range(1, len(filled) + 1))
