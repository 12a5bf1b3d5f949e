"""A figure is read only where the rendered page shows what its letters say; else it is left empty, and both said."""

import io
import struct
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
import reportlab
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from loaders.files import pdf
from loaders.files.pdf import reading, shown
from loaders.files.pdf.reading import Extract
from loaders.limits import Limits

XS, YS = (50, 110, 300, 380, 460), (700, 676, 652, 628)
HEADS = ("Kode", "Titel", "Investering", "Besparelse")
ROWS = (("HA11", "Fælles vagtplan", "3.405", "-1.760"), ("HA12", "Natvagter", "2.198", "-450"))
WHOLE = tuple(map("\t".join, (HEADS, *ROWS)))
X, Y = 304, 662  # where 3.405 begins
VERA = Path(reportlab.__file__).parent / "fonts/Vera.ttf"
Draws = Callable[[Canvas], None]
Edits = Callable[[PdfWriter, PageObject], None]


def table(canvas: Canvas, font: str = "Helvetica", size: float = 9) -> None:
    canvas.setFont(font, size)
    canvas.grid(XS, YS)
    for top, row in zip(YS, (HEADS, *ROWS), strict=False):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)


def printed(*draws: Draws) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for draw in draws:
        draw(canvas)
    canvas.save()
    return out.getvalue()


def edited(data: bytes, edit: Edits) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    edit(writer, writer.pages[0])
    writer.write(out)
    return out.getvalue()


def read(data: bytes) -> Extract:
    return reading.extract(data, Limits(), lambda page, of: None)


def first_row(found: Extract) -> list[str]:
    return next(line.split("\t") for line in found.lines if line.startswith("HA11"))


def stream(content: bytes, **entries: PdfObject) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    made.update({NameObject(f"/{name}"): value for name, value in entries.items()})
    return made


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def form(content: bytes, box: tuple[float, ...], **entries: PdfObject) -> DecodedStreamObject:
    return stream(content, Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=numbers(*box), **entries)


# ---- what is painted over a sign


def white_over_a_digit(canvas: Canvas) -> None:
    """Smaller than what hides a word."""
    canvas.setFillColor(colors.white)
    canvas.rect(X, Y - 1, 4.9, 7.8, stroke=0, fill=1)


def another_over_white(canvas: Canvas) -> None:
    white_over_a_digit(canvas)
    canvas.setFillColor(colors.black)
    canvas.drawString(X, Y, "8")


def another_over_it(canvas: Canvas) -> None:
    canvas.drawString(X, Y, "8")


def white_over_half(canvas: Canvas) -> None:
    canvas.setFillColor(colors.white)
    canvas.rect(X, Y - 1, 2.6, 7.8, stroke=0, fill=1)


def letter_over_it(canvas: Canvas) -> None:
    """A block that is a sign of a font."""
    canvas.setFillColor(colors.white)
    canvas.setFont("ZapfDingbats", 9)
    canvas.drawString(X - 1, Y, "n")


def picture_over_it(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (4, 4), "white")), X, Y - 1, 4.9, 7.8)


def bar_over_it(canvas: Canvas) -> None:
    canvas.rect(X, Y - 1, 4.9, 7.8, stroke=0, fill=1)


def broad_line_over_it(canvas: Canvas) -> None:
    canvas.setStrokeColor(colors.white)
    canvas.setLineWidth(4.9)
    canvas.line(X + 2.5, Y - 1, X + 2.5, Y + 7)


