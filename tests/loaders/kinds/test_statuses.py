"""Status reports: rows out of tables however they are laid out, colours from words, and what is doubtful."""

import re
from datetime import date
from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import statuses
from loaders.kinds.statuses import columns, figures, grid
from records import Document, Finding, Loaded, StatusRow, colours

HEADING = (
    "Vedtaget budgetår\tTitel på forslag inkl. nr.\tForslagstype\tStatus juni 2024\tBemærkning juni 2024"
    "\tSamlet investering 1000. kr.\tSamlet effektivisering ved fuld indfasning, 1000. kr. 2025 p/l"
    "\tAktuelt år for fuld implementering\tHåndtering\tTidligere kompenserende handling"
    "\tSkal kompenserende handling godkendes?\tKonsekvens efter håndtering"
)
ROWS = (
    "2023\tPL04: Fælles vagtplan\tInvesteringforslag\tForløber som planlagt\t\t1.200\t-850\t2025\t\tNej\tNej\t",
    "2024\tPL/SK07(2024) - Natvagter på tværs\tInvesteringsforslag\tTidsplanen er skredet mere end 6 mdr.\tUdbud"
    " udskudt.\t2.400\t-1.050\t2026\tIndhentes som rammebesparelse.\tNej\tNej\tMindre budget i 2025.",
    "2024\tSelvbetjening i Ældrecentret\tInnovationsforslag\tInitiativet er implementeret.\t\t300\t\t\t\tNej\tNej\t",
)
BEFORE = (
    "# Opfølgning på effektiviseringsforslag; Juni 2024",
    "",
    "Sundheds- og Omsorgsudvalget i Københavns Kommune forelægges hermed status.",
    "",
)


def report(*rows: str, area: str = "## Plejehjem", heading: str = HEADING) -> Document:
    lines = [*BEFORE, area, "", heading, *rows]
    return files.document_from("status.txt", "\n".join(lines).encode())


def load(*rows: str, area: str = "## Plejehjem", heading: str = HEADING) -> Loaded:
    return statuses.load(report(*rows, area=area, heading=heading))


def kinds(loaded: Loaded) -> list[str]:
    return [finding.kind for finding in loaded.findings]


def found(loaded: Loaded, kind: str) -> Finding:
    return next(finding for finding in loaded.findings if finding.kind == kind)


def row(title: str, *, area: str = "", **cells: str) -> str:
    """A row with ordinary cells but for the named ones."""
    usual = {"year": "2024", "kind": "Investeringsforslag", "status": "Forløber som planlagt", "remark": ""}
    c = {**usual, "cost": "100", "saving": "-50", "full": "2025", **cells}
    return "\t".join(
        (
            c["year"],
            title,
            *(c[k] for k in ("kind", "status", "remark", "cost", "saving", "full")),
            "",
            "Nej",
            "Nej",
            "",
        )
    )


def test_a_row_has_all_its_fields() -> None:
    """Code, year and title come apart; amounts keep their sign; the report gives municipality, committee and day."""
    read = load(*ROWS).statuses[1]
    assert (read.code, read.code_as_printed, read.budget_year, read.title) == (
        "PL/SK07", "PL/SK07", 2024, "Natvagter på tværs",
    )  # fmt: skip
    assert (read.investment_tkr, read.saving_tkr, read.phase_in_year, read.price_level) == (2400, -1050, 2026, "2025")
    assert (read.status, read.colour, read.colour_from) == ("Tidsplanen er skredet mere end 6 mdr.", "yellow", "words")
    assert (read.remark, read.handling) == ("Udbud udskudt.", "Indhentes som rammebesparelse.")
    assert (read.compensated_before, read.needs_approval, read.consequence) == ("Nej", "Nej", "Mindre budget i 2025.")
    assert (read.municipality, read.committee, read.area) == ("København", "SOU", "Plejehjem")
    assert (read.as_of, read.adopted, read.source.line) == (date(2024, 6, 30), True, 9)


