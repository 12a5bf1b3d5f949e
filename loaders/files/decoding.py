"""From bytes to letters: UTF-8 with or without a mark, UTF-16, Windows-1252 from older systems."""

import codecs
import re
import unicodedata

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKED_AT = 65_536
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
_CONTROL_SHARE = 0.02
_DOUBLY_ENCODED = re.compile("Ã[¦¸¥\u2020\u02dc\u2026]")


def decoded(data: bytes) -> str:
    """The text of `data`, with composed letters (å as one sign)."""
    text = _mended(_decoded(data))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding."""
    head = data[:_LOOKED_AT]
    if not head.strip(b"\0 \t\r\n\f\v"):
        return b"\0" in head
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return not _is_utf16(head) and controls > _CONTROL_SHARE * len(head)


def _is_utf16(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _unmarked_utf16(head) is not None


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of Danish text is zero there, and none of the others."""
    if len(head) < 4:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.8 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.05 else None


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if encoding_found := _unmarked_utf16(data[:_LOOKED_AT]):
        return data.decode(encoding_found, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 or _mostly_utf8(data):
            return data.decode("utf-8", errors="replace")
    # Windows-1252 leaves five bytes without a letter; Latin-1 reads every byte
    return data.decode("cp1252", errors="replace")


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places: far more whole letters than bytes that fit none."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(text.count(letter) for letter in "æøåÆØÅéö–•")
    return broken * 5 < whole


def _mended(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252 and saved again ("pÃ¥"), where the whole text says so."""
    if not _DOUBLY_ENCODED.search(text) or any(letter in text for letter in "æøå"):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
