"""Answers built by hand, one for each intent, that hold every kind of thing a card can show."""

from dataclasses import replace
from datetime import date

from index.store.row_matching import changes
from records import (
    Answer,
    CaseView,
    Fact,
    Figure,
    Hit,
    Link,
    Milestone,
    Movement,
    Note,
    Part,
    Proposal,
    Quote,
    Reading,
    Source,
    StatusRow,
    Table,
)

TODAY = date(2026, 11, 21)
REPORT, CATALOGUE, NOTE, IDEAS = "status-2025.txt", "forslag-2024.pdf", "notat.txt", "idebank.txt"

PROPOSAL = Proposal(
    "Sandvig",
    "Fælles vaskeri på plejehjemmene",
    Source(CATALOGUE, 812, 14),
    code="ÆP10",
    committee="Sundheds- og Omsorgsudvalget",
    type="Investeringsforslag",
    saving_tkr=1113.0,
    cost_tkr=4150.0,
    payback_service_years=4.0,
    price_level="2024",
)
ROW_2022 = StatusRow(
    "Sandvig",
    "PL06",
    "PL06",
    2022,
    "Ældre",
    "Fælles vaskeri",
    "Investeringsforslag",
    "Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr.",
    "red",
    "words",
    "Maskinerne er forsinkede & dyrere; se <https://eksempel.dk|her>.",
    Source(REPORT, 8),
    4150.0,
    -1113.0,
    2023,
    as_of=date(2025, 12, 31),
    price_level="2025 p/l",
)
ROW_2025 = replace(
    ROW_2022,
    budget_year=2025,
    title="Bedre indkøb af linned",
    status="Forløber som planlagt",
    colour="green",
    colour_from="fill",
    remark="",
    source=Source(REPORT, 24),
    investment_tkr=None,
    saving_tkr=250.0,
)
EARLIER = replace(
    ROW_2022,
    colour="green",
    status="Forløber som planlagt",
    remark="",
    source=Source("status-før.txt", 9),
    investment_tkr=4000.0,
    phase_in_year=2022,
)
MOVED = (Movement(EARLIER, ROW_2022, changes(EARLIER, ROW_2022)),)
MILESTONES = (
    Milestone(
        "Sandvig",
        "ÆP10",
        "Fælles vaskeri på plejehjemmene",
        "Vaskeriet er taget i brug.",
        "Vask fra alle otte plejehjem sendes til vaskeriet.",
        "Ældre og Sundhed",
        "Ultimo 2026",
        Source(CATALOGUE, 840, 15),
        all_dues=((date(2026, 11, 1), date(2026, 12, 31)),),
        group="implementering",
    ),
    Milestone(
        "Sandvig",
        "ÆP10",
        "Fælles vaskeri på plejehjemmene",
        "Udgiften pr. vask er faldet med 20 %.",
        "Regnskabet sammenlignes med året før.",
        "Økonomi",
        "Juni 2025, herefter årligt",
        Source(CATALOGUE, 845, 15),
        all_dues=((date(2025, 6, 1), date(2025, 6, 30)), (date(2026, 6, 1), date(2026, 6, 30))),
        recurring=True,
    ),
    Milestone(
        "Sandvig",
        "ÆP10",
        "Fælles vaskeri på plejehjemmene",
        "Personalet er tilfreds.",
        "",
        "",
        "Efter implementering",
        Source(CATALOGUE, 850, 15),
    ),
)


def hit(row: StatusRow, **other: object) -> Hit:
    saving = None if row.saving_tkr is None else -row.saving_tkr
    made = Hit(
        row.municipality,
        row.title,
        row.source.document,
        row.source,
        row.code,
        row.budget_year,
        row.area,
        saving,
        row.investment_tkr,
        row.phase_in_year,
        adopted=True,
        status=row.status,
        colour=row.colour,
        price_level=row.price_level,
    )
    return replace(made, **other)


