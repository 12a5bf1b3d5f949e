"""Forms of an idea bank as its text leaves the PDF: indented titles, boxes after their labels, a trailing column."""

from collections.abc import Iterable

from loaders.kinds import ideas
from records import Document, Loaded, Proposal

ROWS = (
    ("Daginstitutioner", "Kultur & Fritid"),
    ("Skoler", "Teknik & Miljø"),
    ("Udsatte børn", "Beskæftigelse & Erhverv"),
    ("Udsatte voksne & borgere med handicap", "Administration"),
    ("Ældre & Sundhed",),
)
ECONOMY = """ Økonomi  Typer af tiltag
 Effekt ved fuld indfasning (t.kr.): 450  Organisering
 Fuldt indfaset år: 2026
 Implementeringsomkostninger: 100
 Er forslaget vedtaget: Ja
"""
MORE = """ Yderligere information
 Bilag 1.pdf
"""


def boxes(ticked: Iterable[str], yes: str = "\uf053\uf020", no: str = "\uf0a3\uf020") -> str:
    """The rows of the form; the long label breaks over lines, as it does in print."""
    rows = ("  ".join(f"{area} {yes if area in ticked else no}" for area in row) for row in ROWS)
    return "".join(f" {row}\n" for row in rows).replace("med handicap ", "med \n\nhandicap \n")


def form(
    title: str = "Fælles vagtplan",
    text: str = " Vagterne lægges samlet.",
    municipality: str = "Fanø",
    ticked: Iterable[str] = ("Skoler",),
    economy: str = ECONOMY,
    more: str = MORE,
) -> str:
    """One printed entry."""
    head = f"        {municipality} Kommune     \n\n        {title}  \n\n{text} \n\n"
    return f"{head}        Berørte fagområder  \n{boxes(ticked)}\n{economy}\n{more}\n\n"


def document(text: str) -> Document:
    return Document("bank.txt", tuple(text.split("\n")))


def load(*forms: str) -> Loaded:
    return ideas.load(document("".join(forms)))


def only(text: str) -> Proposal:
    """The one proposal of a text."""
    (proposal,) = load(text).proposals
    return proposal


def kinds(loaded: Loaded) -> list[str]:
    return [finding.kind for finding in loaded.findings]
