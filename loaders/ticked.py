"""Boxes that are ticked or empty beside the words that they stand for ("☐ Ja ☒ Nej")."""

import re

_TICKED = "☒☑✓✔⊠🗹\uf053\uf0fd\uf0fe"
_BOX = re.compile(rf"[☐□▢\uf0a3\uf0a8\uf06f{_TICKED}]")


def chosen(text: str) -> str:
    """The words beside the ticked box of a choice; "" where none is ticked, the text where it is no choice or several
    are."""
    boxes = _BOX.findall(text)
    if len(boxes) < 2:
        return text
    before, *words = (part.strip(" ,;/") for part in _BOX.split(text))
    if before:  # the boxes stand behind their words
        words = [before, *words[:-1]] if not words[-1] else []
    if not words or not all(words):
        return text
    ticked = [word for box, word in zip(boxes, words, strict=True) if box in _TICKED]
    return text if len(ticked) > 1 else "".join(ticked)


def without_lone_box(text: str) -> str:
    """A text without the one box before it, which is no choice: a sign, as a ring for what has not begun."""
    bare = _BOX.sub("", text, count=1).strip()
    return bare if bare and _BOX.match(text) and len(_BOX.findall(text)) == 1 else text
