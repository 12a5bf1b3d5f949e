"""How long PDFs take to read, beside plain `pdfplumber` on the same files.

    .venv/bin/python bench/pdfs.py [--documents ../shared/documents] [--pages 2000]

The status report and the whole idea bank are laid out by reportlab as the tests lay them out; the catalogue is the idea
bank's pages over and over. Each file is read in fresh processes; memory is the highest that one of them had.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader, PdfWriter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.loaders.files.pdf_made import made  # noqa: E402
from tests.loaders.files.pdf_made.sheets import LOOKS  # noqa: E402

RULED = next(look for look in LOOKS if look.maker == "reportlab" and look.name.endswith("ruled"))
PLAIN = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.close()
"""
LOADED = """
import sys
from pathlib import Path
from loaders import kinds
from loaders import files
kinds.read_document(files.document(Path(sys.argv[1])))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=ROOT.parent / "shared/documents")
    parser.add_argument("--pages", type=int, default=2_000)
    options = parser.parse_args()
    print("| file | pages | MB | sagsbot s | pages/s | MB of memory | plain s | MB of memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _files(options.documents, options.pages):
            path = Path(folder, f"{name}.pdf")
            path.write_bytes(data)
            own, plain = _measured(LOADED, path), _measured(PLAIN, path)
            pages = _pages(data)
            print(
                f"| {name} | {pages:,} | {len(data) / 1e6:.1f} | {own[0]:.1f} | {pages / own[0]:.0f} | {own[1]:,.0f}"
                f" | {plain[0]:.1f} | {plain[1]:,.0f} |",
                flush=True,
            )


def _files(documents: Path, pages: int) -> Iterator[tuple[str, bytes]]:
    yield "status report", made.pdf(documents / "status-december-2024.txt", RULED, None)
    bank = made.pdf(documents / "idebank-2024.txt", RULED, None)
    yield "idea bank", bank
    yield "catalogue", _repeated(bank, pages)


def _repeated(data: bytes, pages: int) -> bytes:
    """The pages of a PDF over and over, each a page of its own, until there are so many."""
    reader, writer = PdfReader(io.BytesIO(data)), PdfWriter()
    for number in range(pages):
        writer.add_page(reader.pages[number % len(reader.pages)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)


def _measured(program: str, path: Path) -> tuple[float, float]:
    """Seconds on the clock, and the most memory (MB) of a process that runs `program` on a file, or of its own."""
    measuring = f"import resource as r\n{program}\nprint(max(r.getrusage(who).ru_maxrss for who in (0, -1)))"
    start = time.perf_counter()
    command = [sys.executable, "-c", measuring, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1024


if __name__ == "__main__":
    main()
