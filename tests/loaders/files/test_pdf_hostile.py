"""PDFs that would take all memory or time, or are none: each ends within its limits, with a sentence that says why."""

import io
import json
import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject

from bot.ingest import loading
from bot.settings import read_settings
from loaders import files, kinds
from loaders.files import pdf, process
from loaders.limits import MEGABYTE, Limits
from records import Refused
from templates import catalogue
from tests.loaders.files import hostile_pdf
from tests.loaders.files.hostile_pdf import HOSTILE
from tests.processes import run
from tests.waiting import CEILING_S

pytestmark = pytest.mark.slow

WIDE = Limits(
    memory=400 * MEGABYTE, page_seconds=60, processor_seconds=120, silent_seconds=CEILING_S, clock_seconds=2 * CEILING_S
)
SMALL = replace(WIDE, page_seconds=1, processor_seconds=3)  # for what would take for ever
ROOT = Path(__file__).resolve().parents[3]
LETTER = (ROOT / "samples/budgetmateriale-2026-2029.txt").read_text(encoding="utf-8")


def refused(data: bytes, limits: Limits = WIDE) -> Refused:
    with pytest.raises(Refused) as caught:
        pdf.document("forslag.pdf", data, limits)
    return caught.value


def sentence(one: Refused, language: str = "da") -> str:
    return catalogue.say(f"refused.{one.reason}", language, **one.values)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_within_limits_with_a_sentence(name: str) -> None:
    """Whatever it does to the reader, the one who loads it is told in a sentence, in both languages."""
    make, reasons = HOSTILE[name]
    found = refused(make(), SMALL if "too_slow" in reasons else WIDE)
    assert found.reason in reasons
    for language in ("da", "en"):
        assert "forslag.pdf" in sentence(found, language)
        assert sentence(found, language).endswith(".")


def test_a_refused_file_takes_little_of_a_small_server() -> None:
    """By default: servers with half a gigabyte are common, and somebody waits."""
    assert Limits().memory <= 400 * MEGABYTE
    assert Limits().processor_until(1, 0.0) <= 15


WATCHED = """
import json, resource, sys
from loaders.files import pdf, process
from records import Refused
try:
    pdf.document("forslag.pdf", open(sys.argv[1], "rb").read())
except Refused as refused:
    print(json.dumps([refused.reason, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]))
"""


def test_a_file_that_wants_all_memory_is_given_what_the_limit_says(tmp_path: Path) -> None:
    """At the default limits, as a server has them."""
    (tmp_path / "forslag.pdf").write_bytes(hostile_pdf.bomb(300_000_000))
    done = run(sys.executable, "-c", WATCHED, tmp_path / "forslag.pdf")
    reason, memory = json.loads(done.stdout)
    assert reason in ("too_much_memory", "crashed")
    assert memory <= Limits().memory <= 400 * MEGABYTE


def test_pages_that_are_all_slow_are_not_waited_for_one_by_one() -> None:
    """Each may take twelve seconds, and two thousand of them may not."""
    limits = Limits()
    assert limits.processor_until(1, 0.0) >= limits.page_seconds
    assert limits.processor_until(100, 40.0) == 40 + limits.page_seconds  # where most pages are quick one may be slow
    assert limits.processor_until(4, 3.9 * limits.page_seconds) < 3.9 * limits.page_seconds