PROPOSAL_HIT = Hit(
    "Sandvig",
    PROPOSAL.title,
    CATALOGUE,
    PROPOSAL.source,
    PROPOSAL.code,
    saving_tkr=1113.0,
    cost_tkr=4150.0,
    payback_service_years=4.0,
    payback_total_years=4.0,
    price_level="2024",
    snippet="Ét vaskeri i stedet for otte.",
)
HIT = hit(ROW_2022, also=(PROPOSAL_HIT,))
HITS = (
    HIT,
    hit(ROW_2025),
    Hit("Nordby", "Robotter i kantinen", IDEAS, Source(IDEAS, 36), saving_tkr=450.0, cost_tkr=0.0, adopted=False),
    Hit(
        "Nordby", "BC7 Ny aftale", IDEAS, Source(IDEAS), "BC7", confidential=True, phase_in_year=2026, budget_year=2026
    ),
)
ABOUT = {"code": "PL06", "year": 2022, "price_level": "2025 p/l"}
STATUS_FACTS = (
    Fact("status", ROW_2022.status, ROW_2022.source, {**ABOUT, "raw": ROW_2022.status}),
    Fact("colour", "red", ROW_2022.source, {**ABOUT, "raw": "red"}),
    Fact("remark", ROW_2022.remark, ROW_2022.source, {**ABOUT, "raw": ROW_2022.remark}),
    Fact("investment", "4.150", ROW_2022.source, {**ABOUT, "raw": 4150.0}),
    Fact("saving_printed", "-1.113", ROW_2022.source, {**ABOUT, "raw": -1113.0}),
    Fact("phase_in_year", "2023", ROW_2022.source, {**ABOUT, "raw": 2023}),
)
OWN = {"code": "ÆP10", "year": None, "price_level": "2024"}
PROPOSAL_FACTS = (
    Fact("cost", "4.150", Source(CATALOGUE, 820, 14), {**OWN, "raw": 4150.0}),
    Fact("payback_service", "4", Source(CATALOGUE, 821, 14), {**OWN, "raw": 4.0}),
    Fact("implementation", "", Source(CATALOGUE, 822, 14), {**OWN, "raw": {2025: 1150.0, 2024: 3000.0}}),
    Fact("overview_cost", "4.200", Source(CATALOGUE, 12, 2), {**OWN, "price_level": "2023 p/l", "raw": 4200.0}),
)
LINK = Link("Sandvig", "ÆP10", PROPOSAL.title, "PL06", ROW_2022.title, 2022, "Ældre", "title+amount", 0.93)
CASE = CaseView(HIT, PROPOSAL, (ROW_2022,), MILESTONES, (LINK,))
BASIS = {"code": "PL06", "year": 2022, "basis": "title+amount", "score": 0.93}
CODE = Part("code:PL06:", "code", {"code": "PL06", "year": None})
TOPIC = Part("topic", "topic", {"text": "vaskeri"})
UNDER = Part("saving", "saving", {"op": "under", "low": 1000.0, "high": None, "which": "", "negated": False})
QUOTE = Quote("Vaskeriet skal stå på  havnen.", Source(NOTE, 36), 41, "Placering", "Fælles vaskeri")


def _answer(intent: str, question: str, *parts: Part, **other: object) -> Answer:
    return Answer(question, "da", intent, TODAY, Reading(parts), **other)