def test_a_case_without_code_and_amounts_is_a_case() -> None:
    """Blank cells are None, not 0; the title is the whole name."""
    read = load(*ROWS).statuses[2]
    assert (read.code, read.title, read.saving_tkr, read.phase_in_year) == (
        None, "Selvbetjening i Ældrecentret", None, None,
    )  # fmt: skip
    assert read.colour == "green"


def broken(line: str, every: int) -> str:
    """The line with a break instead of every n-th space, as a copy of a table has it."""
    words = line.split(" ")
    return "".join(word + ("\n" if place % every == 0 else " ") for place, word in enumerate(words, 1)).rstrip(" \n")


def piped(line: str) -> str:
    return "| " + " | ".join(line.split("\t")) + " |"


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(lambda line: line, id="tabs"),
        pytest.param(piped, id="pipes"),
        pytest.param(lambda line: line.replace("\t", ";"), id="semicolons"),
        pytest.param(lambda line: line.rstrip("\t"), id="blank cells at the end left out"),
        pytest.param(lambda line: broken(line, 2), id="broken every two words"),
        pytest.param(lambda line: broken(line, 5), id="broken every five words"),
        pytest.param(lambda line: "\t".join(f"**{cell}**" if cell else "" for cell in line.split("\t")), id="bold"),
    ],
)
def test_the_layout_of_the_table_does_not_matter(layout) -> None:  # type: ignore[no-untyped-def]
    """Tabs, pipes or semicolons, cells broken over lines, blank ends left out: the same rows come out."""
    plain = load(*ROWS).statuses
    read = load(*map(layout, ROWS), heading=layout(HEADING)).statuses
    keys = ("code", "title", "status", "remark", "saving_tkr", "phase_in_year", "handling", "consequence", "area")
    assert [[getattr(one, key) for key in keys] for one in read] == [
        [getattr(one, key) for key in keys] for one in plain
    ]


def test_a_ruled_table_in_markdown_is_read() -> None:
    """The line of dashes under the heading is no row, and a row may go on in a second line of cells."""
    rule = "|" + "---|" * 12
    rest = "|" + "|".join(["", "mellem husene", "", "", "og flyttet", *[""] * 7]) + "|"
    read = load(rule, piped(ROWS[1]), rest, piped(ROWS[2]), heading=piped(HEADING)).statuses
    assert [one.title for one in read] == ["Natvagter på tværs mellem husene", "Selvbetjening i Ældrecentret"]
    assert read[0].remark == "Udbud udskudt. og flyttet"


def test_columns_are_found_by_their_words() -> None:
    """Another order, fewer columns and other words; mio. kr. in the heading counts."""
    heading = "Nr.\tForslag\tÅr\tStatus marts 2023\tEffektivisering (mio. kr., 2023 p/l)\tLeverandør"
    loaded = load("PL04\tFælles vagtplan\t2023\tInitiativet er implementeret\t-1,2\tKMD", heading=heading)
    read = loaded.statuses[0]
    assert (read.code, read.title, read.budget_year, read.saving_tkr) == ("PL04", "Fælles vagtplan", 2023, -1200)
    assert read.as_of == date(2023, 3, 31)
    assert found(loaded, "column_unread").values == {"column": "Leverandør"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Vedttaget budgetår", "budget_year"),
        ("Budgetår", "budget_year"),
        ("Titel på forslag inkl. nr.", "title"),
        ("Forslag", "title"),
        ("Forslagstype", "type"),
        ("Samlet investering (investering forslag) 1000. kr.", "investment"),
        ("Samlet effektivisering ved fuld indfasning (Investeringsforslag/ Effektiviserings forslag)", "saving"),
        ("Besparelse ved fuld implementering", "saving"),
        ("Aktuel år for fuld implementering (Investeringsforslag)", "phase_in"),
        ("Indfasningsår", "phase_in"),
        ("Håndtering", "handling"),
        ("Konsekvens efter håndtering", "consequence"),
        ("Er der tidligere foretaget kompenserende handling", "compensated"),
        ("Skal kompenserende handling godkendes af ØU og BR? **", "approval"),
        ("Kompenserende handling", "handling"),
        ("Tidligere kompenseret?", "compensated"),
        ("Tidligere handling", "compensated"),
        ("Fuld effekt fra", "phase_in"),
        ("Effekt ved fuld indfasning", "saving"),
        ("Kommentarer", "remark"),
        ("Fagområde", "area"),
        ("Nej", None),
        ("2025", None),
    ],
)  # fmt: skip
def test_a_heading_names_its_column(heading: str, name: str | None) -> None:
    """What stands in brackets only says which proposals a column is for."""
    assert columns.named(heading) == name