def test_a_larger_machine_gives_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set holds in the process that reads, for a PDF and for other files."""
    allowed = read_settings({"SAGSBOT_READ_MEMORY": "900", "SAGSBOT_READ_SECONDS": "36"}).allowed
    root = pdf._PROGRAM.split(";")[1]
    monkeypatch.setattr(pdf, "_PROGRAM", f"import sys\n{root.strip()}\n{SPY}")
    with pytest.raises(Refused) as caught:
        files.document_from("forslag.pdf", hostile_pdf.PLAIN, allowed=allowed)
    assert caught.value.values["RLIMIT_AS"] == 900 * MEGABYTE
    assert caught.value.values["RLIMIT_CPU"] == 36
    assert (allowed.over(process.SHORT).memory, allowed.over(process.SHORT).page_seconds) == (900 * MEGABYTE, 36)


@pytest.mark.parametrize("lines", [100, 1_400])
def test_a_drawing_of_many_lines_is_no_table(lines: int) -> None:
    """A grid of two million cells is not taken apart; the text on it is read."""
    assert pdf.document("net.pdf", hostile_pdf.grid(lines), WIDE).lines == ("Et budget for kommunen",)


def test_a_table_of_places_in_a_circle_does_no_harm() -> None:
    data = hostile_pdf.PLAIN.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev 9 ")
    assert pdf.document("a.pdf", data, WIDE).lines == ("Et budget",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x14\x00" + bytes(40), "zip"),
        (hostile_pdf.PLAIN[:200], "damaged"),
    ],
)
def test_the_kind_of_a_file_is_told_from_its_bytes(data: bytes, reason: str) -> None:
    """A ZIP that is called .pdf is refused as what it is."""
    with pytest.raises(Refused) as caught:
        files.document_from("forslag.pdf", data)
    assert caught.value.reason == reason


def test_a_pdf_is_read_under_any_name() -> None:
    """Some programs leave a few bytes before the mark, and some people call it .txt."""
    assert files.document_from("a.txt", b"\n\n" + hostile_pdf.PLAIN).lines == ("Et budget",)


def test_an_empty_password_opens() -> None:
    """A file that only forbids printing is no locked file."""
    assert pdf.document("a.pdf", hostile_pdf.locked(hostile_pdf.PLAIN, ""), WIDE).lines == ("Et budget",)


def test_pages_without_text_are_named() -> None:
    """Of a file that is partly scanned the rest is loaded, and a finding names the pages."""
    document = files.document_from("brev.pdf", hostile_pdf.scan(6, {1: LETTER[:3000], 4: "Med venlig hilsen"}))
    loaded = kinds.read_document(document)
    (finding,) = [one for one in loaded.findings if one.kind == "pages_without_text"]
    assert (loaded.kind, finding.source.page, finding.values) == ("letter", 2, {"count": 4, "pages": "2–3, 5–6"})
    assert "2–3, 5–6" in catalogue.say("findings.pages_without_text", "da", **finding.values)


def test_a_damaged_page_is_named_and_the_rest_is_read() -> None:
    """One bad page does not lose a document."""
    bad = hostile_pdf.stream(b"no flate", b"/Filter /LZWDecode /DecodeParms << /Predictor 99 >>")
    tree = b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
    other = hostile_pdf.PAGE.replace(b"4 0 R", b"7 0 R")
    objects = {**hostile_pdf.USUAL, 2: tree, 4: hostile_pdf.stream(hostile_pdf.said(b"Et budget")), 6: other, 7: bad}
    document = pdf.document("a.pdf", hostile_pdf.pdf(objects), WIDE)
    assert document.lines == ("Et budget",)
    assert [(one.kind, one.values["pages"]) for one in document.findings] == [("pages_damaged", "2")]


def _carrying(names: list[str], catalog: str = "") -> bytes:
    """A page with attached files of these names."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(hostile_pdf.PLAIN))
    for name in names:
        writer.add_attachment(name, b"a;b")
    if catalog:
        writer.root_object[NameObject(catalog)] = DictionaryObject({NameObject("/View"): NameObject("/D")})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_attached_files_are_named() -> None:
    """What they hold is not read, and that is said."""
    document = pdf.document("a.pdf", _carrying(["tal.csv", "bilag æ.xlsx"]), WIDE)
    (told,) = document.findings
    assert (document.lines, told.kind, told.values["count"]) == (("Et budget",), "attached_files", 2)
    assert "tal.csv" in str(told.values["names"])
    assert "bilag æ.xlsx" in str(told.values["names"])


def test_a_portfolio_names_its_files_and_says_how_to_take_them_out() -> None:
    """Its page is only a cover, which says nothing."""
    found = refused(_carrying(["status.pdf"], "/Collection"))
    assert found.reason == "portfolio"
    assert "status.pdf" in sentence(found)


def test_too_much_text_is_refused() -> None:
    data = hostile_pdf.page(b"BT /F 3 Tf 20 700 Td (%s) Tj ET" % (b"Budget " * 30))
    assert refused(data, replace(WIDE, page_signs=100)).reason == "too_much_text"
    assert refused(data, replace(WIDE, signs=100)).reason == "too_much_text"
    assert refused(data, replace(WIDE, result=100)).reason == "too_much_text"


