"""The card of a digest and its picture: the same facts in each, within the limits, whatever the numbers."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from records.digests import COLOURS, Digest, SavingsOfYear, Trend
from templates import limits, render_digest
from templates.picture import FONTS, PAPER, picture
from templates.views import digests
from tests.soak import examples
from tests.templates.made_digests import DIGESTS, EMPTY, FIRST, FULL, QUIET

FARM = [replace(FULL.coming[0], goal=f"Mål {n} & <!channel> " * 40) for n in range(200)]


def drawn(digest: Digest, language: str = "da") -> Image.Image:
    png = picture(digest, language)
    assert png
    return Image.open(BytesIO(png))


def test_the_first_line_has_the_colours_and_the_sentences_the_rest() -> None:
    """Each is said once: what is overdue and due soon is not in the headline as well."""
    shown = render_digest(FULL, "da", picture="F0").blocks
    assert shown[1]["text"]["text"] == "Ugens overblik: 2 røde ↑1, 1 gul ↓1, 0 grønne"
    assert shown[3]["text"]["text"].startswith("1 milepæl er overskredet, den ældste siden 30. juni 2025. 7 har frist")


def test_the_foot_says_how_old_the_data_are_and_when_the_next_comes() -> None:
    """A sentence begins with a capital, also where the foot has nothing but the next day."""
    following = "næste overblik 15. september 2025"
    foots = [render_digest(one, "da", following=following).blocks[-1]["elements"][0]["text"] for one in (FULL, QUIET)]
    assert foots == [
        "Data pr. 30. juni 2025 (de ældste 31. december 2024) · 3 sager: røde eller gule · " + following,
        "Næste overblik 15. september 2025",
    ]


def test_nothing_happened_is_one_line() -> None:
    card = render_digest(QUIET, "da", picture="F0")
    assert "\n" not in card.text
    assert len(card.blocks) == 1
    assert card.text.startswith("Røde eller gule: intet nyt siden 1. september 2025: 2 røde, 1 gul og 0 grønne.")


def test_the_digest_does_not_need_its_picture() -> None:
    """The picture stands first; without its file how the colours went is below the headline. The text has all words."""
    without, with_it, words = (
        render_digest(FULL, "da"),
        render_digest(FULL, "da", picture="F0"),
        digests.alt(FULL, "da"),
    )
    assert without.text == with_it.text
    assert with_it.blocks[0] == {"type": "image", "slack_file": {"id": "F0"}, "alt_text": words}
    assert [*without.blocks[:1], *without.blocks[2:]] == with_it.blocks[1:]
    assert without.blocks[1]["text"]["text"] == digests.trend(FULL, "da")
    assert words.startswith(digests.trend(FULL, "da"))
    assert words in without.text


def test_the_words_for_the_picture_have_every_number() -> None:
    told = digests.alt(FULL, "da")
    for number in (
        "31. december 2024: 1 rød, 2 gule og 1 grøn",
        "30. juni 2025: 2 røde, 1 gul",
        "2027: 1.113 t.kr.",
        "2025 p/l",
    ):
        assert number in told


def test_every_figure_has_its_place() -> None:
    text = render_digest(FULL, "da").text
    for place in (
        "status-juni-2025.txt, linje 8; før: status-dec-2024.txt, linje 7",
        "forslag-2024.pdf, s. 15",
        "s. 3]",
    ):
        assert place in text
    lines = [line for line in text.split("\n") if line.startswith(("Budgetteret", "Heraf"))]
    assert all("fra status-" in line for line in lines if "0 t.kr., 2024" not in line)


def test_price_levels_are_said_not_to_be_added() -> None:
    text = render_digest(FULL, "da").text
    assert "Budgetteret: 250 t.kr., 2024 p/l, i 1 sag" in text
    assert "Beløbene har 2 prisniveauer og er ikke lagt sammen." in text


def test_old_data_is_a_warning() -> None:
    assert "⚠️ Data er 14 måneder gamle" in render_digest(FIRST, "da").text
    assert "⚠️" not in render_digest(FULL, "da").text


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("times", [0, 1, 5, 6, 200])
def test_a_long_digest_stays_within_the_limits(times: int, language: str) -> None:
    """Lists show their first lines and count the rest; what documents wrote is only text."""
    made = replace(
        FULL,
        red=FULL.red[:1] * times,
        overdue=tuple(FARM[:times]),
        coming=tuple(FARM[:times]),
        worse=FULL.worse * times,
        expected=FULL.expected * times,
        documents=FULL.documents * times,
        filter="område »<!here>« eller " * times,
    )
    card = render_digest(made, language, picture="F0")
    assert limits.problems(card.blocks, card.text) == []
    assert "<!" not in str(card.blocks)


# ---------------------------------------------------------------- the picture


def test_a_picture_is_a_png_of_a_size_that_slack_shows() -> None:
    image = drawn(FULL)
    assert (image.format, image.size) == ("PNG", (860, 514))


def test_there_is_none_without_a_report_or_news() -> None:
    assert picture(EMPTY, "da") is None
    assert picture(QUIET, "da") is None


def test_the_font_has_the_letters_of_danish() -> None:
    """A letter that a font lacks is drawn as the same box as any other that it lacks."""
    font = ImageFont.truetype(FONTS / "Vera.ttf", 24)
    missing = bytes(font.getmask("\uffff"))
    assert all(bytes(font.getmask(letter)) != missing for letter in "æøåÆØÅéü≤−–")


amounts = st.floats(0, 5_000_000, allow_nan=False)
trends = st.lists(st.tuples(*[st.integers(0, 900)] * 4), min_size=1, max_size=8)
years = st.lists(
    st.tuples(st.none() | st.integers(2015, 2040), amounts, st.floats(0, 1)), max_size=24, unique_by=lambda y: y[0]
)


@pytest.mark.slow
@examples(25)
@given(trends, years, st.sampled_from(["da", "en"]))
def test_nothing_is_drawn_over_the_edge(
    counts: list[tuple[int, ...]], saved: list[tuple[int | None, float, float]], language: str
) -> None:
    """Whatever the numbers, the outermost pixels stay paper."""
    made = replace(
        FULL,
        trend=tuple(
            Trend(date(2020, 12, 31) + timedelta(days=182 * at), tuple(zip(COLOURS, one, strict=True)))
            for at, one in enumerate(counts)
        ),
        by_year=tuple(
            SavingsOfYear(year, value, value * share)
            for year, value, share in sorted(saved, key=lambda one: (one[0] is None, one[0] or 0))
        ),
    )
    image = drawn(made, language)
    box = ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()
    assert box
    assert box[0] >= 8
    assert box[1] >= 8
    assert box[2] <= image.width - 8
    assert box[3] <= image.height - 8


def test_every_made_digest_is_drawn_or_quiet() -> None:
    assert {name: picture(one, "en") is not None for name, one in DIGESTS.items()} == {
        "digest": True,
        "digest_first": True,
        "digest_quiet": False,
        "digest_empty": False,
    }
