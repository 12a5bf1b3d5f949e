"""The 98 Danish municipalities, and how to find them in headings and questions."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from records.spelling import key_of, mended, slip_of

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


_ALIASES = {
    "copenhagen": "København",
    "kbh": "København",
    "elsinore": "Helsingør",
    "lyngby": "Lyngby-Taarbæk",
    "vesthimmerland": "Vesthimmerlands",
    "nordfyn": "Nordfyns",
    "mors": "Morsø",
    "faaborg": "Faaborg-Midtfyn",
    "ikast": "Ikast-Brande",
}
# "Solrod", "Halsnas", "Kobenhavn": the letters that a foreign keyboard gives.
_FOREIGN = str.maketrans({"æ": "a", "ø": "o", "å": "a"})
_KEYS: dict[str, str] = {
    **{key: name for name in MUNICIPALITIES if len(key := key_of(name.casefold().translate(_FOREIGN))) > 3},
    **{key_of(name): name for name in MUNICIPALITIES},
    **_ALIASES,
}
# By their first letter: a slip leaves it.
_ALIKE: dict[str, dict[str, str]] = {}
for _key, _name in _KEYS.items():
    _ALIKE.setdefault(_key[0], {})[_key] = _name
# Names that are everyday words as well.
_EVERYDAY = frozenset({"vejen", "skive", "odder", "greve", "varde", "mors", "lejre", "faxe", "koge", "soro"})
# Places, and a name, that a single slip seems to make a municipality.
_OTHER_PLACES = frozenset({"frederiksborg", "frederiksbjerg", "rungsted", "hoerning", "glistrup"})
_PROPOSALS = (
    r"(?:\w*forslag\w*|idé\w*|ide(?:er|en)?|sag(?:er|en)?|tiltag\w*|(?:investment )?proposals?|ideas?|cases?|measures?)"
)
_FROM_THERE = re.compile(rf"\b{_PROPOSALS} (?:\w+ )?(?:fra|i|hos|af|from|in|by|of) $", re.IGNORECASE)
_OF_THEIRS = re.compile(rf"s {_PROPOSALS}\b", re.IGNORECASE)
_LISTS_THEIRS = re.compile(rf" ?:| {_PROPOSALS}\b", re.IGNORECASE)  # "Vejen: …", "Vejen ideas …"
_KOMMUNE = re.compile(
    r"\b(?:regions)?(?:kommune(?:n|ns|s|r)?|municipality|municipal council|council)\b\.?", re.IGNORECASE
)
_OF = re.compile(r"^(?:the )?(?:municipality|city) of ", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?(?!\w))?(?: (?:regions)?kommune(?:n|ns|s)?\b| municipality\b)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LISTED = re.compile(r" ?(?:,|/|&|og|and|eller|or|vs\.?|mod) ?(?:i |in )?")
_WIDEST = 12


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    start: int
    end: int
    sure: bool


def municipality(text: str) -> str | None:
    """The official short name of one of the 98 municipalities from a printed form ("Københavns Kommune"), or None."""
    return _by_key(key_of(_KOMMUNE.sub("", _OF.sub("", mended(text)))))


@lru_cache(maxsize=10_000)
def _by_key(key: str) -> str | None:
    exact = _KEYS.get(key) or (_KEYS.get(key[:-1].strip()) if key.endswith("s") else None)
    if exact or key.removesuffix("s") in _OTHER_PLACES:
        return exact
    alike = _ALIKE.get(key[:1], {})
    return slip_of(key, alike) or (slip_of(key[:-1], alike) if key.endswith("s") else None)


def municipalities_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The municipalities named in a question as (name, start, end); the span takes genitive and "Kommune" with it.

    The longest name wins ("Høje-Taastrup"). A name that is also a word ("vejen") needs a capital or words around it
    that make it a place; a part of a compound ("Aarhus-modellen") is none.
    """
    words = list(_WORD.finditer(text))
    found: list[_Place] = []
    for i, word in enumerate(words):
        if found and word.start() < found[-1].end:
            continue
        two = _named(text, word, words[i + 1]) if i + 1 < len(words) else None
        if place := two or _named(text, word, word):
            found.append(place)
    sure = _vouched(text, _vouched(text, found)[::-1])[::-1]
    return tuple((place.name, place.start, place.end) for place in sure if place.sure)


def _vouched(text: str, found: list[_Place]) -> list[_Place]:
    """A doubtful place beside a sure one in a list ("greve, solrød og køge") is sure. Looks only at the one before."""
    out: list[_Place] = []
    for place in found:
        beside = (
            bool(out) and out[-1].sure and _are_listed(text, *sorted((out[-1], place), key=lambda each: each.start))
        )
        out.append(replace(place, sure=place.sure or beside))
    return out


def _are_listed(text: str, first: _Place, last: _Place) -> bool:
    return bool(_LISTED.fullmatch(text[first.end : last.start][:_WIDEST]))


def _named(text: str, first: re.Match[str], last: re.Match[str]) -> _Place | None:
    """The municipality that the words from `first` to `last` name."""
    start, end = first.start(), last.end()
    if first is not last and text[first.end() : last.start()] not in (" ", "-", " - "):
        return None
    if text[start - 1 : start] == "-" or re.match(r"-\w", text[end : end + 2]):
        return None
    key = key_of(text[start:end])
    name = _by_key(key)
    if name is None:
        return None
    tail = _TAIL.match(text, end)
    behind = tail.end() if tail else end
    everyday = key in _EVERYDAY or key.removesuffix("s") in _EVERYDAY
    return _Place(name, start, behind, not everyday or _is_place(text, start, end, behind))


def _is_place(text: str, start: int, end: int, behind: int) -> bool:
    """Whether an everyday word stands for the municipality of that name."""
    alone = not text[behind:].strip(" .?!")  # "Greves", which somebody wants as well
    if text[start].isupper() and (start > 0 or alone or _LISTS_THEIRS.match(text, behind)):
        return True
    if re.search("ommune|unicipal", text[end:behind]):
        return True
    theirs = _OF_THEIRS.match(text, end - 1) or _OF_THEIRS.match(text, behind - 1)  # "Greves forslag", "Greve's ideas"
    return bool(_FROM_THERE.search(text[max(0, start - 40) : start]) or theirs)
