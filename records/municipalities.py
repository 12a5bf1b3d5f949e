"""The 98 Danish municipalities, and how to find them in headings and questions."""

import re

from records.spelling import key_of, mended, nearest

MUNICIPALITIES: tuple[str, ...] = tuple(
    """
    Aabenraa,Aalborg,Aarhus,Albertslund,Allerød,Assens,Ballerup,Billund,Bornholm,Brøndby,Brønderslev,Dragør,Egedal,Esbjerg,
    Fanø,Favrskov,Faxe,Fredensborg,Fredericia,Frederiksberg,Frederikshavn,Frederikssund,Furesø,Faaborg-Midtfyn,Gentofte,
    Gladsaxe,Glostrup,Greve,Gribskov,Guldborgsund,Haderslev,Halsnæs,Hedensted,Helsingør,Herlev,Herning,Hillerød,Hjørring,
    Holbæk,Holstebro,Horsens,Hvidovre,Høje-Taastrup,Hørsholm,Ikast-Brande,Ishøj,Jammerbugt,Kalundborg,Kerteminde,Kolding,
    København,Køge,Langeland,Lejre,Lemvig,Lolland,Lyngby-Taarbæk,Læsø,Mariagerfjord,Middelfart,Morsø,Norddjurs,Nordfyns,
    Nyborg,Næstved,Odder,Odense,Odsherred,Randers,Rebild,Ringkøbing-Skjern,Ringsted,Roskilde,Rudersdal,Rødovre,Samsø,
    Silkeborg,Skanderborg,Skive,Slagelse,Solrød,Sorø,Stevns,Struer,Svendborg,Syddjurs,Sønderborg,Thisted,Tønder,Tårnby,
    Vallensbæk,Varde,Vejen,Vejle,Vesthimmerlands,Viborg,Vordingborg,Ærø
    """.replace("\n", "")
    .replace(" ", "")
    .split(",")
)

_MUNICIPALITY_ALIASES = {
    "copenhagen": "København",
    "kbh": "København",
    "elsinore": "Helsingør",
    "lyngby": "Lyngby-Taarbæk",
    "vesthimmerland": "Vesthimmerlands",
    "nordfyn": "Nordfyns",
    "mors": "Morsø",
    "hoeje taastrup": "Høje-Taastrup",
}
_BARE = str.maketrans({"æ": "a", "ø": "o", "å": "a"})
_MUNICIPALITY_KEYS: dict[str, str] = {
    **{key_of(name.casefold().translate(_BARE)): name for name in MUNICIPALITIES},
    **{key_of(name): name for name in MUNICIPALITIES},
    **_MUNICIPALITY_ALIASES,
}
# Names that are also everyday words: only a capital letter inside a sentence or "Kommune" makes them a municipality.
_EVERYDAY = frozenset({"vejen", "skive", "odder", "greve", "varde", "mors", "laeso"})
_KOMMUNE = re.compile(
    r"\s*\b(?:region)?s?(?:kommune(?:n|ns|s|r)?|municipality|municipal council|council)\b\.?", re.IGNORECASE
)


def municipality(text: str) -> str | None:
    """The official short name of one of the 98 municipalities from a printed form, or None."""
    name = re.sub(r"^(?:the )?municipality of ", "", _KOMMUNE.sub("", mended(text)).strip(), flags=re.IGNORECASE)
    return _municipality_by_key(key_of(name))


def _municipality_by_key(key: str) -> str | None:
    for candidate in (key, key.removesuffix("s").strip()):
        if candidate in _MUNICIPALITY_KEYS:
            return _MUNICIPALITY_KEYS[candidate]
    return nearest(key, _MUNICIPALITY_KEYS)


_NAME_WORD = re.compile(r"\w+")


def municipalities_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The municipalities named in a question as (name, start, end); the span takes genitive and "Kommune" with it."""
    words = list(_NAME_WORD.finditer(text))
    found: list[tuple[str, int, int]] = []
    i = 0
    while i < len(words):
        taken = next((hit for size in (2, 1) if (hit := _municipality_at(text, words[i : i + size], size))), None)
        if taken is None:
            i += 1
            continue
        found.append(taken)
        i += sum(1 for word in words[i:] if word.start() < taken[2])
    return tuple(found)


def _municipality_at(text: str, words: list[re.Match[str]], size: int) -> tuple[str, int, int] | None:
    if len(words) < size or (size == 2 and text[words[0].end() : words[1].start()] not in (" ", "-", " - ")):
        return None
    start, end = words[0].start(), words[-1].end()
    key = key_of(text[start:end])
    name = _exact(key)
    if name is None or (start and text[start - 1] == "-") or re.match(r"-\w", text[end : end + 2]):
        return None
    genitive = re.match(r"['’]s?\b|['’]", text[end : end + 2])
    end += genitive.end() if genitive else 0
    tail = re.match(r"\s*(?:region)?s?kommune(?:n|ns|s)?\b|\s+municipality\b", text[end : end + 24], re.IGNORECASE)
    if key.removesuffix("s") in _EVERYDAY and not tail and (start == 0 or text[start].islower()):
        return None
    return name, start, end + (tail.end() if tail else 0)


def _exact(key: str) -> str | None:
    return _MUNICIPALITY_KEYS.get(key) or (_MUNICIPALITY_KEYS.get(key.removesuffix("s")) if key.endswith("s") else None)
