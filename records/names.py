"""Names of the field: committees, administrations, municipalities, areas, measures and kinds of proposal."""

from rapidfuzz import fuzz, process

from records.areas import AREAS, area
from records.committees import COMMITTEES, Committee, administration, committee, committee_halfway
from records.municipalities import MUNICIPALITIES, municipalities_in, municipality
from records.spelling import key_of, mended, nearest, words_of

__all__ = [
    "AREAS",
    "COMMITTEES",
    "MUNICIPALITIES",
    "TYPE_OF_IDEAS",
    "Committee",
    "administration",
    "area",
    "committee",
    "committee_halfway",
    "measure",
    "measure_family",
    "mended",
    "municipalities_in",
    "municipality",
    "proposal_type",
]

_TYPES = (
    "Investeringsforslag",
    "Effektiviseringsforslag",
    "Innovationsforslag",
    "Innovationsprojekt",
    "Besparelsesforslag",
    "Budgetforslag",
    "Omstillingsforslag",
)
# What idea banks call their proposals in the heading of each page, where no proposal has a type of its own.
TYPE_OF_IDEAS = "Effektiviseringsforslag"
# How alike, of 100, a printed type must be to an official one: "Investeringforslag" lacks a letter.
_TYPE_NEAR = 90
# One family for every way of naming a measure; the first is the key. Unknown measures are their own family.
_FAMILIES = (
    "digitalisering, digitalisering automatisering, automatisering, digitalisation, digitalization, automation",
    "organisering, organisation, omorganisering, organization",
    "planlaegning, planning",
    "indkoeb, procurement, purchasing",
    "udbud, tender, tendering",
    "borgerrettede indsatser, borgerrettet indsats",
    "velfaerdsteknologi, welfare technology",
    "hjemtagning af opgaver, hjemtagelse af opgaver, hjemtagning, hjemtagelse, insourcing",
    "tvaerkommunale samarbejder, tvaerkommunalt samarbejde",
    "samarbejde med regioner, samarbejde med regionen",
    "samarbejde med private, samarbejde med private aktoerer",
)
_MEASURES = {name: names.split(", ")[0] for names in _FAMILIES for name in names.split(", ")}
_MEASURE_BAGS = {words_of(name): family for name, family in _MEASURES.items()}


def measure(text: str) -> tuple[str, str]:
    """A measure as printed with spacing and case mended, and the key of its family."""
    printed = mended(text).strip(" .;,")
    if printed.isupper() and len(printed) > 4:
        printed = printed.lower()
    return printed[:1].upper() + printed[1:], measure_family(printed)


def measure_family(text: str) -> str:
    """The key under which the spellings of one measure fall together, typos too."""
    key = key_of(mended(text))
    return _MEASURES.get(key) or _MEASURE_BAGS.get(words_of(key)) or nearest(key, _MEASURES) or key


def proposal_type(text: str) -> str:
    """The official name of a kind of proposal from a misspelled one; another text comes back mended."""
    printed = mended(text)
    names = {name: key_of(name) for name in _TYPES}
    best = process.extractOne(key_of(printed), names, scorer=fuzz.ratio, score_cutoff=_TYPE_NEAR)
    return str(best[2]) if best else printed
