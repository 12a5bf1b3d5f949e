"""A PNG out of pixels, and a frame drawn on them."""

import struct
import zlib
from typing import NamedTuple

_FRAME = (214, 40, 40)  # red, green, blue
_LINE = (120, 120, 120)
_WIDTH, _AIR = 3, 4  # pixels
_PAPER = 0.84  # how bright white is where the screen around it may be dark
_TONED = bytes(round(value * _PAPER) for value in range(256))


class Pixels(NamedTuple):
    """Red, green and blue of each pixel, row after row; a row may have a rest behind it, up to `stride` bytes."""

    data: bytearray
    width: int
    height: int
    stride: int


def frame(pixels: Pixels, left: int, top: int, right: int, bottom: int) -> None:
    """Draw a frame around a box, as far as it is on the picture."""
    x0, x1 = max(0, left - _AIR), min(pixels.width, right + _AIR)
    y0, y1 = max(0, top - _AIR), min(pixels.height, bottom + _AIR)
    for y in range(y0, y1):
        is_side = y - y0 < _WIDTH or y1 - y <= _WIDTH
        for first, last in ((x0, x1),) if is_side else ((x0, x0 + _WIDTH), (x1 - _WIDTH, x1)):
            begin, count = y * pixels.stride + 3 * max(x0, first), max(0, last - max(x0, first))
            pixels.data[begin : begin + 3 * count] = bytes(_FRAME) * count


def toned(pixels: Pixels) -> Pixels:
    """The picture on grey paper, which does not glare on a dark screen: black stays black, and hues stay theirs."""
    return pixels._replace(data=pixels.data.translate(_TONED))


def above(one: Pixels, other: Pixels) -> Pixels:
    """One picture above another, as wide as the lower one, with a line between them."""
    used = 3 * other.width
    rows = [row[:used].ljust(used, b"\xff") for row in _rows(one)]
    rows += [bytes(_LINE) * other.width] * _WIDTH
    rows += _rows(other)
    return Pixels(bytearray(b"".join(rows)), other.width, len(rows), used)


def png_bytes(pixels: Pixels) -> bytes:
    """The picture as the bytes of a PNG."""
    header = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in _rows(pixels)), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _rows(pixels: Pixels) -> list[bytes]:
    used = 3 * pixels.width
    return [bytes(pixels.data[y * pixels.stride : y * pixels.stride + used]) for y in range(pixels.height)]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