def test_of_two_columns_of_a_kind_the_report_is_about_the_later() -> None:
    """A report may show the status of the year before beside its own."""
    heading = "År\tForslag\tStatus december 2023\tStatus december 2024\tBesparelse"
    read = load("2023\tPL04 - Vagtplan\tInitiativet er implementeret\tForløber som planlagt\t-1", heading=heading)
    assert (read.statuses[0].status, read.as_of) == ("Forløber som planlagt", date(2024, 12, 31))


@pytest.mark.parametrize(
    ("between", "areas"),
    [
        (["", "### Hjemmepleje", "", HEADING], ["Plejehjem", "Hjemmepleje"]),
        (["", "Hjemmepleje", HEADING], ["Plejehjem", "Hjemmepleje"]),
        (["Hjemmepleje", "", HEADING], ["Plejehjem", "Hjemmepleje"]),
        (["", "Hjemmepleje", ""], ["Plejehjem", "Hjemmepleje"]),
        (["Hjemmepleje"], ["Plejehjem", "Hjemmepleje"]),
        (["**Hjemmepleje**\t\t\t\t\t\t\t\t\t\t\t"], ["Plejehjem", "Hjemmepleje"]),
        (["", "Side 2 af 4", "", HEADING], ["Plejehjem", "Plejehjem"]),
        (["", "", HEADING], ["Plejehjem", "Plejehjem"]),
        (["", "Københavns Kommune", "", HEADING], ["Plejehjem", "Plejehjem"]),
        (["", "Sådan læses oversigten", *["Det er en sætning."] * 4, HEADING], ["Plejehjem", "Plejehjem"]),
        ([], ["Plejehjem", "Plejehjem"]),
    ],
)
def test_the_area_is_the_heading_above(between: list[str], areas: list[str]) -> None:
    """Marked or plain, over a new table or inside one; a page break begins no new area, and no municipality is one."""
    read = load(ROWS[0], *between, ROWS[1]).statuses
    assert [one.area for one in read] == areas
    assert read[0].consequence == ""


STATUSES = (
    ("Forløber som planlagt", "green"),
    ("Forløber som planlagt.", "green"),
    ("Følger planen", "green"),
    ("Initiativet er implementeret", "green"),
    ("Projektet er afsluttet", "green"),
    ("Tidsplanen er skredet mere end 6 mdr.", "yellow"),
    ("Tidsplanen er skredet mere end seks måneder, men økonomien holder", "yellow"),
    ("Forsinket 8 måneder", "yellow"),
    ("Forsinket over 1 år", "yellow"),
    ("Økonomien er skredet med mere end 1 mio. kr.", "yellow"),
    ("Økonomien er skredet over 1 mio. kr.", "yellow"),
    ("Merudgift på 1,2 mio. kr.", "yellow"),
    ("Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr.", "red"),
    ("Initiativet implementeres ikke som tiltænk", "red"),
    ("Initiativet implementeres ikke som tiltænkt", "red"),
    ("Initiativet er ikke implementeret som planlagt", "red"),
    ("Forslaget gennemføres ikke", "red"),
    ("Projektet er annulleret", "red"),
    ("Grøn", "green"),
    ("Gul: forsinket 2 mdr.", "yellow"),
    ("Tidsplanen er skredet mindre end 6 mdr.", None),
    ("Økonomien er skredet med 500 t.kr.", None),
    ("Initiativet er endnu ikke implementeret", None),
    ("Initiativet er ikke fuldt implementeret", None),
    ("Forløber ikke helt som planlagt", None),
    ("Afventer beslutning", None),
    ("", None),
)


