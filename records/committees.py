"""Copenhagen's committees and administrations: official names, abbreviations, English names, and their misspellings."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from records.spelling import NEAR, key_of, mended, nearest, words_of


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee of Copenhagen: its official name, the English ones, and the administration below it."""

    name: str
    english: tuple[str, ...]
    administration: str
    administration_abbr: str | None


COMMITTEES: dict[str, Committee] = {
    "SUD": Committee("Socialudvalget", ("Social Services Committee", "Social Committee"), "Socialforvaltningen", "SOF"),
    "BUU": Committee(
        "Børne- og Ungdomsudvalget",
        ("Children and Youth Committee",),
        "Børne- og Ungdomsforvaltningen",
        "BUF",
    ),
    "SOU": Committee(
        "Sundheds- og Omsorgsudvalget",
        ("Health and Care Committee",),
        "Sundheds- og Omsorgsforvaltningen",
        "SUF",
    ),
    "KFU": Committee(
        "Kultur- og Fritidsudvalget",
        ("Culture and Leisure Committee",),
        "Kultur- og Fritidsforvaltningen",
        "KFF",
    ),
    "TMU": Committee(
        "Teknik- og Miljøudvalget",
        ("Technical and Environmental Committee", "Technology and Environment Committee"),
        "Teknik- og Miljøforvaltningen",
        "TMF",
    ),
    "BIU": Committee(
        "Beskæftigelses- og Integrationsudvalget",
        ("Employment and Integration Committee",),
        "Beskæftigelses- og Integrationsforvaltningen",
        "BIF",
    ),
    "ØU": Committee(
        "Økonomiudvalget",
        ("Finance Committee", "Economic Committee", "Economy Committee"),
        "Økonomiforvaltningen",
        "ØKF",
    ),
    "BOR": Committee("Borgerrådgiveren", ("Citizens' Adviser", "Citizens' Advisor"), "Borgerrådgiveren", None),
}

_ADMINISTRATIONS = tuple(dict.fromkeys(each.administration for each in COMMITTEES.values()))
_ADMINISTRATION_ABBREVIATIONS = {
    each.administration_abbr: each.administration for each in COMMITTEES.values() if each.administration_abbr
} | {"OKF": "Økonomiforvaltningen"}

SHORTEST = 3  # letters of a shortened subject
_COMMITTEE, _ADMINISTRATION = ("udvalget", "udvalg", "committee"), ("forvaltningen", "forvaltning", "administration")
_NAMES = {key_of(each.name): abbreviation for abbreviation, each in COMMITTEES.items()}


def _subjects(text: str, endings: tuple[str, ...]) -> frozenset[str] | None:
    """What a committee or administration is for ({sundhed, omsorg}), or None where the name is of something else."""
    key = key_of(text).removesuffix(" s").removesuffix("s")
    if not any(ending in key for ending in endings):
        return None
    for ending in endings:
        key = key.replace(ending, " ")
    return words_of(key)


_COMMITTEES = {
    subjects: abbreviation
    for abbreviation, each in COMMITTEES.items()
    for name in (each.name, *each.english)
    if (subjects := _subjects(name, _COMMITTEE))
}
_ADMINISTERED = {
    subjects: each.administration
    for each in COMMITTEES.values()
    for name in (each.administration, *(english.replace("Committee", "Administration") for english in each.english))
    if (subjects := _subjects(name, _ADMINISTRATION))
}


def committee(text: str) -> str | None:
    """The abbreviation of a committee from any of its names ("SUD", "socialudvalgets", "Health and Care Committee")."""
    printed = mended(text)
    key = key_of(printed).removeprefix("the ")
    for abbreviation, each in COMMITTEES.items():
        short = key_of(abbreviation)
        plain = {key_of(name) for name in (each.name, *each.english)}
        if key in (short, short + "s", short + " s") or key.removesuffix("s").strip() in plain or key in plain:
            return abbreviation
    subjects = _subjects(printed, _COMMITTEE)
    return (_COMMITTEES.get(subjects) if subjects else None) or nearest(key, _NAMES)


def committee_halfway(text: str, among: Iterable[str]) -> str | None:
    """The one of the committees `among` (abbreviations or printed names) of whose subjects each that is said is one, or
    begins one ("soc.udvalget", "Sundhedsudvalget"); None where that is no or several of them."""
    said = _subjects(mended(text), _COMMITTEE)
    whole = {name: _subjects(COMMITTEES[name].name if name in COMMITTEES else name, _COMMITTEE) for name in among}
    found = [name for name, subjects in whole.items() if said and subjects and _begin(said, subjects)]
    return found[0] if len(found) == 1 else None


def _begin(said: frozenset[str], subjects: frozenset[str]) -> bool:
    return all(len(one) >= SHORTEST and any(word.startswith(one) for word in subjects) for one in said)


def administration(text: str) -> str | None:
    """The official spelling of an administration of Copenhagen; another printed name comes back mended, "" as None.

    What stands behind the name ("… for Borgerrådgiveren") stays.
    """
    printed = mended(text)
    if not printed:
        return None
    if short := _ADMINISTRATION_ABBREVIATIONS.get(printed.upper().removesuffix("S").removesuffix("'")):
        return short
    head, ending, addition = printed.partition("forvaltningen")
    official = _official(head + ending)
    if official is None:
        return printed
    return official + ("" if addition.startswith("s") else addition)


def _official(name: str) -> str | None:
    subjects = _subjects(name, _ADMINISTRATION)
    if subjects and subjects in _ADMINISTERED:
        return _ADMINISTERED[subjects]
    key = key_of(name)
    return next((each for each in _ADMINISTRATIONS if fuzz.ratio(key, key_of(each)) >= NEAR), None)