ANSWERS = {
    "search": _answer(
        "search",
        "vaskeri under 1 mio. kr.",
        TOPIC,
        UNDER,
        total=37,
        hits=HITS,
        notes=(
            Note("spelled_as", {"typed": "vaskri", "read": "vaskeri"}),
            Note("amount_is_saving"),
            Note("not_stated_apart", {"count": 3, "field": "saving"}),
        ),
    ),
    "search_nothing": _answer(
        "search",
        "vaskeri i Nordby",
        TOPIC,
        Part("municipality", "municipality", {"names": ["Nordby", "Sandvig"]}),
        nearest=HITS[2:3],
        notes=(Note("nothing_found"), Note("nearest")),
    ),
    "status": _answer(
        "status",
        "status på PL06",
        CODE,
        total=1,
        hits=(HIT,),
        cases=(CASE,),
        milestones=MILESTONES,
        facts=(*STATUS_FACTS, *PROPOSAL_FACTS),
        quotes=(QUOTE,),
        notes=(
            Note("link_basis", {**BASIS, "from_code": "ÆP10"}),
            Note("overview_differs", {"field": "title", "overview": "Vaskeri", "own": "Fælles vaskeri"}),
            Note("data_as_of", {"date": date(2025, 12, 31)}),
        ),
    ),
    "status_ambiguous": _answer(
        "status",
        "PL06",
        CODE,
        total=2,
        hits=HITS[:2],
        cases=(CASE, CaseView(HITS[1], statuses=(ROW_2025,))),
        facts=(
            *STATUS_FACTS[3:5],
            Fact("saving_printed", "250", ROW_2025.source, {**ABOUT, "year": 2025, "raw": 250.0}),
        ),
        notes=(
            Note("ambiguous_code", {"code": "PL06", "count": 2}),
            Note("printed_extra_cost", {"code": "PL06", "amount": 250.0}),
        ),
    ),
    "status_list": _answer(
        "status_list",
        "røde eller gule sager",
        Part("colour", "colour", {"colour": ["red", "yellow"], "negated": False}),
        total=1,
        hits=(HIT,),
        notes=(Note("data_as_of", {"date": date(2025, 12, 31)}),),
    ),
    "milestones": _answer(
        "milestones",
        "milepæle i ÆP10",
        Part("code:ÆP10:", "code", {"code": "ÆP10", "year": None}),
        Part("due", "due", {"op": "between", "start": date(2026, 11, 1), "end": date(2026, 12, 31)}),
        total=1,
        hits=(PROPOSAL_HIT,),
        cases=(CaseView(PROPOSAL_HIT, PROPOSAL, (), MILESTONES),),
        milestones=MILESTONES,
        facts=(
            Fact("due", "Ultimo 2026 (2026-12-31)", MILESTONES[0].source, {"code": "ÆP10", "goal": "", "when": ""}),
        ),
        notes=(Note("only_relative_date", {"count": 1}),),
    ),
    "responsible": _answer(
        "responsible",
        "hvem er ansvarlig for ÆP10",
        CODE,
        total=1,
        cases=(CaseView(PROPOSAL_HIT, PROPOSAL),),
        milestones=MILESTONES,
        facts=(Fact("responsible", "Økonomi", MILESTONES[1].source, {"code": "ÆP10"}),),
    ),
    "total": _answer(
        "total",
        "samlet besparelse pr. kommune",
        Part("measure_of", "measure_of", {"what": "sum", "field": "saving"}, removable=False),
        Part("group", "group", {"by": "municipality"}),
        total=4,
        hits=HITS,
        table=Table(
            ("municipality", "saving", "count"), (("Sandvig", 863.0, 2.0), ("Nordby", 450.0, 1.0), (None, None, 1.0))
        ),
        facts=(
            Fact("total", "1.313", HITS[0].source, {"raw": 1313.0, "field": "saving"}),
            Fact("count", "4", HITS[0].source, {"raw": 4}),
        ),
        notes=(
            Note("price_levels_differ", {"levels": ["2025 p/l", "–"]}),
            Note("counted_cases", {"cases": 4, "rows": 5}),
        ),
    ),
    "compare": _answer(
        "compare",
        "sammenlign PL06 2022 og 2025",
        CODE,
        total=2,
        cases=(CASE, CaseView(HITS[1], statuses=(ROW_2025,))),
        table=Table(
            ("field", "PL06 (2022)", "PL06 (2025)"),
            (("status", ROW_2022.status, ROW_2025.status), ("colour", "red", "green"), ("investment", "4.150", None)),
            "text",
        ),
        facts=STATUS_FACTS[3:4],
    ),
    "changes": _answer(
        "changes",
        "hvad har flyttet sig",
        total=1,
        hits=HITS[:1],
        movements=(MOVED,),
        notes=(Note("compared", {"before": date(2023, 12, 31), "after": date(2024, 12, 31)}),),
    ),
    "figure": _answer(
        "figure",
        "hvor meget er der i puljen",
        TOPIC,
        figures=(Figure("Tabel 1", "Rest", "I alt", 12.5, "mio. kr.", Source(NOTE, 7)),),
        facts=(
            Fact("figure", "12,5 mio. kr.", Source(NOTE, 7), {"table": "Tabel 1", "row": "Rest", "column": "I alt"}),
        ),
    ),
    "passage": _answer("passage", "hvor skal vaskeriet stå", TOPIC, total=1, hits=(PROPOSAL_HIT,), quotes=(QUOTE,)),
    "help": _answer("help", "hjælp"),
    "unknown": _answer(
        "unknown",
        "hvad koster et tog",
        Part("topic", "topic", {"text": "tog"}),
        nearest=HITS[2:3],
        notes=(Note("not_in_documents", {"what": "tog"}),),
    ),
}
