"""Coloured lights beside the words of a status ("🟢 Gennemført"): its colour, and no part of what it says."""

from records import colours

ROLES = ("colour", "status")


def taken(texts: dict[str, str]) -> dict[str, str]:
    """Take the lights off the texts of a row, by the names of its columns; the colours that they give."""
    lit: dict[str, str] = {}
    for role in ROLES:
        texts[role], light = colours.without_lights(texts.get(role, ""))
        lit |= {role: light} if light else {}
        if not texts[role]:
            del texts[role]
    return lit