ENDS = {
    "killed": ("import os; os.kill(os.getpid(), 9)", "crashed"),
    "aborted": ("import os; os.abort()", "crashed"),
    "processor": ("import resource as r; r.setrlimit(r.RLIMIT_CPU, (1, 2))\nwhile True: pass", "too_slow"),
    "silent": ("import sys; sys.stdin.buffer.read(); import signal; signal.pause()", "too_slow"),
    "endless": ("import os\nwhile True: os.write(1, b'a' * 60000)", "too_slow"),
    "nonsense": ("print('[]')", "crashed"),
    "no answer": ("pass", "failed"),
    "memory": ("raise MemoryError", "crashed"),
    "unlisted": ("{}['a']", "damaged"),
}


@pytest.mark.parametrize("name", ENDS)
def test_every_end_of_the_reader_has_a_reason(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """However the process ends, nobody waits for ever and nobody sees a traceback; the log has the error."""
    program, reason = ENDS[name]
    monkeypatch.setattr(pdf, "_PROGRAM", program)
    caplog.set_level(logging.ERROR)
    found = refused(
        hostile_pdf.PLAIN, replace(WIDE, silent_seconds=1.0 if name == "silent" else CEILING_S, result=MEGABYTE)
    )
    assert found.reason == reason
    assert ("KeyError" in caplog.text) == (name == "unlisted")
    assert "Traceback" not in caplog.text
    assert "Traceback" not in sentence(found)


SPY = """
import json, os, sys
from loaders.files import confined
confined.confine(confined.Limits(**json.loads(sys.argv[1])))
import resource as r
names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_CORE", "RLIMIT_NOFILE")
limits = {name: r.getrlimit(getattr(r, name))[0] for name in names}
opened = sorted(os.path.realpath(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd"))
own = {"environment": sorted(os.environ), "here": os.listdir("."), "opened": opened}
own["parent"] = os.getsid(0) == os.getpid()
print(json.dumps({"refused": "damaged", "values": {**own, **limits}}))
"""


def test_the_reader_has_nothing_to_steal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No token, no database, no folder of ours, and limits that hold before the library is loaded."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    kept = (tmp_path / "sagsbot.db").open("w")
    root = pdf._PROGRAM.split(";")[1]
    monkeypatch.setattr(pdf, "_PROGRAM", f"import sys\n{root.strip()}\n{SPY}")
    with kept:
        values = refused(hostile_pdf.PLAIN).values
    assert [name for name in values["environment"] if name != "LC_CTYPE"] == []  # type: ignore[attr-defined]
    assert (values["here"], values["parent"]) == ([], True)
    assert not [name for name in values["opened"] if name.endswith(".db")]  # type: ignore[attr-defined]
    assert (values["RLIMIT_AS"], values["RLIMIT_CORE"], values["RLIMIT_NOFILE"]) == (WIDE.memory, 0, 64)


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a long document sees how far it is."""
    told: list[tuple[int, int]] = []
    lines = [{"page": 1, "of": 9}, {"page": 5, "of": 9}, {"refused": "empty", "values": {}}]
    monkeypatch.setattr(pdf, "_PROGRAM", f"print({chr(10).join(map(json.dumps, lines))!r})")
    with pytest.raises(Refused):
        pdf.document("a.pdf", b"", WIDE, lambda page, of: told.append((page, of)))
    assert told == [(1, 9), (5, 9)]


def test_the_rest_of_a_folder_is_loaded(tmp_path: Path) -> None:
    """A bomb among the files is one refusal in the list."""
    (tmp_path / "a.pdf").write_bytes(hostile_pdf.locked(hostile_pdf.PLAIN, "hemmelig"))
    (tmp_path / "b.txt").write_text(LETTER, encoding="utf-8")
    store = loading.store_to_fill(tmp_path / "x.db")
    files = loading.files([tmp_path], tmp_path / "x.db")
    reports = list(loading.load_files(store, files, loading.Load(datetime(2026, 1, 1, tzinfo=UTC))))
    assert [(one.name, one.state) for one in reports] == [("a.pdf", "refused"), ("b.txt", "loaded")]
