"""Status reports as other municipalities' offices make them: what their headings, lines and cells say."""

import pytest

from loaders import files, kinds
from records import Document, Loaded

TOP = "Opfølgning på effektiviseringer i Holbæk Kommune"
CASES = ("A1\tFærre ture\t-640\tI drift", "A2\tFælles korps\t-1.150\tForsinket", "A3\tNye døre\t-90\tOpgivet")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("status.txt", "\n".join(lines).encode()))


@pytest.mark.parametrize(
    "line",
    [
        "Beløb i t.kr. Gevinsten er den årlige virkning, når tiltaget er fuldt indfaset; et minus betyder færre "
        "udgifter. Farven i kolonnen Vurdering: grøn = kører som aftalt, gul = usikkerhed om tid eller økonomi.",
        '1.000 kr., 2025-priser. Negativt beløb = lavere udgift. Farve i kolonnen "Vurdering": grøn følger planen.',
    ],
)
def test_the_first_sentence_of_a_long_line_gives_the_unit(line: str) -> None:
    found = read(TOP, line, "", "Nr.\tTiltag\tBesparelse\tStatus", *CASES).statuses
    assert [row.saving_tkr for row in found] == [-640, -1150, -90]


def test_amounts_under_full_effect_are_savings() -> None:
    """Years there tell from when on there is one."""
    found = read(TOP, "Beløb i 1.000 kr.", "", "Nr.\tTiltag\tFuld virkning\tStatus", *CASES).statuses
    assert [row.saving_tkr for row in found] == [-640, -1150, -90]
    years = ("A1\tFærre ture\t-640\t2026\tI drift", "A2\tFælles korps\t-1.150\t2027\tForsinket")
    found = read(TOP, "Beløb i 1.000 kr.", "", "Nr.\tTiltag\tBesparelse\tFuld virkning\tStatus", *years).statuses
    assert [(row.saving_tkr, row.phase_in_year) for row in found] == [(-640, 2026), (-1150, 2027)]


def test_how_far_a_case_has_come_is_no_status_beside_one_in_words() -> None:
    rows = ("A1\tFærre ture\t-640\t100 %\tI drift", "A2\tFælles korps\t-150\t80 %\tForsinket")
    found = read(TOP, "t.kr.", "", "Nr.\tTiltag\tBesparelse\tFremdrift\tStatus", *rows).statuses
    assert [row.status for row in found] == ["I drift", "Forsinket"]


def test_codes_stand_at_the_end_of_titles() -> None:
    rows = ("Færre ture Sag 23-114\t-640\tI drift", "Fælles korps Sag 24-020\t-150\tForsinket")
    found = read(TOP, "t.kr.", "", "Tiltag\tBesparelse\tStatus", *rows).statuses
    assert [(row.code, row.title) for row in found] == [("23114", "Færre ture"), ("24020", "Fælles korps")]


@pytest.mark.parametrize(
    "ends", [("2024-2025", "på 2 skoler", "i 2026"), ("rute 27-114", "rute 27-114", "rute 27-115")]
)
def test_titles_that_end_with_other_numbers_have_no_codes(ends: tuple[str, str, str]) -> None:
    titles = [f"{name} {end}" for name, end in zip(("Færre ture", "Fælles korps", "Nye busser"), ends, strict=True)]
    rows = (f"{title}\t-{at}40\tI drift" for at, title in enumerate(titles, 1))
    found = read(TOP, "Beløb i t.kr.", "", "Tiltag\tBesparelse\tStatus", *rows).statuses
    assert [(row.code, row.title) for row in found] == [(None, title) for title in titles]


def test_digits_are_the_status_that_a_line_says() -> None:
    head = "TILP.\tTEKST\tBUDGET ÅR\tINVESTERING 1.000 KR.\tEFFEKT 1.000 KR.\tSTA-TUS"
    rows = ("1001\tFakturaer\t2023\t1.400\t950-\t2", "1004\tSparet husleje\t2024\t2.150\t1.730-\t3")
    more = ("1007\tMedlemskab\t2025\t0\t64-\t1", "\tUDVALG I ALT\t\t3.550\t2.744-\t")
    legend = "STATUS: 1 = GRØN (REALISERET) 2 = GUL (FORSINKET) 3 = RØD (REALISERES IKKE) 4 = IKKE VURDERET"
    found = read(TOP.upper(), "", "UDVALG: 10 Økonomiudvalget", "", head, *rows, *more, "", legend).statuses
    assert [(row.code, row.colour, row.saving_tkr) for row in found] == [
        ("1001", "yellow", -950),
        ("1004", "red", -1730),
        ("1007", "green", -64),
    ]
    assert {row.area for row in found} == {"Økonomiudvalget"}


def test_captions_that_end_with_a_committee_name_the_areas() -> None:
    parts = [
        line
        for at, name in enumerate(("Socialudvalget", "Børne- og Familieudvalget"), 1)
        for line in (
            f"Tabel {at}. Forslag under {name}",
            "",
            "Forslag\tBudget\tInvestering (mio. kr.)\tBesparelse (mio. kr.)\tStatus",
            f"S{at} – Nye ruter\t2023\t1,20\t2,45\tGennemført",
            f"T{at} – Nye huse\t2024\t0,20\t1,45\tForsinket",
            "",
        )
    ]
    loaded = read("Halvårsstatus for spareforslag i Thisted Kommune", "Der er fulgt op på de forslag.", "", *parts)
    assert [(row.area, row.saving_tkr) for row in loaded.statuses] == [
        *[("Socialudvalget", 2450), ("Socialudvalget", 1450)],
        *[("Børne- og Familieudvalget", 2450), ("Børne- og Familieudvalget", 1450)],
    ]