@pytest.mark.parametrize(("words", "colour"), STATUSES)
def test_the_words_of_a_status_give_its_colour(words: str, colour: str | None) -> None:
    """More than six months or 1 mio. kr. is yellow, both are red, as is what is not done as intended; else unknown."""
    assert colours.from_words(words) == colour


@pytest.mark.parametrize(
    ("remark", "cancelled"),
    [
        ("Investeringsprojektet er annulleret efter aftale med Københavns Ejendomme", True),
        ("Initiativet er annulleret i marts 2025, fordi der ikke kunne findes plejefamilier nok", True),
        ("Forslaget bortfalder derfor", True),
        ("På grund af skimmelsvamp er ombygningen af bostedet aflyst", False),
        ("Udeståendet er afsluttet", False),
        ("Projektet er ikke aflyst", False),
        ("Implementeret i alle distrikter. Sagen udgår af næste opfølgning.", False),
        ("Sagen udgår herefter af statusrapporten.", False),
        ("Sagen udgår af budgettet.", True),
    ],
)
def test_a_remark_can_say_that_the_case_is_cancelled(remark: str, cancelled: bool) -> None:
    """The case itself, not a part of it."""
    assert ("cancelled" in colours.events(remark)) is cancelled


def test_words_that_decide_no_colour_are_a_finding() -> None:
    """A colour is never guessed."""
    loaded = load(row("PL04 - Vagtplan", status="Afventer"))
    assert loaded.statuses[0].colour is None
    assert loaded.statuses[0].colour_from is None
    assert kinds(loaded) == ["status_without_colour"]


def test_a_colour_in_its_own_column_goes_before_the_words() -> None:
    """Where colour and words disagree, both are shown."""
    heading = "År\tForslag\tStatus\tFarve\tBesparelse"
    loaded = load("2023\tPL04 - Vagtplan\tInitiativet er implementeret\tGul\t-1", heading=heading)
    assert loaded.statuses[0].colour == "yellow"
    assert "colour_differs" in kinds(loaded)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"saving": "3.500"}, "extra_cost"),
        ({"kind": "Investeringforslag"}, "type_mended"),
        ({"saving": "jf. bilag"}, "status_number"),
        ({"full": "senere"}, "status_number"),
        ({"status": "Initiativet er implementeret", "remark": "Projektet er annulleret."}, "implemented_but_cancelled"),
        ({"status": "Initiativet er implementeret", "remark": "Løst på anden vis."}, "implemented_but_cancelled"),
        ({"status": "Initiativet implementeres ikke som tiltænkt", "remark": "Det er fuldt implementeret, men dyrere."},
         "not_intended_but_implemented"),
        ({"remark": "Implementeringen er forsinket med ca. 3 måneder."}, "as_planned_but_late"),
        ({"saving": "-2.000", "remark": "Den samlede besparelse er 0,4 mio. kr. pr. år."}, "remark_with_other_saving"),
    ],
)  # fmt: skip
def test_a_row_that_speaks_against_itself_is_a_finding(cells: dict[str, str], kind: str) -> None:
    """What is printed stays in the fields; the doubt is said beside it."""
    assert kinds(load(row("PL04 - Vagtplan", **cells))) == [kind]


def test_a_printed_plus_stays_a_plus() -> None:
    """An extra cost keeps its sign, so that it is never counted as a saving."""
    assert load(row("PL04 - Vagtplan", saving="3.500")).statuses[0].saving_tkr == 3500


def test_savings_that_all_turned_round_are_unknown() -> None:
    """A font without a minus prints every saving as an extra cost: none of them is known, and that is said."""
    loaded = load(*[row(f"PL/SI{n:02} - Projekt nummer {n}", saving=f"{n}.500") for n in (1, 2, 8)])
    assert [one.saving_tkr for one in loaded.statuses] == [None, None, None]
    assert found(loaded, "savings_turned").values == {"count": 3}
    mixed = load(row("PL04 - Vagtplan", saving="3.500"), *[row(f"PL/SI{n:02} - Nummer {n}") for n in (1, 2, 8)])
    assert mixed.statuses[0].saving_tkr == 3500


