"""Cards whose title stands above their labels, with a colour or a status at its end."""

from loaders import files, kinds
from records import Loaded

TOP = ("Opfølgning på investeringer i Rudersdal Kommune", "Alle beløb er i 1.000 kr.", "")
CODES = ("P-07", "P-09", "P-11", "P-12")
NAMES = ("Ombygning af plejecenter", "Bedre udnyttelse af lokaler", "Digital nøgle", "Ny model for ledsagelse")
COLOURS = ("Gul", "Grøn", "Grøn", "Rød")
READ = list(zip((code.replace("-", "") for code in CODES), NAMES, ("yellow", "green", "green", "red"), strict=True))


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("status.txt", "\n".join([*TOP, *lines]).encode()))


def told(loaded: Loaded) -> list[tuple[str | None, str, str | None]]:
    return [(row.code, row.title, row.colour) for row in loaded.statuses]


def test_labels_stand_before_their_values() -> None:
    """Where a card has no remark, the next one is another."""
    cards = [
        line
        for at, (code, name, colour) in enumerate(zip(CODES, NAMES, COLOURS, strict=True))
        for line in (
            f"{code} {name}\t\t\t{colour}",
            f"Område\tSkole {at}\tInvestering\t1.{at}00",
            f"Vedtaget budget\t202{at + 2}\tBesparelse\t-{at}50",
            "Status\tForløber som planlagt\t\t",
            *([f"Bemærkning\tEtape {at} er i drift.\t\t"] if at % 2 else []),
            "",
        )
    ]
    loaded = read(*cards)
    assert told(loaded) == READ
    assert [row.budget_year for row in loaded.statuses] == [2022, 2023, 2024, 2025]
    assert [row.investment_tkr for row in loaded.statuses] == [1000, 1100, 1200, 1300]
    assert [row.remark for row in loaded.statuses] == ["", "Etape 1 er i drift.", "", "Etape 3 er i drift."]


def test_labels_stand_above_their_values() -> None:
    cards = [
        line
        for at, (code, name, colour) in enumerate(zip(CODES, NAMES, COLOURS, strict=True))
        for line in (
            f"{code} {name}\t\t\t\t{colour}",
            "Budgetår\tForvaltning\tInvestering\tÅrlig besparelse\tFase",
            f"202{at + 2}\tSocial og Sundhed\t1.{at}00\t{at}50\tI udførelse",
            "",
            f"Bemærkning: Møde {at} er holdt.",
            "",
        )
    ]
    loaded = read(*cards)
    assert told(loaded) == READ
    assert [row.budget_year for row in loaded.statuses] == [2022, 2023, 2024, 2025]
    assert [row.remark for row in loaded.statuses] == [f"Møde {at} er holdt." for at in range(4)]


def test_a_card_without_its_first_label_gives_none_of_its_own_to_the_one_before() -> None:
    cards = [
        line
        for at in range(4)
        for line in (
            *([] if at == 2 else [f"Titel\tForslag nummer {at}"]),
            f"Område\tSkole {at}",
            f"Besparelse\t-{at + 1}00",
            f"Status\t{('Forsinket', 'I drift', 'Opgivet', 'Forsinket')[at]}",
            "",
        )
    ]
    rows = {row.title: (row.area, row.status) for row in read(*cards).statuses}
    assert rows["Forslag nummer 1"] == ("Skole 1", "I drift")
    assert rows["Forslag nummer 3"] == ("Skole 3", "Forsinket")


def test_a_code_stands_before_the_title_and_budgets_between_the_cards() -> None:
    cards = [
        line
        for at, name in enumerate(NAMES)
        for line in (
            *(["Vedtaget i Budget 2024", ""] if at == 0 else ["Vedtaget i Budget 2025", ""] if at == 2 else []),
            f"FR 24/0{at}\t{name}\t\t",
            f"Område\tSkole {at}\tAnsvarlig\tSkolechef",
            f"Investering\t1.{at}00\tÅrlig gevinst\t-{at}50",
            f"Status\t{COLOURS[at]} – aftalt\t\t",
            "",
        )
    ]
    found = read(*cards).statuses
    assert [(row.code_as_printed, row.title, row.budget_year, row.colour) for row in found] == [
        ("FR 24/00", NAMES[0], 2024, "yellow"),
        ("FR 24/01", NAMES[1], 2024, "green"),
        ("FR 24/02", NAMES[2], 2025, "green"),
        ("FR 24/03", NAMES[3], 2025, "red"),
    ]
