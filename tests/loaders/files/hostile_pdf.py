"""Small PDFs that are made to take all memory, all time, or to be wrong: each as the bytes of a file."""

import io
import zlib
from collections.abc import Callable, Mapping

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
USUAL = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: PAGE, 5: FONT}


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, with a table that says where they stand."""
    out, at = bytearray(HEAD), {}
    for number, content in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in at.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, start)
    return bytes(out)


def page(content: bytes, **more: bytes) -> bytes:
    """One page that shows `content`; other objects as `n6=…`."""
    others = {int(name[1:]): value for name, value in more.items()}
    return pdf({**USUAL, 4: content if content.startswith(b"<<") else stream(content), **others})


def said(text: bytes) -> bytes:
    return b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text


def bomb(size: int, times: int = 1) -> bytes:
    """Spaces in so many layers of Flate: the same block for each million."""
    packer, spaces, checked = zlib.compressobj(9, wbits=-zlib.MAX_WBITS), b" " * 1_000_000, 1
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(size // len(spaces)):
        checked = zlib.adler32(spaces, checked)
    data = b"\x78\xda" + block * (size // len(spaces)) + b"\x03\x00" + checked.to_bytes(4, "big")
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return page(stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]"))


def forms(depth: int) -> bytes:
    """Forms that each show the next one ten times."""
    objects = {}
    for number in range(6, 6 + depth):
        below = b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1)
        objects[f"n{number}"] = stream(b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + below)
    last = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>"
    return page(b"/X Do", **objects, **{f"n{6 + depth}": stream(said(b"lol"), last)})


def grid(lines: int) -> bytes:
    """A drawing of so many lines across and down, with a text in it."""
    step = 500 / lines
    across = b"".join(b"20 %.2f m 580 %.2f l S\n" % (20 + at * step, 20 + at * step) for at in range(lines))
    down = b"".join(b"%.2f 20 m %.2f 560 l S\n" % (20 + at * step, 20 + at * step) for at in range(lines))
    return page(stream(zlib.compress(across + down + said(b"Et budget for kommunen")), b"/Filter /FlateDecode"))


def font(entries: bytes, **more: bytes) -> bytes:
    whole = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H " + entries + b">>"
    return page(said(b"abc"), n5=whole, **more)


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + count))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf(
        {
            1: USUAL[1],
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            **dict.fromkeys(range(6, 6 + count), leaf),
        }
    )


def deep_tree(depth: int) -> bytes:
    nodes = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(6, 6 + depth)}
    return pdf({1: b"<< /Type /Catalog /Pages 6 0 R >>", **nodes, 6 + depth: PAGE.replace(b"2 0 R", b"6 0 R")})


def scan(count: int = 1, texts: Mapping[int, str] | None = None) -> bytes:
    """Pages that are a picture each; those in `texts` (from 1) say something instead."""
    out = io.BytesIO()
    canvas = Canvas(out)
    picture = ImageReader(Image.new("L", (60, 80), 128))
    for number in range(1, count + 1):
        for at, line in enumerate((texts or {}).get(number, "").splitlines()):
            canvas.drawString(50, 780 - 14 * at, line)
        if number not in (texts or {}):
            canvas.drawImage(picture, 20, 20, 550, 800)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked(data: bytes, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HUGE = 2_147_483_647
CMAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange"
    b" 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
)
PLAIN = page(said(b"Et budget"))

# Name → (how it is made, the reasons that a person may be told, or None where it is harmless and read or empty)
HOSTILE: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "reference in a circle": (
        lambda: pdf({**USUAL, 3: PAGE.replace(b"4 0 R", b"6 0 R"), 6: b"7 0 R", 7: b"6 0 R"}),
        ("too_slow", "damaged", "empty", "crashed"),
    ),
    "bomb": (lambda: bomb(300_000_000), ("too_much_memory", "too_slow", "crashed")),
    "bomb in a bomb": (lambda: bomb(300_000_000, 2), ("too_much_memory", "too_slow", "crashed")),
    "billion laughs": (lambda: forms(9), ("too_slow", "too_much_memory", "crashed", "too_much_text")),
    "a million letters": (
        lambda: page(stream(zlib.compress(said(b"a" * 1_000_000)), b"/Filter /FlateDecode")),
        ("too_much_text", "too_slow", "too_much_memory", "crashed"),
    ),
    "range of four billion": (
        lambda: font(b"/ToUnicode 6 0 R /DescendantFonts [7 0 R]", n6=stream(CMAP), n7=b"<< /Subtype /CIDFontType2 >>"),
        ("too_much_memory", "too_slow", "crashed", "damaged", "no_letters", "not_danish"),
    ),
    "widths of two billion": (
        lambda: font(b"/DescendantFonts [7 0 R]", n7=b"<< /Subtype /CIDFontType2 /W [0 %d 500] >>" % HUGE),
        ("too_much_memory", "too_slow", "crashed", "damaged", "no_letters"),
    ),
    "predictor of two billion columns": (
        lambda: page(
            stream(
                zlib.compress(b"\x02" * 40),
                b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns %d >>" % HUGE,
            )
        ),
        ("damaged", "empty", "too_much_memory", "crashed"),
    ),
    "pages in pages": (lambda: deep_tree(5_000), ("damaged", "crashed", "empty")),
    "length that points at itself": (
        lambda: page(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
        ("damaged", "empty"),
    ),
    "junk": (lambda: HEAD + b"1 0 obj\n<< /A [1 2 3] >>\nendobj\n" * 20_000, ("damaged", "too_slow")),
    "form that shows itself": (
        lambda: page(
            b"/X Do",
            n6=stream(
                b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
            ),
        ),
        ("empty", "damaged"),
    ),
    "pages in a circle": (
        lambda: pdf({**USUAL, 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        ("damaged", "empty"),
    ),
    "one page ever again": (
        lambda: pdf({**USUAL, 2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 200_000 + b"] /Count 200000 >>"}),
        ("too_many_pages",),
    ),
    "deep array": (lambda: page(b"[" * 100_000 + b"]" * 100_000), ("empty", "damaged", "crashed")),
    "too many pages": (lambda: pages(2_500), ("too_many_pages",)),
    "no pages": (lambda: pdf({**USUAL, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), ("empty", "damaged")),
    "empty page": (lambda: page(b"q Q"), ("empty",)),
    "cut off": (lambda: PLAIN[: len(PLAIN) // 3], ("damaged",)),
    "only its mark": (lambda: b"%PDF-1.7\n", ("damaged",)),
    "scanned": (lambda: scan(3), ("scanned",)),
    "locked": (lambda: locked(PLAIN, "hemmelig"), ("encrypted",)),
}
