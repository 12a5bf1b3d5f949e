"""Draws docs/answer.svg: real answers over the samples, as a terminal shows them. Run by `make picture`."""

import re
import tempfile
import textwrap
from datetime import datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from bot.export.answer_json import answer_question
from bot.ingest.loading import Load, load_files, store_to_fill
from index.search.search_facade import Library

ROOT = Path(__file__).resolve().parents[1]
ASKED = ("robotforslag under 1 mio. kr.", "hvorfor er VH04 rød?")
NOW = datetime(2025, 9, 1, 9, 0)
COLUMNS = 100
PLACE = r"\[[^\]]*linje \d+\]"
# rich's own frame fetches its font from the network; a reader's monospace font does as well.
REMOTE_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def answers() -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        store = store_to_fill(Path(folder) / "picture.db")
        list(load_files(store, sorted((ROOT / "samples").glob("*.txt")), Load(NOW, baseline=True)))
        library = Library(store)
        return [(question, answer_question(library, question, NOW)["text"]) for question in ASKED]


def drawn() -> str:
    console = Console(record=True, width=COLUMNS, file=StringIO(), highlight=False)
    for question, text in answers():
        console.print(Text("$ ", "green").append(f'sagsbot ask "{question}"', "bold white"))
        headline, *rest = text.splitlines()
        console.print(Text(headline, "bold"))
        for line in rest:
            console.print(_indented(line))
        console.print()
    svg = console.export_svg(title="sagsbot", theme=MONOKAI, unique_id="answer")
    return re.sub(r"[ \t]+$", "", REMOTE_FONT.sub("", svg).replace("Fira Code, ", ""), flags=re.MULTILINE)


def _indented(line: str) -> Text:
    """A line that is too long goes on under its own first letter; places stand back."""
    indent = " " * (len(line) - len(line.lstrip()))
    text = Text(textwrap.fill(line, COLUMNS - 2, subsequent_indent=indent, break_on_hyphens=False))
    text.highlight_regex(PLACE, "dim")
    return text


if __name__ == "__main__":
    (ROOT / "docs/answer.svg").write_text(drawn(), encoding="utf-8")
