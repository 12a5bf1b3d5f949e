"""Phrases of time, as they stand in follow-up tables, titles and questions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import read_due, read_period, report_day

TODAY = date(2025, 3, 12)


def spans(text: str) -> list[str]:
    return [f"{first.isoformat()}/{last.isoformat()}" for first, last in read_due(text).dues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juni 2022", "2022-06-01/2022-06-30"),
        ("Maj måned 2022", "2022-05-01/2022-05-31"),
        ("Sept. 2022", "2022-09-01/2022-09-30"),
        ("okt 22", "2022-10-01/2022-10-31"),
        ("maj '22", "2022-05-01/2022-05-31"),
        ("2022-05", "2022-05-01/2022-05-31"),
        ("Februar 2024", "2024-02-01/2024-02-29"),
        ("March 2023", "2023-03-01/2023-03-31"),
    ],
)
def test_months(text: str, expected: str):
    """A month is all of its days."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Q2 2022",
        "Q 2 2022",
        "Q2 i 2022",
        "Q2, 2022",
        "q2 22",
        "2022 Q2",
        "2022: Q2",
        "2022 (Q2)",
        "2. kvartal 2022",
        "2.kvartal 2022",
        "2 kvartal i 2022",
        "2. kvt. 2022",
        "kvartal 2, 2022",
        "andet kvartal 2022",
        "2. kvatal 2022",
        "second quarter of 2022",
        "2022, 2. kvartal",
        "senest i Q2, 2022",
        "Senest ved udgangen af 2. kvartal 2022.",
    ],
)
def test_quarters(text: str):
    """A quarter is read in every way of writing it; "senest" and "udgangen af" do not change its last day."""
    assert spans(text) == ["2022-04-01/2022-06-30"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. halvår 2023", "2023-01-01/2023-06-30"),
        ("andet halvår 2022", "2022-07-01/2022-12-31"),
        ("2. halvdel af 2022", "2022-07-01/2022-12-31"),
        ("second half of 2022", "2022-07-01/2022-12-31"),
        ("H1 2023", "2023-01-01/2023-06-30"),
        ("2023", "2023-01-01/2023-12-31"),
        ("Driften følges i 2022.", "2022-01-01/2022-12-31"),
        ("I løbet af 2022", "2022-01-01/2022-12-31"),
        ("Udgangen af 2024", "2024-01-01/2024-12-31"),
        ("inden 2025", "2025-01-01/2025-12-31"),
        ("2022/23", "2022-01-01/2023-12-31"),
        ("skoleåret 2022/23", "2022-08-01/2023-07-31"),
        ("skoleåret 2022-2023", "2022-08-01/2023-07-31"),
        ("sidste kvartal 2022", "2022-10-01/2022-12-31"),
    ],
)
def test_halves_and_years(text: str, expected: str):
    """A half year, a year and a school year are whole; "udgangen af" and "inden" name their last day."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foråret 2022", "2022-03-01/2022-05-31"),
        ("sommeren 2022", "2022-06-01/2022-08-31"),
        ("efteråret 2022", "2022-09-01/2022-11-30"),
        ("Vinteren 2023", "2022-12-01/2023-02-28"),
        ("vinteren 2022/23", "2022-12-01/2023-02-28"),
        ("vinteren 2023-2024", "2023-12-01/2024-02-29"),
        ("autumn 2022", "2022-09-01/2022-11-30"),
        ("in the spring of 2023", "2023-03-01/2023-05-31"),
        ("Efter sommerferien 2022", "2022-06-01/2022-08-31"),
        ("efterårsferien 2022", "2022-10-17/2022-10-23"),
        ("uge 12 2023", "2023-03-20/2023-03-26"),
        ("uge 12, 2023", "2023-03-20/2023-03-26"),
        ("uge 45-47 i 2022", "2022-11-07/2022-11-27"),
        ("week 12 of 2023", "2023-03-20/2023-03-26"),
    ],
)
def test_seasons_and_weeks(text: str, expected: str):
    """Seasons are three months, a winter begins the year before, a week is the ISO week."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Primo 2022", "2022-01-01/2022-02-28"),
        ("Medio 2022", "2022-06-01/2022-07-31"),
        ("Ultimo 2022", "2022-11-01/2022-12-31"),
        ("ult. 2022", "2022-11-01/2022-12-31"),
        ("ultimo 22", "2022-11-01/2022-12-31"),
        ("starten af 2022", "2022-01-01/2022-02-28"),
        ("midten af 2022", "2022-06-01/2022-07-31"),
        ("slutningen af 2023", "2023-11-01/2023-12-31"),
        ("sidst på året 2022", "2022-11-01/2022-12-31"),
        ("mid-2023", "2023-06-01/2023-07-31"),
        ("late 2023", "2023-11-01/2023-12-31"),
        ("Primo Q2 2022", "2022-04-01/2022-04-30"),
        ("midten af 2. kvartal 2022", "2022-05-01/2022-05-31"),
        ("Ultimo Q2, 2022", "2022-06-01/2022-06-30"),
        ("Primo maj 2022", "2022-05-01/2022-05-10"),
        ("Medio maj 2022", "2022-05-11/2022-05-20"),
        ("Ultimo august 2022", "2022-08-21/2022-08-31"),
        ("ultimo februar 2024", "2024-02-21/2024-02-29"),
    ],
)
def test_stretches(text: str, expected: str):
    """Primo, medio, ultimo: two months of a year, a month of a quarter, ten days of a month."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1. maj 2022",
        "1 maj 2022",
        "den 1. maj 2022",
        "d. 1. maj 2022",
        "Pr. 1. maj 2022",
        "inden 1. maj 2022",
        "01.05.2022",
        "1.5.2022",
        "1/5 2022",
        "d.1/5-2022",
        "1/5-22",
        "01-05-2022",
        "2022-05-01",
        "tirsdag d. 1. maj 2022 kl. 10",
        "1 May 2022",
        "May 1, 2022",
        "May 1st 2022",
        "1st of May 2022",
        "senest 1. maj 2022.",
    ],
)
def test_days(text: str):
    """A date names that day, also after "pr." and "inden"."""
    assert spans(text) == ["2022-05-01/2022-05-01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("før 1. maj 2023", "2023-04-30/2023-04-30"),
        ("forud for skoleåret 2023/24", "2023-07-31/2023-07-31"),
        ("3 måneder efter 1. maj 2023", "2023-08-01/2023-08-01"),
        ("to uger før 1. maj 2023", "2023-04-17/2023-04-17"),
        ("Inden jul 2022", "2022-12-24/2022-12-24"),
        ("31. november 2022", "2022-11-01/2022-11-30"),
        ("29. februar 2023", "2023-02-28/2023-02-28"),
        ("Årsskiftet 2022/2023", "2022-12-31/2022-12-31"),
    ],
)
def test_counted_and_impossible_days(text: str, expected: str):
    """Before X is the day before it, an offset is counted, a day that does not exist still names its month."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juli–december 2022", "2022-07-01/2022-12-31"),
        ("okt. - dec. 2022", "2022-10-01/2022-12-31"),
        ("november – februar 2023", "2022-11-01/2023-02-28"),
        ("August 2022 til marts 2023", "2022-08-01/2023-03-31"),
        ("Forventet implementering Q2-Q4 2022", "2022-04-01/2022-12-31"),
        ("Q2-3, 2022", "2022-04-01/2022-09-30"),
        ("1.-2. kvartal 2022", "2022-01-01/2022-06-30"),
        ("Q4 2022-Q1 2023", "2022-10-01/2023-03-31"),
        ("Fra medio 2022 til ultimo 2023", "2022-06-01/2023-12-31"),
        ("2023 til 2024", "2023-01-01/2024-12-31"),
        ("2022-2025", "2022-01-01/2025-12-31"),
        ("1.-15. maj 2022", "2022-05-01/2022-05-15"),
        ("fra d. 1. maj til d. 15. juni 2022", "2022-05-01/2022-06-15"),
        ("01.05.2022-31.12.2022", "2022-05-01/2022-12-31"),
        ("mellem maj og juli 2022", "2022-05-01/2022-07-31"),
        ("juni/juli 2022", "2022-06-01/2022-07-31"),
        ("maj eller juni 2022", "2022-05-01/2022-06-30"),
        ("Ultimo 2022/primo 2023", "2022-11-01/2023-02-28"),
        ("from May to July 2022", "2022-05-01/2022-07-31"),
    ],
)
def test_ranges(text: str, expected: str):
    """ "Fra X til Y" and "X-Y" are the whole range; a missing year is the other end's."""
    assert spans(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halvårligt fra medio 2022 og frem til ultimo 2023", ["2022-06-01/2023-12-31"]),
        ("Årligt fra 2023 til færdig implementering 2025.", ["2023-01-01/2025-12-31"]),
        ("Årligt fra 2023-2025", ["2023-01-01/2025-12-31"]),
        ("4. kvartal 2022, halvårligt herefter til 2024", ["2022-10-01/2022-12-31"]),
        ("4. kvartal 2023 herefter årligt til 2027", ["2023-10-01/2023-12-31"]),
        ("Fra 1. januar 2023 og herefter årligt frem til og med 2027", ["2023-01-01/2023-01-01"]),
        ("Fra slutningen af 2023 og frem", ["2023-11-01/2023-12-31"]),
        ("Årligt fra udgangen af 2023", ["2023-01-01/2023-12-31"]),
        ("Q1 halvårligt fra 2023", ["2023-01-01/2023-03-31"]),
        ("Årligt 1. kvartal, første gang i 2023", ["2023-01-01/2023-03-31"]),
        ("Årligt i 2024 og 2025", ["2024-01-01/2024-12-31", "2025-01-01/2025-12-31"]),
        ("1. maj og 1. november hvert år fra 2023", ["2023-05-01/2023-05-01", "2023-11-01/2023-11-01"]),
        ("hvert kvartal i 2023", ["2023-01-01/2023-12-31"]),
        ("2024 onwards", ["2024-01-01/2024-12-31"]),
        ("Halvårligt", []),
        ("Hvert halve år", []),
        ("Løbende", []),
    ],
)
def test_recurring(text: str, expected: list[str]):
    """What comes again says so. "X, herefter årligt til Y" is X, "fra X og frem" is X, "fra X til Y" is the range."""
    due = read_due(text)
    assert spans(text) == expected
    assert due.recurring
    assert not due.relative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ultimo 2022 og medio 2023", ["2022-11-01/2022-12-31", "2023-06-01/2023-07-31"]),
        ("Ultimo 2023 og 2024", ["2023-11-01/2023-12-31", "2024-11-01/2024-12-31"]),
        ("November 2022 og 2023", ["2022-11-01/2022-11-30", "2023-11-01/2023-11-30"]),
        ("Februar 2024, 2025", ["2024-02-01/2024-02-29", "2025-02-01/2025-02-28"]),
        ("Februar 2024-2025", ["2024-02-01/2024-02-29", "2025-02-01/2025-02-28"]),
        ("Q2 og Q3 2022", ["2022-04-01/2022-06-30", "2022-07-01/2022-09-30"]),
        ("2. og 3. kvartal 2022", ["2022-04-01/2022-06-30", "2022-07-01/2022-09-30"]),
        ("1. og 15. maj 2022", ["2022-05-01/2022-05-01", "2022-05-15/2022-05-15"]),
        ("medio og ultimo 2023", ["2023-06-01/2023-07-31", "2023-11-01/2023-12-31"]),
        ("for- og efterår 2022", ["2022-03-01/2022-05-31", "2022-09-01/2022-11-30"]),
        ("juni 2022, derefter december 2023", ["2022-06-01/2022-06-30", "2023-12-01/2023-12-31"]),
        ("Medio 2022 – kælderen Ultimo 2022 - huset", ["2022-06-01/2022-07-31", "2022-11-01/2022-12-31"]),
        ("Testes i maj og måles i juni 2022", ["2022-05-01/2022-05-31", "2022-06-01/2022-06-30"]),
        ("2022: Q2, 2023: Q4", ["2022-04-01/2022-06-30", "2023-10-01/2023-12-31"]),
    ],
)
def test_several_dues(text: str, expected: list[str]):
    """Several dates in a cell are several due days, in the order of the text, each with its own year."""
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ultimo Q2 2022 ifm. godkendelse af programmet for 2. halvår 2022.", ["2022-06-01/2022-06-30"]),
        ("Opgørelsen for 2022 foretages i marts 2023", ["2023-03-01/2023-03-31"]),
        ("vedtages med budget 2024 i oktober 2023", ["2023-10-01/2023-10-31"]),
        ("Planen for 2022-2025 ses på i maj 2022", ["2022-05-01/2022-05-31"]),
        ("inden for 2022", ["2022-01-01/2022-12-31"]),
        ("Ved årsregnskabet for 2022", []),
        ("I forbindelse med budget 2024", []),
    ],
)
def test_what_a_period_is_for(text: str, expected: list[str]):
    """A period that is only what something is for is no due day."""
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Efter implementering",
        "6 måneder efter ibrugtagning",
        "Når lokalerne er tomme",
        "I analysefasen",
        "Efter 1-2 år",
        "Umiddelbart efter idriftsættelsen",
        "Tilbud indhentes indenfor projektets første 6 uger",
        "Ved årets udgang",
        "I forbindelse med den almindelige budgetopfølgning.",
        "when the system is in use",
    ],
)
def test_relative(text: str):
    """A phrase that only points at something else has no due day and says so."""
    due = read_due(text)
    assert (due.dues, due.relative) == ((), True)


