"""Check boxes: whichever sign, whichever side, wherever the label breaks."""

import pytest

from loaders.kinds.ideas.boxes import ticks
from tests.loaders.kinds.ideas_form import boxes

SIGNS = [("\uf053\uf020", "\uf0a3\uf020"), ("☒", "☐"), ("☑", "☐"), ("[x]", "[ ]"), ("X", ""), ("■", "□")]
TICKED = ("Daginstitutioner", "Teknik & Miljø", "Udsatte voksne & borgere med handicap", "Ældre & Sundhed")


@pytest.mark.parametrize(("yes", "no"), SIGNS)
def test_boxes_are_read_whatever_their_sign(yes: str, no: str) -> None:
    """A ticked box is known from an empty one in every font and spelling; empty boxes may be left out."""
    read = ticks(boxes(TICKED, yes, no))
    assert (set(read.areas), read.unread) == (set(TICKED), ())


@pytest.mark.parametrize(
    ("form", "areas"),
    [
        ("Skoler ☒ Kultur & Fritid ☐", ("Skoler",)),
        ("☐ Skoler ☒ Kultur & Fritid", ("Kultur & Fritid",)),
        ("Skoler ☐ ☒ Kultur & Fritid", ("Kultur & Fritid",)),
        ("☒ Skoler Kultur & Fritid ☐", ("Skoler",)),
        ("Udsatte voksne & borgere med handicap ☒ Administration ☐", ("Udsatte voksne & borgere med handicap",)),
        ("Udsatte voksne & borgere med ☒ Administration ☐ handicap", ("Udsatte voksne & borgere med handicap",)),
        ("Udsatte voksne & borgere med ☐ Administration ☒ handicap Skoler ☐", ("Administration",)),
        ("Beskæftigelse & ☐ Erhverv Skoler ☒", ("Skoler",)),
        ("Beskæftigelse og Erhverv ☒ Skoler ☐", ("Beskæftigelse & Erhverv",)),
        ("Klima ☒ Skoler ☐", ("Klima",)),
    ],
)
def test_a_box_finds_its_label(form: str, areas: tuple[str, ...]) -> None:
    """A box belongs to the label before it, or where that has one already, to the label after it."""
    read = ticks(form)
    assert (read.areas, read.unread) == (areas, ())


@pytest.mark.parametrize(
    ("form", "unread"),
    [
        ("Skoler ☒ Kultur & Fritid Administration ☐", ("Kultur & Fritid",)),
        ("Skoler ☒ Administration ☐ ☒", ("☒",)),
        ("Skoler Administration", ("–",)),
        ("", ("–",)),
    ],
)
def test_what_has_no_box_or_no_label_is_told(form: str, unread: tuple[str, ...]) -> None:
    """A label without a box among drawn boxes, a box without a label, and a form without boxes are doubts."""
    assert ticks(form).unread == unread
