# ruff: noqa: PLC0415  # each reading imports its own library, whose time and memory are its own
"""Rows a second and memory of reading one large table as each type of file, beside the plain library on the same file.

    .venv/bin/python bench/files.py [--rows 10000] [--types xlsx,docx,csv,pdf] [--keep DIR]

Each reading runs in a process of its own. Seconds are of the processor, imports included, of that process and what it
started; memory is the highest that one of them had. `files` is
`loaders.files.document`, from the path to the whole Document; the library only goes through all cells. Files are made
with openpyxl, python-docx, csv and ReportLab.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADING = ("Kode", "Titel", "Status", "Effekt 1.000 kr.", "Investering", "Ansvarlig", "Frist", "Bemærkning")
COLOURS = {"Som planlagt": "93C47D", "Forsinket": "FFD966", "Stoppet": "E06666"}


def rows(count: int) -> Iterator[tuple[str, ...]]:
    for at in range(count):
        status = tuple(COLOURS)[at % 3]
        yield (
            f"SA{at:05}", f"Forslag nummer {at} om bedre brug af biler", status, f"-{at % 900 + 100}", str(at % 400),
            "Teknik og Miljø", f"31-12-{2026 + at % 3}", "Arbejdet følger den plan, som udvalget vedtog.",
        )  # fmt: skip


# ---------------------------------------------------------------- making


def make_xlsx(path: Path, count: int) -> None:
    import openpyxl
    from openpyxl.styles import PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADING)
    fills = {name: PatternFill("solid", fgColor=colour) for name, colour in COLOURS.items()}
    for cells in rows(count):
        sheet.append([*cells[:3], int(cells[3]), int(cells[4]), *cells[5:]])
        sheet.cell(sheet.max_row, 3).fill = fills[cells[2]]
    book.save(path)


def make_docx(path: Path, count: int) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def row(cells: tuple[str, ...]) -> str:
        inside = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
        return f"<w:tr>{inside}</w:tr>"

    document = docx.Document()
    body = "".join(map(row, [HEADING, *rows(count)]))
    grid = "<w:gridCol/>" * len(HEADING)
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    document.element.body.insert(0, parse_xml(table))
    document.save(path)


def make_csv(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=";").writerows([HEADING, *rows(count)])


def make_pdf(path: Path, count: int) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 7)])
    page = SimpleDocTemplate(str(path), pagesize=landscape(A4))
    page.build([LongTable([HEADING, *rows(count)], style=style, repeatRows=1)])


# ---------------------------------------------------------------- reading


def plain_xlsx(path: Path) -> int:
    import openpyxl

    return sum(1 for row in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True) if row)


def plain_docx(path: Path) -> int:
    import docx

    return sum(1 for row in docx.Document(str(path)).tables[0].rows if [cell.text for cell in row.cells])


def plain_csv(path: Path) -> int:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return sum(1 for row in csv.reader(file, delimiter=";") if row)


def plain_pdf(path: Path) -> int:
    import pdfplumber

    found = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found += sum(len(table) for table in page.extract_tables())
            page.close()
    return found


def ours(path: Path) -> int:
    from loaders import files

    return sum(len(table.rows) for table in files.document(path).tables)


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "xlsx": make_xlsx, "docx": make_docx, "csv": make_csv, "pdf": make_pdf,
}  # fmt: skip
PLAIN = {"xlsx": plain_xlsx, "docx": plain_docx, "csv": plain_csv, "pdf": plain_pdf}


def measured(path: Path, how: str) -> dict[str, float]:
    """What one reading took, in a process of its own."""
    command = [sys.executable, __file__, "--read", str(path), "--how", how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def read(path: Path, how: str) -> None:
    sys.path.insert(0, str(ROOT))
    found = (ours if how == "ours" else PLAIN[path.suffix[1:]])(path)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds, most = sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used)
    print(json.dumps({"rows": found, "seconds": seconds, "megabytes": most / 1024}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--types", default="xlsx,docx,csv,pdf")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--how", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read, given.how)
        return
    print(f"{'type':6}{'rows':>8}{'plain s':>9}{'files s':>9}{'times':>7}{'rows/s':>9}{'plain MB':>10}{'files MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.types.split(","):
            path = (given.keep or Path(folder)) / f"tabel.{kind}"
            if not path.exists():
                MAKERS[kind](path, given.rows)
            plain, own = measured(path, "plain"), measured(path, "ours")
            times = own["seconds"] / plain["seconds"]
            print(
                f"{kind:6}{own['rows']:8}{plain['seconds']:9.2f}{own['seconds']:9.2f}{times:7.1f}"
                f"{own['rows'] / own['seconds']:9.0f}{plain['megabytes']:10.0f}{own['megabytes']:10.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
