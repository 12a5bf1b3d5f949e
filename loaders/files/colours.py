"""The colours of Office files: a theme's, a palette's or a plain one, as the status colour that it is."""

import colorsys
from functools import lru_cache

from loaders.files.pdf import hues
from records.tables import NO_FILL, OTHER_FILL, UNKNOWN_FILL

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


@lru_cache(maxsize=4096)
def named(hexadecimal: str | None, tint: float = 0.0) -> str:
    """The fill (see `Cell`) of RRGGBB or AARRGGBB, made lighter or darker by `tint` (-1 to 1)."""
    if hexadecimal is None:
        return UNKNOWN_FILL
    try:
        red, green, blue = (int(hexadecimal[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return UNKNOWN_FILL
    if tint:
        hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
        light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
        red, green, blue = colorsys.hls_to_rgb(hue, light, strength)
    name = hues.name((red, green, blue))
    return NO_FILL if name == "white" else name or OTHER_FILL


def theme(colours: dict[str, str], index: int) -> str | None:
    """The colour that a cell names by its place in the theme."""
    return colours.get(_THEME_ORDER[index]) if 0 <= index < len(_THEME_ORDER) else None