def test_a_remark_in_the_cell_of_a_title_is_a_remark() -> None:
    """Where others stand in rows of their own below their cases."""
    rows = (
        "A1\tFærre ture\t-640\tI drift",
        "Bemærkning: Aftalt i maj.",
        "A2\tFælles korps Bemærkning: Går godt.\t-1.150\tForsinket",
        "A3\tNye døre\t-90\tOpgivet",
        "Bemærkning: Lukket.",
    )
    found = read(TOP, "Beløb i 1.000 kr.", "", "Nr.\tTiltag\tBesparelse\tStatus", *rows).statuses
    assert [(row.title, row.remark) for row in found] == [
        ("Færre ture", "Aftalt i maj."),
        ("Fælles korps", "Går godt."),
        ("Nye døre", "Lukket."),
    ]


def test_a_line_of_cells_above_the_table_names_the_municipality() -> None:
    found = read("Intra Hjørring\tNyheder\tØkonomi\tProjekter", "", "Nr.\tTiltag\tBesparelse\tStatus", *CASES).statuses
    assert {row.municipality for row in found} == {"Hjørring"}


def test_a_word_beside_a_unit_of_money_is_no_name() -> None:
    line = "Beløbene er i kroner, og driftsbeløb med minus er besparelser."
    rows = ("1.01\tFærre ture\t10.000\t-640.000\tI drift", "1.02\tFælles korps\t\t-150.000\tForsinket")
    loaded = read(TOP, line, "", "Nr.\tForslag\tAnlæg, kr.\tDrift, kr.\tStatus", *rows)
    assert [(row.investment_tkr, row.saving_tkr) for row in loaded.statuses] == [(10, -640), (None, -150)]
    assert "money_taken" in {one.kind for one in loaded.findings}


def test_a_heading_that_is_a_unit_heads_the_amounts_that_the_caption_names() -> None:
    rows = ("D1\tFærre ture\tSkole\t0,64\tI drift", "D2\tFælles korps\tÆldre\t1,15\tForsinket")
    above = ("Driftsbesparelser", "Vedtaget i budget 2024. Status 1. september 2025. Beløb i mio. kr.")
    found = read(TOP, "", *above, "", "Nr.\tBesparelse\tOmråde\tMio. kr.\tStatus", *rows).statuses
    assert [(row.title, row.saving_tkr, row.budget_year) for row in found] == [
        ("Færre ture", 640, 2024),
        ("Fælles korps", 1150, 2024),
    ]


def test_negative_figures_of_years_beside_a_cost_are_savings() -> None:
    line = "Alle tal er i 1.000 kr. Investering er en engangsudgift."
    rows = ("Færre ture\tI drift\t400\t-300\t-600", "Fælles korps\tForsinket\t0\t-150\t-150")
    found = read(TOP, line, "", "Forslag\tStatus\tInvestering\t2025\t2026 og frem", *rows).statuses
    assert [(row.investment_tkr, row.saving_tkr) for row in found] == [(400, -600), (0, -150)]


def test_of_several_painted_columns_the_one_called_status_counts() -> None:
    head = "Nr.\tForslag\tOmråde\tBesparelse t.kr.\tTid\tØkonomi\tSamlet status\tForklaring"
    titles = ("Færre ture", "Fælles korps", "Nye døre", "Lavere husleje")
    cases = [f"A{at}\t{title}\tSkole\t-{at}50\t\t\t\tAftalt i maj." for at, title in enumerate(titles, 1)]
    shades = (("green", "red", "yellow"), ("red", "red", "green"), ("green", "green", "red"), ("red", "green", "green"))
    fills = {(3 + at, 4 + side): colour for at, row in enumerate(shades) for side, colour in enumerate(row)}
    loaded = kinds.read_document(Document("status.pdf", (TOP, "", head, *cases), (1,) * 7, fills))
    assert [row.colour for row in loaded.statuses] == [row[-1] for row in shades]
    assert "column_unread" in {one.kind for one in loaded.findings}


@pytest.mark.parametrize("names", [("Velfærd & Omsorg", "Børn & Læring"), ("Forsinket", "I drift")])
def test_a_first_column_without_a_heading_names_the_areas(names: tuple[str, str]) -> None:
    """Where its names stand over several rows each, and are no status."""
    titles = ("Færre ture", "Fælles korps", "Nye døre", "Lavere husleje")
    rows = (f"{names[at // 2]}\tV{at}\t{title}\t-{at + 1}50\tI drift" for at, title in enumerate(titles))
    found = read(TOP, "Beløb i t.kr.", "", "\tId\tTiltag\tBesparelse\tStatus", *rows).statuses
    are_areas = names[0] != "Forsinket"
    assert [row.area for row in found] == [names[at // 2] if are_areas else "" for at in range(4)]
