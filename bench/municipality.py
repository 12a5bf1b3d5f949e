"""Ten years of a municipality, made up: what it would load in each of them. The same files for the same number."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import replace

from bench.generate import WORDS, Writer, idea_bank
from records import Proposal, names

PROPOSALS = 60  # a year
FIRST_YEAR = 2017
STATUSES = ("Følger planen", "Følger planen", "Implementeret", "Forsinket", "Ikke påbegyndt", "Ophørt")
HEADINGS = ("Kode", "Tiltag", "Status", "Besparelse (1.000 kr.)", "Ansvarlig", "Frist", "Bemærkning")
REPORTS = ((6, 30, "juni"), (12, 31, "december"))


def files(number: int, years: int, rows: int) -> Iterator[tuple[str, str]]:
    """The name and text of each document of the municipality with this number: for each year an idea bank and two
    status reports, each about `rows` cases."""
    name = names.MUNICIPALITIES[number % len(names.MUNICIPALITIES)]
    writer = Writer(number + 1)
    common = writer.common()
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        made = [writer.proposal(at, common) for at in range(max(PROPOSALS, rows))]
        ideas = (replace(one, municipality=name, phase_in_year=year + 1) for one in made[:PROPOSALS])
        yield f"ideer-{year}.txt", idea_bank(ideas)
        for month, day, word in REPORTS:
            head = f"Opfølgning på effektiviseringer i {name} Kommune, status pr. {day}. {word} {year}"
            yield f"status-{year}-{month:02}.csv", _report(head, made[:rows], year, writer.chance)


def _report(head: str, cases: list[Proposal], year: int, chance: random.Random) -> str:
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\n")
    sheet.writerow([head])
    sheet.writerow([])
    sheet.writerow(HEADINGS)
    for number, case in enumerate(cases, 1):
        remark = case.summary.partition(". ")[0]
        unit = chance.choice(WORDS["areas"])
        due = f"{chance.randint(1, 28)}. {chance.choice(('marts', 'juni', 'oktober'))} {year + 1}"
        saving = f"-{case.saving_tkr:.0f}"
        sheet.writerow([f"K{year % 100}{number:02}", case.title, chance.choice(STATUSES), saving, unit, due, remark])
    return text.getvalue()
