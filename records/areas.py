"""The nine areas of the idea bank and how people say them."""

import re
from functools import lru_cache

from records.spelling import key_of, mended, nearest, words_of

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

_ENDING = re.compile(r"(?:s?omraad(?:et|er|erne|e|ets)?| areas?| sektor(?:en)?| sector)$")
_LEADING = re.compile(r"^(?:the|det|den|de|paa|inden for|indenfor|within) ")
_KEYS: dict[str, str] = {
    key_of(word): area
    for area, lists in _AREA_WORDS.items()
    for word in (area, *(part for words in lists for part in words.split(", ")))
}
_BAGS = {words_of(key): area for key, area in _KEYS.items()}


@lru_cache(maxsize=10_000)  # a question asks it of each of its words several times
def area(text: str) -> str | None:
    """The idea-bank area that a check box or a phrase names ("skoleområdet", "culture and leisure"), or None."""
    key = _LEADING.sub("", key_of(mended(text)))
    stem = _ENDING.sub("", key).strip()
    for candidate in (key, stem, stem.removesuffix("e"), stem.removesuffix("erne") + "er"):
        if found := _KEYS.get(candidate) or _BAGS.get(words_of(candidate)):
            return found
    return nearest(stem, _KEYS)