def test_a_lookalike_of_a_code_is_mended_and_said() -> None:
    """S108 beside SI08 of the same year and title: the one that is built like few other codes is the misprint."""
    others = [row(f"PL/SI{n:02} - Projekt nummer {n}") for n in (1, 2, 8)]
    loaded = load(row("PL/S108 - Projekt nummer 8"), *others)
    assert (loaded.statuses[0].code, loaded.statuses[0].code_as_printed) == ("PL/SI08", "PL/S108")
    assert found(loaded, "code_misprint").values["code"] == "PL/SI08"
    assert loaded.statuses[3].code == "PL/SI08"


def test_lookalike_codes_of_other_cases_are_left_alone() -> None:
    """Another title is another case, however alike the codes are."""
    loaded = load(row("PL/S108 - Natvagter"), row("PL/SI08 - Indkøb af biler"), row("PL/SI09 - Skoler"))
    assert loaded.statuses[0].code == "PL/S108"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (row("TV02 - Fælles indsats"), ["case_twice_same_amounts"]),
        (row("TV02 - Fælles indsats", saving="-20"), ["case_in_shares"]),
        (row("TV02 - Fælles indsats", status="Initiativet er implementeret"),
         ["case_twice_same_amounts", "case_with_two_statuses"]),
        (row("TV02 - Vedligehold af veje", saving="-20"), ["code_of_two_cases"]),
        (row("TV02 - Fælles indsats", year="2025"), []),
    ],
)  # fmt: skip
def test_a_case_in_two_areas_is_a_finding(second: str, expected: list[str]) -> None:
    """Shares, doubles, two statuses and two cases under one code are told apart; another year is another case."""
    assert kinds(load(row("TV02 - Fælles indsats"), "", "### Hjemmepleje", "", HEADING, second)) == expected


def test_a_sum_is_no_case() -> None:
    """The last row of a table may add the others up."""
    loaded = load(*ROWS, "\tI alt\t\t\t\t3.900\t-1.900\t\t\t\t\t")
    assert len(loaded.statuses) == 3
    assert kinds(loaded).count("total_row") == 1
    assert "total_differs" not in kinds(loaded)


def test_a_sum_that_its_rows_do_not_give_is_said_with_both_figures() -> None:
    """A row that was lost, or a figure that was read wrong, shows in the sum that is printed."""
    loaded = load(*ROWS, "\tI alt\t\t\t\t5.900\t-1.900\t\t\t\t\t")
    (told,) = [one for one in loaded.findings if one.kind == "total_differs"]
    assert (told.values["column"], told.values["printed"], told.values["summed"]) == (
        "Samlet investering 1000. kr.",
        5900,
        3900,
    )


@pytest.mark.parametrize(
    ("rows", "kind", "count"),
    [
        ([ROWS[0], ROWS[1][:60]], "row_short", 2),
        ([ROWS[0], ROWS[1][:-10]], "stops_in_middle", 2),
        ([ROWS[0], "20"], "row_unread", 1),
    ],
)
def test_half_a_report_keeps_its_whole_rows(rows: list[str], kind: str, count: int) -> None:
    """What is whole is read; where the text stops is a finding."""
    loaded = load(*rows)
    assert len(loaded.statuses) == count
    assert kind in kinds(loaded)


def test_three_decimals_of_millions_in_brackets_are_decimals() -> None:
    assert figures.style(["(0,665)", "(12,006)", "(7,428)"], in_millions=True).english is False
    assert figures.figure_value("(12,006)", figures.style(["(12,006)"], in_millions=True)) == -12.006


def test_a_unit_that_touches_the_word_before_it_is_the_unit() -> None:
    assert columns.of(("Titel", "Status", "Investeringt.kr.")).units["investment"] == 1.0