@pytest.mark.parametrize(
    "text", ["", "-", "Ikke relevant", "2022 kr.", "sag 2022-0425027", "§ 12", "ultimo juni", "2.022"]
)
def test_nothing_is_nothing(text: str):
    """Without a year there is no day; numbers that look like years are none."""
    due = read_due(text)
    assert (due.dues, due.recurring, due.relative) == ((), False, False)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("novem- ber 2022", "november 2022"),
        ("se- nest i Q2, 2023", "senest i Q2, 2023"),
        ("ul\u00adtimo 2023", "ultimo 2023"),
        ("Ultimo\u00a02023", "ultimo 2023"),
        ("febuar 2022", "februar 2022"),
        ("Septemper 2022", "september 2022"),
        ("1. oktorber 2023", "1. oktober 2023"),
        ("ULTIMO  2022", "ultimo 2022"),
        ("Ultimo 2022v", "ultimo 2022"),
        ("Ultimo2022", "ultimo 2022"),
        ("1.maj2022", "1. maj 2022"),
        ("Q22022", "Q2 2022"),
    ],
)
def test_printing(broken: str, whole: str):
    """Line breaks, odd spaces, capitals and a slip of the pen change nothing."""
    assert spans(broken) == spans(whole) != []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Opfølgning på investeringsforslag; December 2024", date(2024, 12, 31)),
        ("Status juni 2025", date(2025, 6, 30)),
        ("Status pr. 15. marts 2024", date(2024, 3, 31)),
        ("3. februar 2025: Opfølgning december 2024", date(2024, 12, 31)),
        ("Opfølgning december 2024 (3. februar 2025)", date(2024, 12, 31)),
        ("Status for 1. halvår 2025", date(2025, 6, 30)),
        ("Forslag vedtaget 2019-2025; juni 2025", date(2025, 6, 30)),
        ("Forslag vedtaget 2019-2025", None),
        ("Status", None),
    ],
)
def test_report_day(title: str, expected: date | None):
    """A report stands as of the last day of the month that its title is about, not of the day of its letter."""
    assert report_day(title) == expected


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("i dag", "2025-03-12", "2025-03-12"),
        ("due tomorrow", "2025-03-13", "2025-03-13"),
        ("i denne uge", "2025-03-10", "2025-03-16"),
        ("i næste uge", "2025-03-17", "2025-03-23"),
        ("i næste måned", "2025-04-01", "2025-04-30"),
        ("last month", "2025-02-01", "2025-02-28"),
        ("next quarter", "2025-04-01", "2025-06-30"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("til næste år", "2026-01-01", "2026-12-31"),
        ("next 30 days", "2025-03-12", "2025-04-11"),
        ("de næste 14 dage", "2025-03-12", "2025-03-26"),
        ("inden for en måned", "2025-03-12", "2025-04-12"),
        ("within two weeks", "2025-03-12", "2025-03-26"),
        ("de sidste 3 måneder", "2024-12-12", "2025-03-12"),
        ("resten af året", "2025-03-12", "2025-12-31"),
        ("juni næste år", "2026-06-01", "2026-06-30"),
    ],
)
def test_periods_from_today(question: str, first: str, last: str):
    """What a question says from today is counted from today; a named unit is the calendar's."""
    assert read_period(question, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("milestones in Q2 2023", "2023-04-01", "2023-06-30"),
        ("milepæle for 2023", "2023-01-01", "2023-12-31"),
        ("mellem 1. maj og 1. juli 2023", "2023-05-01", "2023-07-01"),
        ("i maj og juni 2023", "2023-05-01", "2023-06-30"),
        ("hvad forfalder i juni?", "2025-06-01", "2025-06-30"),
        ("hvad forfalder i februar?", "2026-02-01", "2026-02-28"),
        ("hvad skulle være klar i februar?", "2025-02-01", "2025-02-28"),
        ("due in May", "2025-05-01", "2025-05-31"),
        ("i uge 14", "2025-03-31", "2025-04-06"),
        ("fra april til juni", "2025-04-01", "2025-06-30"),
    ],
)
def test_periods_by_name(question: str, first: str, last: str):
    """A month without a year is the coming one, or the last one when the question looks back."""
    assert read_period(question, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("before 1 May 2023", date.min, date(2023, 4, 30)),
        ("før juli 2022", date.min, date(2022, 6, 30)),
        ("inden udgangen af juni 2023", date.min, date(2023, 6, 30)),
        ("by the end of June 2023", date.min, date(2023, 6, 30)),
        ("efter 1. januar 2023", date(2023, 1, 2), date.max),
        ("since May 2023", date(2023, 5, 1), date.max),
        ("fra 2022 og frem", date(2022, 1, 1), date.max),
        ("from 1 May 2023", date(2023, 5, 1), date.max),
    ],
)
def test_open_periods(question: str, first: date, last: date):
    """Before and after leave one side open."""
    assert read_period(question, TODAY) == (first, last)


@pytest.mark.parametrize("question", ["what may be late?", "hvem er ansvarlig?", "status på HA06", "under 5 år", ""])
def test_no_period(question: str):
    """A question without a time has no period; "may" is mostly no month."""
    assert read_period(question, TODAY) is None


WORDS = st.sampled_from(
    "ultimo medio fra til og - , . ; maj juni 2022 2023 22 q1 q4 1. 31. 2. kvartal halvår uge 53 vinteren herefter "
    "årligt inden for før efter 9999 år måneder hver / ( ) 29/2 31.04.2023 2022/23 skoleåret næste".split()
)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_phrase_is_too_odd(text: str, today: date):
    """Whatever is printed, reading it gives intervals that begin before they end, and never an error."""
    assert all(first <= last for first, last in read_due(text).dues)
    read_period(text, today)
    report_day(text)
