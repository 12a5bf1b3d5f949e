"""`sagsbot ask` and `sagsbot demo`: questions in, answers out, in order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.overlong import LONGEST
from tests.processes import SAGSBOT, Start, run

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
Sagsbot = Callable[..., Result]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ask") / "sagsbot.db"
    assert CliRunner().invoke(main, ["load", str(SAMPLES), "--db", str(path)]).exit_code == 0
    return path


@pytest.fixture
def sagsbot(loaded: Path) -> Sagsbot:
    return lambda *arguments, **more: CliRunner().invoke(main, [*arguments, "--db", str(loaded)], **more)


CONTRACT = {"question", "language", "intent", "reading", "total", "results", "facts", "text", "blocks", "ms"}
CONTRACT |= {"nearest", "ignored", "carried", "alternatives"}


def test_an_answer_as_json(sagsbot: Sagsbot) -> None:
    """One JSON value with the fields of the contract, and nothing on stderr."""
    done = sagsbot("ask", "hvad står der om budgettet?", "--json", "--now", "2026-01-05")
    assert (done.exit_code, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer.keys() >= CONTRACT
    assert answer["question"] == "hvad står der om budgettet?"


def test_an_answer_as_text(sagsbot: Sagsbot) -> None:
    """What is printed is the plain text of the same answer."""
    question = ("ask", "hvad står der om budgettet?", "--now", "2026-01-05T08:30")
    assert sagsbot(*question).stdout == json.loads(sagsbot(*question, "--json").stdout)["text"] + "\n"


def test_a_batch_is_answered_line_by_line(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """An answer for each line that holds something, in order, whatever is in the line; from a file or stdin."""
    lines = [
        "status på VH01",
        "'; DROP TABLE documents; --",
        "{{ 7 * 7 }}",
        "???",
        "\u2028a\x0bb",
        "x" * 10_000,
        "slut",
    ]
    text = "\ufeff" + "\r\n \n".join(lines) + "\n\n"
    (tmp_path / "q.txt").write_text(text, encoding="utf-8", newline="")
    answers = [
        [json.loads(line) for line in done.stdout.split("\n") if line]
        for done in (
            sagsbot("ask", "--batch", str(tmp_path / "q.txt"), "--json"),
            sagsbot("ask", "--batch", "-", "--json", input=text.encode()),
        )
    ]
    assert [answer["question"] for answer in answers[0]] == [line.strip() for line in lines]
    assert [answer["text"] for answer in answers[0]] == [answer["text"] for answer in answers[1]]
    assert all(answer.keys() >= CONTRACT and answer["text"] for answer in answers[0])


def test_a_batch_of_any_bytes(sagsbot: Sagsbot) -> None:
    done = sagsbot("ask", "--batch", "-", "--json", input=b"r\xf8de sager\n\xff\xfe\x00\n")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2


def test_a_question_that_is_too_long(sagsbot: Sagsbot) -> None:
    """Alone it fails with a sentence; one sign less is a question."""
    done = sagsbot("ask", "x" * (LONGEST + 1))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "2.000" in done.stderr
    assert sagsbot("ask", "x" * LONGEST).exit_code == 0


def test_what_another_process_loads_is_answered_from(tmp_path: Path, start: Start) -> None:
    """A batch that is under way answers the next question from what was loaded meanwhile."""
    path = str(tmp_path / "a.db")
    strategy, letter = (SAMPLES / name for name in ("strategi-status-2025.txt", "budgetmateriale-2026-2029.txt"))

    def load(document: Path) -> None:
        assert CliRunner().invoke(main, ["load", str(document), "--db", path]).exit_code == 0

    load(strategy)
    process = start(*SAGSBOT, "ask", "--batch", "-", "--json", "--db", path)

    def quoted() -> bool:
        process.write("hvad står der om budgetredegørelsen?\n")
        return letter.name in json.loads(process.line())["text"]

    before = quoted()
    load(letter)
    assert (before, quoted()) == (False, True)
    process.close_input()
    assert process.ended() == 0


@pytest.mark.slow
def test_the_demo_ends_with_its_input() -> None:
    """It loads, answers each line that is piped in, and ends with 0 at the end of the input."""
    letter = SAMPLES / "budgetmateriale-2026-2029.txt"
    done = run(*SAGSBOT, "demo", "--documents", letter, "--port", "0", typed="hvad står der om budgettet?\n\n")
    assert done.returncode == 0
    assert "budgetmateriale-2026-2029.txt" in done.stdout
    assert done.stdout.rstrip().endswith("Farvel.")


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["/quit\nstatus\n", "", "?\n/slut"])
def test_the_demo_can_be_left(typed: str, tmp_path: Path) -> None:
    """With a word or without one; what is asked for is kept when --db says where."""
    path = tmp_path / "demo.db"
    done = CliRunner().invoke(main, ["demo", "--terminal", "--documents", str(SAMPLES), "--db", str(path)], input=typed)
    assert done.exit_code == 0
    assert path.exists()


def test_a_batch_can_be_a_conversation(sagsbot: Sagsbot) -> None:
    """With --conversation a question may lean on those before it, until an empty line; without it each stands alone."""
    lines = "hvilke sager er røde?\nkun budgetår 2024\n\nhvorfor?\n"
    asking = ("ask", "--batch", "-", "--json")
    together = [json.loads(line) for line in sagsbot(*asking, "--conversation", input=lines).stdout.splitlines()]
    assert [bool(one["carried"]) for one in together] == [False, True, False]
    assert together[2]["intent"] == "unknown"
    alone = [json.loads(line) for line in sagsbot(*asking, input=lines).stdout.splitlines()]
    assert not any(one["carried"] for one in alone)
    assert sagsbot("ask", "x", "--conversation").exit_code == 2