@pytest.mark.parametrize("year_first", [False, True])
def test_a_heading_that_ends_with_a_unit_is_whole(*, year_first: bool) -> None:
    """The columns may stand in another order: the first row does not go on with "1000. kr."."""
    first = ["Vedtaget budgetår", "Titel på forslag"] if year_first else ["Titel på forslag", "Vedtaget budgetår"]
    heading = [*first, "Forslagstype", "Status december 2024", "Effektivisering 1000. kr.", "Investering 1000. kr."]
    rows = []
    for year, code in (("2023", "HA01"), ("2024", "HA02")):
        title = f"{code} - Fælles vagtplan"
        ends = ["Investeringsforslag", "Forløber som planlagt", "-405", "1.200"]
        rows.append([*([year, title] if year_first else [title, year]), *ends])
    body = "\n".join(["Opfølgning på forslag; December 2024", "", *map("\t".join, [heading, *rows])])
    loaded = statuses.load(files.document_from("status.txt", body.encode()))
    assert [(one.code, one.saving_tkr, one.investment_tkr) for one in loaded.statuses] == [
        ("HA01", -405, 1200),
        ("HA02", -405, 1200),
    ]


def test_rows_without_a_heading_are_said() -> None:
    """The second half of a report begins with rows of which nobody knows the columns."""
    document = files.document_from(
        "a.txt", "\n".join([ROWS[0], ROWS[1], "", "### Hjemmepleje", "", HEADING, ROWS[2]]).encode()
    )
    loaded = statuses.load(document)
    assert len(loaded.statuses) == 1
    assert found(loaded, "rows_without_heading").values["count"] == 2
    assert "no_municipality" in kinds(loaded)


def test_text_around_the_tables_is_kept() -> None:
    """When the committee is next told, and what stars mean, are passages with their lines."""
    loaded = load(*ROWS, "", "** Kompenserende handlinger over 5 mio. kr. godkendes af udvalget.")
    assert [passage.source.line for passage in loaded.passages] == [3, 12]
    assert loaded.title == "Opfølgning på effektiviseringsforslag; Juni 2024"


