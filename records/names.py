"""Names of the field: committees, administrations, municipalities, areas, measures and kinds of proposal."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from records.municipalities import MUNICIPALITIES, municipalities_in, municipality
from records.spelling import NEAR, key_of, mended, nearest

__all__ = [
    "AREAS",
    "COMMITTEES",
    "MUNICIPALITIES",
    "Committee",
    "administration",
    "area",
    "committee",
    "measure",
    "measure_family",
    "mended",
    "municipalities_in",
    "municipality",
    "proposal_type",
]


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
    "ØU": Committee("Økonomiudvalget", ("Finance Committee", "Economic Committee"), "Økonomiforvaltningen", "ØKF"),
    "BOR": Committee("Borgerrådgiveren", ("Citizens' Adviser", "Ombudsman"), "Borgerrådgiveren", None),
}

_ADMINISTRATION_ABBREVIATIONS = {
    committee.administration_abbr: committee.administration
    for committee in COMMITTEES.values()
    if committee.administration_abbr
} | {"BR": "Borgerrådgiveren", "OKF": "Økonomiforvaltningen"}
_ADMINISTRATIONS = tuple(dict.fromkeys(committee.administration for committee in COMMITTEES.values()))

AREAS: tuple[str, ...] = (
    "Daginstitutioner",
    "Skoler",
    "Udsatte børn",
    "Udsatte voksne & borgere med handicap",
    "Ældre & Sundhed",
    "Kultur & Fritid",
    "Teknik & Miljø",
    "Beskæftigelse & Erhverv",
    "Administration",
)
# How people say the nine areas, without the endings -området, -område, " area".
_AREA_WORDS: dict[str, tuple[str, ...]] = {
    "Daginstitutioner": (
        "daginstitution, dagtilbud, dagtilbuds, børnehave, børnehaver, vuggestue, vuggestuer, dagpleje, børnepasning",
        "daycare, day care, nurseries, nursery, kindergarten, kindergartens, preschool, preschools, childcare",
    ),
    "Skoler": (
        "skole, skolerne, folkeskole, folkeskoler, undervisning, sfo, specialundervisning",
        "school, schools, primary school, primary schools, education",
    ),
    "Udsatte børn": (
        "udsatte børn og unge, udsatte unge, børn og familie, børn og familier, familie, anbringelser",
        "vulnerable children, vulnerable children and young people, vulnerable youth, at-risk children",
    ),
    "Udsatte voksne & borgere med handicap": (
        "udsatte voksne, borgere med handicap, handicap, voksne med handicap, voksenhandicap",
        "handicap og psykiatri, voksenspecial",
        "vulnerable adults, disability, disabilities, disabled citizens, citizens with disabilities",
        "people with disabilities",
    ),
    "Ældre & Sundhed": (
        "ældre, sundhed, sundhed og ældre, sundheds og ældre, ældre og sundheds, ældrepleje, sundhed og omsorg, omsorg",
        "elderly, elderly care, eldercare, senior care, health, health care, healthcare, elderly and health",
        "health and elderly, elderly and health care",
    ),
    "Kultur & Fritid": (
        "kultur, fritid, kultur og fritids, kultur og idræt, idræt",
        "culture, leisure, culture and leisure, sport, sports, culture and sports, leisure and culture",
    ),
    "Teknik & Miljø": (
        "teknik, miljø, teknik og miljø, miljø og teknik, teknik og miljøs, klima og miljø, vej og park",
        "environment, technical and environment, technology and environment, environmental",
        "technical and environmental, technical services and environment, roads and parks",
    ),
    "Beskæftigelse & Erhverv": (
        "beskæftigelse, beskæftigelses, erhverv, erhvervs, jobcenter, arbejdsmarked, arbejdsmarkeds",
        "beskæftigelse og integration",
        "employment, business, employment and business, jobs, labour market, labor market, job centre",
    ),
    "Administration": ("administrationen, administrativ, administrative, det administrative, adm", "administrations"),
}

_TYPES = (
    "Investeringsforslag",
    "Effektiviseringsforslag",
    "Innovationsforslag",
    "Innovationsprojekt",
    "Besparelsesforslag",
    "Budgetforslag",
    "Omstillingsforslag",
)
# One family for every way of naming a measure; the first spelling is the key. Unknown measures are their own family.
_MEASURES: tuple[tuple[str, ...], ...] = (
    ("digitalisering", "digitalisering automatisering", "automatisering", "automatisering digitalisering"),
    ("organisering", "organisation", "omorganisering"),
    ("planlaegning",),
    ("indkoeb",),
    ("udbud",),
    ("borgerrettede indsatser", "borgerrettet indsats"),
    ("velfaerdsteknologi",),
    ("hjemtagning af opgaver", "hjemtagelse af opgaver", "hjemtagning", "hjemtagelse", "insourcing"),
    ("tvaerkommunale samarbejder", "tvaerkommunalt samarbejde"),
)

_COMMITTEE_KEYS: dict[str, str] = {
    key: abbreviation
    for abbreviation, committee in COMMITTEES.items()
    for name in (abbreviation, committee.name, *committee.english)
    for key in (key_of(name), re.sub(r"^(the )?", "", key_of(name)))
}


def committee(text: str) -> str | None:
    """The abbreviation of a committee from any of its names ("SUD", "socialudvalgets", "Health and Care Committee")."""
    key = re.sub(r"^the ", "", key_of(mended(text)))
    for candidate in (key, key.removesuffix("s"), re.sub(r"\b(sund|kult|tekn)(hed|ur|ik) og", r"\1\2s og", key)):
        if candidate in _COMMITTEE_KEYS:
            return _COMMITTEE_KEYS[candidate]
    return nearest(key, _COMMITTEE_KEYS)


def administration(text: str) -> str | None:
    """The official spelling of an administration of Copenhagen; another printed name comes back mended, "" as None."""
    printed = mended(text)
    if not printed:
        return None
    if printed.upper() in _ADMINISTRATION_ABBREVIATIONS:
        return _ADMINISTRATION_ABBREVIATIONS[printed.upper()]
    head, ending, addition = printed.partition("forvaltningen")
    key = key_of(head + ending)
    for official in _ADMINISTRATIONS:
        if fuzz.ratio(key, key_of(official)) >= NEAR:
            return official + addition
    return printed


_AREA_ENDING = re.compile(r"(?:s?omraad(?:et|er|e|ets)?| omraad(?:et|er|e)?| areas?| sektor(?:en)?| sector)$")
_AREA_KEYS: dict[str, str] = {
    key_of(word): area
    for area, lists in _AREA_WORDS.items()
    for word in (area, *(part for words in lists for part in words.split(", ")))
}


def area(text: str) -> str | None:
    """The idea-bank area that a check box or a phrase names ("skoleområdet", "culture and leisure"), or None."""
    key = re.sub(r"^(?:the|det|den|de|paa|inden for|indenfor) ", "", key_of(mended(text)))
    stem = _AREA_ENDING.sub("", key).strip()
    for candidate in (key, stem, stem.removesuffix("s"), stem.removesuffix("e"), stem.removesuffix("erne") + "er"):
        if candidate in _AREA_KEYS:
            return _AREA_KEYS[candidate]
    return nearest(stem, _AREA_KEYS)


def measure(text: str) -> tuple[str, str]:
    """A measure as printed with spacing and case mended, and the key of its family."""
    printed = mended(text).strip(" .;,")
    if printed.isupper() and len(printed) > 4:
        printed = printed.lower()
    return printed[:1].upper() + printed[1:], measure_family(printed)


_MEASURE_KEYS = {name: names[0] for names in _MEASURES for name in names}


def measure_family(text: str) -> str:
    """The key under which the spellings of one measure fall together, typos too."""
    key = key_of(mended(text))
    if key in _MEASURE_KEYS:
        return _MEASURE_KEYS[key]
    return nearest(key, _MEASURE_KEYS) or key


def proposal_type(text: str) -> str:
    """The official name of a kind of proposal from a misspelled one; another text comes back mended."""
    printed = mended(text)
    best = process.extractOne(
        key_of(printed), {name: key_of(name) for name in _TYPES}, scorer=fuzz.ratio, score_cutoff=90
    )
    return str(best[2]) if best else printed
