"""A small TrueType font with check boxes at private code points, as symbol fonts such as Wingdings have them.

No such font may be given away, so this one is built here: a box (U+F0A3) and a box with a cross (U+F053).
"""

import struct
from functools import cache

BOX, TICKED = 0xF0A3, 0xF053
NAME = "Sagsbot Boxes"
_EM = 1000
Point = tuple[int, int]
_OUTER: tuple[Point, ...] = ((100, 0), (100, 700), (800, 700), (800, 0))
_INNER: tuple[Point, ...] = ((160, 60), (740, 60), (740, 640), (160, 640))
_CROSS: tuple[tuple[Point, ...], ...] = (
    ((180, 80), (180, 140), (720, 620), (720, 560)),
    ((180, 560), (180, 620), (720, 140), (720, 80)),
)
# In the order of their numbers: what stands for a missing sign, the cross, the box.
_GLYPHS: tuple[tuple[tuple[Point, ...], ...], ...] = ((_OUTER,), (_OUTER, _INNER, *_CROSS), (_OUTER, _INNER))


@cache
def font() -> bytes:
    """The bytes of the font."""
    glyphs = [_glyph(contours) for contours in _GLYPHS]
    offsets = [sum(map(len, glyphs[:at])) for at in range(len(glyphs) + 1)]
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 100, 0, 800, 700, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, 900, 0, 0, 800, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">" + "Hh" * len(glyphs), *(900, 100) * len(glyphs)),
        b"loca": struct.pack(f">{len(offsets)}I", *offsets),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, len(glyphs), 16, 4, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _glyph(contours: tuple[tuple[Point, ...], ...]) -> bytes:
    points = [point for contour in contours for point in contour]
    ends = [sum(map(len, contours[: at + 1])) - 1 for at in range(len(contours))]
    xs, ys = zip(*points, strict=True)
    steps = [_steps(values) for values in (xs, ys)]
    data = struct.pack(">hhhhh", len(contours), min(xs), min(ys), max(xs), max(ys))
    data += struct.pack(f">{len(ends)}HH", *ends, 0) + b"\x01" * len(points) + b"".join(steps)
    return data + b"\0" * (-len(data) % 4)


def _steps(values: tuple[int, ...]) -> bytes:
    return struct.pack(
        f">{len(values)}h", *(after - before for before, after in zip((0, *values), values, strict=False))
    )


def _cmap() -> bytes:
    """Which glyph stands for which code point (format 4: a segment for each, and the last one that ends the list)."""
    ends, starts = (TICKED, BOX, 0xFFFF), (TICKED, BOX, 0xFFFF)
    deltas = ((1 - TICKED) & 0xFFFF, (2 - BOX) & 0xFFFF, 1)
    body = struct.pack(">HHHH3HH3H3H3H", 6, 4, 1, 2, *ends, 0, *starts, *deltas, 0, 0, 0)
    table = struct.pack(">HHH", 4, len(body) + 6, 0) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _name() -> bytes:
    texts = {1: NAME, 2: "Regular", 3: NAME, 4: NAME, 5: "Version 1.0", 6: NAME.replace(" ", "")}
    records, data = b"", b""
    for number, text in texts.items():
        coded = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(coded), len(data))
        data += coded
    return struct.pack(">HHH", 0, len(texts), 6 + 12 * len(texts)) + records + data


def _os2() -> bytes:
    sizes = (4, 900, 400, 5, 0, *(0,) * 11)
    data = struct.pack(">HhHHHhhhhhhhhhhh", *sizes) + bytes(10) + bytes(16) + b"SAGS"
    data += struct.pack(">HHHhhhHHII", 0x40, TICKED, BOX, 800, -200, 0, 800, 200, 1, 0)
    return data + struct.pack(">hhHHH", 500, 700, 0, 0x20, 0)


def _file(tables: dict[bytes, bytes]) -> bytes:
    """The tables behind their directory, with the sums that readers check."""
    count = len(tables)
    place = 12 + 16 * count
    directory = struct.pack(">IHHHH", 0x10000, count, 128, 3, 16 * count - 128)
    body = b""
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sIII", tag, _sum(padded), place + len(body), len(data))
        body += padded
    whole = directory + body
    at = whole.index(struct.pack(">II", 0x10000, 0) + struct.pack(">I", 0x5F0F3CF5))
    total = (0xB1B0AFBA - _sum(whole)) & 0xFFFFFFFF
    return whole[: at + 4] + struct.pack(">I", total) + whole[at + 8 :]


def _sum(data: bytes) -> int:
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF
