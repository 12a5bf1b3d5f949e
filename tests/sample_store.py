"""A small store that the tests of search and answers share: made-up records, real SQLite."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from index.search.entries import update_entries
from index.search.search_facade import Library
from index.store.store import Store
from records import Figure, Link, Loaded, Milestone, Passage, Proposal, Source, StatusRow

NOW = datetime(2026, 11, 20, 9, 0)
TODAY = NOW.date()
BANK = "bank.txt"


def proposal(municipality: str, title: str, line: int = 1, **fields: object) -> Proposal:
    """A proposal at a line of the bank."""
    return Proposal(municipality, title, Source(BANK, line), **fields)  # type: ignore[arg-type]


IDEAS = (
    proposal(
        "Greve",
        "Brug af robotstøvsugere",
        1,
        saving_tkr=500.0,
        cost_tkr=100.0,
        phase_in_year=2025,
        adopted=True,
        areas=("Ældre & Sundhed",),
        measures=("Digitalisering/Automatisering",),
        summary="Hjemmeplejen køber robotter.",
    ),
    proposal(
        "Greve",
        "Fælles indkøb af kontorartikler",
        20,
        saving_tkr=1500.0,
        cost_tkr=0.0,
        phase_in_year=2026,
        adopted=False,
        areas=("Administration",),
        measures=("Indkøb",),
        summary="Papir og print købes samlet.",
    ),
    proposal(
        "Solrød",
        "Robotrengøring i idrætshaller",
        40,
        saving_tkr=900.0,
        phase_in_year=2026,
        adopted=True,
        areas=("Kultur & Fritid",),
        measures=("Digitalisering/ Automatisering",),
        summary="Gulvene vaskes af robotter.",
    ),
    proposal(
        "Solrød",
        "Færre vikarer i ældreplejen",
        60,
        cost_tkr=250.0,
        phase_in_year=2025,
        areas=("Ældre & Sundhed",),
        summary="Fast personale frem for vikarer. En robot nævnes ikke.",
    ),
    proposal(
        "Solrød",
        "Ny struktur for bibliotekerne",
        80,
        saving_tkr=2000.0,
        cost_tkr=3000.0,
        adopted=False,
        areas=("Kultur & Fritid",),
        measures=("Organisering",),
        summary="Bogbussen nedlægges.",
    ),
)
INVESTMENTS = (
    Proposal(
        "Lillekøbing",
        "Bedre botilbud til borgere med handicap",
        Source("forslag.txt", 10),
        code="AB01",
        type="Investeringsforslag",
        committee="SUD",
        administration="Socialforvaltningen",
        saving_tkr=4000.0,
        cost_tkr=9000.0,
        payback_service_years=3.0,
        payback_total_years=4.0,
        price_level="2023",
        lasting_change={2023: -1000.0, 2024: -4000.0},
        summary="Borgerne får egne boliger.",
        evidence={"cost_tkr": Source("forslag.txt", 15)},
        overview={"payback_years": 4.0, "line": 3},
    ),
    Proposal(
        "Lillekøbing",
        "FORTROLIGT Salg af grund",
        Source("forslag.txt", 4),
        code="AB02",
        confidential=True,
        committee="TMU",
        type="Investeringsforslag",
        cost_tkr=500.0,
    ),
)
MILESTONES = (
    Milestone(
        "Lillekøbing",
        "AB01",
        "Bedre botilbud til borgere med handicap",
        "Boligerne er taget i brug",
        "Indflytning",
        "Center for Handicap",
        "Udgangen af 2023",
        Source("forslag.txt", 90),
        all_dues=((date(2023, 12, 1), date(2023, 12, 31)),),
    ),
    Milestone(
        "Lillekøbing",
        "AB01",
        "Bedre botilbud til borgere med handicap",
        "Personalet er ansat",
        "Antal ansatte",
        "HR-enheden",
        "Efter implementering",
        Source("forslag.txt", 95),
    ),
)
BODY = (
    Passage(
        "Der købes 12 møblerede boliger til 30.000 kr. pr. stk. Flytningen begynder i april.",
        Source("forslag.txt", 50),
        55,
        "2. Forslagets indhold",
        "Lillekøbing",
        "AB01",
        "Bedre botilbud til borgere med handicap",
    ),
)


def row(code: str | None, year: int, title: str, line: int, **fields: object) -> StatusRow:
    """A status row at a line of the report, green unless said otherwise."""
    base = StatusRow(
        "Lillekøbing",
        code,
        code,
        year,
        "Handicap",
        title,
        "Investeringsforslag",
        "Forløber som planlagt",
        "green",
        "words",
        "",
        Source("status.txt", line),
        committee="SUD",
        as_of=date(2024, 12, 31),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


STATUSES = (
    row(
        "HA03",
        2023,
        "Bedre botilbud til borgere med handicap",
        5,
        investment_tkr=9000.0,
        saving_tkr=-4000.0,
        phase_in_year=2026,
    ),
    row(
        "HA06",
        2022,
        "Plads til flere børn",
        6,
        status="Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr.",
        colour="red",
        remark="Pladserne er først klar i 2025.",
        handling="Besparelsen hentes som rammebesparelse.",
        saving_tkr=-1100.0,
    ),
    row("HA06", 2025, "Bedre indkøb", 7, saving_tkr=-1750.0, investment_tkr=7650.0, phase_in_year=2027),
    row("TV02", 2024, "Mindre fravær i skolen", 8, status="Initiativet er implementeret", saving_tkr=-104.0),
    row(
        "TV02",
        2024,
        "Mindre fravær i skolen",
        9,
        area="Børnefamilier",
        status="Initiativet er implementeret",
        saving_tkr=-390.0,
    ),
    row("TV07", 2025, "Afdrag på interne lån", 10, saving_tkr=3500.0, area="Børnefamilier"),
)
LINK = Link(
    "Lillekøbing", "AB01", INVESTMENTS[0].title, "HA03", STATUSES[0].title, 2023, "Handicap", "title+amount", 0.98
)
NOTE = (
    Passage(
        "Efter udmøntningen resterer der 247,4 mio. kr. i investeringspuljen.", Source("note.txt", 3), 4, "Baggrund"
    ),
    Passage(
        "Socialudvalget præsenteres næste gang for opfølgningen på budgetseminaret 2026.",
        Source("note.txt", 9),
        9,
        "Videre proces",
    ),
)
FIGURES = (
    Figure(
        "Tabel 1", "Midler i investeringspuljen 2021", "Service", 115.0, "mio. kr. i 2021 p/l", Source("note.txt", 20)
    ),
    Figure(
        "Tabel 2",
        "Socialudvalget",
        "Effektiviseringer, service 2023",
        29696.0,
        "1.000 kr. 2022 p/l",
        Source("note.txt", 30),
    ),
    Figure("Tabel 3", "Socialudvalget", "Ansatte 2021", 4711.0, "antal", Source("note.txt", 40)),
)


def sample_library(folder: Path) -> Library:
    """A library with an idea bank, a catalogue, a status report and a note."""
    store = Store(folder / "shelf.db", find_links=lambda proposals, statuses: (LINK,), follow=update_entries)
    documents = (
        Loaded(BANK, "ideas", "Idébank", proposals=IDEAS),
        Loaded(
            "forslag.txt",
            "proposals",
            "Forslag",
            "Lillekøbing",
            proposals=INVESTMENTS,
            milestones=MILESTONES,
            passages=BODY,
        ),
        Loaded("status.txt", "statuses", "Status", "Lillekøbing", date(2024, 12, 31), statuses=STATUSES),
        Loaded("note.txt", "strategy", "Notat", "Lillekøbing", passages=NOTE, figures=FIGURES),
    )
    for document in documents:
        store.replace(document, document.document, NOW)
    return Library(store)