def gradient_over_it(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(X, Y - 1, 4.9, 7.8)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(X, Y, X + 5, Y, (colors.white, colors.white))


def outline_over_it(canvas: Canvas) -> None:
    """An 8 of two circles."""
    canvas.circle(X + 2.5, Y + 4.9, 1.4)
    canvas.circle(X + 2.5, Y + 1.7, 1.7)


COVERS: dict[Draws, str] = {
    white_over_a_digit: "?.405",
    another_over_white: "8.405",
    another_over_it: "8.405",
    white_over_half: "?.405",
    letter_over_it: "?.405",
    picture_over_it: "?.405",
    bar_over_it: ".405",
    broad_line_over_it: ".405",
    gradient_over_it: "?.405",
    outline_over_it: "8.405",
}


@pytest.mark.parametrize("cover", COVERS)
def test_a_figure_with_something_over_a_digit_is_not_read(cover: Draws) -> None:
    found = read(printed(table, cover))
    assert first_row(found) == ["HA11", "Fælles vagtplan", "", "-1.760"]
    assert [one.shown for one in found.belied] == [COVERS[cover]]


def test_a_minus_that_is_painted_over_is_not_read_as_one() -> None:
    def cover(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        canvas.rect(384, Y + 1, 2.9, 2.6, stroke=0, fill=1)

    found = read(printed(table, cover))
    assert first_row(found) == ["HA11", "Fælles vagtplan", "3.405", ""]
    assert [tuple(one) for one in found.belied] == [(1, "-1.760", "1.760")]


def minus_before(canvas: Canvas) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(X - 3, Y + 2.4, X - 0.7, Y + 2.4)


def digit_before(canvas: Canvas) -> None:
    """A 1 of two lines."""
    canvas.setLineWidth(0.8)
    path = canvas.beginPath()
    path.moveTo(X - 2.7, Y + 4.8)
    path.lineTo(X - 1.2, Y + 6.4)
    path.lineTo(X - 1.2, Y)
    canvas.drawPath(path)


def digit_behind(canvas: Canvas) -> None:
    """A 0 that is a curve."""
    canvas.setLineWidth(0.8)
    canvas.ellipse(X + 23, Y, X + 27, Y + 6.4)


@pytest.mark.parametrize(
    ("more", "shown"), [(minus_before, "-3.405"), (digit_before, "13.405"), (digit_behind, "3.4050")]
)
def test_a_figure_beside_which_a_sign_is_drawn_is_not_read_without_it(more: Draws, shown: str) -> None:
    found = read(printed(table, more))
    assert first_row(found) == ["HA11", "Fælles vagtplan", "", "-1.760"]
    assert [one.shown for one in found.belied] == [shown]


def arrow_before(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(X - 3.6, Y + 6)
    path.lineTo(X - 0.8, Y + 6)
    path.lineTo(X - 2.2, Y + 1)
    path.close()
    canvas.drawPath(path, fill=1)


def disc_behind(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0, 0.6, 0)
    canvas.circle(X + 26, Y + 3.2, 3.2, stroke=0, fill=1)


def pale_bar_behind(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.7, 0.8, 0.9)
    canvas.rect(X + 24, Y - 1, 40, 8, stroke=0, fill=1)


@pytest.mark.parametrize("more", [arrow_before, disc_behind, pale_bar_behind])
def test_signs_that_are_no_digits_may_be_drawn_beside_a_figure(more: Draws) -> None:
    found = read(printed(table, more))
    assert first_row(found)[2].startswith("3.405")
    assert not found.belied


def test_a_year_above_amounts_that_is_painted_over_leaves_them_without_it() -> None:
    """What stands below a heading that is not read is not read either."""

    def years(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.grid(XS, YS)
        for top, row in zip(YS, (("Kode", "Titel", "2024", "2025"), *ROWS), strict=False):
            for left, text in zip(XS, row, strict=False):
                canvas.drawString(left + 4, top - 14, text)

    def cover(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        canvas.rect(X + 3 * 5.004, YS[0] - 15, 4.9, 7.8, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        canvas.drawString(X + 3 * 5.004, YS[0] - 14, "6")

    found = read(printed(years, cover))
    assert [line.split("\t")[2] for line in found.lines] == ["", "", ""]


# ---- fonts that draw other signs than they say


def maps(*lines: str) -> bytes:
    ranges = f"{len(lines)} beginbfrange {' '.join(lines)} endbfrange"
    return f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {ranges} endcmap".encode()


def says(mapping: bytes, differences: ArrayObject | None = None) -> Edits:
    """Let all fonts of the page say so of their codes, and draw them so."""

    def edit(writer: PdfWriter, page: PageObject) -> None:
        told = writer._add_object(stream(mapping))
        for one in page["/Resources"]["/Font"].values():
            font = one.get_object()
            font[NameObject("/ToUnicode")] = told
            if differences is not None:
                font[NameObject("/Encoding")] = DictionaryObject(
                    {
                        NameObject("/BaseEncoding"): NameObject("/WinAnsiEncoding"),
                        NameObject("/Differences"): differences,
                    }
                )

    return edit


AS_IT_IS = maps("<20> <7e> <0020>")
LYING = maps("<20> <32> <0020>", "<33> <33> <0038>", "<34> <37> <0034>", "<38> <38> <0033>", "<39> <7e> <0039>")
MINUS_AS_SPACE = maps("<20> <2c> <0020>", "<2d> <2d> <0020>", "<2e> <7e> <002e>")
THREE_AS_EIGHT = ArrayObject([NumberObject(ord("3")), NameObject("/eight")])
SPACE_AS_MINUS = ArrayObject([NumberObject(ord("-")), NameObject("/space")])


@pytest.mark.parametrize(
    ("edit", "belied"),
    [
        (says(LYING), {("8.405", "3.405"), ("2.193", "2.198")}),
        (says(AS_IT_IS, THREE_AS_EIGHT), {("3.405", "8.405")}),
        (says(AS_IT_IS, SPACE_AS_MINUS), {("-1.760", "1.760"), ("-450", "450")}),
    ],
)
def test_a_font_that_draws_other_signs_than_it_says_is_not_believed(edit: Edits, belied: set[tuple[str, str]]) -> None:
    found = read(edited(printed(table), edit))
    assert {(one.read, one.shown) for one in found.belied} == belied
    assert not {text for pair in belied for text in pair} & {cell for line in found.lines for cell in line.split("\t")}


def test_a_minus_that_a_font_calls_a_space_is_no_space() -> None:
    found = read(edited(printed(table), says(MINUS_AS_SPACE)))
    assert [line.split("\t")[3] for line in found.lines] == ["Besparelse", "", ""]
    assert [one.shown for one in found.belied] == ["-1.760", "-450"]


def swapped(one: str, other: str) -> bytes:
    """Vera with the drawings of two signs exchanged."""
    data = bytearray(VERA.read_bytes())
    tables = {
        bytes(data[at : at + 4]): struct.unpack(">LL", data[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    form_of = ">L" if struct.unpack(">h", data[tables[b"head"][0] + 50 :][:2])[0] else ">H"
    places, drawings = tables[b"loca"], tables[b"glyf"]
    unit, size = (1, 4) if form_of == ">L" else (2, 2)
    offsets = [struct.unpack(form_of, data[at : at + size])[0] * unit for at in range(places[0], sum(places), size)]
    glyphs = [bytes(data[drawings[0] + a : drawings[0] + b]) for a, b in pairwise(offsets)]
    codes = TTFont("plain", str(VERA)).face.charToGlyph
    first, second = codes[ord(one)], codes[ord(other)]
    glyphs[first], glyphs[second] = glyphs[second], glyphs[first]
    at = 0
    for number, glyph in enumerate(glyphs):
        struct.pack_into(form_of, data, places[0] + size * number, at // unit)
        data[drawings[0] + at : drawings[0] + at + len(glyph)] = glyph
        at += len(glyph)
    struct.pack_into(form_of, data, places[0] + size * len(glyphs), at // unit)
    whole = bytes(data)
    for coding in ("latin-1", "utf-16-be"):  # else it is taken for the font of that name which was read before
        whole = whole.replace("VeraSans-Roman".encode(coding), f"Vera{one}as{other}-Roman".encode(coding))
    return whole


def test_a_font_file_with_exchanged_drawings_is_not_believed() -> None:
    """All that the file says of its letters is right; only what is seen is not."""
    pdfmetrics.registerFont(TTFont("Swapped", io.BytesIO(swapped("3", "8")), validate=0))
    found = read(printed(partial(table, font="Swapped")))
    assert [tuple(one) for one in found.belied] == [(1, "3.405", "8.405"), (1, "2.198", "2.193")]


# ---- what lies over or around the page's own drawing


def annotated(kind: str, content: bytes) -> Edits:
    """Something drawn over the first digit that is no part of the page's own drawing."""

    def edit(writer: PdfWriter, page: PageObject) -> None:
        fonts = DictionaryObject({NameObject("/F"): next(iter(page["/Resources"]["/Font"].values()))})
        look = form(content, (0, 0, 5, 9), Resources=DictionaryObject({NameObject("/Font"): fonts}))
        page[NameObject("/Annots")] = ArrayObject(
            [
                DictionaryObject(
                    {
                        NameObject("/Subtype"): NameObject(kind),
                        NameObject("/Rect"): numbers(X, Y - 1, X + 5, Y + 8),
                        NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
                    }
                )
            ]
        )

    return edit


WHITE, EIGHT = b"1 g 0 0 5 9 re f", b" BT /F 9 Tf 0 g 0 1 Td (8) Tj ET"


@pytest.mark.parametrize("kind", ["/Square", "/Stamp", "/FreeText", "/Redact", "/Watermark", "/Ink"])
@pytest.mark.parametrize("content", [WHITE, WHITE + EIGHT])
def test_what_is_pinned_over_a_digit_takes_the_figure(kind: str, content: bytes) -> None:
    found = read(edited(printed(table), annotated(kind, content)))
    assert first_row(found) == ["HA11", "Fælles vagtplan", "", "-1.760"]
    assert len(found.belied) == 1


def in_a_form(box: tuple[float, ...]) -> Edits:
    """All of the page as a form that is cut to a box."""

    def edit(writer: PdfWriter, page: PageObject) -> None:
        contents = page.get_contents()
        assert contents is not None
        whole = writer._add_object(form(contents.get_data(), box, Resources=page["/Resources"]))
        page[NameObject("/Contents")] = writer._add_object(stream(b"/X Do"))
        named = DictionaryObject({NameObject("/X"): whole})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})

    return edit


def with_state(state: Callable[[PdfWriter], DictionaryObject], content: bytes, *, before: bool = False) -> Edits:
    """The page drawn in a graphics state, or more drawn over it in that."""

    def edit(writer: PdfWriter, page: PageObject) -> None:
        contents = page.get_contents()
        assert contents is not None
        own = contents.get_data()
        page["/Resources"][NameObject("/ExtGState")] = DictionaryObject({NameObject("/G"): state(writer)})  # type: ignore[index]
        whole = b"/G gs " + own if before else own + b" q /G gs " + content + b" Q"
        page[NameObject("/Contents")] = writer._add_object(stream(whole))

    return edit


def blended(mode: str) -> Callable[[PdfWriter], DictionaryObject]:
    return lambda writer: DictionaryObject({NameObject("/BM"): NameObject(mode)})


def masked(writer: PdfWriter) -> DictionaryObject:
    """A mask that lets all through but the first digit."""
    group = DictionaryObject(
        {NameObject("/S"): NameObject("/Transparency"), NameObject("/CS"): NameObject("/DeviceGray")}
    )
    shape = form(b"1 g 0 0 600 850 re f 0 g 303 660 6 9 re f", (0, 0, 600, 850), Group=group)
    mask = {NameObject("/S"): NameObject("/Luminosity"), NameObject("/G"): writer._add_object(shape)}
    return DictionaryObject({NameObject("/SMask"): DictionaryObject(mask)})


OVER = b"1 1 1 rg 303.5 660 5 9 re f"


@pytest.mark.parametrize(
    "edit",
    [
        in_a_form((0, 0, 306.5, 850)),
        with_state(masked, b"", before=True),
        with_state(blended("/Screen"), OVER),
        with_state(blended("/Difference"), OVER),
        with_state(blended("/Lighten"), OVER),
    ],
)
def test_a_digit_that_the_state_of_drawing_hides_takes_the_figure(edit: Edits) -> None:
    found = read(edited(printed(table), edit))
    assert first_row(found)[2] == ""
    assert found.belied


def test_a_page_of_which_viewers_show_another_version_is_not_read() -> None:
    """The contents were written anew, and the place that is given for them is a little off: programs differ in which
    they then take."""
    data = printed(table)
    page = PdfReader(io.BytesIO(data)).pages[0]
    contents = page.get_contents()
    assert contents is not None
    number = page.raw_get("/Contents").idnum
    body = contents.get_data().replace(b"(3.405)", b"(8.405)")
    anew = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(body), body)
    trailer, before = data[data.rindex(b"trailer") :].split(b">>\nstartxref\n")
    table_of = b"xref\n%d 1\n%010d 00000 n \n%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    end = table_of % (number, len(data) + 2, trailer, before.split()[0], len(data) + len(anew))
    found = read(data + anew + end)
    assert not {"3.405", "8.405"} & {cell for line in found.lines for cell in line.split("\t")}
    assert ("3.405", "") in {(one.read, one.shown) for one in found.belied}


def test_what_is_shown_is_said_with_what_was_read() -> None:
    document = pdf.document("a.pdf", printed(table, another_over_white))
    (found,) = (one for one in document.findings if one.kind == "figure_shown_otherwise")
    assert found.values == {"page": 1, "count": 1, "text": "3.405", "seen": "8.405"}


def test_a_document_of_many_fonts_is_compared_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of its fonts is let go of when it is much."""
    monkeypatch.setattr(shown, "_MOST_FONTS", 0)
    monkeypatch.setattr(shown, "_MOST_KEPT", 0)

    def page(font: str) -> Draws:
        def draw(canvas: Canvas) -> None:
            table(canvas, font)
            another_over_white(canvas)
            canvas.showPage()

        return draw

    found = read(printed(*map(page, ("Helvetica", "Times-Roman", "Helvetica"))))
    assert [one.page for one in found.belied] == [1, 2, 3]


# ---- what is as it says


def colourful(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(50, 652, 410, 24, fill=1)
    canvas.setFillColorRGB(1, 0.8, 0.2)
    canvas.rect(50, 628, 410, 24, fill=1)
    canvas.setFillColor(colors.white)
    for left, text in zip(XS, ROWS[0], strict=False):
        canvas.drawString(left + 4, Y, text)
    canvas.setFillColorRGB(0.6, 0, 0)
    canvas.grid(XS, YS)
    for top, row in ((YS[0], HEADS), (YS[2], ROWS[1])):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)


def set_in_other_ways(canvas: Canvas) -> None:
    """Letters wider, apart, raised and drawn twice."""
    canvas.grid(XS, YS)
    for top, row in zip(YS, (HEADS, *ROWS), strict=False):
        for place, (left, text) in enumerate(zip(XS, row, strict=False)):
            line = canvas.beginText(left + 4, top - 14)
            line.setFont("Times-Roman", 8.3)
            line.setHorizScale(100 + 9 * place)
            line.setCharSpace(0.07 * place)
            line.setRise(0.3 * place)
            line.textOut(text)
            canvas.drawText(line)


def with_lines_at_its_signs(canvas: Canvas) -> None:
    """Letters that stand on the lines of their cells, underlined figures."""
    canvas.setFont("Helvetica", 9)
    canvas.grid((52, 112, 303.8, 383.8, 460), YS)
    for top, row in zip(YS, (HEADS, *ROWS), strict=False):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 23.6, text)
    canvas.setLineWidth(0.4)
    canvas.line(X, Y - 10.8, X + 22, Y - 10.8)


def under_a_pale_text(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(0.88, 0.88, 0.88)
    canvas.setFont("Helvetica-Bold", 90)
    canvas.rotate(20)
    canvas.drawString(250, 480, "KOPI")
    canvas.restoreState()
    table(canvas)


FONTS = ("Times-Italic", "Courier-Bold", "Helvetica-BoldOblique")
LOOKS: dict[str, Draws] = {
    **{f"{font} {size}": partial(table, font=font, size=size) for font in FONTS for size in (6, 9, 11)},
    "colours": colourful,
    "set": set_in_other_ways,
    "lines": with_lines_at_its_signs,
    "pale": under_a_pale_text,
}


@pytest.mark.parametrize("look", LOOKS)
def test_figures_that_are_shown_as_they_are_read_are_not_doubted(look: str) -> None:
    found = read(printed(LOOKS[look]))
    assert not found.belied
    assert found.lines == WHOLE


def turned(writer: PdfWriter, page: PageObject) -> None:
    page[NameObject("/Rotate")] = NumberObject(90)


def in_large_units(writer: PdfWriter, page: PageObject) -> None:
    page[NameObject("/UserUnit")] = FloatObject(2.5)


@pytest.mark.parametrize(
    "edit", [turned, in_large_units, in_a_form((0, 0, 600, 850)), with_state(blended("/Multiply"), OVER)]
)
def test_how_a_page_is_drawn_is_no_doubt_in_itself(edit: Edits) -> None:
    found = read(edited(printed(table), edit))
    assert not found.belied
    assert found.lines == WHOLE


def test_a_minus_of_the_standard_font_symbol_takes_its_room() -> None:
    """What stands behind it is shown where it is read; without the width of the sign all of it was doubted."""

    def with_symbol(canvas: Canvas) -> None:
        table(canvas)
        text = canvas.beginText(XS[0], YS[-1] - 30)
        text.setFont("Symbol", 9)
        text.textOut("\N{MINUS SIGN}")
        text.setFont("Helvetica", 9)
        text.textOut("300.000")
        canvas.drawText(text)

    assert not read(printed(with_symbol)).belied
