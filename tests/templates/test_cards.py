"""The whole output of every card, and what no card may ever do."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from records import Answer, Refused
from records.digests import Digest
from scheduler.posts import initial_summary, status_alert
from templates import Card, limits, render, render_digest, render_error, render_page, render_refused
from templates.controls import Button
from templates.views import CardEntry, QuotedText, Section
from tests.templates import made_alerts
from tests.templates.made_answers import ANSWERS
from tests.templates.made_digests import DIGESTS

STORED = Path(__file__).parent / "cards"
CARDS = Path(__file__).resolve().parents[2] / "templates/cards"
LANGUAGES = ("da", "en")
SECTIONS = (
    Section("Røde sager", (), (CardEntry("PL06 (2022)", ("🔴 Rød",), "status.txt, linje 4"),), 3),
    Section(texts=("Ingen frister.",), said=(QuotedText("»Havnen«", "linje 9"),)),
)


def _digest(digest: Digest) -> Callable[[str], Card]:
    return lambda language: render_digest(digest, language)


def _alert(language: str) -> Card:
    made = status_alert.card([made_alerts.FULL], made_alerts.scene(language))
    assert made
    return made


def _first(language: str) -> Card:
    return initial_summary.card(
        [made_alerts.FIRST], replace(made_alerts.scene(language), overdue={"Struer": 3, "Sandvig": 9})
    )


# Cards of no answer.
OTHERS = {
    "alert": _alert,
    "alert_first": _first,
    **{name: _digest(digest) for name, digest in DIGESTS.items()},
    "error": lambda language: render_error(language, "K7Q2"),
    "error_database": lambda language: render_error(language, "K7Q2", "database"),
    "page": lambda language: render_page("Sandvig", SECTIONS, language),
    "refused": lambda language: render_refused(Refused("empty", name="tom.txt"), language),
}
NAMES = (*ANSWERS, *OTHERS)


def card(name: str, language: str) -> Card:
    return render(replace(ANSWERS[name], language=language)) if name in ANSWERS else OTHERS[name](language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_card_is_as_it_was(name: str, language: str) -> None:
    """Nothing in a card changes unnoticed. docs/cards.md says how to renew the stored ones."""
    made = card(name, language)
    stored = STORED / f"{name}.{language}.json"
    printed = {"text": made.text.split("\n"), "blocks": made.blocks}
    printed |= {"fallback": made.fallback} if made.fallback else {}
    if os.environ.get("RENEW_CARDS"):
        stored.write_text(json.dumps(printed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert printed == json.loads(stored.read_text(encoding="utf-8"))


def test_no_stored_card_is_left_over() -> None:
    """A card that no test compares any longer is deleted."""
    assert {path.stem for path in STORED.glob("*.json")} == {f"{name}.{one}" for name in NAMES for one in LANGUAGES}


def test_every_intent_has_its_card() -> None:
    """The text of each intent, and every card but that of answers, belong to something built by hand."""
    texts = {path.stem for path in (CARDS.parent / "texts").glob("*.j2")} - {"text"}
    cards = {path.stem for path in CARDS.glob("*.j2")} - {"blocks"}
    assert texts | {"help"} == {"digest", "digest_part", "digest_rest"} | {answer.intent for answer in ANSWERS.values()}
    assert cards == {"answer", "case_part", "digest", "digest_rest", "error", "help", "page", "refused"}


@pytest.mark.parametrize("name", NAMES)
def test_a_card_keeps_within_the_limits(name: str) -> None:
    made = card(name, "da")
    assert limits.problems(made.blocks, made.text) == []
    assert limits.problems(made.simple, made.text) == []


def test_without_a_table_the_same_is_said_in_lines() -> None:
    """What a table shows stands in the plain blocks too, with the same buttons below."""
    made = card("total", "da").above([[Button("a", "Del", "b")]])
    table = next(one for one in made.blocks if one["type"] == limits.TABLE)
    names = [row[0]["text"] for row in table["rows"][1:]] + [name["text"] for name in table["rows"][0]]
    assert limits.TABLE not in {one["type"] for one in made.simple}
    assert all(name in json.dumps(made.simple, ensure_ascii=False) for name in names)
    assert made.simple[-1] == made.blocks[-1]


HOSTILE = (
    "<!channel> <@U012AB3CD> <https://falsk.dk|kommunen.dk> *fed* _kursiv_ `kode` ~nej~ @here :tada: {{ 7191*7 }} "
    '{% raw %} "citat" \\ \u202e\x1b[31m\x00 & <b> O\'Hara\nKilde: opdigtet'
)


def poisoned(answer: Answer) -> Answer:
    """The answer with hostile words wherever a document or a person has words."""
    return _poison(answer)  # type: ignore[return-value]


KEPT = {
    "language",
    "intent",
    "label",
    "kind",
    "colour",
    "colour_from",
    "op",
    "direction",
    "what",
    "basis",
    "unit",
    "columns",
}


def _poison(value: object) -> object:
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple | list):
        return type(value)(_poison(one) for one in value)
    if isinstance(value, dict):
        return {
            key: one if key in KEPT or (key == "raw" and isinstance(one, dict)) else _poison(one)
            for key, one in value.items()
        }
    if hasattr(value, "__dataclass_fields__"):
        names = set(value.__dataclass_fields__) - KEPT
        return replace(value, **{name: _poison(getattr(value, name)) for name in names})  # type: ignore[type-var]
    return value


def texts(node: object) -> list[dict[str, object]]:
    """Every object of a block that shows text."""
    if isinstance(node, list):
        return [found for one in node for found in texts(one)]
    if not isinstance(node, dict):
        return []
    own = [node] if isinstance(node.get("text"), str) else []
    return own + [found for one in node.values() for found in texts(one)]


@pytest.mark.parametrize("name", ANSWERS)
def test_what_documents_say_is_only_text(name: str) -> None:
    """No mention, link or formatting comes out of a document or a question, and no text is ever mrkdwn."""
    made = render(poisoned(ANSWERS[name]))
    shown = texts(made.blocks)
    assert {one["type"] for one in shown} <= {"plain_text", "text", "raw_text", "raw_number"}
    assert not [one for one in shown if one["type"] == "plain_text" and one["emoji"]]
    assert not [one for one in shown if re.search(r"[<>\x00\x1b\u202e]|&(?!amp;|lt;|gt;)", str(one["text"]))]
    assert "50337" not in made.text


@pytest.mark.parametrize("name", ANSWERS)
def test_a_document_cannot_make_a_line_of_its_own(name: str) -> None:
    """Only the card breaks lines: a title cannot pose as a source."""
    text = render(poisoned(ANSWERS[name])).text
    assert not [line for line in text.split("\n") if line.startswith("Kilde: opdigtet")]
    assert not re.search("[\x00\x1b\u202e]", text)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_place_is_shown(name: str) -> None:
    """Whatever a card tells of a case stands beside its document and where in it."""
    answer = ANSWERS[name]
    text = render(answer).text
    for hit in (*answer.hits[:1], *answer.nearest):
        assert hit.source.document in text
    for quote in answer.quotes:
        assert f"linje {quote.source.line}–{quote.last_line}" in text


def test_the_text_has_twenty_hits_and_the_card_six() -> None:
    """A long list shows its first page and says how many more there are."""
    answer = replace(ANSWERS["search"], hits=ANSWERS["search"].hits[:1] * 500, total=500)
    made = render(answer)
    assert "20. PL06" in made.text
    assert "21. PL06" not in made.text
    assert "480 til" in made.text
    shown = " ".join(str(one["text"]) for one in texts(made.blocks))
    assert shown.count("PL06 (2022)") == 6
    assert "Viser 1–6 af 500" in shown


def test_facts_come_before_lists() -> None:
    """Who asks one thing reads the answer first: facts and the words of the document, then notes."""
    text = render(ANSWERS["status"]).text
    order = [text.index(part) for part in ("Rød", "Investering", "havnen", "Næste milepæle", "Samme sag")]
    assert order == sorted(order)


def test_not_stated_is_not_nothing() -> None:
    """0 is printed as 0, what is missing is said to be missing."""
    text = render(ANSWERS["search"]).text
    assert "Udgift 0 t.kr." in text
    assert "Udgift ikke oplyst" in text


def test_an_extra_cost_is_no_saving() -> None:
    """A status row printed without a minus is called what it is, with the printed figure beside it."""
    text = render(ANSWERS["search"]).text
    assert "Merudgift 250 t.kr. (i dokumentet: 250)" in text
    assert "Besparelse 1.113 t.kr. (i dokumentet: -1.113)" in text


def test_a_table_that_is_not_understood_says_that_somebody_can_name_its_columns() -> None:
    """In Slack too, where nobody sees what the terminal adds."""
    refused = Refused("table_not_understood", name="liste.csv", columns=["Xylo", "Yrsa"], type="sheet")
    assert 'sagsbot layouts export --of "liste.csv"' in render_refused(refused, "da").text
    assert "layouts export" not in render_refused(Refused("empty", name="tom.txt"), "da").text
