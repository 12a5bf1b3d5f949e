"""How much of a card a person has to read, and whether what they came for stands first: counted from its blocks."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.answering import message
from templates import Card, ids

Block = dict[str, Any]

WIDTH = 70  # signs of a line
HALF = 34  # of a field: two stand beside each other
MOST_LINES, MOST_FOOT, FIRST = 12, 3, 2
PICTURE = 6  # lines that a picture takes
MOST_TEXT = 300  # signs of what a phone shows of a message
MARKS = ("answer", "length", "action", "foot", "notice")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader came for: of each of `wants` one of its alternatives (parted by "|") is looked for. A surface may
    have nothing to press (`action` false), or be no message (`notice` false)."""

    wants: tuple[str, ...]
    action: bool = True
    notice: bool = True


def lines(blocks: Sequence[Block]) -> list[str]:
    """The lines that the blocks take, without their buttons."""
    return [line for block in blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    return _KINDS[block["type"]](block) if block["type"] in _KINDS else []


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    return [piece for line in text.split("\n") for piece in textwrap.wrap(line, width) or [""]]


def _section(block: Block) -> list[str]:
    found = _wrapped(block["text"]["text"]) if "text" in block else []
    fields = [_wrapped(one["text"], HALF) for one in block.get("fields", ())]
    for left, right in zip(fields[::2], [*fields[1::2], *[[]] * (len(fields) % 2)], strict=True):
        rows = max(len(left), len(right))
        found += [f"{(left + [''] * rows)[at]}  {(right + [''] * rows)[at]}".strip() for at in range(rows)]
    return found


def _context(block: Block) -> list[str]:
    return _wrapped("  ".join(one["text"] for one in block["elements"] if "text" in one))


def _rich(block: Block) -> list[str]:
    return [line for part in block["elements"] for line in _wrapped(_runs(part).strip("\n"))]


def _runs(part: Block) -> str:
    return "".join(run.get("text", "") for run in part["elements"])


def _table(block: Block) -> list[str]:
    """Its caption, its heading and its first page."""
    rows = block["rows"][: 1 + block.get("page_size", len(block["rows"]))]
    return [block["caption"], *(line for row in rows for line in _wrapped(" ".join(cell["text"] for cell in row)))]


_KINDS: dict[str, Callable[[Block], list[str]]] = {
    "header": lambda block: _wrapped(block["text"]["text"]),
    "section": _section,
    "context": _context,
    "rich_text": _rich,
    "data_table": _table,
    "image": lambda block: [block["alt_text"], *[""] * (PICTURE - 1)],
}


def marks(card: Card, wanted: Wanted) -> dict[str, bool]:
    """Each of MARKS and whether the card has it."""
    shown = lines(card.blocks)
    found = {
        "answer": _has(wanted.wants, " ".join(shown[:FIRST])),
        "length": len(shown) <= MOST_LINES,
        "action": not wanted.action or _one_main_action(card.blocks),
        "foot": _at_the_foot(card.blocks),
    }
    if wanted.notice:
        text = str(message(card)["text"])
        first = [line for line in _wrapped(text) if line][:FIRST]
        found["notice"] = len(text) <= MOST_TEXT and _has(wanted.wants, " ".join(first))
    return found


def _has(wants: Sequence[str], text: str) -> bool:
    plain = " ".join(text.split())
    return all(any(one in plain for one in want.split("|")) for want in wants)


def _one_main_action(blocks: Sequence[Block]) -> bool:
    """The first thing to press is the main one (the primary button, or the choice of what to open), and no row has two
    primary ones."""
    rows = [list(_pressed(block)) for block in blocks]
    buttons = [one for row in rows for one in row]
    primary = [sum(one.get("style") == "primary" for one in row) for row in rows]
    return bool(buttons) and _is_main(buttons[0]) and max(primary) <= 1


def _is_main(one: Block) -> bool:
    chooses = one["type"] != "button" or one["action_id"].startswith(ids.CHOOSE)
    return chooses or one.get("style") == "primary"


def _pressed(block: Block) -> Iterator[Block]:
    if block["type"] == "actions":
        yield from block["elements"]
    elif "accessory" in block:
        yield block["accessory"]


def _at_the_foot(blocks: Sequence[Block]) -> bool:
    """What is said beside the answer (how it was read, over what, from where) stands below it, in few lines."""
    kinds = [block["type"] for block in blocks if _lines(block)]
    foot = kinds.index("context") if "context" in kinds else len(kinds)
    small = [line for block in blocks if block["type"] == "context" for line in _lines(block)]
    return set(kinds[foot:]) <= {"context"} and len(small) <= MOST_FOOT


def share(found: Sequence[dict[str, bool]], mark: str = "") -> float:
    """Of the surfaces that a mark is about, how many have it; without one how many have all."""
    kept = [all(one.values()) if not mark else one[mark] for one in found if not mark or mark in one]
    return sum(kept) / len(kept)
