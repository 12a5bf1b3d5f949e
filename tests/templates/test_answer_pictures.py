"""What an answer is drawn as, and what its picture says in words."""

from datetime import date
from io import BytesIO

import pytest

from records import Answer, Hit, Source, Table
from templates.answer_pictures import answer_picture
from templates.picture import (
    AT_RISK,
    COLOURS,
    FAINT,
    INK,
    ON_TRACK,
    PAPER,
    Bar,
    Stop,
    bars_picture,
    line_picture,
)

TODAY = date(2026, 11, 20)
PNG = b"\x89PNG"


def total(*rows: tuple[str | float | None, ...]) -> Answer:
    return Answer("hvad", "da", "total", TODAY, table=Table(("municipality", "saving"), rows))


def test_a_total_that_is_split_is_bars_with_every_figure_in_words() -> None:
    found = answer_picture(total(("Struer", 18_720.0), ("Fanø", 3_050.0), ("Ærø", None)))
    assert found
    assert found.alt == "Besparelse efter kommune. Struer: 18.720 t.kr.; Fanø: 3.050 t.kr."
    assert found.draw().startswith(PNG)


def hit(municipality: str, title: str, saving: float | None, adopted: bool | None = None) -> Hit:
    return Hit(municipality, title, "a.txt", Source("a.txt"), saving_tkr=saving, adopted=adopted)


def test_proposals_of_several_municipalities_are_bars_of_who_else_did_it() -> None:
    """Every figure is in the words; what is not stated has no bar and is no 0."""
    hits = (hit("Fanø", "Robotter i løn", 650.0, True), hit("Ærø", "Robotstøvsugere", None))
    found = answer_picture(Answer("hvad", "da", "search", TODAY, total=14, hits=hits))
    assert found
    assert found.alt == (
        "Hvem ellers? Besparelse i de 2 første af 14 forslag."
        " Fanø, Robotter i løn: 650 t.kr., vedtaget; Ærø, Robotstøvsugere: ikke oplyst"
    )
    assert found.draw().startswith(PNG)


def test_a_list_of_one_municipality_has_no_picture() -> None:
    hits = (hit("Fanø", "Robotter i løn", 650.0), hit("Fanø", "Robotstøvsugere", 70.0))
    assert answer_picture(Answer("hvad", "da", "search", TODAY, total=2, hits=hits)) is None


@pytest.mark.parametrize("answer", [total(("Struer", 1.0)), total(), Answer("hvad", "da", "search", TODAY)])
def test_what_words_say_as_well_has_no_picture(answer: Answer) -> None:
    assert answer_picture(answer) is None


@pytest.mark.parametrize("text", ["", "kort", "x" * 400, "æøå & <b>"])
def test_a_picture_holds_whatever_the_texts_are(text: str) -> None:
    for made in (
        bars_picture(text, [Bar("Langt navn " * 4, 1.0, "118.720 t.kr. (118,7 mio. kr.), vedtaget")]),
        bars_picture(text, [Bar(text, 1.0, "1"), Bar("b", 0.0, "0"), Bar("c", -5.0, "−5")]),
        line_picture(text, [Stop("1.1.2026", "red", text), Stop("2.1.2026", "none", text)]),
    ):
        assert BytesIO(made).read(4) == PNG


def luminance(colour: str) -> float:
    """As the WCAG count it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_picture_can_be_read_and_glares_neither_in_light_nor_in_dark() -> None:
    """Slack does not say which it is. Letters have 7 : 1 and what is drawn 3 : 1 (WCAG 1.4.6, 1.4.11), and the ground
    is nearer to a dark page than to a white one."""
    assert contrast(INK, PAPER) >= 7
    assert [colour for colour in (*COLOURS.values(), ON_TRACK, AT_RISK, FAINT) if contrast(colour, PAPER) < 3] == []
    assert contrast(ON_TRACK, AT_RISK) >= 1.5
    assert contrast(PAPER, "#1a1d20") < 2 < contrast(PAPER, "#ffffff")