def test_a_million_lines_are_read_in_one_pass() -> None:
    """A huge file of ordinary rows costs each row only itself."""
    lines = (HEADING, *(row(f"PL{n % 90:02} - Sag {n}", year=str(2001 + n // 90 % 99)) for n in range(3000)))
    tables = list(grid.tables(lines))
    assert len(tables) == 1
    assert len(tables[0].rows) == 3000


@pytest.mark.parametrize(
    "body", ["", "Budget og status for forslag\tår", "a\tb\tc\td\n" * 5, "Titel; Status; År og andet."]
)
def test_other_tables_are_no_status_report(body: str) -> None:
    """A heading must name a title, a status and two columns more."""
    assert not statuses.recognises(Document("a.txt", tuple(body.split("\n"))))


@pytest.fixture(scope="module")
def real(documents: Path) -> Loaded:
    return statuses.load(files.document(documents / "status-december-2024.txt"))


def case(row: StatusRow) -> tuple[str, int | None]:
    return row.code or row.title, row.budget_year


@pytest.mark.documents
def test_the_real_report_is_read_whole(real: Loaded) -> None:
    """Every line that opens with a year is a row; nothing else is."""
    assert len(real.statuses) == 63
    assert len({case(row) for row in real.statuses}) == 59
    assert len({row.area for row in real.statuses}) == 5
    assert (real.municipality, real.as_of) == ("København", date(2024, 12, 31))
    assert all(row.colour and row.committee == "SUD" and row.price_level == "2025" for row in real.statuses)
    assert all(re.match(r"[A-Z]{2}", row.code) for row in real.statuses if row.code)


@pytest.mark.documents
def test_the_real_report_is_doubted_where_it_should_be(real: Loaded) -> None:
    """Three extra costs, a misprinted code, four cases in two areas, two cancelled but "implemented"."""
    counted = {kind: kinds(real).count(kind) for kind in kinds(real)}
    assert counted["extra_cost"] == 3
    assert counted["code_misprint"] == 1
    assert counted["case_in_shares"] + counted["case_twice_same_amounts"] == 4
    assert counted["case_with_two_statuses"] == 1
    assert counted["implemented_but_cancelled"] == 2
    assert "rows_without_heading" not in counted


def test_a_dash_is_nothing_and_a_ticked_box_is_its_words() -> None:
    """Programs and people fill empty cells; "–" is no remark, and "☐ Ja ☒ Nej" is no."""
    begun = "2024\tPL04: Fælles vagtplan\tInvesteringsforslag\tForløber som planlagt"
    line = f"{begun}\t–\t-\t-850\t2025\t—\t☐ Ja ☒ Nej\t☒ Ja ☐ Nej\t-"
    (read,) = load(line).statuses
    assert (read.remark, read.handling, read.consequence, read.investment_tkr) == ("", "", "", None)
    assert (read.compensated_before, read.needs_approval) == ("Nej", "Ja")


def test_text_under_no_heading_is_said() -> None:
    """A cell that fell out of its column is not lost in silence."""
    heading = HEADING.replace("\tForslagstype", "\t\tForslagstype")
    line = "2024\tPL04: Fælles\tvagtplan\tInvesteringsforslag\tForløber som planlagt\t\t100\t-850\t2025\t\tNej\tNej\t"
    assert found(load(line, heading=heading), "status_surplus").values["text"] == "vagtplan"


def test_cells_under_the_headings_of_others_are_said_and_not_kept() -> None:
    """A row that lost its blank cells: what stands under a heading of another kind is unknown, not wrong."""
    shifted = "2024\tPL04: Fælles vagtplan\tInvesteringsforslag\tForløber som planlagt\t9.640\t-4.312\t2027\tNej\tNej"
    loaded = load(*ROWS, shifted + "\t\t\t")
    read = loaded.statuses[-1]
    assert (read.code, read.budget_year, read.status) == ("PL04", 2024, "Forløber som planlagt")
    assert (read.investment_tkr, read.saving_tkr, read.phase_in_year, read.remark, read.handling) == (
        None,
        None,
        None,
        "",
        "",
    )
    assert "9.640" in str(found(loaded, "row_shifted").values["text"])
    assert "row_shifted" not in kinds(load(*ROWS))


def test_the_heading_of_a_column_that_fell_out_is_no_area() -> None:
    """Where the first column stands outside the lines of a table, its heading is not the area of the cases."""
    heading = HEADING.removeprefix("Vedtaget budgetår\t")
    (read,) = load(ROWS[0].removeprefix("2023\t"), area="Vedtaget budgetår", heading=heading).statuses
    assert (read.area, read.budget_year) == ("", None)


OWN_AREAS = "Område\t" + HEADING


@pytest.mark.parametrize(
    "line",
    ["sager. Lokalerne er nu klar", "Personalet er oplært. Lokalerne er klar", "Økonomi\t\tKompenserende handling"],
)
def test_the_rest_of_a_cell_and_a_row_of_headings_are_no_area(line: str) -> None:
    (read,) = load(ROWS[0], area=line).statuses
    assert read.area == ""


def test_blank_areas_are_those_above_where_a_column_names_each_once() -> None:
    """The line above the table is its caption then."""
    rows = ("Ældre\t" + row("AB01: Vagtplan"), "\t" + row("AB02: Tavler"), "Kultur\t" + row("CD01: Kort"))
    found = load(*rows, area="Samlet oversigt", heading=OWN_AREAS)
    assert [one.area for one in found.statuses] == ["Ældre", "Ældre", "Kultur"]


def test_blank_areas_are_unknown_and_said_where_a_column_repeats_them() -> None:
    rows = ("Ældre\t" + row("AB01: Vagtplan"), "Ældre\t" + row("AB02: Tavler"), "\t" + row("CD01: Kort"))
    found = load(*rows, area="Samlet oversigt", heading=OWN_AREAS)
    assert [one.area for one in found.statuses] == ["Ældre", "Ældre", ""]
    assert "areas_blank" in kinds(found)


@pytest.mark.parametrize("mark", [" (fortsat)", " - fortsat", " (forts.)"])
def test_an_area_that_goes_on_is_called_as_before(mark: str) -> None:
    found = load(row("AB01: Vagtplan"), "", f"Plejehjem{mark}", "", HEADING, row("AB02: Tavler"))
    assert [one.area for one in found.statuses] == ["Plejehjem", "Plejehjem"]


def test_a_report_without_the_kind_of_its_proposals_is_one_too() -> None:
    heading = HEADING.replace("Forslagstype\t", "").replace("kompenserende", "kompen serende")
    rows = (one.replace("Investeringsforslag\t", "") for one in (row("AB01: Vagtplan"), row("AB02: Tavler")))
    document = report(*rows, heading=heading)
    assert statuses.recognises(document)
    assert [(one.budget_year, one.compensated_before) for one in statuses.load(document).statuses] == [
        (2024, "Nej")
    ] * 2


def test_a_row_that_numbers_the_columns_is_no_case() -> None:
    numbers = "\t".join(f"({at})" for at in range(1, 13))
    assert [one.code for one in load(numbers, row("AB01: Vagtplan")).statuses] == ["AB01"]


BARE = HEADING.replace(" 1000. kr.", "").replace(" 1000. kr.", "")


@pytest.mark.parametrize(
    ("said", "investment", "saving"),
    [("Beløb i mio. kr.", 10_105, -5_200), ("(kr.)", 10.105, -0.0052), ("Alle beløb er i 1.000 kr.", 10_105, -5.2)],
)
def test_the_text_above_a_table_gives_its_unit(said: str, investment: float, saving: float) -> None:
    """Where the headings name none. In millions 10,105 has three decimals; else the comma groups thousands."""
    row = "2023\tPL04: Vagtplan\tInvesteringsforslag\tForløber som planlagt\t\t10,105\t-5,2\t2025\t\tNej\tNej\t"
    read = load(row, heading=f"{said}\n{BARE}").statuses[0]
    assert (read.investment_tkr, read.saving_tkr) == (investment, saving)


def test_amounts_whose_unit_nobody_gives_are_kept_as_printed() -> None:
    found = load(*ROWS, heading=BARE)
    assert (found.statuses[0].saving_tkr, found.statuses[0].saving_text) == (None, "-850")
    assert kinds(found).count("unit_unknown") == 2
    assert "status_number" not in kinds(found)


def test_brackets_around_a_figure_with_its_unit_are_a_minus() -> None:
    heading = HEADING.replace(", 1000. kr. 2025 p/l", "").replace(" 1000. kr.", "")
    read = load(row("PL01: Vagtplan", cost="1.200.000 kr.", saving="(850.000) kr."), heading=heading).statuses
    assert [(one.investment_tkr, one.saving_tkr) for one in read] == [(1200, -850)]


def test_a_number_in_a_column_beside_the_title_is_the_code() -> None:
    assert columns.named("Forslag nr.") == columns.named("Forslagnr.") == "code"
    assert columns.named("Forslag nr. og titel") == "title"


def test_the_name_of_an_area_may_be_numbered() -> None:
    assert [one.area for one in load(*ROWS, area="1. Plejehjem").statuses] == ["Plejehjem"] * 3


@pytest.mark.parametrize("name", ["Budgetområde", "Politikområde", "Ansvarsområde"])
def test_a_column_of_areas_is_no_budget_year(name: str) -> None:
    """Where areas stand in the first column, whatever they are called, no case becomes a part of the heading."""
    heading = f"{name}\t{HEADING}"
    loaded = load(*(f"Ældre\t{one}" for one in ROWS), area="", heading=heading)
    assert [(one.area, one.budget_year) for one in loaded.statuses] == [
        ("Ældre", 2023),
        ("Ældre", 2024),
        ("Ældre", 2024),
    ]


def test_a_case_is_no_rest_of_a_heading_that_names_no_year() -> None:
    heading = HEADING.replace("Vedtaget budgetår", "Fase").replace("Titel på forslag inkl. nr.", "Forslag")
    loaded = load(*ROWS[:2], heading=heading)
    assert [one.code for one in loaded.statuses] == ["PL04", "PL/SK07"]


@pytest.mark.parametrize("said", ["1000. kr.", "kr. 1000.", "kr 1.000"])
def test_a_thousand_beside_kroner_is_the_unit_in_any_order(said: str) -> None:
    """The words of a scanned heading may stand in another order: amounts would be a thousand times too small."""
    loaded = load(*ROWS[:1], heading=HEADING.replace("Samlet investering 1000. kr.", f"Samlet investering {said}"))
    assert loaded.statuses[0].investment_tkr == 1200.0
